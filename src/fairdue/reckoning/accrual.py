"""Simple interest that grows day by day, the measure the book of an audit is held against; it knows no cap.

Interest is exact until it is claimed: each stretch of days is kept unrounded with its numbers, and the sum is rounded
once. The first day of a stretch counts, the last does not, unless a caller says otherwise.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction

from fairdue.kernel.errors import UnusableDate
from fairdue.kernel.money import EXACT, Fen, Rounding, whole
from fairdue.reckoning.day_counts import days_between, year_fraction
from fairdue.records.money import DayCount, InterestSpan, RatePeriod

# Principal from a day on, until the next such pair: money lent, repaid, called in.
Balance = tuple[date, Fen]


def interest_spans(
    balances: Sequence[Balance],
    rates: Sequence[RatePeriod],
    since: date,
    until: date,
    day_count: DayCount = "actual/365",
) -> tuple[InterestSpan, ...]:
    """Cut the time into stretches of one principal and one rate, and give the simple interest of each.

    Balances and rates are in order of their days. Nothing grows before the first balance. Raises UnusableDate where a
    stretch has principal and no rate yet.
    """
    days = {since, until, *(day for day, _ in balances), *(rate.since for rate in rates)}
    cuts = sorted(day for day in days if since <= day <= until)
    spans = []
    for begin, end in zip(cuts, cuts[1:], strict=False):
        principal = _balance_on(balances, begin)
        if not principal:
            continue
        rate = _rate_on(rates, begin)
        share = year_fraction(begin, end, day_count)
        exact = EXACT.divide(_decimal(principal * Fraction(rate) * share), Decimal(100))
        spans.append(InterestSpan(begin, end, days_between(begin, end, day_count), principal, rate, exact))
    return tuple(spans)


def _balance_on(balances: Sequence[Balance], day: date) -> Fen:
    at = bisect_right([since for since, _ in balances], day)
    return balances[at - 1][1] if at else 0


def _rate_on(rates: Sequence[RatePeriod], day: date) -> Decimal:
    at = bisect_right([rate.since for rate in rates], day)
    if not at:
        raise UnusableDate(given=day.isoformat(), why="no-rate-yet", limit=rates[0].since.isoformat() if rates else "")
    return rates[at - 1].annual_rate


def _decimal(value: Fraction) -> Decimal:
    return EXACT.divide(Decimal(value.numerator), Decimal(value.denominator))


def total_interest(spans: Iterable[InterestSpan], rounding: Rounding = "half-up") -> Fen:
    """Add up stretches and round once, to whole fen."""
    total = Decimal(0)
    for span in spans:
        total = EXACT.add(total, span.exact)
    return whole(EXACT.multiply(total, Decimal(100)), rounding)


def simple_interest(
    principal: Fen, annual_rate: Decimal, since: date, until: date, day_count: DayCount = "actual/365"
) -> Fen:
    """Return simple interest on one principal at one rate, rounded to the fen.

    >>> simple_interest(1000000, Decimal("0.24"), date(2026, 1, 1), date(2027, 1, 1))
    240000
    """
    return total_interest(
        interest_spans([(since, principal)], [RatePeriod(since, annual_rate)], since, until, day_count)
    )


def late_rate(annual_rate: Decimal, markup: Decimal) -> Decimal:
    """Return a rate raised by a share of itself: half more on 12 % is 18 %.

    >>> late_rate(Decimal("0.12"), Decimal("0.5"))
    Decimal('0.180')
    """
    return EXACT.multiply(annual_rate, 1 + markup)
