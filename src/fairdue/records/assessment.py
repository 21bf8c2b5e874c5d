"""One message, and what screening says of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final, Literal, get_args

from fairdue.records.court_paper import CourtPaper
from fairdue.records.guidance import Step, VerifyAt
from fairdue.records.law import Citation, Standing
from fairdue.records.rules import Kind, Severity, Stage, Topic, Weight

Verdict = Literal["likely-genuine", "likely-scam", "cannot-tell"]
Confirmed = Literal["app", "hotline", "no", "unknown"]
Channel = Literal["sms", "call", "im", "email", "letter", "visit", "app"]
Bare = Literal["only-a-link", "only-a-number", "not-chinese"]
CHANNELS: Final[tuple[Channel, ...]] = get_args(Channel)
CONFIRMED: Final[tuple[Confirmed, ...]] = get_args(Confirmed)


@dataclass(frozen=True, slots=True)
class Message:
    """One contact in words, as it arrived, with what the reader knows about it."""

    text: str
    channel: Channel | None = None
    sender: str | None = None
    received_at: datetime | None = None
    lender_kind: str | None = None
    confirmed: Confirmed = "unknown"


@dataclass(frozen=True, slots=True)
class Reason:
    """One sign for or against a scam, with the words it rests on where there are any."""

    signal: str
    weight: Weight
    because: str
    source: Literal["text", "sender", "registry", "account-check", "rule"]
    quote: str | None = None
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """Where a rule saw suspected conduct; `machine` until a person confirms it against the original."""

    rule: str
    topic: Topic
    standing: Standing
    severity: Severity
    quote: str
    start: int
    end: int
    because: str
    citations: tuple[Citation, ...]
    status: Literal["machine", "confirmed", "rejected"] = "machine"


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words of the message with their place: text[start:end] == quote."""

    quote: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Amount(Quoted):
    """A sum of money; `value` is decimal yuan with two places."""

    value: str
    role: str


@dataclass(frozen=True, slots=True)
class Deadline(Quoted):
    """A time limit in the message; `on` where the day follows from the words and the day of receipt."""

    on: date | None


@dataclass(frozen=True, slots=True)
class Phone(Quoted):
    """A telephone number and what its shape says."""

    number: str
    kind: str


@dataclass(frozen=True, slots=True)
class Url(Quoted):
    """A link, made inert, and how its domain relates to official ones."""

    defanged: str
    domain: str
    relation: Literal["official", "look-alike", "short-link", "unknown"]


@dataclass(frozen=True, slots=True)
class LenderNamed:
    """The lender a message names, resolved where the registry knows it."""

    as_written: str
    id: str | None
    name: str | None
    licence_kind: str | None


@dataclass(frozen=True, slots=True)
class MessageFacts:
    """What a message states: amounts, days, deadline, lender, numbers, links, accounts, case numbers, offices."""

    amounts: tuple[Amount, ...] = ()
    days_overdue: int | None = None
    deadline: Deadline | None = None
    lender: LenderNamed | None = None
    phones: tuple[Phone, ...] = ()
    urls: tuple[Url, ...] = ()
    accounts: tuple[Quoted, ...] = ()
    case_numbers: tuple[Quoted, ...] = ()
    claimed_offices: tuple[Quoted, ...] = ()


@dataclass(frozen=True, slots=True)
class Missing:
    """Something we do not know, and what would settle it."""

    what: str
    would_settle: str


@dataclass(frozen=True, slots=True)
class Genuineness:
    """Whether to believe the message: the verdict, a calibrated score, the reasons."""

    verdict: Verdict
    score: float
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Assessment:
    """What screening says of one message."""

    kind: Kind
    kind_confidence: float
    stage: Stage | None
    genuineness: Genuineness
    findings: tuple[Finding, ...]
    facts: MessageFacts
    third_party: bool | None
    missing: tuple[Missing, ...]
    dangers: tuple[str, ...] = field(default=())
    flags: tuple[str, ...] = field(default=())
    court_paper: CourtPaper | None = None
    bare: Bare | None = None  # nothing in it that could be judged


@dataclass(frozen=True, slots=True)
class PackInfo:
    """Which pack answered, and the day its law is looked at."""

    name: str
    version: str
    law_as_of: date


@dataclass(frozen=True, slots=True)
class Answer:
    """Assessment, where to verify, and what to do next: the fairdue.answer/1 document."""

    pack: PackInfo
    message: Message
    assessment: Assessment
    verify_at: tuple[VerifyAt, ...]
    next: tuple[Step, ...]
