"""Two versions on one file: what was gained and lost is said message by message."""

from datetime import date
from pathlib import Path

import pytest

from fairdue.app.compare_answers import Change, Outcome, compare, outcomes, read, save
from fairdue.app.wiring import the_screener
from fairdue.kernel.errors import BrokenRecord

BEFORE = {
    "a": Outcome("", "collection", "cannot-tell", ("threat x",)),
    "b": Outcome("", "other", "cannot-tell", ()),
    "gone": Outcome("", "other", "cannot-tell", ()),
}
AFTER = {
    "a": Outcome("甲", "collection", "cannot-tell", ("insult y",)),
    "b": Outcome("乙", "scam", "likely-scam", ()),
    "new": Outcome("丙", "other", "cannot-tell", ()),
}


def test_gained_and_lost_are_told_apart() -> None:
    """A finding that came, one that went, a kind and a verdict that changed; messages only one side has say nothing."""
    assert compare(BEFORE, AFTER) == [
        Change("finding", "", "insult y", "甲"),
        Change("finding", "threat x", "", "甲"),
        Change("kind", "other", "scam", "乙"),
        Change("verdict", "cannot-tell", "likely-scam", "乙"),
    ]


def test_answers_are_read_back_as_they_were_kept(tmp_path: Path) -> None:
    """Nothing changes between saving and reading, so the same version compares as equal."""
    rows = [
        ("a:1", {"id": "one", "text": "您的借款已逾期3天，请还款"}),
        ("a:2", {"text": "明天见"}),
        ("a:3", {"text": "✨"}),
    ]
    told = outcomes(rows, the_screener(), date(2026, 11, 21))
    save(tmp_path / "answers.jsonl", told)
    kept = read(tmp_path / "answers.jsonl")
    assert kept.keys() == told.keys() and compare(kept, told) == []
    assert told["one"].kind == "collection"


def test_a_broken_line_is_named(tmp_path: Path) -> None:
    """A damaged file of answers says which line."""
    path = tmp_path / "answers.jsonl"
    path.write_text('{"schema": "fairdue.answers/1"}\nnonsense\n')
    with pytest.raises(BrokenRecord) as caught:
        read(path)
    assert caught.value.values["line"] == 2
