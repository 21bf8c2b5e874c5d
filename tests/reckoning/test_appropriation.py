"""Appropriation: costs, interest, principal; several debts by rank; every fen goes somewhere."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as some

from fairdue.reckoning.accrual import simple_interest
from fairdue.reckoning.appropriation import STATUTORY_ORDER, Order, appropriate
from fairdue.records.money import ItemKind, Owed

TODAY, EARLIER, LATER = date(2026, 6, 1), date(2026, 5, 1), date(2026, 7, 1)
PRINCIPAL_FIRST: Order = (("principal",), ("interest", "late-interest", "compound-interest"), ("cost",))


def owed(kind: ItemKind, amount: int, debt: str = "a", due_on: date = EARLIER, **more: object) -> Owed:
    """One item owed."""
    return Owed(debt, kind, amount, due_on, **more)  # type: ignore[arg-type]


def paid(outcome: object) -> list[tuple[str, str, int]]:
    """Debt, kind and amount of what was paid, in order."""
    return [(one.debt, one.kind, one.amount) for one in outcome.applied]  # type: ignore[attr-defined]


ONE_DEBT = [owed("principal", 1000), owed("interest", 200), owed("cost", 50), owed("penalty", 30)]

WITHIN: list[tuple[str, int, Order, list[tuple[str, str, int]], int]] = [
    ("not even the costs", 20, STATUTORY_ORDER, [("a", "cost", 20)], 0),
    ("costs and part of the interest", 150, STATUTORY_ORDER, [("a", "cost", 50), ("a", "interest", 100)], 0),
    (
        "costs, interest, part of the principal",
        600,
        STATUTORY_ORDER,
        [("a", "cost", 50), ("a", "interest", 200), ("a", "principal", 350)],
        0,
    ),
    ("principal first, as agreed", 600, PRINCIPAL_FIRST, [("a", "principal", 600)], 0),
    (
        "more than is owed",
        1300,
        STATUTORY_ORDER,
        [("a", "cost", 50), ("a", "interest", 200), ("a", "principal", 1000), ("a", "penalty", 30)],
        20,
    ),
]


@pytest.mark.parametrize(("name", "payment", "order", "applied", "surplus"), WITHIN, ids=[one[0] for one in WITHIN])
def test_within_one_debt(
    name: str, payment: int, order: Order, applied: list[tuple[str, str, int]], surplus: int
) -> None:
    """Civil Code art. 561 unless agreed otherwise; what is over is given back."""
    outcome = appropriate(payment, ONE_DEBT, TODAY, order)
    assert (paid(outcome), outcome.surplus) == (applied, surplus)


AMONG: list[tuple[str, list[Owed], list[tuple[str, str, int]]]] = [
    (
        "due before not due",
        [owed("principal", 100, "a", LATER), owed("principal", 100, "b", EARLIER)],
        [("b", "principal", 100), ("a", "principal", 20)],
    ),
    (
        "less secured before better secured",
        [owed("principal", 100, "a", security=1), owed("principal", 100, "b")],
        [("b", "principal", 100), ("a", "principal", 20)],
    ),
    (
        "heavier burden before lighter",
        [owed("principal", 100, "a", burden=Decimal("0.1")), owed("principal", 100, "b", burden=Decimal("0.2"))],
        [("b", "principal", 100), ("a", "principal", 20)],
    ),
    (
        "earlier due before later",
        [owed("principal", 100, "a", TODAY), owed("principal", 100, "b", EARLIER)],
        [("b", "principal", 100), ("a", "principal", 20)],
    ),
    (
        "equals share in proportion",
        [owed("principal", 100, "a"), owed("principal", 200, "b")],
        [("a", "principal", 40), ("b", "principal", 80)],
    ),
]


@pytest.mark.parametrize(("name", "debts", "applied"), AMONG, ids=[one[0] for one in AMONG])
def test_among_several_debts(name: str, debts: list[Owed], applied: list[tuple[str, str, int]]) -> None:
    """Civil Code art. 560, one step after the other, with 1.20 yuan to pay."""
    assert paid(appropriate(120, debts, TODAY)) == applied


def test_the_payer_may_say_which_debt_he_pays() -> None:
    """A named debt comes first, whatever its rank."""
    debts = [owed("principal", 100, "a", LATER, security=2), owed("principal", 100, "b")]
    assert paid(appropriate(120, debts, TODAY, designated=("a",))) == [("a", "principal", 100), ("b", "principal", 20)]


ITEMS = some.builds(
    Owed,
    debt=some.sampled_from(["a", "b", "c"]),
    kind=some.sampled_from(["cost", "interest", "late-interest", "principal", "penalty", "fee"]),
    amount=some.integers(1, 10**8),
    due_on=some.sampled_from([EARLIER, TODAY, LATER]),
    security=some.integers(0, 2),
    burden=some.sampled_from([Decimal("0.1"), Decimal("0.2")]),
)


@given(some.lists(ITEMS, max_size=8), some.integers(0, 10**9))
def test_every_fen_goes_somewhere(items: list[Owed], payment: int) -> None:
    """Applied and surplus make the payment; applied and left make what was owed; nothing is over while something is owed."""
    outcome = appropriate(payment, items, TODAY)
    applied = sum(one.amount for one in outcome.applied)
    assert applied + outcome.surplus == payment
    assert applied + _total(outcome.left) == _total(items)
    assert not (outcome.surplus and outcome.left)


@given(some.lists(ITEMS, max_size=8), some.integers(0, 10**9), some.integers(0, 10**8))
def test_paying_more_never_leaves_more_of_anything(items: list[Owed], payment: int, more: int) -> None:
    """With a larger payment no single item is left larger (a fen apart where equals share)."""
    less, larger = appropriate(payment, items, TODAY), appropriate(payment + more, items, TODAY)
    left_less = _by_item(items, less.left)
    for item, left in _by_item(items, larger.left).items():
        assert left <= left_less[item] + 1
    assert _total(larger.left) <= _total(less.left)


def _total(items: Sequence[Owed]) -> int:
    return sum(item.amount for item in items)


def _by_item(items: list[Owed], left: tuple[Owed, ...]) -> dict[tuple[str, str, date], int]:
    """Add up what is left by debt, kind and day."""
    sums = {(item.debt, item.kind, item.due_on): 0 for item in items}
    for item in left:
        sums[item.debt, item.kind, item.due_on] += item.amount
    return {(str(debt), str(kind), day): amount for (debt, kind, day), amount in sums.items()}


@given(some.lists(some.integers(0, 3000), min_size=6, max_size=6), some.integers(0, 5), some.integers(0, 3000))
def test_paying_more_never_means_owing_more_in_the_end(payments: list[int], at: int, more: int) -> None:
    """Six months of interest and payments: raising any one payment never raises what is owed at the end."""
    raised = [payment + (more if number == at else 0) for number, payment in enumerate(payments)]
    assert _owed_after(raised) <= _owed_after(payments)


def _owed_after(payments: list[int]) -> int:
    """Run 100 yuan at 24 % through monthly payments, interest before principal."""
    items = [owed("principal", 10000)]
    for number, payment in enumerate(payments, start=1):
        since, on = date(2026, number, 1), date(2026, number + 1, 1)
        principal = sum(item.amount for item in items if item.kind == "principal")
        items.append(replace(items[0] if items else owed("principal", 0), kind="interest", due_on=on,
                             amount=simple_interest(principal, Decimal("0.24"), since, on)))  # fmt: skip
        items = list(appropriate(payment, [item for item in items if item.amount], on).left)
    return _total(items)


def test_a_negative_payment_is_refused() -> None:
    """A refund is a claim of its own, not a payment."""
    with pytest.raises(ValueError):
        appropriate(-1, ONE_DEBT, TODAY)
