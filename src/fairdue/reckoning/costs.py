"""Which flows belong to the cost of a loan: everything counted, or without what is open to two readings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from fairdue.records.money import CashFlow


def has_two_readings(flows: Sequence[CashFlow]) -> bool:
    """Tell whether some flow asks for two figures, one with it and one without."""
    return any(flow.counted == "both" for flow in flows)


def counted(flows: Sequence[CashFlow], *, with_open: bool = True) -> tuple[CashFlow, ...]:
    """Return the flows of one reading, by day: what is counted, and what is open only where asked.

    A flow that does not count is left out. A fee deducted from the money paid out is a fee on that day: left out, the
    borrower is taken to have received the whole advance.
    """
    kept = [flow for flow in flows if flow.counted == "yes" or (with_open and flow.counted == "both")]
    return tuple(sorted((replace(flow, counted="yes") for flow in kept), key=lambda flow: flow.on))


def totals(flows: Sequence[CashFlow]) -> tuple[Decimal, Decimal]:
    """Return what the borrower received and what he pays, in yuan."""
    received = -sum((flow.amount for flow in flows if flow.amount < 0), Decimal(0))
    paid = sum((flow.amount for flow in flows if flow.amount > 0), Decimal(0))
    return received, paid
