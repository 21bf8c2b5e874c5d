"""Compute a schedule from what somebody typed, or say which option cannot be meant so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final, cast

from fairdue.intake.figures import looks_monthly, read_amount, read_count, read_day, read_period, read_rate
from fairdue.kernel.errors import UnusableFigure
from fairdue.kernel.money import EXACT, Fen, Rounding, to_fen, to_yuan
from fairdue.kernel.months import MONTH, Period, add_period, is_month_end, series
from fairdue.reckoning.changes import Kept, accelerate, minimum_payments, prepay
from fairdue.reckoning.rates import irr, xirr
from fairdue.reckoning.schedules import make_schedule
from fairdue.reckoning.unit_periods import per_year
from fairdue.records.money import (
    CardTerms,
    CashFlow,
    DayCount,
    LoanTerms,
    RateResult,
    RateWarning,
    Schedule,
    ScheduleKind,
)

MINIMUM: Final = "minimum-payment"
KINDS: Final = ("equal-payment", "equal-principal", "flat-fee", "interest-only", "bullet", "graduated", MINIMUM)
ROUNDINGS: Final = ("half-up", "half-even", "down", "up")
MOST_INSTALMENTS: Final = 1200
_WITH_PARTS: Final = ("equal-payment", "equal-principal", "flat-fee", "graduated")
_NOT_CARD: Final = tuple(kind for kind in KINDS if kind != MINIMUM)
# Options that mean something for some kinds only; given for another they are refused, not passed over.
_ONLY_FOR: Final[Mapping[str, tuple[str, ...]]] = {
    "months": _NOT_CARD,
    "every": _NOT_CARD,
    "fee": _NOT_CARD,
    "day_count": _NOT_CARD,
    "grace": _WITH_PARTS,
    "balloon": _WITH_PARTS,
    "step_rate": ("graduated",),
    "step_every": ("graduated",),
    "minimum": (MINIMUM,),
    "minimum_amount": (MINIMUM,),
    "prepaid": _NOT_CARD,
    "keep": _NOT_CARD,
    "called_in": _NOT_CARD,
}


@dataclass(frozen=True, slots=True)
class ScheduleAnswer:
    """A schedule, what it costs a year, and what must be said of it."""

    schedule: Schedule
    cost: RateResult
    warnings: tuple[RateWarning, ...]


def make(given: Mapping[str, Any], today: date) -> ScheduleAnswer:
    """Compute a schedule; `given` holds the options as typed, None where they were left out.

    Without a day of the loan it begins today; without a first due day, one period later. Raises UnusableFigure, which
    names the option.
    """
    for option, kinds in _ONLY_FOR.items():
        if given.get(option) is not None and given["kind"] not in kinds:
            where = f"--{option.replace('_', '-')}"
            raise UnusableFigure(where=where, given=given[option], why="not-for-method", limit=given["kind"])
    warnings = (RateWarning("maybe-monthly", {"given": given["rate"]}),) if looks_monthly(given["rate"]) else ()
    if given["kind"] == MINIMUM:
        schedule = _by_minimum(given, today)
        return ScheduleAnswer(schedule, _cost_by_days(schedule), warnings)
    terms = _terms(given, today)
    schedule = _as_agreed_or_changed(terms, given)
    by_days = terms.day_count or given.get("prepaid") or given.get("called_in")
    return ScheduleAnswer(schedule, _cost_by_days(schedule) if by_days else _cost_by_periods(schedule, terms), warnings)


def _as_agreed_or_changed(terms: LoanTerms, given: Mapping[str, Any]) -> Schedule:
    """Return the schedule of the terms, after a prepayment (`DAY=AMOUNT`) or after the loan is called in on a day."""
    prepaid, called_in = given.get("prepaid"), given.get("called_in")
    if prepaid and called_in:
        raise UnusableFigure(where="--called-in", given=called_in, why="not-for-method", limit="--prepaid")
    if given.get("keep") and not prepaid:
        raise UnusableFigure(where="--keep", given=given["keep"], why="not-without", limit="--prepaid")
    if called_in:
        return accelerate(make_schedule(terms), _after(called_in, terms.begins_on, "--called-in"))
    if not prepaid:
        return make_schedule(terms)
    day, equals, amount = str(prepaid).partition("=")
    if not equals:
        raise UnusableFigure(where="--prepaid", given=prepaid, why="not-a-prepayment", limit=None)
    on = _after(read_day(day.strip(), "--prepaid"), terms.begins_on, "--prepaid")
    return prepay(terms, on, _fen(amount.strip(), "--prepaid"), cast(Kept, given.get("keep") or "payment-days"))


def _after(day: date, begins_on: date, where: str) -> date:
    """Return a day that does not lie before the loan; raises UnusableFigure."""
    if day < begins_on:
        raise UnusableFigure(where=where, given=day, why="before-the-loan", limit=begins_on)
    return day


def _terms(given: Mapping[str, Any], today: date) -> LoanTerms:
    count = read_count(given.get("months"), "--months", 1, MOST_INSTALMENTS)
    every = read_period(given["every"], "--every") if given.get("every") else MONTH
    begins_on, dues = _days(given.get("begins_on"), given.get("first_due"), every, count, today)
    principal = _fen(given["principal"], "--principal")
    return LoanTerms(
        cast(ScheduleKind, given["kind"]),
        principal,
        read_rate(given["rate"], "--rate"),
        begins_on,
        dues,
        _per_year(every),
        cast("DayCount | None", given.get("day_count")) or _by_days(every),
        read_count(given.get("grace") or 0, "--grace", 0, count - 1),
        _balloon(given.get("balloon"), principal),
        read_rate(given["step_rate"], "--step-rate") if given.get("step_rate") else Decimal(0),
        read_count(given.get("step_every") or 12, "--step-every", 1, MOST_INSTALMENTS),
        _fen(given["fee"], "--fee") if given.get("fee") else 0,
        cast(Rounding, given.get("rounding") or "half-up"),
    )


def _by_minimum(given: Mapping[str, Any], today: date) -> Schedule:
    """Pay a card by its minimum, month by month, until nothing is left; interest by days over 365."""
    begins_on, dues = _days(given.get("begins_on"), given.get("first_due"), MONTH, 1, today)
    share = read_rate(given["minimum"], "--minimum") if given.get("minimum") else Decimal("0.1")
    least = _fen(given["minimum_amount"], "--minimum-amount") if given.get("minimum_amount") else 0
    daily = EXACT.divide(read_rate(given["rate"], "--rate"), Decimal(365))
    card = CardTerms(daily, share, least, cast(Rounding, given.get("rounding") or "half-up"))
    return minimum_payments(_fen(given["principal"], "--principal"), card, begins_on, dues[0])


def _cost_by_periods(schedule: Schedule, terms: LoanTerms) -> RateResult:
    """Return what the payments cost a year, period by period, fees included."""
    paid = {row.due: row.payment for row in schedule.rows}
    amounts = [-to_yuan(schedule.principal), *(to_yuan(paid.get(due, 0)) for due in terms.dues)]
    return irr(amounts, terms.periods_per_year)


def _cost_by_days(schedule: Schedule) -> RateResult:
    """Return what the payments cost a year by their days, fees included."""
    lent = CashFlow(schedule.begins_on, -to_yuan(schedule.principal), "advance")
    return xirr([lent, *(CashFlow(row.due, to_yuan(row.payment)) for row in schedule.rows)])


def _days(
    begins_on: date | None, first_due: date | None, every: Period, count: int, today: date
) -> tuple[date, tuple[date, ...]]:
    """Return the day of the loan and the due days: counted from the loan, or from the first due day where given."""
    try:
        if first_due is None:
            begins_on = begins_on or today
            return begins_on, tuple(add_period(begins_on, every, number) for number in range(1, count + 1))
        begins_on = begins_on or add_period(first_due, every, -1)
        if first_due <= begins_on:
            raise UnusableFigure(where="--first-due", given=first_due, why="before-the-loan", limit=begins_on)
        # A loan of the 31st first due on the last day of a shorter month goes on with month ends.
        ends = is_month_end(first_due) and is_month_end(begins_on) and begins_on.day > first_due.day
        return begins_on, tuple(series(first_due, every, count, month_end=ends))
    except (OverflowError, ValueError):
        raise UnusableFigure(where="--months", given=count, why="no-such-day", limit=None) from None


def _fen(value: object, where: str) -> Fen:
    amount = read_amount(value, where)
    if amount != amount.quantize(Decimal("0.01")):
        raise UnusableFigure(where=where, given=value, why="too-fine", limit=None)
    return to_fen(amount)


def _balloon(value: object, principal: Fen) -> Fen:
    if not value:
        return 0
    balloon = _fen(value, "--balloon")
    if balloon >= principal:
        raise UnusableFigure(where="--balloon", given=value, why="too-large", limit=principal / 100)
    return balloon


def _per_year(every: Period) -> int:
    """Return the periods in a year where that is a whole number; days count otherwise."""
    periods = per_year(every)
    return periods.numerator if periods.denominator == 1 else 1


def _by_days(every: Period) -> DayCount | None:
    return None if per_year(every).denominator == 1 else "actual/365"
