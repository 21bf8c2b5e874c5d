"""Records written one by one: JSON on one line whatever it holds; CSV as it came, or safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from fairdue.render.plain import is_live
from fairdue.render.record_rows import CsvRows, JsonLines

ADDED = ("_extra", "answer")


def written(*records: dict[str, Any], for_spreadsheet: bool = False) -> tuple[list[dict[str, str]], int]:
    """Write records as CSV; return the rows a program reads back and how many cells were live."""
    out = io.StringIO(newline="")
    rows = CsvRows(out, tuple(records[0]), ADDED, "_extra", for_spreadsheet=for_spreadsheet)
    for record in records:
        rows.put(record)
    text = out.getvalue().encode("utf-8").decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""))), rows.live


# A cell as it came, whether a spreadsheet might run it, and what stands in the file made for one.
CELLS = [
    ("=HYPERLINK(A1)", True, "'=HYPERLINK(A1)"),
    ("@SUM(A1)", True, "'@SUM(A1)"),
    ("-2+3+cmd|' /C calc'!A0", True, "'-2+3+cmd|' /C calc'!A0"),
    ("\t=1", True, "'\t=1"),
    ("还款\n=1+1", False, "还款\n'=1+1"),
    ("+8613800000000", False, "'+8613800000000"),
    ("-5.20", False, "'-5.20"),
    ("您的借款已逾期", False, "您的借款已逾期"),
]


@pytest.mark.parametrize(("cell", "live", "quoted"), CELLS)
def test_a_cell_passes_through_or_is_quoted(cell: str, live: bool, quoted: str) -> None:
    """As a rule nothing is changed and the live cells are counted; for a spreadsheet each has an apostrophe before it."""
    assert written({"text": cell}) == ([{"text": cell, "_extra": "", "answer": ""}], int(live))
    ((row,), count) = written({"text": cell}, for_spreadsheet=True)
    assert (row["text"], count) == (quoted, 0)


def test_a_column_may_be_live_too() -> None:
    """The head of a file somebody sent is no safer than its rows."""
    out = io.StringIO()
    CsvRows(out, ("text", "=cmd"), ADDED, "_extra", for_spreadsheet=True)
    assert out.getvalue() == "\ufefftext,'=cmd,_extra,answer\n"


def test_what_has_no_column_is_kept_as_json() -> None:
    """A field that only a later record has is not lost."""
    (_, second), _ = written({"text": "a"}, {"text": "b", "colour": "blue"})
    assert json.loads(second["_extra"]) == {"colour": "blue"}


@given(some.dictionaries(some.sampled_from(["text", "id", "更多"]), some.text(), min_size=1))
def test_what_a_program_reads_back_is_what_was_written(record: dict[str, str]) -> None:
    """Quotes, commas, line ends and blanks survive CSV; in the file for a spreadsheet no cell begins live."""
    (row,), _ = written(record)
    assert {name: row[name] for name in record} == record
    (guarded,), _ = written(record, for_spreadsheet=True)
    assert not any(is_live(cell) for cell in guarded.values())


def test_json_stays_on_one_line() -> None:
    """Line ends are escaped, and a lone surrogate that no encoding holds is too."""
    out = io.StringIO()
    lines = JsonLines(out)
    for text in ("一\n二\u2028三", "\ud800"):
        lines.put({"text": text})
    first, second = out.getvalue().encode("utf-8").decode().removesuffix("\n").split("\n")
    assert json.loads(first)["text"] == "一\n二\u2028三" and json.loads(second)["text"] == "\ud800"
