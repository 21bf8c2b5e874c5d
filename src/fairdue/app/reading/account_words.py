"""What each row of a rebuilt account is called, and what is owed after it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from fairdue.app.contracts.catalogue import Say
from fairdue.app.contracts.catalogue import noted as _
from fairdue.records.audit import LedgerRow, RowKind

KINDS: Final[Mapping[RowKind, str]] = {
    "advance": _("放款到手"),
    "payment": _("还款"),
    "due": _("一期到期"),
    "costs": _("产生费用"),
    "rate-change": _("利息算到这天"),
    "claim-day": _("算到这天"),
}


def row_words(row: LedgerRow, say: Say) -> str:
    """Name a row as the audit does, by its kind where it has no words of its own."""
    return row.words or say(KINDS[row.kind])


def owed_after(row: LedgerRow) -> int:
    """Return everything owed after a row, in fen; what need not be paid is not owed."""
    return row.principal + row.interest_due + row.late_interest_due + row.compound_due + row.penalty_due + row.costs_due


def accrued_in(row: LedgerRow) -> int:
    """Return what came to be owed in a row besides the principal, in fen."""
    return row.interest + row.scheduled + row.late_interest + row.compound + row.penalty + row.costs
