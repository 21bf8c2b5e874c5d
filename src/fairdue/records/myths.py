"""Claims people meet, as the pack states them, and how a question finds them; no behaviour."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

Verdict = Literal["true", "false", "depends"]
Side = Literal["claim", "denial"]


@dataclass(frozen=True, slots=True)
class MythSource:
    """Where the verdict comes from, and how good that is."""

    title: str
    confidence: Literal["high", "medium", "low"]


@dataclass(frozen=True, slots=True)
class Myth:
    """One claim: how it is said, how its contrary is said, whether it holds, since when, why, and what to do instead."""

    id: str
    claim: str
    says: tuple[str, ...]
    denies: tuple[str, ...]
    verdict: Verdict
    answer: str
    why: str
    instead: str
    topic: str
    since: date | None = None
    until: date | None = None
    citations: tuple[str, ...] = ()
    sources: tuple[MythSource, ...] = ()


@dataclass(frozen=True, slots=True)
class FoundMyth:
    """A claim a question may mean: how near (0 to 1), the wording it is near to, and the side of that wording."""

    myth: Myth
    nearness: float
    wording: str
    side: Side
