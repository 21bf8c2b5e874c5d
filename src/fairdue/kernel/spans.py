"""Half-open ranges of characters in a text; offsets count code points of the original."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple


class Span(NamedTuple):
    """Characters `start` up to, not including, `end`.

    >>> Span(2, 5).within(Span(0, 5)), Span(0, 2).touches(Span(2, 3))
    (True, False)
    """

    start: int
    end: int

    def within(self, other: Span) -> bool:
        """Tell whether every character of this span lies in the other."""
        return other.start <= self.start and self.end <= other.end

    def touches(self, other: Span) -> bool:
        """Tell whether the two share a character."""
        return self.start < other.end and other.start < self.end

    def gap(self, other: Span) -> int:
        """Count the characters between the two; 0 when they touch or adjoin."""
        return max(0, other.start - self.end, self.start - other.end)

    def of(self, text: str) -> str:
        """Cut the span out of the text it belongs to."""
        return text[self.start : self.end]


def hull(spans: Iterable[Span]) -> Span:
    """Return the smallest span that holds all; raises ValueError for none.

    >>> hull([Span(4, 6), Span(1, 2)])
    Span(start=1, end=6)
    """
    found = list(spans)
    return Span(min(span.start for span in found), max(span.end for span in found))


def apart(spans: Iterable[Span]) -> list[Span]:
    """Keep spans that share no character, the earlier and of those the longer first.

    >>> apart([Span(4, 6), Span(0, 3), Span(2, 5), Span(4, 9)])
    [Span(start=0, end=3), Span(start=4, end=9)]
    """
    kept: list[Span] = []
    for span in sorted(spans, key=lambda one: (one.start, -one.end)):
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return kept
