"""Last days over a folder: a bad file is named and the rest goes on; a day to come is refused with a remedy."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from fairdue.app.contracts.words import sentence
from fairdue.app.due_dates import due_for, due_json, due_over
from fairdue.app.wiring import the_handbook, the_pack
from fairdue.kernel.errors import FairDueError, UnreadableFile, UnusableDate, UnusableFigure
from fairdue.records.deadlines import Event

TODAY = date(2026, 11, 21)


def folder_of(path: Path, **files: str) -> Path:
    """Write case files below a folder."""
    for name, content in files.items():
        target = path / f"{name.replace('__', '/')}.yaml"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(content, "utf-8")
    return path


def test_a_bad_file_is_named_and_the_rest_goes_on(tmp_path: Path) -> None:
    """Of three files, one with a fault: two are counted, the third is named with its line."""
    folder = folder_of(
        tmp_path,
        a="events: [{event: ruling-received, on: 2026-11-13}]",
        b="events:\n  - {event: ruling-received, on: 2026-13-01}\n",
        deep__c="case: 丙\nevents: [{event: judgment-received, on: 2026-11-10}]",
    )
    due = due_over([folder], the_pack(), the_handbook(), TODAY, TODAY)
    assert [(item.case, item.state) for item in due.items] == [("a", "open"), ("丙", "open"), ("丙", "no-date")]
    assert [str(fault.values["where"]).rsplit("/", 1)[-1] for fault in due.faults] == ["b.yaml:2"]
    document = due_json(due)
    assert document["problems"][0]["code"] == "unusable-figure"
    assert document["due"][0]["on"] == "2026-11-23"


def test_where_no_file_can_be_read_the_fault_is_raised(tmp_path: Path) -> None:
    """A single bad file, an empty folder and a path that is not there are errors, not an empty list."""
    bad = folder_of(tmp_path / "bad", a="events: 3")
    with pytest.raises(UnusableFigure):
        due_over([bad], the_pack(), the_handbook(), TODAY, TODAY)
    (tmp_path / "empty").mkdir()
    for path in (tmp_path / "empty", tmp_path / "nowhere"):
        with pytest.raises(UnreadableFile):
            due_over([path], the_pack(), the_handbook(), TODAY, TODAY)


def test_hidden_files_are_left_alone(tmp_path: Path) -> None:
    """What an editor leaves behind is not a case."""
    folder = folder_of(tmp_path, a="events: [{event: ruling-received, on: 2026-11-13}]")
    (tmp_path / ".swap.yaml").write_text("nonsense: [", "utf-8")
    assert due_over([folder], the_pack(), the_handbook(), TODAY, TODAY).faults == ()


def test_a_day_of_service_to_come_is_refused_with_a_remedy() -> None:
    """Nobody has received a paper tomorrow."""
    with pytest.raises(UnusableDate) as caught:
        due_for(Event("ruling-received", date(2026, 11, 22)), the_pack(), the_handbook(), TODAY)
    assert "请填真正收到的那天" in sentence(caught.value)


def test_the_list_may_be_seen_from_another_day(tmp_path: Path) -> None:
    """Seen a month later the same day has lapsed."""
    folder = folder_of(tmp_path, a="events: [{event: ruling-received, on: 2026-11-13}]")
    later = due_over([folder], the_pack(), the_handbook(), date(2026, 12, 23), TODAY)
    assert [(item.state, item.days_left) for item in later.items] == [("lapsed", -30)]


def test_an_unknown_event_is_an_error_of_ours() -> None:
    """The error family is ours, so that a door can word it."""
    with pytest.raises(FairDueError):
        due_for(Event("no-such", TODAY), the_pack(), the_handbook(), TODAY)
