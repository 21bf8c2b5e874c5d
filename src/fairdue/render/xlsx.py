"""A workbook as XLSX: nobody's words ever run, live formulas carry the value we computed, same content same bytes."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final
from xml.sax.saxutils import escape

from fairdue.kernel.errors import MissingExtra
from fairdue.records.sheet import Cell, Formula, Sheet, Workbook
from fairdue.render.packing import repacked
from fairdue.render.plain import is_live, printable

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

CELL_LIMIT: Final = 32_767  # characters an XLSX cell holds
_NUMBERS: Final[Mapping[str, str]] = {"amount": "#,##0.00", "percent": "0.00%", "rate": "0.000000", "count": "0"}
_DATE: Final = "yyyy-mm-dd"
_FACE: Final = "宋体"
_CUT: Final = "…（共 {count} 字，这里放不下）"
_EMPTY_VALUE: Final = re.compile(r'<c r="([A-Z]+[0-9]+)"([^>]*)><f>(.*?)</f><v ?/?>(?:</v>)?</c>', re.S)


def render_xlsx(workbook: Workbook) -> bytes:
    """Write a workbook as XLSX; the same workbook gives the same bytes. Raises MissingExtra."""
    try:
        import openpyxl
    except ModuleNotFoundError as error:
        raise MissingExtra(extra="papers", package="openpyxl") from error
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    book.calculation.fullCalcOnLoad = True
    for sheet in workbook.sheets:
        _write(book.create_sheet(sheet.name), sheet)
    for name, place in workbook.names.items():
        from openpyxl.workbook.defined_name import DefinedName

        book.defined_names[name] = DefinedName(name, attr_text=place)
    values = {f"xl/worksheets/sheet{at}.xml": _values(sheet) for at, sheet in enumerate(workbook.sheets, 1)}
    return repacked(_saved(book), lambda name, content: _with_values(content, values.get(name, {})))


def _saved(book: Any) -> bytes:
    """Save a workbook in memory alone: the library's own way leaves each sheet in a file on disk for a moment."""
    from openpyxl.worksheet._writer import WorksheetWriter
    from openpyxl.writer.excel import ExcelWriter

    class InMemory(ExcelWriter):  # type: ignore[misc]
        """Writes sheets into the archive without a file between."""

        def write_worksheet(self, ws: Any) -> None:
            """Write one sheet."""
            sheet = io.BytesIO()
            writer = WorksheetWriter(ws, out=sheet)
            writer.write()
            ws._rels = writer._rels
            self._archive.writestr(ws.path[1:], sheet.getvalue())
            self.manifest.append(ws)

    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        InMemory(book, archive).write_data()
    return out.getvalue()


def _write(page: Worksheet, sheet: Sheet) -> None:
    """Fill one sheet."""
    from openpyxl.utils import get_column_letter

    for at, row in enumerate(sheet.rows, 1):
        for across, cell in enumerate(row, 1):
            if cell.value is not None or cell.style != "plain":
                _put(page.cell(at, across), cell)
    for across, width in enumerate(sheet.widths, 1):
        page.column_dimensions[get_column_letter(across)].width = width
    if sheet.frozen_rows or sheet.frozen_columns:
        page.freeze_panes = f"{get_column_letter(sheet.frozen_columns + 1)}{sheet.frozen_rows + 1}"
    page.page_setup.paperSize = 9  # A4
    page.page_setup.orientation = "landscape"
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr.fitToPage = True


def _put(place: Any, cell: Cell) -> None:
    """Put one cell in its place, with a type that is ours to choose and never the words'."""
    from openpyxl.styles import Alignment, Border, Font, Side

    value = cell.value
    match value:
        case Formula(expression=expression):
            place.value = f"={expression}"
        case str():
            place.value = _fitting(value)
            place.data_type = "s"
            place.quotePrefix = is_live(value)
        case _:
            place.value = value
    if isinstance(value, date):
        place.number_format = _DATE
    if cell.number is not None:
        place.number_format = _NUMBERS[cell.number]
    sizes = {"title": 14, "soft": 9}
    colours = {"soft": "FF555555", "wrong": "FF9D1F26"}
    bold = cell.style in ("head", "total", "title")
    place.font = Font(name=_FACE, size=sizes.get(cell.style, 11), bold=bold, color=colours.get(cell.style, "FF000000"))
    place.alignment = Alignment(vertical="top", wrap_text=isinstance(value, str) and cell.style != "title")
    if cell.style in ("head", "total"):
        line = Side(style="thin", color="FF777777")
        place.border = Border(bottom=line) if cell.style == "head" else Border(top=line)


def _fitting(words: str) -> str:
    """Cut what no cell can hold, and say so at the place."""
    safe = printable(words)
    if len(safe) <= CELL_LIMIT:
        return safe
    remark = _CUT.format(count=len(safe))
    return safe[: CELL_LIMIT - len(remark)] + remark


def _values(sheet: Sheet) -> dict[str, Decimal | str]:
    """Map the place of each formula to the value it comes to."""
    return {f"{_letters(across)}{at}": formula.value for at, across, formula in _formulas(sheet)}


def _formulas(sheet: Sheet) -> Iterator[tuple[int, int, Formula]]:
    """List the formulas of a sheet with row and column, counted from 1."""
    for at, row in enumerate(sheet.rows, 1):
        for across, cell in enumerate(row, 1):
            if isinstance(cell.value, Formula):
                yield at, across, cell.value


def _with_values(content: bytes, values: Mapping[str, Decimal | str]) -> bytes:
    """Write the computed value beside each formula, for telephones that show a sheet without computing it."""

    def filled(found: re.Match[str]) -> str:
        value = values[found[1]]
        kind = ' t="str"' if isinstance(value, str) else ""
        words = escape(value) if isinstance(value, str) else format(value, "f")
        return f'<c r="{found[1]}"{_untyped(found[2])}{kind}><f>{found[3]}</f><v>{words}</v></c>'

    return _EMPTY_VALUE.sub(filled, content.decode("utf-8")).encode("utf-8") if values else content


def _untyped(attributes: str) -> str:
    """Drop the type of a cell from its attributes."""
    return re.sub(r' t="[^"]*"', "", attributes)


def _letters(across: int) -> str:
    """Name a column by its letters.

    >>> _letters(1), _letters(27)
    ('A', 'AA')
    """
    name = ""
    while across:
        across, rest = divmod(across - 1, 26)
        name = chr(65 + rest) + name
    return name
