"""One text made ready to be searched by many patterns: where each may begin, its sentences and passages; it knows no rule."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cached_property
from typing import Protocol

from fairdue.kernel.spans import Span
from fairdue.screening.bitmaps import FEW, Bitmaps, bitmap_of, lowest, places_in, spread
from fairdue.screening.clean import sentences_of
from fairdue.screening.lexicon import Sought

# In so many characters a few words are looked for one by one before their expression is compiled: most commands read one
# short message.
_PATIENCE = 1500
_SPAN = re.Match.span


class Turns(Protocol):
    """Whose words are whose in a text."""

    def is_aside(self, span: Span) -> bool:
        """Tell whether a span begins in words that are not the other side's."""
        ...

    def in_turns(self, spans: list[Span]) -> list[Span]:
        """Keep the spans that are in the words of one turn."""
        ...


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
    """A text with its bitmaps, sentences and passages; what many rules look for in it is looked for once.

    Only what is found in the words of one turn is told; without `turns` the text is one speaker's.
    """

    def __init__(
        self,
        text: str,
        bitmaps: Bitmaps,
        expressions: Expressions,
        turns: Turns | None,
        passages: Sequence[Span] = (),
    ) -> None:
        self.text, self.bitmaps = text, bitmaps
        self.passages = passages or (Span(0, len(text)),)
        self.has_parts = self.passages[0] != (0, len(text))
        self._expressions, self._turns = expressions, turns
        self._begin: dict[Sought, Sequence[int]] = {}
        self._in_sentences: dict[Sought, int] = {}
        self._first: dict[Sought, list[Span]] = {}
        self._every: dict[Sought, list[Span]] = {}

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        """The sentences of the text."""
        return sentences_of(self.text)

    @cached_property
    def judged(self) -> int:
        """The sentences to be judged, as a bitmap: not those before the first passage."""
        count = bisect_left(self.sentences, (self.passages[0].start,))
        return (1 << len(self.sentences)) - (1 << count)

    def may_match(self, sought: Sought) -> bool:
        """Tell whether the text holds what a match of a pattern is made of."""
        return bool(self.bitmaps.where(sought))

    def in_passages(self, sought: Sought, among: int) -> int:
        """Return in which of some passages, bitmaps both, a match may begin."""
        return self._passages_of(self.bitmaps.where(sought), among)

    def close(self, one: Sought, other: Sought, distance: int, among: int) -> int:
        """Return in which of some passages where both may begin matches of two patterns may begin so near each other."""
        if not (one.reach and other.reach):
            return among
        around = spread(self.bitmaps.where(one), other.reach + distance, one.reach + distance)
        return self._passages_of(self.bitmaps.where(other) & around, among)

    def in_sentences(self, sought: Sought) -> int:
        """Return, as a bitmap of the sentences, in which of them a match may begin."""
        found = self._in_sentences.get(sought)
        if found is None:
            if sought.shape:
                numbers = set(map(self._sentence_at.__getitem__, self._begins(sought) or ()))
                found = bitmap_of(numbers, len(self.sentences))
            else:
                found = (1 << len(self.sentences)) - 1
            self._in_sentences[sought] = found
        return found

    def by_sentence(self, sought: Sought, numbers: Collection[int]) -> dict[int, list[Span]]:
        """Find a pattern in each of these sentences by itself; sentences without it are left out."""
        found: dict[int, list[Span]] = {}
        for number in numbers:
            start, end = self.sentences[number]
            if spans := self._told(list(self._each(sought, start, end))):
                found[number] = spans
        return found

    def first(self, sought: Sought) -> list[Span]:
        """Find a pattern up to the first that is not aside; up to the last where there is none."""
        found = self._every.get(sought) or self._first.get(sought)
        if found is None:
            turns, found = self._turns, []
            for span in self._each(sought, 0, len(self.text)):
                found.append(span)
                if turns is None or not turns.is_aside(span):
                    break
            found = self._first[sought] = self._told(found)
        return found

    def every(self, sought: Sought) -> list[Span]:
        """Find a pattern wherever it matches."""
        found = self._every.get(sought)
        if found is None:
            found = self._every[sought] = self._told(list(self._each(sought, 0, len(self.text))))
        return found

    def near(self, sought: Sought, places: Iterable[tuple[int, int]]) -> list[Span]:
        """Find a pattern at least wherever it touches or adjoins one of these places, which are in order.

        What is found is what is found in the whole text.
        """
        far = sought.reach
        if not far or not sought.shape or sought in self._every:
            return self.every(sought)
        begins = self.bitmaps.where(sought)
        spans: list[Span] = []
        done = end = 0
        match, text, last = self._expressions[sought.source].match, self.text, len(self.text)
        new, kind = tuple.__new__, Span
        for start, stop in places:
            low = max(start - far, done)
            if stop >= low and (own := begins >> low & (2 << stop - low) - 1):
                first = _before(begins, low + lowest(own), done, far)
                if first < low:
                    low, own = first, begins >> first & (2 << stop - first) - 1
                for place in places_in(own):
                    begin = low + place
                    if begin >= end and (found := match(text, begin, last)) is not None and found.end() > begin:
                        end = found.end()
                        spans.append(new(kind, (begin, end)))
                done = stop + 1
        return self._told(spans)

    def _told(self, spans: list[Span]) -> list[Span]:
        return spans if self._turns is None else self._turns.in_turns(spans)

    def _each(self, sought: Sought, start: int, end: int) -> Iterable[Span]:
        """Find a pattern from one character up to another: leftmost, none overlapping or empty."""
        begins = self._begins(sought)
        if begins is None:
            spans = map(_SPAN, self._expressions[sought.source].finditer(self.text, start, end))
            return (tuple.__new__(Span, span) for span in spans if span[1] > span[0])
        words = self._expressions.words(sought, len(self.text))
        if end - start < len(self.text):
            begins = begins[bisect_left(begins, start) : bisect_left(begins, end)]
        if words:
            return self._words_at(words, begins, start, end)
        return self._matches_at(self._expressions[sought.source], begins, start, end) if begins else ()

    def _words_at(self, words: Sequence[str], begins: Sequence[int], start: int, last: int) -> Iterator[Span]:
        """Look for words at the only places where one can stand, the earlier word first."""
        text, end = self.text, start
        for begin in begins:
            if begin >= end:
                word = next((word for word in words if text.startswith(word, begin, last)), "")
                if word:
                    end = begin + len(word)
                    yield Span(begin, end)

    def _matches_at(self, expression: re.Pattern[str], begins: Sequence[int], start: int, last: int) -> Iterator[Span]:
        """Run an expression at the only places where it can match."""
        match, text, end = expression.match, self.text, start
        for begin in begins:
            if begin >= end and (found := match(text, begin, last)) is not None and found.end() > begin:
                end = found.end()
                yield Span(begin, end)

    def _begins(self, sought: Sought) -> Sequence[int] | None:
        """Return where a match of a pattern may begin, in order; None where that is not told."""
        if not sought.shape:
            return None
        found = self._begin.get(sought)
        if found is None:
            found = self._begin[sought] = places_in(self.bitmaps.where(sought))
        return found

    @cached_property
    def _masks(self) -> list[int]:
        """The places of each passage."""
        return [((1 << end - start) - 1) << start for start, end in self.passages]

    def _passages_of(self, bitmap: int, among: int) -> int:
        """Return those of some passages that have a place of a bitmap."""
        if not bitmap or len(self.passages) == 1:
            return among if bitmap else 0
        found = 0
        if bitmap.bit_count() < FEW:
            for place in places_in(bitmap):
                found |= self._passage_at[place]
            return found & among
        for number in places_in(among):
            if bitmap & self._masks[number]:
                found |= 1 << number
        return found

    @cached_property
    def _passage_at(self) -> list[int]:
        """For each character, and the end, the passages it belongs to as a bitmap."""
        numbers = [0] * (len(self.text) + 1)
        for number, (start, end) in enumerate(self.passages):
            numbers[start:end] = [one | 1 << number for one in numbers[start:end]]
        return numbers

    @cached_property
    def _sentence_at(self) -> list[int]:
        """For each character, and the end, the number of its sentence; what stands between two belongs to the later one."""
        numbers: list[int] = []
        for number, sentence in enumerate(self.sentences):
            numbers += [number] * (sentence.end - len(numbers))
        return numbers + [max(0, len(self.sentences) - 1)] * (len(self.text) + 1 - len(numbers))


def _before(bitmap: int, place: int, least: int, far: int) -> int:
    """Go back from a place of a bitmap to earlier ones, not before the least, while each is less than so far from the next."""
    while place > least:
        low = max(least, place - far + 1)
        earlier = bitmap >> low & (1 << place - low) - 1
        if not earlier:
            break
        place = low + lowest(earlier)
    return place
