"""Words around a hit that change its meaning: negation, quotation, warning, report, condition, assurance; one small step each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from operator import add

from fairdue.kernel.expression import Expression
from fairdue.kernel.spans import Span
from fairdue.records.pack import Context
from fairdue.records.rules import ENTRY
from fairdue.screening.clean import View


class Known:
    """What was asked of the words of one message: which contexts hold in them, and which two characters stand together."""

    def __init__(self) -> None:
        self.holds: dict[tuple[str, str], bool] = {}
        self._pairs: dict[str, set[str]] = {}

    def pairs(self, text: str) -> set[str]:
        """Return the characters of a text and the pairs of them."""
        found = self._pairs.get(text)
        if found is None:
            found = self._pairs[text] = {*text, *map(add, text, text[1:])}
        return found


_QUOTES = Expression(r"[“\"「『‘']([^“”\"「」『』‘'\n]{1,200})[”\"」』’']")
# What is quoted in one go, over the ends of sentences and from one pair of marks to the next.
_QUOTED = r"[“「『][^“”「」『』\n]{1,300}[”」』]"
_RUNS = Expression(rf"{_QUOTED}(?:[、,和或及 ]?{_QUOTED}){{0,11}}", needs="“「『")
_STOPS = "。!?;\n"


class ContextReader:
    """Reads which kinds of context hold around a place in one view; compiled once for a pack."""

    def __init__(self, contexts: Sequence[Context]) -> None:
        self._contexts = contexts

    def around(
        self,
        view: View,
        sentence: Span,
        hit: Span,
        heeds: Iterable[str],
        message: Callable[[], str] | None = None,
        known: Known | None = None,
    ) -> str | None:
        """Return the id of the first heeded context that holds around the hit, or None.

        `message` tells what contexts of the whole message look at, where that is not all of the view. What was asked once
        is kept in `known`.
        """
        wanted = set(heeds)
        asked = known or Known()
        for context in self._contexts:
            if context.kind not in wanted:
                continue
            if context.where == "message":
                text = view.text if message is None else message()
                signs = _signs(context.needs)
                holds = not (signs and signs.isdisjoint(asked.pairs(text))) and _holds(context, text, asked)
            else:
                holds = _STEPS[context.where](context, view, sentence, hit, asked)
            if holds:
                return context.id
        return None


def _before(context: Context, view: View, sentence: Span, hit: Span, known: Known) -> bool:
    begin = max(sentence.start, hit.start - context.reach - 12)
    for found in _compiled(context.pattern, context.needs).finditer(view.text, begin, hit.start + 4):
        if found.start() >= hit.start or hit.start - found.end() > context.reach:
            continue
        between = view.text[found.end() : hit.start]
        if not (context.unless and _compiled(context.unless).search(between)):
            return True
    return False


def _in_sentence(context: Context, view: View, sentence: Span, hit: Span, known: Known) -> bool:
    return _holds(context, sentence.of(view.text), known)


def _inside(context: Context, view: View, sentence: Span, hit: Span, known: Known) -> bool:
    for quote in _QUOTES.finditer(view.text, sentence.start, min(len(view.text), sentence.end + 1)):
        if hit.within(Span(*quote.span())):
            around = view.text[sentence.start : quote.start()] + " " + view.text[quote.end() : sentence.end]
            if _holds(context, around, known):
                return True
    line = Span(view.text.rfind("\n", 0, hit.start) + 1, _end_of_line(view.text, hit.end))
    for run in _RUNS.finditer(view.text, line.start, line.end):
        if hit.within(Span(*run.span())):
            return _holds(context, _said_around(view.text, line, run.start(), run.end()), known)
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


def _within(context: Context, view: View, sentence: Span, hit: Span, known: Known) -> bool:
    return _holds(context, hit.of(view.text), known)


def _holds(context: Context, text: str, known: Known) -> bool:
    holds = known.holds.get((context.id, text))
    if holds is None:
        holds = bool(_compiled(context.pattern, context.needs).search(text))
        holds = holds and not (context.unless and _compiled(context.unless).search(text))
        known.holds[context.id, text] = holds
    return holds


@lru_cache(maxsize=512)
def _signs(needs: str) -> frozenset[str]:
    """Return the beginnings of the words of which a context needs one; none where it needs none."""
    return frozenset(word[:2] for word in needs.split(ENTRY)) if needs else frozenset()


@lru_cache(maxsize=512)
def _compiled(source: str, needs: str = "") -> Expression:
    return Expression(source, needs.split(ENTRY) if needs else ())


_STEPS: Mapping[str, Callable[[Context, View, Span, Span, Known], bool]] = {
    "before": _before,
    "sentence": _in_sentence,
    "inside": _inside,
    "within": _within,
}
