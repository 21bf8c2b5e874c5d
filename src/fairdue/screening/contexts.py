"""Words around a hit that change its meaning: negation, quotation, warning, report, condition, assurance, genre, other matter."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property, lru_cache
from typing import NamedTuple

from fairdue.kernel.expression import Expression
from fairdue.kernel.spans import Span
from fairdue.records.pack import Context
from fairdue.screening.bitmaps import Bitmaps, places_in
from fairdue.screening.clean import View
from fairdue.screening.lexicon import Lexicon, Sought

_QUOTES = Expression(r"[“\"「『‘']([^“”\"「」『』‘'\n]{1,200})[”\"」』’']")
_MARKS = "“\"「『‘'"
# What is quoted in one go, over the ends of sentences and from one pair of marks to the next.
_QUOTED = r"[“「『][^“”「」『』\n]{1,300}[”」』]"
_RUNS = Expression(rf"{_QUOTED}(?:[、,和或及 ]?{_QUOTED}){{0,11}}", needs="“「『")
_STOPS = "。!?;\n"


class Said:
    """Words that contexts of the whole message look at, and the parts of the view they come from; told when first asked.

    `taken_back`: of some kinds of context, the id of one that holds.
    """

    def __init__(
        self, parts: Sequence[Span], tell: Callable[[], Sequence[str]], holds: Callable[[Span], bool] | None = None
    ) -> None:
        self.parts, self._tell, self._holds = parts, tell, holds
        self.taken_back: dict[tuple[str, ...], str | None] = {}

    def holds(self, span: Span) -> bool:
        """Tell whether a span of the view is words that are looked at."""
        return self._holds is None or self._holds(span)

    @cached_property
    def texts(self) -> Sequence[str]:
        """The words of each part."""
        return self._tell()


class _Asked(NamedTuple):
    """A context, and its pattern as the lexicon knows it."""

    context: Context
    sought: Sought


class _Heeded(NamedTuple):
    """Contexts of some kinds: those that look around a hit, those that look at the whole message."""

    close: Sequence[_Asked]
    whole: Sequence[_Asked]


class Known:
    """What was asked of one view of a message: its bitmaps, contexts that may stand in it, which patterns some words hold."""

    def __init__(self) -> None:
        self.found: dict[tuple[str, str], bool] = {}
        self.heeded: dict[tuple[str, ...], _Heeded] = {}
        self.bitmaps: Bitmaps | None = None


class ContextReader:
    """Reads which kinds of context hold around a place in one view; compiled once for a pack.

    With the lexicon of a pack a context is only tried where its pattern could begin.
    """

    def __init__(self, contexts: Sequence[Context], lexicon: Lexicon | None = None) -> None:
        self._lexicon = lexicon or Lexicon()
        self._asked = [_Asked(one, self._lexicon.of_context(one.id, one.pattern)) for one in contexts]

    def around(
        self,
        view: View,
        sentence: Span,
        hit: Span,
        heeds: Iterable[str],
        message: Callable[[], Said] | None = None,
        known: Known | None = None,
    ) -> str | None:
        """Return the id of a heeded context that holds around the hit, or None; those of the whole message are asked last.

        `message` tells what contexts of the whole message look at, where that is not all of the view. What was asked once
        is kept in `known`.
        """
        kinds = tuple(heeds)
        asked = known or Known()
        bitmaps = asked.bitmaps = asked.bitmaps or self._lexicon.bitmaps(view.text)
        heeded = asked.heeded.get(kinds)
        if heeded is None:
            heeded = asked.heeded[kinds] = self._that_may_stand(kinds, bitmaps)
        for one in heeded.close:
            where = one.context.where
            if where == "sentence":
                begins = bitmaps.begins_in(one.sought, sentence.start, sentence.end)
                holds = begins and _holds(one, sentence.of(view.text), asked)
            elif where == "within":
                holds = bitmaps.begins_in(one.sought, hit.start, hit.end) and _holds(one, hit.of(view.text), asked)
            elif where == "before":
                holds = _before(one, view, sentence, hit, bitmaps)
            else:
                holds = _inside(one, view, sentence, hit, asked)
            if holds:
                return one.context.id
        whole = message() if message else Said((Span(0, len(view.text)),), lambda: [view.text])
        if kinds not in whole.taken_back:
            whole.taken_back[kinds] = _of_message(heeded.whole, view, whole, asked, bitmaps)
        return whole.taken_back[kinds]

    def _that_may_stand(self, kinds: tuple[str, ...], bitmaps: Bitmaps) -> _Heeded:
        """Return the contexts of some kinds that could begin anywhere in a text, and those told by words put together."""
        own = [one for one in self._asked if one.context.kind in kinds]
        close = [one for one in own if one.context.where != "message"]
        return _Heeded(
            [one for one in close if one.context.where == "inside" or bitmaps.where(one.sought)],
            [one for one in own if one.context.where == "message" and bitmaps.where(one.sought)],
        )


def _of_message(heeded: Iterable[_Asked], view: View, said: Said, known: Known, bitmaps: Bitmaps) -> str | None:
    """Return the id of the first context that stands in one of the parts of what is said while nothing in any speaks against it."""
    for one in heeded:
        context = one.context
        if any(_stands(one, view.text, part, said, bitmaps) for part in said.parts) and not (
            context.unless and any(_found(context.unless, text, known) for text in said.texts)
        ):
            return context.id
    return None


def _stands(asked: _Asked, text: str, part: Span, said: Said, bitmaps: Bitmaps) -> bool:
    """Tell whether the pattern of a context matches in a part of a text, and in what is said there."""
    start, end = part
    match = _compiled(asked.context.pattern).match
    found = (match(text, start + place, end) for place in places_in(bitmaps.where_in(asked.sought, start, end)))
    return any(said.holds(Span(*one.span())) for one in found if one is not None)


def _before(asked: _Asked, view: View, sentence: Span, hit: Span, bitmaps: Bitmaps) -> bool:
    context = asked.context
    begin = max(sentence.start, hit.start - context.reach - 12)
    if begin >= hit.start or not bitmaps.begins_in(asked.sought, begin, hit.start):
        return False
    for found in _compiled(context.pattern).finditer(view.text, begin, hit.start + 4):
        if found.start() >= hit.start or hit.start - found.end() > context.reach:
            continue
        between = view.text[found.end() : hit.start]
        if not (context.unless and _compiled(context.unless).search(between)):
            return True
    return False


def _inside(asked: _Asked, view: View, sentence: Span, hit: Span, known: Known) -> bool:
    line = Span(view.text.rfind("\n", 0, hit.start) + 1, _end_of_line(view.text, hit.end))
    if all(view.text.rfind(mark, line.start, hit.start + 1) < 0 for mark in _MARKS):
        return False
    for quote in _QUOTES.finditer(view.text, sentence.start, min(len(view.text), sentence.end + 1)):
        if hit.within(Span(*quote.span())):
            around = view.text[sentence.start : quote.start()] + " " + view.text[quote.end() : sentence.end]
            if _holds(asked, around, known):
                return True
    for run in _RUNS.finditer(view.text, line.start, line.end):
        if hit.within(Span(*run.span())):
            return _holds(asked, _said_around(view.text, line, run.start(), run.end()), known)
    return False


def _end_of_line(text: str, place: int) -> int:
    end = text.find("\n", place)
    return len(text) if end < 0 else end


def _said_around(text: str, line: Span, start: int, end: int) -> str:
    """Return the words of the sentence around what is quoted; of further quotations in the same run a mark stays."""
    begin = max(text.rfind(stop, line.start, start) for stop in _STOPS) + 1 or line.start
    stops = [at for stop in _STOPS if (at := text.find(stop, end, line.end)) >= 0]
    several = "“" if text.count("“", start, end) > 1 else " "
    return text[max(begin, line.start) : start] + several + text[end : min(stops, default=line.end)]


def _holds(asked: _Asked, text: str, known: Known) -> bool:
    context = asked.context
    return _found(context.pattern, text, known) and not (context.unless and _found(context.unless, text, known))


def _found(source: str, text: str, known: Known) -> bool:
    found = known.found.get((source, text))
    if found is None:
        found = known.found[source, text] = bool(_compiled(source).search(text))
    return found


@lru_cache(maxsize=512)
def _compiled(source: str) -> Expression:
    return Expression(source)
