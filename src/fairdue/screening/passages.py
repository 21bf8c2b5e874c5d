"""Cut a long text into passages and a paste into its messages, judged one by one: what is said elsewhere is not said here.

Of the further readings of a long text only what differs is read again, with its surroundings.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from fairdue.kernel.expression import Expression
from fairdue.kernel.spans import Span
from fairdue.screening.clean import Cleaned, View
from fairdue.screening.pasted import further_messages

# A text up to here is judged as a whole: a long message, a call of two minutes, a page of a letter.
LONGEST_WHOLE: Final = 800
# A longer one in passages of at most so many characters, each beginning with so many of the one before, or a few less.
LENGTH: Final = 420
SHARED: Final = 100
# So many characters are searched together, or a little more: what is kept of a text while it is searched grows with it.
MOST_TOGETHER: Final = 12_000
# What a long text is, it says in so many characters at its beginning; who speaks to whom, and for which lender, in so many.
OPENING: Final = 150
BEGINNING: Final = 600
# Around what differs in another reading so many characters are read again on either side.
AROUND: Final = 150
_STOPS = Expression(r"[。!?;\n]+")
_PAUSES = Expression(r"[,、:。!?;\n ]+")


def passages(text: str) -> list[Span]:
    """Return the passages of a text in order; they cover it, begin and end with a sentence where they can, and overlap.

    >>> passages("好。")
    [Span(start=0, end=2)]
    """
    if len(text) <= LONGEST_WHOLE:
        return [Span(0, len(text))]
    stops = [found.end() for found in _STOPS.finditer(text)]
    pauses = [found.end() for found in _PAUSES.finditer(text)]
    found: list[Span] = []
    start = 0
    while len(text) - start > LENGTH:
        end = _last(stops, start + LENGTH // 2, start + LENGTH) or _last(pauses, start + SHARED, start + LENGTH)
        end = end or start + LENGTH
        found.append(Span(start, end))
        start = _first(stops, end - SHARED, end) or _first(pauses, end - SHARED, end) or end - SHARED
    found.append(Span(start, len(text)))
    return found


class Reading(NamedTuple):
    """A text to be searched: a view, made of sections that each follow the message from end to end or in part.

    A rule of message scope is judged in each of the passages by itself. After the last nothing of the message follows.
    `is_cut`: the passages are parts of a longer text, not messages pasted together.
    """

    view: View
    sections: Sequence[Span]
    passages: Sequence[Span]
    is_last: bool
    is_cut: bool


def readings(cleaned: Cleaned, is_talk: bool = False) -> Iterator[Reading]:
    """Yield each view of a message; those of a long one as one text, of a very long one as several.

    In that text the surroundings of what differs from the first view in another follow after the first. Where there are
    several, each begins with the opening of the message, which is judged in the first. A short text, unless it is a talk,
    is judged message by message where several were pasted.
    """
    first, *others = cleaned.views
    if len(first.text) <= LONGEST_WHOLE:
        starts = [] if is_talk else [first.starts[begin] for begin in further_messages(first.text)]
        for view in cleaned.views:
            whole = Span(0, len(view.text))
            ends = sorted({0, *(bisect_left(view.starts, start) for start in starts), whole.end})
            messages = [Span(*one) for one in pairwise(ends)] or [whole]
            yield Reading(view, [whole], messages, view is cleaned.views[-1], is_cut=False)
        return
    parts = [(first, Span(0, len(first.text)))]
    for view in others:
        parts += [(view, part) for part in _joined(_around(_differing(first, view), view))]
    together: list[tuple[View, Span]] = []
    size = 0
    opening: list[tuple[View, Span]] = []
    for view, piece in (piece for part in parts for piece in _pieces(*part)):
        if together and size + piece.end - piece.start > MOST_TOGETHER:
            yield _reading(opening, together, is_last=False)
            together, size, opening = [], 0, [(first, Span(0, OPENING))]
        together.append((view, piece))
        size += piece.end - piece.start
    yield _reading(opening, together, is_last=True)


def _pieces(view: View, part: Span) -> Iterator[tuple[View, Span]]:
    """Cut a part of a view into pieces of whole passages, none much too long; each begins with a sentence where it can."""
    cut = [Span(part.start + start, part.start + end) for start, end in passages(part.of(view.text))]
    begins = {sentence.start for sentence in view.sentences}
    start = part.start
    for passage, after in pairwise(cut):
        if after.end - start > (MOST_TOGETHER if after.start in begins else 2 * MOST_TOGETHER):
            yield view, Span(start, passage.end)
            start = after.start
    yield view, Span(start, part.end)


def _reading(opening: Sequence[tuple[View, Span]], parts: Sequence[tuple[View, Span]], is_last: bool) -> Reading:
    """Return parts of views as one text, to be judged in passages but for its opening."""
    sections: list[Span] = []
    cut: list[Span] = []
    begin = 0
    for place, (view, part) in enumerate((*opening, *parts)):
        sections.append(Span(begin, begin + part.end - part.start))
        if place >= len(opening):
            cut += [Span(start + begin, end + begin) for start, end in passages(part.of(view.text))]
        begin = sections[-1].end + 1
    return Reading(_one_view((*opening, *parts)), sections, cut, is_last, is_cut=True)


def _differing(first: View, other: View) -> Iterator[Span]:
    """Yield the places of the other reading that do not read as the sentences of the first they stand for."""
    begin = 0
    ends = [sentence.end for sentence in first.sentences[:-1]]
    for start, end in zip([0, *ends], [*ends, len(first.text)], strict=True):
        stop = bisect_left(other.starts, first.starts[end]) if end < len(first.text) else len(other.text)
        if first.text[start:end] != other.text[begin:stop]:
            yield Span(begin, stop)
        begin = stop


def _around(places: Iterable[Span], view: View) -> Iterator[Span]:
    """Yield places, which are whole sentences, with so many characters before and behind; no sentence is broken off.

    A sentence that begins or ends much further off stays out.
    """
    starts = [sentence.start for sentence in view.sentences]
    ends = [sentence.end for sentence in view.sentences]
    for start, end in places:
        before = starts[max(0, bisect_right(starts, start - AROUND) - 1)]
        if before < start - 2 * AROUND:
            before = starts[min(bisect_left(starts, start - AROUND), len(starts) - 1)]
        behind = ends[min(bisect_left(ends, end + AROUND), len(ends) - 1)]
        if behind > end + 2 * AROUND:
            behind = ends[max(0, bisect_right(ends, end + AROUND) - 1)]
        yield Span(min(before, start), max(behind, end))


def _joined(spans: Iterable[Span]) -> list[Span]:
    """Join spans, in their order, that touch."""
    joined: list[Span] = []
    for span in spans:
        if joined and span.start <= joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(span.end, joined[-1].end))
        else:
            joined.append(span)
    return joined


def _one_view(parts: Sequence[tuple[View, Span]]) -> View:
    """Return parts of views as one view, with a line end after each."""
    starts: list[int] = []
    ends: list[int] = []
    for view, (start, end) in parts:
        starts.extend((*view.starts[start:end], view.ends[end - 1]))
        ends.extend((*view.ends[start:end], view.ends[end - 1]))
    return View("".join(part.of(view.text) + "\n" for view, part in parts), tuple(starts), tuple(ends))


def _last(places: list[int], least: int, most: int) -> int | None:
    """Return the last of some places in their order that lies between two."""
    at = bisect_right(places, most) - 1
    return places[at] if at >= 0 and places[at] > least else None


def _first(places: list[int], least: int, most: int) -> int | None:
    """Return the first of some places in their order that lies between two."""
    at = bisect_left(places, least)
    return places[at] if at < len(places) and places[at] < most else None
