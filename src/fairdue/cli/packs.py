"""`fairdue packs check|build|review`: every problem of a pack, its compiled file, and a sheet for a lawyer to review."""

from __future__ import annotations

from datetime import date

import click

from fairdue.app.check_pack import build_pack, check_pack
from fairdue.app.contracts.catalogue import noted as _
from fairdue.app.wiring import the_guide, today
from fairdue.cli.dates import read_day
from fairdue.cli.setting import Setting, print_json


@click.group("packs")
def command() -> None:
    """数据包：检查、编译、审阅。Check, build and review data packs."""


@command.command("check")
@click.argument("pack", required=False)
@click.option("--json", "as_json", is_flag=True, help="JSON")
@click.pass_obj
def check(setting: Setting, pack: str | None, as_json: bool) -> None:
    """列出数据包的所有问题。List every problem of a pack (a name or a folder); exit 3 when it may not be used."""
    report = check_pack(pack or setting.pack_name, today(), setting.say)
    if as_json:
        problems = [
            {
                "path": one.problem.path,
                "line": one.problem.line,
                "field": one.problem.field,
                "code": one.problem.code,
                "severity": one.problem.severity,
                "what": one.what,
                "remedy": one.remedy,
            }
            for one in report.said
        ]
        print_json({"problems": problems, "errors": report.error_count, "warnings": report.warning_count})
    else:
        for one in report.said:
            click.echo(
                f"{one.problem.path}:{one.problem.line}: {one.problem.severity}: {one.problem.field}: {one.what} {one.remedy}"
            )
        say = setting.say
        click.echo(
            say(_("{errors} 处错误，{warnings} 处提醒")).format(
                errors=report.error_count, warnings=report.warning_count
            )
        )
    if report.error_count:
        raise click.exceptions.Exit(3)


@command.command("build")
@click.argument("pack", required=False)
@click.pass_obj
def build(setting: Setting, pack: str | None) -> None:
    """把数据包编译成一个文件。Compile a pack into its one file; refuses a pack with errors."""
    click.echo(build_pack(pack or setting.pack_name, today()))


@command.command("review")
@click.argument("out", metavar="OUT.html|.docx|.pdf")
@click.option(
    "--on", "on", callback=read_day, default=None, metavar="DATE", help="看这一天的法律 / the law of this day"
)
@click.pass_obj
def review(setting: Setting, out: str, on: date | None) -> None:
    """写一张给律师审阅的表：每一步和它的依据。Write a sheet for a lawyer: every step and its source."""
    from fairdue.app.review_guidance import write_review

    write_review(setting.pack, the_guide(setting.pack_name), on or today(), out)
    click.echo(out)
