"""Roots: one where there can be one, all where there are several, none where there is none."""

from collections.abc import Sequence
from decimal import Decimal
from math import expm1

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from fairdue.reckoning.roots import Term, find_roots
from tests.reckoning.solver import solve

FOUND: list[tuple[str, list[float], list[float], int]] = [
    ("one year at 24 %", [-1000, 1240], [0.24], 1),
    ("nothing earned", [-1000, 500, 500], [0.0], 1),
    ("almost all lost", [-1000, 1], [-0.999], 1),
    ("two rates, both sensible", [-100, 230, -132], [0.1, 0.2], 2),
    ("the curve only touches zero", [-100, 200, -100], [0.0], 2),
    ("the curve touches zero away from nothing", [-100, 220, -121], [0.1], 2),
    ("three rates", [-1000, 3600, -4310, 1716], [0.1, 0.2, 0.3], 3),
    ("changes of sign, but never zero", [-100, 300, -300], [], 2),
    ("only money out", [-100, -200], [], 0),
    ("nothing at all", [], [], 0),
]


@pytest.mark.parametrize(("name", "amounts", "rates", "changes"), FOUND, ids=[case[0] for case in FOUND])
def test_every_rate_is_found(name: str, amounts: list[float], rates: list[float], changes: int) -> None:
    """All the rates per period, lowest first, and how often the flows turned."""
    roots = find_roots([Term(float(amount), float(at)) for at, amount in enumerate(amounts)])
    assert [expm1(growth) for growth in roots.growths] == pytest.approx(rates, abs=1e-6)
    assert roots.sign_changes == changes


def test_what_falls_on_one_day_is_one_flow() -> None:
    """A fee paid on the day of the loan is the same as less money received."""
    apart = find_roots([Term(-1000, 0), Term(100, 0), Term(1000, 1)])
    assert apart == find_roots([Term(-900, 0), Term(1000, 1)])


def test_order_of_the_list_is_no_order_of_time() -> None:
    """Flows may be given in any order."""
    terms = [Term(-1000, 0), Term(400, 1), Term(400, 2), Term(400, 3)]
    assert find_roots(terms[::-1]) == find_roots(terms)


def test_extreme_terms_stay_finite() -> None:
    """A day and a hundred years are solved alike: growth over the whole term is what is sought."""
    one_day = find_roots([Term(-100, 0), Term(1000, 1 / 365)]).growths[0]
    century = find_roots([Term(-100, 0), Term(1000, 100)]).growths[0]
    assert one_day == pytest.approx(century * 36500)


@settings(max_examples=40, deadline=None)
@given(
    lent=some.integers(100, 10**7),
    paid=some.lists(some.integers(1, 10**6), min_size=1, max_size=20),
    odd=some.integers(0, 29),
)
def test_an_independent_solver_agrees(lent: int, paid: Sequence[int], odd: int) -> None:
    """Bisection in forty decimals finds the same rate, with and without a fraction of a period."""
    fraction = odd / 30
    terms = [Term(-float(lent), 0.0)] + [Term(float(one), float(at), fraction) for at, one in enumerate(paid, 1)]
    growth = find_roots(terms).growths[0]
    entries = [(Decimal(-lent), Decimal(0), Decimal(0))]
    entries += [(Decimal(one), Decimal(at), Decimal(odd) / 30) for at, one in enumerate(paid, 1)]
    exact = float(solve(entries, high="1000000000"))
    assert expm1(growth) == pytest.approx(exact, rel=1e-9, abs=1e-11)


@settings(max_examples=40)
@given(some.lists(some.integers(1, 10**6), min_size=1, max_size=20), some.integers(1, 10**6))
def test_the_unit_of_money_changes_no_rate(paid: Sequence[int], lent: int) -> None:
    """Yuan, fen or ten thousand yuan: the rate is the same."""
    for factor in (0.01, 100.0, 10000.0):
        plain = find_roots([Term(-float(lent), 0), *(Term(float(one), at) for at, one in enumerate(paid, 1))])
        scaled = find_roots([Term(-lent * factor, 0), *(Term(one * factor, at) for at, one in enumerate(paid, 1))])
        assert scaled.growths == pytest.approx(plain.growths, rel=1e-9, abs=1e-12)
