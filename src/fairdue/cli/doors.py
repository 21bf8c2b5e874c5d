"""`fairdue doors`: whom to turn to, by matter, lender, place and channel."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import click

from fairdue.app.contracts.catalogue import noted as _
from fairdue.app.reading.door_words import ISSUES, time_limit
from fairdue.app.route_doors import DoorsAnswer, DoorsAsked, doors_json, find_doors
from fairdue.app.wiring import the_handbook, today
from fairdue.cli.dates import read_day
from fairdue.cli.setting import BadArguments, Setting, print_json
from fairdue.records.assessment import CHANNELS
from fairdue.records.doors import RoutedDoor


@click.command("doors")
@click.argument("issue", required=False, metavar="[ISSUE]")
@click.option("--kind", default="", metavar="KIND", help="向哪类机构借的 / kind of lender")
@click.option("--lender", default="", metavar="NAME", help="机构或产品的名字 / name of the lender or product")
@click.option("--province", default="", metavar="PLACE", help="你在哪个省 / your province")
@click.option(
    "--lender-province", default="", metavar="PLACE", help="放款公司注册在哪个省 / where the lender is registered"
)
@click.option("--channel", type=click.Choice(CHANNELS), default=None, help="从哪里来的 / how it came")
@click.option("--tried", is_flag=True, help="已经向放款机构投诉过 / the lender was already complained to")
@click.option("--cannot-call", is_flag=True, help="现在不方便出声 / calling is unsafe now")
@click.option("--body", default="", metavar="NAME", help="问一个机构还在不在 / ask whether a body still exists")
@click.option(
    "--on", "on", callback=read_day, default=None, metavar="DATE", help="按哪天的规定 / by the rules of this day"
)
@click.option("--list", "list_", is_flag=True, help="列出能问的事 / list the matters")
@click.option("--json", "as_json", is_flag=True, help="JSON")
@click.pass_obj
def command(
    setting: Setting,
    issue: str | None,
    kind: str,
    lender: str,
    province: str,
    lender_province: str,
    channel: str | None,
    tried: bool,
    cannot_call: bool,
    body: str,
    on: date | None,
    list_: bool,
    as_json: bool,
) -> None:
    """该找谁：按事情、机构、地方排出先后。Whom to turn to, first one first, by matter, lender and place."""
    if list_:
        _print_issues(setting, as_json)
        return
    if not issue and not body:
        raise BadArguments(detail=setting.say(_("请说是什么事；--list 列出能问的事")))
    asked = DoorsAsked(
        issue=issue or "",
        lender_kind=kind,
        lender=lender,
        province=province,
        lender_province=lender_province,
        channel=channel or "",
        body=body,
        tried_lender=tried,
        can_call=not cannot_call,
    )
    answer = find_doors(asked, setting.pack, the_handbook(setting.pack_name), on or today())
    if as_json:
        print_json(doors_json(answer))
    else:
        click.echo("\n".join(_lines(answer, body, setting)))


def _print_issues(setting: Setting, as_json: bool) -> None:
    if as_json:
        print_json([{"id": issue, "title": setting.web(words)} for issue, words in ISSUES.items()])
        return
    for issue, words in ISSUES.items():
        click.echo(f"{issue}  {setting.web(words)}")


def _lines(answer: DoorsAnswer, body: str, setting: Setting) -> Iterator[str]:
    say = setting.say
    if answer.gone:
        yield answer.gone.says
    elif body and not answer.ask:
        yield say(_("没有记录说「{name}」已经不在了。没有记录不等于还在，打 12345 问。")).format(name=body)
    if answer.lender:
        yield say(_("名录里的机构：{name}")).format(name=answer.lender.name)
    if answer.licence:
        yield answer.licence.says
    for number, door in enumerate(answer.routing.doors, start=1):
        yield from _door(number, door, setting)
    if answer.routing.missing:
        yield ""
        yield say(_("还缺什么"))
        for one in answer.routing.missing:
            yield f"· {one.what}"
            yield f"  {one.would_settle}"
    if answer.is_about_money:
        yield ""
        yield say(_("投诉不会让债消失。写事实，留编号，不付代办费。"))


def _door(number: int, door: RoutedDoor, setting: Setting) -> Iterator[str]:
    say = setting.say
    contact = f"  {door.contact}" if door.contact and door.contact not in door.name else ""
    yield ""
    yield f"{number}. {door.name}{contact}"
    yield f"   {door.because}"
    yield f"   {door.how}"
    yield "   " + say(_("受理：{what}")).format(what="；".join(door.accepts))
    yield "   " + say(_("限制：{what}")).format(what="；".join(door.limits))
    for time in door.times:
        yield "   " + say(_("期限：{what}")).format(what=time_limit(time, setting.web))
    if door.attach:
        yield "   " + say(_("带上：{what}")).format(what="；".join(door.attach))
    if door.fallback:
        names = {one.id: one.name for one in setting.pack.doors}
        yield "   " + say(_("不行再找：{what}")).format(what="、".join(names[id] for id in door.fallback))
    cited = "；".join(f"{one.instrument} {one.article or one.note}".strip() for one in door.citations)
    if door.lead:
        yield "   " + say(_("只是线索，没有官方来源，先打 12345 问。"))
    elif cited:
        yield "   " + say(_("依据：{what}")).format(what=cited)
    elif door.registry_sources:
        yield "   " + say(_("名录里的来源：{what}")).format(what="；".join(door.registry_sources))
    stale = say(_("，超过核对期，先确认再用")) if door.stale else ""
    yield "   " + say(_("核对于 {day}{stale}")).format(day=door.checked_on.isoformat(), stale=stale)
