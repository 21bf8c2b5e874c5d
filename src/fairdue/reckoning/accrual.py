"""Interest that grows day by day: contract, late, compound, penalty, card, delayed performance; it knows no cap.

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
from fairdue.kernel.months import Period, add_period
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


def compound_interest(
    principal: Fen,
    rates: Sequence[RatePeriod],
    since: date,
    until: date,
    every: Period,
    day_count: DayCount = "actual/365",
    rounding: Rounding = "half-up",
) -> Fen:
    """Return the interest where unpaid interest joins the principal at the end of every period, rounded each time."""
    balance, begin, number = principal, since, 1
    while begin < until:
        end = min(add_period(since, every, number), until)
        balance += total_interest(interest_spans([(begin, balance)], rates, begin, end, day_count), rounding)
        begin, number = end, number + 1
    return balance - principal


def late_rate(annual_rate: Decimal, markup: Decimal) -> Decimal:
    """Return a rate raised by a share of itself: half more on 12 % is 18 %.

    >>> late_rate(Decimal("0.12"), Decimal("0.5"))
    Decimal('0.180')
    """
    return EXACT.multiply(annual_rate, 1 + markup)


def daily_charge(amount: Fen, daily_rate: Decimal, since: date, until: date, *, last_day_counts: bool = False) -> Fen:
    """Return a charge of so much a day: a daily penalty, or the doubled part of interest for delayed performance.

    >>> daily_charge(1000000, Decimal("0.000175"), date(2026, 1, 1), date(2026, 1, 31))
    5250
    """
    days = (until - since).days + (1 if last_day_counts else 0)
    return whole(amount * Fraction(daily_rate) * max(days, 0))


def card_interest(
    movements: Sequence[Balance],
    daily_rate: Decimal,
    statement_days: Sequence[date],
    until: date,
    rounding: Rounding = "half-up",
) -> tuple[InterestSpan, ...]:
    """Return the interest of a card day by day on what was drawn and repaid; it joins the balance on statement days.

    `movements` are amounts on their posting days: spent positive, repaid negative.
    """
    moves = sorted(movements)
    if not moves:
        return ()
    rate = RatePeriod(moves[0][0], EXACT.multiply(daily_rate, Decimal(365)))
    spans: list[InterestSpan] = []
    balance, begin, since_statement = 0, moves[0][0], Decimal(0)
    stops = sorted({until, *(day for day, _ in moves), *(day for day in statement_days if day > begin)})
    for stop in (day for day in stops if day <= until):
        found = interest_spans([(begin, balance)], [rate], begin, stop) if balance > 0 else ()
        spans.extend(found)
        since_statement = sum((span.exact for span in found), since_statement)
        if stop in statement_days:
            balance += whole(EXACT.multiply(since_statement, Decimal(100)), rounding)
            since_statement = Decimal(0)
        balance += sum(amount for day, amount in moves if day == stop)
        begin = stop
    return tuple(spans)
