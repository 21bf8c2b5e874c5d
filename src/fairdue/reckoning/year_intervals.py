"""Intervals in years for the European annual percentage rate of charge; it solves for no rate.

Written from Directive 2008/48/EC, Annex I, part I, remark (c), as spelled out by Directive 2014/17/EU: a year is 12
equal months or 52 weeks; what is not a whole number of them is counted back in days over 365 or 366.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from fractions import Fraction
from typing import Literal

from fairdue.kernel.months import add_months, is_month_end, whole_months
from fairdue.reckoning.unit_periods import series_day

YearUnit = Literal["week", "month", "year"]


def choose_year_unit(first: date, days: Sequence[date]) -> YearUnit:
    """Return weeks where every interval is whole weeks and not all are whole months, months otherwise."""
    later = [day for day in days if day > first]
    anchor = series_day([first, *later])
    if all(_months(first, day, anchor)[1] == 0 for day in later):
        return "month"
    return "week" if all((day - first).days % 7 == 0 for day in later) else "month"


def years_between(first: date, on: date, unit: YearUnit = "month", anchor: int | None = None) -> Fraction:
    """Return the years from the first drawdown to a day: whole units back from that day, the rest in days.

    >>> years_between(date(2012, 1, 12), date(2012, 2, 15)) == Fraction(1, 12) + Fraction(3, 365)
    True
    >>> years_between(date(2012, 1, 12), date(2012, 1, 30), "week") == Fraction(2, 52) + Fraction(4, 365)
    True
    """
    if unit == "week":
        weeks, days = divmod((on - first).days, 7)
        return Fraction(weeks, 52) + _in_days(first + timedelta(days=days), days)
    months, days = _months(first, on, anchor)
    if unit == "year":
        months -= months % 12
        ends = add_months(on, -months, anchor)
        days = (ends - first).days
    return Fraction(months, 12) + _in_days(first + timedelta(days=days), days)


def _months(first: date, on: date, anchor: int | None) -> tuple[int, int]:
    """Return the whole months counted back from a day, and the days left over."""
    stands_for = anchor if anchor is not None and anchor > on.day and is_month_end(on) else None
    months = whole_months(first, on, stands_for)
    ends = add_months(on, -months, stands_for) if months else on
    return months, (ends - first).days


def _in_days(last: date, days: int) -> Fraction:
    """Divide days by the length of the year that ends on their last day."""
    return Fraction(days, (last - add_months(last, -12)).days) if days else Fraction(0)
