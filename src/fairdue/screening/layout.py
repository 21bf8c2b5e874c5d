"""Find the line ends, page numbers and running heads that stand inside sentences of a letter; it drops nothing itself."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence, Set
from itertools import pairwise
from typing import NamedTuple

from fairdue.kernel.expression import Expression
from fairdue.kernel.spans import Span

# A line this wide that ends in the middle of a sentence may have been broken by its width, not by its writer.
WIDE = 18
# Then it is, give or take, as long as the longest of those the sentence runs over, in characters or in width; and where
# there are more than a few, as long as the full one before or behind.
_SPREAD = 3
_FEW = 2
# Two of these are as wide as one other character.
_NARROW = frozenset("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ ")
# Where a text is set in lines of one width, so many that end in mid-sentence are full for one that is not.
_FULL = 4
_NUMBER = r"[0-9一二三四五六七八九十百]{1,4}"
_PAGE = Expression(
    rf"[^。!?;\n]{{0,30}}第 ?{_NUMBER} ?页 ?[,/(]? ?共 ?{_NUMBER} ?页\)?|第 ?{_NUMBER} ?页|共 ?{_NUMBER} ?页,? ?第 ?{_NUMBER} ?页"
    r"|[-—–]{1,3} ?[0-9]{1,3} ?[-—–]{1,3}|[0-9]{1,3} ?/ ?[0-9]{1,3}|page [0-9]{1,3}(?: of [0-9]{1,3})?"
)
_FINISHED = frozenset("。!?;:…】」』”)》~")
# A page is numbered with a figure or called one.
_MAY_BE_PAGE = Expression(r"[0-9页]")
_OPENS = Expression(
    rf"(?:{_NUMBER}[、.,):]|[(\[【《]|第{_NUMBER}[条章款、,]|[-*·•●○■—=]|尊敬|致|敬|此致|特此|附|您好|你好|回复|退订|http)"
    r"|[^\s,。!?;、]{1,12} ?:|\S{1,20}[ \t][^\n]{0,12}[0-9]{1,2}:[0-9]{2}"
)


class Layout(NamedTuple):
    """What to step over so that sentences are whole, and whether the text is plainly set in lines of one width."""

    breaks: tuple[Span, ...]
    is_plain: bool


class _Line(NamedTuple):
    words: str
    begin: int
    end: int


def layout_of(text: str, joined: Sequence[int] = ()) -> Layout:
    """Find the breaks of a folded text; each begins at a line end and ends where the sentence goes on.

    `joined`: where two lines were made one before; how wide lines are set, each tells by itself.

    >>> layout_of("您的欠款已经超过约定的还款期限请您于本\\n月底前还清。").breaks
    (Span(start=19, end=20),)
    """
    if "\n" not in text:
        return Layout((), False)
    if not _MAY_BE_PAGE.search(text) and not any(map(_is_broken_off, map(str.strip, text.split("\n")))):
        return Layout((), False)
    lines = _lines(text)
    found = list(_breaks(lines, _furniture(lines), joined))
    by_width = [one for one in found if not one.is_paged]
    full = [one for one in by_width if one.is_full]
    alike = {one.place for pair in pairwise(full) if pair[0].end.is_like(pair[1].end) for one in pair}
    held = alike if len(by_width) > _FEW else {one.place for one in full}
    is_set = len(alike) > 1 and len(alike) >= _FULL * (len(by_width) - len(alike))
    is_paged = len(found) > len(by_width)
    breaks = tuple(one.place for one in found if one.is_paged or one.place in held)
    return Layout(breaks, "。" in text and (is_set or (is_paged and not by_width)))


class _End(NamedTuple):
    """Where a line ends as it is set: after so many characters, and so wide."""

    length: int
    width: float

    def is_like(self, other: _End) -> bool:
        """Tell whether two lines end, give or take, at the same place."""
        return abs(self.length - other.length) <= _SPREAD or abs(self.width - other.width) <= _SPREAD


class _Break(NamedTuple):
    """A line end over which a sentence may go on: at the end of a page, or where the line is as long as those beside it."""

    place: Span
    end: _End
    is_paged: bool
    is_full: bool


def _breaks(lines: Sequence[_Line], furniture: Set[int], joined: Sequence[int]) -> Iterator[_Break]:
    """Yield the line ends over which sentences may go on, those of one sentence measured against each other."""
    run: list[_Line] = []
    paged: list[bool] = []
    between = blank = False
    for number, line in enumerate(lines):
        if number in furniture or not line.words:
            between, blank = between or number in furniture, blank or not line.words
            continue
        if run and _goes_on(run[-1], line, between, blank):
            paged.append(between)
        else:
            yield from _of_run(run, paged, joined)
            run, paged = [], []
        run.append(line)
        between = blank = False
    yield from _of_run(run, paged, joined)


def _of_run(run: Sequence[_Line], paged: Sequence[bool], joined: Sequence[int]) -> Iterator[_Break]:
    """Yield the line ends inside lines over which one sentence may go on."""
    if not paged:
        return
    ends: list[_End] = []
    last: list[_End] = []
    for line in run:
        inner = joined[bisect_right(joined, line.begin) : bisect_left(joined, line.end)]
        for begin, stop in pairwise((line.begin, *inner, line.end)):
            words = line.words[begin - line.begin : stop - line.begin]
            ends.append(_End(len(words), _width(words)))
        last.append(ends[-1])
    longest = _End(max(end.length for end in ends), max(end.width for end in ends))
    for (before, line), end, is_paged in zip(pairwise(run), last, paged, strict=False):
        yield _Break(Span(before.end, line.begin), end, is_paged, end.is_like(longest))


def _width(words: str) -> float:
    """Return how wide some words are, in Chinese characters."""
    return len(words) - sum(map(_NARROW.__contains__, words)) / 2


def _lines(text: str) -> list[_Line]:
    lines, begin = [], 0
    for line in text.split("\n"):
        words = line.strip()
        start = begin if words == line or not words else begin + len(line) - len(line.lstrip())
        lines.append(_Line(words, start, start + len(words)))
        begin += len(line) + 1
    return lines


def _furniture(lines: Sequence[_Line]) -> frozenset[int]:
    """Return the numbers of page-number lines, and of lines beside them that were there before word for word."""
    pages = {
        number
        for number, line in enumerate(lines)
        if 0 < len(line.words) <= 50 and _MAY_BE_PAGE.search(line.words) and _PAGE.fullmatch(line.words)
    }
    if not pages:
        return frozenset()
    counted = Counter(line.words for line in lines)
    filled = [number for number, line in enumerate(lines) if line.words]
    found = set(pages)
    told: set[str] = set()
    for at, number in enumerate(filled):
        words = lines[number].words
        beside = {filled[near] for near in (at - 1, at + 1) if 0 <= near < len(filled)}
        if number not in pages and counted[words] > 1 and words in told and beside & found:
            found.add(number)
        told.add(words)
    return frozenset(found)


def _goes_on(before: _Line, line: _Line, between: bool, blank: bool) -> bool:
    """Tell whether a sentence of one line goes on in the other."""
    if before.words[-1] in _FINISHED or not (between or (not blank and _width(before.words) >= WIDE)):
        return False
    return not _OPENS.match(line.words)


def _is_broken_off(words: str) -> bool:
    """Tell whether a line is so long that its width may have broken it, and ends in the middle of a sentence."""
    return len(words) >= WIDE and words[-1] not in _FINISHED and _width(words) >= WIDE
