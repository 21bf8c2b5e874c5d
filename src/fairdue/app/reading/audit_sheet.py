"""An audit as a workbook: the claim reckoned from the account, the account itself, the working, the sources.

As in the account, a formula stands in a cell only where it comes to the audit's own figure.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Final

from fairdue.app.contracts.catalogue import Say
from fairdue.app.contracts.catalogue import noted as _
from fairdue.app.reading.account_sheet import account_sheet, place_of
from fairdue.app.reading.account_words import owed_after
from fairdue.app.reading.audit_view import AuditView, audit_view
from fairdue.app.reading.figures import source_words
from fairdue.kernel.money import to_yuan
from fairdue.records.audit import Audit, AuditLine, LedgerRow, Span
from fairdue.records.sheet import Cell, Formula, Row, Sheet, Style, Workbook

_TOP: Final = 5  # the row the items of the claim begin in, below title, notes and headings
# Item of the claim → the field of the account's last row that holds what is left of it.
_LEFT: Final = {
    "principal": "principal",
    "interest": "interest_due",
    "late-interest": "late_interest_due",
    "compound": "compound_due",
    "penalty": "penalty_due",
    "costs": "costs_due",
    "total": "owed",
}


def audit_workbook(audit: Audit, say: Say) -> Workbook:
    """Compose the workbook of an audit; amounts in yuan."""
    view = audit_view(audit, say)
    sheets = (
        _claim_sheet(audit, view, say),
        account_sheet(audit.ledger, say),
        _working_sheet(view, say),
        _readings_sheet(audit, say),
        _sources_sheet(view, say),
    )
    return Workbook(say(_("欠款核算书")), tuple(sheet for sheet in sheets if len(sheet.rows) > 1))


def _claim_sheet(audit: Audit, view: AuditView, say: Say) -> Sheet:
    """Set the claim beside the account; differences and sums are formulas."""
    heads = (
        _("项目"),
        _("对方要的"),
        _("有依据的，至少"),
        _("有依据的，至多"),
        _("差额，至少"),
        _("差额，至多"),
        _("理由"),
    )
    rows: list[Row] = [
        (Cell(view.heading, "title"),),
        (Cell(view.lead, "soft"),),
        (Cell(say(_("单位：元。改“账目”里的数字，这里会跟着变。")), "soft"),),
        tuple(Cell(say(head), "head") for head in heads),
    ]
    for at, line in enumerate(audit.lines, _TOP):
        rows.append(_claim_row(line, audit.ledger, at, say))
    rows.append(_sum_row(audit, len(audit.lines), say))
    return Sheet(say(_("结论")), tuple(rows), (16, 14, 16, 16, 14, 14, 70), frozen_rows=_TOP - 1)


def _claim_row(line: AuditLine, ledger: Sequence[LedgerRow], at: int, say: Say) -> Row:
    """Write one item: what is left of it in the account, and the difference from the claim."""
    low, high = to_yuan(line.supported.low), to_yuan(line.supported.high)
    gap_low, gap_high = to_yuan(line.difference.low), to_yuan(line.difference.high)
    return (
        Cell(line.title),
        Cell(to_yuan(line.claimed), number="amount"),
        Cell(_linked(line, ledger, low, say), number="amount"),
        Cell(Formula(f"C{at}", high) if low == high else high, number="amount"),
        Cell(_checked(f"B{at}-D{at}", to_yuan(line.claimed) - high, gap_low), number="amount"),
        Cell(_checked(f"B{at}-C{at}", to_yuan(line.claimed) - low, gap_high), number="amount"),
        Cell(line.because),
    )


def _linked(line: AuditLine, ledger: Sequence[LedgerRow], low: Decimal, say: Say) -> Decimal | Formula:
    """Take a figure from the last row of the account where it is what stands there."""
    field = _LEFT.get(line.item, "")
    place = place_of(ledger, field, say) if line.supported.is_exact and field else None
    if place is None:
        return low
    left = to_yuan(owed_after(ledger[-1]) if field == "owed" else getattr(ledger[-1], field))
    if left == low:
        return Formula(place, low)
    claim = to_yuan(line.claimed)
    return _checked(f"MIN({claim},{place})", min(claim, left), low)


def _sum_row(audit: Audit, count: int, say: Say) -> Row:
    """Write the sums; a formula where the items add up to the audit's own sums."""
    last = _TOP + count - 1
    spans: tuple[tuple[str, int, Callable[[AuditLine], int]], ...] = (
        ("B", audit.claimed, lambda line: line.claimed),
        ("C", audit.supported.low, lambda line: line.supported.low),
        ("D", audit.supported.high, lambda line: line.supported.high),
        ("E", audit.difference.low, lambda line: line.difference.low),
        ("F", audit.difference.high, lambda line: line.difference.high),
    )
    cells = [Cell(say(_("合计")), "total")]
    for letter, total, figure in spans:
        added = to_yuan(sum(figure(line) for line in audit.lines))
        cells.append(Cell(_checked(f"SUM({letter}{_TOP}:{letter}{last})", added, to_yuan(total)), "total", "amount"))
    return (*cells, Cell("", "total"))


def _checked(expression: str, comes_to: Decimal, figure: Decimal) -> Decimal | Formula:
    """Return the formula where it comes to the audit's figure, the figure itself where it does not."""
    return Formula(expression, figure) if comes_to == figure else figure


def _working_sheet(view: AuditView, say: Say) -> Sheet:
    """Write the working of each line: formula, numbers put in, readings, what may be asked."""
    rows: list[Row] = [tuple(Cell(say(head), "head") for head in (_("项目"), _("名称"), _("内容")))]
    for line in view.lines:
        pairs = [(say(_("理由")), line.because), (say(_("算式")), line.formula), *line.inputs]
        pairs += [(say(_("读法：%(title)s")) % {"title": title}, words) for title, words in line.readings]
        pairs += [(say(_("可以这样提")), line.ask)]
        rows += [(Cell(line.title), Cell(name), Cell(words)) for name, words in pairs if words]
    rows += [(Cell(say(_("还缺什么"))), Cell(one.what), Cell(one.would_settle)) for one in view.missing]
    rows += [(Cell(say(_("实际的年化成本"))), Cell(title), Cell(words)) for title, words in view.costs]
    return Sheet(say(_("算式和理由")), tuple(rows), (18, 30, 90), frozen_rows=1)


def _readings_sheet(audit: Audit, say: Say) -> Sheet:
    """Write each reading of the law with what it comes to."""
    heads = (_("读法"), _("还欠，至少"), _("还欠，至多"), _("理由"))
    rows: list[Row] = [tuple(Cell(say(head), "head") for head in heads)]
    for one in audit.readings:
        rows.append((Cell(one.title), *_ends(one.owed), Cell(one.because)))
    return Sheet(say(_("法律的不同读法")), tuple(rows), (34, 16, 16, 90), frozen_rows=1)


def _ends(given: Span | None, style: Style = "plain") -> tuple[Cell, Cell]:
    """Write both ends of a range as amounts; empty cells where nothing is known."""
    if given is None:
        return Cell(None, style), Cell(None, style)
    return Cell(to_yuan(given.low), style, "amount"), Cell(to_yuan(given.high), style, "amount")


def _sources_sheet(view: AuditView, say: Say) -> Sheet:
    """List the authorities by number."""
    rows: list[Row] = [tuple(Cell(say(head), "head") for head in (_("编号"), _("依据"), _("在哪一天有效")))]
    rows += [
        (Cell(at, number="count"), Cell(source_words(one)), Cell(one.in_force_on))
        for at, one in enumerate(view.sources, 1)
    ]
    return Sheet(say(_("依据")), tuple(rows), (8, 70, 16), frozen_rows=1)
