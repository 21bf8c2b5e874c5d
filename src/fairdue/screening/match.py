"""Find the patterns of every rule in one reading of a message: the protocol, and the `re` reference all engines agree with."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple, Protocol

from fairdue.kernel.spans import Span
from fairdue.records.rules import Rule


class Hit(NamedTuple):
    """One pattern seen: the rule's place in the list, the pattern's name, and where (in the view)."""

    rule: int
    pattern: str
    span: Span


class Matcher(Protocol):
    """What every engine offers: all hits of all patterns in one text, in any order, without duplicates."""

    def scan(self, text: str) -> Iterable[Hit]:
        """Return the hits of every pattern and exception of every rule; offsets are characters of `text`."""
        ...


class ReferenceMatcher:
    """The plain reference: each pattern with `re`, tried only where a literal it cannot do without is present.

    Patterns are compiled when first needed, so that one message costs only the rules it resembles.
    """

    def __init__(self, rules: Sequence[Rule]) -> None:
        self._sources: list[tuple[int, str, str]] = []
        self._always: list[int] = []
        self._by_literal: dict[str, list[int]] = {}
        self._compiled: dict[int, re.Pattern[str]] = {}
        for place, rule in enumerate(rules):
            for name, source in _patterns(rule).items():
                at = len(self._sources)
                self._sources.append((place, name, source))
                literals = rule.literals.get(name, ())
                if not literals:
                    self._always.append(at)
                for literal in literals:
                    self._by_literal.setdefault(literal, []).append(at)

    def scan(self, text: str) -> list[Hit]:
        """Return the leftmost, non-overlapping hits of each pattern."""
        wanted = set(self._always)
        for literal, places in self._by_literal.items():
            if literal in text:
                wanted.update(places)
        hits: list[Hit] = []
        for at in sorted(wanted):
            place, name, source = self._sources[at]
            pattern = self._compiled.get(at)
            if pattern is None:
                pattern = self._compiled[at] = re.compile(source)
            hits.extend(
                Hit(place, name, Span(*found.span())) for found in pattern.finditer(text) if found.end() > found.start()
            )
        return hits


def _patterns(rule: Rule) -> Mapping[str, str]:
    return {**rule.patterns, **rule.exceptions}
