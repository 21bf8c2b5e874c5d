"""`fairdue limitation DEBT.yaml`: which periods run, when they end, and what to know before acting."""

from __future__ import annotations

from collections.abc import Iterator

import click

from fairdue.app.audit_debt import read_with_case
from fairdue.app.contracts.audit import limitation_json
from fairdue.app.contracts.catalogue import noted as _
from fairdue.app.read_text import read_bytes
from fairdue.app.reading.limitation_view import LimitationView, limitation_view
from fairdue.app.weigh_limitation import weigh
from fairdue.app.wiring import today
from fairdue.cli.from_case import case_of, from_case
from fairdue.cli.setting import Setting, print_json


@click.command("limitation")
@click.argument("debt", metavar="DEBT.yaml")
@click.option("--json", "as_json", is_flag=True, help="JSON（fairdue.limitation/1）")
@from_case
@click.pass_obj
def command(
    setting: Setting,
    debt: str,
    as_json: bool,
    case_name: str | None,
    debt_name: str | None,
    folder: str | None,
    descriptor: int | None,
) -> None:
    """时效：哪天到期，做什么会重新起算。Limitation: when it ends, and what would restart it, told before you act."""
    case = case_of(setting, case_name, folder, descriptor)
    found = weigh(read_with_case(read_bytes(debt), debt, case, debt_name, today()), setting.pack)
    if as_json:
        print_json(limitation_json(found))
    else:
        click.echo("\n".join(_lines(limitation_view(found, setting.web), setting)))


def _lines(view: LimitationView, setting: Setting) -> Iterator[str]:
    say = setting.say
    yield from (view.heading, "", say(_("做之前先知道")))
    for act, numbers in view.before:
        yield f"  · {act.act}：{act.effect}{''.join(f'[{number}]' for number in numbers)}"
        yield f"    {act.instead}"
    for period in view.periods:
        marks = "".join(f"[{number}]" for number in period.sources)
        yield from ("", f"{period.title}：{period.ends}", f"  {period.because}{marks}")
        yield from ("  " + "  ".join(part for part in step if part) for step in period.steps)
        if period.ask:
            yield f"  {say(_('可以这样提'))}：{period.ask}"
    for title, rows in (
        (_("还缺什么"), [f"{one.what}{one.would_settle}" for one in view.missing]),
        (_("还要知道"), list(view.notes)),
        (_("依据"), [f"[{at}] {one.instrument} {one.article or one.note}" for at, one in enumerate(view.sources, 1)]),
    ):
        if rows:
            yield from ("", say(title), *(f"  · {row}" for row in rows))
