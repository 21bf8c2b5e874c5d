"""Find the patterns of every rule in one reading of a message: the protocol, and the `re` reference all engines agree with."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, Protocol

from fairdue.kernel.spans import Span
from fairdue.records.rules import LiteralIndex, Rule
from fairdue.screening.announce import Announced, Announcer
from fairdue.screening.cells import EVERYWHERE, Units, numbers
from fairdue.screening.condition import Hits, Uses, could_hold, promising, uses_of
from fairdue.screening.search import Expressions, Memory, Searched, Sought

IsAside = Callable[[Span], bool]
Find = Callable[[str, Sought, Hits], Sequence[Span]]


def nobody(span: Span) -> bool:
    """Tell that a span is the other side's: in a text that is no talk all of it is."""
    return False


class Hit(NamedTuple):
    """A pattern seen: the rule's place in the list, the pattern's name, and where (in the view), in their order."""

    rule: int
    pattern: str
    spans: Sequence[Span]


class Matcher(Protocol):
    """What every engine offers: the hits of all patterns and exceptions in one text, without duplicates.

    A rule of sentence scope is matched in each sentence by itself. Hits of a rule may be left out wherever its condition
    cannot hold: anywhere in the text, or in that sentence. Of a rule of message scope any may be left out that change
    neither whether its condition holds nor what it quotes, with all hits or with those that are not aside.
    """

    def scan(self, text: str, is_aside: IsAside = nobody, memory: Memory | None = None) -> Iterable[Hit]:
        """Return the hits, leftmost and not overlapping for each pattern; offsets are characters of `text`.

        `is_aside` tells of a span whether it begins in words that are not the other side's. In `memory`, empty at first,
        an engine may keep what it found in one reading of a message for the next;
        none need be kept where there is but one.
        """
        ...


class _Plan(NamedTuple):
    """One rule made ready: its place, its scope, its patterns, those that no literal announces, what could still hold."""

    place: int
    by_sentence: bool
    patterns: tuple[tuple[str, Sought], ...]
    exceptions: tuple[tuple[str, Sought], ...]
    reaches: Mapping[str, int]
    unannounced: frozenset[str]
    uses: Uses
    may_hold: Callable[[Container[str]], bool]
    is_promising: Callable[[Hits], bool]


class ReferenceMatcher:
    """The plain reference: each pattern with `re`, tried only where the rule's condition can still come to hold.

    A pattern of which the literals are absent cannot hit, in a sentence, around a place or in the whole text. Without the
    index of the pack every pattern is tried everywhere; what holds and what is quoted is the same.
    """

    def __init__(self, rules: Sequence[Rule], index: LiteralIndex | None = None) -> None:
        self._rules = rules
        self._announcer = Announcer(index or LiteralIndex(), rules)
        self._plans: dict[int, _Plan] = {}
        self._expressions = Expressions()

    def scan(self, text: str, is_aside: IsAside = nobody, memory: Memory | None = None) -> list[Hit]:
        """Return the hits of every rule whose condition may hold."""
        searched = Searched(text, self._expressions, is_aside, memory)
        found: dict[int, Announced] = {place: {} for place in self._announcer.restless}
        found |= self._announcer.announced(searched)
        hits: list[Hit] = []
        for place in sorted(found):
            announced = found[place]
            if self._announcer.could_hold(place, announced):
                plan = self._plan(place)
                if plan.by_sentence:
                    where = self._announcer.sentences(place, announced)
                    hits.extend(_by_sentence(plan, announced, searched, where))
                else:
                    hits.extend(_in_all(plan, announced, searched))
        return hits

    def _plan(self, place: int) -> _Plan:
        """Make a rule ready when a text first resembles it."""
        plan = self._plans.get(place)
        if plan is None:
            rule = self._rules[place]
            plan = self._plans[place] = _plan(place, rule, self._announcer)
        return plan


def _by_sentence(plan: _Plan, announced: Announced, searched: Searched, where: Units) -> Iterator[Hit]:
    """Try a rule in each sentence where its condition may hold by itself."""
    for number in range(len(searched.sentences)) if where == EVERYWHERE else numbers(where):
        names = {name for name, units in announced.items() if units >> number & 1} | plan.unannounced
        yield from _hits_of(plan, names, _finder(plan, searched, searched.sentences[number]))


def _finder(plan: _Plan, searched: Searched, unit: Span) -> Find:
    return lambda name, sought, spans: searched.in_unit(sought, unit)


def _in_all(plan: _Plan, announced: Announced, searched: Searched) -> list[Hit]:
    """Try a rule in the whole text."""
    cells, uses, reaches = searched.cells, plan.uses, plan.reaches
    where = {name: cells.around(units, reaches[name]) for name, units in announced.items()}
    possible = announced.keys() | plan.unannounced

    def find(name: str, sought: Sought, spans: Hits) -> Sequence[Span]:
        units = where.get(name, EVERYWHERE)
        stays_in_line = reaches.get(name, 0) > 0
        first = searched.first(sought, units, stays_in_line) if name in uses.first else []
        wanted = 0
        for one, other, reach in uses.near:
            if name in (one, other):
                partner = other if name == one else one
                if partner in spans:
                    wanted |= cells.touched(spans[partner], reach)
                elif partner in possible:
                    wanted |= cells.within(where.get(partner, EVERYWHERE), reach)
        near = searched.within(sought, units, wanted, stays_in_line) if wanted else []
        return sorted({*first, *near}) if first and near else first or near

    def rarity(one: tuple[str, Sought]) -> tuple[bool, int]:
        units = where.get(one[0], EVERYWHERE)
        return searched.is_short and not one[1].words, cells.count if units == EVERYWHERE else units.bit_count()

    rarest_first = plan._replace(patterns=tuple(sorted(plan.patterns, key=rarity)))
    return _hits_of(rarest_first, possible, find)


def _hits_of(plan: _Plan, possible: set[str], find: Find) -> list[Hit]:
    """Return the hits of one rule in one unit, none where its condition cannot hold; exceptions are looked for last."""
    spans: dict[str, Sequence[Span]] = {}
    for name, sought in plan.patterns:
        if name in possible:
            found = find(name, sought, spans)
            if found:
                spans[name] = found
            else:
                possible.discard(name)
                if not plan.may_hold(possible):
                    return []
    if not plan.is_promising(spans):
        return []
    for name, sought in plan.exceptions:
        if name in possible:
            spans[name] = find(name, sought, spans)
    return [Hit(plan.place, name, own) for name, own in spans.items() if own]


def _plan(place: int, rule: Rule, announcer: Announcer) -> _Plan:
    """Make one rule ready."""
    sought = announcer.sought(rule)
    # Lists of words first: where one of them is absent, no expression need be compiled.
    patterns = tuple(sorted(((name, sought[name]) for name in rule.patterns), key=lambda one: not one[1].words))
    return _Plan(
        place,
        rule.scope == "sentence",
        patterns,
        tuple((name, sought[name]) for name in rule.exceptions),
        announcer.reaches(rule),
        announcer.unannounced(rule),
        uses_of(rule),
        could_hold(rule),
        promising(rule),
    )
