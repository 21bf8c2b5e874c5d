"""A table of claims is read row by row; a cell that cannot be meant so is named by its letter and number."""

from __future__ import annotations

import io
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from fairdue.intake.claims_table import COLUMNS, ClaimRow, count_rows, read_claims
from fairdue.kernel.errors import MissingColumn, UnusableFigure
from fairdue.records.debt import ClaimItem, Payment

TODAY = date(2026, 11, 21)
HEADS = ("编号", "机构类型", "到账日", "到账金额", "年利率", "到期日", "还款记录", "主张总额", "备注")
GOOD = (
    "甲",
    "个人",
    "2024-01-05",
    "1万",
    "12%",
    "2025-01-05",
    "2024-02-05 500；2024-03-05起2期每期 1,000.50",
    "9000",
    "x",
)


def rows_of(*rows: tuple[Any, ...], heads: tuple[str, ...] = HEADS) -> list[ClaimRow]:
    """Read rows as a CSV file would hold them."""
    quoted = (",".join(f'"{value}"' for value in row) for row in (heads, *rows))
    return list(read_claims(Path("in.csv"), "\n".join(quoted).encode(), TODAY))


def test_a_row_is_a_debt() -> None:
    """Amounts, rates, days and the payments of one cell; a column nobody knows is carried along."""
    (row,) = rows_of(GOOD)
    assert row.error is None and row.read is not None and row.cells["备注"] == "x"
    debt = row.read.debt
    assert (debt.id, debt.lender_kind, debt.terms.principal) == ("甲", "private", None)
    assert debt.payments == (
        Payment(date(2024, 2, 5), 50_000),
        Payment(date(2024, 3, 5), 100_050),
        Payment(date(2024, 4, 5), 100_050),
    )
    assert debt.claim == (ClaimItem("total", 900_000),)


# column, what stands in it → the cell named and the reason
BAD = (
    ("到账金额", "-5", "in.csv!D2", "negative"),
    ("到账日", "2024-02-30", "in.csv!C2", "no-such-day"),
    ("年利率", "0.24", "in.csv!E2", "looks-like-fraction"),
    ("机构类型", "网贷", "in.csv!B2", "unknown-choice"),
    ("还款记录", "还了一些", "in.csv!G2", "not-payments"),
    ("还款记录", "2023-02-05 500", "in.csv!G2", "before-the-loan"),
    ("主张总额", "很多", "in.csv!H2", "not-an-amount"),
    ("到账金额", "", "in.csv!D2", "missing"),
    ("到期日", "2023-01-01", "in.csv!F2", "before-the-loan"),
)


@pytest.mark.parametrize(("head", "value", "cell", "why"), BAD, ids=lambda value: str(value))
def test_a_fault_names_its_cell(head: str, value: str, cell: str, why: str) -> None:
    """The row keeps its place and says which cell is wrong; the others are read."""
    wrong = tuple(value if name == head else given for name, given in zip(HEADS, GOOD, strict=True))
    first, second = rows_of(wrong, GOOD)
    assert isinstance(first.error, UnusableFigure) and second.error is None
    assert (first.error.values["where"], first.error.values["why"]) == (cell, why)


def test_unknown_may_stand_in_any_cell_but_the_loan() -> None:
    """A row with nothing but the day and the sum that arrived is a debt."""
    empty = ("", "不知道", "2024-01-05", "10000", "不知道", "", "不知道", "", "")
    (row,) = rows_of(empty)
    assert row.read is not None and row.read.debt.payments is None and row.read.debt.lender_kind is None


def test_rows_left_empty_are_stepped_over_and_counted_out() -> None:
    """Empty lines between rows are no rows; the numbers stay those of the file."""
    blank = ("",) * len(HEADS)
    content = "\n".join(",".join(f'"{one}"' for one in row) for row in (HEADS, GOOD, blank, GOOD)).encode()
    assert [row.number for row in read_claims(Path("a.csv"), content, TODAY)] == [2, 4]
    assert count_rows(Path("a.csv"), content) == 2


def test_a_table_without_the_loan_is_refused() -> None:
    """Without the columns of what arrived and when there is nothing to reckon from."""
    with pytest.raises(MissingColumn):
        rows_of(("1",), heads=("编号",))


def test_a_workbook_gives_days_and_figures() -> None:
    """Cells of XLSX hold days and numbers of their own; a binary fraction does not show."""
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    book.active.append(list(HEADS))
    book.active.append(["乙", "个人", datetime(2024, 1, 5), 10000.1, 24, datetime(2025, 1, 5), "没有", 1.5e4, None])
    out = io.BytesIO()
    book.save(out)
    (row,) = read_claims(Path("in.xlsx"), out.getvalue(), TODAY)
    assert row.read is not None
    debt = row.read.debt
    assert debt.disbursements is not None and debt.disbursements[0].amount == 1_000_010
    assert (debt.payments, debt.claim) == ((), (ClaimItem("total", 1_500_000),))


def test_a_rate_shown_in_percent_is_the_percent_shown() -> None:
    """A workbook keeps 15.4% as 0.154; the reader takes what people see."""
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    book.active.append(["到账日", "到账金额", "年利率"])
    book.active.append([datetime(2024, 1, 5), 10000, 0.154])
    book.active["C2"].number_format = "0.00%"
    out = io.BytesIO()
    book.save(out)
    (row,) = read_claims(Path("in.xlsx"), out.getvalue(), TODAY)
    assert row.read is not None and row.read.debt.terms.annual_rate == Decimal("0.154")


def test_a_file_that_is_no_workbook_is_refused() -> None:
    """Bytes named .xlsx which are none are told to be saved anew."""
    pytest.importorskip("openpyxl")
    with pytest.raises(UnusableFigure) as raised:
        list(read_claims(Path("in.xlsx"), b"hello", TODAY))
    assert raised.value.values["why"] == "not-a-workbook"


def test_columns_lead_somewhere() -> None:
    """Every column of the template has a place in a debt, each its own."""
    assert len(set(COLUMNS.values())) == len(COLUMNS)
