"""One reading of a message with the turns of the talk laid over it: what the other side said, and what it did not."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from functools import cached_property

from fairdue.kernel.spans import Span
from fairdue.screening.clean import View
from fairdue.screening.condition import Hits
from fairdue.screening.turns import Talk

_ASIDE = frozenset({"reader", "other"})


class Heard:
    """A view whose words are told apart by speaker; without a talk everything is the other side's."""

    def __init__(self, view: View, talk: Talk | None) -> None:
        self.view = view
        self.is_talk = talk is not None and talk.is_talk
        turns = talk.turns if talk is not None and self.is_talk else ()
        self._begins = [bisect_left(view.starts, turn.span.start) for turn in turns]
        self._aside = [turn.role in _ASIDE for turn in turns]

    def is_aside(self, span: Span) -> bool:
        """Tell whether a span of the view begins in the words of the reader or of a bystander."""
        at = bisect_right(self._begins, span.start) - 1
        return at >= 0 and self._aside[at]

    def spoken(self, hits: Hits) -> Hits:
        """Keep the hits that are the other side's words."""
        if not self.is_talk:
            return hits
        kept: Mapping[str, list[Span]] = {
            name: [span for span in spans if not self.is_aside(span)] for name, spans in hits.items()
        }
        return {name: spans for name, spans in kept.items() if spans}

    @cached_property
    def said(self) -> str:
        """All that the other side said, in one text; labels stay."""
        if not self.is_talk:
            return self.view.text
        ends = [*self._begins[1:], len(self.view.text)]
        places = zip(self._begins, ends, self._aside, strict=True)
        return "".join(self.view.text[begin:end] for begin, end, aside in places if not aside)
