"""Count a time limit from a day: the first day is not counted, and the last one moves where the rule says so.

Basis: 民诉法 on time limits and service for `court`, 民法典 on time for `civil`; the pack cites both. A limit whose
statute says nothing of how to count (`plain`, `tolerant`) is counted in days on end: one's own last day is never moved
later, the other side's is, because an office answers on a working day. `workdays` counts worked days only.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Literal

from fairdue.guidance.days_off import is_day_off, is_known, next_worked
from fairdue.kernel.months import add_months, add_years
from fairdue.records.deadlines import CountingRule

Unit = Literal["days", "workdays", "months", "years"]
_FAR: Final = 40_000  # days: more than any limit of the pack, so that a count always ends within the calendar


@dataclass(frozen=True, slots=True)
class Counted:
    """The first day counted, the last one as counted, the last one that holds, and whether the table reached it.

    `also` is the last day by working days where it is unsettled which days count.
    """

    first: date
    nominal: date
    last: date
    confirmed: bool
    also: date | None = None


def count(start: date, value: int, unit: Unit, rule: CountingRule, whose: Literal["you", "they"]) -> Counted:
    """Return the last day of a limit of `value` units that begins with an event on `start`.

    >>> str(count(date(2026, 9, 16), 15, "days", "court", "you").last)
    '2026-10-08'
    >>> str(count(date(2026, 8, 31), 6, "months", "court", "you").last)
    '2027-03-01'
    """
    first = start + timedelta(days=1)
    if unit == "workdays" or rule == "workdays":
        last = _workdays_after(start, value)
        return Counted(first, last, last, _all_known(start, last))
    nominal = _end(start, value, unit)
    moves = rule in ("court", "civil") or whose == "they"
    last = next_worked(nominal) if moves else nominal
    confirmed = _all_known(nominal, last) if moves else True
    if rule != "tolerant":
        return Counted(first, nominal, last, confirmed)
    also = _workdays_after(start, value)
    return Counted(first, nominal, last, confirmed and _all_known(start, also), also)


def _end(start: date, value: int, unit: Unit) -> date:
    """Return the last day before any moving: the n-th day after, or the same day of the month, or its last."""
    match unit:
        case "months":
            return add_months(start, value)
        case "years":
            return add_years(start, value)
        case _:
            return start + timedelta(days=min(value, _FAR))


def _workdays_after(start: date, value: int) -> date:
    day, left = start, min(value, _FAR)
    while left:
        day += timedelta(days=1)
        left -= not is_day_off(day)
    return day


def _all_known(first: date, last: date) -> bool:
    return is_known(first) and is_known(last)
