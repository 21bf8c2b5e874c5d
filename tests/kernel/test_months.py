"""Periods on the calendar: month ends, leap days, series that keep their day."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as some

from fairdue.kernel.months import MONTH, Period, add_months, add_period, add_years, parse_period, series, whole_months

DAYS = some.dates(date(1990, 1, 1), date(2060, 12, 31))

MOVED = [
    (date(2026, 1, 31), 1, None, date(2026, 2, 28)),
    (date(2024, 1, 31), 1, None, date(2024, 2, 29)),
    (date(2026, 2, 28), 1, 31, date(2026, 3, 31)),
    (date(2026, 3, 31), -1, None, date(2026, 2, 28)),
    (date(2026, 12, 15), 1, None, date(2027, 1, 15)),
    (date(2026, 1, 15), -1, None, date(2025, 12, 15)),
    (date(2026, 1, 15), 0, None, date(2026, 1, 15)),
]


@pytest.mark.parametrize(("day", "months", "anchor", "moved"), MOVED)
def test_a_day_the_month_lacks_becomes_its_last(day: date, months: int, anchor: int | None, moved: date) -> None:
    """31 January and a month is the last of February; an anchor brings the day back."""
    assert add_months(day, months, anchor) == moved


def test_a_leap_day_falls_on_the_28th_in_other_years() -> None:
    """29 February a year on is 28 February."""
    assert add_years(date(2024, 2, 29), 1) == date(2025, 2, 28)


def test_a_series_never_drifts_past_a_short_month() -> None:
    """A series of the 30th goes to the last of February and back to the 30th."""
    days = list(series(date(2026, 1, 30), MONTH, 3))
    assert days == [date(2026, 1, 30), date(2026, 2, 28), date(2026, 3, 30)]
    ends = list(series(date(2026, 2, 28), MONTH, 2, month_end=True))
    assert ends == [date(2026, 2, 28), date(2026, 3, 31)]


READ = [
    ("1 month", Period(1, "month")),
    ("month", Period(1, "month")),
    ("every 2 weeks", Period(2, "week")),
    ("每月", Period(1, "month")),
    ("3个月", Period(3, "month")),
    ("季度", Period(3, "month")),
    ("10 days", Period(10, "day")),
    ("semimonth", Period(1, "semimonth")),
    ("半月", Period(1, "semimonth")),
    ("1 year", Period(1, "year")),
    ("年", Period(1, "year")),
    ("0 days", None),
    ("soon", None),
    ("", None),
    ("-1 month", None),
]


@pytest.mark.parametrize(("words", "period"), READ)
def test_periods_are_read_as_people_write_them(words: str, period: Period | None) -> None:
    """English and Chinese names, with or without a number; nothing else."""
    assert parse_period(words) == period


@given(some.integers(1, 500), some.sampled_from(["day", "week", "month", "year"]))
def test_a_period_reads_back_as_it_is_written(count: int, unit: str) -> None:
    """What `str` writes, `parse_period` reads."""
    period = Period(count, unit)  # type: ignore[arg-type]
    assert parse_period(str(period)) == period


@given(DAYS, some.integers(0, 600))
def test_whole_months_undo_adding_months(day: date, months: int) -> None:
    """From a day to the same date so many months later lie so many whole months."""
    assert whole_months(day, add_months(day, months), day.day) == months


@given(DAYS, some.sampled_from([Period(1, "semimonth"), MONTH, Period(2, "week"), Period(1, "year"), Period(9, "day")]))
def test_a_series_always_goes_forward(day: date, period: Period) -> None:
    """Every day of a series is later than the one before."""
    days = [add_period(day, period, times) for times in range(12)]
    assert all(one < other for one, other in pairwise(days))
