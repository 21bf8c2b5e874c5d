"""Any debt a person can write down is answered or refused in words: nothing else ever comes out."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from fairdue.app.contracts.audit import audit_json, limitation_json
from fairdue.app.wiring import the_pack
from fairdue.kernel.errors import NoValue
from fairdue.lending.audit import audit
from fairdue.lending.limitation import limitation
from fairdue.records.debt import (
    EVENT_KINDS,
    ITEM_KINDS,
    LENDER_KINDS,
    ClaimItem,
    Debt,
    Disbursement,
    Event,
    Fee,
    Guarantee,
    Instalment,
    Judgment,
    Payment,
    Terms,
)
from tests.lending.test_audit import assert_reconciled

PACK = the_pack()
DAYS = st.integers(0, 5000).map(lambda days: date(2014, 1, 1) + timedelta(days=days))
MONEY = st.integers(1, 50_000_000)
RATES = st.sampled_from([Decimal(text) for text in ("0", "0.04", "0.154", "0.24", "0.36", "1.2")])


def maybe(some: st.SearchStrategy[object]) -> st.SearchStrategy[object]:
    """Draw something, or nothing where it is not known."""
    return st.one_of(st.none(), some)


def several(some: st.SearchStrategy[object], most: int = 4) -> st.SearchStrategy[object]:
    """Draw a few of something, or nothing where it is not known."""
    return maybe(st.lists(some, max_size=most).map(tuple))


TERMS = st.builds(
    Terms,
    principal=maybe(MONEY),
    annual_rate=maybe(RATES),
    rate_agreed=maybe(st.booleans()),
    late_rate=maybe(RATES),
    late_markup=maybe(RATES),
    penalty_rate=maybe(RATES),
    compound=maybe(st.booleans()),
    repayment=maybe(st.sampled_from(["equal-payment", "equal-principal", "flat-fee", "interest-only", "bullet"])),
    months=maybe(st.integers(1, 40)),
    first_due=maybe(DAYS),
    due_on=maybe(DAYS),
    instalments=st.lists(st.builds(Instalment, DAYS, MONEY, MONEY), max_size=5).map(tuple),
    accelerated_on=maybe(DAYS),
    day_basis=st.sampled_from([360, 365]),
    order=st.sampled_from([(), ("principal",)]),
)
FEES = st.builds(
    Fee,
    kind=st.sampled_from(["service", "guarantee", "interest-upfront", "other"]),
    amount=maybe(MONEY),
    taken=st.sampled_from(["deducted", "paid", "claimed"]),
    on=maybe(DAYS),
    payee=st.sampled_from(["", "某机构", "某平台"]),
    counted=st.sampled_from(["yes", "no", "both"]),
)
EVENTS = st.builds(Event, DAYS, st.sampled_from(EVENT_KINDS), maybe(DAYS), maybe(st.booleans()))
DEBTS = st.builds(
    Debt,
    id=st.just("any"),
    as_of=DAYS,
    lender=st.just("某机构"),
    lender_kind=maybe(st.sampled_from(LENDER_KINDS)),
    product=st.sampled_from(["loan", "credit-card"]),
    contract_on=maybe(DAYS),
    filed_on=maybe(DAYS),
    terms=TERMS,
    disbursements=several(st.builds(Disbursement, DAYS, MONEY), 2),
    payments=several(st.builds(Payment, DAYS, MONEY)),
    fees=several(FEES, 2),
    claim=st.lists(st.builds(ClaimItem, st.sampled_from(ITEM_KINDS), MONEY), max_size=5).map(tuple),
    events=st.lists(EVENTS, max_size=4).map(tuple),
    guarantees=st.lists(st.builds(Guarantee, kind=maybe(st.sampled_from(["general", "joint"]))), max_size=1).map(tuple),
    judgment=maybe(st.builds(Judgment, maybe(DAYS), maybe(DAYS), maybe(DAYS))),
)


@given(DEBTS)
@settings(max_examples=150, deadline=None)
def test_any_debt_is_answered_or_refused_in_words(debt: Debt) -> None:
    """Every answer reconciles and becomes JSON; the only refusal is a rate that is not known on its day."""
    try:
        found = audit(debt, PACK)
    except NoValue:
        return
    assert_reconciled(found)
    assert audit_json(found)["schema"] == "fairdue.audit/1"


@given(DEBTS)
@settings(max_examples=150, deadline=None)
def test_any_debt_has_its_periods(debt: Debt) -> None:
    """Limitation never refuses: it says the day, a pair of days, or what is missing."""
    found = limitation(debt, PACK)
    assert limitation_json(found)["periods"]
    for period in found.periods:
        assert period.because and (period.state == "cannot-tell") >= (period.ends_on is None and bool(period.missing))
