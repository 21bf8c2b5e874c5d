"""Intervals of the European rate: whole weeks, months or years counted back, and days of the year that ends there."""

from datetime import date
from fractions import Fraction

import pytest

from fairdue.kernel.months import MONTH, Period, series
from fairdue.reckoning.unit_periods import series_day
from fairdue.reckoning.year_intervals import YearUnit, choose_year_unit, years_between

# The intervals of the Commission's guidelines, SWD(2012) 128, annex I, 4.1.1, and days of the same kind.
COUNTED: list[tuple[str, str, YearUnit, Fraction]] = [
    ("2019-01-12", "2020-01-12", "month", Fraction(1)),
    ("2012-01-12", "2012-02-15", "month", Fraction(1, 12) + Fraction(3, 365)),
    ("2012-01-12", "2012-04-15", "month", Fraction(3, 12) + Fraction(3, 365)),
    ("2013-01-12", "2013-02-15", "month", Fraction(1, 12) + Fraction(3, 366)),
    ("2013-02-25", "2013-03-28", "month", Fraction(1, 12) + Fraction(3, 366)),
    ("2013-02-26", "2013-03-29", "month", Fraction(1, 12) + Fraction(2, 366)),
    ("2012-02-26", "2012-03-29", "month", Fraction(1, 12) + Fraction(3, 366)),
    ("2012-02-26", "2012-02-26", "month", Fraction(0)),
    ("2012-01-12", "2012-02-15", "year", Fraction(34, 365)),
    ("2012-01-12", "2014-02-15", "year", 2 + Fraction(34, 365)),
    ("2020-01-01", "2021-03-15", "year", 1 + Fraction(74, 366)),
    ("2012-01-12", "2012-01-26", "week", Fraction(2, 52)),
    ("2012-01-12", "2012-01-30", "week", Fraction(2, 52) + Fraction(4, 365)),
    ("2012-01-12", "2013-01-12", "week", 1 + Fraction(2, 365)),
]


@pytest.mark.parametrize(("first", "on", "unit", "years"), COUNTED)
def test_intervals_are_counted_back_to_the_first_drawdown(first: str, on: str, unit: YearUnit, years: Fraction) -> None:
    """The days left over are divided by the length of the year that ends on their last day."""
    assert years_between(date.fromisoformat(first), date.fromisoformat(on), unit) == years


def test_weeks_are_used_where_all_is_weeks() -> None:
    """A weekly loan counts weeks, a monthly one months, and a year is both."""
    first = date(2026, 1, 10)
    assert choose_year_unit(first, list(series(first, Period(1, "week"), 10))) == "week"
    assert choose_year_unit(first, list(series(first, MONTH, 10))) == "month"
    assert choose_year_unit(first, [date(2026, 1, 25), date(2026, 4, 1)]) == "month"


def test_month_ends_are_whole_months() -> None:
    """31 January to 28 February is a month of a series at month ends."""
    ends = list(series(date(2026, 2, 28), MONTH, 3, month_end=True))
    assert [years_between(date(2026, 1, 31), day, "month", series_day(ends)) for day in ends] == [
        Fraction(1, 12), Fraction(2, 12), Fraction(3, 12),
    ]  # fmt: skip
