"""A schedule after something happened: prepaid, called in early, or a card paid by its minimum; it judges nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Literal

from fairdue.kernel.errors import UnusableFigure
from fairdue.kernel.money import Fen, to_yuan, whole
from fairdue.kernel.months import MONTH, series
from fairdue.reckoning.day_counts import year_fraction
from fairdue.reckoning.schedules import make_schedule
from fairdue.records.money import CardTerms, DayCount, LoanTerms, Schedule, ScheduleRow

# A card paid by its minimum can take decades; longer than this, it is not paid off.
LONGEST_MONTHS = 1200
# What stays after a prepayment: the days, with smaller payments, or the payment, with fewer days.
Kept = Literal["payment-days", "payment"]


def remaining_principal(schedule: Schedule, on: date) -> Fen:
    """Return the principal still owed after every instalment due on or before a day was paid."""
    return next((row.balance for row in reversed(schedule.rows) if row.due <= on), schedule.principal)


def accrued_interest(schedule: Schedule, on: date, day_count: DayCount = "actual/365") -> Fen:
    """Return the contract interest grown on the remaining principal since the last due day."""
    since = max((row.due for row in schedule.rows if row.due <= on), default=schedule.begins_on)
    share = year_fraction(since, max(on, since), day_count)
    return whole(remaining_principal(schedule, on) * Fraction(schedule.annual_rate) * share, schedule.rounding)


def accelerate(schedule: Schedule, on: date, day_count: DayCount = "actual/365") -> Schedule:
    """Call the loan in: what fell due stays, all principal left falls due that day with the interest grown so far."""
    kept = tuple(row for row in schedule.rows if row.due <= on)
    left = remaining_principal(schedule, on)
    if not left:
        return schedule
    interest = accrued_interest(schedule, on, day_count)
    final = ScheduleRow(len(kept) + 1, on, left + interest, left, interest, 0, 0)
    return replace(schedule, rows=(*kept, final))


def prepay(terms: LoanTerms, on: date, amount: Fen, keep: Kept = "payment-days") -> Schedule:
    """Pay principal ahead of time: later instalments shrink, or stay and end sooner (`payment`).

    The prepaid part pays its own interest up to that day with it; the rest goes on as agreed.
    Raises UnusableFigure where more is paid than is owed or the last instalment has fallen due.
    """
    schedule = make_schedule(terms)
    paid = [row for row in schedule.rows if row.due <= on]
    left, rest = remaining_principal(schedule, on), terms.dues[len(paid) :]
    if not 0 < amount <= left or not rest:
        raise UnusableFigure(where="prepaid", given=to_yuan(amount), why="too-large", limit=to_yuan(left))
    since = paid[-1].due if paid else terms.begins_on
    share = year_fraction(since, max(on, since), terms.day_count or "actual/365")
    interest = whole(amount * Fraction(terms.annual_rate) * share, terms.rounding)
    current = ScheduleRow(len(paid) + 1, on, amount + interest, amount, interest, 0, left - amount)
    if amount == left:
        return replace(schedule, rows=(*paid, current))
    begins_on = paid[-1].due if paid else terms.begins_on
    grace = max(terms.grace - len(paid), 0)
    after = replace(terms, principal=left - amount, begins_on=begins_on, dues=rest, grace=grace)
    later = make_schedule(after).rows
    if keep == "payment":
        later = _same_payment(after, schedule.rows[len(paid)].payment - terms.fee_each)
    renumbered = (replace(row, number=at) for at, row in enumerate((*paid, current, *later), start=1))
    return replace(schedule, rows=tuple(renumbered))


def _same_payment(terms: LoanTerms, payment: Fen) -> tuple[ScheduleRow, ...]:
    """Keep the old payment until the principal is gone."""
    rows: list[ScheduleRow] = []
    balance, rate = terms.principal, Fraction(terms.annual_rate) / terms.periods_per_year
    for number, due in enumerate(terms.dues, start=1):
        interest = whole(balance * rate, terms.rounding)
        last = number == len(terms.dues)
        principal = balance if last else min(payment - interest, balance)
        balance -= principal
        fee = terms.fee_each
        rows.append(ScheduleRow(number, due, principal + interest + fee, principal, interest, fee, balance))
        if not balance:
            break
    return tuple(rows)


def minimum_payments(balance: Fen, terms: CardTerms, begins_on: date, first_due: date) -> Schedule:
    """Pay a card by its minimum every month until nothing is left; interest by days, joined to the balance monthly.

    Raises UnusableFigure where the minimum never repays it.
    """
    rows: list[ScheduleRow] = []
    since, left = begins_on, balance
    for number, due in enumerate(series(first_due, MONTH, LONGEST_MONTHS), start=1):
        interest = whole(left * Fraction(terms.daily_rate) * (due - since).days, terms.rounding)
        least = max(whole(left * Fraction(terms.minimum_share), terms.rounding), terms.minimum_fen, 1)
        principal = min(left, least)
        left -= principal
        rows.append(ScheduleRow(number, due, principal + interest, principal, interest, 0, left))
        since = due
        if not left:
            return Schedule("minimum-payment", balance, terms.daily_rate * 365, begins_on, tuple(rows), terms.rounding)
    raise UnusableFigure(where="minimum", given=rows[-1].payment, why="never-repaid", limit=None)
