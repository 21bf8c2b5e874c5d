"""Rates: five methods on the same flows, several roots said, tiny terms warned of, none guessed."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from fairdue.kernel.errors import NoRate
from fairdue.kernel.months import MONTH, Period, parse_period, series
from fairdue.reckoning.rates import effective_percent, eu_aprc, irr, irr_dated, us_actuarial, xirr, yearly_rate
from fairdue.reckoning.unit_periods import choose_unit_period, count_periods, series_day
from fairdue.records.money import CashFlow, RateResult
from tests.reckoning.solver import solve

LOAN = date(2026, 1, 10)


def lent(amount: str, on: date = LOAN) -> CashFlow:
    """Money the borrower receives."""
    return CashFlow(on, -Decimal(amount), "advance")


def paid(amount: str, *days: date) -> Iterator[CashFlow]:
    """The same amount paid on each day."""
    return (CashFlow(day, Decimal(amount)) for day in days)


def monthly(amount: str, count: int, first: date = date(2026, 2, 10)) -> list[CashFlow]:
    """Monthly payments."""
    return list(paid(amount, *series(first, MONTH, count)))


def codes(result: RateResult) -> list[str]:
    """Return the codes of the warnings."""
    return [warning.code for warning in result.warnings]


def test_methods_agree_where_they_must() -> None:
    """On regular monthly flows the period rate is one; methods differ in which figure they publish."""
    flows = [lent("10000"), *monthly("940", 12)]
    per_period, american, european = irr_dated(flows), us_actuarial(flows), eu_aprc(flows)
    assert per_period.periodic_percent == pytest.approx(american.periodic_percent)
    assert american.percent == american.nominal_percent == pytest.approx(12 * (american.periodic_percent or 0))
    assert european.percent == european.effective_percent == pytest.approx(american.effective_percent)


def test_published_figures_of_one_loan() -> None:
    """1 % a month: 12 % nominal and 12.68 % effective."""
    result = irr([Decimal(-10000), Decimal(100), Decimal(100), Decimal(10100)], 12)
    assert (result.periodic_percent, result.nominal_percent, result.percent) == (1.0, 12.0, 12.0)
    assert result.effective_percent == pytest.approx(12.682503)
    assert effective_percent(12, 12) == pytest.approx(12.682503)


def test_several_rates_are_said_and_none_is_chosen() -> None:
    """-100, +230, -132 balances at 10 % and at 20 %: both are named, no figure is given."""
    result = irr([Decimal(-100), Decimal(230), Decimal(-132)])
    assert (result.percent, result.effective_percent, result.roots) == (None, None, (10.0, 20.0))
    assert codes(result) == ["several-rates"]


def test_a_loss_in_sum_beside_rates_above_zero_is_not_decided() -> None:
    """-5, +10.5, +1, -8, +1 balances at -87 %, at 8.86 % and at 71 %: three are named, none is given."""
    result = irr([Decimal(amount) for amount in ("-5", "10.5", "1", "-8", "1")])
    assert (result.percent, [round(root, 2) for root in result.roots]) == (None, [-87.02, 8.86, 70.96])
    assert codes(result) == ["several-rates"]


def test_the_rate_that_agrees_with_the_total_is_given_beside_the_other() -> None:
    """A small refund at the end adds a rate near -100 %; the loan costs what it costs, and the other is named."""
    flows = [lent("5000"), *monthly("230", 24), CashFlow(date(2028, 2, 10), Decimal(-3), "refund")]
    result = irr_dated(flows)
    assert result.percent == pytest.approx(9.6, abs=0.1) and len(result.roots) == 2
    assert codes(result) == ["other-rates"]


def test_one_rate_in_spite_of_several_turns_is_said() -> None:
    """A second advance turns the flows twice more; with one rate left it is given with a note."""
    flows = [lent("1000"), *monthly("100", 2), lent("1000", date(2026, 3, 20)), *monthly("200", 12, date(2026, 4, 10))]
    result = xirr(flows)
    assert result.percent is not None and codes(result) == ["sign-changes"]


def test_the_american_method_publishes_the_lowest_rate_that_fits() -> None:
    """Its iteration begins at an ordinary rate, (b)(9): a loan with payments before its advances has two, and both are said."""
    advances = [lent("1800", date(year, 9, 5)) for year in range(1978, 1982)]
    advances += [lent("1000", date(year, 1, 5)) for year in range(1979, 1983)]
    flows = [*advances, *monthly("240", 50, date(1978, 7, 1))]
    result = us_actuarial(flows)
    assert len(result.roots) == 2 and result.percent == min(result.roots)
    assert codes(result) == ["other-rates"] and codes(xirr(flows)) == ["several-rates"]


NONE: list[tuple[str, list[CashFlow], str]] = [
    ("nothing", [], "no-flows"),
    ("only lent", [lent("1000"), lent("500", date(2026, 3, 1))], "one-direction"),
    ("lent and paid the same day", [lent("1000"), *paid("1000", LOAN)], "same-day"),
    ("never zero", [lent("100"), *paid("300", date(2027, 1, 10)), lent("300", date(2028, 1, 10))], "no-root"),
]


@pytest.mark.parametrize(("name", "flows", "why"), NONE, ids=[case[0] for case in NONE])
def test_no_rate_is_an_error_that_says_why(name: str, flows: list[CashFlow], why: str) -> None:
    """Where no rate exists nothing is returned."""
    with pytest.raises(NoRate) as raised:
        xirr(flows)
    assert raised.value.values["why"] == why


def test_odd_days_are_no_periods() -> None:
    """Payments not whole periods apart are refused by the method per period, with the period named."""
    with pytest.raises(NoRate) as raised:
        irr_dated([lent("1000"), *monthly("100", 11), *paid("100", date(2027, 1, 13))])
    assert raised.value.values == {"why": "not-evenly-spaced", "given": "1 month"}


def test_a_week_blown_up_to_a_year_is_warned_of() -> None:
    """700 received, 1000 paid after seven days: the yearly figure is huge, the cost of the week is 42.86 %."""
    result = xirr([lent("700"), *paid("1000", date(2026, 1, 17))])
    warning = next(one for one in result.warnings if one.code == "short-term")
    assert warning.values == {"days": 7, "cost": Decimal(300), "percent": 42.86}


def test_a_rate_beyond_any_number_is_none_and_said() -> None:
    """Tenfold in a day has no yearly figure that could be written."""
    result = xirr([lent("700"), *paid("7000", date(2026, 1, 11))])
    assert result.percent is None and codes(result) == ["short-term", "too-large"]


def test_less_paid_than_received_is_negative_and_said() -> None:
    """A loan half repaid has a negative rate."""
    result = xirr([lent("1000"), *paid("500", date(2027, 1, 10))])
    assert result.percent == -50.0 and codes(result) == ["negative"]


def test_an_interest_free_loan_costs_exactly_nothing() -> None:
    """Zero is zero, not a trace of rounding."""
    flows = [lent("1200"), *monthly("100", 12)]
    assert xirr(flows).percent == us_actuarial(flows).percent == eu_aprc(flows).percent == 0.0


def test_money_taken_off_at_once_counts_as_never_received() -> None:
    """1000 kept back from 10,000 and 11,000 due after a year: 11000 / 9000."""
    flows = [lent("10000"), CashFlow(LOAN, Decimal(1000), "fee"), *paid("11000", date(2027, 1, 10))]
    assert xirr(flows).percent == pytest.approx(22.2222222)


def test_a_later_beginning_of_the_charge_shortens_the_term() -> None:
    """Where the finance charge is earned from a later day, the term begins there, (b)(2)."""
    flows = [lent("5000", date(1978, 1, 1)), *monthly("230", 24, date(1978, 2, 10))]
    later = us_actuarial(flows, begins_on=date(1978, 1, 10))
    assert later.percent == pytest.approx(9.6857, abs=1e-4)


def test_day_counts_change_the_years() -> None:
    """366 days over 360, 365 and a leap year of their own."""
    flows = [lent("1000", date(2024, 1, 1)), *paid("1100", date(2025, 1, 1))]
    assert xirr(flows, "actual/actual").percent == 10.0
    assert xirr(flows, "actual/365").percent == pytest.approx(9.9714, abs=1e-3)
    assert xirr(flows, "30/360").percent == 10.0


@settings(max_examples=40, deadline=None)
@given(
    amounts=some.lists(some.integers(1, 10**5), min_size=1, max_size=24),
    first=some.dates(date(2026, 1, 11), date(2026, 4, 30)),
    every=some.sampled_from(["1 month", "1 week", "2 weeks", "3 months", "semimonth", "10 days"]),
    cost=some.decimals("0.9", "3", places=2),
)
def test_the_general_equation_balances(amounts: list[int], first: date, every: str, cost: Decimal) -> None:
    """At the rate found, an independent solver weighs advances and payments alike, (b)(8)."""
    period = parse_period(every)
    assert period is not None
    days = list(series(first, period, len(amounts)))
    lent_ = (Decimal(sum(amounts)) / cost).quantize(Decimal("0.01"))
    flows = [lent(str(lent_)), *(CashFlow(day, Decimal(one)) for day, one in zip(days, amounts, strict=True))]
    result = us_actuarial(flows)
    unit: Period = choose_unit_period(LOAN, [LOAN], days)
    counts = [count_periods(LOAN, day, unit, series_day(days)) for day in days]
    entries = [(-lent_, Decimal(0), Decimal(0))]
    entries += [
        (Decimal(one), Decimal(whole), Decimal(odd.numerator) / odd.denominator)
        for one, (whole, odd) in zip(amounts, counts, strict=True)
    ]
    assert result.periodic_percent == pytest.approx(float(solve(entries)) * 100, rel=1e-8, abs=1e-8)


@given(some.permutations([lent("9000"), *monthly("500", 20)]))
def test_the_order_of_flows_does_not_matter(flows: list[CashFlow]) -> None:
    """Flows are sorted by their days, not by their place in a list."""
    assert xirr(flows).percent == xirr(sorted(flows, key=lambda flow: flow.on)).percent


def test_the_bare_reference_is_the_same_solver() -> None:
    """Days and numbers alone give the rate of the flows; several rates give none."""
    flows = [lent("9000"), *monthly("500", 20)]
    bare = yearly_rate([flow.on for flow in flows], [float(flow.amount) for flow in flows])
    assert (bare or 0) * 100 == pytest.approx(xirr(flows).percent)
    year = [date(2026, 1, 1), date(2027, 1, 1), date(2028, 1, 1)]
    assert yearly_rate(year, [-100.0, 230.0, -132.0]) is None
    assert irr([Decimal(-1), Decimal(2)], Fraction(365, 7)).per_year == pytest.approx(52.142857)
