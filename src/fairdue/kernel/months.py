"""Periods of days, weeks, half-months, months and years on the calendar; it knows nothing of money."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Literal

PeriodUnit = Literal["day", "week", "semimonth", "month", "year"]


@dataclass(frozen=True, slots=True)
class Period:
    """A length of time on the calendar: so many days, weeks, half-months, months or years."""

    count: int
    unit: PeriodUnit

    def __str__(self) -> str:
        """Write it as `parse_period` reads it."""
        return f"{self.count} {self.unit}{'s' if self.count != 1 else ''}"


MONTH: Final = Period(1, "month")
YEAR: Final = Period(1, "year")

_UNITS: Final[dict[str, tuple[int, PeriodUnit]]] = {
    "day": (1, "day"), "daily": (1, "day"), "天": (1, "day"), "日": (1, "day"),
    "week": (1, "week"), "weekly": (1, "week"), "周": (1, "week"), "星期": (1, "week"), "fortnight": (2, "week"),
    "semimonth": (1, "semimonth"), "semi-month": (1, "semimonth"), "half-month": (1, "semimonth"),
    "semimonthly": (1, "semimonth"), "半月": (1, "semimonth"), "半个月": (1, "semimonth"),
    "month": (1, "month"), "monthly": (1, "month"), "月": (1, "month"), "个月": (1, "month"),
    "quarter": (3, "month"), "quarterly": (3, "month"), "季": (3, "month"), "季度": (3, "month"), "个季度": (3, "month"),
    "year": (1, "year"), "yearly": (1, "year"), "annual": (1, "year"), "年": (1, "year"),
}  # fmt: skip
_WRITTEN: Final = re.compile(r"([0-9]{1,5})?\s*(?:个)?\s*([a-z-]+|[^\x00-\x7f]{1,3})")


def parse_period(words: str) -> Period | None:
    """Read a period, or return None for what is none.

    >>> parse_period("1 month"), parse_period("2 weeks"), parse_period("季度"), parse_period("soon")
    (Period(count=1, unit='month'), Period(count=2, unit='week'), Period(count=3, unit='month'), None)
    """
    found = _WRITTEN.fullmatch(words.strip().lower().removeprefix("每").removeprefix("every ").strip())
    if not found:
        return None
    name = found[2]
    known = _UNITS.get(name) or (_UNITS.get(name[:-1]) if name.endswith("s") else None)
    count = int(found[1] or 1)
    return Period(count * known[0], known[1]) if known and count else None


def days_in_month(year: int, month: int) -> int:
    """Return the number of days of a month."""
    return monthrange(year, month)[1]


def is_month_end(day: date) -> bool:
    """Tell whether a day is the last of its month."""
    return day.day == days_in_month(day.year, day.month)


def add_months(day: date, months: int, anchor: int | None = None) -> date:
    """Move by whole months, back where negative; a day the month lacks becomes its last.

    `anchor` is the day of the month a series keeps (31 keeps to month ends); the day's own by default.
    Raises OverflowError beyond the years 1 to 9999.

    >>> add_months(date(2026, 1, 31), 1), add_months(date(2026, 2, 28), 1, anchor=31), add_months(date(2024, 2, 29), -12)
    (datetime.date(2026, 2, 28), datetime.date(2026, 3, 31), datetime.date(2023, 2, 28))
    """
    at = day.year * 12 + day.month - 1 + months
    year, month = divmod(at, 12)
    if not 1 <= year <= 9999:
        raise OverflowError(f"no such year: {year}")
    return date(year, month + 1, min(anchor or day.day, days_in_month(year, month + 1)))


def add_years(day: date, years: int) -> date:
    """Move by whole years; 29 February becomes 28 February where there is none."""
    return add_months(day, 12 * years)


def add_period(start: date, period: Period, times: int = 1, anchor: int | None = None) -> date:
    """Return the day that lies `times` periods after `start` (before, where negative), counted from `start` itself.

    A half-month moves fifteen days within the month, and every second one a whole month.

    >>> [str(add_period(date(2026, 1, 31), MONTH, n)) for n in range(3)]
    ['2026-01-31', '2026-02-28', '2026-03-31']
    >>> [str(add_period(date(2026, 1, 1), Period(1, "semimonth"), n)) for n in range(3)]
    ['2026-01-01', '2026-01-16', '2026-02-01']
    """
    match period.unit:
        case "day":
            return start + timedelta(days=period.count * times)
        case "week":
            return start + timedelta(days=7 * period.count * times)
        case "month":
            return add_months(start, period.count * times, anchor)
        case "year":
            return add_months(start, 12 * period.count * times, anchor)
        case "semimonth":
            return _add_half_months(start, period.count * times)


def _add_half_months(start: date, halves: int) -> date:
    whole, half = divmod(halves, 2)
    moved = add_months(start, whole, start.day)
    if not half:
        return moved
    if start.day <= 15:
        return date(moved.year, moved.month, min(start.day + 15, days_in_month(moved.year, moved.month)))
    later = add_months(moved, 1)
    return date(later.year, later.month, max(1, start.day - 15))


def series(first: date, every: Period, count: int, *, month_end: bool = False) -> Iterator[date]:
    """Yield the days of a series; each is counted from the first, so that a short month never shifts the rest.

    `month_end` keeps to the last day of each month.
    """
    anchor = 31 if month_end else None
    for number in range(count):
        yield add_period(first, every, number, anchor)


def whole_months(start: date, end: date, anchor: int | None = None) -> int:
    """Return how many whole months fit between two days, measured back from the later one; 0 where `end` is earlier.

    `anchor` is the day of the month the later day stands for (31 for month ends); its own by default.

    >>> whole_months(date(2026, 2, 10), date(2026, 4, 1)), whole_months(date(2026, 1, 31), date(2026, 2, 28), 31)
    (1, 1)
    """
    months = (end.year - start.year) * 12 + end.month - start.month
    if months > 0 and add_months(end, -months, anchor) < start:
        months -= 1
    return max(months, 0)
