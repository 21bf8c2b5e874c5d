"""Words made safe for files that programs open: control characters spelled out, formulas kept from running."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Final

_CONTROL: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
# A spreadsheet runs what begins with one of these, also after blanks and in the full width its import folds.
_LIVE: Final = re.compile(r"[\s\u00a0\u3000\u200b\ufeff]*[=+\-@＝＋－＠|%\t\r]")


def printable(words: str) -> str:
    """Spell out control characters: those a file of XML cannot hold, and those that turn the direction of reading.

    >>> printable("a\\x07b"), printable("\\u202egpj.exe")
    ('a〔U+0007〕b', '〔U+202E〕gpj.exe')
    """
    return _CONTROL.sub(lambda found: f"〔U+{ord(found[0]):04X}〕", words)


def is_live(words: str) -> bool:
    """Tell whether a spreadsheet might take words for a formula."""
    return _LIVE.match(words) is not None


def guarded(words: str) -> str:
    """Put an apostrophe before every line a spreadsheet might run.

    >>> guarded("=1+1"), guarded("你好"), guarded("甲\\n　＠SUM(A1)")
    ("'=1+1", '你好', "甲\\n'　＠SUM(A1)")
    """
    safe = "".join("'" + line if is_live(line) else line for line in _lines(words))
    return printable(safe)


def csv_bytes(rows: Iterable[Sequence[str | int | Decimal | date | None]]) -> bytes:
    """Write rows as CSV that Excel opens in Chinese (UTF-8 with a mark); words are guarded, figures stay figures."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    for row in rows:
        writer.writerow([guarded(value) if isinstance(value, str) else "" if value is None else value for value in row])
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8")


def _lines(words: str) -> list[str]:
    """Cut words after each line end a spreadsheet knows."""
    return re.split(r"(?<=\n)|(?<=\r)(?!\n)", words)
