"""What the check of an agreement found: clauses to mind, words that are missing, names of payees; it holds no verdict."""

from __future__ import annotations

from dataclasses import dataclass

from fairdue.records.guide import TrapSeverity, TrapTopic
from fairdue.records.law import Citation


@dataclass(frozen=True, slots=True)
class Trap:
    """One clause to mind, where it stands, what signing it brings about, and what to ask for instead.

    text[start:end] == quote. `practice` where no provision says it.
    """

    rule: str
    title: str
    topic: TrapTopic
    severity: TrapSeverity
    quote: str
    start: int
    end: int
    why: str
    effect: str
    ask: str
    citations: tuple[Citation, ...]
    practice: bool


@dataclass(frozen=True, slots=True)
class Wanted:
    """Words a sound agreement has and this one lacks."""

    rule: str
    title: str
    severity: TrapSeverity
    effect: str
    ask: str
    citations: tuple[Citation, ...]
    practice: bool


@dataclass(frozen=True, slots=True)
class Payee:
    """A name the text gives to the account that is to receive the money; text[start:end] == name."""

    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class AgreementCheck:
    """Everything found in one agreement, traps in their order of gravity and place.

    `is_agreement`: whether the text reads like an agreement at all; only then is it said what is missing.
    """

    traps: tuple[Trap, ...]
    wanted: tuple[Wanted, ...]
    payees: tuple[Payee, ...]
    is_agreement: bool
