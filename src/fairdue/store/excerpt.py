"""The words around a match: where a query stands in a text and what is written beside it; it asks no index.

It reads a text as the index does (`search`): each Chinese character is a word, other words are whole, whatever the
width, the case or the accents.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from fairdue.kernel.flat import flat
from fairdue.kernel.spans import Span
from fairdue.store.search import IDEOGRAPH

ROOM: Final = 24  # characters shown before the first match
LENGTH: Final = 72  # characters shown in all
_TOKEN: Final = re.compile(rf"{IDEOGRAPH}|(?:(?!{IDEOGRAPH})[^\W_])+")


class Excerpt(NamedTuple):
    """A piece of a text on one line, and where the words looked for stand in it."""

    words: str
    marks: tuple[Span, ...] = ()


class _Token(NamedTuple):
    word: str
    start: int
    end: int


def excerpt(texts: Sequence[str], asked: str) -> Excerpt:
    """Return the piece of the text in which most of the words asked for stand; the first text's beginning for none.

    >>> excerpt(("短信", "他说要去我单位找领导"), "单位")
    Excerpt(words='他说要去我单位找领导', marks=(Span(start=5, end=7),))
    """
    phrases = [words for part in asked.split() if (words := [one.word for one in _tokens(part)])]
    best, found = next((text for text in texts if text.strip()), ""), list[Span]()
    most = 0
    for text in texts:
        tokens = list(_tokens(text))
        places = [list(_places(tokens, phrase)) for phrase in phrases]
        here = sum(map(bool, places))
        if here > most:
            most, best, found = here, text, sorted(span for spans in places for span in spans)
    return _cut(best, found)


def _tokens(text: str) -> Iterator[_Token]:
    for found in _TOKEN.finditer(flat(text)):
        yield _Token(_plain(found.group()), found.start(), found.end())


def _plain(word: str) -> str:
    """Take the accents off a word, as the index does."""
    if word.isascii():
        return word
    parts = unicodedata.normalize("NFD", word)
    return unicodedata.normalize("NFC", "".join(one for one in parts if unicodedata.category(one) != "Mn"))


def _places(tokens: Sequence[_Token], phrase: Sequence[str]) -> Iterator[Span]:
    """Yield where the words of a phrase follow one another."""
    first, length = phrase[0], len(phrase)
    for at, token in enumerate(tokens):
        if token.word == first and [one.word for one in tokens[at : at + length]] == list(phrase):
            yield Span(token.start, tokens[at + length - 1].end)


def _cut(text: str, found: Sequence[Span]) -> Excerpt:
    """Cut a piece around the first match, put it on one line, and say where the matches stand in it."""
    start = max(0, found[0].start - ROOM) if found else 0
    end = min(len(text), max(start + LENGTH, found[0].end if found else 0))
    before, after = "…" * (start > 0), "…" * (end < len(text))
    line = "".join(
        " " if one.isspace() or unicodedata.category(one) in ("Cc", "Cf") else one for one in text[start:end]
    )
    shift = len(before) - start
    marks = (Span(span.start + shift, span.end + shift) for span in _apart(found) if span.end <= end)
    return Excerpt(f"{before}{line}{after}", tuple(marks))


def _apart(spans: Sequence[Span]) -> Iterator[Span]:
    """Join spans that touch."""
    last: Span | None = None
    for span in spans:
        if last is not None and span.start <= last.end:
            last = Span(last.start, max(last.end, span.end))
            continue
        if last is not None:
            yield last
        last = span
    if last is not None:
        yield last
