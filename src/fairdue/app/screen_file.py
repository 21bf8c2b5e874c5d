"""Screen a file of messages, one record out per record in, in order, in flat memory; JSONL and CSV."""

from __future__ import annotations

import csv
import json
import math
import os
import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, BinaryIO, TextIO

from fairdue.app.contracts.answer import assessment_json
from fairdue.app.contracts.catalogue import Lang
from fairdue.app.contracts.words import as_json, reason_of
from fairdue.kernel.errors import (
    BrokenRecord,
    FairDueError,
    MissingColumn,
    UnknownEncoding,
    UnknownName,
    UnreadableFile,
    UnusableDate,
)
from fairdue.records.assessment import CHANNELS, Message
from fairdue.screening.assess import Screener

# A line longer than this is not a message; it is named and stepped over without being held in memory.
LONGEST_LINE = 4_000_000
FORMATS = (".jsonl", ".csv")
# A damaged cell may hold a NUL; a file with more of them than this share is no text in one of the encodings read.
_STRAY_NULS = 0.02
_OURS = ("assessment", "error")
_ADDED = ("_extra", *_OURS, "line")
# A record is whatever JSON or CSV holds: its values have no narrower common type than Any.
Record = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Screened:
    """What was done: records read, records that carry an error, and the encoding the file was in."""

    records: int
    errors: int
    encoding: str


@dataclass(frozen=True, slots=True)
class _Row:
    line: int
    record: Record
    error: FairDueError | None = None


def screen_file(source: Path, target: Path, screener: Screener, today: date, lang: Lang = "zh") -> Screened:
    """Screen every record of `source` into `target`, which appears whole or not at all.

    A record that cannot be read or screened carries `error` and its `line`; the rest goes on.
    Raises UnknownName for another format, MissingColumn for a CSV without `text`, UnreadableFile.
    """
    for path in (source, target):
        if path.suffix.lower() not in FORMATS:
            raise UnknownName(what="format", given=path.suffix or path.name, known=list(FORMATS))
    if source.resolve() == target.resolve():
        raise UnreadableFile(path=str(target), why="same-file")
    try:
        encoding = _encoding_of(source)
        rows = _read_csv(source, encoding) if source.suffix.lower() == ".csv" else _read_jsonl(source, encoding)
        return _write(rows, source, target, screener, today, lang, encoding)
    except OSError as error:
        raise UnreadableFile(path=error.filename or str(source), why=reason_of(error)) from error


def _write(
    rows: Iterator[_Row], source: Path, target: Path, screener: Screener, today: date, lang: Lang, encoding: str
) -> Screened:
    try:
        handle, temporary = tempfile.mkstemp(dir=target.resolve().parent, prefix=f".{target.name}.")
    except OSError as error:
        raise UnreadableFile(path=str(target), why=reason_of(error)) from error
    count = errors = 0
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as out:
            put = (
                _csv_writer(out, _columns(source, encoding)) if target.suffix.lower() == ".csv" else _jsonl_writer(out)
            )
            for row in rows:
                record, failed = _screened(row, screener, today, lang)
                put(record)
                count, errors = count + 1, errors + failed
        os.replace(temporary, target)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    return Screened(count, errors, encoding)


def _screened(row: _Row, screener: Screener, today: date, lang: Lang) -> tuple[Record, bool]:
    """Answer one record; what an earlier run wrote beside it gives way to what is found now."""
    given = {name: value for name, value in row.record.items() if name not in _OURS}
    try:
        if row.error is not None:
            raise row.error
        assessment = screener.assess(_message(row), today)
    except FairDueError as error:
        return {**given, "line": row.line, "error": as_json(error, lang)["error"]}, True
    return {**given, "assessment": assessment_json(assessment)}, False


def _message(row: _Row) -> Message:
    record = row.record
    text = record.get("text")
    if not isinstance(text, str):
        raise BrokenRecord(source="record", line=row.line, why="no-text" if text is None else "text-not-a-string")
    channel = record.get("channel") or None
    return Message(
        text=text,
        channel=channel if channel in CHANNELS else None,
        sender=str(record["sender"]) if record.get("sender") else None,
        received_at=_instant(record.get("received_at"), row.line),
    )


def _instant(value: object, line: int) -> datetime | None:
    if value in (None, ""):
        return None
    try:
        return datetime.fromisoformat(str(value).strip())
    except ValueError as error:
        raise UnusableDate(given=str(value), why="not-a-date", limit="") from error


def _encoding_of(source: Path) -> str:
    """Tell UTF-8 from GB18030 by the first 64 KiB; raises UnknownEncoding for neither."""
    with source.open("rb") as file:
        head = file.read(65536)
    if head.startswith((b"\xff\xfe", b"\xfe\xff")) or head.count(0) > _STRAY_NULS * len(head):
        raise UnknownEncoding(source=str(source), offset=max(0, head.find(b"\0")))
    for encoding in ("utf-8-sig", "gb18030"):
        for cut in range(4):
            try:
                head[: len(head) - cut].decode(encoding)
            except UnicodeDecodeError as error:
                # A few bad bytes in the middle of UTF-8 are the business of their own line.
                if encoding == "utf-8-sig" and _mostly_utf8(head) and error.start:
                    return "utf-8-sig"
                continue
            return encoding
    raise UnknownEncoding(source=str(source), offset=0)


def _mostly_utf8(head: bytes) -> bool:
    text = head.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    return sum(ord(character) > 127 for character in text) - bad > bad * 3


def _read_jsonl(source: Path, encoding: str) -> Iterator[_Row]:
    with source.open("rb") as file:
        for number, raw in enumerate(_lines(file), start=1):
            if raw is None:
                yield _Row(number, {}, BrokenRecord(source=source.name, line=number, why="too-long"))
            elif raw.strip():
                yield _parsed(raw, number, source.name, encoding)


def _lines(file: BinaryIO) -> Iterator[bytes | None]:
    """Yield lines; None for one longer than the limit, which is skipped to its end."""
    while raw := file.readline(LONGEST_LINE):
        if len(raw) == LONGEST_LINE and not raw.endswith(b"\n"):
            while (rest := file.readline(LONGEST_LINE)) and not rest.endswith(b"\n"):
                pass
            yield None
        else:
            yield raw


def _parsed(raw: bytes, number: int, source: str, encoding: str) -> _Row:
    try:
        words = raw.decode(encoding if number == 1 else encoding.removesuffix("-sig"))
        record = json.loads(words, parse_constant=_no_number, parse_float=_finite)
    except UnicodeDecodeError:
        return _Row(number, {}, BrokenRecord(source=source, line=number, why="not-utf8"))
    except (ValueError, RecursionError):
        return _Row(number, {}, BrokenRecord(source=source, line=number, why="not-json"))
    if not isinstance(record, dict):
        return _Row(number, {}, BrokenRecord(source=source, line=number, why="not-an-object"))
    return _Row(number, record)


def _no_number(word: str) -> float:
    """Refuse NaN and Infinity: they are no JSON, and could not be written back as JSON."""
    raise ValueError(word)


def _finite(digits: str) -> float:
    number = float(digits)
    return number if math.isfinite(number) else _no_number(digits)


def _read_csv(source: Path, encoding: str) -> Iterator[_Row]:
    csv.field_size_limit(LONGEST_LINE)
    with source.open(encoding=encoding, errors="surrogateescape", newline="") as file:
        reader = csv.DictReader(_without_nul(file), restkey="_extra")
        header = _header(reader, source)
        if "text" not in header:
            raise MissingColumn(source=source.name, column="text", found=header)
        if len(set(header)) < len(header):
            raise BrokenRecord(source=source.name, line=1, why="column-twice")
        while True:
            line = reader.line_num + 1
            try:
                yield _Row(line, next(reader))
            except StopIteration:
                return
            except csv.Error:
                yield _Row(line, {}, BrokenRecord(source=source.name, line=line, why="not-csv"))


def _without_nul(lines: Iterable[str]) -> Iterator[str]:
    return (line.replace("\0", "\ufffd") for line in lines)


def _columns(source: Path, encoding: str) -> list[str] | None:
    """Return the columns of a CSV source, None for JSONL, whose records may each have their own."""
    if source.suffix.lower() != ".csv":
        return None
    with source.open(encoding=encoding, errors="surrogateescape", newline="") as file:
        return _header(csv.DictReader(_without_nul(file)), source)


def _header(reader: csv.DictReader[str], source: Path) -> list[str]:
    try:
        return list(reader.fieldnames or [])
    except csv.Error as error:
        raise BrokenRecord(source=source.name, line=1, why="no-header") from error


def _jsonl_writer(out: TextIO) -> Callable[[Record], None]:
    def put(record: Record) -> None:
        out.write(line_of(record) + "\n")

    return put


def line_of(record: Record) -> str:
    """Write a record as one line of JSON; escapes lone surrogates, which no encoding can hold."""
    line = json.dumps(record, ensure_ascii=False)
    try:
        line.encode("utf-8")
    except UnicodeEncodeError:
        return json.dumps(record, ensure_ascii=True)
    return line


def _csv_writer(out: TextIO, columns: list[str] | None) -> Callable[[Record], None]:
    """Write CSV: the input's columns, then `_extra` (fields of no column), `assessment`, `error`, `line`."""
    writer: csv.DictWriter[str] | None = None

    def put(record: Record) -> None:
        nonlocal writer
        if writer is None:
            names = [name for name in (columns or list(record)) if name not in _ADDED]
            writer = csv.DictWriter(out, [*names, *_ADDED], lineterminator="\n")
            writer.writeheader()
        extra = {key: value for key, value in record.items() if key not in writer.fieldnames}
        known = {key: _cell(value) for key, value in record.items() if key in writer.fieldnames}
        writer.writerow(known | ({"_extra": _cell(extra)} if extra else {}))

    return put


def _cell(value: object) -> str:
    cell = value if isinstance(value, str) else "" if value is None else json.dumps(value, ensure_ascii=False)
    return cell.encode("utf-8", "replace").decode("utf-8")
