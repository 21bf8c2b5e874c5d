"""How a door is found by licence, place, issue and channel, and what the router says of it; no behaviour."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final, Literal, get_args

from fairdue.records.law import Citation

Issue = Literal[
    "danger",
    "self-harm",
    "threat",
    "conduct",
    "third-party",
    "privacy",
    "spam",
    "scam",
    "scam-paid",
    "fake-app",
    "fake-official",
    "fake-lawyer",
    "fees",
    "membership-fee",
    "negotiate",
    "not-my-debt",
    "credit-record",
    "paid-off",
    "lender-silent",
    "court-message",
    "sued",
    "payment-order",
    "enforcement",
    "mediation",
    "legal-advice",
    "optimiser",
]
ISSUES: Final[tuple[Issue, ...]] = get_args(Issue)
Question = Literal["licence", "province", "lender-province", "real-lender"]
Counting = Literal["court", "civil", "plain", "tolerant", "workdays"]


@dataclass(frozen=True, slots=True)
class DoorRoute:
    """When the router gives a door, how early, and why this one; the first route that holds counts."""

    when: str
    order: int
    because: str


@dataclass(frozen=True, slots=True)
class DoorTime:
    """A time limit of the body: the parameter that holds it, what it is for, what it counts from, and how.

    `when`: a condition under which it holds; empty for always.
    """

    parameter: str
    what: str
    starts: str
    counting: Counting
    when: str = ""


@dataclass(frozen=True, slots=True)
class DoorCard:
    """What a door takes and needs: accepted matters, limits, time limits, attachments, what to try next, its sources.

    `lead`: no official source says it, so it is given as something to ask 12345 about, never as fact. `asks`: what must
    be known before the right office of this body can be named. `registry`: rows of hotlines and duties it rests on.
    """

    routes: tuple[DoorRoute, ...]
    accepts: tuple[str, ...]
    limits: tuple[str, ...]
    attach: tuple[str, ...]
    checked_on: date
    expires_after_days: int
    times: tuple[DoorTime, ...] = ()
    fallback: tuple[str, ...] = ()
    asks: tuple[Question, ...] = ()
    citations: tuple[str, ...] = ()
    registry: tuple[str, ...] = ()
    lead: bool = False


@dataclass(frozen=True, slots=True)
class Licence:
    """Who watches over lenders of a kind: nfra, local, behind (ask who lends behind it), unknown, or none."""

    id: str
    supervisor: Literal["nfra", "local", "behind", "unknown", "none"]
    says: str
    source: str


@dataclass(frozen=True, slots=True)
class FormerBody:
    """A body that is gone, or a name no longer used: what took its place, and through which door."""

    id: str
    names: tuple[str, ...]
    until: str
    successor: str
    door: str
    says: str
    source: str


@dataclass(frozen=True, slots=True)
class DoorAsk:
    """What the person tells the router; None where unknown."""

    issue: Issue
    lender_kind: str | None = None
    province: str | None = None
    lender_province: str | None = None
    channel: str | None = None
    tried_lender: bool = False
    can_call: bool = True


@dataclass(frozen=True, slots=True)
class TimeLimit:
    """A time limit as it holds on a day: its value and unit, or None where no value is confirmed for that day."""

    what: str
    starts: str
    counting: Counting
    parameter: str
    value: int | None
    unit: str


@dataclass(frozen=True, slots=True)
class RoutedDoor:
    """One body for this person, in order, with all the pack says of it.

    `contact` only where the registry may show it as official; `stale` where the last check is older than allowed.
    """

    id: str
    name: str
    how: str
    contact: str | None
    confidence: str
    because: str
    accepts: tuple[str, ...]
    limits: tuple[str, ...]
    times: tuple[TimeLimit, ...]
    attach: tuple[str, ...]
    fallback: tuple[str, ...]
    citations: tuple[Citation, ...]
    registry_sources: tuple[str, ...]
    checked_on: date
    lead: bool
    stale: bool


@dataclass(frozen=True, slots=True)
class DoorQuestion:
    """What we do not know, and what would settle it."""

    id: str
    what: str
    would_settle: str


@dataclass(frozen=True, slots=True)
class Routing:
    """The doors for one question, first one first, and what is missing for a better answer."""

    doors: tuple[RoutedDoor, ...]
    missing: tuple[DoorQuestion, ...]
