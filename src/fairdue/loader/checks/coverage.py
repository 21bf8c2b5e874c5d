"""Checks that every topic and kind has a rule, and every other cell of the coverage a rule or a written reason."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple, get_args

from fairdue.loader.coverage import AXES, Stated, cells_of, is_caught, must_be_cited, naming
from fairdue.loader.problems import Problem
from fairdue.loader.sources import Item, PackSources, folding_of, plain
from fairdue.records.pack import Folding
from fairdue.records.rules import Kind, Topic
from fairdue.screening.disguises import DisguiseReader

FILE = "coverage.yaml"
_ALL_AXES = (*AXES, "pattern", "provision")


class Place(NamedTuple):
    """One cell that a rule fills or a reason must explain: topic × value of an axis, a pattern, or a provision."""

    axis: str
    topic: str
    value: str

    @property
    def name(self) -> str:
        """Name the cell as a reader finds it in the matrix."""
        return f"{self.topic} × {self.value}" if self.topic else self.value


def check_topics(pack: PackSources, today: date) -> Iterator[Problem]:
    """Every topic has an active rule that finds it."""
    findings: list[Any] = [item.data.get("finding") or {} for item in _active(pack)]
    found = {finding.get("topic") for finding in findings}
    for topic in get_args(Topic):
        if topic not in found:
            yield Problem("rules/text", 1, "finding.topic", "topic-without-rule", {"topic": topic}, "warning")


def check_kinds(pack: PackSources, today: date) -> Iterator[Problem]:
    """Every kind has an active rule that speaks for it."""
    tables: list[Any] = [item.data.get("reads_as") or {} for item in _active(pack)]
    found = {kind for table in tables for kind, points in table.items() if points > 0}
    for kind in get_args(Kind):
        if kind not in found:
            yield Problem("rules/text", 1, "reads_as", "kind-without-rule", {"kind": kind}, "warning")


def check_cells(pack: PackSources, today: date) -> Iterator[Problem]:
    """Every empty cell has a written reason, and no filled one has."""
    cells = _cells(pack)
    explained = {place for item in pack.of("coverage") for place in _explained(item)}
    for place, is_filled in cells.items():
        if not is_filled and place not in explained:
            field = f"{place.axis}s"
            yield Problem(FILE, 1, field, "cell-without-reason", {"cell": place.name, "field": field}, "warning")
    for item in pack.of("coverage"):
        yield from _superfluous(item, cells)


def _superfluous(item: Item, cells: dict[Place, bool]) -> Iterator[Problem]:
    """Find reasons on filled cells; one for every topic is superfluous only where all of them are filled."""
    for axis in _ALL_AXES:
        values: Any = item.data.get(f"{axis}s") or ()
        for number, value in enumerate(values):
            named = [place for place in _named(item, axis, str(value)) if place in cells]
            filled = [place.name for place in named if cells[place]]
            is_general = axis in AXES and not item.data.get("topics")
            if filled and (len(filled) == len(named) or not is_general):
                yield item.problem("reason-on-filled-cell", f"{axis}s", number, cell=filled[0])
            elif not named and axis not in AXES:
                yield item.problem("reason-for-no-cell", f"{axis}s", number, id=value)


def _explained(item: Item) -> Iterator[Place]:
    for axis in _ALL_AXES:
        values: Any = item.data.get(f"{axis}s") or ()
        for value in values:
            yield from _named(item, axis, str(value))


def _named(item: Item, axis: str, value: str) -> list[Place]:
    """List the cells that a value of a reason stands for."""
    if axis not in AXES:
        return [Place(axis, "", value)]
    topics: Any = item.data.get("topics") or get_args(Topic)
    return [Place(axis, topic, value) for topic in topics]


def _cells(pack: PackSources) -> dict[Place, bool]:
    """Return every cell and whether a rule fills it."""
    stated = [_stated(item) for item in _active(pack)]
    tables = folding_of(pack)
    reader = DisguiseReader(Folding(tables["characters"], tables["words"]))
    found = {Place(cell.axis, cell.topic, cell.value): bool(cell.rules) for cell in cells_of(stated, reader)}
    named = naming(stated)
    for item in pack.of("scam-pattern"):
        rules = named.get(item.id, {})
        found[Place("pattern", "", item.id)] = is_caught(rules, bool(item.data["hard_signals"]))
    cited = {citation for rule in stated for citation in rule.citations}
    for item in pack.of("provision"):
        data: Any = item.data
        if must_be_cited(data["topic"], data["standing"], data["citable"]):
            found[Place("provision", "", item.id)] = item.id in cited
    return found


def _stated(item: Item) -> Stated:
    data: Any = plain(item.data)
    finding, signal = data.get("finding") or {}, data.get("signal") or {}
    return Stated(
        id=item.id,
        topic=finding.get("topic"),
        stage=data.get("stage"),
        channels=tuple((data.get("applies_to") or {}).get("channels") or ()),
        weight=signal.get("weight"),
        patterns=tuple(signal.get("patterns") or ()),
        citations=tuple(finding.get("citations") or ()),
        texts=tuple(match["text"] for match in data.get("matches") or ()),
    )


def _active(pack: PackSources) -> list[Any]:
    return [item for item in pack.of("text-rule") if item.data["status"] == "active"]
