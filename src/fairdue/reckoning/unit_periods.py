"""Unit-periods of the American actuarial method: which one a loan has, and how many lie between two days.

Written from Regulation Z (12 CFR part 1026), Appendix J, paragraphs (b)(2) to (b)(5); it solves for no rate.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Final

from fairdue.kernel.months import YEAR, Period, PeriodUnit, add_months, is_month_end, whole_months

_SEMIMONTH: Final = Period(1, "semimonth")
_DAY: Final = Period(1, "day")
# How many of each make a year of 365 days, for comparing lengths only.
_LENGTHS: Final[Mapping[PeriodUnit, Fraction]] = {
    "day": Fraction(365),
    "week": Fraction(365, 7),
    "semimonth": Fraction(24),
    "month": Fraction(12),
    "year": Fraction(1),
}


def series_day(days: Sequence[date]) -> int | None:
    """Return the day of the month that a monthly series keeps, 31 for month ends; None where it keeps none.

    A series on the 29th, 30th or 31st falls on the last day of a shorter month, (b)(3)(iv).

    >>> series_day([date(2026, 1, 30), date(2026, 2, 28), date(2026, 3, 30)])
    30
    >>> series_day([date(2026, 2, 28), date(2026, 3, 28)]), series_day([date(2026, 2, 28), date(2026, 4, 30)])
    (28, 31)
    """
    if not days:
        return None
    highest = max(day.day for day in days)
    if all(day.day == highest or (day.day < highest and is_month_end(day)) for day in days):
        # The same date every time is that date, even where it happens to end each month.
        at_ends = all(map(is_month_end, days)) and len({day.day for day in days}) > 1
        return 31 if at_ends else highest
    return None


def choose_unit_period(begins_on: date, advances: Sequence[date], payments: Sequence[date]) -> Period:
    """Return the unit-period of a transaction, (b)(4).

    It is the period that occurs most often, the shorter where two tie; without a repeated one, the average period
    rounded to the nearest standard interval. One advance and one payment: the whole term, up to a year.
    """
    if len(advances) == 1 and len(payments) == 1:
        return _whole_term(begins_on, payments[0])
    return common_period(begins_on, advances, payments) or _average(begins_on, advances, payments)


def common_period(begins_on: date, advances: Sequence[date], payments: Sequence[date]) -> Period | None:
    """Return the period that occurs most often, None where none occurs twice, (b)(3)(ii) and (b)(4)(i)."""
    anchor = series_day(payments)
    seen: Counter[Period] = Counter()
    for line in ([begins_on, *_after(advances, begins_on)], [begins_on, *payments]):
        seen.update(_periods(line, anchor))
    common = {period: count for period, count in seen.items() if count > 1}
    if not common:
        return None
    most = max(common.values())
    found = min((period for period, count in common.items() if count == most), key=_preference)
    return YEAR if _length(found) >= 365 else found


def _after(days: Sequence[date], first: date) -> list[date]:
    return [day for day in days if day > first]


def _whole_term(begins_on: date, ends_on: date) -> Period:
    """Take the term of a single-payment loan as its unit-period: whole months, or days; a year at most, (b)(4)(ii)."""
    months = whole_months(begins_on, ends_on)
    if months >= 12:
        return YEAR
    if months and add_months(ends_on, -months) == begins_on:
        return Period(months, "month")
    return Period((ends_on - begins_on).days, "day")


def _periods(line: Sequence[date], anchor: int | None) -> list[Period]:
    """Name every interval of a series in each way it can be read: as months, as half-months, as days."""
    days = sorted(set(line))
    found: list[Period] = []
    for at in range(len(days) - 1):
        since, until = days[at], days[at + 1]
        months = whole_months(since, until, _anchor_of(until, anchor))
        if months and add_months(until, -months, _anchor_of(until, anchor)) == since:
            found.append(YEAR if months == 12 else Period(months, "month"))
        elif _is_half_month(days, at):
            found.append(_SEMIMONTH)
        found.append(_in_days((until - since).days))
    return found


def _is_half_month(days: Sequence[date], at: int) -> bool:
    """Tell whether an interval of about half a month is half of one that ends or begins a calendar month away."""
    if not 13 <= (days[at + 1] - days[at]).days <= 18:
        return False
    whole = [days[first : first + 3] for first in (at - 1, at) if first >= 0 and first + 2 < len(days)]
    return any(whole_months(three[0], three[2], _end_of(three[2])) == 1 and _same_date(three) for three in whole)


def _same_date(three: Sequence[date]) -> bool:
    return three[0].day == three[2].day or (is_month_end(three[0]) and is_month_end(three[2]))


def _end_of(day: date) -> int | None:
    return 31 if is_month_end(day) else None


def _in_days(days: int) -> Period:
    return Period(days // 7, "week") if days % 7 == 0 else Period(days, "day")


def _anchor_of(day: date, anchor: int | None) -> int | None:
    """Return the date a day stands for: that of its series where a short month cut it off, its own otherwise."""
    return anchor if anchor is not None and anchor > day.day and is_month_end(day) else None


def _length(period: Period) -> Fraction:
    """Return the length of a period in days of a year of 365, for comparing only."""
    return Fraction(365) / _LENGTHS[period.unit] * period.count


def _preference(period: Period) -> tuple[bool, Fraction]:
    """Order ties: a standard interval before an odd number of days, then the shorter, (b)(4)(i)(A)."""
    return (period.unit == "day" and period.count > 1, _length(period))


def _average(begins_on: date, advances: Sequence[date], payments: Sequence[date]) -> Period:
    """Round the average of all periods to the nearest standard interval, the lower where two are as near, (b)(4)(i)(B)."""
    lengths = [
        (until - since).days
        for line in ([begins_on, *_after(advances, begins_on)], [begins_on, *payments])
        for days in (sorted(set(line)),)
        for since, until in zip(days, days[1:], strict=False)
    ]
    average = Fraction(sum(lengths), len(lengths))
    standard = [
        _DAY,
        *(Period(n, "week") for n in range(1, 53)),
        _SEMIMONTH,
        *(Period(n, "month") for n in range(1, 12)),
    ]
    return min((*standard, YEAR), key=lambda period: (abs(_length(period) - average), _length(period)))


def per_year(unit: Period) -> Fraction:
    """Return the number of unit-periods in a year, (b)(5)(ii) to (vii).

    >>> per_year(Period(1, "month")), per_year(Period(2, "week")), per_year(Period(255, "day")), per_year(Period(1, "semimonth"))
    (Fraction(12, 1), Fraction(26, 1), Fraction(73, 51), Fraction(24, 1))
    """
    in_a_year = {"day": 365, "week": 52, "semimonth": 24, "month": 12, "year": 1}
    return Fraction(in_a_year[unit.unit], unit.count)


def count_periods(begins_on: date, on: date, unit: Period, anchor: int | None = None) -> tuple[int, Fraction]:
    """Return the full unit-periods between two days and the fraction that is left, (b)(5).

    `anchor` is the day of the month that the series of payments keeps (see `series_day`).

    >>> count_periods(date(1978, 2, 10), date(1978, 4, 1), Period(1, "month"))
    (1, Fraction(19, 30))
    >>> count_periods(date(1978, 3, 20), date(1978, 4, 21), Period(1, "week"))
    (4, Fraction(4, 7))
    """
    if unit.unit in ("day", "week"):
        length = unit.count * (7 if unit.unit == "week" else 1)
        return divmod((on - begins_on).days, length)[0], Fraction((on - begins_on).days % length, length)
    stands_for = _anchor_of(on, anchor)
    months = whole_months(begins_on, on, stands_for)
    left = (add_months(on, -months, stands_for) - begins_on).days if months else (on - begins_on).days
    if unit.unit == "month" and unit.count == 1:
        return months, Fraction(left, 30)
    if unit.unit == "year":
        return _in_years(begins_on, on, unit.count, stands_for)
    length = 15 * unit.count if unit.unit == "semimonth" else 30 * unit.count
    whole, rest = divmod(30 * months + left, length)
    return whole, Fraction(rest, length)


def _in_years(begins_on: date, on: date, count: int, anchor: int | None) -> tuple[int, Fraction]:
    """Count whole years back from the later day; what is left is months of twelfths, or days of 365, (b)(5)(v)."""
    years = whole_months(begins_on, on, anchor) // 12
    rest_ends = add_months(on, -12 * years, anchor) if years else on
    months = whole_months(begins_on, rest_ends, anchor)
    if (add_months(rest_ends, -months, anchor) if months else rest_ends) == begins_on:
        rest = Fraction(months, 12)
    else:
        rest = Fraction((rest_ends - begins_on).days, 365)
    whole, over = divmod(years + rest, count)
    return int(whole), over / count
