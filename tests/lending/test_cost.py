"""The yearly cost of a loan as agreed: solved where there is one, said to be none where there is not."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from fairdue.app.wiring import the_pack
from fairdue.lending.cost import yearly_costs
from fairdue.records.audit import YearlyCost
from fairdue.records.debt import Debt, Disbursement, Fee, Instalment, Terms

PACK = the_pack()


def costs(received: int, due: date, principal: int, interest: int, *fees: Fee) -> tuple[YearlyCost, ...]:
    """Return the cost of a loan of one instalment, lent on 1 January 2025."""
    return yearly_costs(
        Debt(
            "d",
            date(2026, 1, 1),
            terms=Terms(instalments=(Instalment(due, principal, interest),)),
            disbursements=(Disbursement(date(2025, 1, 1), received),),
            fees=fees,
        ),
        PACK,
    )


def test_a_year_at_ten_percent_costs_ten_percent() -> None:
    """10,000 for a year and 1,000 of interest: ten percent compounded, a little less as twelve times the month."""
    (cost,) = costs(1_000_000, date(2026, 1, 1), 1_000_000, 100_000)
    assert cost.effective_percent == Decimal("10.0000")
    # 12 × (1.1^(1/12) − 1) = 9.5690 %
    assert cost.nominal_percent == Decimal("9.5690")
    assert (cost.total_received, cost.total_paid) == (1_000_000, 1_100_000)


# due day, principal, interest → a figure or none, and part of the warning
SHORT = (
    (date(2025, 1, 8), 70_000, 30_000, True, "期限太短"),
    (date(2025, 1, 2), 100, 100, False, "年化大得写不出来"),
)


@pytest.mark.parametrize(("due", "principal", "interest", "has_figure", "told"), SHORT)
def test_a_loan_of_days_says_its_cost_in_yuan_first(
    due: date, principal: int, interest: int, has_figure: bool, told: str
) -> None:
    """700 against 1,000 in a week, or double in a day: the warning says to look at the sum, no absurd figure crashes."""
    (cost,) = costs(principal, due, principal, interest)
    assert (cost.effective_percent is not None) == has_figure
    assert any(told in warning for warning in cost.warnings)
    assert cost.total_paid - cost.total_received == interest


def test_a_fee_to_somebody_else_gives_two_costs() -> None:
    """Not counted and counted; a fee to the lender himself is always a cost of his loan."""
    to_other = Fee("guarantee", "担保费", 10_000, "paid", date(2025, 1, 1), "某担保")
    to_lender = Fee("service", "服务费", 10_000, "paid", date(2025, 1, 1))
    first, second = costs(1_000_000, date(2026, 1, 1), 1_000_000, 100_000, to_other)
    (only,) = costs(1_000_000, date(2026, 1, 1), 1_000_000, 100_000, to_lender)
    assert (first.fees_counted, second.fees_counted) == (False, True)
    assert first.effective_percent == Decimal("10.0000")
    # 1,100 for 990 received: 11.1111 %
    assert second.effective_percent == only.effective_percent == Decimal("11.1111")


# what arrived, agreed rate (None: not known) → the cost of a loan of 100,000 due in one sum after a year
IN_ONE_SUM = (
    # 100,000 × 1.36 ÷ 90,000 − 1 = 51.11 %
    (9_000_000, Decimal("0.36"), None, Decimal("51.1111")),
    (10_000_000, Decimal("0.36"), None, Decimal("36.0000")),
    (10_000_000, None, False, Decimal("0.0000")),
    (10_000_000, None, None, None),
)


@pytest.mark.parametrize(("received", "rate", "agreed", "effective"), IN_ONE_SUM)
def test_a_loan_repaid_in_one_sum_has_a_cost(
    received: int, rate: Decimal | None, agreed: bool | None, effective: Decimal | None
) -> None:
    """Its interest runs by the day on the sum of the contract; what was kept back makes it dearer; unknown stays so."""
    terms = Terms(principal=10_000_000, annual_rate=rate, rate_agreed=agreed, due_on=date(2025, 5, 1))
    lent = (Disbursement(date(2024, 5, 1), received),)
    found = yearly_costs(Debt("d", date(2025, 6, 1), terms=terms, disbursements=lent, fees=()), PACK)
    assert [one.effective_percent for one in found] == ([] if effective is None else [effective])


def test_instalments_are_reckoned_on_what_arrived_where_the_contract_is_not_known() -> None:
    """Twelve equal payments at 24 % on the 10,000 that arrived cost 24 % a year by the month."""
    terms = Terms(annual_rate=Decimal("0.24"), repayment="equal-payment", months=12, first_due=date(2024, 2, 5))
    lent = (Disbursement(date(2024, 1, 5), 1_000_000),)
    (cost,) = yearly_costs(Debt("d", date(2025, 6, 1), terms=terms, disbursements=lent, fees=()), PACK)
    assert cost.nominal_percent is not None and abs(cost.nominal_percent - 24) < Decimal("0.05")
