"""The arithmetic of accrual in whole numbers: interest, what a line leaves of it, the length of a period.

Yearly rates are ratios of whole numbers, so that nothing is rounded before the fen.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Final

from fairdue.kernel.months import add_months, is_month_end, whole_months
from fairdue.lending.account import Line

Ratio = tuple[int, int]
_NOTHING: Final[Ratio] = (0, 1)


def interest_of(base: int, rate: Ratio, days: int, basis: int) -> int:
    """Return base * rate * days / basis, rounded half up to the fen.

    >>> interest_of(1_000_000, (24, 100), 30, 365)
    19726
    """
    below = 2 * rate[1] * basis
    return (2 * base * rate[0] * days + rate[1] * basis) // below


@lru_cache(maxsize=256)
def ratio(rate: Decimal) -> Ratio:
    """Write a yearly fraction as a ratio of whole numbers."""
    return rate.as_integer_ratio()


@lru_cache(maxsize=256)
def within(rate: Ratio, line: Line | None) -> tuple[Ratio, Ratio]:
    """Split a rate into what the line supports, and what lies beyond it but stays paid where it was paid."""
    if line is None or line.rate is None:
        return rate, _NOTHING
    cap = ratio(line.rate)
    if rate[0] * cap[1] <= cap[0] * rate[1]:
        return rate, _NOTHING
    upper = rate
    if line.stays is not None:
        stays = ratio(line.stays)
        upper = stays if stays[0] * rate[1] <= rate[0] * stays[1] else rate
    above = (upper[0] * cap[1] - cap[0] * upper[1], upper[1] * cap[1])
    return cap, above if above[0] > 0 else _NOTHING


def room_of(weights: dict[Ratio, int], share: tuple[int, int]) -> int:
    """Return the room of a period: weighted principal times each rate, times the share of a year in a day of it."""
    total_above, total_below = 0, 1
    for (above, below), weighted in weights.items():
        total_above, total_below = total_above * below + weighted * above * total_below, total_below * below
    above, below = total_above * share[0], total_below * share[1]
    return (2 * above + below) // (2 * below)


@lru_cache(maxsize=4096)
def months_between(since: date, until: date) -> int:
    """Return the whole months of a period, 0 where it is none: instalments on the 5th, or on month ends."""
    months = whole_months(since, until)
    if months and (add_months(since, months) == until or (is_month_end(since) and is_month_end(until))):
        return months
    return 0
