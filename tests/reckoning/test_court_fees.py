"""Court fees by the brackets of the pack: worked sums, and a fee that never falls as the claim grows."""

from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from fairdue.app.wiring import the_pack
from fairdue.law.parameters import value_on
from fairdue.reckoning.court_fees import bracket_fee, part_of_fee
from tests.reckoning.test_rates import LOAN


def scale(name: str) -> list[Any]:
    """Return the brackets of a parameter in force."""
    value: Any = value_on(the_pack().parameters[name], LOAN).value
    return list(value)


# Each sum: 50 up to 10,000; 2.5 % of the part to 100,000; 2 % to 200,000; 1.5 % to 500,000; 1 % to a million.
FEES = [
    (500000, 5000),
    (1000000, 5000),
    (1000001, 5000),
    (2341877, 5000 + 33547),  # 13418.77 · 2.5 % = 335.46925
    (10000000, 230000),
    (20000000, 430000),
    (100000000, 1380000),
]


@pytest.mark.parametrize(("claim", "fee"), FEES)
def test_the_fee_for_a_property_case(claim: int, fee: int) -> None:
    """Every bracket charges the part of the claim that lies in it."""
    assert bracket_fee(claim, scale("court-fee-brackets")) == fee


def test_a_payment_order_costs_a_third_and_a_short_procedure_half() -> None:
    """385.47: a third is 128.49, half is 192.74 rounded half up."""
    fee = bracket_fee(2341877, scale("court-fee-brackets"))
    assert (part_of_fee(fee, Fraction(1, 3)), part_of_fee(fee, Decimal("0.5"))) == (12849, 19274)


@given(some.lists(some.integers(1, 10**11), min_size=2, max_size=6))
def test_a_larger_claim_never_costs_less(claims: list[int]) -> None:
    """The fee grows with the claim, across every edge of a bracket."""
    for name in ("court-fee-brackets", "enforcement-fee-brackets", "preservation-fee-brackets"):
        fees = [bracket_fee(claim, scale(name)) for claim in sorted(claims)]
        assert all(one <= other for one, other in pairwise(fees))
