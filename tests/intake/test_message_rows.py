"""Records of messages as they come in: each row with its line, or with what is wrong with it."""

from __future__ import annotations

import io
import os
import threading
from typing import Any

import pytest

from fairdue.intake.message_rows import LONGEST_LINE, Form, form_by, read_rows
from fairdue.kernel.errors import BrokenRecord, FairDueError, MissingColumn, UnknownEncoding

WORDS = "您的借款已逾期3天，请尽快还款。"


def rows_of(data: bytes, form: Form = "csv") -> list[tuple[int, object, object]]:
    """Return of each row its line, its text and the reason it could not be read."""
    found = read_rows(io.BufferedReader(io.BytesIO(data)), "in", form)
    return [(row.line, row.record.get("text"), row.error and row.error.values["why"]) for row in found.rows]


def test_rows_are_numbered_by_the_line_they_begin_on() -> None:
    """A cell of two lines moves the next row down; blank lines are no records."""
    assert rows_of(b'text\n"a\nb"\n\nc\n') == [(2, "a\nb", None), (4, "c", None)]
    assert rows_of(b'{"text": "a"}\n\n{"text": "c"}\n', "jsonl") == [(1, "a", None), (3, "c", None)]


def test_what_cannot_be_read_is_a_row_of_its_own() -> None:
    """Bytes of no encoding, a line too long, something else than JSON: named by line, the next row is read."""
    lines = [b'{"text": "' + WORDS.encode() + b'"}', b'{"text": "\xff"}', b"x" * (LONGEST_LINE + 9), b"[1]", b"{}"]
    whys = [why for _, _, why in rows_of(b"\n".join(lines), "jsonl")]
    assert whys == [None, "unread-bytes", "too-long", "not-an-object", None]
    assert rows_of(b"text,id\n" + WORDS.encode() + b"\na,\xff\n") == [
        (2, WORDS, None),
        (3, "a", "unread-bytes"),
    ]


@pytest.mark.parametrize(
    ("head", "form"),
    [
        (b'{"text"', "jsonl"),
        (b"\xef\xbb\xbf\n {", "jsonl"),
        (b"", "jsonl"),
        (b"text\n", "csv"),
        (b"\xef\xbb\xbfid,text", "csv"),
    ],
)
def test_a_stream_is_told_by_how_it_begins(head: bytes, form: str) -> None:
    """An object begins a record of JSONL; anything else is the head of a table, and is refused as one where it is none."""
    raw: Any = io.BytesIO(head)
    file = io.BufferedReader(raw)
    assert form_by(file) == form and file.read() == head


UNUSABLE: list[tuple[bytes, type[FairDueError]]] = [
    (b"", MissingColumn),
    (b"id,body\n1,a\n", MissingColumn),
    (b"text,text\na,b\n", BrokenRecord),
    ("text\n你好".encode("utf-16"), UnknownEncoding),
    (bytes(range(256)), UnknownEncoding),
]


@pytest.mark.parametrize(("data", "error"), UNUSABLE)
def test_a_table_that_is_none_is_refused_at_once(data: bytes, error: type[FairDueError]) -> None:
    """Before the first row is read."""
    with pytest.raises(error):
        rows_of(data)


def test_a_row_is_there_as_soon_as_its_line_is() -> None:
    """A program that writes line by line is read line by line; nothing waits for the end."""
    out, into = os.pipe()

    def go_on() -> None:
        os.write(into, b'{"text": "b"}\n')
        os.close(into)

    raw: Any = io.FileIO(out)
    with io.BufferedReader(raw) as file:
        os.write(into, b'{"text": "a"}\n')
        rows = read_rows(file, "-", "jsonl").rows
        assert next(rows).record == {"text": "a"}
        later = threading.Timer(0.05, go_on)
        later.start()
        assert [row.record["text"] for row in rows] == ["b"]
        later.join()
