"""What counts as cost: yes, no, or both readings."""

from datetime import date
from decimal import Decimal

from fairdue.reckoning.costs import counted, has_two_readings, totals
from fairdue.records.money import CashFlow

LOAN = date(2026, 1, 10)
FLOWS = [
    CashFlow(LOAN, Decimal(-10000), "advance"),
    CashFlow(LOAN, Decimal(300), "fee", "担保公司", "担保费", "both"),
    CashFlow(LOAN, Decimal(99), "fee", "平台", "会员费", "no"),
    CashFlow(date(2027, 1, 10), Decimal(11000)),
]


def test_an_open_fee_is_in_one_reading_and_out_of_the_other() -> None:
    """10,000 received and 11,300 or 11,000 paid; what does not count is in neither."""
    assert has_two_readings(FLOWS)
    assert totals(counted(FLOWS)) == (Decimal(10000), Decimal(11300))
    assert totals(counted(FLOWS, with_open=False)) == (Decimal(10000), Decimal(11000))


def test_one_reading_is_enough_where_nothing_is_open() -> None:
    """Without an open fee there is nothing to say twice."""
    assert not has_two_readings([FLOWS[0], FLOWS[2], FLOWS[3]])
