"""Keep a case: open it, add and correct people, debts and dated rows, look at the timeline, carry it elsewhere, delete it.

Every change is one unit of work of the vault, and the journal has a line of it that says how many rows and none of their
words: so an older copy of the vault is noticed whatever it lacks. Ids are made here; the moment is passed in. A
correction overwrites nothing: what was written before stays and is shown as corrected.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Final

from fairdue.app.wiring import cases_of
from fairdue.kernel.errors import (
    EmptyField,
    UnfitCorrection,
    UnknownName,
    UnusableDate,
)
from fairdue.kernel.plain import Json
from fairdue.records.case import (
    Case,
    CaseFile,
    Deadline,
    DebtRef,
    Document,
    Entry,
    Note,
    Party,
)
from fairdue.store.entries import KINDS, kind_of, new_id
from fairdue.store.entries import to_json as entry_json

if TYPE_CHECKING:
    from fairdue.store.cases import Cases
    from fairdue.vault import Vault

__all__ = ["ENTRY_NAMES", "Json", "entry_json", "kind_of"]

ENTRY_NAMES: Final = tuple(KINDS)
_NEAR: Final = 20


def new_case(vault: Vault, title: str, now: datetime, note: str = "") -> Case:
    """Open a case under the user's own name for it; raises EmptyField."""
    if not title.strip():
        raise EmptyField(what="case-title")
    case = Case(new_id(), title.strip(), now.date(), note=note.strip())
    with vault.unit_of_work(at=now) as work:
        cases_of(work.connection).add(case)
        work.record("note", details={"what": "case"})
    return case


def all_cases(vault: Vault) -> tuple[Case, ...]:
    """Return every case, the newest first."""
    with vault.database.reading() as connection:
        return cases_of(connection).all()


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
        return cases_of(connection).file(case)


def timeline(
    vault: Vault, case: Case, kinds: Sequence[str] = (), since: date | None = None, until: date | None = None
) -> tuple[Entry, ...]:
    """Return the dated rows of a case in order, of some kinds, between two days; raises UnknownName for a kind."""
    for kind in kinds:
        kind_of(kind)
    with vault.database.reading() as connection:
        return cases_of(connection).timeline(case.id, kinds, since, until)


def add_party(vault: Vault, case: Case, party: Party, now: datetime) -> Party:
    """Write down a person or an organisation of the case; raises EmptyField for one without a name."""
    if not party.name.strip():
        raise EmptyField(what="party-name")
    made = replace(party, id=new_id(), name=party.name.strip())
    with vault.unit_of_work(at=now) as work:
        cases_of(work.connection).add_party(case.id, made)
        work.record("note", details={"what": "party"})
    return made


def add_debt(vault: Vault, case: Case, debt: DebtRef, now: datetime) -> DebtRef:
    """Write down a debt of the case; raises EmptyField for one without a lender."""
    if not debt.lender.strip():
        raise EmptyField(what="debt-lender")
    made = replace(debt, id=new_id())
    with vault.unit_of_work(at=now) as work:
        cases_of(work.connection).add_debt(case.id, made)
        work.record("note", details={"what": "debt"})
    return made


def add_entry(vault: Vault, case: Case, entry: Entry, now: datetime) -> Entry:
    """Write one dated row; raises UnusableDate for a day to come, EmptyField, UnknownName for strange ids."""
    return add_entries(vault, case, (entry,), now)[0]


def add_entries(vault: Vault, case: Case, entries: Sequence[Entry], now: datetime) -> tuple[Entry, ...]:
    """Write many dated rows as one, all or none; raises like `add_entry`."""
    with vault.unit_of_work(at=now) as work:
        cases = cases_of(work.connection)
        known = _known(cases, case)
        made = []
        for entry in entries:
            _require_words(entry)
            _require_days(entry, now.date())
            _require(entry, known)
            made.append(replace(entry, id=new_id(8), recorded_at=now.replace(tzinfo=None, microsecond=0)))
        cases.add_entries(case.id, made)
        work.record("note", details={"what": "rows", "count": len(made)})
    return tuple(made)


def one_entry(vault: Vault, case: Case, entry: str) -> Entry:
    """Return one dated row by its id; raises UnknownName."""
    with vault.database.reading() as connection:
        found = cases_of(connection).entry(case.id, entry)
    if found is None:
        raise UnknownName(what="entry", given=entry, known=None, why="no-such-row")
    return found


def correct_entry(vault: Vault, case: Case, entry: str, put_right: Entry, now: datetime) -> Entry:
    """Write a row in place of another, which stays and is shown as corrected; the custody record says so.

    The new row is of the same kind, or a note that withdraws the old one. Raises UnfitCorrection where the old one was
    corrected before, is of another kind or says the same, and what `add_entry` raises.
    """
    with vault.unit_of_work(at=now) as work:
        cases = cases_of(work.connection)
        old = cases.entry(case.id, entry)
        if old is None:
            raise UnknownName(what="entry", given=entry, known=None, why="no-such-row")
        if old.corrected_by is not None:
            raise UnfitCorrection(why="corrected-before", given=entry, by=old.corrected_by)
        if type(put_right) is not type(old) and not isinstance(put_right, Note):
            raise UnfitCorrection(why="other-kind", given=entry)
        if replace(put_right, id=old.id, recorded_at=old.recorded_at, corrects=old.corrects, corrected_by=None) == old:
            raise UnfitCorrection(why="unchanged", given=entry)
        _require_words(put_right)
        _require_days(put_right, now.date())
        _require(put_right, _known(cases, case))
        recorded_at = now.replace(tzinfo=None, microsecond=0)
        made = replace(put_right, id=new_id(8), recorded_at=recorded_at, corrects=entry, corrected_by=None)
        cases.add_entry(case.id, made)
        work.record("note", details={"what": "correction", "row": entry, "by": made.id})
    return made


def withdraw_entry(vault: Vault, case: Case, entry: str, reason: str, now: datetime) -> Entry:
    """Say that a row should not have been written, and why; it stays and counts no more. Raises like `correct_entry`."""
    if not reason.strip():
        raise EmptyField(what="withdrawal-reason")
    old = one_entry(vault, case, entry)
    return correct_entry(vault, case, entry, Note(on=min(old.on, now.date()), words=reason.strip()), now)


def change_party(vault: Vault, case: Case, party: Party, now: datetime) -> Party:
    """Write anew what is said of a person under the same id; what was said before is kept.

    Raises UnknownName, EmptyField, and UnfitCorrection where nothing changes.
    """
    if not party.name.strip():
        raise EmptyField(what="party-name")
    made = replace(party, name=party.name.strip())
    with vault.unit_of_work(at=now) as work:
        cases = cases_of(work.connection)
        _require_change("party", made.id, {one.id: one for one in cases.parties(case.id)}, made)
        cases.change_party(case.id, made, now)
        work.record("note", details={"what": "correction", "party": made.id})
    return made


def change_debt(vault: Vault, case: Case, debt: DebtRef, now: datetime) -> DebtRef:
    """Write anew what is said of a debt under the same id; what was said before is kept. Raises like `change_party`."""
    if not debt.lender.strip():
        raise EmptyField(what="debt-lender")
    with vault.unit_of_work(at=now) as work:
        cases = cases_of(work.connection)
        _require_change("debt", debt.id, {one.id: one for one in cases.debts(case.id)}, debt)
        cases.change_debt(case.id, debt, now)
        work.record("note", details={"what": "correction", "debt": debt.id})
    return debt


def _require_change(what: str, given: str, known: Mapping[str, object], made: object) -> None:
    if given not in known:
        raise UnknownName(what=what, given=given, known=tuple(known))
    if known[given] == made:
        raise UnfitCorrection(why="unchanged", given=given)


def exhibit_items(vault: Vault, case: Case, labels: Sequence[str]) -> tuple[str, ...]:
    """Return the items of exhibits named by label; raises UnknownName."""
    with vault.database.reading() as connection:
        known = {exhibit.label: exhibit.item for exhibit in cases_of(connection).exhibits(case.id)}
    for label in labels:
        if label.upper() not in known:
            raise UnknownName(what="exhibit", given=label, known=tuple(known))
    return tuple(known[label.upper()] for label in labels)


def delete_case(vault: Vault, case: Case, now: datetime, *, with_evidence: bool) -> tuple[str, ...]:
    """Delete a case with all its rows; with evidence, also destroy the items no other case holds. Return their ids.

    Raises ItemHeld; then nothing is deleted.
    """
    deleted: list[str] = []
    with vault.unit_of_work(at=now) as work:
        cases = cases_of(work.connection)
        items = [exhibit.item for exhibit in cases.exhibits(case.id)]
        cases.remove(case.id)
        work.note("case deleted")
        for item in items if with_evidence else ():
            if not cases.cases_with(item) and work.item(item).deleted_at is None:
                deleted += work.delete(item, "case deleted")
    return tuple(deleted)


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
