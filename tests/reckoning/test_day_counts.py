"""Day counts: each convention on the days where conventions part."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as some

from fairdue.reckoning.day_counts import days_between, year_fraction
from fairdue.records.money import DayCount

DAYS = some.dates(date(1990, 1, 1), date(2060, 12, 31))
COUNTS: tuple[DayCount, ...] = ("actual/365", "actual/360", "actual/actual", "30/360")

COUNTED: list[tuple[str, str, DayCount, Fraction]] = [
    ("2025-01-01", "2026-01-01", "actual/365", Fraction(1)),
    ("2024-01-01", "2025-01-01", "actual/365", Fraction(366, 365)),
    ("2024-01-01", "2025-01-01", "actual/actual", Fraction(1)),
    ("2023-07-01", "2024-07-01", "actual/actual", Fraction(184, 365) + Fraction(182, 366)),
    ("2025-01-01", "2026-01-01", "actual/360", Fraction(365, 360)),
    ("2026-01-31", "2026-02-28", "30/360", Fraction(28, 360)),
    ("2026-01-30", "2026-03-31", "30/360", Fraction(60, 360)),
    ("2026-01-15", "2026-03-31", "30/360", Fraction(76, 360)),
    ("2026-05-05", "2026-05-05", "actual/actual", Fraction(0)),
]


@pytest.mark.parametrize(("since", "until", "count", "years"), COUNTED)
def test_each_convention_counts_its_own_way(since: str, until: str, count: DayCount, years: Fraction) -> None:
    """Leap years, the 31st and February are where the four differ."""
    assert year_fraction(date.fromisoformat(since), date.fromisoformat(until), count) == years


@given(DAYS, DAYS, DAYS, some.sampled_from(["actual/365", "actual/360", "actual/actual"]))
def test_stretches_add_up(one: date, two: date, three: date, count: DayCount) -> None:
    """By calendar days, two stretches are worth the one that covers both."""
    first, second, third = sorted((one, two, three))
    parts = year_fraction(first, second, count) + year_fraction(second, third, count)
    assert parts == year_fraction(first, third, count)
    assert days_between(first, second) + days_between(second, third) == days_between(first, third)


@given(DAYS, DAYS)
def test_backwards_is_the_same_with_a_minus(one: date, two: date) -> None:
    """Turning a stretch around turns its sign."""
    for count in COUNTS[:3]:
        assert year_fraction(one, two, count) == -year_fraction(two, one, count)
