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
class LiteralIndex:
    """Which literals announce which patterns, so that a pattern is only tried where it could match.

    `patterns`: rule id, name, and how many characters a match has at most: negative where it may pass a line end, 0 where
    nothing is sure. `starts`: the first two characters of a literal (or its only one) → entries of a literal, FIELD and
    what it serves: the number of each pattern it announces alone, and g and the number of each group it belongs to.
    `groups`: "pattern.way.groups" for each way of a pattern to match that needs a literal of this group, and of so many
    groups in all. `rules`: the rules indexed → sets of patterns, one of which must be announced as a whole for the
    condition to hold (names with FIELD between, sets with ENTRY between); a pattern of theirs that is not listed needs no
    literal. `words`: "rule id, FIELD, name" → all a pattern can match, where they are few. `anchors`, by the same names, for
    patterns whose literals stand nearly everywhere: entries of "least most" and literals, with FIELD between: each match
    has one of them, of one or two characters, so many behind its beginning. ENTRY stands between entries and between
    words: long strings are read faster than many short ones.
    """

    rules: Mapping[str, str] = field(default_factory=dict)
    patterns: Sequence[tuple[str, str, int]] = ()
    starts: Mapping[str, str] = field(default_factory=dict)
    groups: Sequence[str] = ()
    words: Mapping[str, str] = field(default_factory=dict)
    anchors: Mapping[str, str] = field(default_factory=dict)


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
