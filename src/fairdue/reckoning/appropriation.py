"""What a payment goes to: within one debt by kind, among several debts by rank; it decides no dispute.

Unless the parties agreed otherwise a payment that does not cover everything goes to the costs of enforcing the claim,
then to interest, then to principal (Civil Code, art. 561). Among several debts the payer may say which one he pays;
where he does not, what is due comes before what is not, the less secured before the better secured, the heavier
burden before the lighter, the earlier due before the later, and equals share in proportion (art. 560).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Final

from fairdue.kernel.money import Fen, share_out
from fairdue.records.money import Applied, ItemKind, Owed

# One rank after the other; kinds of one rank are paid by the day they fell due.
Order = tuple[tuple[ItemKind, ...], ...]
# The statute names costs, interest and principal. What it does not name is paid last unless a contract says otherwise.
STATUTORY_ORDER: Final[Order] = (
    ("cost",),
    ("interest", "late-interest", "compound-interest"),
    ("principal",),
    ("penalty", "fee"),
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a payment went to, what is still owed, and what was paid too much (to be refunded or credited)."""

    applied: tuple[Applied, ...]
    left: tuple[Owed, ...]
    surplus: Fen


def appropriate(
    payment: Fen,
    owed: Sequence[Owed],
    paid_on: date,
    order: Order = STATUTORY_ORDER,
    designated: Sequence[str] = (),
) -> Outcome:
    """Apply a payment to everything owed; `designated` names debts the payer chose, first first.

    Every fen goes somewhere: applied + surplus = payment. Raises ValueError for a negative payment.
    """
    if payment < 0:
        raise ValueError("a payment is not negative; a refund is a claim of its own")
    remaining = {at: item.amount for at, item in enumerate(owed)}
    applied: list[Applied] = []
    money = payment
    for rank in _ranks(owed, paid_on, designated):
        due = [sum(remaining[at] for at in group) for group in rank]
        shares = due if sum(due) <= money else share_out(money, due)
        for group, share in zip(rank, shares, strict=True):
            applied.extend(_pay(share, group, owed, remaining, order))
            money -= share
        if not money:
            break
    left = tuple(replace(item, amount=remaining[at]) for at, item in enumerate(owed) if remaining[at])
    return Outcome(tuple(applied), left, money)


def _ranks(owed: Sequence[Owed], paid_on: date, designated: Sequence[str]) -> Iterator[list[list[int]]]:
    """Yield groups of items (one debt, due or not yet) that share a rank, most pressing first."""
    groups: dict[tuple[str, bool], list[int]] = {}
    for at, item in enumerate(owed):
        groups.setdefault((item.debt, item.due_on > paid_on), []).append(at)

    def rank_of(key: tuple[str, bool]) -> tuple[int, bool, int, Decimal, date]:
        debt, is_later = key
        items = [owed[at] for at in groups[key]]
        chosen = designated.index(debt) if debt in designated else len(designated)
        burden = max(item.burden for item in items)
        return chosen, is_later, min(item.security for item in items), -burden, min(item.due_on for item in items)

    ranked: dict[tuple[int, bool, int, Decimal, date], list[list[int]]] = {}
    for key in sorted(groups, key=lambda key: (rank_of(key), key)):
        ranked.setdefault(rank_of(key), []).append(groups[key])
    yield from ranked.values()


def _pay(
    money: Fen, group: Sequence[int], owed: Sequence[Owed], remaining: dict[int, Fen], order: Order
) -> Iterator[Applied]:
    """Pay the items of one debt in the order of their kinds, the earliest due first."""
    places = {kind: place for place, kinds in enumerate(order) for kind in kinds}
    for at in sorted(group, key=lambda at: (places.get(owed[at].kind, len(order)), owed[at].due_on, at)):
        part = min(money, remaining[at])
        if part:
            remaining[at] -= part
            money -= part
            yield Applied(owed[at].debt, owed[at].kind, owed[at].due_on, part)
