"""Cut a message into pieces at the edges of its marked passages; only text and numbers, no HTML."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from fairdue.kernel.spans import Span

Line = Literal["solid", "double", "dotted", "dashed"]
LINES: Final[tuple[Line, ...]] = ("solid", "double", "dotted", "dashed")  # strongest first

_UNSEEN: Final = {
    code: f"\u27e8U+{code:04X}\u27e9" for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F)
}
_CONTROL: Final = {code: 0x2400 + code for code in range(0x20) if code not in (0x09, 0x0A, 0x0D)} | {0x7F: 0x2421}
_BROKEN: Final = {code: 0xFFFD for code in range(0xD800, 0xE000)}
_SHOWN: Final[dict[int, int | str]] = {**_UNSEEN, **_CONTROL, **_BROKEN, 0x0D: ""}


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of the message to mark: where, how the line under them is drawn, and the number that explains them."""

    span: Span
    line: Line
    number: int


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of characters under the same lines; `numbers` end here and stay with `last`, the last character."""

    head: str
    last: str
    lines: tuple[Line, ...]
    numbers: tuple[int, ...]


def shown(text: str) -> str:
    """Make characters visible that would turn, hide or break a text: direction marks, controls, lone surrogates.

    >>> shown("a\\u202eb")
    'a⟨U+202E⟩b'
    """
    return text.translate(_SHOWN)


def cut(text: str, passages: Iterable[Passage]) -> tuple[Piece, ...]:
    """Cut a text into pieces, each with at most two lines under it, the stronger one first; alike ones twice.

    Passages may overlap, nest, repeat or reach beyond the text; what lies outside is dropped.
    """
    kept = sorted((one for one in passages if 0 <= one.span.start < one.span.end <= len(text)), key=_start)
    edges = sorted({0, len(text), *(edge for one in kept for edge in (one.span.start, one.span.end))})
    pieces: list[Piece] = []
    over: list[Passage] = []
    coming = iter([*kept, None])
    following = next(coming)
    for start, end in zip(edges, edges[1:], strict=False):
        over = [one for one in over if one.span.end > start]
        while following is not None and following.span.start == start:
            over.append(following)
            following = next(coming)
        pieces.append(_piece(text, Span(start, end), over))
    return tuple(pieces)


def _start(passage: Passage) -> int:
    """Order passages by where they begin."""
    return passage.span.start


def _piece(text: str, span: Span, over: Sequence[Passage]) -> Piece:
    """Describe one run between two edges, under these passages."""
    lines = sorted({one.line for one in over}, key=LINES.index)[:2]
    if len(lines) == 1 and len(over) > 1:
        lines *= 2
    numbers = sorted({one.number for one in over if one.span.end == span.end})
    words = span.of(text)
    at = _last_character(words) if numbers else len(words)
    return Piece(shown(words[:at]), shown(words[at:]), tuple(lines), tuple(numbers))


def _last_character(words: str) -> int:
    """Find where the last character a reader sees begins, together with the marks and blanks that follow it."""
    at = len(words) - 1
    while at > 0 and (words[at].isspace() or unicodedata.category(words[at]) in ("Mn", "Me", "Cf", "Sk")):
        at -= 1
    if at > 0 and words[at - 1] == "\u200d":
        at -= 2
    return max(at, 0)
