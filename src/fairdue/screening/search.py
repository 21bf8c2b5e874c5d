"""One text made ready to be searched by many patterns: its sentences and its lines; it knows no rule."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import NamedTuple

from fairdue.kernel.spans import Span
from fairdue.screening.clean import sentences_of

# Up to here looking for words one by one costs less than compiling their expression.
_SHORT = 600
# A negated class that excludes line ends, and after those are gone what could still pass or look over one.
_KEEPS_OUT = re.compile(r"\[\^[^\]]*\\n[^\]]*\]")
_CROSSES = re.compile(r"\\[nsWDS]|\[\^|\(\?s|\$|\n")


class Expression(NamedTuple):
    """A pattern compiled, and whether it can neither pass nor look over the end of a line."""

    pattern: re.Pattern[str]
    stays_in_line: bool


class Expressions:
    """Patterns compiled when first needed, so that one message costs only the rules it resembles."""

    def __init__(self) -> None:
        self._compiled: dict[str, Expression] = {}

    def __getitem__(self, source: str) -> Expression:
        found = self._compiled.get(source)
        if found is None:
            found = self._compiled[source] = Expression(re.compile(source), stays_in_line(source))
        return found


def stays_in_line(source: str) -> bool:
    """Tell whether a pattern can neither pass nor look over the end of a line."""
    return not _CROSSES.search(_KEEPS_OUT.sub("", source))


class Searched:
    """A text cut into sentences and lines; what many rules look for in all of it is looked for once."""

    def __init__(self, text: str, expressions: Expressions) -> None:
        self.text = text
        self.sentences, self.lines = sentences_of(text), _lines_of(text)
        self._expressions = expressions
        self._found: dict[str, list[Span]] = {}

    @cached_property
    def of_sentence(self) -> list[int]:
        """For each character the number of its sentence; what stands between two belongs to the later one."""
        return _numbering(self.sentences, len(self.text))

    @cached_property
    def of_line(self) -> list[int]:
        """For each character the number of its line; the line end belongs to the next one."""
        return _numbering(self.lines, len(self.text))

    def in_unit(self, source: str, words: Sequence[str], unit: Span) -> list[Span]:
        """Find a pattern in one sentence; `words` where it is nothing but these alternatives."""
        if words and len(self.text) <= _SHORT:
            return find_words(self.text, words, unit)
        return _spans(self._expressions[source].pattern, self.text, unit)

    def in_all(self, source: str, words: Sequence[str], lines: Iterable[int] | None) -> list[Span]:
        """Find a pattern in the whole text; only in `lines` where it cannot be elsewhere and stays in its line."""
        found = self._found.get(source)
        if found is None:
            whole = Span(0, len(self.text))
            if lines is None or len(self.text) <= _SHORT or not self._expressions[source].stays_in_line:
                found = self.in_unit(source, words, whole)
            else:
                pattern = self._expressions[source].pattern
                found = [span for line in sorted(lines) for span in _spans(pattern, self.text, self.lines[line])]
            self._found[source] = found
        return found


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


def _spans(pattern: re.Pattern[str], text: str, unit: Span) -> list[Span]:
    spans = [one.span() for one in pattern.finditer(text, unit.start, unit.end)]
    return [tuple.__new__(Span, span) for span in spans if span[1] > span[0]]


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
