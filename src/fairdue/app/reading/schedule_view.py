"""A schedule laid out for a reader and as a workbook whose balances and sums are formulas."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from fairdue.app.contracts.catalogue import Say
from fairdue.app.contracts.catalogue import noted as _
from fairdue.app.reading.figures import amount
from fairdue.kernel.money import to_yuan
from fairdue.records.money import Schedule
from fairdue.records.sheet import Cell, Formula, Row, Sheet, Workbook

NAMES: Final[Mapping[str, str]] = {
    "equal-payment": _("等额本息"),
    "equal-principal": _("等额本金"),
    "flat-fee": _("等本等息"),
    "interest-only": _("先息后本"),
    "bullet": _("到期一次还本付息"),
}
HEADS: Final = (_("期"), _("到期日"), _("应还"), _("本金"), _("利息"), _("费用"), _("剩余本金"))
_TOP: Final = 4


@dataclass(frozen=True, slots=True)
class ScheduleView:
    """Everything a reader is shown of a schedule: two sentences, and a row for each instalment in yuan without unit."""

    heading: str
    lead: str
    name: str
    rows: tuple[tuple[str, ...], ...]
    sums: tuple[str, ...]


def schedule_view(schedule: Schedule, say: Say) -> ScheduleView:
    """Lay out a schedule."""
    rows = schedule.rows
    total, interest = sum(row.payment for row in rows), sum(row.interest for row in rows)
    fee = sum(row.fee for row in rows)
    values = {
        "count": len(rows),
        "first": amount(rows[0].payment, say),
        "total": amount(total, say),
        "interest": amount(interest + fee, say),
    }
    return ScheduleView(
        heading=say(_("首期还 %(first)s，一共 %(count)s 期。")) % values,
        lead=say(_("总共还 %(total)s，其中利息和费用 %(interest)s。")) % values,
        name=say(NAMES.get(schedule.kind, schedule.kind)),
        rows=tuple(
            (
                str(row.number),
                row.due.isoformat(),
                *(_bare(fen) for fen in (row.payment, row.principal, row.interest, row.fee, row.balance)),
            )
            for row in rows
        ),
        sums=tuple(_bare(fen) for fen in (total, sum(row.principal for row in rows), interest, fee)),
    )


def _bare(fen: int) -> str:
    """Write an amount for a column headed by its unit."""
    return f"{to_yuan(fen):,}"


def schedule_workbook(schedule: Schedule, say: Say) -> Workbook:
    """Compose the workbook of a schedule; what is due, what is left and the sums are formulas."""
    view = schedule_view(schedule, say)
    lent = say(_("借 %(amount)s，%(kind)s")) % {"amount": amount(schedule.principal, say), "kind": view.name}
    rows: list[Row] = [(Cell(lent, "title"),), (Cell(to_yuan(schedule.principal), "soft", "amount"),)]
    rows.append(tuple(Cell(say(head), "head") for head in HEADS))
    for at, row in enumerate(schedule.rows, _TOP):
        above = "A2" if at == _TOP else f"G{at - 1}"
        rows.append(
            (
                Cell(row.number, number="count"),
                Cell(row.due),
                Cell(Formula(f"D{at}+E{at}+F{at}", to_yuan(row.payment)), number="amount"),
                Cell(to_yuan(row.principal), number="amount"),
                Cell(to_yuan(row.interest), number="amount"),
                Cell(to_yuan(row.fee), number="amount"),
                Cell(Formula(f"{above}-D{at}", to_yuan(row.balance)), number="amount"),
            )
        )
    last = _TOP + len(schedule.rows) - 1
    sums = [Cell(say(_("合计")), "total"), Cell("", "total")]
    for letter, field in zip("CDEF", ("payment", "principal", "interest", "fee"), strict=True):
        total = to_yuan(sum(getattr(row, field) for row in schedule.rows))
        sums.append(Cell(Formula(f"SUM({letter}{_TOP}:{letter}{last})", total), "total", "amount"))
    rows.append((*sums, Cell("", "total")))
    sheet = Sheet(say(_("还款计划")), tuple(rows), (8, 13, 14, 14, 14, 14, 16), frozen_rows=_TOP - 1)
    return Workbook(say(_("还款计划")), (sheet,))
