"""Where in a text one of many words may begin, told by its first two characters; whether it stands there others ask."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property

from fairdue.kernel.expression import Expression

# Texts of so many characters together are asked for each first character: to compile an expression costs more.
_FIRST = 600


class Beginnings:
    """Words of two characters and more made ready; `places` may be called for any number of texts."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words: dict[str, list[str]] = {}
        for word in sorted(words, key=len, reverse=True):
            self._words.setdefault(word[:2], []).append(word)
        self._firsts = {pair[0] for pair in self._words}
        self._asked = 0

    def places(self, text: str) -> Iterator[tuple[int, list[str]]]:
        """Yield each place where a word stands, in order, with the words that stand there, the longest first.

        >>> list(Beginnings(["还款", "还款日", "款日"]).places("到还款日"))
        [(1, ['还款日', '还款']), (2, ['款日'])]
        """
        if not self._words:
            return
        for at in self._candidates(text):
            words = self._words.get(text[at : at + 2])
            standing = [word for word in words if text.startswith(word, at)] if words else []
            if standing:
                yield at, standing

    def _candidates(self, text: str) -> Iterable[int]:
        self._asked = min(_FIRST + 1, self._asked + len(text))
        if self._asked > _FIRST:
            return (found.start() for found in self._pairs.finditer(text))
        return sorted(at for first in self._firsts.intersection(text) for at in places_of(text, first))

    @cached_property
    def _pairs(self) -> Expression:
        firsts, seconds = (re.escape("".join(sorted({pair[at] for pair in self._words}))) for at in (0, 1))
        return Expression(f"[{firsts}](?=[{seconds}])")


def places_of(text: str, word: str) -> Iterator[int]:
    """Yield every place where a word stands, also inside itself.

    >>> list(places_of("哈哈哈", "哈哈"))
    [0, 1]
    """
    at = text.find(word)
    while at >= 0:
        yield at
        at = text.find(word, at + 1)
