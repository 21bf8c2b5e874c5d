"""What an account is rebuilt from and what it comes to; data only, in whole fen and yearly fractions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from fairdue.records.audit import LedgerRow
from fairdue.records.debt import Instalment


@dataclass(frozen=True, slots=True)
class Line:
    """A limit on what may accrue from `since` on: the yearly rate, and the rate up to which a payment stays paid.

    `stays` is None where whatever was agreed stays paid.
    """

    since: date
    rate: Decimal | None
    stays: Decimal | None


@dataclass(frozen=True, slots=True)
class Inflow:
    """One payment by the borrower, in fen; `to_principal` where it was agreed to reduce principal first."""

    on: date
    amount: int
    words: str = ""
    to_principal: bool = False


@dataclass(frozen=True, slots=True)
class Account:
    """Everything an account is rebuilt from; rates are yearly fractions, amounts fen.

    With a plan whose instalments carry interest, interest falls due by the plan; otherwise it accrues daily at
    `annual_rate`. `plan` may sum to another principal than was paid out: it is scaled to what was.
    """

    advances: tuple[tuple[date, int], ...]
    inflows: tuple[Inflow, ...]
    plan: tuple[Instalment, ...]
    annual_rate: Decimal
    late_rate: Decimal
    penalty_rate: Decimal
    compound: bool
    basis: int
    as_of: date
    accelerated_on: date | None = None
    principal_first: bool = False


@dataclass(slots=True)
class Balances:
    """What is owed at a moment, by kind, in fen."""

    principal: int = 0
    interest: int = 0
    beyond: int = 0
    late_interest: int = 0
    compound: int = 0
    penalty: int = 0

    @property
    def owed(self) -> int:
        """Everything that could be asked for now."""
        return self.principal + self.interest + self.late_interest + self.compound + self.penalty


@dataclass(frozen=True, slots=True)
class Book:
    """The rebuilt account: its rows, what is owed at the end, how much of the principal is due, what came in too much."""

    rows: tuple[LedgerRow, ...]
    end: Balances
    overdue: int
    surplus: int
