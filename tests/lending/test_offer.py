"""An offer read before signing: its cost is the flows', its signs are those of its words, the lender the registry's."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fairdue.app.contracts.audit import offer_json
from fairdue.app.wiring import the_pack
from fairdue.lending.offer import read_offer
from fairdue.records.audit import Span
from fairdue.records.debt import LENDER_KINDS, LoanOffer, OfferFee

PACK = the_pack()
PLAIN = LoanOffer(
    id="plain",
    on=date(2026, 9, 1),
    lender="招商银行",
    amount=1_000_000,
    received=1_000_000,
    instalment=88_849,
    months=12,
    quoted_rate=Decimal("0.12"),
    quoted_per="year",
)


def signs(offer: LoanOffer) -> list[str]:
    """Name the signs of an offer."""
    return [one.id for one in read_offer(offer, PACK).signs]


def test_a_plain_offer_of_a_bank_has_no_sign() -> None:
    """Twelve payments of 888.49 for 10,000 are twelve percent a year, as quoted; the bank is known."""
    found = read_offer(PLAIN, PACK)
    assert signs(PLAIN) == [] and found.missing == ()
    assert "银行" in found.licence
    # equal payments at 1 % a month: 10000 × 1 % ÷ (1 − 1.01^−12) = 888.49
    nominal = found.costs[0].nominal_percent
    assert nominal is not None and abs(nominal - 12) < Decimal("0.15")
    assert (found.repaid, found.cost) == (Span(1_066_188, 1_066_188), Span(66_188, 66_188))


def test_what_an_offer_does_not_tell_is_not_nothing() -> None:
    """Without the instalment nobody knows what is paid back; without a sum nobody knows what arrives."""
    for left_out, known in (({"instalment": None}, (True, False)), ({"received": None, "amount": None}, (False, True))):
        found = read_offer(replace(PLAIN, **left_out), PACK)  # type: ignore[arg-type]
        assert (found.received is not None, found.repaid is not None, found.cost) == (*known, None)
        told = offer_json(found)
        assert (told["received"] is not None, told["repaid"] is not None, told["cost"]) == (*known, None)


# a change to the plain offer → the signs it must show
CHANGES: tuple[tuple[dict[str, object], set[str]], ...] = (
    ({"received": 900_000}, {"deducted", "above-quoted", "above-cap"}),
    ({"quoted_rate": Decimal("0.0003"), "quoted_per": "day"}, {"not-yearly"}),
    ({"quoted_rate": Decimal("0.06")}, {"above-quoted"}),
    ({"pay_before": 30_000}, {"pay-before"}),
    ({"to_private_account": True}, {"private-account"}),
    ({"lender": "谁也没听过的贷款公司"}, {"not-in-registry"}),
    ({"lender": ""}, {"not-in-registry"}),
    ({"fees": (OfferFee("membership", "会员费", 29_900, optional=False),)}, {"membership", "above-quoted"}),
    ({"instalment": 100_000}, {"above-quoted", "above-cap"}),
)


@pytest.mark.parametrize(("change", "wanted"), CHANGES, ids=lambda value: ",".join(sorted(value)))
def test_signs_follow_from_the_words(change: dict[str, object], wanted: set[str]) -> None:
    """Each thing to beware of is said, and nothing that is not there."""
    assert wanted <= set(signs(replace(PLAIN, **change)))  # type: ignore[arg-type]
    assert not {"pay-before", "private-account"} & (set(signs(replace(PLAIN, **change))) - wanted)  # type: ignore[arg-type]


def test_a_fee_one_may_refuse_gives_two_costs() -> None:
    """Without it and with it, and the range of what is repaid."""
    offer = replace(PLAIN, fees=(OfferFee("insurance", "保险费", 20_000, optional=True),))
    found = read_offer(offer, PACK)
    assert [one.fees_counted for one in found.costs] == [False, True]
    assert found.repaid == Span(1_066_188, 1_086_188)
    first, second = (one.nominal_percent for one in found.costs)
    assert first is not None and second is not None and first < second


def test_what_the_offer_leaves_out_is_asked_for() -> None:
    """An offer with nothing but a sum names what to ask, and no cost is made up."""
    found = read_offer(LoanOffer("bare", date(2026, 9, 1), amount=500_000), PACK)
    assert found.costs == () and len(found.missing) >= 4
    assert "明示表" in found.asks[0].words


def test_a_rate_not_confirmed_is_named_not_guessed() -> None:
    """For a private lender in a month without a confirmed LPR the comparison is left out and the remedy told."""
    found = read_offer(replace(PLAIN, on=date(2026, 11, 1), lender="王某", lender_kind="private"), PACK)
    assert found.caps == ()
    assert any("LPR" in one.what and "lpr-1y" in one.would_settle for one in found.missing)


OFFERS = st.builds(
    LoanOffer,
    id=st.just("any"),
    on=st.integers(0, 2500).map(lambda days: date(2020, 1, 1) + timedelta(days=days)),
    lender=st.sampled_from(["", "招商银行", "某某"]),
    lender_kind=st.one_of(st.none(), st.sampled_from(LENDER_KINDS)),
    amount=st.one_of(st.none(), st.integers(1, 10_000_000)),
    received=st.one_of(st.none(), st.integers(1, 10_000_000)),
    instalment=st.one_of(st.none(), st.integers(1, 10_000_000)),
    months=st.one_of(st.none(), st.integers(1, 60)),
    fees=st.lists(
        st.builds(
            OfferFee,
            kind=st.sampled_from(["service", "membership", "guarantee"]),
            amount=st.one_of(st.none(), st.integers(1, 1_000_000)),
            taken=st.sampled_from(["deducted", "paid"]),
            each_instalment=st.booleans(),
            optional=st.one_of(st.none(), st.booleans()),
        ),
        max_size=3,
    ).map(tuple),
    quoted_rate=st.one_of(st.none(), st.sampled_from([Decimal("0.0005"), Decimal("0.24")])),
    quoted_per=st.sampled_from(["day", "month", "year", None]),
)


@given(OFFERS)
@settings(max_examples=100, deadline=None)
def test_any_offer_is_read(offer: LoanOffer) -> None:
    """Whatever is left out or odd, an offer is read, becomes JSON, and its range is a range."""
    found = read_offer(offer, PACK)
    assert offer_json(found)["schema"] == "fairdue.offer/1"
    assert found.repaid is None or found.repaid.low <= found.repaid.high
    assert found.received is None or found.received.low >= 0
