"""Playbooks, steps, doors, scripts, cards and papers as the pack states them, and what guidance makes of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from fairdue.records.facts import FactValue
from fairdue.records.law import Citation

# In this order conflicts are settled: what stands first is done first (guidance/order.py).
Band = Literal["safety", "money", "right", "evidence", "talk", "plan"]
Promise = Literal["amount", "date"]


@dataclass(frozen=True, slots=True)
class PlaybookStep:
    """One step of a playbook: when it applies, what to do, why and how, by when, and what it rests on.

    `by` is the time limit in words; `within_days` counts from today where the day itself can be named. `tell`: whom else
    to tell. `registry`: hotlines, duties and scam patterns it rests on; `practice` where no provision and no row of the
    registry says it. `yields_to`: steps beside which this one is left out.
    """

    id: str
    order: int
    when: str
    step: str
    why: str
    never: bool
    within_days: int | None
    paper: str | None
    citations: tuple[str, ...]
    how: str = ""
    by: str = ""
    tell: tuple[str, ...] = ()
    registry: tuple[str, ...] = ()
    practice: bool = False
    yields_to: tuple[str, ...] = ()
    limit: str = ""


@dataclass(frozen=True, slots=True)
class Situation:
    """How a playbook is chosen by a person: in whose words, in which group, and what choosing it states.

    `says` is the situation as the person says it. `fits` tells which facts lead here from an answer; `facts` are stated by
    the choice; `asks` are keys of facts worth asking for on the page; `scripts` and `cards` go with it.
    """

    says: str
    group: str
    order: int
    lead: str
    fits: str = ""
    facts: Mapping[str, FactValue] = field(default_factory=dict)
    asks: tuple[str, ...] = ()
    scripts: tuple[str, ...] = ()
    cards: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SituationGroup:
    """A heading under which situations are listed, in the order of the file."""

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class Playbook:
    """Ordered steps for one situation; without `situation` it only adds to others by its facts."""

    id: str
    title: str
    when: str
    steps: tuple[PlaybookStep, ...]
    situation: Situation | None = None


@dataclass(frozen=True, slots=True)
class PaperKind:
    """A paper that steps name; `comes-with-letters` where no template of it exists yet."""

    id: str
    title: str
    state: Literal["exists", "comes-with-letters"]
    what: str
    where: str = ""


@dataclass(frozen=True, slots=True)
class ScriptLine:
    """Words to say, what they do, and in answer to what; `promise` where they promise a sum or a day."""

    say: str
    does: str
    after: str = ""
    promise: tuple[Promise, ...] = ()


@dataclass(frozen=True, slots=True)
class RedLine:
    """Something not to say or do, and why."""

    words: str
    why: str


@dataclass(frozen=True, slots=True)
class Script:
    """What to say in one kind of talk, line by line; `for_debtor` is false where the speaker owes nothing."""

    id: str
    title: str
    where: Literal["call", "workplace", "door", "letter"]
    lead: str
    lines: tuple[ScriptLine, ...]
    red_lines: tuple[RedLine, ...]
    citations: tuple[str, ...]
    for_debtor: bool = True


@dataclass(frozen=True, slots=True)
class CardPart:
    """One part of a card: a heading and its lines."""

    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CardSheet:
    """One page to print and keep: by the door, or for a relative."""

    id: str
    title: str
    lead: str
    parts: tuple[CardPart, ...]
    citations: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Facts that cannot hold together: what to say of them, and what would settle it."""

    id: str
    when: str
    says: str
    settle: str


@dataclass(frozen=True, slots=True)
class Door:
    """A body to verify with or turn to: when it is shown, how to reach it, how sure we are of its number."""

    id: str
    name: str
    when: str
    how: str
    hotline: str | None
    order: int


@dataclass(frozen=True, slots=True)
class Step:
    """One step for this person now."""

    id: str
    step: str
    why: str
    by: date | None
    never: bool
    paper: str | None
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Advice:
    """A step for this person now with all the pack says of it, and why it was chosen.

    `because` are the facts that led here, as `key` or `key = value`; `left_out` the steps that gave way to this one.
    """

    step: Step
    band: Band
    playbook: str
    playbook_title: str
    how: str
    by_words: str
    tell: tuple[str, ...]
    registry: tuple[str, ...]
    practice: bool
    because: tuple[str, ...]
    left_out: tuple[str, ...] = ()
    limit: str = ""


@dataclass(frozen=True, slots=True)
class Clash:
    """Two facts that do not go together, said plainly, and what would settle it."""

    id: str
    says: str
    settle: str


@dataclass(frozen=True, slots=True)
class VerifyAt:
    """Where to check, and by which contact; `contact` only where it may be shown as official."""

    name: str
    how: str
    contact: str | None
    confidence: str
