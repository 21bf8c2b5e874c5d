"""One text made ready to be searched by many patterns: its sentences and its cells; it knows no rule."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property

from fairdue.kernel.spans import Span
from fairdue.screening.cells import EVERYWHERE, Cells, Units
from fairdue.screening.clean import sentences_of

# Up to here looking for words one by one costs less than compiling their expression.
_SHORT = 600
# What patterns found in words that come again in another reading: the pattern, the words, whether they begin the text.
Memory = dict[tuple[str, str, bool], list[tuple[int, int]]]


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

    def __init__(self, text: str, expressions: Expressions, is_aside: Callable[[Span], bool], memory: Memory) -> None:
        self.text = text
        self.is_short = len(text) <= _SHORT
        self.sentences, self.cells = sentences_of(text), Cells(text)
        self._expressions, self._is_aside, self._memory = expressions, is_aside, memory
        self._first: dict[str, list[Span]] = {}

    @cached_property
    def bits(self) -> list[Units]:
        """For each character the bit of its sentence; what stands between two belongs to the later one."""
        return _bits(self.sentences, len(self.text))

    def in_unit(self, source: str, words: Sequence[str], unit: Span) -> list[Span]:
        """Find a pattern in one part of the text; `words` where it is nothing but these alternatives."""
        return list(self._each(source, words, unit))

    def first(self, source: str, words: Sequence[str], units: Units, stays_in_line: bool) -> list[Span]:
        """Find a pattern in these cells up to the first that is not aside; up to the last where there is none."""
        found = self._first.get(source)
        if found is None:
            islands = self.cells.islands(EVERYWHERE if self.is_short else units, EVERYWHERE, stays_in_line)
            found = self._first[source] = []
            for span in (span for island in islands for span in self._each(source, words, island)):
                found.append(span)
                if not self._is_aside(span):
                    break
        return found

    def within(self, source: str, words: Sequence[str], units: Units, wanted: Units, stays_in_line: bool) -> list[Span]:
        """Find a pattern in these cells, at least wherever they meet wanted ones."""
        if self.is_short:
            return self.in_unit(source, words, Span(0, len(self.text)))
        islands = self.cells.islands(units, wanted, stays_in_line)
        return [span for island in islands for span in self._in_island(source, words, island)]

    def _in_island(self, source: str, words: Sequence[str], island: Span) -> list[Span]:
        """Find a pattern in an island, or remember what it found in the same words before."""
        begin = island.start
        key = source, island.of(self.text), begin == 0
        found = self._memory.get(key)
        if found is None:
            spans = self.in_unit(source, words, island)
            self._memory[key] = [(span.start - begin, span.end - begin) for span in spans]
            return spans
        return [Span(start + begin, end + begin) for start, end in found]

    def _each(self, source: str, words: Sequence[str], unit: Span) -> Iterable[Span]:
        if words and self.is_short:
            return find_words(self.text, words, unit)
        spans = (one.span() for one in self._expressions[source].finditer(self.text, unit.start, unit.end))
        return (tuple.__new__(Span, span) for span in spans if span[1] > span[0])


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
