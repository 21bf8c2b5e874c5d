"""The corpus is read with its files and lines; what cannot be read is named."""

from pathlib import Path

import pytest

from fairdue.kernel.errors import BrokenRecord, UnreadableFile
from fairdue.loader.corpus import message_files, read_messages, read_scenarios
from fairdue.loader.folder import find_pack, source_files


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Make a corpus of one scenario and two messages in two splits."""
    (tmp_path / "messages" / "train").mkdir(parents=True)
    (tmp_path / "messages" / "test").mkdir()
    (tmp_path / "scenarios").mkdir()
    (tmp_path / "scenarios" / "sheet-2.yaml").write_text("scenarios:\n- {id: sc-0002}\n", "utf-8")
    (tmp_path / "scenarios" / "sheet-1.yaml").write_text("scenarios:\n- {id: sc-0001}\n", "utf-8")
    (tmp_path / "messages" / "train" / "block-1.jsonl").write_text('\n{"id": "a"}\n', "utf-8")
    (tmp_path / "messages" / "test" / "block-6.jsonl").write_text('{"id": "b"}\n', "utf-8")
    return tmp_path


def test_rows_know_their_file_and_line(folder: Path) -> None:
    """Blank lines are counted and skipped; files come sorted."""
    assert [(row.path, row.line, row.data["id"]) for row in read_messages(folder)] == [
        ("messages/test/block-6.jsonl", 1, "b"),
        ("messages/train/block-1.jsonl", 2, "a"),
    ]


def test_scenarios_come_in_the_order_of_their_sheets(folder: Path) -> None:
    """Each entry is a mapping, and knows its sheet."""
    assert [(sheet, entry["id"]) for sheet, entry in read_scenarios(folder)] == [
        ("scenarios/sheet-1.yaml", "sc-0001"),
        ("scenarios/sheet-2.yaml", "sc-0002"),
    ]


@pytest.mark.parametrize("line", ["{", "[1]"])
def test_a_broken_line_is_named(folder: Path, line: str) -> None:
    """The error carries file and line."""
    (folder / "messages" / "train" / "block-1.jsonl").write_text(f'{{"id": "a"}}\n{line}\n', "utf-8")
    with pytest.raises(BrokenRecord) as broken:
        list(read_messages(folder))
    assert (broken.value.values["source"], broken.value.values["line"]) == ("messages/train/block-1.jsonl", 2)


@pytest.mark.parametrize("sheet", ["a: [", "[]", "scenarios: [1]"])
def test_a_broken_sheet_is_named(folder: Path, sheet: str) -> None:
    """A sheet that is no list of scenarios is no sheet."""
    (folder / "scenarios" / "sheet-1.yaml").write_text(sheet, "utf-8")
    with pytest.raises(BrokenRecord):
        read_scenarios(folder)


def test_a_missing_sheet_is_named(tmp_path: Path) -> None:
    """No sheet, no corpus; no messages is only a beginning."""
    with pytest.raises(UnreadableFile):
        read_scenarios(tmp_path)
    assert message_files(tmp_path) == ()


def test_the_open_corpus_is_no_part_of_the_pack() -> None:
    """Its sheet and messages are not sources: writing a message makes no new pack."""
    names = source_files(find_pack("cn"))
    assert "corpus/quiet/official.jsonl" in names
    assert [name for name in names if name.startswith(("corpus/scenarios", "corpus/messages"))] == []
