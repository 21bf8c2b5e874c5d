"""Find the patterns of every rule in one reading of a message: the protocol, and the `re` reference all engines agree with."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, Protocol

from fairdue.kernel.spans import Span
from fairdue.records.rules import LiteralIndex, Rule
from fairdue.screening.announce import EVERYWHERE, Announced, Announcer, numbers
from fairdue.screening.condition import Hits, could_hold, promising
from fairdue.screening.search import Expressions, Searched


class Hit(NamedTuple):
    """A pattern seen: the rule's place in the list, the pattern's name, and where (in the view), in their order."""

    rule: int
    pattern: str
    spans: Sequence[Span]


class Matcher(Protocol):
    """What every engine offers: the hits of all patterns and exceptions in one text, without duplicates.

    A rule of sentence scope is matched in each sentence by itself. Hits of a rule may be left out wherever its condition
    cannot hold: anywhere in the text, or in that sentence.
    """

    def scan(self, text: str) -> Iterable[Hit]:
        """Return the hits, leftmost and not overlapping for each pattern; offsets are characters of `text`."""
        ...


class _Plan(NamedTuple):
    """One rule made ready: its place, its scope, its patterns, those that no literal announces, what could still hold."""

    place: int
    by_sentence: bool
    patterns: tuple[tuple[str, str], ...]
    exceptions: tuple[tuple[str, str], ...]
    words: Mapping[str, tuple[str, ...]]
    unannounced: frozenset[str]
    may_hold: Callable[[Container[str]], bool]
    is_promising: Callable[[Hits], bool]


class ReferenceMatcher:
    """The plain reference: each pattern with `re`, tried only where the rule's condition can still come to hold.

    A pattern of which the literals are absent cannot hit, in a sentence, a line or the whole text. Without the index of
    the pack every pattern is tried everywhere; the hits are the same.
    """

    def __init__(self, rules: Sequence[Rule], index: LiteralIndex | None = None) -> None:
        self._rules = rules
        self._announcer = Announcer(index or LiteralIndex(), rules)
        self._plans: dict[int, _Plan] = {}
        self._expressions = Expressions()

    def scan(self, text: str) -> list[Hit]:
        """Return the hits of every rule whose condition may hold."""
        searched = Searched(text, self._expressions)
        found: dict[int, Announced] = {place: {} for place in self._announcer.restless}
        found |= self._announcer.announced(searched)
        hits: list[Hit] = []
        for place in sorted(found):
            announced = found[place]
            if self._announcer.could_hold(place, announced):
                plan = self._plan(place)
                hits.extend((_by_sentence if plan.by_sentence else _in_all)(plan, announced, searched))
        return hits

    def _plan(self, place: int) -> _Plan:
        """Make a rule ready when a text first resembles it."""
        plan = self._plans.get(place)
        if plan is None:
            rule = self._rules[place]
            plan = self._plans[place] = _plan(place, rule, self._announcer)
        return plan


def _by_sentence(plan: _Plan, announced: Announced, searched: Searched) -> Iterator[Hit]:
    """Try a rule in each sentence where its condition may hold by itself."""
    everywhere = plan.may_hold(plan.unannounced)
    anywhere = 0
    for units in announced.values():
        anywhere |= units
    for number in range(len(searched.sentences)) if everywhere else numbers(anywhere):
        names = {name for name, units in announced.items() if units >> number & 1} | plan.unannounced
        if everywhere or plan.may_hold(names):
            yield from _hits_of(plan, names, _finder(plan, searched, searched.sentences[number]))


def _finder(plan: _Plan, searched: Searched, unit: Span) -> Callable[[str, str], Sequence[Span]]:
    return lambda name, source: searched.in_unit(source, plan.words.get(name, ()), unit)


def _in_all(plan: _Plan, announced: Announced, searched: Searched) -> list[Hit]:
    """Try a rule in the whole text."""

    def lines_of(name: str) -> list[int] | None:
        units = announced.get(name, EVERYWHERE)
        return None if units == EVERYWHERE else numbers(units)

    def find(name: str, source: str) -> Sequence[Span]:
        return searched.in_all(source, plan.words.get(name, ()), lines_of(name))

    def rarity(one: tuple[str, str]) -> tuple[bool, int]:
        units = announced.get(one[0], EVERYWHERE)
        return one[0] not in plan.words, len(searched.lines) if units == EVERYWHERE else units.bit_count()

    rarest_first = plan._replace(patterns=tuple(sorted(plan.patterns, key=rarity)))
    return _hits_of(rarest_first, announced.keys() | plan.unannounced, find)


def _hits_of(plan: _Plan, possible: set[str], find: Callable[[str, str], Sequence[Span]]) -> list[Hit]:
    """Return the hits of one rule in one unit, none where its condition cannot hold; exceptions are looked for last."""
    spans: dict[str, Sequence[Span]] = {}
    for name, source in plan.patterns:
        if name in possible:
            found = find(name, source)
            if found:
                spans[name] = found
            else:
                possible.discard(name)
                if not plan.may_hold(possible):
                    return []
    if not plan.is_promising(spans):
        return []
    for name, source in plan.exceptions:
        if name in possible:
            spans[name] = find(name, source)
    return [Hit(plan.place, name, own) for name, own in spans.items() if own]


def _plan(place: int, rule: Rule, announcer: Announcer) -> _Plan:
    """Make one rule ready."""
    words = announcer.words(rule)
    # Lists of words first: where one of them is absent, no expression need be compiled.
    patterns = tuple(sorted(rule.patterns.items(), key=lambda one: one[0] not in words))
    return _Plan(
        place,
        rule.scope == "sentence",
        patterns,
        tuple(rule.exceptions.items()),
        words,
        announcer.unannounced(rule),
        could_hold(rule),
        promising(rule),
    )
