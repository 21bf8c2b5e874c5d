"""One reading of a message with the turns of the talk laid over it: what the other side said, and what it did not."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator
from functools import cached_property

from fairdue.kernel.spans import Span
from fairdue.screening.clean import View
from fairdue.screening.condition import Hits
from fairdue.screening.turns import Talk

_ASIDE = frozenset({"reader", "other"})


class Heard:
    """A view whose words are told apart by speaker; without a talk everything is the other side's."""

    def __init__(self, view: View, talk: Talk | None) -> None:
        turns = talk.turns if talk is not None else ()
        self.view = view
        self.is_talk = talk is not None and talk.is_talk
        self._begins = [bisect_left(view.starts, turn.span.start) for turn in turns]
        self._words = [bisect_left(view.starts, turn.words.start) for turn in turns]
        # Where somebody collects, a label tells whom he speaks to; among others a name or a kinship tells nothing.
        self._labels_tell = any(turn.role == "collector-side" for turn in turns)
        self._aside = [turn.role in _ASIDE for turn in turns]
        self._speakers = talk.speakers if talk is not None else ()

    def is_aside(self, span: Span) -> bool:
        """Tell whether a span of the view is no word of the other side: another's, or of two who speak in turn."""
        at = self._turn(span)
        return at >= 0 and (self._aside[at] or not self._is_whole(span))

    def in_turns(self, hits: Hits) -> Hits:
        """Keep the hits that are in the words of one turn: none in a name, none that goes on into another's words."""
        if len(self._begins) < 2:
            return hits
        whole = ((name, [span for span in spans if self._is_whole(span)]) for name, spans in hits.items())
        return {name: spans for name, spans in whole if spans}

    def spoken(self, hits: Hits) -> Hits:
        """Keep the hits that are the other side's words."""
        if len(self._begins) < 2:
            return hits
        told = ((name, [span for span in spans if not self.is_aside(span)]) for name, spans in hits.items())
        return {name: spans for name, spans in told if spans}

    def by_speaker(self, hits: Hits, names: Collection[str]) -> Iterator[Hits]:
        """Yield the hits once for each speaker, those of `names` kept to his own words; all at once where one speaks."""
        own: dict[str | None, dict[str, list[Span]]] = {}
        for name in names:
            for span in hits.get(name, ()):
                own.setdefault(self._speaker(span), {}).setdefault(name, []).append(span)
        nobodys = own.pop(None, {})
        if len(own) < 2:
            yield hits
            return
        others = {name: spans for name, spans in hits.items() if name not in names}
        for said in own.values():
            yield others | {name: sorted(said.get(name, []) + nobodys.get(name, [])) for name in said.keys() | nobodys}

    def _speaker(self, span: Span) -> str | None:
        """Name who says it; nobody for a label and for words without one."""
        at = self._turn(span)
        return self._speakers[at] if at >= 0 and span.start >= self._words[at] else None

    def _turn(self, span: Span) -> int:
        """Number the turn in which a span begins; the end of a line before it is the turn's own."""
        return bisect_right(self._begins, span.start + self.view.text.startswith("\n", span.start)) - 1

    def _is_whole(self, span: Span) -> bool:
        at = self._turn(span)
        if at < 0:
            return True
        after = self._begins[at + 1] if at + 1 < len(self._begins) else span.end
        other = span.end > after and self._speakers[at] != self._speakers[at + 1]
        return not other and (self._labels_tell or span.start >= self._words[at])

    @cached_property
    def said(self) -> str:
        """All that the other side said, in one text; labels stay."""
        if not self.is_talk:
            return self.view.text
        ends = [*self._begins[1:], len(self.view.text)]
        places = zip(self._begins, ends, self._aside, strict=True)
        return "".join(self.view.text[begin:end] for begin, end, aside in places if not aside)
