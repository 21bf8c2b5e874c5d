"""Find the patterns of every rule in one reading of a message: the protocol, and the `re` reference all engines agree with."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import NamedTuple, Protocol

from fairdue.kernel.spans import Span
from fairdue.records.rules import Rule
from fairdue.screening.announce import Announcer
from fairdue.screening.bitmaps import places_in
from fairdue.screening.condition import Hits, Units, promising, units_of, uses_of
from fairdue.screening.lexicon import Lexicon, Sought
from fairdue.screening.search import Expressions, Searched, Turns

# A rule that accuses is looked for in all units at once; of another one place is enough, so a few units come first.
_EVERY, _FIRST = 1 << 30, 2
# In so many passages a pattern is looked for in the whole text at once.
_MANY = 8


class Found(NamedTuple):
    """What was found of a rule in a sentence or in a passage; spans in their order. Each exception is found when asked for."""

    unit: Span
    patterns: Hits
    exceptions: Callable[[str], Sequence[Span]]


class Matcher(Protocol):
    """What every engine offers: the hits of all patterns and exceptions in one text, rule by rule, without duplicates.

    A rule of sentence scope is matched in each sentence by itself. Hits of a rule may be left out wherever its condition
    cannot hold: anywhere in the text, or in that sentence or passage. Of a rule of message scope any may be left out that change
    neither whether its condition holds nor what it quotes, with all hits or with those that are not aside.
    """

    def scan(
        self, text: str, turns: Turns | None = None, passages: Sequence[Span] = ()
    ) -> Iterable[tuple[int, Iterable[Found]]]:
        """Return for rules, by their place in the list, the hits: leftmost, not overlapping, in one turn, for each pattern.

        Offsets are characters of `text`. Who has seen enough of a rule leaves the rest unread, which is then not looked for.
        `turns` tells whose words are whose, None where all are one speaker's. A rule of message scope is matched in each of
        the passages by itself, in order; in the whole text where there are none. What stands before the first passage is
        judged elsewhere.
        """
        ...


class _Plan(NamedTuple):
    """One rule made ready: what it looks for, which hits count, in which units it could hold.

    Patterns stand with the rarest first. `at_once`: in so many units it is looked for first, in twice as many next, and so
    on. `first`: those of which the first hit counts; `pairs`: those that count near a hit of another, and how near.
    """

    by_sentence: bool
    at_once: int
    patterns: Mapping[str, Sought]
    exceptions: Mapping[str, Sought]
    first: frozenset[str]
    pairs: Mapping[str, Sequence[tuple[str, int]]]
    units: Units
    is_promising: Callable[[Hits], bool]


class ReferenceMatcher:
    """The plain reference: each pattern with `re`, tried only where the rule's condition can still come to hold.

    Without the index of the pack every pattern is tried everywhere; what holds and what is quoted is the same.
    """

    def __init__(self, rules: Sequence[Rule], lexicon: Lexicon | None = None) -> None:
        self._rules = rules
        self._lexicon = lexicon or Lexicon()
        self._announcer = Announcer(self._lexicon, rules)
        self._plans: dict[int, _Plan] = {}
        self._expressions = Expressions()

    def scan(
        self, text: str, turns: Turns | None = None, passages: Sequence[Span] = ()
    ) -> Iterator[tuple[int, Iterator[Found]]]:
        """Yield the hits of every rule whose condition may hold."""
        bitmaps = self._lexicon.bitmaps(text)
        searched = Searched(text, bitmaps, self._expressions, turns, passages)
        for place in self._announcer.announced(bitmaps):
            plan = self._plans.get(place) or self._plan(place)
            yield place, _by_sentence(plan, searched) if plan.by_sentence else _by_passage(plan, searched)

    def _plan(self, place: int) -> _Plan:
        """Make a rule ready when a text first resembles it."""
        rule, sought = self._rules[place], self._announcer.sought(place)
        uses = uses_of(rule)
        pairs: dict[str, list[tuple[str, int]]] = {}
        for one, other, reach in uses.near:
            pairs.setdefault(one, []).append((other, reach))
            pairs.setdefault(other, []).append((one, reach))
        plan = self._plans[place] = _Plan(
            rule.scope == "sentence",
            _EVERY if rule.finding else _FIRST,
            {name: sought[name] for name in sorted(rule.patterns, key=lambda name: sought[name].rank)},
            {name: sought[name] for name in rule.exceptions},
            uses.first,
            pairs,
            units_of(rule, lambda name: sought[name].rank),
            promising(rule),
        )
        return plan


def _by_sentence(plan: _Plan, searched: Searched) -> Iterator[Found]:
    """Try a rule in each sentence by itself where its condition could hold."""
    sought = plan.patterns
    numbers = places_in(
        plan.units(
            lambda name, among: among & searched.in_sentences(sought[name]),
            lambda one, other, reach, among: among,
            searched.judged,
        )
    )
    for some in _growing(numbers, plan.at_once):
        units: dict[int, dict[str, list[Span]]] = {}
        for name, own in sought.items():
            for number, spans in searched.by_sentence(own, some).items():
                units.setdefault(number, {})[name] = spans
        for number in sorted(units):
            if plan.is_promising(units[number]):
                yield Found(searched.sentences[number], units[number], partial(_exception, plan, searched, number))


def _growing(numbers: Sequence[int], count: int) -> Iterator[Sequence[int]]:
    """Yield so many of some numbers, then twice as many, and so on."""
    at = 0
    while at < len(numbers):
        yield numbers[at : at + count]
        at, count = at + count, 2 * count


def _exception(plan: _Plan, searched: Searched, number: int, name: str) -> Sequence[Span]:
    """Find an exception of a rule in one sentence."""
    sought = plan.exceptions[name]
    return searched.by_sentence(sought, (number,)).get(number, ()) if searched.may_match(sought) else ()


def _by_passage(plan: _Plan, searched: Searched) -> Iterator[Found]:
    """Try a rule in each passage by itself where its condition could hold."""
    sought = plan.patterns
    numbers = places_in(
        plan.units(
            lambda name, among: searched.in_passages(sought[name], among),
            lambda one, other, reach, among: searched.close(sought[one], sought[other], reach, among),
            (1 << len(searched.passages)) - 1,
        )
    )
    if numbers:
        yield from _InPassages(plan, searched).found(numbers)


class _InPassages:
    """One rule looked for in some passages of a text: the rarest of its patterns first, others near what these found."""

    def __init__(self, plan: _Plan, searched: Searched) -> None:
        self._plan, self._searched = plan, searched

    def found(self, numbers: Sequence[int]) -> Iterator[Found]:
        """Yield what was found in each of these passages where the condition may hold."""
        plan, searched = self._plan, self._searched
        for some in _growing(numbers, plan.at_once):
            units = [searched.passages[number] for number in some]
            hits: dict[str, Sequence[Span]] = {}
            for name, sought in plan.patterns.items():
                hits[name] = self._find(name, sought, units, hits) if searched.may_match(sought) else ()
            for unit in units:
                own = {name: kept for name, spans in hits.items() if (kept := _inside(spans, unit))}
                if plan.is_promising(own):
                    yield Found(unit, own, partial(self._exception, unit, own))

    def _exception(self, unit: Span, patterns: Hits, name: str) -> Sequence[Span]:
        """Find an exception in one passage, where some patterns were found."""
        sought = self._plan.exceptions[name]
        if not self._searched.bitmaps.begins_in(sought, unit.start, unit.end + 1):
            return ()
        return _inside(self._find(name, sought, (unit,), patterns), unit)

    def _find(self, name: str, sought: Sought, units: Sequence[Span], found: Hits) -> Sequence[Span]:
        """Find the hits of a pattern that count: in a cut text those in its passages, or near what is found already."""
        searched, plan = self._searched, self._plan
        pairs = plan.pairs.get(name, ())
        if not searched.has_parts:
            return searched.every(sought) if pairs else searched.first(sought)
        if not pairs or name in plan.first or any(partner not in found for partner, _ in pairs):
            return searched.every(sought) if len(units) > _MANY else searched.near(sought, units)
        places = [(start - reach, end + reach) for partner, reach in pairs for start, end in found[partner]]
        return searched.near(sought, places if len(pairs) == 1 else sorted(places))


def _inside(spans: Sequence[Span], unit: Span) -> Sequence[Span]:
    """Keep the spans, which are in order, that lie in a passage."""
    kept = spans[bisect_left(spans, (unit.start,)) : bisect_left(spans, (unit.end,))]
    return kept[:-1] if kept and kept[-1].end > unit.end else kept
