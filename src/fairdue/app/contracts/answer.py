"""Serialise answers and assessments as fairdue.answer/1; the one place every door uses."""

from __future__ import annotations

from dataclasses import asdict, fields
from datetime import date, datetime
from typing import Any

from fairdue.records.assessment import Answer, Assessment, Reason
from fairdue.records.court_paper import CourtPaper, MarkSeen

# The serialised form is JSON, whose values have no narrower common type than Any.
Json = dict[str, Any]


def answer_json(answer: Answer) -> Json:
    """Return the fairdue.answer/1 document of an answer (contract: answer-1.schema.json)."""
    message = answer.message
    return {
        "schema": "fairdue.answer/1",
        "pack": {
            "name": answer.pack.name,
            "version": answer.pack.version,
            "law_as_of": answer.pack.law_as_of.isoformat(),
        },
        "input": {
            "channel": message.channel or "unknown",
            "sender": message.sender,
            "received_at": message.received_at.isoformat() if message.received_at else None,
            "confirmed": message.confirmed,
        },
        "assessment": assessment_json(answer.assessment),
        "verify_at": [_plain(asdict(door)) for door in answer.verify_at],
        "next": [_plain(asdict(step)) for step in answer.next],
    }


def assessment_json(assessment: Assessment) -> Json:
    """Return the `assessment` object of the schema."""
    facts = _plain(asdict(assessment.facts))
    paper = assessment.court_paper
    return {
        "kind": assessment.kind,
        "kind_confidence": assessment.kind_confidence,
        "stage": assessment.stage,
        "genuineness": {
            "verdict": assessment.genuineness.verdict,
            "score": assessment.genuineness.score,
            "reasons": [_stated(reason) for reason in assessment.genuineness.reasons],
        },
        "findings": [_plain(asdict(finding)) for finding in assessment.findings],
        "facts": facts,
        "third_party": assessment.third_party,
        "missing": [_plain(asdict(missing)) for missing in assessment.missing],
        "dangers": list(assessment.dangers),
        **({"court_paper": _paper(paper)} if paper else {}),
    }


def _paper(paper: CourtPaper) -> Json:
    return {
        "marks": [_stated(mark) for mark in paper.marks],
        "limits": [_plain(asdict(limit)) for limit in paper.limits],
        "result": paper.result,
    }


def _stated(reason: Reason | MarkSeen) -> Json:
    """Leave out what a reason or mark does not have: a quote and its place belong to words only."""
    return {field.name: value for field in fields(reason) if (value := getattr(reason, field.name)) is not None}


def _plain(value: Any) -> Any:
    match value:
        case dict():
            return {key: _plain(inner) for key, inner in value.items()}
        case list() | tuple():
            return [_plain(inner) for inner in value]
        case date() | datetime():
            return value.isoformat()
        case _:
            return value
