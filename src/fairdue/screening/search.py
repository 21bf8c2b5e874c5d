"""One text made ready to be searched by many patterns: its sentences and its cells; it knows no rule."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from operator import add
from typing import NamedTuple

from fairdue.kernel.spans import Span
from fairdue.screening.cells import EVERYWHERE, Cells, Units
from fairdue.screening.clean import sentences_of

# Up to here looking for words one by one costs less than compiling their expression.
_SHORT = 600
# Shorter parts are run through; finding where anchors stand in the text would cost more.
_WIDE = 3000
# So too where anchors let a match begin at more than each so manieth place.
_SPARSE = 4
_SPAN = re.Match.span
# What patterns found in words that come again in another reading: the pattern, the words, whether they begin the text.
Memory = dict[tuple[str, str, bool], list[tuple[int, int]]]


class Anchors(NamedTuple):
    """Literals of one or two characters, one of which each match has so many characters behind its beginning."""

    least: int
    most: int
    literals: frozenset[str]


class Sought(NamedTuple):
    """A pattern: its source, all it can match where that is a few words, and what tells where a match can begin."""

    source: str
    words: Sequence[str] = ()
    anchors: Sequence[Anchors] = ()


class Expressions:
    """Patterns compiled when first needed, so that one message costs only the rules it resembles."""

    def __init__(self) -> None:
        self._compiled: dict[str, re.Pattern[str]] = {}

    def __getitem__(self, source: str) -> re.Pattern[str]:
        found = self._compiled.get(source)
        if found is None:
            found = self._compiled[source] = re.compile(source)
        return found


class Searched:
    """A text cut into sentences and cells; what many rules look for in it is looked for once.

    `is_aside` tells of a span whether it begins in words that are not the other side's.
    """

    def __init__(
        self, text: str, expressions: Expressions, is_aside: Callable[[Span], bool], memory: Memory | None
    ) -> None:
        self.text = text
        self.is_short = len(text) <= _SHORT
        self.sentences, self.cells = sentences_of(text), Cells(text)
        self._expressions, self._is_aside, self._memory = expressions, is_aside, memory
        self._first: dict[str, list[Span]] = {}
        self._beginnings: dict[str, list[int] | None] = {}

    @cached_property
    def bits(self) -> list[Units]:
        """For each character the bit of its sentence; what stands between two belongs to the later one."""
        return _bits(self.sentences, len(self.text))

    @cached_property
    def places(self) -> tuple[dict[str, list[int]], ...]:
        """Where each pair of characters stands in the text, and where each character."""
        every = []
        for starts in (map(add, self.text, self.text[1:]), self.text):
            places: defaultdict[str, list[int]] = defaultdict(list)
            for at, start in enumerate(starts):
                places[start].append(at)
            every.append(dict(places))
        return tuple(every)

    def in_unit(self, sought: Sought, unit: Span) -> list[Span]:
        """Find a pattern in one part of the text."""
        return list(self._each(sought, unit))

    def first(self, sought: Sought, units: Units, stays_in_line: bool) -> list[Span]:
        """Find a pattern in these cells up to the first that is not aside; up to the last where there is none."""
        found = self._first.get(sought.source)
        if found is None:
            islands = self.cells.islands(EVERYWHERE if self.is_short else units, EVERYWHERE, stays_in_line)
            found = self._first[sought.source] = []
            for span in (span for island in islands for span in self._each(sought, island)):
                found.append(span)
                if not self._is_aside(span):
                    break
        return found

    def within(self, sought: Sought, units: Units, wanted: Units, stays_in_line: bool) -> list[Span]:
        """Find a pattern in these cells, at least wherever they meet wanted ones."""
        if self.is_short:
            return self.in_unit(sought, Span(0, len(self.text)))
        islands = self.cells.islands(units, wanted, stays_in_line)
        return [span for island in islands for span in self._in_island(sought, island)]

    def _in_island(self, sought: Sought, island: Span) -> list[Span]:
        """Find a pattern in an island, or remember what it found in the same words before."""
        if self._memory is None:
            return self.in_unit(sought, island)
        begin = island.start
        key = sought.source, island.of(self.text), begin == 0
        found = self._memory.get(key)
        if found is None:
            spans = self.in_unit(sought, island)
            self._memory[key] = [(span.start - begin, span.end - begin) for span in spans]
            return spans
        return [Span(start + begin, end + begin) for start, end in found]

    def _each(self, sought: Sought, unit: Span) -> Iterable[Span]:
        if sought.words and self.is_short:
            return find_words(self.text, sought.words, unit)
        expression = self._expressions[sought.source]
        if sought.anchors and unit.end - unit.start >= _WIDE:
            begins = self._begins(sought)
            if begins is not None:
                within = begins[bisect_left(begins, unit.start) : bisect_left(begins, unit.end)]
                return self._from_each(expression, within, unit)
        spans = map(_SPAN, expression.finditer(self.text, unit.start, unit.end))
        return (tuple.__new__(Span, span) for span in spans if span[1] > span[0])

    def _from_each(self, expression: re.Pattern[str], begins: Iterable[int], unit: Span) -> Iterator[Span]:
        """Run an expression at the only places where it can match; what it finds is what it finds run through the unit."""
        text, last, end = self.text, unit.end, unit.start
        match = expression.match
        for begin in begins:
            if begin >= end:
                found = match(text, begin, last)
                if found is not None:
                    end = found.end()
                    yield Span(begin, end)

    def _begins(self, sought: Sought) -> list[int] | None:
        """Return where its anchors let a match of a pattern begin, in order; None where that is nearly everywhere."""
        if sought.source not in self._beginnings:
            stands, most = [], len(self.text) // _SPARSE
            for anchors in sought.anchors:
                stand = [at for places in self.places for one in anchors.literals & places.keys() for at in places[one]]
                most -= len(stand) * (anchors.most - anchors.least + 1)
                stands.append((anchors, stand))
                if most < 0:
                    break
            self._beginnings[sought.source] = sorted(_before(stands)) if most >= 0 else None
        return self._beginnings[sought.source]


def _before(stands: Iterable[tuple[Anchors, Sequence[int]]]) -> set[int]:
    """Return the places from which anchors stand as far as they may."""
    return {at - far for anchors, stand in stands for far in range(anchors.least, anchors.most + 1) for at in stand}


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


def _bits(units: Sequence[Span], length: int) -> list[Units]:
    """Return for each character the bit of its unit; what stands before or between belongs to the one after."""
    bits: list[Units] = []
    for number, unit in enumerate(units):
        bits += [1 << number] * (unit.end - len(bits))
    return bits + [1 << max(0, len(units) - 1)] * (length - len(bits))
