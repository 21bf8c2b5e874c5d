"""Find the patterns of every rule in one reading of a message: the protocol, and the `re` reference all engines agree with."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, Protocol

from fairdue.kernel.spans import Span
from fairdue.records.rules import Rule
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


# Where the literals of each pattern of one rule stand: numbers of sentences, or of lines.
_Announced = dict[str, set[int]]


class ReferenceMatcher:
    """The plain reference: each pattern with `re`, tried only where the rule's condition can still come to hold.

    A pattern whose literals are all absent cannot hit, in a sentence, a line or the whole text.
    """

    def __init__(self, rules: Sequence[Rule]) -> None:
        self._plans = [_plan(place, rule) for place, rule in enumerate(rules)]
        self._restless = [plan.place for plan in self._plans if plan.may_hold(plan.unannounced)]
        self._expressions = Expressions()
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
        searched = Searched(text, self._expressions)
        found: dict[int, _Announced] = {place: {} for place in self._restless}
        for literal, (sentences, lines) in searched.literals(self._by_start).items():
            for place, name in self._announced[literal]:
                places = sentences if self._plans[place].by_sentence else lines
                found.setdefault(place, {}).setdefault(name, set()).update(places)
        hits: list[Hit] = []
        for place in sorted(found):
            plan, announced = self._plans[place], found[place]
            if plan.may_hold(announced.keys() | plan.unannounced):
                hits.extend((_by_sentence if plan.by_sentence else _in_all)(plan, announced, searched))
        return hits


def _by_sentence(plan: _Plan, announced: _Announced, searched: Searched) -> Iterator[Hit]:
    """Try a rule in each sentence where its condition may hold by itself."""
    everywhere = plan.may_hold(plan.unannounced)
    numbers = range(len(searched.sentences)) if everywhere else sorted(set().union(*announced.values()))
    for number in numbers:
        names = {name for name, places in announced.items() if number in places} | plan.unannounced
        if everywhere or plan.may_hold(names):
            yield from _hits_of(plan, names, _finder(plan, searched, searched.sentences[number]))


def _finder(plan: _Plan, searched: Searched, unit: Span) -> Callable[[str, str], Sequence[Span]]:
    return lambda name, source: searched.in_unit(source, plan.words.get(name, ()), unit)


def _in_all(plan: _Plan, announced: _Announced, searched: Searched) -> list[Hit]:
    """Try a rule in the whole text."""

    def find(name: str, source: str) -> Sequence[Span]:
        return searched.in_all(source, plan.words.get(name, ()), announced.get(name))

    rarest_first = sorted(
        plan.patterns, key=lambda one: (one[0] not in plan.words, len(announced.get(one[0], searched.lines)))
    )
    return _hits_of(plan._replace(patterns=tuple(rarest_first)), announced.keys() | plan.unannounced, find)


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


def _plan(place: int, rule: Rule) -> _Plan:
    """Make one rule ready."""
    # Lists of words first: where one of them is absent, no expression need be compiled.
    patterns = tuple(sorted(rule.patterns.items(), key=lambda one: one[0] not in rule.words))
    exceptions = tuple(rule.exceptions.items())
    unannounced = frozenset(name for name, _ in (*patterns, *exceptions) if not rule.literals.get(name))
    by_sentence = rule.scope == "sentence"
    return _Plan(place, by_sentence, patterns, exceptions, rule.words, unannounced, could_hold(rule), promising(rule))
