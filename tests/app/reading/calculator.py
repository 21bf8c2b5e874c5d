"""A small spreadsheet calculator for tests: reads a workbook's formulas and computes them anew, knowing none of ours."""

from __future__ import annotations

import io
import re
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import openpyxl

TOKEN = re.compile(r"\s*('[^']+'!\$?[A-Z]+\$?\d+|[A-Z]+(?=\()|\$?[A-Z]+\$?\d+|\d+(?:\.\d+)?|[-+*/(),:])")


class Calculator:
    """The cells of a workbook, each computed when asked for."""

    def __init__(self, data: bytes) -> None:
        """Open a workbook; values written beside formulas are not looked at."""
        self.book = openpyxl.load_workbook(io.BytesIO(data))
        self.known: dict[tuple[str, str], Any] = {}

    def formulas(self) -> list[tuple[str, str]]:
        """List sheet and place of every formula."""
        return [
            (page.title, cell.coordinate)
            for page in self.book.worksheets
            for row in page.rows
            for cell in row
            if cell.data_type == "f"
        ]

    def change(self, sheet: str, place: str, value: Any) -> None:
        """Put another value into a cell, as a reader would."""
        self.book[sheet][place].value = value
        self.known.clear()

    def value(self, sheet: str, place: str) -> Any:
        """Compute a cell: an amount as Decimal, a day as its number, words as they are."""
        place = place.replace("$", "")
        if (sheet, place) not in self.known:
            self.known[sheet, place] = self._compute(sheet, self.book[sheet][place])
        return self.known[sheet, place]

    def _compute(self, sheet: str, cell: Any) -> Any:
        given = cell.value
        if cell.data_type == "f":
            reader = _Reader(self, sheet, TOKEN.findall(given[1:]))
            found = reader.sum()
            assert reader.at == len(reader.tokens), given
            return found
        if isinstance(given, datetime):
            return Decimal(given.date().toordinal())
        if isinstance(given, date):
            return Decimal(given.toordinal())
        if given is None:
            return Decimal(0)
        return Decimal(repr(given)) if isinstance(given, float | int) else given


class _Reader:
    """Reads one formula from left to right."""

    def __init__(self, book: Calculator, sheet: str, tokens: list[str]) -> None:
        self.book, self.sheet, self.tokens, self.at = book, sheet, tokens, 0

    def take(self) -> str:
        self.at += 1
        return self.tokens[self.at - 1]

    def next(self) -> str:
        return self.tokens[self.at] if self.at < len(self.tokens) else ""

    def sum(self) -> Decimal:
        found = self.product()
        while self.next() in ("+", "-") and self.next():
            found = found + self.product() if self.take() == "+" else found - self.product()
        return found

    def product(self) -> Decimal:
        found = self.one()
        while self.next() in ("*", "/") and self.next():
            found = found * self.one() if self.take() == "*" else found / self.one()
        return found

    def one(self) -> Decimal:
        token = self.take()
        if token == "-":
            return -self.one()
        if token == "(":
            found = self.sum()
            assert self.take() == ")"
            return found
        if self.next() == "(":
            return self.function(token)
        if re.fullmatch(r"\d+(?:\.\d+)?", token):
            return Decimal(token)
        return self.place(token)

    def place(self, token: str) -> Decimal:
        sheet, bang, place = token.rpartition("!")
        return Decimal(self.book.value(sheet.strip("'") if bang else self.sheet, place))

    def function(self, name: str) -> Decimal:
        assert self.take() == "("
        values: list[Decimal] = []
        while True:
            if self.tokens[self.at + 1] == ":":
                first, _colon, last = self.take(), self.take(), self.take()
                values += self.range(first, last)
            else:
                values.append(self.sum())
            if self.take() == ")":
                break
        match name:
            case "SUM":
                return sum(values, Decimal(0))
            case "MIN":
                return min(values)
            case "MAX":
                return max(values)
            case "ROUND":
                return values[0].quantize(Decimal(1).scaleb(-int(values[1])), ROUND_HALF_UP)
        raise AssertionError(name)

    def range(self, first: str, last: str) -> list[Decimal]:
        cells = self.book.book[self.sheet][f"{first}:{last}"]
        return [Decimal(self.book.value(self.sheet, cell.coordinate)) for row in cells for cell in row]
