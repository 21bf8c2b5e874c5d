"""An optimiser's offer priced: kept, broken, how sure one must be, what the fee would pay; figures as people write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fairdue.app.price_optimiser import FIELDS, price_optimiser
from fairdue.app.reading.optimiser import priced_words
from fairdue.guidance.optimiser import OptimiserOffer, priced
from fairdue.kernel.errors import UnusableFigure

WHERE = {name: name for name in FIELDS}


@pytest.mark.parametrize(
    ("typed", "kept", "needed", "instalments"),
    [
        # 8% of 50,000 = 4,000; 20,000 − 4,000 = 16,000; 4,000 / 20,000 = 20%; 4,000 / 800 = 5
        ({"debt": "5万", "fee": "8%", "promised": "20000", "instalment": "800"}, 1_600_000, 20, 5),
        # the fee is the whole of what is promised: nothing saved, and it must never fail
        ({"debt": "10000", "fee": "3000", "promised": "30%"}, 0, 100, None),
        # asked more than promised: no chance is enough
        ({"debt": "10000", "fee": "3000", "promised": "1000"}, -200_000, None, None),
        # nothing promised
        ({"debt": "10000", "fee": "1980"}, -198_000, None, None),
        # promised more than is owed counts as the whole debt
        ({"debt": "10000", "fee": "５％", "promised": "99999"}, 950_000, 5, None),
    ],
)
def test_an_offer_is_priced(typed: dict[str, str], kept: int, needed: int | None, instalments: int | None) -> None:
    """The sum stands in the comment of each row; the debt itself never shrinks by paying a fee."""
    found = price_optimiser(typed, WHERE)
    assert (found.kept, found.needed, found.instalments) == (kept, needed, instalments)
    assert found.broken == found.offer.fee


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"debt": "", "fee": "8%"}, "debt"),
        ({"debt": "很多", "fee": "8%"}, "debt"),
        ({"debt": "10000", "fee": ""}, "fee"),
        ({"debt": "10000", "fee": "八成"}, "fee"),
        ({"debt": "10000", "fee": "0%"}, "fee"),
        ({"debt": "10000", "fee": "-3%"}, "fee"),
        ({"debt": "10000", "fee": "120%"}, "fee"),
        ({"debt": "10000", "fee": "nan%"}, "fee"),
        ({"debt": "10000", "fee": "5%", "promised": "x"}, "promised"),
        ({"debt": "10000", "fee": "5%", "instalment": "0"}, "instalment"),
    ],
)
def test_a_figure_that_is_none_is_named_by_its_field(typed: dict[str, str], field: str) -> None:
    """The field is said, so that a form or an option can be mended."""
    with pytest.raises(UnusableFigure) as refused:
        price_optimiser(typed, WHERE)
    assert refused.value.values["where"] == field


@given(st.integers(1, 10**9), st.integers(1, 10**9), st.integers(0, 10**9))
def test_a_dearer_fee_is_never_better(debt: int, fee: int, promised: int) -> None:
    """One fen more asked saves one fen less, loses one fen more, and never needs less luck."""
    one = priced(OptimiserOffer(debt, fee, promised))
    other = priced(OptimiserOffer(debt, fee + 1, promised))
    assert other.kept == one.kept - 1 and other.broken == one.broken + 1
    assert one.needed is None or other.needed is None or other.needed >= one.needed
    assert one.needed is None or 0 < one.needed <= 100


@pytest.mark.parametrize(
    ("promised", "words"), [("20000", "一共省"), ("1000", "还要倒贴"), ("3000", "也没有省"), ("", "说不清")]
)
def test_the_sentences_say_what_is_lost_and_that_one_may_ask_oneself(promised: str, words: str) -> None:
    """Always what is lost where it fails, always that the lender can be asked free of charge."""
    found = price_optimiser({"debt": "50000", "fee": "3000", "promised": promised}, WHERE)
    told = "".join(priced_words(found, str))
    assert words in told and "债一分不少" in told and "自己免费找放款机构谈" in told
