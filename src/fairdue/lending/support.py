"""Hold one claim against one rebuilt account: how much of each item it carries; it words nothing.

An item takes what was rebuilt under its own name first. What was rebuilt under a name the claim does not use goes to
the nearest item it does use, so that a claim which lumps interest and penalty together is not cut for its wording.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from fairdue.lending.account import Balances, Book
from fairdue.lending.readings import Computed
from fairdue.lending.unknown import belongs
from fairdue.records.audit import Span
from fairdue.records.debt import ClaimItem, Debt, ItemKind

_NEAREST: Final[Mapping[ItemKind, tuple[ItemKind, ...]]] = {
    "interest": ("late-interest", "compound", "penalty"),
    "late-interest": ("compound", "penalty", "interest"),
    "compound": ("late-interest", "penalty", "interest"),
    "penalty": ("late-interest", "compound", "interest"),
    "total": ("principal", "interest", "late-interest", "compound", "penalty", "fees"),
    "principal": (),
    "fees": (),
    "costs": (),
}


def pool(balances: Balances, fees: int = 0) -> dict[ItemKind, int]:
    """Return what an account carries, by the kinds of item a claim can have."""
    return {
        "principal": balances.principal,
        "interest": balances.interest,
        "late-interest": balances.late_interest,
        "compound": balances.compound,
        "penalty": balances.penalty,
        "fees": fees,
    }


def supported(claim: Sequence[ClaimItem], one: Computed, debt: Debt) -> tuple[Span, ...]:
    """Return how much of each item this reading supports, between its low and its high end."""
    high = _high(claim, one, debt)
    is_one_figure = one.known.is_exact and debt.fees is not None and not is_not_due(one, debt)
    low = _carried(claim, _low_pool(one, debt, claim)) if not is_one_figure else _without_costs(claim, high)
    return tuple(Span(min(first, second), second) for first, second in zip(low, high, strict=True))


def agreed_fees(debt: Debt) -> int | None:
    """Return the fees of the contract not paid yet, None where nobody knows which were agreed."""
    if debt.fees is None:
        return None
    return sum(one.amount or 0 for one in debt.fees if one.taken == "claimed" and belongs(one, debt, True))


def is_not_due(one: Computed, debt: Debt) -> bool:
    """Tell whether part of the principal has not fallen due and nobody is known to have called it in."""
    return (
        one.low is not None
        and debt.terms.accelerated_on is None
        and bool(one.known.low and one.known.low.plan)
        and one.low.overdue < one.low.end.principal
    )


def _low_pool(one: Computed, debt: Debt, claim: Sequence[ClaimItem]) -> dict[ItemKind, int]:
    end = one.low_end
    found = pool(end, _fees(one, one.low, debt, claim, unknown=0))
    if one.low is not None and not one.known.paid_unknown and is_not_due(one, debt):
        found["principal"] = one.low.overdue
    return found


def _high(claim: Sequence[ClaimItem], one: Computed, debt: Debt) -> list[int]:
    end = one.high_end
    if end is None:
        return [item.amount for item in claim]
    claimed_fees = sum(item.amount for item in claim if item.kind == "fees")
    carried = _carried(claim, pool(end, _fees(one, one.high, debt, claim, unknown=claimed_fees)))
    open_ = one.known.open_items
    return [
        item.amount if item.kind == "costs" else max(part, most_of(item, one)) if item.kind in open_ else part
        for item, part in zip(claim, carried, strict=True)
    ]


def most_of(item: ClaimItem, one: Computed) -> int:
    """Return the most an open item can come to: what is claimed, and for charges on top what the line leaves room for."""
    room = one.room(one.high) if item.kind in ("penalty", "compound") else None
    return item.amount if room is None else min(item.amount, room)


def _without_costs(claim: Sequence[ClaimItem], high: Sequence[int]) -> list[int]:
    """Return the low end where everything is known: the high one, but for what a court has yet to lay on someone."""
    return [0 if item.kind == "costs" else part for item, part in zip(claim, high, strict=True)]


def _fees(one: Computed, book: Book | None, debt: Debt, claim: Sequence[ClaimItem], unknown: int) -> int:
    """Return the fees a reading carries: those agreed (or `unknown`), as far as its line leaves room."""
    agreed = agreed_fees(debt)
    found = unknown if agreed is None else agreed
    room = one.room(book) if found else None
    return found if room is None else min(found, room)


def _carried(claim: Sequence[ClaimItem], left: dict[ItemKind, int]) -> list[int]:
    """Deal out what an account carries among the items of a claim, each at most what it claims."""
    dealt = [0] * len(claim)
    named = {item.kind for item in claim}
    for own in (True, False):
        for at, item in enumerate(claim):
            kinds = (item.kind,) if own else tuple(kind for kind in _NEAREST[item.kind] if kind not in named)
            for kind in kinds:
                part = min(item.amount - dealt[at], left.get(kind, 0))
                dealt[at] += part
                if kind in left:
                    left[kind] -= part
    return dealt
