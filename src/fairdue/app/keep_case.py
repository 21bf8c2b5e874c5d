"""Keep a case: open it, add people, debts and dated rows, look at the timeline, carry it elsewhere, delete it.

Every change is one unit of work of the vault. Ids are made here; the moment is passed in.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from fairdue.app.contracts.words import reason_of
from fairdue.kernel.errors import BrokenRecord, EmptyField, FairDueError, UnknownName, UnreadableFile, UnusableDate
from fairdue.kernel.plain import Json, Unfit, plain, read
from fairdue.records.case import Case, CaseFile, CaseFinding, Deadline, DebtRef, Document, Entry, Note, Party
from fairdue.records.exhibit import Description, Exhibit
from fairdue.records.vault import Item
from fairdue.store.entries import KINDS, from_json, kind_of
from fairdue.store.entries import to_json as entry_json

if TYPE_CHECKING:
    from fairdue.store.cases import Cases
    from fairdue.vault import Vault

__all__ = ["ENTRY_NAMES", "Json", "entry_json", "kind_of"]

SCHEMA: Final = "fairdue.case/1"
ENTRY_NAMES: Final = tuple(KINDS)
_NEAR: Final = 20
READABLE: Final = 2_000_000  # bytes of a text; the same limit as at intake
ReadText = Callable[[bytes, str], str]


@dataclass(frozen=True, slots=True)
class Imported:
    """A case read from a file: how many rows came, and how many named evidence this vault does not hold."""

    case: Case
    entries: int
    exhibits: int
    without_evidence: int


def new_case(vault: Vault, title: str, now: datetime, note: str = "") -> Case:
    """Open a case under the user's own name for it; raises EmptyField."""
    if not title.strip():
        raise EmptyField(what="case-title")
    case = Case(new_id(), title.strip(), now.date(), note=note.strip())
    with vault.unit_of_work(at=now) as work:
        _cases(work.connection).add(case)
    return case


def all_cases(vault: Vault) -> tuple[Case, ...]:
    """Return every case, the newest first."""
    with vault.database.reading() as connection:
        return _cases(connection).all()


def choose(vault: Vault, given: str | None) -> Case:
    """Return the case of an id, or the only one there is when none is given; raises UnknownName."""
    cases = all_cases(vault)
    if given is None and len(cases) == 1:
        return cases[0]
    found = next((case for case in cases if case.id == given), None)
    if found is None:
        known = tuple(f"{case.id} {case.title}" for case in cases[:_NEAR])
        if given is None and cases:
            raise UnknownName(what="case", given="", known=known, why="none-given")
        why = "none-yet" if given is None else None
        raise UnknownName(what="case", given=given or "", known=known, why=why)
    return found


def case_file(vault: Vault, case: Case) -> CaseFile:
    """Return everything a case holds."""
    with vault.database.reading() as connection:
        return _cases(connection).file(case)


def timeline(
    vault: Vault, case: Case, kinds: Sequence[str] = (), since: date | None = None, until: date | None = None
) -> tuple[Entry, ...]:
    """Return the dated rows of a case in order, of some kinds, between two days; raises UnknownName for a kind."""
    for kind in kinds:
        kind_of(kind)
    with vault.database.reading() as connection:
        return _cases(connection).timeline(case.id, kinds, since, until)


def add_party(vault: Vault, case: Case, party: Party, now: datetime) -> Party:
    """Write down a person or an organisation of the case; raises EmptyField for one without a name."""
    if not party.name.strip():
        raise EmptyField(what="party-name")
    made = replace(party, id=new_id(), name=party.name.strip())
    with vault.unit_of_work(at=now) as work:
        _cases(work.connection).add_party(case.id, made)
    return made


def add_debt(vault: Vault, case: Case, debt: DebtRef, now: datetime) -> DebtRef:
    """Write down a debt of the case; raises EmptyField for one without a lender."""
    if not debt.lender.strip():
        raise EmptyField(what="debt-lender")
    made = replace(debt, id=new_id())
    with vault.unit_of_work(at=now) as work:
        _cases(work.connection).add_debt(case.id, made)
    return made


def add_entry(vault: Vault, case: Case, entry: Entry, now: datetime) -> Entry:
    """Write one dated row; raises UnusableDate for a day to come, EmptyField, UnknownName for strange ids."""
    return add_entries(vault, case, (entry,), now)[0]


def add_entries(vault: Vault, case: Case, entries: Sequence[Entry], now: datetime) -> tuple[Entry, ...]:
    """Write many dated rows as one, all or none; raises like `add_entry`."""
    with vault.unit_of_work(at=now) as work:
        cases = _cases(work.connection)
        known = _known(cases, case)
        made = []
        for entry in entries:
            _require_words(entry)
            _require_days(entry, now.date())
            _require(entry, known)
            made.append(replace(entry, id=new_id(8), recorded_at=now.replace(tzinfo=None, microsecond=0)))
        cases.add_entries(case.id, made)
    return tuple(made)


def export_case(vault: Vault, case: Case) -> Json:
    """Return a case as one JSON document (fairdue.case/1); the bytes of evidence are not in it."""
    with vault.database.reading() as connection:
        cases = _cases(connection)
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


def exhibit_items(vault: Vault, case: Case, labels: Sequence[str]) -> tuple[str, ...]:
    """Return the items of exhibits named by label; raises UnknownName."""
    with vault.database.reading() as connection:
        known = {exhibit.label: exhibit.item for exhibit in _cases(connection).exhibits(case.id)}
    for label in labels:
        if label.upper() not in known:
            raise UnknownName(what="exhibit", given=label, known=tuple(known))
    return tuple(known[label.upper()] for label in labels)


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
    except Unfit as error:
        raise BrokenRecord(source=source, line=error.field or "case", why="unfit") from error
    except (KeyError, TypeError, AttributeError) as error:
        raise BrokenRecord(source=source, line="case", why="unfit") from error
    new = {party.id: new_id() for party in parties} | {debt.id: new_id() for debt in debts}
    held = {item.id: item for item in vault.items()}
    kept = [exhibit for exhibit in exhibits if exhibit.item in held]
    texts = {one.item: _text_of(vault, held[one.item], read_text) for one in kept}
    with vault.unit_of_work(at=now) as work:
        cases = _cases(work.connection)
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
        cases.add_findings(case.id, [replace(f, id=new_id()) for f in findings if f.evidence in here])
    return Imported(case, len(entries), len(kept), len(exhibits) - len(kept))


def delete_case(vault: Vault, case: Case, now: datetime, *, with_evidence: bool) -> tuple[str, ...]:
    """Delete a case with all its rows; with evidence, also destroy the items no other case holds. Return their ids.

    Raises ItemHeld; then nothing is deleted.
    """
    deleted: list[str] = []
    with vault.unit_of_work(at=now) as work:
        cases = _cases(work.connection)
        items = [exhibit.item for exhibit in cases.exhibits(case.id)]
        cases.remove(case.id)
        work.note("case deleted")
        for item in items if with_evidence else ():
            if not cases.cases_with(item) and work.item(item).deleted_at is None:
                deleted += work.delete(item, "case deleted")
    return tuple(deleted)


def _text_of(vault: Vault, item: Item, read_text: ReadText) -> str:
    """Return the name of a sealed file, and its text where it is one that can be read, to be found by."""
    if item.media_type != "text/plain" or item.size > READABLE:
        return item.name
    try:
        return f"{read_text(vault.read(item.id), item.name)} {item.name}"
    except FairDueError:
        return item.name


def new_id(size: int = 6) -> str:
    """Make an id of random bytes that says nothing; rows that come in thousands get 8 bytes, so that none meet."""
    return secrets.token_hex(size)


def _cases(connection: Any) -> Cases:
    """Reach the cases of a connection; the database comes with an extra, so it is imported when first needed."""
    from fairdue.store.cases import Cases

    return Cases(connection)


def _known(cases: Cases, case: Case) -> Mapping[str, frozenset[str]]:
    return {
        "party": frozenset(party.id for party in cases.parties(case.id)),
        "debt": frozenset(debt.id for debt in cases.debts(case.id)),
        "item": frozenset(exhibit.item for exhibit in cases.exhibits(case.id)),
    }


def _require_words(entry: Entry) -> None:
    """Refuse an entry without the words that say what it is; raises EmptyField."""
    match entry:
        case Note(words=words):
            what = "note-words"
        case Deadline(what=words):
            what = "deadline-what"
        case Document(title=words):
            what = "document-title"
        case _:
            return
    if not words.strip():
        raise EmptyField(what=what)


def _require_days(entry: Entry, today: date) -> None:
    """Refuse what has not happened yet, and an end before its beginning; raises UnusableDate."""
    is_deadline = isinstance(entry, Deadline)
    past = (None if is_deadline else entry.on, getattr(entry, "done_on", None), getattr(entry, "reply_on", None))
    for day in past:
        if day is not None and day > today:
            raise UnusableDate(given=day.isoformat(), why="in-the-future", limit=today.isoformat())
    for day in (getattr(entry, "until", None), getattr(entry, "reply_on", None)):
        if day is not None and day < entry.on:
            raise UnusableDate(given=day.isoformat(), why="before-the-row", limit=entry.on.isoformat())


def _require(entry: Entry, known: Mapping[str, frozenset[str]]) -> None:
    """Refuse an entry that names a person, a debt or an item the case does not hold."""
    named = (("party", entry.party), ("debt", entry.debt), *(("item", item) for item in entry.evidence))
    for what, given in named:
        if given is not None and given not in known[what]:
            raise UnknownName(what=what, given=given, known=tuple(sorted(known[what])))


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


def _renewed(entry: Entry, new: Mapping[str, str], items: Container[str], now: datetime) -> Entry:
    """Give an imported entry its new ids, and leave out evidence that did not come along."""
    return replace(
        entry,
        id=new_id(8),
        party=new.get(entry.party or ""),
        debt=new.get(entry.debt or ""),
        evidence=tuple(item for item in entry.evidence if item in items),
        recorded_at=entry.recorded_at or now.replace(tzinfo=None, microsecond=0),
    )
