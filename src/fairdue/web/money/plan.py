"""A plan of repayment copied line by line: each line's day, principal, interest and fee; it reckons nothing."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

from fairdue.intake.figures import read_amount
from fairdue.kernel.errors import UnusableFigure
from fairdue.kernel.money import Fen, to_fen
from fairdue.kernel.months import add_months
from fairdue.records.debt import Instalment
from fairdue.web.money.fields import DAY, Fields, Line
from fairdue.web.words import noted as _

# What stands in a line beside its amounts: days, 第3期, 共12期, x12.
_BESIDE: Final = re.compile(
    rf"{DAY.pattern}|(?<![0-9])(?:19|20)[0-9]{{6}}(?![0-9.])|第?\s*[0-9]{{1,3}}\s*[期次]|[x×*]\s*[0-9]{{1,3}}(?![0-9])"
)
_PART: Final = re.compile(
    r"(?P<name>本金|利息|手续费|服务费|担保费|费用|费)?\s*:?\s*¥?(?P<amount>[0-9][0-9,]*(?:\.[0-9]+)?\s*万?)"
)
_ORDER: Final = ("principal", "interest", "fee")
_NAMES: Final = {"本金": "principal", "利息": "interest"}


def instalments_of(fields: Fields) -> tuple[Instalment, ...]:
    """Read the lines of a plan, each with its repeats by month; one without a principal becomes a problem."""
    found: list[Instalment] = []
    for line in fields.lines("instalments"):
        read = tuple(instalments_in(line))
        found.extend(read)
        if not read:
            place = {"field": fields.label("instalments"), "number": line.number}
            where = fields.say(_("%(field)s，第 %(number)s 行")) % place
            error = UnusableFigure(where=where, given=line.text[:40], why="not-an-instalment", limit=None)
            fields.wrong("instalments", error)
    return tuple(sorted(found, key=lambda one: one.due))


def instalments_in(line: Line) -> Iterator[Instalment]:
    """Yield what one line says, none where it names no principal."""
    parts = _parts(line.text)
    if parts is None or line.on is None:
        return
    for at in range(line.times):
        yield Instalment(add_months(line.on, at, line.on.day), *(parts[name] for name in _ORDER))


def _parts(text: str) -> dict[str, Fen] | None:
    """Read principal, interest and fee by their names, or in that order where none is named; None for anything else.

    >>> _parts("第1期 2025-02-15 1010.5 本金 800 利息200 手续费 10.5")
    {'principal': 80000, 'interest': 20000, 'fee': 1050}
    >>> _parts("2025-02-15 800 200"), _parts("2025-02-15 1000"), _parts("2025-02-15 5 本金 800")
    ({'principal': 80000, 'interest': 20000, 'fee': 0}, None, None)
    """
    plain = _BESIDE.sub(" ", unicodedata.normalize("NFKC", text).lower())
    read = [
        (one["name"], to_fen(read_amount(one["amount"].rstrip(","), "", signed=True))) for one in _PART.finditer(plain)
    ]
    parts = dict.fromkeys(_ORDER, 0)
    if not any(name for name, _amount in read):
        known = [amount for _name, amount in read]
        return parts | dict(zip(_ORDER, known, strict=False)) if 2 <= len(known) <= len(_ORDER) else None
    for name, amount in read:
        if name:
            parts[_NAMES.get(name, "fee")] += amount
    bare = [amount for name, amount in read if not name]
    is_whole = any(name == "本金" for name, _amount in read) and bare in ([], [sum(parts.values())])
    return parts if is_whole else None
