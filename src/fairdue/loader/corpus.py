"""Read the open corpus, its scenarios and its messages, into rows that know their file and line; it judges nothing."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from fairdue.kernel.errors import BrokenRecord, UnreadableFile

SCENARIOS = "scenarios"
MESSAGES = "messages"
# The C reader where PyYAML was built with it: ten times as fast on a sheet of hundreds of scenarios.
_READER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
# A row is whatever JSON or YAML holds until its schema has been checked: no narrower type than Any is true of it.
Fields = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Row:
    """One message as written: the file below the corpus folder, the line, and its fields."""

    path: str
    line: int
    data: Fields


def read_scenarios(folder: Path) -> tuple[tuple[str, Fields], ...]:
    """Return the scenarios of all sheets, `scenarios/*.yaml`, each with the name of its sheet, in their order.

    Raises UnreadableFile where there is no sheet or one cannot be read, BrokenRecord.
    """
    sheets = sorted((folder / SCENARIOS).glob("*.yaml"))
    if not sheets:
        raise UnreadableFile(path=str(folder / SCENARIOS), why="unreadable")
    return tuple((f"{SCENARIOS}/{sheet.name}", entry) for sheet in sheets for entry in _entries(sheet))


def _entries(sheet: Path) -> list[Fields]:
    name = f"{SCENARIOS}/{sheet.name}"
    try:
        document = yaml.load(sheet.read_text("utf-8"), Loader=_READER)
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableFile(path=str(sheet), why="unreadable") from error
    except yaml.YAMLError as error:
        raise BrokenRecord(source=name, line=1, why=str(error)) from error
    entries = document.get("scenarios") if isinstance(document, dict) else None
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise BrokenRecord(source=name, line=1, why="not-an-object")
    return entries


def message_files(folder: Path, split: str = "*") -> tuple[Path, ...]:
    """List the message files, `messages/<split>/*.jsonl`, sorted; none before the first is written."""
    return tuple(sorted((folder / MESSAGES).glob(f"{split}/*.jsonl")))


def read_messages(folder: Path, split: str = "*") -> Iterator[Row]:
    """Yield every message of every file, or of one split; raises UnreadableFile, BrokenRecord naming the line."""
    for path in message_files(folder, split):
        name = path.relative_to(folder).as_posix()
        try:
            lines = path.read_text("utf-8").split("\n")
        except (OSError, UnicodeDecodeError) as error:
            raise UnreadableFile(path=name, why="unreadable") from error
        for number, line in enumerate(lines, start=1):
            if line.strip():
                yield Row(name, number, _object(line, name, number))


def _object(line: str, name: str, number: int) -> Fields:
    try:
        data = json.loads(line)
    except ValueError as error:
        raise BrokenRecord(source=name, line=number, why="not-json") from error
    if not isinstance(data, dict):
        raise BrokenRecord(source=name, line=number, why="not-an-object")
    return data
