"""What guidance and the agreement check need of a pack beyond the answer to one message: read only when asked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from fairdue.records.guidance import CardSheet, Contradiction, PaperKind, Script, SituationGroup
from fairdue.records.rules import Rule

TrapTopic = Literal[
    "principal",
    "limitation",
    "acceleration",
    "payee",
    "form",
    "waiver",
    "security",
    "fee",
    "secrecy",
    "default",
]
TrapSeverity = Literal["stop", "ask", "know"]


@dataclass(frozen=True, slots=True)
class TrapEffect:
    """What a clause brings about and what to ask for instead; `wanted` words are told where they are missing."""

    topic: TrapTopic
    severity: TrapSeverity
    effect: str
    ask: str
    citations: tuple[str, ...]
    practice: bool = False
    wanted: bool = False


@dataclass(frozen=True, slots=True)
class ClauseRule:
    """One rule of kind `clause`: how to find the clause, and what it means."""

    rule: Rule
    trap: TrapEffect


@dataclass(frozen=True, slots=True)
class Guide:
    """Groups of situations, papers, scripts, cards, contradictions, clause rules and words to explain of one pack."""

    groups: tuple[SituationGroup, ...]
    papers: Mapping[str, PaperKind]
    scripts: Mapping[str, Script]
    cards: Mapping[str, CardSheet]
    contradictions: tuple[Contradiction, ...]
    clauses: tuple[ClauseRule, ...]
    hard_words: tuple[str, ...] = ()
