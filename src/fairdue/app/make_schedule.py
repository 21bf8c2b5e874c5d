"""Compute a schedule from what somebody typed, or say which option cannot be meant so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final, cast

from fairdue.intake.figures import looks_monthly, read_amount, read_count, read_period, read_rate
from fairdue.kernel.errors import UnusableFigure
from fairdue.kernel.money import Fen, Rounding, to_fen
from fairdue.kernel.months import MONTH, Period, add_period, is_month_end, series
from fairdue.reckoning.schedules import make_schedule
from fairdue.reckoning.unit_periods import per_year
from fairdue.records.money import DayCount, LoanTerms, RateWarning, Schedule, ScheduleKind

KINDS: Final = ("equal-payment", "equal-principal", "flat-fee", "interest-only", "bullet", "graduated")
ROUNDINGS: Final = ("half-up", "half-even", "down", "up")
MOST_INSTALMENTS: Final = 1200


@dataclass(frozen=True, slots=True)
class ScheduleAnswer:
    """A schedule and what must be said of it."""

    schedule: Schedule
    warnings: tuple[RateWarning, ...]


def make(given: Mapping[str, Any], today: date) -> ScheduleAnswer:
    """Compute a schedule; `given` holds the options as typed, None where they were left out.

    Without a day of the loan it begins today; without a first due day, one period later. Raises UnusableFigure, which
    names the option.
    """
    count = read_count(given["months"], "--months", 1, MOST_INSTALMENTS)
    every = read_period(given["every"], "--every") if given.get("every") else MONTH
    begins_on, dues = _days(given.get("begins_on"), given.get("first_due"), every, count, today)
    rate = read_rate(given["rate"], "--rate")
    principal = _fen(given["principal"], "--principal")
    terms = LoanTerms(
        cast(ScheduleKind, given["kind"]),
        principal,
        rate,
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
    warnings = (RateWarning("maybe-monthly", {"given": given["rate"]}),) if looks_monthly(given["rate"]) else ()
    return ScheduleAnswer(make_schedule(terms), warnings)


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
