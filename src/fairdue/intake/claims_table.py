"""A table of claims, one debt a row, from XLSX or CSV: every fault named by its cell; it audits nothing."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from fairdue.intake.debt_fields import NONE, Fields, is_unknown
from fairdue.intake.debt_file import FIELDS, DebtFile, debt_of
from fairdue.intake.marked import MarkedFile, Place
from fairdue.kernel.errors import FairDueError, MissingColumn, MissingExtra, UnknownEncoding, UnusableFigure
from fairdue.loader.yaml_marks import Marked

# Column → where its value goes in a debt; `received` and `payments` are written in one cell.
COLUMNS: Final[Mapping[str, Place]] = {
    "编号": ("id",),
    "出借人": ("lender",),
    "机构类型": ("lender_kind",),
    "合同日": ("contract_on",),
    "起诉日": ("filed_on",),
    "算到哪天": ("as_of",),
    "到账日": ("disbursements", 0, "on"),
    "到账金额": ("disbursements", 0, "amount"),
    "合同本金": ("terms", "principal"),
    "年利率": ("terms", "annual_rate"),
    "逾期年利率": ("terms", "late_rate"),
    "逾期上浮": ("terms", "late_markup"),
    "违约金年率": ("terms", "penalty_rate"),
    "还款方式": ("terms", "repayment"),
    "期数": ("terms", "months"),
    "首期日": ("terms", "first_due"),
    "到期日": ("terms", "due_on"),
    "提前到期日": ("terms", "accelerated_on"),
    "还款记录": ("payments",),
    "主张总额": ("claim", "total"),
    "主张本金": ("claim", "principal"),
    "主张利息": ("claim", "interest"),
    "主张逾期利息": ("claim", "late-interest"),
    "主张复利": ("claim", "compound"),
    "主张违约金": ("claim", "penalty"),
    "主张费用": ("claim", "fees"),
    "主张追债费用": ("claim", "costs"),
}
NEEDED: Final = ("到账日", "到账金额")
MOST_ROWS: Final = 100_000
_PAYMENT: Final = re.compile(
    r"(?P<on>[0-9０-９]{4}\s?[-/.年][0-9０-９]{1,2}[-/.月][0-9０-９]{1,2}日?)\s*(?:起\s*(?P<count>[0-9]{1,3})\s*期\s*(?:每期)?)?[\s:：]*(?P<amount>\S.*)"
)


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """One row: its number in the file, what stood in it, and the debt read from it or the fault met."""

    number: int
    cells: Mapping[str, Any]
    read: DebtFile | None
    error: FairDueError | None = None


@dataclass(frozen=True, slots=True)
class _RowFile(MarkedFile):
    """One row as if it were a file: a place is a cell."""

    row: int = 0
    letters: Mapping[Place, str] = field(default_factory=dict)

    def where(self, place: Place) -> str:
        """Name a place by the cell it was written in, or by its row."""
        known = place
        while known and known not in self.letters:
            known = known[:-1]
        return f"{self.source}!{self.letters[known]}{self.row}" if known else f"{self.source}!{self.row}"


def read_claims(path: Path, content: bytes, today: date) -> Iterator[ClaimRow]:
    """Yield every row with its debt or its fault, in order.

    Raises MissingColumn for a table without the columns needed, MissingExtra for XLSX without the papers part.
    """
    table = _xlsx(content) if path.suffix.lower() == ".xlsx" else _csv(content, path.name)
    heads = [str(head or "").strip() for head in next(table, ())]
    for name in NEEDED:
        if name not in heads:
            raise MissingColumn(source=path.name, column=name, found=[head for head in heads if head])
    letters = {COLUMNS[head]: _letters(at) for at, head in enumerate(heads) if head in COLUMNS}
    for number, values in enumerate(table, start=2):
        cells = {head: value for head, value in zip(heads, values, strict=False) if head}
        if all(value is None or str(value).strip() == "" for value in cells.values()):
            continue
        yield _claim_row(path.name, number, cells, letters, today)


def count_rows(path: Path, content: bytes) -> int:
    """Return how many rows below the head hold something."""
    table = _xlsx(content) if path.suffix.lower() == ".xlsx" else _csv(content, path.name)
    return sum(any(value not in (None, "") for value in row) for row in table) - 1


def _claim_row(name: str, number: int, cells: Mapping[str, Any], letters: Mapping[Place, str], today: date) -> ClaimRow:
    file = _RowFile(name, Marked({}, {}), row=number, letters=letters)
    try:
        values = _nested(cells, file)
        return ClaimRow(number, cells, debt_of(Fields.of(file, values, (), FIELDS), f"{number}", today))
    except FairDueError as error:
        return ClaimRow(number, cells, None, error)


def _nested(cells: Mapping[str, Any], file: _RowFile) -> dict[str, Any]:
    """Turn the cells of a row into the shape of a debt file."""
    found: dict[str, Any] = {}
    for head, place in COLUMNS.items():
        value = _plain(cells.get(head))
        if is_unknown(value):
            continue
        if place == ("payments",):
            found["payments"] = list(_payments(str(value), file.where(place)))
        elif len(place) == 1:
            found[str(place[0])] = value
        else:
            found.setdefault(str(place[0]), {})[str(place[-1])] = value
    if "disbursements" in found:
        found["disbursements"] = [found["disbursements"]]
    return found


def _payments(text: str, where: str) -> Iterator[dict[str, Any]]:
    """Read `2024-02-05 1254.71；2024-03-05起5期 1254.71`, or 没有; raises UnusableFigure."""
    if text.strip() in NONE:
        return
    for part in re.split(r"[;；\n]", text):
        if not part.strip():
            continue
        found = _PAYMENT.fullmatch(part.strip())
        if not found:
            raise UnusableFigure(where=where, given=part.strip(), why="not-payments", limit=None)
        day, amount = found["on"].replace(" ", ""), found["amount"]
        if found["count"]:
            yield {"first": day, "count": found["count"], "amount": amount}
        else:
            yield {"on": day, "amount": amount}


def _plain(value: Any) -> Any:
    """Return a cell as a day, a number or words; a figure is written out so that no binary fraction shows."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, float):
        return int(value) if value.is_integer() else repr(round(value, 10))
    return value


def _xlsx(content: bytes) -> Iterator[tuple[Any, ...]]:
    try:
        import openpyxl
    except ModuleNotFoundError as error:
        raise MissingExtra(extra="papers", package="openpyxl") from error
    try:
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    except Exception as error:  # openpyxl raises whatever the broken archive brings
        raise UnusableFigure(where="xlsx", given="", why="not-a-workbook", limit=None) from error
    for row in book.worksheets[0].iter_rows(max_row=MOST_ROWS):
        yield tuple(_as_shown(cell) for cell in row)


def _as_shown(cell: Any) -> Any:
    """Return the value of a cell; a number shown in percent as it is shown, 0.24 as 24%."""
    value = cell.value
    if isinstance(value, (int, float)) and not isinstance(value, bool) and "%" in str(cell.number_format or ""):
        return f"{round(Decimal(repr(value)) * 100, 8).normalize():f}%"
    return value


def _csv(content: bytes, name: str) -> Iterator[tuple[Any, ...]]:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = content.decode(encoding)
            break
        except UnicodeDecodeError as error:
            offset = error.start
    else:
        raise UnknownEncoding(source=name, offset=offset)
    yield from (tuple(row) for row in csv.reader(io.StringIO(text, newline="")))


def _letters(at: int) -> str:
    """Name a column as a spreadsheet does.

    >>> _letters(0), _letters(25), _letters(26)
    ('A', 'Z', 'AA')
    """
    name = ""
    at += 1
    while at:
        at, rest = divmod(at - 1, 26)
        name = chr(65 + rest) + name
    return name
