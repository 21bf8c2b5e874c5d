"""How many days and years lie between two days by a stated convention; it reckons no money."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from fairdue.records.money import DayCount


def days_between(since: date, until: date, day_count: DayCount = "actual/365") -> int:
    """Return the days between two days: calendar days, or months of thirty for `30/360`.

    The first day counts, the last does not, so that stretches add up.

    >>> days_between(date(2026, 1, 31), date(2026, 3, 1)), days_between(date(2026, 1, 31), date(2026, 3, 1), "30/360")
    (29, 31)
    """
    if day_count != "30/360":
        return (until - since).days
    first = min(since.day, 30)
    last = 30 if until.day == 31 and first == 30 else until.day
    return 360 * (until.year - since.year) + 30 * (until.month - since.month) + last - first


def year_fraction(since: date, until: date, day_count: DayCount = "actual/365") -> Fraction:
    """Return the years between two days, exact.

    `actual/365` and `actual/360` divide calendar days; `actual/actual` is the ISDA one: days in leap years by 366,
    the others by 365; `30/360` is the bond basis: months of thirty days, years of 360.

    >>> year_fraction(date(2024, 1, 1), date(2025, 1, 1)), year_fraction(date(2024, 1, 1), date(2025, 1, 1), "actual/actual")
    (Fraction(366, 365), Fraction(1, 1))
    """
    match day_count:
        case "actual/365":
            return Fraction((until - since).days, 365)
        case "actual/360":
            return Fraction((until - since).days, 360)
        case "30/360":
            return Fraction(days_between(since, until, "30/360"), 360)
        case "actual/actual":
            return _by_calendar_year(since, until)


def _by_calendar_year(since: date, until: date) -> Fraction:
    if until < since:
        return -_by_calendar_year(until, since)
    if since.year == until.year:
        return Fraction((until - since).days, _year_length(since.year))
    first = Fraction((date(since.year + 1, 1, 1) - since).days, _year_length(since.year))
    last = Fraction((until - date(until.year, 1, 1)).days, _year_length(until.year))
    return first + (until.year - since.year - 1) + last


def _year_length(year: int) -> int:
    return (date(year, 12, 31) - date(year, 1, 1)).days + 1
