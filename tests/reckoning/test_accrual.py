"""Interest day by day: each stretch with its numbers, rates that change, one rounding at the end."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as some

from fairdue.kernel.errors import UnusableDate
from fairdue.reckoning.accrual import (
    interest_spans,
    late_rate,
    simple_interest,
    total_interest,
)
from fairdue.records.money import RatePeriod

JAN, FEB, MAR = date(2026, 1, 1), date(2026, 2, 1), date(2026, 3, 1)
RATE = [RatePeriod(JAN, Decimal("0.365"))]


def test_a_change_of_principal_cuts_the_time() -> None:
    """10,000 for 31 days and 4,000 for 28, at 0.1 % a day: 310 + 112."""
    spans = interest_spans([(JAN, 1000000), (FEB, 400000)], RATE, JAN, MAR)
    assert [(span.days, span.principal, span.exact) for span in spans] == [
        (31, 1000000, Decimal("310.00")), (28, 400000, Decimal("112.00")),
    ]  # fmt: skip
    assert total_interest(spans) == 42200


def test_a_change_of_rate_cuts_the_time() -> None:
    """The rate halves in February: 310 for January, 140 for February."""
    rates = [*RATE, RatePeriod(FEB, Decimal("0.1825"))]
    assert [span.exact for span in interest_spans([(JAN, 1000000)], rates, JAN, MAR)] == [Decimal(310), Decimal(140)]


def test_no_rate_yet_is_an_error() -> None:
    """Principal before the first rate has no interest that could be guessed."""
    with pytest.raises(UnusableDate):
        interest_spans([(JAN, 100)], [RatePeriod(FEB, Decimal("0.1"))], JAN, MAR)


def test_late_interest_is_the_rate_and_its_markup() -> None:
    """12 % raised by half is 18 %: a hundred days on 10,000, over 360, are 500."""
    raised = late_rate(Decimal("0.12"), Decimal("0.5"))
    assert simple_interest(1000000, raised, JAN, date(2026, 4, 11), "actual/360") == 50000


@given(
    some.integers(1, 10**9),
    some.dates(date(2026, 1, 2), date(2027, 12, 31)),
    some.dates(date(2026, 1, 2), date(2027, 12, 31)),
    some.decimals("0", "1", places=4),
)
def test_cutting_time_changes_no_interest(principal: int, one: date, two: date, rate: Decimal) -> None:
    """A stretch cut anywhere sums to the whole stretch, because rounding comes once and last."""
    cut, end = sorted((one, two))
    rates = [RatePeriod(JAN, rate), RatePeriod(cut, rate)]
    whole = simple_interest(principal, rate, JAN, end)
    assert total_interest(interest_spans([(JAN, principal), (cut, principal)], rates, JAN, end)) == whole


@given(some.integers(1, 10**9), some.integers(0, 10**9), some.integers(0, 700))
def test_more_principal_never_earns_less(principal: int, more: int, days: int) -> None:
    """Interest grows with principal."""
    end = date.fromordinal(JAN.toordinal() + days)
    less = simple_interest(principal, Decimal("0.24"), JAN, end)
    assert simple_interest(principal + more, Decimal("0.24"), JAN, end) >= less
