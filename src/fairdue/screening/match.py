"""Find the patterns of every rule in one reading of a message: the protocol, and the `re` reference all engines agree with."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple, Protocol

from fairdue.kernel.spans import Span
from fairdue.records.rules import Rule
from fairdue.screening.condition import may_hold


class Hit(NamedTuple):
    """One pattern seen: the rule's place in the list, the pattern's name, and where (in the view)."""

    rule: int
    pattern: str
    span: Span


class Matcher(Protocol):
    """What every engine offers: the hits of all patterns and exceptions in one text, without duplicates.

    Hits of a rule whose condition cannot hold anywhere in the text may be left out.
    """

    def scan(self, text: str) -> Iterable[Hit]:
        """Return the hits, leftmost and not overlapping for each pattern; offsets are characters of `text`."""
        ...


class _Plan(NamedTuple):
    """One rule made ready: its place, and for each pattern the source and the literals one of which it cannot do without."""

    place: int
    rule: Rule
    patterns: tuple[tuple[str, str, tuple[str, ...]], ...]


class ReferenceMatcher:
    """The plain reference: each pattern with `re`, tried only while the rule's condition can still come to hold.

    A pattern whose literals are all absent cannot hit. Patterns are compiled when first needed, so that one message
    costs only the rules it resembles.
    """

    def __init__(self, rules: Sequence[Rule]) -> None:
        self._plans = [_Plan(place, rule, _patterns(rule)) for place, rule in enumerate(rules)]
        self._literals = frozenset(one for plan in self._plans for _, _, needed in plan.patterns for one in needed)
        self._compiled: dict[str, re.Pattern[str]] = {}

    def scan(self, text: str) -> list[Hit]:
        """Return the hits of every rule whose condition may hold."""
        present = {literal for literal in self._literals if literal in text}
        hits: list[Hit] = []
        for plan in self._plans:
            possible = {name for name, _, needed in plan.patterns if not needed or not present.isdisjoint(needed)}
            if may_hold(plan.rule, possible):
                hits.extend(self._hits_of(plan, possible, text))
        return hits

    def _hits_of(self, plan: _Plan, possible: set[str], text: str) -> list[Hit]:
        hits: list[Hit] = []
        for name, source, _ in plan.patterns:
            if name not in possible:
                continue
            pattern = self._compiled.get(source)
            if pattern is None:
                pattern = self._compiled[source] = re.compile(source)
            before = len(hits)
            hits.extend(
                Hit(plan.place, name, Span(*one.span())) for one in pattern.finditer(text) if one.end() > one.start()
            )
            if len(hits) == before:
                possible.discard(name)
                if not may_hold(plan.rule, possible):
                    return []
        return hits


def _patterns(rule: Rule) -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    """List patterns before exceptions, so that a rule without its patterns never looks for its exceptions."""
    both = (*rule.patterns.items(), *rule.exceptions.items())
    return tuple((name, source, tuple(rule.literals.get(name, ()))) for name, source in both)
