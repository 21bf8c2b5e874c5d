"""The words and patterns of a pack's index, read when a text first needs them; it knows no rule."""

from __future__ import annotations

from collections.abc import Sequence

from fairdue.records.rules import ENTRY, PatternIndex
from fairdue.screening.bitmaps import Bitmaps, Shaped


class Sought(Shaped):
    """A pattern: its source, all it can match where that is a few words, its reach, its rank, its shape.

    `reach`: how many characters a match has at most, 0 where nothing is sure. `rank`: the lower the rarer. One object stands
    for one pattern of any number of rules.
    """

    __slots__ = ("rank", "reach", "source", "words")

    def __init__(self, source: str, words: Sequence[str] = (), reach: int = 0, rank: int = 0, signs: str = "") -> None:
        super().__init__(signs)
        self.source, self.words, self.reach, self.rank = source, words, reach, rank


class Lexicon:
    """An index made ready for any number of texts; the bitmaps of the last one are kept."""

    def __init__(self, index: PatternIndex | None = None) -> None:
        self.index = index = index or PatternIndex()
        self.words, self.longest, self.classes = index.words.keys(), index.longest, index.classes
        self._sets: dict[str, tuple[int, ...]] = {}
        self._heads: dict[int, frozenset[str]] = {}
        self._sought: dict[int, Sought] = {}
        self._last: tuple[str, Bitmaps] | None = None

    def heads(self, length: int) -> frozenset[str]:
        """Return the first so many characters of every longer word."""
        found = self._heads.get(length)
        if found is None:
            found = self._heads[length] = frozenset([word[:length] for word in self.words if len(word) > length])
        return found

    def bitmaps(self, text: str) -> Bitmaps:
        """Return the bitmaps of a text for the words of the index."""
        last = self._last
        if last is None or last[0] is not text:
            last = self._last = text, Bitmaps(text, self)
        return last[1]

    def sought(self, number: int, source: str) -> Sought:
        """Return a pattern by its place in the index."""
        found = self._sought.get(number)
        if found is None:
            reach, rank, signs, words = self.index.patterns[number]
            found = self._sought[number] = Sought(
                source, tuple(words.split(ENTRY)) if words else (), reach, rank, signs
            )
        return found

    def of_context(self, context_id: str, source: str) -> Sought:
        """Return the pattern of a context; one that is not indexed has no shape."""
        number = self.index.contexts.get(context_id)
        return Sought(source) if number is None else self.sought(number, source)

    def sets_of(self, word: str) -> tuple[int, ...]:
        """Return the numbers of the sets of a word."""
        found = self._sets.get(word)
        if found is None:
            found = self._sets[word] = tuple(map(int, self.index.words[word].split()))
        return found
