"""Yearly rates of many dated schedules at once through pyxirr, which must agree with the plain reference.

pyxirr gives one root in silence where several exist, so it is only asked where there can be but one: money lent on the
first day and nothing but payments after it. Everything else goes to the reference.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import cache
from typing import Any

from fairdue.reckoning.rates import yearly_rate

# The days and, beside them, the amounts in yuan: received negative, paid positive.
Dated = tuple[Sequence[date], Sequence[float]]
# Beyond these the reference decides, which knows how far it can be trusted.
_TRUSTED_LOW, _TRUSTED_HIGH = -0.9, 1e6


def xirr_many(schedules: Iterable[Dated]) -> list[float | None]:
    """Return the yearly compound rate of each schedule as a fraction, by actual/365.

    None where there is no rate, or several. Works without pyxirr, about a hundred times slower.
    """
    solve = _pyxirr()
    if solve is None:
        return [yearly_rate(days, amounts) for days, amounts in schedules]
    return [_one(solve, days, amounts) for days, amounts in schedules]


def _one(solve: Callable[..., Any], days: Sequence[date], amounts: Sequence[float]) -> float | None:
    in_order, by_size = sorted(days), sorted(amounts)
    if (
        len(days) > 1
        and days[0] < in_order[1]
        and days[0] == in_order[0]
        and amounts[0] < 0 <= by_size[1] < by_size[-1]
    ):
        found = solve(days, amounts)
        if found is not None and _TRUSTED_LOW < found < _TRUSTED_HIGH:
            return float(found)
    return yearly_rate(days, amounts)


@cache
def _pyxirr() -> Callable[..., Any] | None:
    """Return the fast solver where its library is installed."""
    try:
        import pyxirr
    except ImportError:
        return None
    solve: Callable[..., Any] = pyxirr.xirr
    return solve
