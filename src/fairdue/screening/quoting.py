"""Widen the words a rule rests on to what a person would quote: no half words, no stray punctuation; it decides nothing."""

from __future__ import annotations

from typing import Final

from fairdue.kernel.spans import Span

# As far as this many characters on either side the rest of a clause belongs to the quote; a longer rest is left out.
REACH: Final = 8
_EDGES: Final = frozenset("，。、；：！？…,;:!?~～·|\"'“”‘’「」『』《》〈〉【】[]()（）{}<>")


def quotation(text: str, span: Span) -> Span:
    """Return the span with the rest of the clause it begins and ends in, where that is short.

    >>> quotation("还不上？关你在这屋里，钱不到账谁都别想走。", Span(14, 20)).of("还不上？关你在这屋里，钱不到账谁都别想走。")
    '钱不到账谁都别想走'
    """
    start, end = span
    while start < end and _is_edge(text, start):
        start += 1
    while end > start and _is_edge(text, end - 1):
        end -= 1
    if start == end:
        return span
    before = next((at for at in range(start - 1, max(-1, start - REACH - 2), -1) if _is_edge(text, at)), None)
    if before is not None:
        start = before + 1
    elif start <= REACH:
        start = 0
    after = next((at for at in range(end, min(len(text), end + REACH + 1)) if _is_edge(text, at)), None)
    if after is not None:
        end = after
    elif len(text) - end <= REACH:
        end = len(text)
    return Span(start, _whole_number(text, end))


def _whole_number(text: str, end: int) -> int:
    """Return where the number ends that a quote ending here would cut; any other end as it is."""
    while 0 < end < len(text) and text[end - 1].isdecimal() and (text[end].isdecimal() or _is_within_number(text, end)):
        end += 1 if text[end].isdecimal() else 2
    return end


def _is_edge(text: str, at: int) -> bool:
    """Tell whether a clause ends at this character; a mark between two digits belongs to a number."""
    character = text[at]
    if character.isspace():
        return True
    return character in _EDGES and not _is_within_number(text, at)


def _is_within_number(text: str, at: int) -> bool:
    """Tell a point or comma of a figure from one of a sentence."""
    return text[at] in ",.:" and 0 < at < len(text) - 1 and text[at - 1].isdecimal() and text[at + 1].isdecimal()
