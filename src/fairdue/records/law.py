"""Instruments, provisions, citations and dated parameters as the pack states them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

Binding = Literal[
    "law",
    "admin-regulation",
    "judicial-interpretation",
    "department-rule",
    "normative-document",
    "national-standard-recommended",
    "self-regulatory",
    "local-regulation",
    "repealed",
    "none",
]
Standing = Literal["suspected-unlawful", "rule-breach", "below-standard"]
Citable = Literal["article", "instrument-only", "no"]
Confidence = Literal["high", "medium", "low"]


@dataclass(frozen=True, slots=True)
class Source:
    """Where a fact was read; provenance only, never a link on a page."""

    title: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Instrument:
    """One statute, rule, standard or guideline: its folder in the pack."""

    id: str
    name: str
    issuer: str
    doc_number: str
    binding: Binding


@dataclass(frozen=True, slots=True)
class Provision:
    """One article, or a coherent group, in our own words, with its dates and how far it may be cited.

    `instrument` is the id of its folder, `name` the instrument's name as printed, `title` a short name where it has
    one of its own. The first and the last day (`effective_from`, `effective_to`) count; without a first day it never
    was in force.
    """

    id: str
    instrument: str
    name: str
    article: str
    binding: Binding
    standing: Standing | None
    citable: Citable
    topic: str
    effective_from: date | None
    effective_to: date | None
    successors: tuple[str, ...]
    applies_to: tuple[str, ...]
    gist: str
    consequence: str
    channels: tuple[str, ...]
    sources: tuple[Source, ...]
    checked_on: date | None
    confidence: Confidence
    numbers: Mapping[str, object] = field(default_factory=dict)
    note: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Citation:
    """A pointer to a provision, valid on a day; `article` is None where only the instrument may be named."""

    provision: str
    instrument: str
    article: str | None
    standing: Standing
    in_force_on: date
    note: str = ""


@dataclass(frozen=True, slots=True)
class DatedValue:
    """One value of a parameter from the day it takes effect, with the provision or source it rests on."""

    since: date
    value: object
    citation: str


@dataclass(frozen=True, slots=True)
class Parameter:
    """A legal number: what it is, its unit, its values by date, and until which day they are confirmed."""

    id: str
    topic: str
    title: str
    unit: str
    values: tuple[DatedValue, ...]
    checked_on: date
    confirmed_until: date | None
    expires_after_days: int
    note: str = ""
