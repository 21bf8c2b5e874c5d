"""Serialise the check of an agreement as fairdue.agreement/1; the one place every door uses."""

from __future__ import annotations

from typing import Any

from fairdue.app.contracts.citations import citations_json
from fairdue.records.agreement import AgreementCheck

# The serialised form is JSON, whose values have no narrower common type than Any.
Json = dict[str, Any]


def agreement_json(check: AgreementCheck, lender: str, payee: str) -> Json:
    """Return the fairdue.agreement/1 document."""
    return {
        "schema": "fairdue.agreement/1",
        "is_agreement": check.is_agreement,
        "traps": [
            {
                "rule": one.rule,
                "title": one.title,
                "topic": one.topic,
                "severity": one.severity,
                "quote": one.quote,
                "start": one.start,
                "end": one.end,
                "why": one.why,
                "effect": one.effect,
                "ask": one.ask,
                "practice": one.practice,
                "citations": citations_json(one.citations),
            }
            for one in check.traps
        ],
        "missing": [
            {
                "rule": one.rule,
                "title": one.title,
                "severity": one.severity,
                "effect": one.effect,
                "ask": one.ask,
                "practice": one.practice,
                "citations": citations_json(one.citations),
            }
            for one in check.wanted
        ],
        "payees": [{"name": one.name, "start": one.start, "end": one.end} for one in check.payees],
        "lender": lender or None,
        "payee": payee,
    }
