"""Find words anywhere in the cases and say where they stand: in rows, people, debts, and in evidence and its text."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fairdue.app.wiring import READABLE, ReadText
from fairdue.kernel.errors import EmptyField, FairDueError
from fairdue.kernel.spans import Span
from fairdue.records.case import Case, DebtRef, Entry, Party
from fairdue.records.exhibit import Exhibit

if TYPE_CHECKING:
    from fairdue.store.cases import Cases
    from fairdue.store.search import Hit
    from fairdue.vault import Vault


@dataclass(frozen=True, slots=True)
class Found:
    """One place where words were found: the case, what kind of row, its id, and the words around the match.

    `marks` are the parts of `words` that were looked for. A dated row is found under its kind (contact, note, …), and
    `corrected_by` names the row that stands in its place now.
    """

    case: Case
    kind: str
    ref: str
    words: str
    marks: tuple[Span, ...] = ()
    corrected_by: str | None = None


def find(vault: Vault, words: str, read_text: ReadText, case: Case | None = None) -> tuple[Found, ...]:
    """Find where all the words occur, best first; raises EmptyField.

    The text of an exhibit is read again to show the place; one that cannot be read is shown by its name.
    """
    from fairdue.store.cases import Cases
    from fairdue.store.excerpt import excerpt

    if not words.strip():
        raise EmptyField(what="search-words")
    with vault.database.reading() as connection:
        cases = Cases(connection)
        by_id = {one.id: one for one in cases.all()}
        found = []
        for hit in cases.find(words, case.id if case else None):
            entry = cases.entry(hit.case, hit.ref)
            piece = excerpt(_texts(vault, cases, by_id[hit.case], hit, entry, read_text), words)
            found.append(
                Found(by_id[hit.case], hit.kind, hit.ref, *piece, corrected_by=entry.corrected_by if entry else None)
            )
        return tuple(found)


def _texts(vault: Vault, cases: Cases, case: Case, hit: Hit, entry: Entry | None, read_text: ReadText) -> Sequence[str]:
    """Return the texts of a row in which the words may stand, what it said before included."""
    from fairdue.store.cases import words_of_row

    if entry is not None:
        return words_of_row(entry)
    if hit.kind == "evidence":
        for exhibit in cases.exhibits(case.id):
            if exhibit.label == hit.ref:
                return (*words_of_row(exhibit.description), *_contents(vault, exhibit, read_text))
    people = {party.id: words_of_row(party) for party in cases.parties(case.id)}
    debts = {debt.id: words_of_row(debt) for debt in cases.debts(case.id)}
    before = [
        words
        for one in cases.former(case.id)
        if one.ref == hit.ref and isinstance(one.said, Party | DebtRef)
        for words in words_of_row(one.said)
    ]
    return (*({case.id: words_of_row(case)} | people | debts).get(hit.ref, ()), *before)


def _contents(vault: Vault, exhibit: Exhibit, read_text: ReadText) -> tuple[str, ...]:
    """Return the name of a sealed file and its text where it is one and is whole."""
    item = vault.item(exhibit.item)
    if item.media_type == "text/plain" and item.size <= READABLE:
        with suppress(FairDueError):
            return (read_text(vault.read(item.id), item.name), item.name)
    return (item.name,)
