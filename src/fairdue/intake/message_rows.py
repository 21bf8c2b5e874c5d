"""Records of messages from a stream of JSONL or CSV, each with its line or with what is wrong with it; it screens nothing."""

from __future__ import annotations

import csv
import io
import json
import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final, Literal

from fairdue.kernel.errors import BrokenRecord, FairDueError, MissingColumn, UnknownEncoding

Form = Literal["jsonl", "csv"]
# A line longer than this is not a message; it is named and stepped over without being held in memory.
LONGEST_LINE: Final = 4_000_000
EXTRA: Final = "_extra"  # the cells of a CSV row that stand under no column
HEAD: Final = 65_536  # bytes from which the encoding is told
# A damaged cell may hold a NUL; a file with more of them than this share is no text in one of the encodings read.
_STRAY_NULS: Final = 0.02
_UNREAD: Final = re.compile("[\udc80-\udcff]")  # what `surrogateescape` leaves of bytes that cannot be read
# A record is whatever JSON or CSV holds: its values have no narrower common type than Any.
Record = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Row:
    """One record, the line it begins on, and the fault where it could not be read."""

    line: int
    record: Record
    error: FairDueError | None = None


@dataclass(frozen=True, slots=True)
class MessageRows:
    """What a stream holds: its encoding, its columns (None for JSONL, where each record has its own), and its rows."""

    encoding: str
    columns: tuple[str, ...] | None
    rows: Iterator[Row]


def read_rows(file: io.BufferedReader, name: str, form: Form) -> MessageRows:
    """Begin to read a stream; its rows are read one by one, as they come.

    Raises UnknownEncoding for neither UTF-8 nor GB18030; of a CSV, MissingColumn without `text` and BrokenRecord for a
    head that cannot be read or names a column twice. An empty stream of JSONL has no rows.
    """
    encoding = _encoding_of(file.peek(HEAD), name)
    if form == "jsonl":
        return MessageRows(encoding, None, _read_jsonl(file, name, encoding))
    csv.field_size_limit(LONGEST_LINE)
    words = io.TextIOWrapper(file, encoding, errors="surrogateescape", newline="")
    reader = csv.DictReader(_without_nul(words), restkey=EXTRA)
    try:
        columns = tuple(reader.fieldnames or ())
    except csv.Error as error:
        raise BrokenRecord(source=name, line=1, why="no-header") from error
    if "text" not in columns:
        raise MissingColumn(source=name, column="text", found=list(columns))
    if len(set(columns)) < len(columns):
        raise BrokenRecord(source=name, line=1, why="column-twice")
    return MessageRows(encoding, columns, _read_csv(reader, name))


def form_by(file: io.BufferedReader) -> Form:
    """Tell by its first characters what a stream holds; an empty one may pass for JSONL without a record."""
    head = file.peek(HEAD).removeprefix(b"\xef\xbb\xbf").lstrip()
    return "jsonl" if not head or head.startswith(b"{") else "csv"


def _encoding_of(head: bytes, name: str) -> str:
    """Tell UTF-8 from GB18030 by the first bytes; raises UnknownEncoding for neither."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")) or head.count(0) > _STRAY_NULS * len(head):
        raise UnknownEncoding(source=name, offset=max(0, head.find(b"\0")))
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
    raise UnknownEncoding(source=name, offset=0)


def _mostly_utf8(head: bytes) -> bool:
    text = head.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    return sum(ord(character) > 127 for character in text) - bad > bad * 3


def _read_jsonl(file: io.BufferedReader, name: str, encoding: str) -> Iterator[Row]:
    for number, raw in enumerate(_lines(file), start=1):
        if raw is None:
            yield Row(number, {}, BrokenRecord(source=name, line=number, why="too-long"))
        elif raw.strip():
            yield _parsed(raw, number, name, encoding)


def _lines(file: io.BufferedReader) -> Iterator[bytes | None]:
    """Yield lines; None for one longer than the limit, which is skipped to its end."""
    while raw := file.readline(LONGEST_LINE):
        if len(raw) == LONGEST_LINE and not raw.endswith(b"\n"):
            while (rest := file.readline(LONGEST_LINE)) and not rest.endswith(b"\n"):
                pass
            yield None
        else:
            yield raw


def _parsed(raw: bytes, number: int, name: str, encoding: str) -> Row:
    try:
        words = raw.decode(encoding if number == 1 else encoding.removesuffix("-sig"))
        record = json.loads(words, parse_constant=_no_number, parse_float=_finite)
    except UnicodeDecodeError:
        return Row(number, {}, BrokenRecord(source=name, line=number, why="unread-bytes"))
    except (ValueError, RecursionError):
        return Row(number, {}, BrokenRecord(source=name, line=number, why="not-json"))
    if not isinstance(record, dict):
        return Row(number, {}, BrokenRecord(source=name, line=number, why="not-an-object"))
    return Row(number, record)


def _no_number(word: str) -> float:
    """Refuse NaN and Infinity: they are no JSON, and could not be written back as JSON."""
    raise ValueError(word)


def _finite(digits: str) -> float:
    number = float(digits)
    return number if math.isfinite(number) else _no_number(digits)


def _read_csv(reader: csv.DictReader[str], name: str) -> Iterator[Row]:
    while True:
        line = reader.line_num + 1
        try:
            record: Record = next(reader)
        except StopIteration:
            return
        except csv.Error:
            yield Row(line, {}, BrokenRecord(source=name, line=line, why="not-csv"))
            continue
        if any(_UNREAD.search(cell) for cell in _cells(record)):
            broken = BrokenRecord(source=name, line=line, why="unread-bytes")
            yield Row(line, {column: _shown(value) for column, value in record.items()}, broken)
        else:
            yield Row(line, record)


def _cells(record: Record) -> Iterator[str]:
    for value in record.values():
        yield from value if isinstance(value, list) else (value or "",)


def _shown(value: Any) -> Any:
    """Show bytes that cannot be read as damaged, in one cell or in each of those without a column."""
    if isinstance(value, list):
        return [_shown(one) for one in value]
    return value and _UNREAD.sub("\ufffd", value)


def _without_nul(lines: Iterable[str]) -> Iterator[str]:
    return (line.replace("\0", "\ufffd") for line in lines)
