"""Simple interest on remaining principal: interest never earns interest."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from fairdue.kernel.errors import NoRate
from fairdue.reckoning.simple_rates import simple_rate
from fairdue.records.money import CashFlow

LOAN = CashFlow(date(2025, 1, 1), Decimal(-10000), "advance")


def test_two_years_of_simple_interest() -> None:
    """10,000 and 4,800 after two years is 24 % simple, not the 21.66 % that compounds to it."""
    result = simple_rate([LOAN, CashFlow(date(2027, 1, 1), Decimal(14800))])
    assert result.percent == pytest.approx(24.0) and result.effective_percent is None


def test_interest_waits_without_growing() -> None:
    """A payment smaller than the interest leaves interest over, which earns nothing: 36.5 % for a year and a half year."""
    flows = [LOAN, CashFlow(date(2026, 1, 1), Decimal(1000)), CashFlow(date(2026, 7, 20), Decimal("14650"))]
    assert simple_rate(flows).percent == pytest.approx(36.5)


@settings(max_examples=40, deadline=None)
@given(some.decimals("0.01", "2", places=3), some.lists(some.integers(1, 400), min_size=1, max_size=8))
def test_the_rate_that_was_charged_is_found(rate: Decimal, gaps: list[int]) -> None:
    """Charge a rate, pay everything at the end, and the same rate comes back."""
    on, interest = date(2025, 1, 1).toordinal() + sum(gaps), Decimal(0)
    interest = Decimal(10000) * rate * sum(gaps) / 365
    result = simple_rate([LOAN, CashFlow(date.fromordinal(on), Decimal(10000) + interest)])
    assert result.percent == pytest.approx(float(rate * 100), rel=1e-7)


def test_a_loan_hardly_repaid_has_a_rate_far_below_nothing() -> None:
    """1,000 back after half a year of 10,000 lent: 90 % lost in half a year is -180 % simple."""
    result = simple_rate([LOAN, CashFlow(date(2025, 7, 2), Decimal(1000) - Decimal("24.66"))])
    assert result.percent == pytest.approx(-181, abs=0.2)


def test_money_one_way_has_no_rate() -> None:
    """Nothing paid, no rate."""
    with pytest.raises(NoRate):
        simple_rate([LOAN])
