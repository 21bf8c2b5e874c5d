"""The file of `fairdue next`: situations and facts as a person states them, with the line of each; it judges none.

The fields are those of `schemas/facts.schema.json`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from fairdue.intake.marked import MarkedFile

FIELDS: Final = ("on", "situations", "facts", "note")


@dataclass(frozen=True, slots=True)
class StatedFact:
    """A key and a value as written, and where they stand."""

    key: str
    value: object
    where: str


@dataclass(frozen=True, slots=True)
class FactsFile:
    """What the file says: the day asked about where it names one, situations, facts."""

    on: date | None
    situations: tuple[str, ...]
    facts: tuple[StatedFact, ...]


def read_facts(content: bytes, source: str) -> FactsFile:
    """Read the file; raises UnusableFigure naming source, line and field of the first fault."""
    file = MarkedFile.read(content, source)
    whole = file.mapping(file.data, (), FIELDS)
    on = whole.get("on")
    if on is not None and not isinstance(on, date):
        raise file.fault(("on",), on, "not-a-day")
    given = whole.get("situations") or ()
    if not isinstance(given, (list, tuple)):
        raise file.fault(("situations",), given, "not-a-list")
    facts = whole.get("facts") or {}
    if not isinstance(facts, dict):
        raise file.fault(("facts",), facts, "not-a-mapping")
    stated = (StatedFact(str(key), value, file.where(("facts", key))) for key, value in facts.items())
    return FactsFile(on, tuple(map(str, given)), tuple(stated))
