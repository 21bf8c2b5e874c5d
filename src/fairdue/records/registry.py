"""Lenders, hotlines, numbering facts, genuine duties and scam patterns as the pack states them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Strength = Literal["hard", "strong", "weak", "against"]
ContactRole = Literal["main", "caller-id"]
PairedWith = Literal["link", "office", "lender", "none"]
Relation = Literal["official", "look-alike", "short-link", "unknown"]
How = Literal["exact", "alias", "product", "contains", "fuzzy", "number", "domain"]


@dataclass(frozen=True, slots=True)
class Contact:
    """A number or domain of a body; `shown` only where its confidence lets it be called official.

    A `caller-id` is a further number the body may call from: it helps to recognise, it is never shown to call back.
    """

    value: str
    confidence: str
    shown: bool
    role: ContactRole = "main"


@dataclass(frozen=True, slots=True)
class Lender:
    """One lender, platform, insurer or guarantor in the registry."""

    id: str
    name: str
    legal_entity: str
    licence_kind: str
    products: tuple[str, ...]
    aliases: tuple[str, ...]
    hotlines: tuple[Contact, ...]
    domains: tuple[Contact, ...]
    status: str
    confidence: str
    note: str = ""
    licence_basis: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Hotline:
    """A public number or address: what it takes, when to use it, what it never does."""

    id: str
    number: str
    name: str
    operator: str
    purpose: str
    use_when: str
    never_does: str
    note: str
    confidence: str
    shown: bool
    source: str = ""


@dataclass(frozen=True, slots=True)
class NumberRule:
    """What the shape of a number says about who may be behind it; it never proves anyone genuine.

    `pattern` must match the whole normalised number. `paired_with` names what the message must
    also hold for the strength to count: a link, a claimed office, a named lender; `none` means the number alone.
    """

    id: str
    kind: str
    title: str
    pattern: str
    strength: Strength | None
    because: str
    confidence: str
    paired_with: tuple[PairedWith, ...] = ("none",)
    source: str = ""


@dataclass(frozen=True, slots=True)
class Duty:
    """What a genuine collector does and how to check it."""

    id: str
    duty: str
    how_to_check: str
    normal_signs: str
    violation_means: str
    level: str
    confidence: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class ScamPattern:
    """One known trick: what it is after, its signs, what to do."""

    id: str
    name: str
    nature: Literal["scam", "unlawful", "intermediary"]
    gist: str
    signals: tuple[str, ...]
    hard_signals: tuple[str, ...]
    do: str
    confidence: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class Named:
    """One lender a query or a text may mean, and how it was found; `score` is 100 for everything but `fuzzy`."""

    lender: Lender
    how: How
    matched: str
    score: int = 100


@dataclass(frozen=True, slots=True)
class NumberReading:
    """What the shape of a number says: the number without decoration, its kind, the rules whose pattern it meets."""

    number: str
    kind: str
    rules: tuple[NumberRule, ...]
    country: str = ""


@dataclass(frozen=True, slots=True)
class DomainReading:
    """How a host relates to official ones; `resembles` is the official domain or number it imitates."""

    host: str
    domain: str
    relation: Relation
    resembles: str = ""
    defanged: str = ""


@dataclass(frozen=True, slots=True)
class LookUp:
    """What the registry knows of a name, number or domain; an unshown contact is recognised, never called official."""

    query: str
    asked: Literal["name", "number", "domain"]
    lenders: tuple[Named, ...] = ()
    hotlines: tuple[Hotline, ...] = ()
    number: NumberReading | None = None
    domain: DomainReading | None = None
    contact: Contact | None = None
    official: bool = False
    confidence: str = ""


@dataclass(frozen=True, slots=True)
class Registry:
    """Everything the pack knows of names, numbers and tricks.

    `short_links` are hosts that hide where a link leads; under `official_suffixes` only the state can register.
    """

    lenders: tuple[Lender, ...]
    hotlines: tuple[Hotline, ...]
    number_rules: tuple[NumberRule, ...]
    duties: tuple[Duty, ...]
    scam_patterns: tuple[ScamPattern, ...]
    short_links: tuple[str, ...] = ()
    official_suffixes: tuple[str, ...] = ()
