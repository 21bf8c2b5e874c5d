"""A file of messages in, one record out per record in; what cannot be screened says why and the rest goes on."""

import csv
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from fairdue.app.screen_file import Screened, screen_file
from fairdue.app.wiring import the_screener
from fairdue.kernel.errors import BrokenRecord, MissingColumn, UnknownName, UnreadableFile

TODAY = date(2026, 11, 21)
WORDS = "您的借款已逾期3天，请尽快还款。"


@pytest.fixture
def screen(tmp_path: Path) -> Callable[..., tuple[Screened, list[dict[str, Any]]]]:
    """Return a function that screens the bytes of a JSONL file and reads the records back."""

    def run(data: bytes, name: str = "in.jsonl") -> tuple[Screened, list[dict[str, Any]]]:
        source, target = tmp_path / name, tmp_path / "out.jsonl"
        source.write_bytes(data)
        done = screen_file(source, target, the_screener(), TODAY)
        return done, [json.loads(line) for line in target.read_text(encoding="utf-8").splitlines()]

    return run


Run = Callable[..., tuple[Screened, list[dict[str, Any]]]]


def test_each_record_keeps_its_fields_and_gains_an_assessment(screen: Run) -> None:
    """Fields we do not know pass through; the order is kept."""
    rows = [{"id": number, "text": WORDS, "channel": "sms", "colour": "blue"} for number in range(3)]
    done, out = screen("\n".join(json.dumps(row, ensure_ascii=False) for row in rows).encode())
    assert (done.records, done.errors) == (3, 0)
    assert [{key: row[key] for key in rows[0]} for row in out] == rows
    assert all(row["assessment"]["kind"] == "collection" for row in out)


BROKEN = [
    (b'{"text": "', "broken-record", "not-json"),
    (b"[1, 2]", "broken-record", "not-an-object"),
    (b"{}", "broken-record", "no-text"),
    (b'{"text": 5}', "broken-record", "text-not-a-string"),
    (b'{"text": ""}', "empty-text", None),
    ('{"text": "\U0001f600\U0001f600"}'.encode(), "empty-text", None),
    (b'{"text": "\xff\xfe"}', "broken-record", "unread-bytes"),
    (b'{"text": "a", "received_at": "2026-02-30"}', "unusable-date", "not-a-date"),
    (b'{"text": "a", "received_at": "2099-01-01"}', "unusable-date", "in-the-future"),
    (b'{"text": "a", "received_at": "1990-01-01"}', "unusable-date", "before-the-pack"),
    (b'{"text": "' + b"a" * 300_000 + b'"}', "text-too-long", None),
    (b"[" * 100_000, "broken-record", "not-json"),
    (b'{"text": "a", "rate": NaN}', "broken-record", "not-json"),
    (b'{"text": "a", "rate": 1e999}', "broken-record", "not-json"),
]


@pytest.mark.parametrize(
    ("line", "code", "why"), BROKEN, ids=[f"{code}-{at}" for at, (_, code, _) in enumerate(BROKEN)]
)
def test_a_broken_line_is_named_by_number_and_the_rest_is_screened(
    screen: Run, line: bytes, code: str, why: str | None
) -> None:
    """One output record per input record: the broken one carries its line and the error, its neighbours an answer."""
    good = json.dumps({"text": WORDS}, ensure_ascii=False).encode()
    done, out = screen(good + b"\n" + line + b"\n" + good + b"\n")
    assert (done.records, done.errors) == (3, 1)
    assert out[1]["line"] == 2 and out[1]["error"]["code"] == code
    assert why is None or out[1]["error"]["values"]["why"] == why
    assert "assessment" in out[0] and "assessment" in out[2]


def test_lone_surrogates_come_back_as_they_came(screen: Run) -> None:
    """A text that no encoding can hold is screened and written escaped, not lost."""
    done, out = screen(b'{"text": "\\ud800' + json.dumps(WORDS).encode()[1:-1] + b'"}')
    assert done.errors == 0 and out[0]["text"] == "\ud800" + WORDS


def test_a_gbk_file_is_read_and_said(screen: Run) -> None:
    """A file from an old PC is detected as GB18030."""
    done, out = screen(json.dumps({"text": WORDS * 3}, ensure_ascii=False).encode("gbk"))
    assert done.encoding == "gb18030" and out[0]["text"] == WORDS * 3


def test_csv_keeps_its_columns(tmp_path: Path) -> None:
    """CSV in, CSV out: the same columns in the same order, then ours; quotes, commas and line ends inside survive."""
    source, target = tmp_path / "in.csv", tmp_path / "out.csv"
    awkward = 'a,"b"\nc ' + WORDS
    with source.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([["no", "text"], ["1", awkward], ["2", "\U0001f600"], ["3", WORDS, "beyond"]])
    done = screen_file(source, target, the_screener(), TODAY)
    with target.open(encoding="utf-8", newline="") as file:
        out = list(csv.DictReader(file))
    assert (done.records, done.errors) == (3, 1)
    assert list(out[0]) == ["no", "text", "_extra", "assessment", "error", "line"]
    assert out[0]["text"] == awkward and json.loads(out[0]["assessment"])["kind"] == "collection"
    assert json.loads(out[1]["error"])["code"] == "empty-text"
    assert json.loads(out[2]["_extra"]) == ["beyond"]


def test_a_csv_without_text_says_what_it_found(tmp_path: Path) -> None:
    """The error names the column and the columns there are; nothing is written."""
    source, target = tmp_path / "in.csv", tmp_path / "out.csv"
    source.write_text("id,body\n1,a\n")
    with pytest.raises(MissingColumn) as caught:
        screen_file(source, target, the_screener(), TODAY)
    assert caught.value.values["found"] == ["id", "body"] and not target.exists()


def test_the_input_is_never_written_over(tmp_path: Path) -> None:
    """The same file in and out is refused before anything is opened for writing."""
    source = tmp_path / "in.jsonl"
    source.write_text("{}")
    with pytest.raises(UnreadableFile):
        screen_file(source, source, the_screener(), TODAY)
    assert source.read_text() == "{}"


def test_an_unknown_format_lists_the_known_ones(tmp_path: Path) -> None:
    """A file of another kind is named with what can be read."""
    with pytest.raises(UnknownName) as caught:
        screen_file(tmp_path / "in.xlsx", tmp_path / "out.jsonl", the_screener(), TODAY)
    assert caught.value.values["known"] == [".jsonl", ".csv"]


def test_an_answer_of_an_earlier_run_gives_way(screen: Run) -> None:
    """What was screened before can be screened again: no old error stands beside a new assessment, nor the reverse."""
    rows = [{"text": WORDS, "error": {"code": "old"}}, {"text": "", "assessment": {"kind": "old"}}]
    _, out = screen("\n".join(json.dumps(row, ensure_ascii=False) for row in rows).encode())
    assert "error" not in out[0] and out[0]["assessment"]["kind"] == "collection"
    assert "assessment" not in out[1] and out[1]["error"]["code"] == "empty-text"


def screened_csv(folder: Path, data: bytes) -> list[dict[str, str]]:
    """Screen the bytes of a CSV file and return the rows written."""
    source, target = folder / "in.csv", folder / "out.csv"
    source.write_bytes(data)
    screen_file(source, target, the_screener(), TODAY)
    with target.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_a_cell_too_long_is_named_by_its_line(tmp_path: Path) -> None:
    """The line is where the row begins, the reason is in the reader's language, and the next row is answered."""
    out = screened_csv(tmp_path, b"text\n" + b"a" * 4_000_001 + b"\n" + WORDS.encode() + b"\n")
    error = json.loads(out[0]["error"])
    assert (out[0]["line"], error["values"]["why"]) == ("2", "not-csv") and "field" not in error["message"]
    assert json.loads(out[1]["assessment"])["kind"] == "collection"


def test_a_stray_nul_spoils_no_file(tmp_path: Path) -> None:
    """One damaged cell is shown as damaged; the file is no less text for it."""
    out = screened_csv(tmp_path, b"text\n" + WORDS.encode() * 3 + b"\0\n")
    assert out[0]["text"] == WORDS * 3 + "\ufffd" and json.loads(out[0]["assessment"])["kind"] == "collection"


def test_a_row_with_bytes_that_cannot_be_read_says_so(tmp_path: Path) -> None:
    """Damaged words are not judged as if they were whole: the row carries the error, as a line of JSONL does."""
    out = screened_csv(tmp_path, b"id,text\n1," + WORDS.encode() + b"\n2,\xff" + WORDS.encode() + b"\n")
    assert json.loads(out[0]["assessment"])["kind"] == "collection"
    assert (out[1]["text"], out[1]["line"], out[1]["assessment"]) == ("\ufffd" + WORDS, "3", "")
    assert json.loads(out[1]["error"])["values"]["why"] == "unread-bytes"


def test_a_channel_nobody_knows_is_counted(screen: Run) -> None:
    """The record is answered as if it named none, and whoever runs it learns how many there were."""
    rows = [{"text": WORDS, "channel": channel} for channel in ("sms", "pigeon", "", None, ["sms"])]
    done, out = screen("\n".join(json.dumps(row, ensure_ascii=False) for row in rows).encode())
    assert (done.errors, done.strange_channels) == (0, 2)
    assert [row["channel"] for row in out] == ["sms", "pigeon", "", None, ["sms"]]


def test_two_columns_of_one_name_are_refused(tmp_path: Path) -> None:
    """One of them would be lost, so nothing is written until it is renamed."""
    with pytest.raises(BrokenRecord) as caught:
        screened_csv(tmp_path, b"text,id,id\na,1,2\n")
    assert caught.value.values["why"] == "column-twice" and not (tmp_path / "out.csv").exists()


def test_a_folder_that_is_not_there_is_named_by_the_file_asked_for(tmp_path: Path) -> None:
    """The error speaks of the file the reader named, not of one we meant to write beside it."""
    source, target = tmp_path / "in.jsonl", tmp_path / "missing" / "out.jsonl"
    source.write_text("{}")
    with pytest.raises(UnreadableFile) as caught:
        screen_file(source, target, the_screener(), TODAY)
    assert caught.value.values["path"] == str(target)


def test_a_disk_that_is_full_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What could not be written whole is not there at all, and the error names the file that was to be."""

    def refuse(*_given: object) -> None:
        raise OSError(28, "no space left")

    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text(json.dumps({"text": WORDS}))
    monkeypatch.setattr("fairdue.render.record_rows.JsonLines.put", refuse)
    with pytest.raises(UnreadableFile) as caught:
        screen_file(source, target, the_screener(), TODAY)
    assert caught.value.values == {"path": str(target), "why": "disk-full"}
    assert list(tmp_path.iterdir()) == [source]
