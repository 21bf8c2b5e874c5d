"""Keep evidence in a case: seal a file or a text, show it, confirm what the rules saw in it, delete it lawfully.

The bytes go into the vault exactly as they came. What the rules find stays `machine` until a person, who has the
original before them, confirms or rejects it.
"""

from __future__ import annotations

import mimetypes
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from importlib.metadata import version
from typing import TYPE_CHECKING, BinaryIO, Final

from fairdue.app.wiring import READABLE, ReadText, cases_of
from fairdue.kernel.errors import (
    EmptyField,
    EmptyText,
    FairDueError,
    ItemDamaged,
    ItemDeleted,
    UnfitCorrection,
    UnknownName,
    UnusableDate,
)
from fairdue.records.assessment import Assessment, Channel, Message
from fairdue.records.case import Case, CaseFinding, Former, Status
from fairdue.records.exhibit import Description, Exhibit
from fairdue.records.vault import Entry as CustodyEntry
from fairdue.records.vault import Item
from fairdue.store.entries import new_id

if TYPE_CHECKING:
    from fairdue.store.cases import Cases
    from fairdue.vault import Vault, Work

PICTURES: Final = ("image/png", "image/jpeg", "image/gif", "image/bmp", "image/webp")
_PICTURE_MARKS: Final = {
    b"\x89PNG": "image/png",
    b"\xff\xd8\xff": "image/jpeg",
    b"GIF8": "image/gif",
    b"BM": "image/bmp",
}

Assess = Callable[[Message], Assessment]


@dataclass(frozen=True, slots=True)
class Given:
    """What a person hands in: the bytes or an open file, its name, how it came here, and what is said of it."""

    content: bytes | BinaryIO
    name: str
    how: str
    description: Description
    channel: Channel | None = None


@dataclass(frozen=True, slots=True)
class Kept:
    """One exhibit with its item, its text where it is one, and what the rules found in it.

    `again` where the case held the same bytes before, so that nothing new was written; `former` is what was said of it
    and of its findings before.
    """

    exhibit: Exhibit
    item: Item
    text: str | None
    findings: tuple[CaseFinding, ...]
    custody: tuple[CustodyEntry, ...] = ()
    again: bool = False
    former: tuple[Former, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """How to read and judge what was handed in: the decoder of texts, the rules, and the version of their pack.

    The pack is asked only once something is to be judged: what cannot be judged is kept all the same.
    """

    text: ReadText
    assess: Assess
    pack_version: Callable[[], str]


def add(vault: Vault, case: Case, given: Given, reading: Reading, now: datetime) -> Kept:
    """Seal one item and give it the next number of the case; when this returns it is on the disk.

    Raises EmptyText for nothing at all, UnusableDate, and what the vault raises; then nothing was kept.
    """
    content = given.content
    small = content if isinstance(content, bytes) else _head(content)
    if not small:
        raise EmptyText()
    _refuse_future(given.description, now)
    text = _text_of(small, given.name, reading.text)
    kind = _media_type(small, given.name, text)
    origin = {"how": given.how, "app": f"FairDue {version('fairdue')}"}
    with vault.unit_of_work(at=now) as work:
        cases = cases_of(work.connection)
        item = work.intake(content, name=given.name, media_type=kind, origin=origin)
        known = next((one for one in cases.exhibits(case.id) if one.item == item.id), None)
        if known is not None:
            return Kept(known, item, text, cases.findings(case.id, item.id), again=True)
        number = cases.next_number(case.id)
        exhibit = Exhibit(case.id, number, item.id, given.description, now.replace(tzinfo=None, microsecond=0))
        cases.add_exhibit(exhibit)
        cases.index_item(case.id, exhibit, f"{text or ''} {item.name}")
        findings = _screened(text, item.id, given, reading, now)
        cases.add_findings(case.id, findings)
    return Kept(exhibit, item, text, findings)


def exhibits(vault: Vault, case: Case) -> tuple[tuple[Exhibit, Item], ...]:
    """Return the exhibits of a case with their items, tombstones included."""
    with vault.database.reading() as connection:
        return tuple((one, vault.item(one.item)) for one in cases_of(connection).exhibits(case.id))


def show(vault: Vault, case: Case, label: str, reading: ReadText, now: datetime) -> Kept:
    """Return an exhibit with its text to look at; the custody record says that it was looked at.

    Raises UnknownName, ItemDeleted, ItemDamaged.
    """
    exhibit, item = find(vault, case, label)
    _refuse_deleted(exhibit, item)
    try:
        content = vault.view(item.id, at=now, purpose="show") if item.size <= READABLE else b""
    except ItemDamaged as error:
        raise ItemDamaged(item=exhibit.label, why=error.values["why"]) from error
    text = _text_of(content, item.name, reading) if content else None
    with vault.database.reading() as connection:
        findings = cases_of(connection).findings(case.id, item.id)
        former = cases_of(connection).former(case.id)
    own = {exhibit.label, *(one.id for one in findings)}
    said = tuple(one for one in former if one.ref in own)
    return Kept(exhibit, item, text, findings, tuple(vault.custody(item.id)), former=said)


def find(vault: Vault, case: Case, label: str) -> tuple[Exhibit, Item]:
    """Return the exhibit of a label (E0001, 1, or the id of the item); raises UnknownName."""
    known = exhibits(vault, case)
    wanted = label.strip().upper().removeprefix("E")
    for exhibit, item in known:
        if item.id == label.strip() or (wanted.isascii() and wanted.isdigit() and int(wanted) == exhibit.number):
            return exhibit, item
    raise UnknownName(what="exhibit", given=label, known=tuple(one.label for one, _ in known))


def describe(
    vault: Vault, case: Case, label: str, description: Description, reading: ReadText, now: datetime
) -> Exhibit:
    """Write anew what the evidence list says of an exhibit; the sealed bytes stay, and what was said before is kept.

    Raises UnknownName, ItemDeleted, UnusableDate, and UnfitCorrection where nothing changes.
    """
    _refuse_future(description, now)
    exhibit, item = find(vault, case, label)
    _refuse_deleted(exhibit, item)
    if description == exhibit.description:
        raise UnfitCorrection(why="unchanged", given=exhibit.label)
    made = replace(exhibit, description=description)
    text = ""
    if item.size <= READABLE:
        with suppress(FairDueError):  # a harmed original is told of where it is looked at
            text = _text_of(vault.read(item.id), item.name, reading) or ""
    with vault.unit_of_work(at=now) as work:
        cases = cases_of(work.connection)
        cases.describe(made, None if exhibit.description == Description() else now)
        cases.index_item(case.id, made, f"{text} {item.name}")
        work.record("note", item=item.id, details={"what": "description"})
    return made


def decide(vault: Vault, case: Case, label: str, finding: str, status: Status, now: datetime) -> CaseFinding:
    """Confirm or reject one finding of an exhibit, or take the decision back; raises UnknownName.

    The caller has shown the original beside the finding; the custody record keeps the decision.
    """
    _, item = find(vault, case, label)
    with vault.unit_of_work(at=now) as work:
        cases = cases_of(work.connection)
        decided = cases.decide(case.id, _finding(cases, case, item, finding), status, now.date())
        work.record("note", item=item.id, details={"what": "finding", "rule": decided.rule, "status": status})
    return decided


def _finding(cases: Cases, case: Case, item: Item, finding: str) -> CaseFinding:
    """Return one finding of an item; raises UnknownName."""
    found = {one.id: one for one in cases.findings(case.id, item.id)}
    if finding not in found:
        raise UnknownName(what="finding", given=finding, known=tuple(found))
    return found[finding]


def reword(vault: Vault, case: Case, label: str, finding: str, words: str, now: datetime) -> CaseFinding:
    """Say of a finding what a person would say in place of the rule's reason; the rule's own stays beside it.

    What was said before is kept. Raises UnknownName, EmptyField, and UnfitCorrection where nothing changes.
    """
    if not words.strip():
        raise EmptyField(what="finding-words")
    _, item = find(vault, case, label)
    with vault.unit_of_work(at=now) as work:
        cases = cases_of(work.connection)
        old = _finding(cases, case, item, finding)
        if old.words == words.strip():
            raise UnfitCorrection(why="unchanged", given=finding)
        worded = cases.reword(case.id, old, words.strip(), now)
        work.record("note", item=item.id, details={"what": "finding-words", "rule": worded.rule})
    return worded


def delete(vault: Vault, case: Case, label: str, reason: str, now: datetime) -> tuple[str, ...]:
    """Destroy an exhibit's bytes, salts and words for good; its number stays with a tombstone.

    Raises ItemHeld, ItemDeleted, and EmptyField for no reason given.
    """
    if not reason.strip():
        raise EmptyField(what="reason")
    exhibit, item = find(vault, case, label)
    _refuse_deleted(exhibit, item)
    with vault.unit_of_work(at=now) as work:
        gone = work.delete(item.id, reason)
        cases = cases_of(work.connection)
        for other in cases.cases_with(item.id):
            _forget(work, cases, other, item.id)
    return gone


def _refuse_deleted(exhibit: Exhibit, item: Item) -> None:
    if item.deleted_at is not None:
        raise ItemDeleted(item=exhibit.label, on=item.deleted_at.date().isoformat())


def _refuse_future(description: Description, now: datetime) -> None:
    """Refuse a thing that is said to have happened on a day to come; raises UnusableDate."""
    happened = description.happened_at
    if happened is not None and happened.date() > now.date():
        raise UnusableDate(given=happened.date().isoformat(), why="in-the-future", limit=now.date().isoformat())


def _forget(work: Work, cases: Cases, case: str, item: str) -> None:
    """Empty what a case says of a destroyed item."""
    for exhibit in cases.exhibits(case):
        if exhibit.item == item:
            empty = replace(exhibit, description=Description())
            cases.describe(empty)
            cases.index_item(case, empty, "")
    cases.remove_findings(case, item)


def _screened(text: str | None, item: str, given: Given, reading: Reading, now: datetime) -> tuple[CaseFinding, ...]:
    """Ask the rules about a text; what they cannot read, or a pack that cannot answer, yields no finding."""
    if text is None:
        return ()
    said = given.description
    message = Message(text, given.channel, said.sender or None, said.happened_at)
    try:
        assessment, pack_version = reading.assess(message), reading.pack_version()
    except FairDueError:
        return ()
    return tuple(
        CaseFinding(
            id=new_id(),
            evidence=item,
            rule=one.rule,
            topic=one.topic,
            standing=one.standing,
            severity=one.severity,
            quote=one.quote,
            start=one.start,
            end=one.end,
            because=one.because,
            citations=tuple(citation.provision for citation in one.citations),
            pack_version=pack_version,
            found_on=now.date(),
        )
        for one in assessment.findings
    )


def _head(file: BinaryIO) -> bytes:
    """Read the beginning of a file and go back to its start."""
    data = file.read(READABLE + 1)
    file.seek(0)
    return data


def _text_of(data: bytes, name: str, reading: ReadText) -> str | None:
    """Return the text of bytes that are one, None for anything else."""
    if len(data) > READABLE:
        return None
    try:
        return reading(data, name)
    except FairDueError:
        return None


def _media_type(data: bytes, name: str, text: str | None) -> str:
    """Tell the kind of a file by its first bytes where they say it, by its name otherwise."""
    for mark, kind in _PICTURE_MARKS.items():
        if data.startswith(mark):
            return kind
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "image/webp"
    if text is not None:
        return "text/plain"
    guessed = mimetypes.guess_type(name)[0]
    return guessed if guessed and not guessed.startswith(("text/", "image/")) else "application/octet-stream"
