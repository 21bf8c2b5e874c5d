"""Carry a case elsewhere: its rows as one JSON document, and such a document back into a new case, all or nothing.

The bytes of evidence stay in the vault; a copy of the vault carries those.
"""

from __future__ import annotations

import json
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from fairdue.app.contracts.words import reason_of
from fairdue.app.wiring import READABLE, ReadText, cases_of
from fairdue.kernel.errors import BrokenRecord, FairDueError, UnknownName, UnreadableFile
from fairdue.kernel.plain import Json, Unfit, plain, read
from fairdue.records.case import Case, CaseFinding, DebtRef, Entry, Former, Party
from fairdue.records.exhibit import Description, Exhibit
from fairdue.records.vault import Item
from fairdue.store.entries import SAID, from_json, new_id
from fairdue.store.entries import to_json as entry_json

if TYPE_CHECKING:
    from fairdue.vault import Vault

SCHEMA: Final = "fairdue.case/1"


@dataclass(frozen=True, slots=True)
class Imported:
    """A case read from a file: how many rows came, and how many named evidence this vault does not hold."""

    case: Case
    entries: int
    exhibits: int
    without_evidence: int


def export_case(vault: Vault, case: Case) -> Json:
    """Return a case as one JSON document (fairdue.case/1); the bytes of evidence are not in it."""
    with vault.database.reading() as connection:
        cases = cases_of(connection)
        file, exhibits = cases.file(case), cases.exhibits(case.id)
    return {
        "schema": SCHEMA,
        "case": plain(case),
        "parties": [plain(party) for party in file.parties],
        "debts": [plain(debt) for debt in file.debts],
        "entries": [entry_json(entry) for entry in file.entries],
        "exhibits": [
            {"number": one.number, "item": one.item, "description": plain(one.description)} for one in exhibits
        ],
        "findings": [plain(finding) for finding in file.findings],
        "former": [plain(one) for one in file.former],
    }


def export_to(vault: Vault, case: Case, path: Path) -> int:
    """Write that document to a new file only this user can read; return how many rows. Raises UnreadableFile."""
    from fairdue.vault.package.transport import write_whole

    document = export_case(vault, case)
    data = json.dumps(document, ensure_ascii=False, indent=1).encode("utf-8", "backslashreplace")
    try:
        write_whole(path, lambda file: file.write(data))
    except OSError as error:
        raise UnreadableFile(path=str(path), why=reason_of(error)) from error
    return len(document["entries"])


def import_case(
    vault: Vault, document: bytes, source: str, now: datetime, read_text: ReadText,
    items: Mapping[str, str] | None = None,
) -> Imported:  # fmt: skip
    """Read such a document into a new case, all or nothing; raises BrokenRecord with the place that does not fit.

    Rows get new ids, and people and debts they name keep their meaning. Exhibits come along where this vault holds
    the item; `items` tells which item here is which in the vault the document came from.
    """
    told = _renamed(_document(document, source), items or {})
    try:
        case = replace(read(Case, told.get("case")), id=new_id())
        parties = [read(Party, one, f"parties[{at}]") for at, one in enumerate(told.get("parties", []))]
        debts = [read(DebtRef, one, f"debts[{at}]") for at, one in enumerate(told.get("debts", []))]
        entries = _entries(told.get("entries", []))
        exhibits = [_exhibit(case.id, one, at, now) for at, one in enumerate(told.get("exhibits", []))]
        findings = [read(CaseFinding, one, f"findings[{at}]") for at, one in enumerate(told.get("findings", []))]
        former = [_former(one, at) for at, one in enumerate(told.get("former", []))]
        _require_line(entries)
    except Unfit as error:
        raise BrokenRecord(source=source, line=error.field or "case", why="unfit") from error
    except (KeyError, TypeError, AttributeError) as error:
        raise BrokenRecord(source=source, line="case", why="unfit") from error
    new = {party.id: new_id() for party in parties} | {debt.id: new_id() for debt in debts}
    new |= {finding.id: new_id() for finding in findings} | {entry.id: new_id(8) for entry in entries if entry.id}
    held = {item.id: item for item in vault.items()}
    kept = [exhibit for exhibit in exhibits if exhibit.item in held]
    texts = {one.item: _text_of(vault, held[one.item], read_text) for one in kept}
    with vault.unit_of_work(at=now) as work:
        cases = cases_of(work.connection)
        cases.add(case)
        for party in parties:
            cases.add_party(case.id, replace(party, id=new[party.id]))
        for debt in debts:
            cases.add_debt(case.id, replace(debt, id=new[debt.id]))
        here = {exhibit.item for exhibit in kept}
        cases.add_entries(case.id, [_renewed(entry, new, here, now) for entry in entries])
        for exhibit in kept:
            cases.add_exhibit(exhibit)
            cases.index_item(case.id, exhibit, texts[exhibit.item])
        cases.add_findings(case.id, [replace(f, id=new[f.id]) for f in findings if f.evidence in here])
        there = {*new, *(exhibit.label for exhibit in kept)} - {f.id for f in findings if f.evidence not in here}
        cases.add_former(case.id, [replace(one, ref=new.get(one.ref, one.ref)) for one in former if one.ref in there])
        work.record("note", details={"what": "case", "count": len(entries)})
    return Imported(case, len(entries), len(kept), len(exhibits) - len(kept))


def _text_of(vault: Vault, item: Item, read_text: ReadText) -> str:
    """Return the name of a sealed file, and its text where it is one that can be read, to be found by."""
    if item.media_type != "text/plain" or item.size > READABLE:
        return item.name
    try:
        return f"{read_text(vault.read(item.id), item.name)} {item.name}"
    except FairDueError:
        return item.name


def _document(document: bytes, source: str) -> Mapping[str, Any]:
    try:
        told = json.loads(document)
    except (ValueError, RecursionError) as error:
        raise BrokenRecord(source=source, line=1, why="not-a-document") from error
    if not isinstance(told, dict) or told.get("schema") != SCHEMA:
        raise BrokenRecord(source=source, line="schema", why="not-a-case")
    return told


def _renamed(told: Mapping[str, Any], items: Mapping[str, str]) -> Mapping[str, Any]:
    """Put this vault's ids of items in place of another's, wherever one stands."""

    def here(value: Any) -> Any:
        if isinstance(value, dict):
            return {name: here(one) for name, one in value.items()}
        if isinstance(value, list):
            return [here(one) for one in value]
        return items.get(value, value) if isinstance(value, str) else value

    return {name: here(value) for name, value in told.items()} if items else told


def _entries(rows: Sequence[Mapping[str, Any]]) -> list[Entry]:
    entries = []
    for at, row in enumerate(rows):
        try:
            entries.append(from_json(row))
        except Unfit as error:
            raise Unfit(f"entries[{at}].{error.field}", error.expected) from error
        except UnknownName as error:
            raise Unfit(f"entries[{at}].kind", "kind") from error
    return entries


def _exhibit(case: str, row: Mapping[str, Any], at: int, now: datetime) -> Exhibit:
    said = read(Description, row["description"], f"exhibits[{at}].description")
    return Exhibit(case, int(row["number"]), str(row["item"]), said, now.replace(tzinfo=None, microsecond=0))


def _former(row: Mapping[str, Any], at: int) -> Former:
    kind, where = row["kind"], f"former[{at}]"
    if kind not in SAID:
        raise Unfit(f"{where}.kind", " | ".join(SAID))
    said = read(SAID[kind], row["said"], f"{where}.said")
    try:
        replaced_at = datetime.fromisoformat(str(row["replaced_at"]))
    except ValueError as error:
        raise Unfit(f"{where}.replaced_at", "a datetime in ISO form") from error
    return Former(kind, str(row["ref"]), said, replaced_at.replace(tzinfo=None))


def _require_line(entries: Sequence[Entry]) -> None:
    """Refuse corrections that lead in a circle, to a row that is not there, or twice to the same one; raises Unfit."""
    line = {entry.id: entry.corrects for entry in entries if entry.id}
    corrected: set[str] = set()
    for at, entry in enumerate(entries):
        if entry.corrects is None:
            continue
        if entry.corrects not in line or entry.corrects in corrected:
            raise Unfit(f"entries[{at}].corrects", "a row")
        corrected.add(entry.corrects)
        seen: set[str | None] = {entry.id}
        before: str | None = entry.corrects
        while before is not None:
            if before in seen:
                raise Unfit(f"entries[{at}].corrects", "a row")
            seen.add(before)
            before = line.get(before)


def _renewed(entry: Entry, new: Mapping[str, str], items: Container[str], now: datetime) -> Entry:
    """Give an imported entry its new ids, and leave out evidence that did not come along."""
    return replace(
        entry,
        id=new.get(entry.id) or new_id(8),
        corrects=new.get(entry.corrects or ""),
        corrected_by=None,
        party=new.get(entry.party or ""),
        debt=new.get(entry.debt or ""),
        evidence=tuple(item for item in entry.evidence if item in items),
        recorded_at=entry.recorded_at or now.replace(tzinfo=None, microsecond=0),
    )
