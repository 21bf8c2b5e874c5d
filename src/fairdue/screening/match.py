"""Find the patterns of every rule in one reading of a message: the protocol, and the `re` reference all engines agree with."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable, Sequence
from typing import NamedTuple, Protocol

from fairdue.kernel.spans import Span
from fairdue.records.rules import Rule
from fairdue.screening.condition import could_hold


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
    """One rule made ready: its place, its patterns, those that no literal announces, and what could still hold."""

    place: int
    patterns: tuple[tuple[str, str], ...]
    unannounced: frozenset[str]
    may_hold: Callable[[Container[str]], bool]


class ReferenceMatcher:
    """The plain reference: each pattern with `re`, tried only while the rule's condition can still come to hold.

    A pattern whose literals are all absent cannot hit. Patterns are compiled when first needed, so that one message
    costs only the rules it resembles.
    """

    def __init__(self, rules: Sequence[Rule]) -> None:
        self._plans = [_plan(place, rule) for place, rule in enumerate(rules)]
        self._restless = [plan.place for plan in self._plans if plan.may_hold(plan.unannounced)]
        self._compiled: dict[str, re.Pattern[str]] = {}
        announced: dict[str, list[tuple[int, str]]] = {}
        for place, rule in enumerate(rules):
            for name in (*rule.patterns, *rule.exceptions):
                for literal in rule.literals.get(name, ()):
                    announced.setdefault(literal, []).append((place, name))
        self._announced = announced
        self._by_start: dict[str, list[str]] = {}
        for literal in sorted(announced):
            self._by_start.setdefault(literal[:2], []).append(literal)

    def scan(self, text: str) -> list[Hit]:
        """Return the hits of every rule whose condition may hold."""
        possible: dict[int, set[str]] = {place: set() for place in self._restless}
        for literal in self._present(text):
            for place, name in self._announced[literal]:
                possible.setdefault(place, set()).add(name)
        hits: list[Hit] = []
        for place in sorted(possible):
            plan = self._plans[place]
            names = possible[place] | plan.unannounced
            if plan.may_hold(names):
                hits.extend(self._hits_of(plan, names, text))
        return hits

    def _present(self, text: str) -> set[str]:
        """Find the literals that stand in a text, looked up by their first two characters."""
        found: set[str] = set()
        for start in {*text, *(text[at : at + 2] for at in range(len(text) - 1))} & self._by_start.keys():
            found.update(literal for literal in self._by_start[start] if literal in text)
        return found

    def _hits_of(self, plan: _Plan, possible: set[str], text: str) -> list[Hit]:
        hits: list[Hit] = []
        for name, source in plan.patterns:
            if name not in possible:
                continue
            pattern = self._compiled.get(source)
            if pattern is None:
                pattern = self._compiled[source] = re.compile(source)
            found = [
                Hit(plan.place, name, Span(*one.span())) for one in pattern.finditer(text) if one.end() > one.start()
            ]
            hits += found
            if not found:
                possible.discard(name)
                if not plan.may_hold(possible):
                    return []
        return hits


def _plan(place: int, rule: Rule) -> _Plan:
    """Make one rule ready; patterns come before exceptions, which are looked for only where the patterns hit."""
    patterns = (*rule.patterns.items(), *rule.exceptions.items())
    unannounced = frozenset(name for name, _ in patterns if not rule.literals.get(name))
    return _Plan(place, patterns, unannounced, could_hold(rule))
