"""The typefaces papers are printed with: where they lie, and which characters they can show."""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Final
from unicodedata import category, east_asian_width

from fairdue.kernel.errors import MissingExtra, MissingGlyph

FAMILY: Final = "Kurinto Sans SC"
_FACES: Final = ("KurintoSansSC-Rg.ttf", "KurintoSans-Rg.ttf", "KurintoSansTC-Rg.ttf", "KurintoSansJP-Rg.ttf")
_UNSEEN: Final = frozenset({"Cf", "Zs", "Zl", "Zp"})
_BLANK: Final = "\n\r\t"


@cache
def folder() -> Path:
    """Return the folder of the typefaces; raises MissingExtra where the package is not installed."""
    try:
        found = Path(str(files("weblate_fonts"))) / "static" / "weblate_fonts" / "kurinto" / "ttf"
    except ModuleNotFoundError as error:
        raise MissingExtra(extra="papers", package="weblate-fonts") from error
    if not (found / _FACES[0]).is_file():
        raise MissingExtra(extra="papers", package="weblate-fonts")
    return found


@cache
def covered() -> frozenset[int]:
    """Return every code point one of the faces has a glyph for."""
    return frozenset(point for face in _FACES for point in _points((folder() / face).read_bytes()))


def unprintable(words: Iterable[str]) -> tuple[str, ...]:
    """List the characters no face can show, each once, in the order met; blanks and joiners need none."""
    known = covered()
    seen = dict.fromkeys(char for text in words for char in text)
    return tuple(
        char for char in seen if char not in _BLANK and ord(char) not in known and category(char) not in _UNSEEN
    )


def refuse_unprintable(words: Iterable[str]) -> None:
    """Raise MissingGlyph naming the characters that would leave a hole on the paper."""
    missing = unprintable(words)
    if missing:
        raise MissingGlyph(characters=tuple(f"{char} (U+{ord(char):04X})" for char in missing))


def spelled_out(words: str) -> str:
    """Write what no face can show as 〔U+1F600〕, so that nothing vanishes from somebody's words."""
    missing = set(unprintable([words]))
    return "".join(f"〔U+{ord(char):04X}〕" if char in missing else char for char in words) if missing else words


def width_of(words: str) -> float:
    """Estimate the width of words in Chinese characters: a Latin letter or digit takes 0.56 of one."""
    return sum(1.0 if east_asian_width(char) in "WF" else 0.56 for char in words)


def _points(font: bytes) -> Iterator[int]:
    """List the code points of a TrueType file, from its Unicode tables of format 4 and 12."""
    count = struct.unpack_from(">H", font, 4)[0]
    tables = {font[at : at + 4]: struct.unpack_from(">I", font, at + 8)[0] for at in range(12, 12 + 16 * count, 16)}
    cmap = tables[b"cmap"]
    for number in range(struct.unpack_from(">H", font, cmap + 2)[0]):
        table = cmap + struct.unpack_from(">I", font, cmap + 4 + 8 * number + 4)[0]
        kind = struct.unpack_from(">H", font, table)[0]
        if kind == 12:
            yield from _groups(font, table)
        elif kind == 4:
            yield from _segments(font, table)


def _groups(font: bytes, table: int) -> Iterator[int]:
    """List the code points of a format 12 table: runs of first, last, glyph."""
    for at in range(struct.unpack_from(">I", font, table + 12)[0]):
        first, last, glyph = struct.unpack_from(">III", font, table + 16 + 12 * at)
        yield from range(first + (glyph == 0), last + 1)


def _segments(font: bytes, table: int) -> Iterator[int]:
    """List the code points of a format 4 table: runs whose glyph is a difference or stands in an array."""
    twice = struct.unpack_from(">H", font, table + 6)[0]
    ends, starts = table + 14, table + 16 + twice
    for at in range(0, twice, 2):
        last, first = struct.unpack_from(">H", font, ends + at)[0], struct.unpack_from(">H", font, starts + at)[0]
        delta = struct.unpack_from(">H", font, starts + twice + at)[0]
        place = starts + 2 * twice + at
        offset = struct.unpack_from(">H", font, place)[0]
        for point in range(first, min(last, 0xFFFE) + 1):
            glyph = (
                point + delta if not offset else struct.unpack_from(">H", font, place + offset + 2 * (point - first))[0]
            )
            if glyph % 0x10000:
                yield point
