"""Interest day by day: each stretch with its numbers, rates that change, one rounding at the end."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as some

from fairdue.kernel.errors import UnusableDate
from fairdue.kernel.months import MONTH
from fairdue.reckoning.accrual import (
    card_interest,
    compound_interest,
    daily_charge,
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


def test_compound_interest_joins_the_principal_each_month() -> None:
    """310 for January on 10,000, then February on 10,310: 288.68."""
    assert compound_interest(1000000, RATE, JAN, MAR, MONTH) == 31000 + 28868


def test_the_doubled_part_for_delayed_performance() -> None:
    """10,000 unpaid for 60 days at 0.0175 % a day: 105; counting the last day too, 106.75."""
    until = date(2026, 3, 2)
    assert daily_charge(1000000, Decimal("0.000175"), JAN, until) == 10500
    assert daily_charge(1000000, Decimal("0.000175"), JAN, until, last_day_counts=True) == 10675
    assert daily_charge(1000000, Decimal("0.000175"), until, JAN) == 0


def test_card_interest_joins_the_balance_on_statement_days() -> None:
    """1,000 spent on 1 January; 15.50 joins on 1 February; 28 days on 1,015.50 and after 500 repaid on the 15th less."""
    moves = [(JAN, 100000), (date(2026, 2, 15), -50000)]
    spans = card_interest(moves, Decimal("0.0005"), [FEB, MAR], MAR)
    assert [(span.since, span.days, span.principal) for span in spans] == [
        (JAN, 31, 100000), (FEB, 14, 101550), (date(2026, 2, 15), 14, 51550),
    ]  # fmt: skip
    # 15.50 + 7.1085 + 3.6085
    assert total_interest(spans) == 2622
    assert card_interest([], Decimal("0.0005"), [], MAR) == ()


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
