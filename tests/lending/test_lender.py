"""The registry fills in what kind a lender is where nobody said, and never overrules who did."""

from __future__ import annotations

from datetime import date

import pytest

from fairdue.app.wiring import the_pack
from fairdue.lending.lender import Lenders
from fairdue.records.debt import Debt, LenderKind

LENDERS = Lenders(the_pack())

# name, kind stated → kind reckoned with, part of what is said
KNOWN: tuple[tuple[str, LenderKind | None, LenderKind | None, str], ...] = (
    ("招商银行", None, "bank", "按这一类算"),
    ("招商银行", "bank", "bank", ""),
    ("招商银行", "private", "private", "和你写的不同"),
    ("谁也没听过的公司", None, None, "名录里没有"),
    ("谁也没听过的公司", "microloan", "microloan", "名录里没有"),
    ("", None, None, ""),
)


@pytest.mark.parametrize(("name", "stated", "kind", "said"), KNOWN)
def test_the_kind_of_a_lender(name: str, stated: LenderKind | None, kind: LenderKind | None, said: str) -> None:
    """Stated stands; the registry fills a gap and says so; an unknown name is told with what to look at."""
    debt, notes = LENDERS.completed(Debt("d", date(2026, 1, 1), lender=name, lender_kind=stated))
    assert debt.lender_kind == kind
    assert all(said in note for note in notes) and bool(notes) == bool(said)
