"""`fairdue screen IN [OUT]`: messages in, one record out per record in; `-` is standard input or output."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Any, Final, TextIO

import click

from fairdue.app.contracts.words import reason_of
from fairdue.app.screen_file import FORMS, Screened, form_of, opened, screen_file, screen_stream, written
from fairdue.app.wiring import today
from fairdue.cli.setting import BadArguments, Setting, print_json, tell
from fairdue.intake.message_rows import HEAD, Form, form_by
from fairdue.kernel.errors import UnreadableFile

STREAM: Final = Path("-")


@click.command("screen")
@click.argument("source", metavar="IN", type=click.Path(path_type=Path))
@click.argument("target", metavar="[OUT]", type=click.Path(path_type=Path), default="-")
@click.option(
    "--engine", type=click.Choice(["local"]), default="local", show_default=True, help="用什么跑 / what runs it"
)
@click.option(
    "--format",
    "form",
    type=click.Choice([*FORMS.values()]),
    default=None,
    help="- 是什么格式；不写就看开头，写出的同读进的 / what - holds: told by how it begins; out as in",
)
@click.option(
    "--for-spreadsheet",
    is_flag=True,
    help="CSV 给表格软件看：像公式的格前加撇号 / CSV to be opened in a spreadsheet: what might run as a formula is quoted",
)
@click.option("--json", "as_json", is_flag=True, help="把做了什么也写成 JSON / say what was done as JSON")
@click.pass_obj
def command(
    setting: Setting, source: Path, target: Path, engine: str, form: Form | None, for_spreadsheet: bool, as_json: bool
) -> None:
    """成批查一个文件（JSONL 或 CSV，要有 text）。Screen a file of messages.

    Optional columns: id, channel, sender, received_at; others pass through. A record that cannot be screened
    carries `error`; the rest goes on. - reads standard input or writes standard output, record by record.
    """
    if source == STREAM and sys.stdin.isatty():
        raise BadArguments(detail=setting.say("没有给出信息。可以接在别的命令后面，或给一个 .jsonl 或 .csv 文件"))
    if STREAM in (source, target):
        done = _streamed(setting, source, target, form, for_spreadsheet)
    else:
        _refuse_unfit(form_of(target), for_spreadsheet)
        done = screen_file(source, target, setting.screener, today(), setting.lang, for_spreadsheet=for_spreadsheet)
    is_apart = target == STREAM  # what was done is told beside the records, never among them
    if as_json:
        print_json(
            {
                "records": done.records,
                "errors": done.errors,
                "encoding": done.encoding,
                "engine": engine,
                "strange_channels": done.strange_channels,
                "live_cells": done.live,
            },
            err=is_apart,
        )
    else:
        for line in _told(setting, done):
            tell(line, err=True)


def _refuse_unfit(wanted: Form, for_spreadsheet: bool) -> None:
    if for_spreadsheet and wanted != "csv":
        raise BadArguments(detail="--for-spreadsheet: CSV")


def _streamed(
    setting: Setting, source: Path, target: Path, form: Form | None, for_spreadsheet: bool
) -> Screened:  # fmt: skip
    """Screen from or into a standard stream; what comes in is told by its beginning, what goes out is alike."""
    wanted = None if target == STREAM else form_of(target)
    with ExitStack() as stack:
        name = "-" if source == STREAM else source.name
        file = _standard_input() if source == STREAM else stack.enter_context(opened(source))
        given = form_of(source) if source != STREAM else form or form_by(file)
        wanted = wanted or form or given
        _refuse_unfit(wanted, for_spreadsheet)
        out = stack.enter_context(_standard_output() if target == STREAM else written(target))
        return screen_stream(
            file, name, given, out, wanted, setting.screener, today(), setting.lang, for_spreadsheet=for_spreadsheet
        )


def _standard_input() -> io.BufferedReader:
    """Return standard input, of which each piece can be looked at as soon as it is there."""
    buffer: Any = sys.stdin.buffer
    return io.BufferedReader(getattr(buffer, "raw", buffer), HEAD)


@contextmanager
def _standard_output() -> Iterator[TextIO]:
    """Lend standard output as UTF-8, each record handed on when it is written; raises UnreadableFile."""
    sys.stdout.flush()
    out = io.TextIOWrapper(sys.stdout.buffer, encoding="utf-8", newline="", line_buffering=True)
    try:
        yield out
        out.flush()
    except OSError as error:
        if isinstance(error, BrokenPipeError):
            raise
        raise UnreadableFile(path="-", why=reason_of(error)) from error
    finally:
        with suppress(OSError):  # what could not be written was said
            out.detach()


def _told(setting: Setting, done: Screened) -> Iterator[str]:
    say = setting.say
    yield say("{records} 条，其中 {errors} 条没能查（写在 error 里）。").format(
        records=done.records, errors=done.errors
    )
    if done.encoding != "utf-8-sig":
        yield say("文件是 {encoding} 编码，已按它读。").format(encoding=done.encoding)
    if done.strange_channels:
        yield say("有 {n} 条的 channel 不认识，当作没写。可以用的写在 fairdue check --help 里。").format(
            n=done.strange_channels
        )
    if done.live:
        yield say("有 {n} 格像公式，照原样写了。要用表格软件打开，请加 --for-spreadsheet 再做一次。").format(
            n=done.live
        )
