"""`fairdue evidence …`: seal a file or a text, show it beside what the rules found, confirm, verify, export a package."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import click

from fairdue.app.contracts.catalogue import noted as _
from fairdue.app.contracts.words import reason_of
from fairdue.app.keep_case import choose
from fairdue.app.keep_evidence import Given, Reading, add, decide, delete, describe, exhibits, find, reword, show
from fairdue.app.read_text import read_plainly
from fairdue.app.reading.case_words import STATUSES
from fairdue.app.tend_vault import verify_items
from fairdue.app.wiring import now, today
from fairdue.cli.case_add import CASE
from fairdue.cli.dates import read_instant
from fairdue.cli.evidence_export import export
from fairdue.cli.evidence_package import check_package
from fairdue.cli.evidence_view import around, custody_json, exhibit_json, kept_json, lines, tell_kept, title
from fairdue.cli.setting import BadArguments, Setting, print_json, tell
from fairdue.cli.unlocking import in_vault, opened
from fairdue.kernel.errors import UnreadableFile, VaultDamaged
from fairdue.kernel.plain import plain
from fairdue.records.assessment import CHANNELS
from fairdue.records.exhibit import EXHIBIT_KINDS, Description

_JSON = click.option("--json", "as_json", is_flag=True, help="JSON")
_STATES: Final = {None: _("和封存时一样"), "missing": _("原件的文件不见了"), "changed": _("和封存时不一样")}


def _described(command: Any) -> Any:
    """Give a command the options that say what the evidence list says of an item."""
    options = (
        click.option("--name", default=None, help="证据名称 / what to call it"),
        click.option("--kind", type=click.Choice(EXHIBIT_KINDS), default=None, help="种类 / kind of evidence"),
        click.option("--source", default=None, help="来源：怎么形成、怎么得到的 / how it came about and to you"),
        click.option("--content", default=None, help="主要内容 / what it says"),
        click.option("--proves", default=None, help="证明对象 / what it is to prove"),
        click.option("--original-at", default=None, help="原件在何处 / where the original is"),
        click.option(
            "--happened-at",
            callback=read_instant,
            default=None,
            metavar="ISO",
            help="什么时候发来的 / when it was sent",
        ),
        click.option("--sender", default=None, help="谁发来的 / who sent it"),
        click.option("--sender-known-by", default=None, help="怎么知道是他 / how you know"),
        click.option(
            "--was-party/--not-party", default=None, help="录音里有没有你 / whether you took part in the talk"
        ),
    )
    for option in reversed(options):
        command = option(command)
    return command


@click.group("evidence")
def command() -> None:
    """证据：原样封存，随时核验，按需导出。Evidence, sealed as it came."""


command.add_command(export)


@command.command("add")
@click.argument("files", nargs=-1, required=True, metavar="FILE|- …")
@_described
@click.option("--channel", type=click.Choice(CHANNELS), default=None, help="怎么收到的 / how it came")
@CASE
@in_vault
@_JSON
@click.pass_obj
def add_(
    setting: Setting, /, files: tuple[str, ...], channel: Any, case_id: str | None, folder: str | None,
    descriptor: int | None, as_json: bool, **said: Any,
) -> None:  # fmt: skip
    """封存文件；- 是从标准输入读一段文字。Seal files as they are; - reads a text from standard input."""
    kept = []
    _refuse_unusable(files)
    with opened(setting, folder, descriptor) as vault:
        case = choose(vault, case_id)
        reading = _reading(setting)
        for name in files:
            with _content(name) as (content, how):
                given = Given(content, _name_of(name), how, _description(Description(), said), channel)
                kept.append(add(vault, case, given, reading, now()))
                if not as_json:
                    tell_kept(setting, kept[-1])
    if as_json:
        print_json([kept_json(one) for one in kept])


@command.command("list")
@CASE
@in_vault
@_JSON
@click.pass_obj
def list_(setting: Setting, case_id: str | None, folder: str | None, descriptor: int | None, as_json: bool) -> None:
    """列出一个案件的证据。List the exhibits of a case."""
    with opened(setting, folder, descriptor, readonly=True) as vault:
        known = exhibits(vault, choose(vault, case_id))
    if as_json:
        print_json([exhibit_json(exhibit, item) for exhibit, item in known])
        return
    for exhibit, item in known:
        gone = setting.say(_("（已销毁）")) if item.deleted_at else ""
        name = title(exhibit, item)
        tell(f"{exhibit.label}  {item.sealed_at.astimezone(now().tzinfo):%Y-%m-%d %H:%M}  {name}{gone}")
    if not known:
        tell(setting.say(_("还没有证据。用 fairdue evidence add 文件 存一份。")))


@command.command("show")
@click.argument("label", metavar="E0001")
@CASE
@in_vault
@_JSON
@click.pass_obj
def show_(
    setting: Setting, label: str, case_id: str | None, folder: str | None, descriptor: int | None, as_json: bool
) -> None:
    """看原文和规则看出来的地方。Show the original with what the rules found in it."""
    with opened(setting, folder, descriptor) as vault:
        kept = show(vault, choose(vault, case_id), label, read_plainly, now())
    if as_json:
        print_json(kept_json(kept) | {"text": kept.text, "custody": [custody_json(entry) for entry in kept.custody]})
    else:
        tell("\n".join(lines(setting, kept)))


@command.command("confirm")
@click.argument("label", metavar="E0001")
@click.argument("finding", metavar="FINDING")
@click.option("--reject", is_flag=True, help="核对过，不算 / it is not so")
@click.option("--undo", is_flag=True, help="收回原来的决定 / take the decision back")
@click.option("--yes", is_flag=True, help="已经看过原文，不再问 / the original was read; do not ask")
@CASE
@in_vault
@_JSON
@click.pass_obj
def confirm(
    setting: Setting, label: str, finding: str, reject: bool, undo: bool, yes: bool, case_id: str | None,
    folder: str | None, descriptor: int | None, as_json: bool,
) -> None:  # fmt: skip
    """对着原文，核对规则看出来的一处。Confirm or reject one finding beside the original."""
    if reject and undo:
        raise BadArguments(detail="--reject --undo")
    say = setting.say
    with opened(setting, folder, descriptor) as vault:
        case = choose(vault, case_id)
        kept = show(vault, case, label, read_plainly, now())
        one = next((found for found in kept.findings if found.id == finding), None)
        if one is not None and not as_json:
            tell(around(kept.text or "", one.start, one.end))
            tell(say(_("规则看出来的：{because}")).format(because=one.because))
        if not yes and one is not None:
            _ask_sure(setting)
        status: Any = "machine" if undo else "rejected" if reject else "confirmed"
        decided = decide(vault, case, label, finding, status, now())
    if as_json:
        print_json(plain(decided) | {"status": decided.status})
    else:
        tell(f"「{decided.quote}」{setting.web(STATUSES[decided.status])}")


@command.command("reword")
@click.argument("label", metavar="E0001")
@click.argument("finding", metavar="FINDING")
@click.argument("words")
@CASE
@in_vault
@_JSON
@click.pass_obj
def reword_(
    setting: Setting, label: str, finding: str, words: str, case_id: str | None, folder: str | None,
    descriptor: int | None, as_json: bool,
) -> None:  # fmt: skip
    """用自己的话说规则看出来的一处；原来的说法留着。Say a finding in your own words."""
    with opened(setting, folder, descriptor) as vault:
        worded = reword(vault, choose(vault, case_id), label, finding, words, now())
    if as_json:
        print_json(plain(worded) | {"status": worded.status})
    else:
        tell(
            setting.say(_("换好了，原来的说法还看得到：「{quote}」{words}")).format(
                quote=worded.quote, words=worded.words
            )
        )


@command.command("describe")
@click.argument("label", metavar="E0001")
@_described
@CASE
@in_vault
@_JSON
@click.pass_obj
def describe_(
    setting: Setting, /, label: str, case_id: str | None, folder: str | None, descriptor: int | None, as_json: bool,
    **said: Any,
) -> None:  # fmt: skip
    """改证据目录里的说明；原件不动。Change what the evidence list says of it."""
    with opened(setting, folder, descriptor) as vault:
        case = choose(vault, case_id)
        exhibit, item = find(vault, case, label)
        made = describe(vault, case, label, _description(exhibit.description, said), read_plainly, now())
    if as_json:
        print_json(exhibit_json(made, item))
    else:
        tell(setting.say(_("改好了：{label} {name}")).format(label=made.label, name=made.description.name))


@command.command("verify")
@click.argument("package", required=False, type=click.Path(path_type=Path), metavar="[PACKAGE]")
@CASE
@in_vault
@_JSON
@click.pass_obj
def verify(
    setting: Setting, package: Path | None, case_id: str | None, folder: str | None, descriptor: int | None,
    as_json: bool,
) -> None:  # fmt: skip
    """核对一个案件的原件，或一个证据包。Check the originals of a case, or a package handed in."""
    if package is not None:
        check_package(setting, package, as_json=as_json)
        return
    with opened(setting, folder, descriptor, readonly=True) as vault:
        known = exhibits(vault, choose(vault, case_id))
        harmed = verify_items(vault, [item.id for _exhibit, item in known if not item.deleted_at])
    rows = [{"label": one.label, "item": item.id, "problem": harmed.get(item.id)} for one, item in known]
    if as_json:
        print_json({"ok": not harmed, "exhibits": rows})
    else:
        say = setting.say
        for row in rows:
            tell(f"{row['label']}  {say(_STATES[row['problem']])}")
    if harmed:
        raise click.exceptions.Exit(VaultDamaged.exit_code)


@command.command("delete")
@click.argument("label", metavar="E0001")
@click.option("--reason", required=True, help="为什么删 / why")
@click.option("--yes", is_flag=True, help="不再问 / do not ask")
@CASE
@in_vault
@_JSON
@click.pass_obj
def delete_(
    setting: Setting, label: str, reason: str, yes: bool, case_id: str | None, folder: str | None,
    descriptor: int | None, as_json: bool,
) -> None:  # fmt: skip
    """彻底销毁一份证据，只留下“销毁过”的记录。Destroy one exhibit for good."""
    with opened(setting, folder, descriptor) as vault:
        case = choose(vault, case_id)
        exhibit, item = find(vault, case, label)
        if not yes:
            tell(f"{exhibit.label}  {title(exhibit, item)}", err=True)
            _ask_sure(setting, _("销毁以后找不回来。确定吗？"))
        gone = delete(vault, case, label, reason, now())
    if as_json:
        print_json({"items": list(gone)})
    else:
        tell(setting.say(_("销毁了：{label}")).format(label=exhibit.label))


def _reading(setting: Setting) -> Reading:
    """Join the decoder and the rules for whoever seals a text."""
    return Reading(
        read_plainly, lambda message: setting.screener.assess(message, today()), lambda: setting.pack.version
    )


@contextmanager
def _content(name: str) -> Iterator[tuple[Any, str]]:
    """Open what a person named: standard input as bytes, a file as a stream; raises UnreadableFile."""
    if name == "-":
        yield sys.stdin.buffer.read(), "pasted"
        return
    path = Path(name)
    try:
        if not name:
            raise UnreadableFile(path="''", why="not-found")
        if path.is_dir():
            raise UnreadableFile(path=name, why="is-a-directory")
        if path.exists() and not path.is_file():
            raise UnreadableFile(path=name, why="not-a-file")  # a pipe or a device could keep us waiting for ever
        file = path.open("rb")
    except OSError as error:
        raise UnreadableFile(path=name, why=reason_of(error)) from error
    except ValueError as error:
        raise UnreadableFile(path=name, why="not-found") from error
    with file:
        yield file, "file"


def _refuse_unusable(names: tuple[str, ...]) -> None:
    """Look at every file before the first is sealed, so that a wrong name among many leaves nothing half done."""
    for name in names:
        if name != "-":
            with _content(name) as (file, _how):
                if not file.read(1):
                    raise UnreadableFile(path=name, why="empty-file")


def _name_of(name: str) -> str:
    return "文字.txt" if name == "-" else Path(name).name


def _description(old: Description, said: dict[str, Any]) -> Description:
    """Put what was said this time in place of what was said before."""
    return replace(old, **{name: value for name, value in said.items() if value is not None})


def _ask_sure(setting: Setting, words: str = _("看过原文了，确实是这样吗？")) -> None:
    """Ask a person; where none sits at the terminal, `--yes` must say that the original was read."""
    if not sys.stdin.isatty():
        raise BadArguments(detail=setting.say(_("要先确认：在终端里运行，或加上 --yes")))
    click.confirm(setting.say(words), abort=True, err=True)
