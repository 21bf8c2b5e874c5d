"""How the pack states the ways to read the law on what a loan may cost; data only, no arithmetic."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal


@dataclass(frozen=True, slots=True)
class CapPart:
    """One line of a reading: for contracts formed and days lying between these days, so much a year.

    The rate is the parameter's value on `rate_on`, times the parameter `times` where there is one. `paid_up_to`:
    what was paid above the line stays paid up to this parameter; empty where a payment above the line counts against
    principal.
    """

    id: str
    parameter: str
    times: str
    rate_on: Literal["formed", "filed", "as-of", "first-day"]
    formed_from: date | None = None
    formed_to: date | None = None
    days_from: date | None = None
    days_to: date | None = None
    paid_up_to: str = ""
    citations: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LawReading:
    """One way to read the law for some kinds of lender: civil (what a court may support) or regulatory (what a
    supervisor may object to).

    Without parts it is the contract as agreed. `paid` is what becomes of payments above the line: `to-principal`, or
    `stays`. `main` readings come first; `needs_request` ones hold only where the borrower asks.
    """

    id: str
    title: str
    nature: Literal["civil", "regulatory"]
    main: bool
    lender_kinds: tuple[str, ...]
    products: tuple[str, ...]
    needs_request: bool
    paid: Literal["to-principal", "stays"]
    parts: tuple[CapPart, ...]
    because: str
    ask: str
    citations: tuple[str, ...]
    as_of_from: date | None = None


@dataclass(frozen=True, slots=True)
class FeeMeaning:
    """What a kind of fee is said to buy, what to ask about it, and whether it is a cost of the loan when tied to it."""

    id: str
    title: str
    buys: str
    ask: str
    citations: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ActBeforeYouAct:
    """An act that touches limitation, told before it is done: mostly the borrower's own, and what to do instead.

    `restarts`: whether it restarts the period or, once that has passed, gives the defence away. `group`: what it is made of.
    """

    id: str
    when: Literal["running", "passed"]
    act: str
    effect: str
    instead: str
    citations: tuple[str, ...] = ()
    by: Literal["you", "lender", "court"] = "you"
    restarts: Literal["yes", "no", "depends"] = "yes"
    group: Literal["answer", "payment", "paper", "other"] = "other"


@dataclass(frozen=True, slots=True)
class LendingGuide:
    """Everything the pack says of what a loan may cost and how to word it."""

    readings: tuple[LawReading, ...] = ()
    fees: tuple[FeeMeaning, ...] = ()
    acts: tuple[ActBeforeYouAct, ...] = ()
