"""`fairdue script`: what to say on the phone, at the door, in a letter; a promise is filled only from a plan."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import click

from fairdue.app.contracts.catalogue import noted as _
from fairdue.app.wiring import the_guide
from fairdue.cli.dates import read_day
from fairdue.cli.setting import Setting, print_json
from fairdue.guidance.promises import PlanLimits, SpokenLine, Wish, spoken
from fairdue.intake.figures import read_amount
from fairdue.kernel.errors import UnknownName
from fairdue.kernel.money import to_fen
from fairdue.records.guidance import Script

STATES = {
    "fill-from-plan": _("先算计划再填：没有算过的数和日子，不要说。"),
    "beyond": _("超出计划能做到的，这句先不说。"),
    "kept": _("照计划填的。说了就等于答应还，诉讼时效会重新算。"),
}


@click.command("script")
@click.argument("script_id", metavar="[ID]", required=False)
@click.option(
    "--monthly", default=None, metavar="YUAN", help="计划里每月最多还多少 / the most a month the plan can keep"
)
@click.option(
    "--first-on",
    callback=read_day,
    default=None,
    metavar="DATE",
    help="计划里最早哪天能还 / first day the plan can pay",
)
@click.option(
    "--offer", default=None, metavar="YUAN", help="想说的数，默认照计划 / the sum to offer, by default the plan's"
)
@click.option(
    "--pay-on", callback=read_day, default=None, metavar="DATE", help="想说的日子，默认照计划 / the day to offer"
)
@click.option("--json", "as_json", is_flag=True, help="JSON")
@click.pass_obj
def command(
    setting: Setting, script_id: str | None, monthly: str | None, first_on: date | None, offer: str | None,
    pay_on: date | None, as_json: bool,
) -> None:  # fmt: skip
    """话术：电话里、门口、信里怎么说。What to say; without ID the list."""
    scripts = the_guide(setting.pack_name).scripts
    if script_id is None:
        _list(scripts.values(), as_json)
        return
    if script_id not in scripts:
        raise UnknownName(what="script", given=script_id, known=sorted(scripts))
    plan = PlanLimits(_fen(monthly, "--monthly"), first_on)
    wish = Wish(_fen(offer, "--offer") or plan.monthly_fen, pay_on or first_on)
    lines = spoken(scripts[script_id], plan, wish)
    if as_json:
        print_json(_json(scripts[script_id], lines))
        return
    click.echo("\n".join(_lines(scripts[script_id], lines, setting)))


def _fen(given: str | None, where: str) -> int | None:
    return None if given is None else to_fen(read_amount(given, where))


def _list(scripts: Any, as_json: bool) -> None:
    if as_json:
        print_json([{"id": one.id, "title": one.title, "where": one.where} for one in scripts])
        return
    for one in scripts:
        click.echo(f"{one.id:<12} {one.title}")


def _json(script: Script, lines: tuple[SpokenLine, ...]) -> dict[str, Any]:
    return {
        "schema": "fairdue.script/1",
        "id": script.id,
        "title": script.title,
        "lead": script.lead,
        "lines": [
            {"after": one.line.after, "say": one.words, "does": one.line.does, "promise": one.state} for one in lines
        ],
        "red_lines": [{"not": one.words, "why": one.why} for one in script.red_lines],
        "citations": list(script.citations),
    }


def _lines(script: Script, lines: tuple[SpokenLine, ...], setting: Setting) -> Iterator[str]:
    say = setting.say
    yield f"{script.title}\n{script.lead}\n"
    for one in lines:
        if one.line.after:
            yield f"{one.line.after}："
        yield f"  “{one.words}”"
        yield f"     {one.line.does}"
        if one.state in STATES:
            yield f"     ! {say(STATES[one.state])}"
    yield say(_("\n不说、不做"))
    for red in script.red_lines:
        yield f"  ✕ {red.words}{red.why}"
