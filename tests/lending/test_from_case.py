"""A case completes a debt: its payments, what reached the debtor and what he promised; what is stated stands."""

from __future__ import annotations

from datetime import date

from fairdue.lending.from_case import completed_from
from fairdue.records.case import Agreement, Case, CaseFile, Contact, DebtRef, Offer
from fairdue.records.case import Payment as CasePayment
from fairdue.records.debt import Debt, Event, Payment

REF = DebtRef(id="d1", lender="某消费金融", holder="某资产管理")
FILE = CaseFile(
    case=Case("c", "我的事", date(2026, 1, 1)),
    debts=(REF,),
    entries=(
        Contact(on=date(2026, 2, 1), channel="sms", evidence=("E0001",)),
        Contact(on=date(2026, 2, 2), channel="call", connected=False),
        Contact(on=date(2026, 2, 3), channel="call", direction="sent"),
        CasePayment(on=date(2026, 3, 1), amount_fen=50_000, payee="某消费金融", words="转账"),
        Agreement(on=date(2026, 4, 1), agreed_on="hours"),
        Agreement(on=date(2026, 4, 2), agreed_on="instalments"),
        Offer(on=date(2026, 5, 1), direction="sent", amount_fen=1_000),
        CasePayment(on=date(2027, 1, 1), amount_fen=1),
    ),
)
DEBT = Debt("d", date(2026, 6, 30))


def test_a_case_completes_what_a_debt_leaves_open() -> None:
    """Lender, payments up to the day, contacts that arrived with their proof, promises; other agreements say nothing."""
    found = completed_from(FILE, REF, DEBT)
    assert (found.lender, found.holder) == ("某消费金融", "某资产管理")
    assert found.payments == (Payment(date(2026, 3, 1), 50_000, "某消费金融", note="转账"),)
    assert found.events == (
        Event(date(2026, 2, 1), "demand", reached=True, proof="E0001"),
        Event(date(2026, 2, 2), "demand", reached=False),
        Event(date(2026, 4, 2), "promise"),
        Event(date(2026, 5, 1), "promise"),
    )


def test_what_a_debt_states_stands() -> None:
    """Payments written in the file are not doubled by those of the case."""
    stated = Debt("d", date(2026, 6, 30), lender="王某", payments=())
    found = completed_from(FILE, REF, stated)
    assert (found.lender, found.payments) == ("王某", ())


def test_rows_of_another_debt_are_left_alone() -> None:
    """In a case of several debts only rows that name this one count."""
    other = DebtRef(id="d2", lender="别家")
    several = CaseFile(FILE.case, debts=(REF, other), entries=FILE.entries)
    assert completed_from(several, other, DEBT).events == ()
