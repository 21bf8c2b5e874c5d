"""The annual cost from a file: both readings, warnings of units, and a document that fits its schema."""

from __future__ import annotations

import json
from decimal import Decimal
from importlib.resources import files
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from fairdue.app.contracts.money import WARNINGS
from fairdue.app.rate_flows import answer_json, rate_file

LOAN = """\
advances: [{on: 2026-01-10, amount: 10000}]
payments: [{first: 2026-02-10, every: 1 month, count: 12, amount: 900}]
"""
SCHEMA = json.loads((files("fairdue.app.contracts") / "rate-1.schema.json").read_text("utf-8"))


def document(text: str, lang: str = "zh") -> dict[str, Any]:
    """Answer a file and check the answer against the schema."""
    told = answer_json(rate_file(text.encode(), "loan.yaml"), lang)
    Draft202012Validator(SCHEMA).validate(told)
    json.dumps(told, allow_nan=False)
    return told


def codes(told: dict[str, Any]) -> list[str]:
    """Return the codes of the warnings."""
    return [warning["code"] for warning in told["warnings"]]


METHODS = ["irr", "xirr", "us-actuarial", "eu-aprc", "simple"]


@pytest.mark.parametrize("method", METHODS)
def test_every_method_answers_one_loan(method: str) -> None:
    """10,000 for twelve payments of 900: about 14.5 % nominal, 15.5 % effective, 14.6 % simple."""
    told = document(f"method: {method}\n{LOAN}")
    assert told["method"] == method
    published = {"xirr": "effective", "eu-aprc": "effective"}.get(method, "nominal")
    assert told["percent"] == told[f"{published}_percent"]
    assert 14 < told["percent"] < 16


def test_an_open_fee_gives_two_readings() -> None:
    """A guarantee fee open to two readings: a figure with it and one without."""
    told = document(LOAN + "fees: [{amount: 300, payee: 担保公司, counted: both}]")
    readings = told["readings"]
    assert told["percent"] == readings["with_open_items"]["percent"] > readings["without_open_items"]["percent"]
    assert readings["without_open_items"]["percent"] == document(LOAN)["percent"]
    assert "open-items" in codes(told) and "readings" not in document(LOAN)


def test_a_fee_that_does_not_count_changes_nothing() -> None:
    """Said not to count, it is as if it were not there."""
    assert document(LOAN + "fees: [{amount: 300, counted: no}]")["percent"] == document(LOAN)["percent"]


def test_a_loan_in_ten_thousands_beside_payments_in_yuan_is_noticed() -> None:
    """1.5 received and 15,600 paid are likely two units."""
    told = document("advances: [{on: 2026-01-10, amount: 1.5}]\npayments: [{on: 2027-01-10, amount: 15600}]")
    assert "units-differ" in codes(told)
    assert "units-differ" not in codes(document(LOAN.replace("10000", "1万")))


def test_evenly_spaced_amounts_publish_by_method() -> None:
    """The same amounts: nominal for IRR and the American method, effective for the European one."""
    amounts = "periodic: {amounts: [-10000, 100, 100, 10100], per_year: 12}"
    told = {
        method: document(f"method: {method}\n{amounts}")["percent"] for method in ("irr", "us-actuarial", "eu-aprc")
    }
    assert told == {"irr": 12.0, "us-actuarial": 12.0, "eu-aprc": pytest.approx(12.6825, abs=1e-4)}


def test_warnings_are_worded_in_both_languages() -> None:
    """Every code has a sentence, and an English reader gets English."""
    week = "advances: [{on: 2026-01-10, amount: 700}]\npayments: [{on: 2026-01-17, amount: 1000}]"
    chinese, english = document(week)["warnings"][0], document(week, "en")["warnings"][0]
    assert "7 天" in chinese["message"] and "7 days" in english["message"]
    assert (chinese["cost"], chinese["percent"]) == (300.0, 42.86)
    assert all("！" not in sentence for sentence in WARNINGS.values())


def test_totals_are_exact() -> None:
    """Received and paid are decimals, added exactly."""
    answer = rate_file(LOAN.replace("900", "0.10").encode(), "x")
    assert (answer.received, answer.paid) == (Decimal(10000), Decimal("1.20"))
