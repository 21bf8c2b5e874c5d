"""Case files: what is read, and how each fault is named with its line."""

from __future__ import annotations

import json
from datetime import date
from importlib.resources import files

import pytest

from fairdue.app.contracts.words import sentence
from fairdue.app.wiring import the_handbook
from fairdue.intake.case_file import EVENT_FIELDS, FIELDS, read_case
from fairdue.kernel.errors import FairDueError
from fairdue.records.deadlines import CaseDates, Event

TODAY = date(2026, 11, 21)
GOOD = """\
case: 甲
note: 给自己看的
events:
  - event: complaint-received
    on: 2026-11-10
    service: post
    done: [jurisdiction]
    stated: {hearing: 2026-12-08}
  - {event: lender-complaint, on: 2026年11月21日}
"""


def read(text: str) -> CaseDates:
    """Read a case as the command does."""
    return read_case(text.encode(), "a.yaml", "a", the_handbook().events, TODAY)


def test_a_case_is_read() -> None:
    """The name, each event with its day and service, what is done, and the days printed on the paper."""
    assert read(GOOD) == CaseDates(
        "甲",
        (
            Event(
                "complaint-received",
                date(2026, 11, 10),
                "post",
                ("jurisdiction",),
                {"hearing": date(2026, 12, 8)},
            ),
            Event("lender-complaint", date(2026, 11, 21)),
        ),
        "a.yaml",
    )


def test_a_case_without_a_name_takes_that_of_its_file() -> None:
    """Nobody has to think of a name."""
    assert read("events: [{event: ruling-received, on: 2026-11-10}]").name == "a"


@pytest.mark.parametrize(
    ("old", "new", "where", "told"),
    [
        ("complaint-received", "complaint", "a.yaml:4 events[0].event", "complaint-received"),
        ("on: 2026-11-10", "on: 2026-11-31", "a.yaml:5", "没有「2026-11-31」这一天"),
        ("on: 2026-11-10", "on: 2026-12-10", "a.yaml:5 events[0].on", "还没到，今天是 2026-11-21"),
        ("on: 2026-11-10", "on: 昨天", "a.yaml:5 events[0].on", "请写成 2026-11-21"),
        ("    on: 2026-11-10\n", "", "a.yaml:4 events[0].on", "请补上"),
        ("service: post", "service: pigeon", "a.yaml:6 events[0].service", "announcement"),
        ("done: [jurisdiction]", "done: [nothing]", "a.yaml:7 events[0].done[0]", "answer"),
        ("stated: {hearing:", "stated: {answer:", "a.yaml:8 events[0].stated.answer", "evidence, hearing"),
        ("note:", "remark:", "a.yaml:2 remark", "case, note, events"),
        ("case: 甲", "case: [甲", "a.yaml", "YAML"),
    ],
)
def test_a_fault_is_named_with_its_line(old: str, new: str, where: str, told: str) -> None:
    """Every fault says the file, the line, the field, what is wrong and what to write instead."""
    assert old in GOOD
    with pytest.raises(FairDueError) as caught:
        read(GOOD.replace(old, new, 1))
    assert str(caught.value.values.get("where", "")).startswith(where)
    assert told in sentence(caught.value)


def test_events_must_be_a_list() -> None:
    """A number instead of the events is named with its line."""
    with pytest.raises(FairDueError) as caught:
        read("events: 3\n")
    assert sentence(caught.value).startswith("a.yaml:1 events") and "列表" in sentence(caught.value)


def test_the_schema_names_the_fields_that_are_read() -> None:
    """The published schema and the reader know the same fields."""
    schema = json.loads((files("fairdue.intake") / "schemas" / "case.schema.json").read_text("utf-8"))
    assert set(schema["properties"]) == set(FIELDS)
    assert set(schema["properties"]["events"]["items"]["properties"]) == set(EVENT_FIELDS)
