"""Undo disguise in a message and keep an exact map back to the sender's own characters; judges nothing."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from fairdue.kernel.characters import HAN
from fairdue.kernel.expression import Expression
from fairdue.kernel.spans import Span
from fairdue.records.pack import Folding
from fairdue.screening.layout import layout_of

_ENDS = Expression(r"[。!?;\n]+")
# Characters that may be put between the characters of a word to hide it; commas and full stops are speech, not noise.
_NOISE = Expression(rf"(?<={HAN})(?:_|[^\w,。!?;:、【】()“”\"'‘’「」『』《》\n]){{1,3}}(?={HAN})")
# Signs that words are hidden, not only apart: marks between characters, blanks around single ones. From so many on, the
# text with the marks in it is no reading of its own: a word hidden from an exception would count.
_SPLIT = Expression(
    rf"(?<={HAN})(?:_|[^\w\s,。!?;:、【】()“”\"'‘’「」『』《》]){{1,3}}(?={HAN})"
    rf"|(?<!{HAN}){HAN} {{1,3}}(?={HAN})"
)
_SPLITS = 2
# A word put in brackets inside a sentence; at the beginning or end of a line it is a signature.
_BRACKETED = Expression(rf"(?:(?<={HAN})|(?<=[,、]))[【\[〖]{HAN}{{1,6}}[】\]〗](?={HAN}|[,、])", needs="】]〗")
# The same mark written again and again, and a line begun in mid-sentence, after a comma; a new speaker's line is none.
_REPEATED = Expression(r"(?<=([,。!?;、]))\1+|(?<=[,、])[ \n]*\n[ \n]*(?![^:\n]{1,12}:)")


@dataclass(frozen=True)
class View:
    """One reading of the message: its text, and for each character the span of the original it stands for."""

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def original(self, start: int, end: int) -> Span:
        """Map characters of this view back to the original; an empty range maps to an empty span."""
        if start >= end:
            at = self.starts[start] if start < len(self.starts) else (self.ends[-1] if self.ends else 0)
            return Span(at, at)
        return Span(self.starts[start], self.ends[end - 1])

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        """The sentences of this reading."""
        return sentences_of(self.text)


@dataclass(frozen=True)
class Cleaned:
    """A message and its readings: as folded, with hidden-in noise stepped over, with broken lines joined, where those differ.

    In a letter plainly set in lines of one width the first reading has its lines joined already.
    """

    original: str
    views: tuple[View, ...]

    @property
    def folded(self) -> View:
        """The first reading: folded characters, nothing stepped over."""
        return self.views[0]


class Cleaner:
    """Folding tables made ready once; `clean` may then be called for any number of messages."""

    def __init__(self, folding: Folding) -> None:
        self._characters = dict(folding.characters)
        self._words: Mapping[str, str] = {self._fold(word): plain for word, plain in folding.words.items()}
        words = sorted((word for word in self._words if word), key=len, reverse=True)
        self._disguised = Expression("|".join(map(re.escape, words)), needs=words) if words else None

    def clean(self, text: str) -> Cleaned:
        """Return the readings of a text; offsets in every reading map back exactly.

        >>> Cleaner(Folding({}, {})).clean("ＡＢ 微*信").views[-1].text
        'ab 微信'
        """
        folded = self._restore(_smoothed(self._folded(text)))
        layout = layout_of(folded.text)
        joined = self._restore(_without(folded, layout.breaks)) if layout.breaks else folded
        whole = joined if layout.is_plain else folded
        readings = [self._collapsed(one) for one in ((whole,) if joined is whole else (whole, joined))]
        if len(_SPLIT.findall(whole.text)) < _SPLITS:
            readings.insert(0, whole)
        return Cleaned(text, tuple({view.text: view for view in readings}.values()))

    def _collapsed(self, view: View) -> View:
        """Step over brackets inside a sentence and the noise put between characters."""
        bare = _without(view, _brackets(view.text))
        return self._restore(_without(bare, map(_span, _NOISE.finditer(bare.text))))

    def _folded(self, text: str) -> View:
        table = self._characters
        for character in set(text).difference(table):
            table[character] = _fold_character(character)
        pieces = [table[character] for character in text]
        places: Iterable[int] = range(len(text))
        if any(len(table[character]) != 1 for character in set(text)):
            places = [at for at, piece in enumerate(pieces) for _ in piece]
        return View("".join(pieces), tuple(places), tuple(place + 1 for place in places))

    def _fold(self, word: str) -> str:
        return self._folded(word).text

    def _restore(self, view: View) -> View:
        """Write words of evasion in their plain form; each new character stands for the whole word."""
        if self._disguised is None or not self._disguised.search(view.text):
            return view
        text: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        begin = 0
        for found in self._disguised.finditer(view.text):
            plain = self._words[found.group()]
            whole = view.original(found.start(), found.end())
            text.extend((view.text[begin : found.start()], plain))
            starts.extend((*view.starts[begin : found.start()], *[whole.start] * len(plain)))
            ends.extend((*view.ends[begin : found.start()], *[whole.end] * len(plain)))
            begin = found.end()
        text.append(view.text[begin:])
        return View("".join(text), (*starts, *view.starts[begin:]), (*ends, *view.ends[begin:]))


def sentences_of(text: str) -> tuple[Span, ...]:
    """Split at full stops, question and exclamation marks, semicolons and line ends; the marks end their sentence.

    >>> [span.of("好。行吗?") for span in sentences_of("好。行吗?")]
    ['好。', '行吗?']
    """
    spans, begin = [], 0
    for stop in _ENDS.finditer(text):
        if stop.start() > begin:
            spans.append(Span(begin, stop.end()))
        begin = stop.end()
    if begin < len(text):
        spans.append(Span(begin, len(text)))
    return tuple(spans)


def _smoothed(view: View) -> View:
    """Write a mark once that is written many times, and on one line what a comma says goes on."""
    holes = [_span(found) for found in _REPEATED.finditer(view.text)]
    return _without(view, holes) if holes else view


def _brackets(text: str) -> Iterator[Span]:
    """Find the brackets around words inside a sentence, each a place of its own."""
    for found in _BRACKETED.finditer(text):
        yield Span(found.start(), found.start() + 1)
        yield Span(found.end() - 1, found.end())


def _span(found: re.Match[str]) -> Span:
    return Span(*found.span())


def _without(view: View, found: Iterable[Span]) -> View:
    """Drop the characters at some places, which follow each other, from a view."""
    text: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    begin = 0
    for hole in found:
        text.append(view.text[begin : hole.start])
        starts.extend(view.starts[begin : hole.start])
        ends.extend(view.ends[begin : hole.start])
        begin = hole.end
    text.append(view.text[begin:])
    return View("".join(text), (*starts, *view.starts[begin:]), (*ends, *view.ends[begin:]))


def _fold_character(character: str) -> str:
    """Fold one character the tables do not name: width and compatibility forms, case, invisible marks."""
    if character in "\n\t":
        return "\n" if character == "\n" else " "
    category = unicodedata.category(character)
    if category in ("Cf", "Mn", "Me", "Cc", "Cs"):
        return ""
    if category == "Zs":
        return " "
    plain = unicodedata.normalize("NFKC", character).lower()
    return plain if 0 < len(plain) <= 4 and "\n" not in plain else character
