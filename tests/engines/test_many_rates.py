"""Many rates at once: the fast engine gives what the plain reference gives, and leaves what is doubtful to it."""

from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from fairdue.engines import many_rates
from fairdue.engines.many_rates import Dated, xirr_many
from fairdue.reckoning.rates import yearly_rate

START = date(2024, 1, 1)


def dated(gaps: Sequence[int], amounts: Sequence[float]) -> Dated:
    """Place amounts after each other by gaps of days."""
    days = [START]
    for gap in gaps:
        days.append(days[-1] + timedelta(days=gap))
    return days, list(amounts)


@settings(max_examples=150, deadline=None)
@given(
    some.lists(some.tuples(some.integers(1, 90), some.integers(0, 10**6)), min_size=1, max_size=36),
    some.integers(1, 10**7),
)
def test_the_engine_agrees_with_the_reference(payments: list[tuple[int, int]], lent: int) -> None:
    """Any loan with one advance and any payments: the same rate, or none in both."""
    days, amounts = dated([gap for gap, _ in payments], [-float(lent), *(float(paid) for _, paid in payments)])
    plain = yearly_rate(days, amounts)
    fast = xirr_many([(days, amounts)])[0]
    assert (fast is None) == (plain is None)
    if plain is not None:
        assert fast == pytest.approx(plain, rel=1e-6, abs=1e-8)


DOUBTFUL: list[tuple[str, Dated, float | None]] = [
    ("two rates", dated([365, 365], [-100.0, 230.0, -132.0]), None),
    ("money one way", dated([365], [-100.0, -50.0]), None),
    ("nothing repaid", dated([365], [-100.0, 0.0]), None),
    ("nothing at all", ([], []), None),
    ("one flow", dated([], [-100.0]), None),
    ("a fee on the day of the loan", ([START, START, date(2024, 12, 31)], [-100.0, 10.0, 99.0]), 0.1),
    ("days out of order", ([date(2024, 12, 31), START], [110.0, -100.0]), 0.1),
    ("almost all lost", dated([365], [-100.0, 1.0]), -0.99),
]


@pytest.mark.parametrize(("name", "schedule", "rate"), DOUBTFUL, ids=[case[0] for case in DOUBTFUL])
def test_what_is_doubtful_goes_to_the_reference(name: str, schedule: Dated, rate: float | None) -> None:
    """No root is given in silence where there are several, and none where there is none."""
    found = xirr_many([schedule])[0]
    assert found == (None if rate is None else pytest.approx(rate))


def test_it_works_without_the_library(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without pyxirr the reference answers, in the same order."""
    schedules = [dated([365], [-100.0, 110.0]), dated([365], [-100.0, 120.0])]
    monkeypatch.setattr(many_rates, "_pyxirr", lambda: None)
    assert xirr_many(schedules) == pytest.approx([0.1, 0.2])
