"""The fields of a debt in a file, read one by one as people write them, 不知道 allowed everywhere; it builds no record."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final, TypeVar

from fairdue.intake.figures import looks_monthly, read_amount, read_count, read_day, read_rate
from fairdue.intake.marked import MarkedFile, Place
from fairdue.kernel.errors import UnusableFigure
from fairdue.kernel.money import to_fen

R = TypeVar("R")
UNKNOWN: Final = frozenset({"unknown", "不知道", "不清楚", "未知", "?", "？"})
NONE: Final = frozenset({"none", "没有", "无"})
_YES: Final = {
    "true": True,
    "yes": True,
    "是": True,
    "有": True,
    "false": False,
    "no": False,
    "否": False,
    "没有": False,
}


def is_unknown(value: object) -> bool:
    """Tell whether a value says that it is not known, or is left out."""
    return value is None or (isinstance(value, str) and value.strip().lower() in {"", *UNKNOWN})


def offered(choices: Sequence[str], names: Mapping[str, str]) -> str:
    """List choices for a sentence, each with the first Chinese name that stands for it.

    >>> offered(("bank", "pawn"), {"银行": "bank"})
    '银行 bank, pawn'
    """
    first = {code: name for name, code in reversed(list(names.items()))}
    return ", ".join(f"{first[code]} {code}" if code in first else code for code in choices)


def fen_of(value: object, where: str) -> int:
    """Read an amount as whole fen; raises UnusableFigure, also for what is finer than a fen."""
    yuan = read_amount(value, where)
    fen = to_fen(yuan)
    if Decimal(fen) != yuan * 100:
        raise UnusableFigure(where=where, given=value, why="too-fine", limit=None)
    return fen


@dataclass(frozen=True, slots=True)
class Fields:
    """One mapping of a file with its place: each field read by kind, None where it is not known."""

    file: MarkedFile
    values: Mapping[str, Any]
    place: Place

    @staticmethod
    def of(file: MarkedFile, value: object, place: Place, known: Sequence[str]) -> Fields:
        """Take a mapping; raises UnusableFigure for another shape or a field nobody knows."""
        return Fields(file, file.mapping(value, place, known), place)

    def at(self, name: str) -> str:
        """Name the place of a field."""
        return self.file.where((*self.place, name))

    def day(self, name: str) -> date | None:
        """Read a day."""
        return self._read(name, read_day)

    def amount(self, name: str) -> int | None:
        """Read an amount as whole fen."""
        return self._read(name, fen_of)

    def rate(self, name: str) -> Decimal | None:
        """Read a rate as a yearly fraction."""
        return self._read(name, read_rate)

    def count(self, name: str, least: int, most: int) -> int | None:
        """Read a whole number between two bounds."""
        return self._read(name, lambda value, where: read_count(value, where, least, most))

    def share(self, name: str) -> Decimal | None:
        """Read a share such as 50%, or a bare number of percent, as a fraction."""
        return self._read(name, read_rate)

    def flag(self, name: str) -> bool | None:
        """Read yes or no."""
        value = self.values.get(name)
        if is_unknown(value):
            return None
        if isinstance(value, bool):
            return value
        found = _YES.get(str(value).strip().lower())
        if found is None:
            raise self.file.fault((*self.place, name), value, "not-yes-or-no")
        return found

    def choice(self, name: str, choices: Sequence[str], names: Mapping[str, str] | None = None) -> str | None:
        """Read one of the choices, by its code or its Chinese name."""
        value = self.values.get(name)
        if is_unknown(value):
            return None
        code = (names or {}).get(str(value).strip(), value)
        if code not in choices:
            raise self.file.fault((*self.place, name), value, "unknown-choice", offered(choices, names or {}))
        return str(code)

    def words(self, name: str) -> str:
        """Read plain words, empty where nothing is said."""
        value = self.values.get(name)
        return "" if value is None else str(value).strip()

    def looks_monthly(self, name: str) -> bool:
        """Tell whether a yearly rate is written like a monthly one."""
        value = self.values.get(name)
        return not is_unknown(value) and looks_monthly(value)

    def rows(self, name: str) -> tuple[tuple[object, Place], ...] | None:
        """Return the entries of a list with their places; None where nobody knows, none where there was nothing."""
        value = self.values.get(name)
        if is_unknown(value):
            return None
        if isinstance(value, str) and value.strip().lower() in NONE:
            return ()
        if not isinstance(value, list):
            raise self.file.fault((*self.place, name), value, "not-a-list")
        return tuple((entry, (*self.place, name, at)) for at, entry in enumerate(value))

    def needed(self, name: str, value: R | None) -> R:
        """Return a value that has to be there; raises UnusableFigure."""
        if value is None:
            raise self.file.fault((*self.place, name), None, "missing")
        return value

    def _read(self, name: str, reader: Callable[[object, str], R]) -> R | None:
        value = self.values.get(name)
        return None if is_unknown(value) else reader(value, self.at(name))
