"""One person's file: parties, debts, and what happened on which day; data only, kept by nobody here.

Every dated row of a case is an `Entry`. Money is whole fen, a day is a civil day in China, an hour is that day's.
`evidence` names items of the vault a row rests on. Ids are made by the store and never reused. Nothing written is
overwritten: a row that was wrong stays and a further one `corrects` it; what was said of a person, a debt, an exhibit
or a finding before it was said anew is a `Former`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Final, Literal, get_args

from fairdue.records.assessment import Channel
from fairdue.records.exhibit import Description
from fairdue.records.law import Standing
from fairdue.records.rules import Severity, Topic

Role = Literal["debtor", "lender", "assignee", "collector", "guarantor", "third-person"]
ROLES: Final[tuple[Role, ...]] = get_args(Role)
Direction = Literal["received", "sent"]
DIRECTIONS: Final[tuple[Direction, ...]] = get_args(Direction)
Status = Literal["machine", "confirmed", "rejected"]
STATUSES: Final[tuple[Status, ...]] = get_args(Status)
CheckedWhere = Literal["app", "hotline", "credit-report", "contract", "other"]
CHECKED_WHERE: Final[tuple[CheckedWhere, ...]] = get_args(CheckedWhere)
CheckShowed = Literal["overdue", "not-overdue", "no-such-debt", "other-amount", "unclear"]
CHECK_SHOWED: Final[tuple[CheckShowed, ...]] = get_args(CheckShowed)
AgreedOn = Literal["hours", "channel", "instalments", "settlement", "extension", "other"]
AGREED_ON: Final[tuple[AgreedOn, ...]] = get_args(AgreedOn)
RefusedWhat = Literal["contact-others", "contact-at-work", "visit", "hours", "personal-account", "other"]
REFUSED_WHAT: Final[tuple[RefusedWhat, ...]] = get_args(RefusedWhat)
Reply = Literal["none", "accepted", "refused"]
REPLIES: Final[tuple[Reply, ...]] = get_args(Reply)


@dataclass(frozen=True, slots=True)
class Case:
    """One file; `title` is the user's own name for it and appears on no neutral page."""

    id: str
    title: str
    opened_on: date
    closed_on: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody in the case; `reached_at` are numbers and accounts as written."""

    id: str
    role: Role
    name: str
    reached_at: tuple[str, ...] = ()
    is_organisation: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class DebtRef:
    """One debt as the file names it; its terms and ledger are a `Debt` of their own (records/debt.py)."""

    id: str
    lender: str
    product: str = ""
    contract_number: str = ""
    holder: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One dated row: the day, the hour where known, the user's words, whom and which debt it concerns.

    `corrects` is the id of the row this one stands in place of, `corrected_by` the id of the one in place of this: it
    is read from the other row and never written.
    """

    id: str = ""
    on: date
    at: time | None = None
    words: str = ""
    party: str | None = None
    debt: str | None = None
    evidence: tuple[str, ...] = ()
    recorded_at: datetime | None = None
    corrects: str | None = None
    corrected_by: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact(Entry):
    """One attempt to reach someone; `connected` and `seconds` belong to calls, `reached` is the number dialled."""

    channel: Channel
    direction: Direction = "received"
    sender: str = ""
    reached: str = ""
    connected: bool | None = None
    seconds: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement(Entry):
    """Both sides agreed on something; `until` is its last day where it has one."""

    agreed_on: AgreedOn
    until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal(Entry):
    """The user told the other side to stop something; the day counts from which it knew."""

    refused: RefusedWhat
    told_by: Channel | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountCheck(Entry):
    """The user's own look at the account: where, and what it showed."""

    where: CheckedWhere
    showed: CheckShowed
    amount_fen: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer(Entry):
    """A proposal to pay, ours (sent) or theirs (received), and the reply recorded so far."""

    direction: Direction
    amount_fen: int | None = None
    instalments: int | None = None
    reply: Reply = "none"
    reply_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Payment(Entry):
    """Money that went to the other side, and to whose account."""

    amount_fen: int
    payee: str = ""
    method: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document(Entry):
    """A paper in the file: a contract, a statement, a court paper, a letter sent or received."""

    title: str
    direction: Direction = "received"
    issuer: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline(Entry):
    """A day by which something must be done (`on`), what, and the day it was done."""

    what: str
    done_on: date | None = None
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Note(Entry):
    """The user's own words on a day."""


@dataclass(frozen=True, slots=True)
class CaseFinding:
    """A finding on one item: `machine` until a person read the original and confirmed or rejected it.

    `start` and `end` count characters of the item's text; `citations` are provision ids of the pack version named.
    `words` is what a person says of it in place of `because`, empty where the rule's own reason stands.
    """

    id: str
    evidence: str
    rule: str
    topic: Topic
    standing: Standing
    severity: Severity
    quote: str
    start: int
    end: int
    because: str
    citations: tuple[str, ...]
    pack_version: str
    found_on: date
    status: Status = "machine"
    decided_on: date | None = None
    words: str = ""


FormerKind = Literal["party", "debt", "exhibit", "finding"]


@dataclass(frozen=True, slots=True)
class Former:
    """What was said of something until it was said anew: its kind, its id or label, the words then, until when.

    `said` is a Party, a DebtRef, the Description of an exhibit or a CaseFinding.
    """

    kind: FormerKind
    ref: str
    said: Party | DebtRef | Description | CaseFinding
    replaced_at: datetime


@dataclass(frozen=True, slots=True)
class CaseFile:
    """A whole case as one value, for showing and for carrying it elsewhere; evidence bytes stay in the vault."""

    case: Case
    parties: tuple[Party, ...] = ()
    debts: tuple[DebtRef, ...] = ()
    entries: tuple[Entry, ...] = ()
    findings: tuple[CaseFinding, ...] = ()
    evidence: tuple[str, ...] = ()
    former: tuple[Former, ...] = ()
