"""Find the patterns of every rule in one reading of a message: the protocol, and the `re` reference all engines agree with."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from typing import NamedTuple, Protocol

from fairdue.kernel.spans import Span
from fairdue.records.rules import Rule
from fairdue.screening.clean import sentences_of
from fairdue.screening.condition import could_hold

# A negated class that excludes line ends, and after those are gone what could still pass or look over one.
_KEEPS_OUT = re.compile(r"\[\^[^\]]*\\n[^\]]*\]")
# Up to here looking for words one by one costs less than compiling their expression.
_SHORT = 600
_CROSSES = re.compile(r"\\[nsWDS]|\[\^|\(\?s|\$|\n")


class Hit(NamedTuple):
    """One pattern seen: the rule's place in the list, the pattern's name, and where (in the view)."""

    rule: int
    pattern: str
    span: Span


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
    words: Mapping[str, tuple[str, ...]]
    unannounced: frozenset[str]
    may_hold: Callable[[Container[str]], bool]


class _Places(NamedTuple):
    """Where the literals of a text stand: for each the numbers of its sentences and of its lines."""

    sentences: Mapping[str, set[int]]
    lines: Mapping[str, set[int]]


class ReferenceMatcher:
    """The plain reference: each pattern with `re`, tried only where the rule's condition can still come to hold.

    A pattern whose literals are all absent cannot hit, in a sentence, a line or the whole text. Patterns are compiled
    when first needed, so that one message costs only the rules it resembles.
    """

    def __init__(self, rules: Sequence[Rule]) -> None:
        self._plans = [_plan(place, rule) for place, rule in enumerate(rules)]
        self._restless = [plan.place for plan in self._plans if plan.may_hold(plan.unannounced)]
        self._compiled: dict[str, tuple[re.Pattern[str], bool]] = {}
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
        sentences, lines = sentences_of(text), _lines_of(text)
        places = self._places(text, sentences, lines)
        in_sentences: dict[int, dict[str, set[int]]] = {place: {} for place in self._restless}
        in_lines: dict[int, dict[str, set[int]]] = {place: {} for place in self._restless}
        for literal in places.sentences:
            for place, name in self._announced[literal]:
                by_sentence = self._plans[place].by_sentence
                found = (in_sentences if by_sentence else in_lines).setdefault(place, {})
                found.setdefault(name, set()).update((places.sentences if by_sentence else places.lines)[literal])
        hits: list[Hit] = []
        for plan in self._plans:
            seen = in_sentences if plan.by_sentence else in_lines
            names = seen.get(plan.place, {})
            if plan.place not in seen or not plan.may_hold(names.keys() | plan.unannounced):
                continue
            if plan.by_sentence:
                hits.extend(self._by_sentence(plan, names, text, sentences))
            else:
                hits.extend(
                    self._hits_of(plan, names.keys() | plan.unannounced, text, Span(0, len(text)), lines, names)
                )
        return hits

    def _places(self, text: str, sentences: Sequence[Span], lines: Sequence[Span]) -> _Places:
        """Find the literals that stand in a text, looked up by their first two characters."""
        found: dict[str, list[int]] = {}
        by_start = self._by_start
        for at, character in enumerate(text):
            for start in (text[at : at + 2], character):
                for literal in by_start.get(start, ()):
                    if text.startswith(literal, at):
                        found.setdefault(literal, []).append(at)
        of_sentence, of_line = _numbering(sentences, len(text)), _numbering(lines, len(text))
        return _Places(
            {literal: {of_sentence[at] for at in spots} for literal, spots in found.items()},
            {literal: {of_line[at] for at in spots} for literal, spots in found.items()},
        )

    def _by_sentence(
        self, plan: _Plan, found: Mapping[str, set[int]], text: str, sentences: Sequence[Span]
    ) -> Iterable[Hit]:
        """Try a rule in each sentence where its condition may hold by itself."""
        everywhere = plan.may_hold(plan.unannounced)
        for number in range(len(sentences)) if everywhere else sorted(set().union(*found.values())):
            names = {name for name, numbers in found.items() if number in numbers} | plan.unannounced
            if everywhere or plan.may_hold(names):
                yield from self._hits_of(plan, names, text, sentences[number], (), {})

    def _hits_of(
        self,
        plan: _Plan,
        possible: set[str],
        text: str,
        unit: Span,
        lines: Sequence[Span],
        found: Mapping[str, set[int]],
    ) -> list[Hit]:
        """Return the hits in one unit; a pattern that stays in its line is tried only in lines that announce it."""
        hits: list[Hit] = []
        for name, source in (
            sorted(plan.patterns, key=lambda one: len(found.get(one[0], lines))) if found else plan.patterns
        ):
            if name not in possible:
                continue
            words = plan.words.get(name) if len(text) <= _SHORT else None
            stays = bool(words) or self._ready(source)[1]
            windows = [lines[number] for number in sorted(found[name])] if stays and name in found else [unit]
            own = [
                Hit(plan.place, name, span)
                for window in windows
                for span in (find_words(text, words, window) if words else self._found(source, text, window))
            ]
            hits += own
            if not own:
                possible.discard(name)
                if not plan.may_hold(possible):
                    return []
        return hits

    def _found(self, source: str, text: str, window: Span) -> list[Span]:
        found = self._ready(source)[0].finditer(text, window.start, window.end)
        return [Span(*one.span()) for one in found if one.end() > one.start()]

    def _ready(self, source: str) -> tuple[re.Pattern[str], bool]:
        """Return a pattern compiled, and whether it can neither pass nor look over the end of a line."""
        ready = self._compiled.get(source)
        if ready is None:
            stays = not _CROSSES.search(_KEEPS_OUT.sub("", source))
            ready = self._compiled[source] = (re.compile(source), stays)
        return ready


def find_words(text: str, words: Sequence[str], window: Span | None = None) -> list[Span]:
    """Find words as an expression of these alternatives would: leftmost, the earlier alternative first, none overlapping.

    >>> find_words("还款还", ["还", "还款"]), find_words("还款还", ["还款", "还"])
    ([Span(start=0, end=1), Span(start=2, end=3)], [Span(start=0, end=2), Span(start=2, end=3)])
    """
    first, last = window or (0, len(text))
    places: list[tuple[int, int, int]] = []
    for order, word in enumerate(words):
        at = text.find(word, first, last)
        while at >= 0:
            places.append((at, order, at + len(word)))
            at = text.find(word, at + 1, last)
    spans: list[Span] = []
    end = first
    for start, _, stop in sorted(places):
        if start >= end:
            spans.append(Span(start, stop))
            end = stop
    return spans


def _plan(place: int, rule: Rule) -> _Plan:
    """Make one rule ready; patterns come before exceptions, which are looked for only where the patterns hit."""
    patterns = (*rule.patterns.items(), *rule.exceptions.items())
    unannounced = frozenset(name for name, _ in patterns if not rule.literals.get(name))
    return _Plan(place, rule.scope == "sentence", patterns, rule.words, unannounced, could_hold(rule))


def _numbering(units: Sequence[Span], length: int) -> list[int]:
    """Return for each character the number of its unit; what stands before or between belongs to the one after."""
    numbers: list[int] = []
    for number, unit in enumerate(units):
        numbers += [number] * (unit.end - len(numbers))
    return numbers + [max(0, len(units) - 1)] * (length - len(numbers))


def _lines_of(text: str) -> list[Span]:
    lines, begin = [], 0
    for line in text.split("\n"):
        lines.append(Span(begin, begin + len(line)))
        begin += len(line) + 1
    return lines
