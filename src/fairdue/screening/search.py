"""One text made ready to be searched by many patterns: what stands in it where, and its sentences; it knows no rule."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence, Set
from functools import cached_property
from operator import add
from typing import NamedTuple

from fairdue.kernel.spans import Span
from fairdue.records.rules import ENTRY, FIELD
from fairdue.screening.clean import sentences_of

# In so many characters a few words are looked for one by one before their expression is compiled: most commands read one
# short message.
_PATIENCE = 1500
_SPAN = re.Match.span


class Anchors(NamedTuple):
    """Marks of which each match has one so many characters behind its beginning."""

    least: int
    most: int
    marks: frozenset[str]


class Sought:
    """A pattern: its source, all it can match where that is a few words, its reach, its ways to match, its anchors.

    `reach`: how many characters a match has at most, 0 where nothing is sure. `rank`: the lower the rarer. `ways`: each by
    the number of its rarest group of marks, and of all others it needs; none where no mark is sure. `anchored`: its anchors
    as the index writes them, read when a text first may match; their marks are held once, in `held`. One object stands for
    one pattern of one rule.
    """

    __slots__ = ("_anchored", "_anchors", "_held", "rank", "reach", "source", "ways", "words")

    def __init__(
        self,
        source: str,
        words: Sequence[str] = (),
        reach: int = 0,
        rank: int = 0,
        ways: Mapping[int, Sequence[tuple[int, ...]]] | None = None,
        anchored: str = "",
        held: dict[str, str] | None = None,
    ) -> None:
        self.source, self.words, self.reach, self.rank, self.ways = source, words, reach, rank, ways or {}
        self._anchored, self._held = anchored, {} if held is None else held
        self._anchors: Sequence[Anchors] | None = None if anchored else ()

    @property
    def anchors(self) -> Sequence[Anchors]:
        """The anchors, none where they would leave no place out; read when a text first may match."""
        if self._anchors is None:
            self._anchors = tuple(_anchors(entry, self._held) for entry in self._anchored.split(ENTRY))
        return self._anchors


class Expressions:
    """Patterns compiled when first needed, so that one message costs only the rules it resembles."""

    def __init__(self) -> None:
        self._compiled: dict[str, re.Pattern[str]] = {}
        self._asked: Counter[str] = Counter()

    def words(self, sought: Sought, length: int) -> Sequence[str]:
        """Return the words to look for one by one, while for so many characters compiling is not worth it; else none."""
        if not sought.words or sought.source in self._compiled:
            return ()
        self._asked[sought.source] += length
        return sought.words if self._asked[sought.source] <= _PATIENCE else ()

    def __getitem__(self, source: str) -> re.Pattern[str]:
        found = self._compiled.get(source)
        if found is None:
            found = self._compiled[source] = re.compile(source)
        return found


class Searched:
    """A text with its marks and sentences; what many rules look for in it is looked for once.

    A mark is a character or two that stand side by side; a match holds one of each group of one of its pattern's ways.
    `is_aside` tells of a span whether it begins in words that are not the other side's.
    """

    def __init__(
        self,
        text: str,
        marks: Set[str],
        groups: set[int],
        expressions: Expressions,
        is_aside: Callable[[Span], bool],
    ) -> None:
        self.text, self.groups = text, groups
        self._marks, self._expressions, self._is_aside = marks, expressions, is_aside
        self._may_match: dict[Sought, bool] = {}
        self._beginnings: dict[str, Sequence[int] | None] = {}
        self._first: dict[str, list[Span]] = {}
        self._every: dict[str, list[Span]] = {}

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        """The sentences of the text."""
        return sentences_of(self.text)

    def may_match(self, sought: Sought) -> bool:
        """Tell whether the text holds the marks of a way of a pattern to match."""
        ways = sought.ways
        if not ways:
            return True
        found = self._may_match.get(sought)
        if found is None:
            holds = self.groups.issuperset
            found = any(any(map(holds, ways[rarest])) for rarest in ways.keys() & self.groups)
            self._may_match[sought] = found
        return found

    def by_sentence(self, sought: Sought, numbers: Collection[int] | None = None) -> dict[int, list[Span]]:
        """Find a pattern in each sentence by itself, or in those of these numbers; sentences without it are left out."""
        found: dict[int, list[Span]] = {}
        begins, words = self._begins(sought), self._expressions.words(sought, len(self.text))
        if begins is None or words or (numbers is not None and len(numbers) == 1):
            for number in range(len(self.sentences)) if numbers is None else numbers:
                if spans := list(self._each(sought, words, *self.sentences[number])):
                    found[number] = spans
            return found
        match, text, sentence_at, sentences = (
            self._expressions[sought.source].match,
            self.text,
            self._sentence_at,
            self.sentences,
        )
        end = 0
        for begin in begins:
            number = sentence_at[begin]
            if (numbers is None or number in numbers) and begin >= end:
                one = match(text, begin, sentences[number].end)
                if one is not None and one.end() > begin:
                    end = one.end()
                    found.setdefault(number, []).append(Span(begin, end))
        return found

    def first(self, sought: Sought) -> list[Span]:
        """Find a pattern up to the first that is not aside; up to the last where there is none."""
        found = self._every.get(sought.source) or self._first.get(sought.source)
        if found is None:
            found = self._first[sought.source] = []
            for span in self._each(sought, self._expressions.words(sought, len(self.text)), 0, len(self.text)):
                found.append(span)
                if not self._is_aside(span):
                    break
        return found

    def every(self, sought: Sought) -> list[Span]:
        """Find a pattern wherever it matches."""
        found = self._every.get(sought.source)
        if found is None:
            found = list(self._each(sought, self._expressions.words(sought, len(self.text)), 0, len(self.text)))
            self._every[sought.source] = found
        return found

    def near(self, sought: Sought, places: Iterable[tuple[int, int]]) -> list[Span]:
        """Find a pattern at least wherever it touches or adjoins one of these places, which are in order.

        What is found is what is found in the whole text.
        """
        far = sought.reach
        begins = self._begins(sought) if far else None
        if begins is None or sought.source in self._every:
            return self.every(sought)
        spans: list[Span] = []
        done = end = 0
        match, text, last = self._expressions[sought.source].match, self.text, len(self.text)
        for start, stop in places:
            at = bisect_left(begins, start - far, done)
            until = bisect_right(begins, stop, at)
            if until > at:
                while at > done and begins[at] - begins[at - 1] < far:
                    at -= 1
                for begin in begins[at:until]:
                    if begin >= end and (found := match(text, begin, last)) is not None and found.end() > begin:
                        end = found.end()
                        spans.append(Span(begin, end))
                done = until
        return spans

    def _each(self, sought: Sought, words: Sequence[str], start: int, end: int) -> Iterable[Span]:
        """Find a pattern from one character up to another, by its words if given: leftmost, none overlapping or empty."""
        if words:
            return find_words(self.text, words, Span(start, end))
        begins = self._begins(sought)
        expression = self._expressions[sought.source]
        if begins is None:
            spans = map(_SPAN, expression.finditer(self.text, start, end))
            return (tuple.__new__(Span, span) for span in spans if span[1] > span[0])
        return self._from_each(expression, begins, start, end)

    def _from_each(self, expression: re.Pattern[str], begins: Sequence[int], start: int, last: int) -> Iterator[Span]:
        """Run an expression at the only places where it can match."""
        match, text, end = expression.match, self.text, start
        for begin in begins[bisect_left(begins, start) : bisect_left(begins, last)]:
            if begin >= end and (found := match(text, begin, last)) is not None and found.end() > begin:
                end = found.end()
                yield Span(begin, end)

    def _begins(self, sought: Sought) -> Sequence[int] | None:
        """Return where its anchors let a match of a pattern begin, in order; None where they do not tell."""
        if not sought.anchors:
            return None
        if sought.source not in self._beginnings:
            places, marks = self._places, self._marks
            found: set[int] = set()
            for least, most, literals in sought.anchors:
                stand = map(places.__getitem__, literals & marks)
                if not most:
                    found.update(*stand)
                else:
                    found.update(*(range(max(0, at - most), at - least + 1) for own in stand for at in own))
            self._beginnings[sought.source] = sorted(found)
        return self._beginnings[sought.source]

    @cached_property
    def _places(self) -> dict[str, list[int]]:
        """Where each mark begins."""
        places: defaultdict[str, list[int]] = defaultdict(list)
        for at, one in enumerate(self.text):
            places[one].append(at)
        for at, pair in enumerate(map(add, self.text, self.text[1:])):
            places[pair].append(at)
        return places

    @cached_property
    def _sentence_at(self) -> list[int]:
        """For each character the number of its sentence; what stands between two belongs to the later one."""
        numbers: list[int] = []
        for number, sentence in enumerate(self.sentences):
            numbers += [number] * (sentence.end - len(numbers))
        return numbers + [max(0, len(self.sentences) - 1)] * (len(self.text) - len(numbers))


def _anchors(written: str, held: dict[str, str]) -> Anchors:
    distances, *marks = written.split(FIELD)
    least, most = map(int, distances.split())
    return Anchors(least, most, frozenset(held.setdefault(mark, mark) for mark in marks))


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
