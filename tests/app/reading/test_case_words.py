"""The words for the rows of a case and for the custody record: one sealing, however often the same bytes came."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from fairdue.app.reading.case_words import custody_lines
from fairdue.records.vault import Details, Entry, EntryKind

NAMED: Details = {"name": "短信.txt"}


def entries(*steps: tuple[EntryKind, Details | None]) -> list[Entry]:
    """Make a custody record."""
    at = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
    return [Entry(seq, at, kind, "i", details, False) for seq, (kind, details) in enumerate(steps)]


RECORDS: list[tuple[str, list[Entry], list[str]]] = [
    ("once", entries(("intake", NAMED), ("view", {})), ["封存", "查看"]),
    ("twice", entries(("intake", NAMED), ("intake", {**NAMED, "again": True})), ["封存", "再次收到同一份，没有重复存"]),
    (
        "under another name",
        entries(("intake", NAMED), ("intake", {"name": "转发.txt", "again": True})),
        ["封存", "再次收到同一份，没有重复存（这次叫 转发.txt）"],
    ),
    (
        "made from another, then received",
        entries(("derive", NAMED), ("intake", NAMED)),
        ["做出衍生文件", "再次收到同一份，没有重复存"],
    ),
    (
        "details destroyed",
        entries(("intake", None), ("intake", None), ("delete", {})),
        ["封存", "再次收到同一份，没有重复存", "销毁"],
    ),
    (
        "a name that turns the reading",
        entries(("intake", NAMED), ("intake", {"name": "a\u202egpj\n" + "长" * 400 + ".exe"})),
        ["封存", f"再次收到同一份，没有重复存（这次叫 agpj {'长' * 35}…{'长' * 15}.exe）"],
    ),
]


@pytest.mark.parametrize(("record", "words"), [one[1:] for one in RECORDS], ids=[one[0] for one in RECORDS])
def test_an_item_is_sealed_once(record: list[Entry], words: list[str]) -> None:
    """The first entry is the sealing; whatever says the journal of later ones, the same bytes came again."""
    assert [line for _entry, line in custody_lines(record, str)] == words


def test_the_entries_are_told_as_they_stand() -> None:
    """Nothing of the record is left out or changed: only the words are chosen."""
    record = entries(("intake", NAMED), ("intake", NAMED), ("export", {}))
    assert [entry for entry, _line in custody_lines(record, str)] == record
