"""`fairdue law show|search`: the provisions of the pack, as of a day."""

from __future__ import annotations

from datetime import date

import click

from fairdue.app.show_law import Json, find, show
from fairdue.app.wiring import today
from fairdue.cli.dates import read_day
from fairdue.cli.setting import Setting, print_json

ON = click.option(
    "--on", "on", callback=read_day, default=None, metavar="DATE", help="看这一天的法律 / the law of this day"
)
JSON = click.option("--json", "as_json", is_flag=True, help="JSON")


@click.group("law")
def command() -> None:
    """法律：按编号看条款，按词查条款。Show and search the provisions of the pack."""


@command.command("show")
@click.argument("provision_id")
@ON
@JSON
@click.pass_obj
def show_(setting: Setting, provision_id: str, on: date | None, as_json: bool) -> None:
    """看一条。Show one provision; with --on, an error where it was not in force that day."""
    document = show(setting.pack.provisions, provision_id, on, today())
    if as_json:
        print_json(document)
    else:
        click.echo("\n".join(_lines(document, setting)))


@command.command("search")
@click.argument("words", nargs=-1, required=True)
@ON
@JSON
@click.pass_obj
def search(setting: Setting, words: tuple[str, ...], on: date | None, as_json: bool) -> None:
    """按词查。Search provisions by words; all words must be found."""
    found = find(setting.pack.provisions, " ".join(words), on, today())
    if as_json:
        print_json(found)
        return
    say = setting.say
    for document in found:
        state = "" if document["in_force"] else say("（当天没有施行）")
        click.echo(f"{document['id']}  {document['instrument']} {document['article']}{state}\n    {document['gist']}")
    if not found:
        click.echo(say("没有找到。换个词，或少用一个词。"))


def _lines(document: Json, setting: Setting) -> list[str]:
    say = setting.say
    until = document["effective_to"] or say("今后")
    since = document["effective_from"] or say("日期不详")
    lines = [
        f"{document['instrument']} {document['article']}",
        document["gist"],
        say("施行：{since} 至 {until}").format(since=since, until=until),
        say("核对日期：{day}；把握：{confidence}").format(
            day=document["checked_on"] or say("没有记录"), confidence=document["confidence"]
        ),
    ]
    if document["consequence"]:
        lines.append(say("后果：{words}").format(words=document["consequence"]))
    if document["channels"]:
        lines.append(say("渠道：{words}").format(words="、".join(document["channels"])))
    citation = document["citation"]
    if citation is None:
        lines.append(say("这一条只作背景，不能引用，或当天没有施行。"))
    else:
        lines.append(
            say("可以引用：{words}").format(words=f"{citation['instrument']} {citation['article'] or citation['note']}")
        )
    lines.extend(f"  · {source['title']}" for source in document["sources"])
    return lines
