"""Cases in the database: write and read parties, debts, entries, exhibits and findings over one connection.

Nothing here begins or ends a transaction: the unit of work of the vault does, so that a row and its journal entry
stand or fall together.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Table, delete, func, insert, select, text, update

from fairdue.kernel.plain import plain, read
from fairdue.records.case import Case, CaseFile, CaseFinding, DebtRef, Entry, Former, FormerKind, Party, Status
from fairdue.records.exhibit import Description, Exhibit
from fairdue.store import search
from fairdue.store.entries import KINDS, NAMES, SAID, from_row, to_row, words_of
from fairdue.store.tables import CASES, DEBTS, ENTRIES, EXHIBITS, FINDINGS, FORMER, PARTIES

_ENTRY_COLUMNS = (
    ENTRIES.c.id, ENTRIES.c.kind, ENTRIES.c.on_day, ENTRIES.c.at_time, ENTRIES.c.words, ENTRIES.c.body,
    ENTRIES.c.recorded_at, ENTRIES.c.corrects,
)  # fmt: skip


class Cases:
    """The cases one connection sees."""

    def __init__(self, connection: Connection) -> None:
        """Keep the connection; it belongs to whoever opened it."""
        self._connection = connection

    # --- cases ---

    def add(self, case: Case) -> None:
        """Write a new case."""
        self._insert(CASES, plain_columns(case))
        self._index(case.id, "case", case.id, words_of_row(case))

    def change(self, case: Case) -> None:
        """Write a case anew under its id."""
        columns = plain_columns(case)
        self._connection.execute(update(CASES).where(CASES.c.id == case.id).values(columns))
        self._index(case.id, "case", case.id, words_of_row(case))

    def all(self) -> tuple[Case, ...]:
        """Return every case, the newest first."""
        rows = self._connection.execute(select(CASES).order_by(CASES.c.opened_on.desc(), text("rowid DESC")))
        return tuple(_case(row) for row in rows)

    def one(self, case: str) -> Case | None:
        """Return a case, None where there is none of that id."""
        row = self._connection.execute(select(CASES).where(CASES.c.id == case)).first()
        return _case(row) if row else None

    def remove(self, case: str) -> None:
        """Remove a case with everything that belongs to it; items of the vault stay and are the vault's business."""
        search.forget(self._connection, case)
        for table in (FORMER, FINDINGS, EXHIBITS, ENTRIES, DEBTS, PARTIES):
            self._connection.execute(delete(table).where(table.c.case_id == case))
        self._connection.execute(delete(CASES).where(CASES.c.id == case))

    def file(self, case: Case) -> CaseFile:
        """Return everything a case holds."""
        return CaseFile(
            case,
            self.parties(case.id),
            self.debts(case.id),
            self.timeline(case.id),
            self.findings(case.id),
            tuple(exhibit.item for exhibit in self.exhibits(case.id)),
            self.former(case.id),
        )

    # --- parties and debts ---

    def add_party(self, case: str, party: Party) -> None:
        """Write a party of a case."""
        self._insert(PARTIES, {**plain_columns(party), "case_id": case, "reached_at": list(party.reached_at)})
        self._index(case, "party", party.id, words_of_row(party))

    def change_party(self, case: str, party: Party, at: datetime) -> None:
        """Write a party anew under its id, and keep what was said before."""
        self._supersede(case, "party", party.id, next(one for one in self.parties(case) if one.id == party.id), at)
        columns = {**plain_columns(party), "reached_at": list(party.reached_at)}
        self._connection.execute(update(PARTIES).where(PARTIES.c.id == party.id).values(columns))
        self._index_with_former(case, "party", party.id, words_of_row(party))

    def parties(self, case: str) -> tuple[Party, ...]:
        """Return the parties of a case in the order they were written."""
        rows = self._rows(PARTIES, case)
        return tuple(
            Party(row.id, row.role, row.name, tuple(row.reached_at), row.is_organisation, row.note) for row in rows
        )

    def add_debt(self, case: str, debt: DebtRef) -> None:
        """Write a debt of a case."""
        self._insert(DEBTS, {**plain_columns(debt), "case_id": case})
        self._index(case, "debt", debt.id, words_of_row(debt))

    def change_debt(self, case: str, debt: DebtRef, at: datetime) -> None:
        """Write a debt anew under its id, and keep what was said before."""
        self._supersede(case, "debt", debt.id, next(one for one in self.debts(case) if one.id == debt.id), at)
        self._connection.execute(update(DEBTS).where(DEBTS.c.id == debt.id).values(plain_columns(debt)))
        self._index_with_former(case, "debt", debt.id, words_of_row(debt))

    def debts(self, case: str) -> tuple[DebtRef, ...]:
        """Return the debts of a case in the order they were written."""
        rows = self._rows(DEBTS, case)
        return tuple(DebtRef(r.id, r.lender, r.product, r.contract_number, r.holder, r.note) for r in rows)

    # --- entries ---

    def add_entry(self, case: str, entry: Entry) -> None:
        """Write one dated row."""
        self.add_entries(case, (entry,))

    def add_entries(self, case: str, entries: Sequence[Entry]) -> None:
        """Write many dated rows at once."""
        if not entries:
            return
        self._connection.execute(insert(ENTRIES), [to_row(entry, case) for entry in entries])
        known = [(NAMES[type(entry)], entry.id, " ".join(words_of(entry))) for entry in entries]
        search.index_new(self._connection, case, known)

    def timeline(
        self, case: str, kinds: Sequence[str] = (), since: date | None = None, until: date | None = None
    ) -> tuple[Entry, ...]:
        """Return the dated rows of a case in order of day, hour and writing; a row without an hour opens its day."""
        asked = select(*_ENTRY_COLUMNS).where(ENTRIES.c.case_id == case)
        if kinds:
            asked = asked.where(ENTRIES.c.kind.in_(kinds))
        if since:
            asked = asked.where(ENTRIES.c.on_day >= since.isoformat())
        if until:
            asked = asked.where(ENTRIES.c.on_day <= until.isoformat())
        asked = asked.order_by(ENTRIES.c.on_day, ENTRIES.c.at_time, ENTRIES.c.sequence)
        later = self._corrections(case)
        return tuple(from_row(row, later) for row in self._connection.execute(asked).all())

    def entry(self, case: str, entry: str) -> Entry | None:
        """Return one dated row, None where there is none of that id."""
        asked = select(*_ENTRY_COLUMNS).where(ENTRIES.c.case_id == case, ENTRIES.c.id == entry)
        row = self._connection.execute(asked).first()
        return from_row(row, self._corrections(case)) if row else None

    def _corrections(self, case: str) -> Mapping[str, str]:
        """Tell of each row that was corrected by which."""
        asked = select(ENTRIES.c.corrects, ENTRIES.c.id).where(
            ENTRIES.c.case_id == case, ENTRIES.c.corrects.is_not(None)
        )
        return {corrects: entry for corrects, entry in self._connection.execute(asked)}

    # --- exhibits ---

    def add_exhibit(self, exhibit: Exhibit) -> None:
        """Write under which number a case speaks of an item."""
        self._insert(
            EXHIBITS,
            {
                "case_id": exhibit.case,
                "number": exhibit.number,
                "item": exhibit.item,
                "description": plain(exhibit.description),
                "added_at": exhibit.added_at,
            },
        )

    def describe(self, exhibit: Exhibit, at: datetime | None = None) -> None:
        """Write anew what is said of an exhibit; the sealed item is untouched, and what was said is kept where `at` says when."""
        if at is not None:
            before = next(one for one in self.exhibits(exhibit.case) if one.number == exhibit.number)
            self._supersede(exhibit.case, "exhibit", exhibit.label, before.description, at)
        self._connection.execute(
            update(EXHIBITS)
            .where(EXHIBITS.c.case_id == exhibit.case, EXHIBITS.c.number == exhibit.number)
            .values(description=plain(exhibit.description))
        )

    def exhibits(self, case: str) -> tuple[Exhibit, ...]:
        """Return the exhibits of a case by number."""
        asked = select(EXHIBITS).where(EXHIBITS.c.case_id == case).order_by(EXHIBITS.c.number)
        return tuple(
            Exhibit(row.case_id, row.number, row.item, read(Description, row.description), row.added_at)
            for row in self._connection.execute(asked)
        )

    def next_number(self, case: str) -> int:
        """Return the number of the next exhibit of a case; a number once given is not given again."""
        last = self._connection.execute(
            select(func.max(EXHIBITS.c.number)).where(EXHIBITS.c.case_id == case)
        ).scalar_one()
        return int(last or 0) + 1

    def cases_with(self, item: str) -> tuple[str, ...]:
        """Return the ids of the cases that hold an item."""
        return tuple(self._connection.execute(select(EXHIBITS.c.case_id).where(EXHIBITS.c.item == item)).scalars())

    def index_item(self, case: str, exhibit: Exhibit, words: str) -> None:
        """Make an exhibit findable by what is said of it and by its text."""
        self._index(case, "evidence", exhibit.label, (*words_of_row(exhibit.description), words))

    # --- findings ---

    def add_findings(self, case: str, findings: Sequence[CaseFinding]) -> None:
        """Write findings of a case."""
        if findings:
            self._connection.execute(insert(FINDINGS), [_finding_row(finding, case) for finding in findings])

    def findings(self, case: str, item: str | None = None, status: Status | None = None) -> tuple[CaseFinding, ...]:
        """Return the findings of a case, of one item, of one status."""
        conditions: list[ColumnElement[bool]] = [FINDINGS.c.case_id == case]
        if item is not None:
            conditions.append(FINDINGS.c.item == item)
        if status is not None:
            conditions.append(FINDINGS.c.status == status)
        rows = self._connection.execute(select(FINDINGS.c.body).where(*conditions).order_by(FINDINGS.c.id)).scalars()
        found = (read(CaseFinding, body) for body in rows)
        return tuple(sorted(found, key=lambda one: (one.evidence, one.start, one.rule)))

    def decide(self, case: str, finding: CaseFinding, status: Status, on: date) -> CaseFinding:
        """Write what a person decided of a finding and on which day; return it so."""
        decided = replace(finding, status=status, decided_on=on)
        row = _finding_row(decided, case)
        self._connection.execute(update(FINDINGS).where(FINDINGS.c.id == finding.id).values(row))
        return decided

    def reword(self, case: str, finding: CaseFinding, words: str, at: datetime) -> CaseFinding:
        """Write what a person says of a finding in their own words, and keep what was said before; return it so."""
        self._supersede(case, "finding", finding.id, finding, at)
        worded = replace(finding, words=words)
        self._connection.execute(update(FINDINGS).where(FINDINGS.c.id == finding.id).values(_finding_row(worded, case)))
        return worded

    def remove_findings(self, case: str, item: str) -> None:
        """Remove what was found in an item that is no more, and what was ever said of it."""
        gone = [finding.id for finding in self.findings(case, item)]
        gone += [exhibit.label for exhibit in self.exhibits(case) if exhibit.item == item]
        self._connection.execute(delete(FORMER).where(FORMER.c.case_id == case, FORMER.c.ref.in_(gone)))
        self._connection.execute(delete(FINDINGS).where(FINDINGS.c.case_id == case, FINDINGS.c.item == item))

    # --- what was said before ---

    def former(self, case: str) -> tuple[Former, ...]:
        """Return what was said in a case of people, debts, exhibits and findings before it was said anew, oldest first."""
        asked = select(FORMER).where(FORMER.c.case_id == case).order_by(FORMER.c.number)
        return tuple(
            Former(row.kind, row.ref, read(SAID[row.kind], row.body), row.replaced_at)
            for row in self._connection.execute(asked)
        )

    def add_former(self, case: str, former: Sequence[Former]) -> None:
        """Write what was said before."""
        rows = [
            {"case_id": case, "kind": one.kind, "ref": one.ref, "body": plain(one.said), "replaced_at": one.replaced_at}
            for one in former
        ]
        if rows:
            self._connection.execute(insert(FORMER), rows)

    def _supersede(self, case: str, kind: FormerKind, ref: str, said: Any, at: datetime) -> None:
        self.add_former(case, (Former(kind, ref, said, at.replace(tzinfo=None, microsecond=0)),))

    # --- all of it ---

    def find(self, words: str, case: str | None = None) -> Iterator[search.Hit]:
        """Yield where all the words occur."""
        return search.find(self._connection, words, case)

    def _index(self, case: str, kind: str, ref: str, words: Sequence[str]) -> None:
        search.index(self._connection, case, kind, ref, " ".join(words))

    def _index_with_former(self, case: str, kind: FormerKind, ref: str, words: Sequence[str]) -> None:
        """Make a row findable by what it says and by what it said."""
        said = [one.said for one in self.former(case) if (one.kind, one.ref) == (kind, ref)]
        before = [text for one in said if isinstance(one, Party | DebtRef) for text in words_of_row(one)]
        self._index(case, kind, ref, (*words, *before))

    def _insert(self, table: Table, columns: dict[str, Any]) -> None:
        self._connection.execute(insert(table).values(columns))

    def _rows(self, table: Table, case: str) -> Sequence[Row[Any]]:
        return self._connection.execute(select(table).where(table.c.case_id == case).order_by(table.c.sequence)).all()


def words_of_row(row: Case | Party | DebtRef | Entry | Description) -> tuple[str, ...]:
    """Return what of a row a search finds, one text a field."""
    match row:
        case Case():
            return (row.title, row.note)
        case Party():
            return (row.name, *row.reached_at, row.note)
        case DebtRef():
            return (row.lender, row.product, row.contract_number, row.holder, row.note)
        case Description():
            said = (row.name, row.content, row.source, row.proves, row.original_at)
            return (*said, row.sender, row.sender_known_by)
        case _:
            return words_of(row)


def plain_columns(record: Any) -> dict[str, Any]:
    """Return the fields of a flat record by name."""
    return {name: getattr(record, name) for name in type(record).__dataclass_fields__}


def _case(row: Row[Any]) -> Case:
    return Case(row.id, row.title, row.opened_on, row.closed_on, row.note)


def _finding_row(finding: CaseFinding, case: str) -> dict[str, Any]:
    return {
        "id": finding.id,
        "case_id": case,
        "item": finding.evidence,
        "status": finding.status,
        "decided_on": finding.decided_on,
        "body": plain(finding),
    }


__all__ = ["KINDS", "Cases"]
