"""Rules as the pack states them: patterns, a condition, what a match means, and the examples that prove it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

Topic = Literal[
    "threat",
    "violence",
    "insult",
    "defamation",
    "privacy-leak",
    "impersonation",
    "false-statement",
    "third-party-contact",
    "public-exposure",
    "personal-account",
    "harassment",
    "hours",
    "frequency",
    "visit",
    "fees",
    "other",
]
Kind = Literal["collection", "scam", "loan-ad", "intermediary-ad", "official-notice", "other"]
Stage = Literal["due", "overdue", "legal", "visit", "third-party"]
Disguise = Literal["spaces", "emoji", "variants", "homophones", "traditional", "pinyin", "digits"]
Severity = Literal["notice", "serious", "grave"]
Weight = Literal["hard", "strong", "weak", "against"]


@dataclass(frozen=True, slots=True)
class FindingEffect:
    """A match is suspected conduct against the debtor: the topic, how grave, why, and the provisions it rests on."""

    topic: Topic
    severity: Severity
    because: str
    citations: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SignalEffect:
    """A match is a sign for or against a scam, tied to the patterns of the registry."""

    weight: Weight
    because: str
    patterns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Match:
    """A message the rule must catch; `quote` is what it must quote, where the author pins it."""

    text: str
    quote: str | None = None


@dataclass(frozen=True, slots=True)
class Ignore:
    """A message the rule must leave alone, and why."""

    text: str
    because: str


# Characters of the private area, which no pattern writes and JSON need not escape.
ENTRY, FIELD = "\ue000", "\ue001"


@dataclass(frozen=True, slots=True)
class PatternIndex:
    """What a matcher must know of all patterns, so that each is only tried where it could match.

    `patterns`: of each source how many characters a match has at most (0 where nothing is sure), a rank (the lower the
    rarer), its shape as `loader.shapes` writes it (empty where none is sure), and all it can match, where that is a few
    words, with ENTRY between. `words`: of each word the numbers of the sets of words, as shapes name them, that it is in;
    `longest`: how many characters one has at most. `classes`: those of the gaps of
    shapes, `+` and the characters or `-` and those left out. `rules`: the rules indexed, each with the places in `patterns`
    of its own ("name place", with FIELD between). `keyed`: of each set of words the places of rules in `rules`; a rule of
    which a text has no such set cannot hold there, except those of `restless`. `contexts`: the place in `patterns` of each
    context's. Long strings are read faster than many short ones.
    """

    rules: Sequence[tuple[str, str]] = ()
    restless: Sequence[int] = ()
    patterns: Sequence[tuple[int, int, str, str]] = ()
    words: Mapping[str, str] = field(default_factory=dict)
    longest: int = 0
    classes: Sequence[str] = ()
    keyed: Sequence[str] = ()
    contexts: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of kind `text`; patterns are sources with fragments already filled in.

    `hours`: the rule asks for a contact whose hour is known and lies between the two, over midnight where the first is
    the later.
    """

    id: str
    title: str
    status: Literal["active", "draft", "withdrawn"]
    summary: str
    why: str
    channels: tuple[str, ...]
    effective_from: date | None
    effective_to: date | None
    scope: Literal["sentence", "message"]
    patterns: Mapping[str, str]
    exceptions: Mapping[str, str]
    condition: str
    quote: str
    heeds: tuple[str, ...]
    finding: FindingEffect | None
    signal: SignalEffect | None
    reads_as: Mapping[Kind, int]
    stage: Stage | None
    third_party: bool | None
    danger: str | None
    matches: tuple[Match, ...]
    ignores: tuple[Ignore, ...]
    flags: tuple[str, ...] = ()
    hours: tuple[int, int] | None = None
