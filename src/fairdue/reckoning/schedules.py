"""What is to be paid when, to the fen, from the terms of a loan; it compares nothing and cites nothing.

等额本息 equal-payment, 等额本金 equal-principal, 等本等息 flat-fee, 先息后本 interest-only, 到期一次还本付息 bullet, and
graduated payments; each with grace, a balloon, irregular days or a fee. Every figure is rounded by the stated rule
when it falls due; the last instalment absorbs what rounding left.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal, localcontext
from fractions import Fraction
from typing import Final

from fairdue.kernel.errors import UnusableFigure
from fairdue.kernel.money import EXACT, Fen, Rounding, split_evenly, whole
from fairdue.reckoning.day_counts import year_fraction
from fairdue.records.money import LoanTerms, Schedule, ScheduleRow

# A part of an instalment: principal and interest.
Part = tuple[Fen, Fen]


def make_schedule(terms: LoanTerms) -> Schedule:
    """Compute the instalments of a loan; raises UnusableFigure for terms that make none.

    principal is repaid exactly: the principal column sums to the loan, the last balance is zero.
    """
    _check(terms)
    shares = _shares_of_year(terms)
    parts = _KINDS[terms.kind](terms, shares)
    dues = terms.dues[-1:] if terms.kind == "bullet" else terms.dues
    rows, balance = [], terms.principal
    for number, (due, (principal, interest)) in enumerate(zip(dues, parts, strict=True), start=1):
        balance -= principal
        payment = principal + interest + terms.fee_each
        rows.append(ScheduleRow(number, due, payment, principal, interest, terms.fee_each, balance))
    return Schedule(terms.kind, terms.principal, terms.annual_rate, terms.begins_on, tuple(rows), terms.rounding)


def level_payment(principal: Fen, rates: Sequence[Fraction], balloon: Fen = 0, rounding: Rounding = "half-up") -> Fen:
    """Return the equal payment that repays a loan over periods of these rates, leaving the balloon to the last.

    With one rate i for all n: P · i / (1 - (1 + i)^-n).

    >>> level_payment(1000000, [Fraction(1, 100)] * 12)
    88849
    """
    return _first_payment(principal, rates, balloon, [Decimal(1)] * len(rates), rounding)


def _check(terms: LoanTerms) -> None:
    """Refuse terms that make no schedule."""
    if terms.principal <= 0:
        raise UnusableFigure(where="principal", given=terms.principal, why="zero", limit=None)
    if terms.annual_rate < 0:
        raise UnusableFigure(where="rate", given=terms.annual_rate, why="negative", limit=None)
    count = len(terms.dues)
    if not 1 <= count <= 1200:
        raise UnusableFigure(where="months", given=count, why="not-a-count", limit="1-1200")
    if not 0 <= terms.grace < count:
        raise UnusableFigure(where="grace", given=terms.grace, why="not-a-count", limit=f"0-{count - 1}")
    if not 0 <= terms.balloon < terms.principal:
        raise UnusableFigure(where="balloon", given=terms.balloon, why="too-large", limit=terms.principal)
    before = terms.begins_on
    for due in terms.dues:
        if due <= before:
            raise UnusableFigure(where="due", given=due, why="before-the-loan", limit=before)
        before = due


def _shares_of_year(terms: LoanTerms) -> list[Fraction]:
    """Return the length of each period in years: equal shares, or by days."""
    if terms.day_count is None:
        return [Fraction(1, terms.periods_per_year)] * len(terms.dues)
    begins = (terms.begins_on, *terms.dues[:-1])
    return [year_fraction(begin, due, terms.day_count) for begin, due in zip(begins, terms.dues, strict=True)]


def _rates(terms: LoanTerms, shares: Sequence[Fraction]) -> list[Fraction]:
    return [Fraction(terms.annual_rate) * share for share in shares]


def _equal_payment(terms: LoanTerms, shares: Sequence[Fraction]) -> list[Part]:
    rates = _rates(terms, shares)
    payment = level_payment(terms.principal, rates[terms.grace :], terms.balloon, terms.rounding)
    return _amortise(terms, rates, [payment] * (len(rates) - terms.grace))


def _graduated(terms: LoanTerms, shares: Sequence[Fraction]) -> list[Part]:
    """Let the payment grow by steps; an early one may not cover the interest, which then joins the principal."""
    rates = _rates(terms, shares)
    count = len(rates) - terms.grace
    with localcontext(EXACT):
        growth = [(1 + terms.step_rate) ** (number // max(terms.step_every, 1)) for number in range(count)]
        first = _first_payment(terms.principal, rates[terms.grace :], terms.balloon, growth, terms.rounding)
        payments = [whole(first * factor, terms.rounding) for factor in growth]
    return _amortise(terms, rates, payments)


def _first_payment(
    principal: Fen, rates: Sequence[Fraction], balloon: Fen, growth: Sequence[Decimal], rounding: Rounding
) -> Fen:
    """Solve for the payment whose growing series, discounted, equals the principal less the discounted balloon."""
    with localcontext(EXACT):
        discount, weight = Decimal(1), Decimal(0)
        for rate, factor in zip(rates, growth, strict=True):
            discount /= 1 + Decimal(rate.numerator) / Decimal(rate.denominator)
            weight += discount * factor
        return whole((principal - balloon * discount) / weight, rounding)


def _amortise(terms: LoanTerms, rates: Sequence[Fraction], payments: Sequence[Fen]) -> list[Part]:
    """Split each payment into interest on what is left and principal; the last takes all that is left."""
    parts, balance = [], terms.principal
    for number, rate in enumerate(rates):
        interest = whole(balance * rate, terms.rounding)
        if number == len(rates) - 1:
            principal = balance
        elif number < terms.grace:
            principal = 0
        else:
            principal = min(payments[number - terms.grace] - interest, balance)
        parts.append((principal, interest))
        balance -= principal
    return parts


def _equal_principal(terms: LoanTerms, shares: Sequence[Fraction]) -> list[Part]:
    each = _principal_shares(terms)
    parts, balance = [], terms.principal
    for principal, rate in zip(each, _rates(terms, shares), strict=True):
        parts.append((principal, whole(balance * rate, terms.rounding)))
        balance -= principal
    return parts


def _flat_fee(terms: LoanTerms, shares: Sequence[Fraction]) -> list[Part]:
    """Charge interest on the whole loan every time, however much of it is repaid."""
    interest = [whole(terms.principal * rate, terms.rounding) for rate in _rates(terms, shares)]
    return list(zip(_principal_shares(terms), interest, strict=True))


def _principal_shares(terms: LoanTerms) -> list[Fen]:
    each = list(split_evenly(terms.principal - terms.balloon, len(terms.dues) - terms.grace, terms.rounding))
    each[-1] += terms.balloon
    return [0] * terms.grace + each


def _interest_only(terms: LoanTerms, shares: Sequence[Fraction]) -> list[Part]:
    interest = [whole(terms.principal * rate, terms.rounding) for rate in _rates(terms, shares)]
    return [*((0, one) for one in interest[:-1]), (terms.principal, interest[-1])]


def _bullet(terms: LoanTerms, shares: Sequence[Fraction]) -> list[Part]:
    """Charge simple interest for the whole time, all due with the principal at the end."""
    return [(terms.principal, whole(terms.principal * sum(_rates(terms, shares), Fraction(0)), terms.rounding))]


_KINDS: Final[Mapping[str, Callable[[LoanTerms, Sequence[Fraction]], list[Part]]]] = {
    "equal-payment": _equal_payment,
    "equal-principal": _equal_principal,
    "flat-fee": _flat_fee,
    "interest-only": _interest_only,
    "bullet": _bullet,
    "graduated": _graduated,
}
