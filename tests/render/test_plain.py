"""Words made safe for spreadsheets: whatever looks like a formula stays words, figures stay figures."""

from __future__ import annotations

import csv
import io
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fairdue.render.plain import csv_bytes, guarded, is_live

LEADS = ["", " ", "\u00a0", "\u3000", "\ufeff", "\t", "\u200b"]
SIGNS = ["=", "+", "-", "@", "＝", "＋", "－", "＠"]


@pytest.mark.parametrize("lead", LEADS)
@pytest.mark.parametrize("sign", SIGNS)
def test_what_a_spreadsheet_would_run_is_guarded(lead: str, sign: str) -> None:
    """Each sign that starts a formula, also behind blanks and in full width, gets an apostrophe before it."""
    words = f"{lead}{sign}cmd|'/C calc'!A0"
    assert is_live(words)
    assert guarded(words) == "'" + words
    assert guarded("第一行\n" + words) == "第一行\n'" + words
    assert guarded("第一行\r" + words) == "第一行\r'" + words


@pytest.mark.parametrize("words", ["你好", "5,820.50 元", "a=b", "（=1）", "", "17000000000", "2026-11-21"])
def test_ordinary_words_stay_as_they_are(words: str) -> None:
    """Nothing is added where nothing could run."""
    assert guarded(words) == words


def test_a_table_of_values() -> None:
    """Words are guarded; amounts, also negative ones, and empty places are written as what they are."""
    data = csv_bytes([["=1+1", Decimal("-5.00"), None, 3], ["甲,乙", 'a"b', "x\ny", "-"]])
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert rows == [["'=1+1", "-5.00", "", "3"], ["甲,乙", 'a"b', "x\ny", "'-"]]


@given(st.text())
def test_no_line_begins_live(words: str) -> None:
    """Whatever the words, no line of a guarded cell starts a formula."""
    for line in guarded(words).replace("\r", "\n").split("\n"):
        assert not line.lstrip().startswith(tuple(SIGNS))
