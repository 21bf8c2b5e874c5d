"""Playbooks, steps and doors as the pack states them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from fairdue.records.law import Citation


@dataclass(frozen=True, slots=True)
class PlaybookStep:
    """One step of a playbook: when it applies, what to do and why, in how many days, and what it rests on."""

    id: str
    order: int
    when: str
    step: str
    why: str
    never: bool
    within_days: int | None
    paper: str | None
    citations: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Playbook:
    """Ordered steps for one situation."""

    id: str
    title: str
    when: str
    steps: tuple[PlaybookStep, ...]


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
class VerifyAt:
    """Where to check, and by which contact; `contact` only where it may be shown as official."""

    name: str
    how: str
    contact: str | None
    confidence: str
