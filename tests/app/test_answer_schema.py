"""The published schema of the answer: what outside checks rely on, and that what we write obeys it."""

from __future__ import annotations

import json
from datetime import date, datetime
from pathlib import Path

from jsonschema import Draft202012Validator

import fairdue.app.contracts
from fairdue.app.contracts.answer import answer_json
from fairdue.records.assessment import (
    Answer,
    Assessment,
    Finding,
    Genuineness,
    Message,
    MessageFacts,
    Missing,
    PackInfo,
    Quoted,
    Reason,
)
from fairdue.records.court_paper import CourtPaper, LimitSeen, MarkSeen
from fairdue.records.guidance import Step, VerifyAt
from fairdue.records.law import Citation

SCHEMA = json.loads((Path(fairdue.app.contracts.__file__).parent / "answer-1.schema.json").read_text("utf-8"))

CITED = Citation("p", "某法", None, "suspected-unlawful", date(2026, 11, 20), "条号未核")
ANSWER = Answer(
    pack=PackInfo("cn", "1", date(2026, 11, 20)),
    message=Message("去你家堵门", "sms", "95588", datetime(2026, 11, 20, 9), None, "no"),
    assessment=Assessment(
        kind="collection",
        kind_confidence=0.9,
        stage="visit",
        genuineness=Genuineness("cannot-tell", 0.3, (Reason("r", "weak", "因为", "text", "堵门", 3, 5),)),
        findings=(Finding("r", "visit", "suspected-unlawful", "grave", "堵门", 3, 5, "因为", (CITED,)),),
        facts=MessageFacts(case_numbers=(Quoted("你家", 1, 3),)),
        third_party=None,
        missing=(Missing("received_at", "收到的日期"),),
        dangers=("violence",),
        court_paper=CourtPaper(
            (
                MarkSeen("case-number", "案号", "confirm", "因为"),
                MarkSeen("link", "链接", "fits", "因为", "堵门", 3, 5),
            ),
            (LimitSeen("answer", 15, date(2026, 12, 5), "最晚 2026-12-05", "answer-15"),),
            "打 12368",
        ),
    ),
    verify_at=(VerifyAt("某行", "打卡背面的电话", None, "high"),),
    next=(Step("s", "先确保安全", "因为", date(2026, 11, 25), False, None, (CITED,)),),
)


def test_the_schema_is_sound() -> None:
    """It is a valid JSON Schema of the version it names."""
    Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["$id"] == "fairdue.answer/1"


def test_an_answer_obeys_the_schema() -> None:
    """A full answer, with every kind of row in it, is valid."""
    assert [error.message for error in Draft202012Validator(SCHEMA).iter_errors(answer_json(ANSWER))] == []


def test_an_answer_holds_no_field_the_schema_does_not_name() -> None:
    """Whatever we write at the top and in the assessment is published."""
    document = answer_json(ANSWER)
    assert set(document) <= set(SCHEMA["properties"])
    assert set(document["assessment"]) <= set(SCHEMA["properties"]["assessment"]["properties"])
