"""Screen a file or a stream of messages, one record out per record in, in order, in flat memory; JSONL and CSV."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from io import BufferedReader, FileIO, TextIOWrapper
from pathlib import Path
from typing import Final, TextIO

from fairdue.app.contracts.answer import assessment_json
from fairdue.app.contracts.catalogue import Lang
from fairdue.app.contracts.words import as_json, reason_of
from fairdue.intake.message_rows import EXTRA, HEAD, Form, MessageRows, Record, Row, read_rows
from fairdue.kernel.errors import BrokenRecord, FairDueError, UnknownName, UnreadableFile, UnusableDate
from fairdue.records.assessment import CHANNELS, Message
from fairdue.render.appearing import appearing
from fairdue.render.record_rows import CsvRows, JsonLines, RecordWriter
from fairdue.screening.assess import Screener

FORMS: Final[dict[str, Form]] = {".jsonl": "jsonl", ".csv": "csv"}
_OURS: Final = ("assessment", "error")
_ADDED: Final = (EXTRA, *_OURS, "line")


@dataclass(frozen=True, slots=True)
class Screened:
    """What was done: records read, those that carry an error, and the encoding they were in.

    `strange_channels` counts records whose channel is none we know and was left out of account; `live` the cells of a
    CSV written as they came that a spreadsheet might run as a formula.
    """

    records: int
    errors: int
    encoding: str
    strange_channels: int = 0
    live: int = 0


def form_of(path: Path) -> Form:
    """Tell by its ending what a file holds; raises UnknownName for another format."""
    if path.suffix.lower() not in FORMS:
        raise UnknownName(what="format", given=path.suffix or path.name, known=list(FORMS))
    return FORMS[path.suffix.lower()]


def screen_file(
    source: Path, target: Path, screener: Screener, today: date, lang: Lang = "zh", *, for_spreadsheet: bool = False
) -> Screened:
    """Screen every record of `source` into `target`, which appears whole or not at all.

    A record that cannot be read or screened carries `error` and its `line`; the rest goes on.
    Raises UnknownName for another format, UnreadableFile, and what `read_rows` raises.
    """
    given, wanted = form_of(source), form_of(target)
    if source.resolve() == target.resolve():
        raise UnreadableFile(path=str(target), why="same-file")
    with opened(source) as file, written(target) as out:
        return screen_stream(
            file, source.name, given, out, wanted, screener, today, lang, for_spreadsheet=for_spreadsheet
        )


def screen_stream(
    file: BufferedReader, name: str, given: Form, out: TextIO, wanted: Form, screener: Screener, today: date,
    lang: Lang = "zh", *, for_spreadsheet: bool = False,
) -> Screened:  # fmt: skip
    """Screen every record of a stream, each written before the next is read; raises what `read_rows` raises."""
    rows = read_rows(file, name, given)
    writer = _writer(out, wanted, rows, for_spreadsheet)
    count = errors = strange = 0
    for row in rows.rows:
        record, failed = _screened(row, screener, today, lang)
        writer.put(record)
        count, errors = count + 1, errors + failed
        strange += not failed and (row.record.get("channel") or None) not in (None, *CHANNELS)
    return Screened(count, errors, rows.encoding, strange, writer.live)


def opened(source: Path) -> BufferedReader:
    """Open a file to be read; raises UnreadableFile."""
    try:
        return BufferedReader(FileIO(source), HEAD)
    except OSError as error:
        raise UnreadableFile(path=str(source), why=reason_of(error)) from error


@contextmanager
def written(target: Path) -> Iterator[TextIO]:
    """Lend a file of UTF-8 that appears when it is whole, or not at all; raises UnreadableFile."""
    try:
        with appearing(target) as file, TextIOWrapper(file, encoding="utf-8", newline="") as out:
            yield out
    except BrokenPipeError:
        raise
    except OSError as error:
        raise UnreadableFile(path=str(target), why=reason_of(error)) from error


def _writer(out: TextIO, wanted: Form, rows: MessageRows, for_spreadsheet: bool) -> RecordWriter:
    if wanted == "jsonl":
        return JsonLines(out)
    return CsvRows(out, rows.columns, _ADDED, EXTRA, for_spreadsheet=for_spreadsheet)


def _screened(row: Row, screener: Screener, today: date, lang: Lang) -> tuple[Record, bool]:
    """Answer one record; what an earlier run wrote beside it gives way to what is found now."""
    given = {name: value for name, value in row.record.items() if name not in _OURS}
    try:
        if row.error is not None:
            raise row.error
        assessment = screener.assess(_message(row), today)
    except FairDueError as error:
        return {**given, "line": row.line, "error": as_json(error, lang)["error"]}, True
    return {**given, "assessment": assessment_json(assessment)}, False


def _message(row: Row) -> Message:
    record = row.record
    text = record.get("text")
    if not isinstance(text, str):
        raise BrokenRecord(source="record", line=row.line, why="no-text" if text is None else "text-not-a-string")
    channel = record.get("channel") or None
    return Message(
        text=text,
        channel=channel if channel in CHANNELS else None,
        sender=str(record["sender"]) if record.get("sender") else None,
        received_at=_instant(record.get("received_at")),
    )


def _instant(value: object) -> datetime | None:
    if value in (None, ""):
        return None
    try:
        return datetime.fromisoformat(str(value).strip())
    except ValueError as error:
        raise UnusableDate(given=str(value), why="not-a-date", limit="") from error
