"""One debt as documented: terms, money out, money in, fees, claim and what bears on limitation; None means not known.

Amounts are whole fen, rates are yearly fractions (`Decimal("0.24")` is 24 % a year). Nothing here is guessed: a list
left as None is unknown, an empty one says there was nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final, Literal, get_args

LenderKind = Literal[
    "bank",
    "consumer-finance",
    "microloan",
    "trust",
    "auto-finance",
    "platform",
    "guarantee",
    "insurer",
    "pawn",
    "leasing",
    "factoring",
    "local-amc",
    "unlicensed",
    "private",
    "assignee",
]
Product = Literal["loan", "credit-card"]
Repayment = Literal["equal-payment", "equal-principal", "flat-fee", "interest-only", "bullet"]
FeeKind = Literal[
    "interest-upfront",
    "service",
    "guarantee",
    "membership",
    "insurance",
    "consulting",
    "early-repayment",
    "collection",
    "other",
]
Taken = Literal["deducted", "paid", "claimed"]
Counted = Literal["yes", "no", "both"]
ItemKind = Literal["total", "principal", "interest", "late-interest", "compound", "penalty", "fees", "costs"]
Purpose = Literal["debt", "principal", "fees"]
EventKind = Literal["demand", "part-payment", "promise", "acknowledgement", "lawsuit", "assignment-notice", "obstacle"]
GuaranteeKind = Literal["general", "joint"]

LENDER_KINDS: Final[tuple[LenderKind, ...]] = get_args(LenderKind)
ITEM_KINDS: Final[tuple[ItemKind, ...]] = get_args(ItemKind)
EVENT_KINDS: Final[tuple[EventKind, ...]] = get_args(EventKind)


@dataclass(frozen=True, slots=True)
class Instalment:
    """One instalment as agreed: the day it falls due and what it is made of, in fen."""

    due: date
    principal: int
    interest: int = 0
    fee: int = 0


@dataclass(frozen=True, slots=True)
class Terms:
    """What was agreed.

    `rate_agreed` is False where the parties agreed no interest. `late_rate` is the yearly rate after the due day;
    `late_markup` says it as a share on top of `annual_rate` (0.5 is half as much again). `penalty_rate` is a yearly
    rate on overdue principal called 违约金. `order` is the agreed order of appropriation, empty for the statutory one.
    """

    principal: int | None = None
    annual_rate: Decimal | None = None
    rate_agreed: bool | None = None
    late_rate: Decimal | None = None
    late_markup: Decimal | None = None
    penalty_rate: Decimal | None = None
    compound: bool | None = None
    repayment: Repayment | None = None
    months: int | None = None
    first_due: date | None = None
    due_on: date | None = None
    instalments: tuple[Instalment, ...] = ()
    accelerated_on: date | None = None
    day_basis: Literal[360, 365] = 365
    order: tuple[Literal["costs", "interest", "principal"], ...] = ()


@dataclass(frozen=True, slots=True)
class Disbursement:
    """Money that reached the borrower, in fen: what was really received, not what the contract says."""

    on: date
    amount: int
    note: str = ""


@dataclass(frozen=True, slots=True)
class Payment:
    """Money the borrower paid, in fen; `purpose` is `fees` where it paid a fee listed apart, `principal` as agreed."""

    on: date
    amount: int
    payee: str = ""
    purpose: Purpose = "debt"
    note: str = ""


@dataclass(frozen=True, slots=True)
class Fee:
    """A fee beside interest, in fen: deducted from the money paid out, paid apart, or only claimed so far.

    `counted` is whether it belongs to the cost of the loan; `both` asks for both figures.
    """

    kind: FeeKind
    name: str = ""
    amount: int | None = None
    taken: Taken = "paid"
    on: date | None = None
    payee: str = ""
    counted: Counted = "both"


@dataclass(frozen=True, slots=True)
class ClaimItem:
    """One item of what the other side says is owed, in fen."""

    kind: ItemKind
    amount: int
    name: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """Something that bears on limitation; `reached` is whether a demand arrived, `until` ends a lawsuit or obstacle."""

    on: date
    kind: EventKind
    until: date | None = None
    reached: bool | None = None
    proof: str = ""


@dataclass(frozen=True, slots=True)
class Guarantee:
    """A guarantee by a person or firm: its kind, its agreed end, and what the creditor did and when."""

    name: str = ""
    kind: GuaranteeKind | None = None
    until: date | None = None
    period_agreed: bool | None = None
    demanded_on: date | None = None
    sued_on: date | None = None


@dataclass(frozen=True, slots=True)
class Judgment:
    """A judgment or other enforceable paper: when it took effect, its last day to perform, when enforcement was asked."""

    effective_on: date | None = None
    perform_by: date | None = None
    enforcement_asked_on: date | None = None


@dataclass(frozen=True, slots=True)
class Debt:
    """One debt with everything known of it; `as_of` is the day the claim is reckoned to."""

    id: str
    as_of: date
    lender: str = ""
    lender_kind: LenderKind | None = None
    holder: str = ""
    product: Product = "loan"
    contract_on: date | None = None
    filed_on: date | None = None
    terms: Terms = Terms()
    disbursements: tuple[Disbursement, ...] | None = None
    payments: tuple[Payment, ...] | None = None
    fees: tuple[Fee, ...] | None = None
    claim: tuple[ClaimItem, ...] = ()
    events: tuple[Event, ...] = ()
    guarantees: tuple[Guarantee, ...] = ()
    judgment: Judgment | None = None


@dataclass(frozen=True, slots=True)
class OfferFee:
    """A fee named in an offer: what it is called, how much, to whom, when, and whether one may refuse it."""

    kind: FeeKind
    name: str = ""
    amount: int | None = None
    taken: Taken = "paid"
    each_instalment: bool = False
    payee: str = ""
    optional: bool | None = None


@dataclass(frozen=True, slots=True)
class LoanOffer:
    """An offer before signing: the sum named, the sum that would arrive, the instalments, the fees, the rate quoted.

    `quoted_rate` is the number as advertised (a fraction) and `quoted_per` what it is said to be per.
    """

    id: str
    on: date
    lender: str = ""
    lender_kind: LenderKind | None = None
    amount: int | None = None
    received: int | None = None
    starts_on: date | None = None
    instalment: int | None = None
    months: int | None = None
    first_due: date | None = None
    fees: tuple[OfferFee, ...] = ()
    quoted_rate: Decimal | None = None
    quoted_per: Literal["day", "month", "year"] | None = None
    pay_before: int | None = None
    to_private_account: bool | None = None
