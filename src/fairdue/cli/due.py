"""`fairdue due`: the last days of one paper, or over a folder of cases, those about to lapse first."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import cast

import click

from fairdue.app.contracts.catalogue import noted as _
from fairdue.app.contracts.words import sentence
from fairdue.app.due_dates import (
    DueList,
    due_for,
    due_json,
    due_over,
    events_json,
    in_order,
    names_kept_out,
    write_calendar,
)
from fairdue.app.reading.due_words import GROUPS, SERVICE_WORDS, STATES, days_left, how_counted
from fairdue.app.wiring import the_handbook, today
from fairdue.cli.dates import read_day
from fairdue.cli.setting import BadArguments, Setting, print_json
from fairdue.records.deadlines import SERVICES, DueItem, Event, EventRule, Service

REMIND = _("看一下今天的安排。")


@click.command("due")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[FOLDER|FILE]...")
@click.option(
    "--event", "event", default=None, metavar="ID", help="来了什么：--list 里的编号 / what came: an id of --list"
)
@click.option("--from", "start", callback=read_day, default=None, metavar="DATE", help="哪天收到 / the day it came")
@click.option("--service", type=click.Choice(SERVICES), default="unknown", help="怎么送到的 / how it was served")
@click.option("--on", "on", callback=read_day, default=None, metavar="DATE", help="站在哪天看 / as seen on this day")
@click.option(
    "--ics",
    type=click.Path(dir_okay=False, path_type=Path),
    default=None,
    metavar="FILE",
    help="写成日历文件，标题中性 / also write a calendar file with neutral titles",
)
@click.option("--list", "list_", is_flag=True, help="列出能数的事 / list the events it can count from")
@click.option("--json", "as_json", is_flag=True, help="JSON")
@click.pass_obj
def command(
    setting: Setting,
    paths: tuple[Path, ...],
    event: str | None,
    start: date | None,
    service: str,
    on: date | None,
    ics: Path | None,
    list_: bool,
    as_json: bool,
) -> None:
    """算期限：哪天是最后一天，过了会怎样。Count the last days after a paper came, or over a folder of cases."""
    handbook = the_handbook(setting.pack_name)
    if list_:
        _print_events(list(handbook.events.values()), setting, as_json)
        return
    if bool(event) == bool(paths) or (event is not None and start is None):
        raise BadArguments(detail=setting.say(_("给出案件文件夹；或者用 --event 和 --from 说来了什么、哪天收到")))
    if event is not None and start is not None:
        found = due_for(Event(event, start, cast(Service, service)), setting.pack, handbook, on or today())
    else:
        found = due_over(paths, setting.pack, handbook, on or today(), today())
    if ics:
        write_calendar(found, ics, setting.say(REMIND))
    if as_json:
        print_json(due_json(found, setting.lang))
    else:
        click.echo("\n".join(_lines(found, setting)))
        if ics and (kept_out := names_kept_out(found)):
            told = _("日历里没有写这些名字，别人看不出是什么事：{names}")
            click.echo(setting.say(told).format(names="、".join(kept_out)))


def _print_events(rules: list[EventRule], setting: Setting, as_json: bool) -> None:
    if as_json:
        print_json(events_json(rules))
        return
    for group, members in groupby(in_order(rules), key=lambda rule: rule.group):
        click.echo(setting.web(GROUPS[group]))
        for rule in members:
            click.echo(f"  {rule.id}  {rule.title}")
    click.echo(setting.say(_("怎么送到的：")))
    for service, words in SERVICE_WORDS.items():
        click.echo(f"  {service}  {setting.web(words)}")


def _lines(found: DueList, setting: Setting) -> Iterator[str]:
    say = setting.say
    for state, items in groupby(found.items, key=lambda item: item.state):
        yield f"\n{setting.web(STATES[state])}"
        for item in items:
            yield from _item(item, setting)
    for fault in found.faults:
        yield ""
        yield say(_("没有读进来：{why}")).format(why=sentence(fault, setting.lang))
    yield ""
    yield say(_("按 {day} 看。日子以文书和法院的说法为准；拿不准，打 12368 或 12348。")).format(
        day=found.on.isoformat()
    )


def _item(item: DueItem, setting: Setting) -> Iterator[str]:
    due, say = item.due, setting.say
    day = due.on.isoformat() if due.on else say(_("看文书") if due.stated else _("说不准"))
    left = days_left(item, setting.web)
    name = f"{item.case}：" if item.case else ""
    yield f"{day}  {name}{due.title}" + (f"（{left}）" if left else "")
    for words in how_counted(due, setting.web):
        yield f"    {words}"
    if item.state in ("open", "no-date"):
        yield f"    {due.do}"
        yield "    " + say(_("过了：{what}")).format(what=due.lapses)
    elif item.state == "lapsed":
        yield f"    {due.lapses}"
        if due.rule == "court":
            yield "    " + say(_("有正当理由错过的，障碍没了以后尽快申请顺延。"))
    if due.note:
        yield f"    {due.note}"
    if due.citations:
        cited = "；".join(f"{one.instrument} {one.article or one.note}".strip() for one in due.citations)
        yield "    " + say(_("依据：{what}")).format(what=cited)
