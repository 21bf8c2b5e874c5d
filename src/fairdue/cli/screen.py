"""`fairdue screen IN OUT`: a file of messages in, one record out per record in."""

from __future__ import annotations

from pathlib import Path

import click

from fairdue.app.screen_file import screen_file
from fairdue.app.wiring import today
from fairdue.cli.setting import Setting, print_json


@click.command("screen")
@click.argument("source", metavar="IN", type=click.Path(path_type=Path))
@click.argument("target", metavar="OUT", type=click.Path(path_type=Path))
@click.option(
    "--engine", type=click.Choice(["local"]), default="local", show_default=True, help="用什么跑 / what runs it"
)
@click.option("--json", "as_json", is_flag=True, help="把做了什么也写成 JSON / say what was done as JSON")
@click.pass_obj
def command(setting: Setting, source: Path, target: Path, engine: str, as_json: bool) -> None:
    """成批查一个文件（JSONL 或 CSV，要有 text）。Screen a file of messages.

    Optional columns: id, channel, sender, received_at; others pass through. A record that cannot be screened
    carries `error`; the rest goes on.
    """
    done = screen_file(source, target, setting.screener, today(), setting.lang)
    if as_json:
        print_json({"records": done.records, "errors": done.errors, "encoding": done.encoding, "engine": engine})
        return
    say = setting.say
    click.echo(
        say("{records} 条，其中 {errors} 条没能查（写在 error 里）。").format(records=done.records, errors=done.errors),
        err=True,
    )
    if done.encoding != "utf-8-sig":
        click.echo(say("文件是 {encoding} 编码，已按它读。").format(encoding=done.encoding), err=True)
