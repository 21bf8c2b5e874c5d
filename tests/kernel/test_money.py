"""Money: whole fen, every rounding spelled out, nothing lost when an amount is split."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as some

from fairdue.kernel.money import Rounding, share_out, split_evenly, to_fen, to_yuan, whole, written

ROUNDED: list[tuple[str, Rounding, int]] = [
    ("2.5", "half-up", 3),
    ("2.5", "half-even", 2),
    ("3.5", "half-even", 4),
    ("2.4999999999999999999999", "half-up", 2),
    ("2.9", "down", 2),
    ("2.1", "up", 3),
    ("-2.5", "half-up", -3),
    ("-2.1", "down", -3),
    ("-2.9", "up", -2),
]


@pytest.mark.parametrize(("value", "rule", "fen"), ROUNDED)
def test_each_rounding_does_what_it_says(value: str, rule: Rounding, fen: int) -> None:
    """Half up goes away from zero, half even to the even fen, down and up by value."""
    assert whole(Decimal(value), rule) == whole(Fraction(value), rule) == fen


def test_a_third_is_never_taken_for_a_half() -> None:
    """An endless fraction a hair from a half goes to the side it lies on."""
    hair = Fraction(1, 3 * 10**30)
    assert whole(Fraction(1, 2) - hair) == 0 and whole(Fraction(1, 2) + hair) == 1


@given(some.integers(-(10**14), 10**14))
def test_fen_and_yuan_are_two_ways_to_write_one_amount(fen: int) -> None:
    """Changing the unit changes no amount."""
    assert to_fen(to_yuan(fen)) == fen
    assert written(fen).replace("¥", "").replace(",", "") == str(to_yuan(fen))


@given(some.integers(0, 10**12), some.integers(1, 400))
def test_an_even_split_loses_nothing(total: int, parts: int) -> None:
    """The parts add up to the fen, none is negative, and all but the last are alike while the amount lasts."""
    shares = split_evenly(total, parts)
    assert sum(shares) == total and len(shares) == parts and min(shares) >= 0
    if total >= 2 * parts:
        assert len(set(shares[:-1])) <= 1 or total < parts * parts


@given(some.integers(0, 10**12), some.lists(some.integers(0, 10**9), min_size=1, max_size=8).filter(any))
def test_shares_in_proportion_lose_nothing(total: int, weights: list[int]) -> None:
    """Each share lies within a fen of its exact proportion and they add up."""
    shares = share_out(total, weights)
    assert sum(shares) == total
    for share, weight in zip(shares, weights, strict=True):
        assert abs(share - Fraction(total * weight, sum(weights))) < 1


@pytest.mark.parametrize(("total", "parts"), [(5, 0), (-5, 2)])
def test_an_amount_is_not_split_into_nothing(total: int, parts: int) -> None:
    """At least one part, and nothing negative."""
    with pytest.raises(ValueError):
        split_evenly(total, parts)


def test_shares_need_a_weight() -> None:
    """Where every weight is zero there is no proportion."""
    with pytest.raises(ValueError):
        share_out(5, (0, 0))
