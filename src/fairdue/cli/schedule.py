"""`fairdue schedule`: what is to be paid when, to the fen, from the terms of a loan."""

from __future__ import annotations

from datetime import date
from typing import Any

import click
from rich.console import Console
from rich.table import Table

from fairdue.app.contracts.catalogue import noted as _
from fairdue.app.contracts.money import schedule_json, warning_json
from fairdue.app.make_schedule import KINDS, ROUNDINGS, ScheduleAnswer, make
from fairdue.app.wiring import today
from fairdue.cli.dates import read_day
from fairdue.cli.setting import Setting, print_json
from fairdue.intake.flows_file import DAY_COUNTS
from fairdue.kernel.money import to_yuan

_KINDS = {
    "equal-payment": _("等额本息"),
    "equal-principal": _("等额本金"),
    "flat-fee": _("等本等息"),
    "interest-only": _("先息后本"),
    "bullet": _("到期一次还本付息"),
    "graduated": _("逐年递增"),
    "minimum-payment": _("信用卡只还最低"),
}
_HEADS = (_("期"), _("到期日"), _("应还"), _("本金"), _("利息"), _("费用"), _("剩余本金"))


@click.command("schedule")
@click.option("--kind", type=click.Choice(KINDS), required=True, help="还款方式 / way of repaying")
@click.option("--principal", required=True, metavar="N", help="本金，元；可写 1.5万 / principal in yuan")
@click.option("--rate", required=True, metavar="PERCENT", help="年利率，24 即 24%；可写 月息1.5% / percent a year")
@click.option("--months", default=None, metavar="N", help="期数，minimum-payment 不用写 / number of instalments")
@click.option("--every", default=None, metavar="PERIOD", help="间隔，默认 1 month；如 2 weeks / interval")
@click.option(
    "--begins-on", callback=read_day, default=None, metavar="DATE", help="放款日，默认今天 / day of the loan, today"
)
@click.option("--first-due", callback=read_day, default=None, metavar="DATE", help="首期到期日 / first due day")
@click.option("--fee", default=None, metavar="N", help="每期另收的费用，元 / fee on top of each instalment")
@click.option("--grace", default=None, metavar="N", help="开头只还利息的期数 / instalments of interest only at first")
@click.option("--balloon", default=None, metavar="N", help="留到末期的本金，元 / principal left for the last")
@click.option("--step-rate", default=None, metavar="PERCENT", help="graduated：每次递增多少 / growth of a step")
@click.option("--step-every", default=None, metavar="N", help="graduated：每几期递增，默认 12 / instalments in a step")
@click.option("--minimum", default=None, metavar="PERCENT", help="minimum-payment：每月还余额的几成，默认 10% / share")
@click.option("--minimum-amount", default=None, metavar="N", help="minimum-payment：每月至少还多少元 / least amount")
@click.option(
    "--prepaid", default=None, metavar="DATE=N", help="哪天提前还多少本金 / principal prepaid on a day: 2026-05-01=5000"
)
@click.option(
    "--keep",
    type=click.Choice(["payment-days", "payment"]),
    default=None,
    help="提前还以后：期数不变、每期变少，或每期不变、早还完 / what stays after it: the due days, or the payment",
)
@click.option(
    "--called-in",
    callback=read_day,
    default=None,
    metavar="DATE",
    help="哪天宣布全部到期 / the day the loan is called in",
)
@click.option("--day-count", type=click.Choice(DAY_COUNTS), default=None, help="按天计息的口径 / interest by days")
@click.option("--rounding", type=click.Choice(ROUNDINGS), default="half-up", show_default=True, help="取整 / rounding")
@click.option("--json", "as_json", is_flag=True, help="JSON（fairdue.schedule/1）")
@click.pass_obj
def command(setting: Setting, /, as_json: bool, begins_on: date | None, **given: Any) -> None:
    """排出每期还多少：本金、利息、费用、剩余本金。What is to be paid when, to the fen."""
    answer = make({**given, "begins_on": begins_on}, today())
    if as_json:
        print_json(schedule_json(answer.schedule, answer.cost, answer.warnings, setting.lang))
    else:
        _show(answer, setting)


def _show(answer: ScheduleAnswer, setting: Setting) -> None:
    say, schedule = setting.say, answer.schedule
    table = Table(title=say(_KINDS[schedule.kind]), title_justify="left", box=None, pad_edge=False)
    for number, head in enumerate(_HEADS):
        table.add_column(say(head), justify="left" if number == 1 else "right", no_wrap=True)
    columns = ("payment", "principal", "interest", "fee", "balance")
    for row in schedule.rows:
        cells = [f"{to_yuan(getattr(row, name)):,}" for name in columns]
        table.add_row(str(row.number), row.due.isoformat(), *cells)
    sums = [f"{to_yuan(sum(getattr(row, name) for row in schedule.rows)):,}" for name in columns[:-1]]
    table.add_row(say(_("合计")), "", *sums, "", style="bold")
    Console(highlight=False, soft_wrap=True).print(table)
    figures = {
        "nominal": f"{answer.cost.nominal_percent:,.2f}" if answer.cost.nominal_percent is not None else "—",
        "effective": f"{answer.cost.effective_percent:,.2f}" if answer.cost.effective_percent is not None else "—",
    }
    click.echo(say(_("照这样还，一年的成本：名义 {nominal}%，实际 {effective}%")).format(**figures))
    for warning in answer.warnings:
        click.echo("· " + str(warning_json(warning, setting.lang)["message"]))
