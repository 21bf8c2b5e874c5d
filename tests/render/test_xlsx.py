"""A workbook as XLSX: words never run, formulas are live and show the value we computed."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import datetime
from typing import Any

import openpyxl
import pytest

from fairdue.records.sheet import Cell, Sheet, Workbook
from fairdue.render.xlsx import CELL_LIMIT, render_xlsx
from tests.render.specimen import WORKBOOK


def sheet_of(workbook: Workbook, computed: bool = False) -> Any:
    """Write a workbook and read its first sheet back: formulas, or the values beside them."""
    return openpyxl.load_workbook(io.BytesIO(render_xlsx(workbook)), data_only=computed).worksheets[0]


def test_formulas_are_live_and_carry_their_value() -> None:
    """A spreadsheet computes them anew; a telephone that cannot shows what we computed."""
    live, shown = sheet_of(WORKBOOK), sheet_of(WORKBOOK, computed=True)
    assert live["B4"].value == "=ROUND(B3*0.24*30/365,2)"
    assert (shown["B4"].value, shown["B5"].value, shown["B6"].value) == (197.26, 10197.26, "欠")
    assert shown["B7"].value == datetime(2026, 11, 21)


@pytest.mark.parametrize("place", ["A8", "B8", "C8", "D8"])
def test_words_never_run(place: str) -> None:
    """What somebody wrote is typed as text, and stays so when a reader edits the cell."""
    cell = sheet_of(WORKBOOK)[place]
    assert cell.data_type in ("s", "inlineStr")
    assert cell.quotePrefix is True


def test_only_our_formulas_are_formulas() -> None:
    """The file holds exactly the formulas the workbook names."""
    with zipfile.ZipFile(io.BytesIO(render_xlsx(WORKBOOK))) as archive:
        text = archive.read("xl/worksheets/sheet1.xml").decode("utf-8")
    assert len(re.findall("<f>", text)) == 3


def test_the_same_workbook_gives_the_same_bytes() -> None:
    """Nothing of the moment or the machine is in the file."""
    assert render_xlsx(WORKBOOK) == render_xlsx(WORKBOOK)
    with zipfile.ZipFile(io.BytesIO(render_xlsx(WORKBOOK))) as archive:
        assert b"openpyxl" not in archive.read("docProps/core.xml") + archive.read("docProps/app.xml")


def test_names_and_frozen_rows() -> None:
    """A cell can be called by its name, and headings stay in sight."""
    book = openpyxl.load_workbook(io.BytesIO(render_xlsx(WORKBOOK)))
    assert book.defined_names["本金"].attr_text == "'账目'!$B$3"
    assert book.worksheets[0].freeze_panes == "A3"


def test_what_no_cell_can_hold_is_cut_and_said() -> None:
    """A text over the limit of the format ends with a remark that says how long it was."""
    long = sheet_of(Workbook("长", (Sheet("长", ((Cell("长" * 40_000),),)),)))["A1"].value
    assert len(long) == CELL_LIMIT and long.endswith("…（共 40000 字，这里放不下）")


def test_control_characters_are_spelled_out() -> None:
    """A character the format cannot hold neither breaks the file nor vanishes."""
    assert sheet_of(WORKBOOK)["E8"].value == "a〔U+0007〕b"
