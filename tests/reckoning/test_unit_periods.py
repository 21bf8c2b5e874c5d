"""Unit-periods of Regulation Z, Appendix J (b): which one, and how many between two days."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as some

from fairdue.kernel.months import MONTH, YEAR, Period, parse_period, series
from fairdue.reckoning.unit_periods import choose_unit_period, common_period, count_periods, per_year, series_day

LOAN = date(2026, 1, 10)
DAYS = some.dates(date(1990, 1, 1), date(2060, 12, 31))


def days(*written: str) -> list[date]:
    """Read days of a table."""
    return [date.fromisoformat(one) for one in written]


CHOSEN = [
    ("monthly", list(series(date(2026, 2, 10), MONTH, 12)), MONTH),
    ("monthly at month ends", list(series(date(2026, 1, 31), MONTH, 12)), MONTH),
    ("weekly", list(series(date(2026, 1, 17), Period(1, "week"), 10)), Period(1, "week")),
    ("every 28 days is four weeks", list(series(date(2026, 2, 7), Period(4, "week"), 10)), Period(4, "week")),
    ("1st and 16th", list(series(date(2026, 2, 1), Period(1, "semimonth"), 12)), Period(1, "semimonth")),
    (
        "15th and last",
        days("2026-01-15", "2026-01-31", "2026-02-15", "2026-02-28", "2026-03-15"),
        Period(1, "semimonth"),
    ),
    ("quarterly", list(series(date(2026, 4, 10), Period(3, "month"), 8)), Period(3, "month")),
    ("yearly", list(series(date(2027, 1, 10), YEAR, 3)), YEAR),
    ("every two years is a year, the longest", list(series(date(2028, 1, 10), Period(2, "year"), 3)), YEAR),
    ("two periods as often: the shorter", days("2026-02-10", "2026-03-10", "2026-05-10", "2026-07-10"), MONTH),
    ("daily", list(series(date(2026, 1, 11), Period(1, "day"), 5)), Period(1, "day")),
    ("one payment, whole months", days("2026-07-10"), Period(6, "month")),
    ("one payment, days", days("2026-07-11"), Period(182, "day")),
    ("one payment, over a year", days("2027-03-01"), YEAR),
    ("none repeats: the average, to the nearest standard", days("2026-02-09", "2026-05-10"), Period(2, "month")),
]


@pytest.mark.parametrize(("name", "payments", "unit"), CHOSEN, ids=[case[0] for case in CHOSEN])
def test_the_unit_period_is_the_period_that_occurs_most(name: str, payments: list[date], unit: Period) -> None:
    """(b)(4): most frequent, shorter on a tie, whole term for a single payment, average where none repeats."""
    assert choose_unit_period(LOAN, [LOAN], payments) == unit


def test_periods_between_advances_count_too() -> None:
    """Five monthly advances and one payment: the month occurs most."""
    advances = list(series(LOAN, MONTH, 5))
    assert common_period(LOAN, advances, days("2027-01-10")) == MONTH


COUNTED = [
    ("1978-02-10", "1978-04-01", "1 month", 1, Fraction(19, 30)),
    ("1978-02-23", "1978-03-01", "semimonth", 0, Fraction(6, 15)),
    ("1978-05-23", "1978-10-01", "3 months", 1, Fraction(39, 90)),
    ("1978-03-20", "1978-04-21", "1 week", 4, Fraction(4, 7)),
    ("1978-04-03", "1978-04-11", "2 weeks", 0, Fraction(8, 14)),
    ("1978-01-10", "1978-03-01", "2 months", 0, Fraction(52, 60)),
    ("1978-01-03", "1978-09-15", "255 days", 1, Fraction(0)),
    ("1978-01-17", "1979-07-11", "1 year", 1, Fraction(175, 365)),
    ("1978-01-10", "1979-04-10", "1 year", 1, Fraction(3, 12)),
    ("2026-01-31", "2026-02-28", "1 month", 0, Fraction(28, 30)),
    ("2026-05-05", "2026-05-05", "1 month", 0, Fraction(0)),
]


@pytest.mark.parametrize(("since", "until", "unit", "whole", "odd"), COUNTED)
def test_periods_are_counted_back_from_the_later_day(
    since: str, until: str, unit: str, whole: int, odd: Fraction
) -> None:
    """(b)(5): whole periods back from the later day; what is left in days of 30, 15, 90, 7 or 365."""
    period = parse_period(unit)
    assert period is not None
    assert count_periods(date.fromisoformat(since), date.fromisoformat(until), period) == (whole, odd)


WHOLE = [(1, Fraction(0)), (2, Fraction(0)), (3, Fraction(0))]


def test_a_series_of_month_ends_counts_whole_months() -> None:
    """31 January to 28 February is one month where the series keeps to month ends, (b)(3)(iv)."""
    ends = list(series(date(2026, 2, 28), MONTH, 3, month_end=True))
    anchor = series_day(ends)
    assert anchor == 31
    assert [count_periods(date(2026, 1, 31), day, MONTH, anchor) for day in ends] == WHOLE


def test_a_series_of_the_30th_uses_the_last_of_february() -> None:
    """30 January, 28 February, 30 March: each a month after the one before."""
    line = list(series(date(2026, 1, 30), MONTH, 3))
    assert [count_periods(date(2025, 12, 30), day, MONTH, series_day(line)) for day in line] == WHOLE


@given(
    DAYS, some.integers(0, 4000), some.sampled_from(["1 month", "1 week", "3 months", "semimonth", "1 year", "1 day"])
)
def test_a_fraction_is_less_than_a_period(day: date, later: int, unit: str) -> None:
    """The whole periods are whole, and the rest stays short of one (of a month, at most its 31st day)."""
    period = parse_period(unit)
    assert period is not None
    whole, odd = count_periods(day, date.fromordinal(day.toordinal() + later), period)
    assert whole >= 0 and 0 <= odd <= Fraction(31, 30)


def test_periods_per_year() -> None:
    """365 days, 52 weeks, 24 half-months, 12 months: a multiple divides them, (b)(5)."""
    told = {
        unit: per_year(period)
        for unit in ("1 day", "2 weeks", "semimonth", "4 months")
        if (period := parse_period(unit))
    }
    assert told == {"1 day": 365, "2 weeks": 26, "semimonth": 24, "4 months": 3}
