"""Find the line ends, page numbers and running heads that stand inside sentences of a letter; it drops nothing itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from fairdue.kernel.expression import Expression
from fairdue.kernel.spans import Span

# A line this long that ends in the middle of a sentence was broken by its width, not by its writer.
WIDE = 18
_SPREAD = 3
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


def layout_of(text: str) -> Layout:
    """Find the breaks of a folded text; each begins at a line end and ends where the sentence goes on.

    >>> layout_of("您的欠款已经超过约定的还款期限请您于本\\n月底前还清。").breaks
    (Span(start=19, end=20),)
    """
    if "\n" not in text:
        return Layout((), False)
    if not _MAY_BE_PAGE.search(text) and not any(map(_is_broken_off, map(str.strip, text.split("\n")))):
        return Layout((), False)
    lines = _lines(text)
    furniture = _furniture(lines)
    breaks: list[Span] = []
    widths: list[int] = []
    is_paged = False
    before: _Line | None = None
    between = blank = False
    for number, line in enumerate(lines):
        if number in furniture or not line.words:
            between, blank = between or number in furniture, blank or not line.words
            continue
        if before and _goes_on(before, line, between, blank):
            breaks.append(Span(before.end, line.begin))
            is_paged = is_paged or between
            if not between:
                widths.append(len(before.words))
        before, between, blank = line, False, False
    longest = max((len(line.words) for line in lines), default=0)
    even = len(widths) > 1 and longest - min(widths) <= _SPREAD
    return Layout(tuple(breaks), "。" in text and (even or is_paged and not widths))


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
    if before.words[-1] in _FINISHED or not (between or (not blank and len(before.words) >= WIDE)):
        return False
    return not _OPENS.match(line.words)


def _is_broken_off(words: str) -> bool:
    """Tell whether a line is so long that its width may have broken it, and ends in the middle of a sentence."""
    return len(words) >= WIDE and words[-1] not in _FINISHED
