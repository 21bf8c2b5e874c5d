"""Facts: the rows rooms publish so that others need not know them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

FactValue = str | bool | int | None


@dataclass(frozen=True, slots=True)
class Fact:
    """One row: a key declared in the pack, its value, and what it rests on."""

    key: str
    value: FactValue
    unit: str = ""
    source: str = ""
    basis: str = ""
    as_of: date | None = None
    status: Literal["machine", "stated", "confirmed"] = "machine"


@dataclass(frozen=True, slots=True)
class FactKey:
    """A key the pack declares: its type, unit and meaning."""

    key: str
    type: Literal["text", "flag", "number", "date"]
    title: str
    values: tuple[str, ...] = ()
