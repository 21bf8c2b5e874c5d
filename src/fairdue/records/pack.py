"""A country's data as one frozen record: what the loader hands to everyone."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from fairdue.records.court_paper import PaperGuide
from fairdue.records.facts import FactKey
from fairdue.records.guidance import Door, Playbook
from fairdue.records.law import Instrument, Parameter, Provision
from fairdue.records.leaning import Leaning
from fairdue.records.registry import Registry
from fairdue.records.rules import PatternIndex, Rule, Weight

if TYPE_CHECKING:
    from fairdue.records.lending import LendingGuide


@dataclass(frozen=True, slots=True)
class Folding:
    """How to undo disguise: characters to fold, words written to evade, separators to step over."""

    characters: Mapping[str, str]
    words: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Context:
    """Words around a hit that change its meaning, such as a negation before it; rules name the kinds they heed.

    `where`: before (within `reach` characters before the hit, same clause), sentence, message, inside (quotation
    marks around the hit), or within (among the words of the hit itself). `unless`: words that break the context;
    between it and the hit where `where` is before.
    """

    id: str
    kind: str
    where: str
    pattern: str
    unless: str
    reach: int


@dataclass(frozen=True, slots=True)
class Speaker:
    """Labels that stand before a person's words in a call or a chat, whose they are, and words that such a person says.

    `role`: reader, customer or debtor (the reader as the other side names him), collector, relative, adviser, caller.
    `where`: whole or part.
    """

    id: str
    role: str
    where: str
    labels: tuple[str, ...]
    cues: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Phrase:
    """A sentence the code needs to say: its weight where it is a sign, and the words."""

    id: str
    weight: Weight | None
    words: str


@dataclass(frozen=True, slots=True)
class Term:
    """One entry of the glossary in both languages."""

    id: str
    zh: str
    en: str
    means: str


@dataclass(frozen=True, slots=True)
class Pack:
    """Law, numbers, registry, rules, playbooks and words of one country on one version.

    `familiar_domains` are in no register, yet too well known for a rule to suspect a link because of them.
    `read_lending` hands over what the law says of lending; most messages never ask for it.
    """

    name: str
    version: str
    checked_on: date
    begins_on: date
    instruments: Mapping[str, Instrument]
    provisions: Mapping[str, Provision]
    parameters: Mapping[str, Parameter]
    registry: Registry
    rules: tuple[Rule, ...]
    playbooks: tuple[Playbook, ...]
    doors: tuple[Door, ...]
    fact_keys: Mapping[str, FactKey]
    folding: Folding
    contexts: tuple[Context, ...]
    phrases: Mapping[str, Phrase]
    glossary: tuple[Term, ...]
    court_papers: PaperGuide = PaperGuide()
    read_lending: Callable[[], LendingGuide] | None = field(default=None, compare=False, repr=False)
    index: PatternIndex = PatternIndex()
    leaning: Leaning = Leaning()
    speakers: tuple[Speaker, ...] = ()
    familiar_domains: tuple[str, ...] = ()

    @property
    def lending(self) -> LendingGuide:
        """What the law says of lending; empty in a pack that says nothing."""
        from fairdue.records.lending import LendingGuide

        return self.read_lending() if self.read_lending else LendingGuide()
