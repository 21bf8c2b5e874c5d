"""The rate of simple interest on the principal still owed: interest never earns interest; it publishes no other rate."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from fairdue.kernel.errors import NoRate
from fairdue.reckoning.costs import totals
from fairdue.reckoning.day_counts import year_fraction
from fairdue.records.money import CashFlow, DayCount, RateResult, RateWarning

_TURNS = 200


def simple_rate(flows: Sequence[CashFlow], day_count: DayCount = "actual/365") -> RateResult:
    """Return the yearly rate at which interest on remaining principal, by days, leaves nothing at the end.

    A payment goes to the interest grown so far, then to principal; interest not covered waits, without growing.
    Raises NoRate where money only goes one way, or comes before it was lent.

    >>> from datetime import date
    >>> from decimal import Decimal
    >>> lent, paid = CashFlow(date(2025, 1, 1), Decimal(-1000)), CashFlow(date(2026, 1, 1), Decimal(1240))
    >>> round(simple_rate([lent, paid]).percent, 6)
    24.0
    """
    ordered = sorted(flows, key=lambda flow: flow.on)
    received, paid = totals(ordered)
    if not received or not paid:
        raise NoRate(why="one-direction", given=None)
    steps = _steps(ordered, day_count)
    low, high = -1.0, 1.0
    while _left(steps, high) < 0 and high < 1e12:
        low, high = high, high * 4
    while _left(steps, low) > 0 and low > -1e12:
        low, high = low * 4, low
    if _left(steps, low) > 0 or _left(steps, high) < 0:
        raise NoRate(why="no-root", given=1)
    for _ in range(_TURNS):
        middle = (low + high) / 2
        if middle in (low, high):
            break
        low, high = (middle, high) if _left(steps, middle) < 0 else (low, middle)
    percent = round(high * 100, 10) + 0.0
    warnings = (RateWarning("simple-only"),)
    return RateResult("simple", percent, percent, None, round(percent / 12, 10), 12.0, warnings, (percent,))


def _steps(flows: Sequence[CashFlow], day_count: DayCount) -> list[tuple[float, float]]:
    """Return each flow with the years since the one before it."""
    steps, before = [], flows[0].on
    for flow in flows:
        share: Fraction = year_fraction(before, flow.on, day_count)
        steps.append((float(share), float(flow.amount)))
        before = flow.on
    return steps


def _left(steps: Sequence[tuple[float, float]], rate: float) -> float:
    """Return what is owed after the last flow at a rate; below zero where too much was paid."""
    principal = interest = 0.0
    for years, amount in steps:
        interest += principal * rate * years
        if amount < 0:
            principal -= amount
            continue
        to_interest = min(amount, interest) if interest > 0 else 0.0
        interest -= to_interest
        principal -= amount - to_interest
    return principal + interest
