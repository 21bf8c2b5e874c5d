"""What comes out of the audit of a debt, the look at limitation and the reading of an offer; amounts are whole fen.

A `Span` is a figure or, where something is unknown or the law is open, the range it lies in. For every line
claimed = supported + difference, at both ends: `supported.low + difference.high == claimed` and
`supported.high + difference.low == claimed`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from fairdue.records.assessment import Missing
from fairdue.records.debt import ItemKind
from fairdue.records.law import Citation

Nature = Literal["civil", "regulatory"]
RowKind = Literal["advance", "payment", "due", "costs", "rate-change", "claim-day"]
LimitationState = Literal["running", "passed", "not-begun", "cannot-tell"]


@dataclass(frozen=True, slots=True)
class Span:
    """A figure in fen as a range; both ends are equal where it is exact."""

    low: int
    high: int

    @property
    def is_exact(self) -> bool:
        """Tell whether the range is one figure."""
        return self.low == self.high


@dataclass(frozen=True, slots=True)
class Input:
    """One number put into a formula: its name, its value as text, its unit, and where it comes from."""

    name: str
    value: str
    unit: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """One step of the rebuilt account: what accrued since the row before, what was paid, what is left.

    `interest` = round(base * rate * days / basis) and `late_interest` = round(late_base * late_rate * days / basis),
    half up to the fen; interest of an instalment is `scheduled` = min(planned, room), `room` being None where no line
    limits it. `beyond` is interest above the
    line that is not supported any more but need not be paid back where it was paid. What is paid goes to costs,
    interest (late interest with it), principal, penalty; `surplus` is paid beyond everything owed. The fields ending in
    `_due`, and `principal`, are what is left after the row: principal + all `_due` but `beyond_due` is owed.
    """

    on: date
    kind: RowKind
    words: str
    days: int = 0
    basis: int = 365
    base: int = 0
    rate: Decimal = Decimal(0)
    interest: int = 0
    late_base: int = 0
    late_rate: Decimal = Decimal(0)
    late_interest: int = 0
    compound: int = 0
    penalty_rate: Decimal = Decimal(0)
    penalty: int = 0
    planned: int = 0
    room: int | None = None
    scheduled: int = 0
    beyond: int = 0
    advanced: int = 0
    costs: int = 0
    paid: int = 0
    to_costs: int = 0
    to_interest: int = 0
    to_beyond: int = 0
    to_late_interest: int = 0
    to_compound: int = 0
    to_principal: int = 0
    to_penalty: int = 0
    surplus: int = 0
    principal: int = 0
    interest_due: int = 0
    beyond_due: int = 0
    late_interest_due: int = 0
    compound_due: int = 0
    penalty_due: int = 0
    costs_due: int = 0


@dataclass(frozen=True, slots=True)
class CapFigure:
    """A cap on the day: its yearly rate as a fraction, how it came about, and its source."""

    id: str
    title: str
    nature: Nature
    rate: Decimal
    formula: str
    inputs: tuple[Input, ...]
    needs_request: bool
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read the law: what would be owed under it, why, and the account it rests on.

    `owed` is None where there is neither an account nor a claim to bound it. `main` marks the reading the lines use
    first; the others are the open questions, each computed.
    """

    id: str
    title: str
    main: bool
    owed: Span | None
    because: str
    caps: tuple[CapFigure, ...] = ()
    needs_request: bool = False
    citations: tuple[Citation, ...] = ()
    ledger: tuple[LedgerRow, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadingFigure:
    """What one reading supports of one item."""

    reading: str
    title: str
    supported: Span


@dataclass(frozen=True, slots=True)
class AuditLine:
    """One item of the claim, rebuilt: claimed, supported, difference, why, and what may be asked in which words."""

    item: ItemKind
    title: str
    claimed: int
    supported: Span
    difference: Span
    because: str
    formula: str
    inputs: tuple[Input, ...] = ()
    citations: tuple[Citation, ...] = ()
    readings: tuple[ReadingFigure, ...] = ()
    missing: tuple[Missing, ...] = ()
    ask: str = ""


@dataclass(frozen=True, slots=True)
class YearlyCost:
    """The true yearly cost of a loan in percent, with fees counted or not; None where no rate solves the flows."""

    title: str
    fees_counted: bool
    nominal_percent: Decimal | None
    effective_percent: Decimal | None
    total_paid: int
    total_received: int
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Ask:
    """Something that may be asked for: the words to use, whom to ask, and what they rest on."""

    words: str
    of: str
    citations: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class Audit:
    """A claim rebuilt line by line; `rebuilt` is what the account itself comes to, None where nothing is known of it.

    `where_money_went` adds up to everything the borrower paid: principal, interest, late interest, fees, surplus.
    """

    debt: str
    lender: str
    lender_kind: str | None
    as_of: date
    lines: tuple[AuditLine, ...]
    claimed: int
    supported: Span
    difference: Span
    rebuilt: Span | None
    readings: tuple[Reading, ...]
    caps: tuple[CapFigure, ...]
    costs: tuple[YearlyCost, ...]
    where_money_went: tuple[tuple[str, int], ...]
    missing: tuple[Missing, ...]
    notes: tuple[str, ...]
    asks: tuple[Ask, ...]

    @property
    def ledger(self) -> tuple[LedgerRow, ...]:
        """Return the account of the main reading; empty where no account could be rebuilt."""
        return next((one.ledger for one in self.readings if one.main), ())


@dataclass(frozen=True, slots=True)
class LimitationStep:
    """One day that made the period begin, begin anew, stop or end, and why."""

    on: date
    what: str
    because: str
    ends_on: date | None = None
    citations: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class Period:
    """One period of time: limitation, guarantee or enforcement; a defence a court may weigh, never a verdict.

    `ends_on` is the last day; `low`/`high` differ where readings or missing records leave it open.
    """

    kind: Literal["limitation", "longest", "guarantee", "enforcement"]
    title: str
    state: LimitationState
    ends_on: date | None
    ends_on_latest: date | None
    steps: tuple[LimitationStep, ...]
    because: str
    ask: str
    missing: tuple[Missing, ...] = ()
    citations: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class Restart:
    """An act that would begin the period anew or give the defence away: said before the user does it."""

    act: str
    effect: str
    instead: str
    citations: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class Limitation:
    """Every period that bears on a debt on a day, and what to know before acting."""

    debt: str
    as_of: date
    periods: tuple[Period, ...]
    before_you_act: tuple[Restart, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sign:
    """A warning sign in an offer: how grave, why, and its source."""

    id: str
    weight: Literal["grave", "serious", "notice"]
    because: str
    citations: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class FeeReading:
    """What one fee of an offer buys, as far as the offer says, and what it adds to the yearly cost."""

    name: str
    amount: int | None
    payee: str
    buys: str
    ask: str


@dataclass(frozen=True, slots=True)
class OfferReading:
    """An offer read before signing: what it costs a year, in yuan, what the fees buy, and what to beware of."""

    offer: str
    lender: str
    licence: str
    received: Span | None
    repaid: Span | None
    cost: Span | None
    costs: tuple[YearlyCost, ...]
    fees: tuple[FeeReading, ...]
    caps: tuple[CapFigure, ...]
    signs: tuple[Sign, ...]
    missing: tuple[Missing, ...]
    asks: tuple[Ask, ...]
