"""Undo disguise in a message and keep an exact map back to the sender's own characters; judges nothing."""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice

from fairdue.kernel.beginnings import Beginnings, places_of
from fairdue.kernel.characters import HAN
from fairdue.kernel.expression import Expression
from fairdue.kernel.places import found_at
from fairdue.kernel.spans import Span
from fairdue.records.pack import Folding
from fairdue.screening.layout import layout_of
from fairdue.screening.pauses import with_commas

_END_MARKS = "。!?;\n"
_ENDS = Expression(f"[{_END_MARKS}]+")
# From so many different characters on to be folded, going through the text once costs less than once for each of them.
_MANY = 40
# Characters that may be put between the characters of a word to hide it; commas and full stops are speech, not noise.
_MARK = r"(?:_|[^\w,。!?;:、【】()“”\"'‘’「」『』《》\n])"
# An expression that begins with what it steps over, not with what must stand before that, is found a few times as fast.
_NOISE = Expression(rf"[_\W](?<={HAN}{_MARK}){_MARK}{{0,2}}(?={HAN})")
# Signs that words are hidden, not only apart: marks between characters, blanks around single ones. From so many on, the
# text with the marks in it is no reading of its own: a word hidden from an exception would count.
_VISIBLE = r"(?:_|[^\w\s,。!?;:、【】()“”\"'‘’「」『』《》])"
_SPLIT = Expression(rf"[_\W](?:(?<={HAN}{_VISIBLE}){_VISIBLE}{{0,2}}|(?<={HAN} )(?<!{HAN}{HAN} ) {{0,2}})(?={HAN})")
_SPLITS = 2
# A word put in brackets inside a sentence; at the beginning or end of a line it is a signature.
_BRACKETED = Expression(rf"[【\[〖](?:(?<={HAN}.)|(?<=[,、].)){HAN}{{1,6}}[】\]〗](?={HAN}|[,、])", needs="】]〗")
# The same mark written again and again, and a line begun in mid-sentence, after a comma; a new speaker's line is none.
_REPEATED = Expression(r"(?<=([,。!?;、]))\1+|(?<=[,、])[ \n]*\n[ \n]*(?![^:\n]{1,12}:)")
_AFTER_MARK = Expression(r"[,。!?;、](?=[,。!?;、 \n])")

# A picture between two characters.
_PICTURED = Expression(rf"[\u2600-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff](?<={HAN}.)(?={HAN})")


@dataclass(frozen=True)
class View:
    """One reading of the message: its text, and for each character the span of the original it stands for."""

    text: str
    starts: Sequence[int]
    ends: Sequence[int]

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
        self._disguised = Beginnings(filter(None, self._words))

    def clean(self, text: str) -> Cleaned:
        """Return the readings of a text; offsets in every reading map back exactly.

        >>> Cleaner(Folding({}, {})).clean("ＡＢ 微*信").views[-1].text
        'ab 微信'
        """
        plain = self._folded(self._unpictured(View(text, range(len(text)), range(1, len(text) + 1))))
        smoothed = _smoothed(plain)
        smoothed = replace(smoothed, text=with_commas(smoothed.text))
        folded = self._restore(smoothed)
        layout = layout_of(folded.text, _joined_lines(plain, folded))
        unbroken = _without(folded, layout.breaks) if layout.breaks else smoothed
        joined = self._restore(unbroken) if layout.breaks else folded
        # Lines that end with a comma are joined by now; whether all have one width the text tells as it was set.
        is_set = layout.is_plain or bool(layout.breaks and layout_of(plain.text).is_plain)
        whole = joined if is_set else folded
        readings = [] if whole is joined else [self._collapsed(folded, is_settled=folded is smoothed)]
        readings.append(self._collapsed(joined, is_settled=joined is unbroken))
        if sum(1 for _ in islice(_SPLIT.finditer(whole.text), _SPLITS)) < _SPLITS:
            readings.insert(0, whole)
        return Cleaned(text, tuple({view.text: view for view in readings}.values()))

    def _collapsed(self, view: View, *, is_settled: bool) -> View:
        """Step over brackets inside a sentence and the noise put between characters.

        `is_settled`: the view holds no word of evasion, as long as nothing in it is stepped over.
        """
        bare = _without(view, _brackets(view.text))
        bare = _without(bare, (found.span() for found in _NOISE.finditer(bare.text)))
        return view if is_settled and bare is view else self._restore(bare)

    def _unpictured(self, view: View) -> View:
        """Drop pictures that stand for words elsewhere, where others that stand for none hide words."""
        found = list(_PICTURED.finditer(view.text))
        telling = [one.span() for one in found if self._plain(one.group()).isalnum()]
        return _without(view, telling) if len(found) - len(telling) >= _SPLITS else view

    def _folded(self, view: View) -> View:
        """Write each character in its plain form, which may be none or several."""
        text = view.text
        table, changed, others = self._characters, {}, []
        for character in set(text):
            plain = table.get(character)
            if plain is None:
                plain = self._plain(character)
            if len(plain) != 1:
                others.append(character)
            elif plain != character:
                changed[character] = plain
        places = sorted(at for character in others for at in places_of(text, character))
        return _rewritten(
            replace(view, text=_exchanged(text, changed)), ((at, at + 1, table[text[at]]) for at in places)
        )

    def _fold(self, word: str) -> str:
        return "".join(map(self._plain, word))

    def _plain(self, character: str) -> str:
        plain = self._characters.get(character)
        if plain is None:
            plain = self._characters[character] = _fold_character(character)
        return plain

    def _restore(self, view: View) -> View:
        """Write words of evasion in their plain form, the longest at each place; each new character stands for the word."""
        found, end = [], 0
        for at, words in self._disguised.places(view.text):
            if at >= end:
                end = at + len(words[0])
                found.append((at, end, self._words[words[0]]))
        return _rewritten(view, found)


def sentences_of(text: str) -> tuple[Span, ...]:
    """Split at full stops, question and exclamation marks, semicolons and line ends; the marks end their sentence.

    >>> [span.of("好。行吗?") for span in sentences_of("好。行吗?")]
    ['好。', '行吗?']
    """
    bounds = [0, *(stop.end() for stop in _ENDS.finditer(text))]
    if bounds[-1] < len(text):
        bounds.append(len(text))
    begin = int(text.startswith(tuple(_END_MARKS)))
    return tuple(tuple.__new__(Span, pair) for pair in zip(bounds[begin:], bounds[begin + 1 :], strict=False))


def _smoothed(view: View) -> View:
    """Write a mark once that is written many times, and on one line what a comma says goes on."""
    after = (mark.end() for mark in _AFTER_MARK.finditer(view.text))
    return _without(view, (found.span() for found in found_at(_REPEATED, view.text, after)))


def _joined_lines(plain: View, smoothed: View) -> list[int]:
    """Return where lines of a view were made one in another."""
    if plain.text.count("\n") == smoothed.text.count("\n"):
        return []
    held = {smoothed.starts[at] for at in places_of(smoothed.text, "\n")}
    dropped = (start for at in places_of(plain.text, "\n") if (start := plain.starts[at]) not in held)
    return sorted({bisect_left(smoothed.starts, start) for start in dropped})


def _brackets(text: str) -> Iterator[Span]:
    """Find the brackets around words inside a sentence, each a place of its own."""
    for found in _BRACKETED.finditer(text):
        yield Span(found.start(), found.start() + 1)
        yield Span(found.end() - 1, found.end())


def _without(view: View, found: Iterable[tuple[int, int]]) -> View:
    """Drop the characters at some places, which follow each other, from a view."""
    return _rewritten(view, ((start, end, "") for start, end in found))


def _rewritten(view: View, found: Iterable[tuple[int, int, str]]) -> View:
    """Write other words at some places, which follow each other; each new character stands for the whole place."""
    text: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    begin = 0
    for start, end, plain in found:
        text += view.text[begin:start], plain
        starts += view.starts[begin:start]
        ends += view.ends[begin:start]
        if plain:
            whole = view.original(start, end)
            starts += [whole.start] * len(plain)
            ends += [whole.end] * len(plain)
        begin = end
    if not text:
        return view
    text.append(view.text[begin:])
    starts += view.starts[begin:]
    ends += view.ends[begin:]
    return View("".join(text), tuple(starts), tuple(ends))


def _exchanged(text: str, changed: Mapping[str, str]) -> str:
    """Write characters as others; one after another where there are few and none becomes another of them."""
    if len(changed) > _MANY or not changed.keys().isdisjoint(changed.values()):
        return "".join(map(changed.get, text, text))
    for character, folded in changed.items():
        text = text.replace(character, folded)
    return text


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
