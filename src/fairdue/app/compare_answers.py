"""Keep what was answered on a file, and say what another version of pack or code gains and loses on it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from fairdue.app.contracts.words import reason_of
from fairdue.kernel.errors import BrokenRecord, FairDueError, UnreadableFile
from fairdue.records.assessment import Message
from fairdue.screening.assess import Screener

SCHEMA = "fairdue.answers/1"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was answered on one message: kind, verdict, and each finding as `topic rule`."""

    text: str
    kind: str
    verdict: str
    findings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """One difference on one message; `was` is empty for what was gained, `now` for what was lost."""

    what: str
    was: str
    now: str
    text: str


def outcomes(rows: Iterable[tuple[str, Mapping[str, Any]]], screener: Screener, today: date) -> dict[str, Outcome]:
    """Answer every row; the key is the row's id, or a digest of its text."""
    told: dict[str, Outcome] = {}
    for _, row in rows:
        text = str(row.get("text") or "")
        try:
            got = screener.assess(Message(text), today)
        except FairDueError as error:
            told[_key(row, text)] = Outcome(text, error.code, "", ())
            continue
        findings = tuple(sorted({f"{one.topic} {one.rule}" for one in got.findings}))
        told[_key(row, text)] = Outcome(text, got.kind, got.genuineness.verdict, findings)
    return told


def compare(before: Mapping[str, Outcome], after: Mapping[str, Outcome]) -> list[Change]:
    """Return findings gained and lost, and kinds and verdicts that changed, on the messages both have."""
    changes: list[Change] = []
    for key in sorted(before.keys() & after.keys()):
        was, now = before[key], after[key]
        changes += [Change("finding", "", one, now.text) for one in now.findings if one not in was.findings]
        changes += [Change("finding", one, "", now.text) for one in was.findings if one not in now.findings]
        for name in ("kind", "verdict"):
            if getattr(was, name) != getattr(now, name):
                changes.append(Change(name, getattr(was, name), getattr(now, name), now.text))
    return changes


def save(path: Path, told: Mapping[str, Outcome]) -> None:
    """Write answers, one line a message, in the order of their keys; raises UnreadableFile."""
    lines = [json.dumps({"schema": SCHEMA})]
    for key in sorted(told):
        one = told[key]
        lines.append(json.dumps([key, one.kind, one.verdict, *one.findings], ensure_ascii=False))
    try:
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    except OSError as error:
        raise UnreadableFile(path=str(path), why=reason_of(error)) from error


def read(path: Path) -> dict[str, Outcome]:
    """Read saved answers; raises UnreadableFile, BrokenRecord."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableFile(path=str(path), why=reason_of(error)) from error
    told: dict[str, Outcome] = {}
    for number, line in enumerate(lines[1:], start=2):
        try:
            key, kind, verdict, *findings = json.loads(line)
        except (ValueError, TypeError) as error:
            raise BrokenRecord(source=path.name, line=number, why="not-json") from error
        told[str(key)] = Outcome("", str(kind), str(verdict), tuple(map(str, findings)))
    return told


def _key(row: Mapping[str, Any], text: str) -> str:
    return str(row.get("id") or hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16])
