"""An audit reconciles to the fen, speaks of ranges where something is unknown, and cites what is in force."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fairdue.app.contracts.audit import audit_json
from fairdue.app.wiring import the_pack
from fairdue.kernel.errors import NoValue
from fairdue.law.lookup import in_force
from fairdue.lending.audit import audit, claim_items
from fairdue.lending.facts import facts_of_audit
from fairdue.records.audit import Audit, AuditLine, Span
from fairdue.records.debt import (
    ITEM_KINDS,
    ClaimItem,
    Debt,
    Disbursement,
    Fee,
    ItemKind,
    LenderKind,
    Payment,
    Terms,
)
from fairdue.records.law import Citation

PACK = the_pack()
BEGINS = date(2023, 3, 5)
WHOLE = Debt(
    id="whole",
    as_of=date(2025, 3, 5),
    lender="某机构",
    lender_kind="consumer-finance",
    contract_on=BEGINS,
    terms=Terms(
        principal=1_200_000,
        annual_rate=Decimal("0.24"),
        late_markup=Decimal("0.5"),
        penalty_rate=Decimal("0.05"),
        compound=False,
        repayment="equal-payment",
        months=12,
        first_due=date(2023, 4, 5),
    ),
    disbursements=(Disbursement(BEGINS, 1_140_000),),
    payments=tuple(Payment(date(2023, month, 5), 113_472) for month in range(4, 9)),
    fees=(
        Fee("service", "服务费", 60_000, "deducted", BEGINS, "某平台"),
        Fee("guarantee", "担保费", 36_000, "paid", BEGINS, "某担保"),
        Fee("other", "管理费", 20_000, "claimed"),
    ),
    claim=(
        ClaimItem("principal", 800_000),
        ClaimItem("interest", 90_000),
        ClaimItem("late-interest", 400_000),
        ClaimItem("penalty", 90_000),
        ClaimItem("fees", 50_000),
        ClaimItem("costs", 200_000),
    ),
)
KINDS: tuple[LenderKind | None, ...] = ("private", "unlicensed", "bank", "microloan", "platform", "assignee", None)


def assert_reconciled(found: Audit) -> None:
    """Every line and the whole: claimed = supported + difference at both ends, nothing negative, nothing above claimed."""
    listed: tuple[AuditLine | Audit, ...] = (*found.lines, found)
    for one in listed:
        assert one.supported.low + one.difference.high == one.claimed
        assert one.supported.high + one.difference.low == one.claimed
        assert 0 <= one.supported.low <= one.supported.high <= one.claimed
    assert sum(line.claimed for line in found.lines) == found.claimed


def citations(found: Audit) -> set[Citation]:
    """Collect everything an audit cites."""
    groups = [line.citations for line in found.lines] + [one.citations for one in found.readings]
    groups += [one.citations for one in found.caps] + [one.citations for one in found.asks]
    return {one for group in groups for one in group}


@given(
    st.lists(st.builds(ClaimItem, st.sampled_from(ITEM_KINDS), st.integers(1, 2_000_000)), max_size=8),
    st.sampled_from(KINDS),
)
@settings(max_examples=60, deadline=None)
def test_any_claim_reconciles(claim: list[ClaimItem], kind: LenderKind | None) -> None:
    """Whatever is claimed of whomever, the lines add up to the fen."""
    assert_reconciled(audit(replace(WHOLE, claim=tuple(claim), lender_kind=kind), PACK))


UNKNOWN = {
    "lender_kind": {"lender_kind": None},
    "contract_on": {"contract_on": None},
    "disbursements": {"disbursements": None},
    "payments": {"payments": None},
    "fees": {"fees": None},
    "rate": {"terms": replace(WHOLE.terms, annual_rate=None)},
    "late": {"terms": replace(WHOLE.terms, late_markup=None)},
    "penalty": {"terms": replace(WHOLE.terms, penalty_rate=None)},
    "plan": {"terms": replace(WHOLE.terms, months=None, repayment=None, first_due=None)},
    "principal": {"terms": replace(WHOLE.terms, principal=None)},
    "everything": {
        "lender_kind": None, "contract_on": None, "disbursements": None, "payments": None, "fees": None,
        "terms": Terms(),
    },
}  # fmt: skip


@pytest.mark.parametrize("name", UNKNOWN)
def test_unknown_is_allowed_everywhere(name: str) -> None:
    """A debt with something unknown is still audited, reconciles, and says which record would settle it."""
    found = audit(replace(WHOLE, **UNKNOWN[name]), PACK)  # type: ignore[arg-type]
    assert_reconciled(found)
    assert name == "principal" or found.missing


def test_a_rate_nobody_added_stops_only_whom_it_must() -> None:
    """A private loan of an unconfirmed month is refused; where the kind is not known the other readings still answer."""
    new = replace(
        WHOLE,
        as_of=date(2026, 11, 20),
        contract_on=date(2026, 11, 1),
        disbursements=(Disbursement(date(2026, 11, 1), 100_000),),
        payments=(),
        fees=(),
        terms=Terms(annual_rate=Decimal("0.2")),
    )
    with pytest.raises(NoValue):
        audit(replace(new, lender_kind="private"), PACK)
    found = audit(replace(new, lender_kind=None), PACK)
    assert {one.id for one in found.readings} == {"licensed-contract", "licensed-24-whole", "licensed-24-unpaid"}
    assert any("lpr-1y" in one.would_settle for one in found.missing)


def test_without_an_account_nothing_is_said_to_be_nothing() -> None:
    """Where no account can be rebuilt, what is owed lies between nothing and what is claimed, and is not called zero."""
    found = audit(replace(WHOLE, **UNKNOWN["everything"], claim=(ClaimItem("total", 2_341_877),)), PACK)  # type: ignore[arg-type]
    assert found.rebuilt == Span(0, 2_341_877)
    assert {one.owed for one in found.readings} <= {Span(0, 2_341_877)}


def test_where_nothing_is_known_nothing_is_claimed_to_be() -> None:
    """Without an account and without a claim there is no figure at all, nor a zero in its place."""
    found = audit(replace(WHOLE, **UNKNOWN["everything"], claim=()), PACK)  # type: ignore[arg-type]
    assert found.rebuilt is None and {one.owed for one in found.readings} == {None}
    assert audit_json(found)["rebuilt"] is None
    assert "debt.rebuilt-low-fen" not in {one.key for one in facts_of_audit(found)}


def test_a_day_before_the_pack_names_the_law_that_is_missing() -> None:
    """A loan of 1989 claimed in 1990 has no reading; what is missing is the law of that day, not the user's records."""
    lent = (Disbursement(date(1989, 5, 1), 100_000),)
    old = replace(
        WHOLE,
        lender_kind="private",
        contract_on=lent[0].on,
        as_of=date(1990, 1, 1),
        payments=(),
        fees=(),
        disbursements=lent,
        terms=Terms(annual_rate=Decimal("0.2")),
    )
    found = audit(old, PACK)
    assert found.readings == () and any("那天的规定" in one.what for one in found.missing)
    assert all("没法重算" in one.because for one in found.lines)


@pytest.mark.parametrize("name", ["payments", "late", "penalty", "disbursements"])
def test_what_is_unknown_widens_the_range_around_the_truth(name: str) -> None:
    """The range given while something is unknown holds the figure that comes out once it is known."""
    known = audit(WHOLE, PACK).supported
    unknown = audit(replace(WHOLE, **UNKNOWN[name]), PACK).supported  # type: ignore[arg-type]
    assert unknown.low <= known.low and known.high <= unknown.high


@pytest.mark.parametrize("kind", KINDS, ids=str)
def test_every_citation_is_in_force_and_citable(kind: LenderKind | None) -> None:
    """Whatever is cited was in force on the day it is cited for and may be cited."""
    cited = citations(audit(replace(WHOLE, lender_kind=kind), PACK))
    assert cited
    for one in cited:
        assert in_force(PACK.provisions[one.provision], one.in_force_on)
        assert PACK.provisions[one.provision].citable != "no"


@pytest.mark.parametrize("kind", KINDS, ids=str)
def test_every_yuan_paid_went_somewhere(kind: LenderKind | None) -> None:
    """Where the money went adds up to what was paid, fees among it."""
    found = audit(replace(WHOLE, lender_kind=kind), PACK)
    assert sum(amount for _, amount in found.where_money_went) == 5 * 113_472 + 36_000


def test_the_account_of_the_main_reading_is_the_one_shown() -> None:
    """The rows handed to the printer are those of the main reading, and end where that reading does."""
    found = audit(WHOLE, PACK)
    main = next(one for one in found.readings if one.main)
    last = found.ledger[-1]
    owed = last.principal + last.interest_due + last.late_interest_due + last.compound_due + last.penalty_due
    assert main.owed is not None and (main.id, owed) == ("licensed-contract", main.owed.high)


def test_an_open_penalty_widens_what_is_owed_by_the_penalty_alone() -> None:
    """A penalty nobody knows the terms of adds what is claimed of it, not everything else that is claimed."""
    known, unknown = (audit(debt, PACK) for debt in (WHOLE, replace(WHOLE, **UNKNOWN["penalty"])))  # type: ignore[arg-type]
    before, after = ({one.id: one.owed.high for one in found.readings if one.owed} for found in (known, unknown))
    assert all(after[id] <= before[id] + 90_000 for id in before)


def test_a_line_lists_readings_only_where_they_differ() -> None:
    """Costs of pursuit are the same whatever the law on interest says; late interest is not."""
    lines = {line.item: line for line in audit(WHOLE, PACK).lines}
    assert lines["costs"].readings == () and len(lines["late-interest"].readings) > 2


# what is claimed → the items audited: a total beside items stands for what they leave unexplained
TOTALS: tuple[tuple[tuple[tuple[ItemKind, int], ...], tuple[tuple[ItemKind, int], ...]], ...] = (
    ((("total", 100),), (("total", 100),)),
    ((("principal", 70), ("total", 100)), (("principal", 70), ("total", 30))),
    ((("principal", 70), ("interest", 30), ("total", 100)), (("principal", 70), ("interest", 30))),
    ((("principal", 170), ("total", 100)), (("principal", 170),)),
)


@pytest.mark.parametrize(("claimed", "items"), TOTALS, ids=str)
def test_a_total_beside_items_is_what_they_leave(
    claimed: tuple[tuple[ItemKind, int], ...], items: tuple[tuple[ItemKind, int], ...]
) -> None:
    """Nothing is counted twice."""
    debt = replace(WHOLE, claim=tuple(ClaimItem(kind, amount) for kind, amount in claimed))
    assert tuple((one.kind, one.amount) for one in claim_items(debt)) == items


def test_a_claim_that_lumps_its_charges_is_not_cut_for_its_words() -> None:
    """Interest and late interest claimed as one item are supported as far as both together."""
    apart = audit(WHOLE, PACK)
    lumped = replace(WHOLE, claim=(ClaimItem("principal", 800_000), ClaimItem("interest", 580_000)))
    by_item = {line.item: line.supported for line in apart.lines}
    together = next(line.supported for line in audit(lumped, PACK).lines if line.item == "interest")
    assert together.high == sum(by_item[item].high for item in ("interest", "late-interest", "penalty"))


def test_words_never_promise() -> None:
    """No sentence of an audit promises an outcome, shouts, or insults."""
    for kind in KINDS:
        found = audit(replace(WHOLE, lender_kind=kind), PACK)
        said = [line.because + line.ask for line in found.lines] + list(found.notes) + [one.words for one in found.asks]
        said += [one.because for one in found.readings]
        for words in said:
            assert not any(word in words for word in ("一定能", "放心", "保证能", "赖", "！", "!"))


def test_records_leave_nothing_blank() -> None:
    """Every line says why, names its item and shows a formula."""
    for line in audit(WHOLE, PACK).lines:
        blank = [one.name for one in fields(line) if getattr(line, one.name) == "" and one.name not in ("ask",)]
        assert blank == []
