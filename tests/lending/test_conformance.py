"""The book reckons in whole numbers for speed; interest and appropriation are those of the reckoning room, to the fen."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import given, settings

from fairdue.lending.account import Account
from fairdue.lending.book import rebuild
from fairdue.reckoning.accrual import simple_interest
from fairdue.reckoning.appropriation import appropriate
from fairdue.records.audit import LedgerRow
from fairdue.records.money import DayCount, Owed
from tests.lending.test_book import accounts


def owed_before(row: LedgerRow) -> list[Owed]:
    """List what was owed when a payment came: what is left after it and what it paid."""
    parts = (
        ("interest", row.interest_due + row.to_interest),
        ("late-interest", row.late_interest_due + row.to_late_interest),
        ("compound-interest", row.compound_due + row.to_compound),
        ("principal", row.principal + row.to_principal),
        ("penalty", row.penalty_due + row.to_penalty),
    )
    return [Owed("debt", kind, amount, row.on) for kind, amount in parts if amount]  # type: ignore[arg-type]


@given(accounts())
@settings(max_examples=60, deadline=None)
def test_interest_is_that_of_the_reckoning_room(account: Account) -> None:
    """Simple interest on a row's principal, at its rate, for its days."""
    count: DayCount = "actual/360" if account.basis == 360 else "actual/365"
    for row in rebuild(account).rows:
        begins = row.on - timedelta(days=row.days)
        for base, rate, interest in (
            (row.base, row.rate, row.interest),
            (row.late_base, row.late_rate, row.late_interest),
        ):
            wanted = simple_interest(base, rate, begins, row.on, count) if base and rate else 0
            assert interest == wanted, (row, wanted)


@given(accounts())
@settings(max_examples=100, deadline=None)
def test_payments_go_where_the_reckoning_room_sends_them(account: Account) -> None:
    """Interest of every kind first, then principal, then what the statute does not name; the rest is surplus."""
    if account.principal_first:
        return
    for row, inflow in zip(
        [row for row in rebuild(account).rows if row.kind == "payment"],
        sorted(account.inflows, key=lambda one: one.on),
        strict=False,
    ):
        if inflow.to_principal or row.on != inflow.on:
            continue  # agreed otherwise, or an instalment paid a few days early
        outcome = appropriate(row.paid, owed_before(row), row.on)
        went = dict.fromkeys(("principal", "penalty"), 0)
        interest = 0
        for one in outcome.applied:
            if one.kind in went:
                went[one.kind] += one.amount
            else:
                interest += one.amount
        assert interest == row.to_interest + row.to_late_interest + row.to_compound
        assert (went["principal"], went["penalty"]) == (row.to_principal, row.to_penalty)
        assert outcome.surplus == row.surplus
