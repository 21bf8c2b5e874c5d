"""Facts: the rows rooms publish so that others need not know them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
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
    """A key the pack declares: its type and meaning, how to ask a person for it, and what would settle a doubt.

    `past`: a date that must have come.
    """

    key: str
    type: Literal["text", "flag", "number", "date"]
    title: str
    values: tuple[str, ...] = ()
    ask: str = ""
    labels: Mapping[str, str] = field(default_factory=dict)
    settle: str = ""
    past: bool = False
