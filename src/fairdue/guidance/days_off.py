"""Which days are worked in mainland China, from a kept table, and how far the table reaches; it asks no network.

The table is that of the package chinesecalendar: weekends, holidays and the weekends worked in their stead, as the
State Council announces them each year. A year it does not hold yet is answered by weekdays alone, and says so.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from typing import Final

import chinese_calendar
from chinese_calendar.constants import holidays

_SATURDAY: Final = 5


@cache
def years_known() -> tuple[int, int]:
    """Return the first and the last year the table of holidays holds."""
    return min(holidays).year, max(holidays).year


def is_known(day: date) -> bool:
    """Tell whether the table of holidays reaches this day."""
    first, last = years_known()
    return first <= day.year <= last


def is_day_off(day: date) -> bool:
    """Tell whether nobody works that day: by the table where it reaches, by the weekday alone elsewhere.

    >>> is_day_off(date(2026, 10, 1)), is_day_off(date(2026, 9, 20)), is_day_off(date(2026, 9, 21))
    (True, False, False)
    """
    if not is_known(day):
        return day.weekday() >= _SATURDAY
    return not chinese_calendar.is_workday(day)


def next_worked(day: date) -> date:
    """Return the day itself where it is worked, or else the first worked day after it."""
    while is_day_off(day):
        day += timedelta(days=1)
    return day
