"""One reading of a message with the turns of the talk laid over it: what the other side said, and what it did not."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import time
from functools import cached_property, partial
from typing import NamedTuple

from fairdue.kernel.spans import Span
from fairdue.screening.condition import Hits
from fairdue.screening.contexts import Known, Said
from fairdue.screening.passages import OPENING, Reading
from fairdue.screening.turns import Talk, Turn

_ASIDE = frozenset({"reader", "other"})
# What a place in a long text is about is said in so many characters around it.
_ABOUT = 120
# What somebody says goes on over another's words where these are no more than so many characters: 嗯, or a short question.
_INTERJECTED = 20
# Within so many minutes of the reader's own words another's are an answer.
_ANSWERED, _DAY = 60, 24 * 60


class Heard:
    """A view whose words are told apart by speaker; without a talk everything is the other side's.

    `known_links`: the message has links, and each leads to a domain that the pack knows.
    """

    def __init__(self, reading: Reading, talk: Talk | None, known_links: bool = False) -> None:
        self.known_links = known_links
        turns = talk.turns if talk is not None else ()
        view, speakers = reading.view, talk.speakers if talk is not None else ()
        self.view = view
        self.is_talk = talk is not None and talk.is_talk
        # Where somebody collects, a label tells whom he speaks to; among others a name or a kinship tells nothing, and an
        # hour beside a name is no word of his.
        labels_tell = any(turn.role == "collector-side" for turn in turns)
        tell: list[bool] = []
        began = [turn.span.start for turn in turns]
        self._begins: list[int] = []
        self._words: list[int] = []
        self._aside: list[bool] = []
        self._speakers: list[str | None] = []
        # Of each turn of the other side that nobody asked for, the hour told with it.
        self._hours: list[time | None] = []
        hours = _unasked(turns)
        for start, end in reading.sections:
            first = max(0, bisect_right(began, view.starts[start]) - 1) if end > start else 0
            last = bisect_left(began, view.ends[end - 1]) if end > start else 0
            self._hours += hours[first:last]
            for turn, speaker in zip(turns[first:last], speakers[first:last], strict=True):
                self._begins.append(bisect_left(view.starts, turn.span.start, start, end))
                self._words.append(bisect_left(view.starts, turn.words.start, start, end))
                self._aside.append(turn.role in _ASIDE)
                tell.append(labels_tell and turn.at is None)
                self._speakers.append(speaker)
        self._ends = [*self._begins[1:], len(view.text)]
        follows = zip(self._begins[1:], self._speakers, self._speakers[1:], strict=False)
        # As far as a hit that begins in a turn may go on, and from where on it may begin.
        self._limits = [*(at if one != other else len(view.text) for at, one, other in follows), len(view.text)]
        self._floors = [0 if tells else words for tells, words in zip(tell, self._words, strict=True)]
        self._some_aside = len(self._begins) > 1 and any(self._aside)
        self.is_overheard = talk is not None and talk.is_overheard
        self.is_cut = reading.is_cut
        self._told = _Words(view.text, self._begins, self._ends, self._aside)
        self._said: dict[tuple[Span, bool], Said] = {}
        self.known = Known()

    @cached_property
    def _turn_at(self) -> list[int]:
        """For each character, and the end, the number of its turn; the end of a line before a turn is the turn's own."""
        numbers = [-1] * self._begins[0] if self._begins else []
        for number, (begin, end) in enumerate(zip(self._begins, self._ends, strict=True)):
            numbers += [number] * (end - begin)
        numbers.append(len(self._begins) - 1)
        text = self.view.text
        for number, begin in enumerate(self._begins):
            if begin and text[begin - 1] == "\n":
                numbers[begin - 1] = number
        return numbers

    def is_aside(self, span: Span) -> bool:
        """Tell whether a span of the view is no word of the other side: another's, or of two who speak in turn."""
        if not self._begins:
            return False
        at = self._turn_at[span.start]
        return at >= 0 and (self._aside[at] or span.end > self._limits[at] or span.start < self._floors[at])

    def in_turns(self, spans: list[Span]) -> list[Span]:
        """Keep the spans that are in the words of one turn: none in a name, none that goes on into another's words."""
        if len(self._begins) < 2:
            return spans
        turn_at, limits, floors = self._turn_at, self._limits, self._floors
        return [one for one in spans if (at := turn_at[one[0]]) < 0 or floors[at] <= one[0] and one[1] <= limits[at]]

    def spoken(self, hits: Hits) -> Hits:
        """Keep, of hits that are in turns, those that are the other side's words; the same hits where all are."""
        if not self._some_aside:
            return hits
        kept, same = {}, True
        for name, spans in hits.items():
            own = self._not_aside(spans)
            if own:
                kept[name] = own
            same = same and len(own) == len(spans)
        return hits if same else kept

    def _not_aside(self, spans: Sequence[Span]) -> list[Span]:
        turn_at, aside = self._turn_at, self._aside
        return [one for one in spans if (at := turn_at[one[0]]) < 0 or not aside[at]]

    def by_speaker(self, hits: Hits, names: Collection[str]) -> Iterator[tuple[str | None, Hits]]:
        """Yield each speaker and the hits, those of `names` kept to his own words; all at once where one speaks, or nobody."""
        own: dict[str | None, dict[str, list[Span]]] = {}
        for name in names:
            for span in hits.get(name, ()):
                own.setdefault(self._speaker(span), {}).setdefault(name, []).append(span)
        nobodys = own.pop(None, {})
        if len(own) < 2:
            yield next(iter(own), None), hits
            return
        others = {name: spans for name, spans in hits.items() if name not in names}
        for speaker, said in own.items():
            yield (
                speaker,
                others | {name: sorted(said.get(name, []) + nobodys.get(name, [])) for name in said.keys() | nobodys},
            )

    @property
    def tells_hours(self) -> bool:
        """Tell whether an hour stands with words of the other side."""
        return any(self._hours)

    def at_hours(self, hits: Hits, holds: Callable[[time], bool]) -> Hits:
        """Keep the hits in words of the other side at certain hours that nobody had asked for."""
        turn_at, hours = self._turn_at, self._hours
        held = {
            name: [one for one in spans if (at := turn_at[one[0]]) >= 0 and (hour := hours[at]) and holds(hour)]
            for name, spans in hits.items()
        }
        return {name: spans for name, spans in held.items() if spans}

    def is_interrupted(self, span: Span) -> bool:
        """Tell whether more than a few words of another stand between the beginning of a span and its end."""
        if len(self._begins) < 2:
            return False
        first, last = self._turn_at[span.start], self._turn_at[span.end - 1]
        if last - first < 2:
            return False
        speaker = self._speakers[first]
        return any(
            self._speakers[at] != speaker and self._ends[at] - self._words[at] > _INTERJECTED
            for at in range(first + 1, last)
        )

    def of_voice(self, spans: Sequence[Span], speaker: str | None, by_all: bool) -> Sequence[Span]:
        """Keep the spans that are a speaker's words, or nobody's; of anybody where he is not named, but none aside.

        With `by_all` words aside count too.
        """
        if self._some_aside and not by_all:
            spans = self._not_aside(spans)
        return spans if speaker is None else [one for one in spans if self._speaker(one) in (speaker, None)]

    def _speaker(self, span: Span) -> str | None:
        """Name who says it; nobody for a label and for words without one."""
        at = self._turn_at[span.start] if self._begins else -1
        return self._speakers[at] if at >= 0 and span.start >= self._words[at] else None

    def said(self, place: Span, by_all: bool = False) -> Said:
        """Return what the other side, or anybody, said; of a long text at its beginning and around a place. Labels stay.

        What a long text is, it says at its beginning; what it says in between is about what stands near.
        """
        length = len(self.view.text)
        near = Span(max(0, place.start - _ABOUT), min(length, place.end + _ABOUT)) if self.is_cut else Span(0, length)
        said = self._said.get((near, by_all))
        if said is None:
            opening = Span(0, min(OPENING, near.start))
            parts = tuple(part for part in (opening, near) if part.end > part.start)
            everybodys = by_all or not self.is_talk
            told = partial(self._told.of, parts, everybodys)
            said = self._said[near, by_all] = Said(parts, told, None if everybodys else self._told.are_spoken)
        return said


def _unasked(turns: Sequence[Turn]) -> list[time | None]:
    """Return of each turn of the other side the hour told with it; None where the reader wrote within the hour before."""
    found: list[time | None] = []
    asked: int | None = None
    for turn in turns:
        minute = turn.at.hour * 60 + turn.at.minute if turn.at else None
        if turn.role in _ASIDE:
            asked = minute
        is_answer = asked is not None and minute is not None and (minute - asked) % _DAY <= _ANSWERED
        found.append(turn.at if turn.role == "collector-side" and not is_answer else None)
    return found


class _Words(NamedTuple):
    """The words of a view by turns: where each begins and ends, and whether they are not the other side's."""

    text: str
    begins: Sequence[int]
    ends: Sequence[int]
    aside: Sequence[bool]

    def of(self, parts: Sequence[Span], by_all: bool) -> list[str]:
        """Return the words of some parts of the view: everybody's, or the other side's alone."""
        return [part.of(self.text) if by_all else self._spoken(part) for part in parts]

    def _spoken(self, part: Span) -> str:
        first = max(0, bisect_right(self.begins, part.start) - 1)
        last = bisect_left(self.begins, part.end, first)
        return "".join(
            self.text[max(self.begins[at], part.start) : min(self.ends[at], part.end)]
            for at in range(first, last)
            if not self.aside[at] and self.ends[at] > part.start
        )

    def are_spoken(self, span: Span) -> bool:
        """Tell whether a span of the view begins and ends in words of the other side; the end of a line is the next turn's."""
        return not (self._is_aside(span.start) or self._is_aside(max(span.start, span.end - 1)))

    def _is_aside(self, place: int) -> bool:
        at = bisect_right(self.begins, place + (self.text[place : place + 1] == "\n")) - 1
        return at >= 0 and self.aside[at]
