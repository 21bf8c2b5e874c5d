"""Schedules after something happened: called in, prepaid, a card paid by its minimum."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from fairdue.kernel.errors import UnusableFigure
from fairdue.kernel.months import MONTH, series
from fairdue.reckoning.changes import accelerate, accrued_interest, minimum_payments, prepay, remaining_principal
from fairdue.reckoning.schedules import make_schedule
from fairdue.records.money import CardTerms, LoanTerms

LOAN = LoanTerms(
    "equal-principal", 1200000, Decimal("0.365"), date(2026, 1, 10), tuple(series(date(2026, 2, 10), MONTH, 12))
)


def test_a_loan_called_in_owes_its_principal_and_the_interest_so_far() -> None:
    """After two instalments 10,000 are left; twenty days later 10000 · 36.5 % · 20/365 = 200 are due with them."""
    schedule = make_schedule(LOAN)
    on = date(2026, 3, 30)
    assert (remaining_principal(schedule, on), accrued_interest(schedule, on)) == (1000000, 20000)
    final = accelerate(schedule, on).rows[-1]
    assert (final.number, final.due, final.payment, final.principal, final.interest) == (3, on, 1020000, 1000000, 20000)


def test_a_loan_already_repaid_is_not_called_in() -> None:
    """After the last instalment nothing changes."""
    schedule = make_schedule(LOAN)
    assert accelerate(schedule, date(2027, 6, 1)) == schedule


def test_a_prepayment_pays_its_own_interest_and_lowers_the_rest() -> None:
    """5,000 paid twenty days after the second instalment: 100 interest with it, 500 instead of 1,000 principal after."""
    rows = prepay(LOAN, date(2026, 3, 30), 500000).rows
    assert (rows[2].payment, rows[2].principal, rows[2].interest) == (510000, 500000, 10000)
    assert [row.principal for row in rows[3:]] == [50000] * 10 and rows[-1].balance == 0


def test_a_prepayment_may_shorten_the_loan_instead() -> None:
    """With the old payment kept, the loan ends sooner and still repays exactly."""
    equal = LoanTerms("equal-payment", 1200000, Decimal("0.24"), LOAN.begins_on, LOAN.dues)
    rows = prepay(equal, date(2026, 3, 30), 500000, keep="payment").rows
    assert len(rows) < 13 and sum(row.principal for row in rows) == 1200000 and rows[-1].balance == 0


@settings(max_examples=50, deadline=None)
@given(some.integers(1, 1200000), some.dates(date(2026, 1, 10), date(2027, 1, 9)), some.booleans())
def test_prepaying_never_loses_principal(amount: int, on: date, shorter: bool) -> None:
    """Whatever is prepaid when, the principal sums to the loan; more than is owed is refused."""
    left = remaining_principal(make_schedule(LOAN), on)
    if amount > left:
        with pytest.raises(UnusableFigure):
            prepay(LOAN, on, amount)
        return
    rows = prepay(LOAN, on, amount, keep="payment" if shorter else "payment-days").rows
    assert sum(row.principal for row in rows) == 1200000 and rows[-1].balance == 0
    assert [row.number for row in rows] == list(range(1, len(rows) + 1))


def test_a_card_paid_by_its_minimum() -> None:
    """10,000 at 0.05 % a day, 10 % a month, at least 100: first 1,000 and 31 days of interest, 155."""
    card = CardTerms(Decimal("0.0005"), Decimal("0.1"), 10000)
    schedule = minimum_payments(1000000, card, date(2026, 1, 10), date(2026, 2, 10))
    first = schedule.rows[0]
    assert (first.principal, first.interest, first.payment) == (100000, 15500, 115500)
    assert sum(row.principal for row in schedule.rows) == 1000000 and schedule.rows[-1].balance == 0
    assert len(schedule.rows) > 24
