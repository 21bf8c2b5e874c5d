"""Regular expressions of the code, compiled when a text first needs them: most answers need few, and compiling is slow."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

Found = re.Match[str]
# Looking a longer text through for words, time and again, costs more than compiling once.
_SHORT = 600


class Expression:
    """A regular expression with the methods of `re.Pattern`; `needs` are words of which every match holds one.

    A short text without any of them is spared the compiling. Once compiled, the methods are those of `re` itself.
    `between` is where in the text to begin and where to end, as in `re`.

    >>> Expression("[0-9]+元", needs="元").search("欠 12元")
    <re.Match object; span=(2, 5), match='12元'>
    """

    def __init__(self, source: str, needs: Iterable[str] = ()) -> None:
        self.source, self.needs = source, tuple(needs)

    def search(self, text: str, *between: int) -> Found | None:
        """Find the first match."""
        return self._compiled().search(text, *between) if self._may_match(text) else None

    def match(self, text: str, *between: int) -> Found | None:
        """Match where the text begins."""
        return self._compiled().match(text, *between) if self._may_match(text) else None

    def fullmatch(self, text: str, *between: int) -> Found | None:
        """Match the text as a whole."""
        return self._compiled().fullmatch(text, *between) if self._may_match(text) else None

    def finditer(self, text: str, *between: int) -> Iterator[Found]:
        """Find all matches that do not overlap."""
        return self._compiled().finditer(text, *between) if self._may_match(text) else iter(())

    def findall(self, text: str) -> list[str]:
        """Find the words of all matches; of an expression with one group or none."""
        return self._compiled().findall(text) if self._may_match(text) else []

    def sub(self, new: str, text: str, count: int = 0) -> str:
        """Put `new` in the place of each match."""
        return self._compiled().sub(new, text, count) if self._may_match(text) else text

    def split(self, text: str) -> list[str]:
        """Cut a text at each match; of an expression without groups."""
        return [str(part) for part in self._compiled().split(text)] if self._may_match(text) else [text]

    def _may_match(self, text: str) -> bool:
        return not self.needs or len(text) > _SHORT or any(word in text for word in self.needs)

    def _compiled(self) -> re.Pattern[str]:
        compiled = re.compile(self.source)
        own = (
            compiled.search, compiled.match, compiled.fullmatch, compiled.finditer,
            compiled.findall, compiled.sub, compiled.split,
        )  # fmt: skip
        self.__dict__.update({method.__name__: method for method in own})
        return compiled
