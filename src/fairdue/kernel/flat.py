"""Fold a text one character for one character, so that every offset stays; it undoes no disguise longer than that."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from fairdue.kernel.spans import Span

# Stands where something already read was: it belongs to no word, number or mark.
TAKEN = "\x00"


def flat(text: str) -> str:
    """Fold every character alone: half-width, lower-case; a character that would become several stays as it is.

    >>> flat("ＪＤ白条Ａ"), len(flat("ﷺ½①"))
    ('jd白条a', 3)
    """
    if text.isascii():
        return text.lower()
    return "".join(map(_fold, text))


@lru_cache(maxsize=8192)
def _fold(character: str) -> str:
    folded = unicodedata.normalize("NFKC", character)
    folded = folded.lower() if len(folded) == 1 else character
    return folded if len(folded) == 1 else character


def without(text: str, spans: Iterable[Span]) -> str:
    """Blank out what the spans cover, keeping every offset.

    >>> without("call 110 now", [Span(5, 8)]).replace(TAKEN, "_")
    'call ___ now'
    """
    parts, at = [], 0
    for span in sorted(spans):
        start = max(span.start, at)
        if span.end > start:
            parts += [text[at:start], TAKEN * (span.end - start)]
            at = span.end
    return "".join((*parts, text[at:]))
