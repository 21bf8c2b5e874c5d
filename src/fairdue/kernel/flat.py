"""Fold a text one character for one character, so that every offset stays; it undoes no disguise longer than that."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from fairdue.kernel.expression import Expression
from fairdue.kernel.spans import Span

# Stands where something already read was: it belongs to no word, number or mark.
TAKEN = "\x00"
# From so many different characters on to be folded, going through the text once costs less than once for each of them.
_MANY = 40
_MARKS = tuple(zip("，：！？；（）", ",:!?;()", strict=True))
# Whatever is neither a mark that stays, nor a digit, nor a small letter, nor a usual Chinese character.
_UNSETTLED = Expression("[^\n -@\\[-`{-~\u4e00-\u9fff。、“”‘’【】《》…—]")


def flat(text: str) -> str:
    """Fold every character alone: half-width, lower-case; a character that would become several stays as it is.

    >>> flat("ＪＤ白条Ａ"), len(flat("ﷺ½①"))
    ('jd白条a', 3)
    """
    if text.isascii():
        return text.lower()
    # What a character is folded to is never folded itself, so that they may be exchanged one after another.
    for character, folded in _MARKS:
        text = text.replace(character, folded)
    changed = set(_UNSETTLED.findall(text))
    if len(changed) > _MANY:
        return "".join(map(_fold, text))
    for character in changed:
        text = text.replace(character, _fold(character))
    return text


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
