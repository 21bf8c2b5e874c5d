"""Break lines of mixed Chinese and Latin text for the terminal: no word or number split, no stop at a line's start."""

from __future__ import annotations

from rich.cells import cell_len
from rich.text import Text

_NOT_FIRST = set("，。、；：？！）》」』】〕…—,.;:?!)]}%·”’")
_NOT_LAST = set("（《「『【〔([{“‘")


def wrapped(text: Text, width: int, hang: int = 0, inset: int = 0) -> Text:
    """Return the text broken to `width` columns; styles stay with their characters.

    Every line stands in by `inset`, lines after the first by `hang` more.

    >>> wrapped(Text("打开官方 App 看一下。"), 12).plain.split(chr(10))
    ['打开官方 App', '看一下。']
    """
    lines = text.divide(_breaks(text.plain, width - inset, hang))
    whole = Text()
    for number, line in enumerate(lines):
        whole.append("\n" + " " * (inset + hang) if number else " " * inset)
        line.rstrip()
        whole.append_text(line)
    return whole


def _breaks(plain: str, width: int, indent: int) -> list[int]:
    """Return where lines end, so that each fits: a unit is one wide character or one run without a blank."""
    breaks: list[int] = []
    used = 0
    for start, end in _units(plain):
        if plain[start] == "\n":
            used = 0
            continue
        size = cell_len(plain[start:end])
        if used and used + cell_len(plain[start:end].rstrip()) > width:
            breaks.append(start)
            used = indent
        used += size
    return breaks


def _units(plain: str) -> list[tuple[int, int]]:
    """Cut a text into what must stay together."""
    units: list[tuple[int, int]] = []
    start = 0
    for at in range(1, len(plain) + 1):
        if at == len(plain) or _may_break(plain[at - 1], plain[at]):
            units.append((start, at))
            start = at
    return units


def _may_break(before: str, after: str) -> bool:
    if before == "\n" or after == "\n":
        return True
    if after == " " or after in _NOT_FIRST or before in _NOT_LAST:
        return False
    return before == " " or cell_len(before) == 2 or cell_len(after) == 2
