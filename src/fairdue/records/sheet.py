"""A workbook as cells with meaning: words, numbers, amounts, dates, and formulas only where our own code writes them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal

Style = Literal["plain", "head", "total", "title", "soft", "wrong"]
Number = Literal["amount", "percent", "count", "rate"]


@dataclass(frozen=True, slots=True)
class Formula:
    """A live formula, without the leading `=`, and the value we computed, which viewers without a calculator show.

    `expression` is written by our code alone: nobody's words may be put into it.
    """

    expression: str
    value: Decimal | str


Value = str | int | Decimal | date | Formula | None


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell; a `str` is always shown as the words it is, whatever it begins with.

    `number` says how a figure is shown: `amount` 1,234.56 yuan; `percent` 0.24 as 24.00 %; `rate` six places; `count`.
    """

    value: Value = None
    style: Style = "plain"
    number: Number | None = None


Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: rows from the top, column widths in characters, how many top rows stay in sight."""

    name: str
    rows: tuple[Row, ...]
    widths: tuple[float, ...] = ()
    frozen_rows: int = 0
    frozen_columns: int = 0


@dataclass(frozen=True, slots=True)
class Workbook:
    """The sheets in order, and names for single cells (`name: "'表'!$B$3"`) that formulas may use."""

    title: str
    sheets: tuple[Sheet, ...]
    names: Mapping[str, str] = field(default_factory=dict)
