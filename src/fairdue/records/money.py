"""Money over time as the rooms hand it to each other: flows, schedules, rates, interest, and what a payment went to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal

from fairdue.kernel.money import Fen, Rounding
from fairdue.kernel.months import Period

Counted = Literal["yes", "no", "both"]
FlowKind = Literal["advance", "payment", "fee", "refund"]
DayCount = Literal["actual/365", "actual/360", "actual/actual", "30/360"]
RateMethod = Literal["irr", "xirr", "us-actuarial", "eu-aprc", "simple"]
ScheduleKind = Literal["equal-payment", "equal-principal", "flat-fee", "interest-only", "bullet", "graduated"]
# What a payment can go to; the statutory order is cost, interest, principal unless agreed otherwise.
ItemKind = Literal["cost", "interest", "compound-interest", "late-interest", "penalty", "fee", "principal"]


@dataclass(frozen=True, slots=True)
class CashFlow:
    """One movement of money seen by the lender: what the borrower receives is negative, what he pays is positive.

    `amount` is exact decimal yuan. `payee` says who got it where that was not the lender. `counted` says whether the
    amount belongs to the cost of the loan: `both` asks for two figures, one with it and one without.
    """

    on: date
    amount: Decimal
    kind: FlowKind = "payment"
    payee: str = ""
    label: str = ""
    counted: Counted = "yes"


@dataclass(frozen=True, slots=True)
class LoanTerms:
    """What a schedule is computed from.

    `dues` are the days of the instalments. Interest of a period is `annual_rate` divided by `periods_per_year`, or by
    the days of the period where `day_count` is given. `grace` instalments at the start pay interest only; `balloon` is
    principal left for the last instalment; a graduated payment grows by `step_rate` every `step_every` instalments;
    `fee_each` comes on top of every instalment.
    """

    kind: ScheduleKind
    principal: Fen
    annual_rate: Decimal
    begins_on: date
    dues: tuple[date, ...]
    periods_per_year: int = 12
    day_count: DayCount | None = None
    grace: int = 0
    balloon: Fen = 0
    step_rate: Decimal = Decimal(0)
    step_every: int = 12
    fee_each: Fen = 0
    rounding: Rounding = "half-up"


@dataclass(frozen=True, slots=True)
class CardTerms:
    """What a revolving card balance is paid down by: a daily rate, and the least that must be paid each month.

    The minimum is `minimum_share` of the balance plus interest, at least `minimum_fen`.
    """

    daily_rate: Decimal
    minimum_share: Decimal = Decimal("0.1")
    minimum_fen: Fen = 0
    rounding: Rounding = "half-up"


@dataclass(frozen=True, slots=True)
class ScheduleRow:
    """One instalment in whole fen: payment = principal + interest + fee; `balance` is the principal left after it."""

    number: int
    due: date
    payment: Fen
    principal: Fen
    interest: Fen
    fee: Fen
    balance: Fen


@dataclass(frozen=True, slots=True)
class Schedule:
    """What is to be paid when: the rows, and the terms they were computed from.

    `annual_rate` is the contract rate as a yearly fraction (0.24 is 24 % a year), as everywhere outside RateResult.
    """

    kind: str
    principal: Fen
    annual_rate: Decimal
    begins_on: date
    rows: tuple[ScheduleRow, ...]
    rounding: Rounding = "half-up"


@dataclass(frozen=True, slots=True)
class RateQuestion:
    """What somebody wants the annual cost of: dated flows, or evenly spaced amounts with how many periods a year has.

    In `periodic` what the borrower received is negative, and the first amount stands at time zero.
    """

    method: RateMethod
    flows: tuple[CashFlow, ...] = ()
    periodic: tuple[Decimal, ...] = ()
    per_year: int = 1
    unit_period: Period | None = None
    day_count: DayCount | None = None
    begins_on: date | None = None


@dataclass(frozen=True, slots=True)
class RateWarning:
    """Something to know before a rate is used: a stable code and the values its words need."""

    code: str
    values: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RateResult:
    """The annual cost by one method, in percent; a figure that does not exist is None and a warning says why.

    `percent` is the figure the method publishes. `periodic_percent` is the rate of one period, `per_year` how many
    of them make a year; nominal = periodic × per_year; effective = (1 + periodic)^per_year - 1.
    Solved to about 1e-9 of a percent.
    """

    method: RateMethod
    percent: float | None
    nominal_percent: float | None
    effective_percent: float | None
    periodic_percent: float | None
    per_year: float
    warnings: tuple[RateWarning, ...] = ()
    roots: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class RatePeriod:
    """A yearly rate as a fraction (0.24 is 24 %) from a day on, until the next such record begins."""

    since: date
    annual_rate: Decimal


@dataclass(frozen=True, slots=True)
class InterestSpan:
    """Interest over one stretch of days in which neither principal nor rate changed.

    `since` counts, `until` does not: days = until - since. `exact` is decimal yuan before rounding.
    """

    since: date
    until: date
    days: int
    principal: Fen
    annual_rate: Decimal
    exact: Decimal


@dataclass(frozen=True, slots=True)
class Owed:
    """One item that can be owed: which debt, of what kind, how much, since when due.

    `security` (0 none, more is better secured) and `burden` (yearly rate) order several debts.
    """

    debt: str
    kind: ItemKind
    amount: Fen
    due_on: date
    security: int = 0
    burden: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class Applied:
    """Part of a payment and the item it went to."""

    debt: str
    kind: ItemKind
    due_on: date
    amount: Fen
