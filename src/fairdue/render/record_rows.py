"""Records as lines of JSON or rows of CSV, one after the other into a stream; it holds none of them."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Sequence
from typing import Any, Final, Protocol, TextIO

from fairdue.render.plain import guarded, is_live

Record = dict[str, Any]
MARK: Final = "\ufeff"  # by which Excel knows UTF-8
_NUMBER: Final = re.compile(r"[+-]?[0-9][0-9 .,-]*")  # a telephone number or an amount: a spreadsheet runs nothing
_SURROGATE: Final = re.compile("[\ud800-\udfff]")


class RecordWriter(Protocol):
    """Writes records; `live` counts the cells a spreadsheet might run that were written as they are."""

    live: int

    def put(self, record: Record) -> None:
        """Write one record."""
        ...


class JsonLines:
    """One line of JSON a record."""

    def __init__(self, out: TextIO) -> None:
        """Begin to write to an open stream of UTF-8."""
        self._out, self.live = out, 0

    def put(self, record: Record) -> None:
        """Write one record."""
        self._out.write(line_of(record) + "\n")


class CsvRows:
    """One row of CSV a record: the columns given, then those added; what fits no column goes under `extra` as JSON."""

    def __init__(
        self, out: TextIO, columns: Sequence[str] | None, added: Sequence[str], extra: str,
        *, for_spreadsheet: bool = False,
    ) -> None:  # fmt: skip
        """Begin to write; without columns, those of the first record are taken.

        For a spreadsheet the file has the mark by which Excel knows UTF-8, and a cell that might run as a formula begins
        with an apostrophe.
        """
        self._out, self._columns, self._added, self._extra = out, columns, added, extra
        self._for_spreadsheet = for_spreadsheet
        self._writer: csv.DictWriter[str] | None = None
        self.live = 0
        if columns is not None:
            self._writer = self._headed(columns)

    def put(self, record: Record) -> None:
        """Write one record."""
        writer = self._writer = self._writer or self._headed(list(record))
        beside = {name: value for name, value in record.items() if name not in writer.fieldnames}
        known = {name: self._cell(value) for name, value in record.items() if name in writer.fieldnames}
        writer.writerow(known | ({self._extra: self._cell(beside)} if beside else {}))

    def _headed(self, columns: Sequence[str]) -> csv.DictWriter[str]:
        """Write the head."""
        names = [*(name for name in columns if name not in self._added), *self._added]
        writer = csv.DictWriter(_UnixLines(self._out), names, lineterminator="\r\n")
        self._out.write(MARK if self._for_spreadsheet else "")
        writer.writerow({name: self._cell(name) for name in names})
        return writer

    def _cell(self, value: object) -> str:
        cell = value if isinstance(value, str) else "" if value is None else json.dumps(value, ensure_ascii=False)
        cell = _SURROGATE.sub("\ufffd", cell)
        if self._for_spreadsheet:
            return guarded(cell)
        self.live += is_live(cell) and not _NUMBER.fullmatch(cell)
        return cell


class _UnixLines:
    """Rows ended by a line feed alone: only told of both line ends does `csv` quote the cells that hold either."""

    def __init__(self, out: TextIO) -> None:
        self._out = out

    def write(self, row: str) -> int:
        """Write one row."""
        return self._out.write(row.removesuffix("\r\n") + "\n")


def line_of(record: Record) -> str:
    """Write a record as one line of JSON; escapes lone surrogates, which no encoding can hold.

    >>> line_of({"text": "还款"}), line_of({"text": "\\ud800"})
    ('{"text": "还款"}', '{"text": "\\\\ud800"}')
    """
    line = json.dumps(record, ensure_ascii=False)
    return json.dumps(record, ensure_ascii=True) if _SURROGATE.search(line) else line
