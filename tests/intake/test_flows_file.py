"""The file of `fairdue rate`: what it may hold, and every fault named by its line."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from importlib.resources import files

import pytest
from jsonschema import Draft202012Validator

from fairdue.app.contracts.words import sentence
from fairdue.intake.flows_file import DAY_COUNTS, FIELDS, FLOW_FIELDS, METHODS, read_flows
from fairdue.kernel.errors import ManyFaults, UnusableFigure
from fairdue.kernel.months import Period

LOAN = """\
method: us-actuarial
unit_period: 1 month
begins_on: 2026-01-10
advances:
  - {on: 2026-01-10, amount: 1万}
payments:
  - {first: 2026-02-10, every: 1 month, count: 3, amount: "3,400.00", label: 月供}
fees:
  - {amount: 200, payee: 担保公司, label: 担保费, counted: both}
refunds:
  - {on: 2026-05-01, amount: 50}
"""


def test_a_whole_file_is_read() -> None:
    """Every flow has its day, its sign, its payee; a fee without a day falls on the day of the loan."""
    question = read_flows(LOAN.encode(), "loan.yaml")
    assert (question.method, question.unit_period, question.begins_on) == (
        "us-actuarial", Period(1, "month"), date(2026, 1, 10),
    )  # fmt: skip
    told = [(flow.on.isoformat(), flow.amount, flow.kind, flow.counted) for flow in question.flows]
    assert told == [
        ("2026-01-10", Decimal(-10000), "advance", "yes"),
        ("2026-01-10", Decimal(200), "fee", "both"),
        ("2026-02-10", Decimal("3400.00"), "payment", "yes"),
        ("2026-03-10", Decimal("3400.00"), "payment", "yes"),
        ("2026-04-10", Decimal("3400.00"), "payment", "yes"),
        ("2026-05-01", Decimal(-50), "refund", "yes"),
    ]
    assert question.flows[1].payee == "担保公司"


def test_evenly_spaced_amounts_need_no_days() -> None:
    """Received is negative; the method is IRR unless another is named."""
    question = read_flows(b"periodic: {amounts: [-5000, 230, '1,000'], per_year: 12}", "x")
    assert (question.method, question.periodic, question.per_year) == (
        "irr", (Decimal(-5000), Decimal(230), Decimal(1000)), 12,
    )  # fmt: skip


def test_json_is_read_as_well() -> None:
    """A file written by a program may be JSON."""
    document = {"advances": [{"on": "2026-01-10", "amount": 1000}], "payments": [{"on": "2027-01-10", "amount": 1100}]}
    assert len(read_flows(json.dumps(document).encode(), "x").flows) == 2


ADVANCE = "advances: [{on: 2026-01-10, amount: 1000}]\n"
SERIES = "payments:\n  - {first: 2026-02-10, "
FAULTS = [
    ("not YAML", "advances: [", "x:2", "not-yaml"),
    ("a sentence", "你好", "x:1", "not-a-mapping"),
    ("both kinds", ADVANCE + "periodic: {amounts: [-1, 2]}", "x", "both-or-neither"),
    ("neither kind", "method: xirr", "x", "both-or-neither"),
    ("an unknown field", ADVANCE + "interest: 3", "x:2 interest", "unknown-field"),
    ("a field twice", ADVANCE + ADVANCE, "x:2 advances", "duplicate-key"),
    ("an alias", "advances: &a [{on: 2026-01-10, amount: 1}]\npayments: *a", "x:1", "yaml-alias"),
    ("a tag", "advances: !!str x", "x:1", "yaml-tag"),
    ("a merge", "advances: []\n<<: {a: 1}", "x:2", "yaml-key"),
    ("two documents", ADVANCE + "---\na: 1", "x:2", "yaml-two-documents"),
    ("a unit-period beyond a year", ADVANCE + "method: us-actuarial\nunit_period: 2 years", "x:3 unit_period", "not-for-method"),
    ("an unknown method", ADVANCE + "method: magic", "x:2 method", "unknown-choice"),
    ("a unit-period for XIRR", ADVANCE + "unit_period: 1 month", "x:2 unit_period", "not-for-method"),
    ("a day count for IRR", ADVANCE + "method: irr\nday_count: actual/360", "x:3 day_count", "not-for-method"),
    ("XIRR without days", "method: xirr\nperiodic: {amounts: [-1, 2]}", "x:2 periodic", "not-for-method"),
    ("nothing lent", "payments: [{on: 2026-02-10, amount: 5}]", "x:1 advances", "missing"),
    ("no amount", ADVANCE + "payments:\n  - {on: 2026-02-10}", "x:3 payments[0].amount", "missing"),
    ("no day", ADVANCE + "payments:\n  - {amount: 5}", "x:3 payments[0].on", "missing"),
    ("a negative amount", ADVANCE + "payments:\n  - {on: 2026-02-10, amount: -5}", "x:3 payments[0].amount", "negative"),
    ("a word for an amount", ADVANCE + "payments:\n  - {on: 2026-02-10, amount: 多}", "x:3 payments[0].amount", "not-an-amount"),
    ("a day that is none", ADVANCE + "payments:\n  - {on: 2026-02-30, amount: 5}", "x:3", "no-such-day"),
    ("paid before the loan", ADVANCE + "payments:\n  - {on: 2026-01-09, amount: 5}", "x:3 payments[0].on", "before-the-loan"),
    ("a series without a number", ADVANCE + "payments:\n  - {first: 2026-02-10, amount: 5}", "x:3 payments[0].count", "missing"),
    ("a series past all years", ADVANCE + SERIES + "every: 1 year, count: 9999, amount: 5}", "x:3 payments[0].count", "no-such-day"),
    ("a bad interval", ADVANCE + SERIES + "every: soon, count: 2, amount: 5}", "x:3 payments[0].every", "not-a-period"),
    ("a mapping for a list", ADVANCE + "payments: {on: 2026-02-10, amount: 5}", "x:2 payments", "not-a-list"),
    ("an unknown reading", ADVANCE + "fees:\n  - {amount: 5, counted: maybe}", "x:3 fees[0].counted", "unknown-choice"),
    ("a later beginning for XIRR", ADVANCE + "begins_on: 2026-01-11", "x:2 begins_on", "not-for-method"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "text", "where", "why"), FAULTS, ids=[fault[0] for fault in FAULTS])
def test_a_fault_is_named_by_line_and_field(name: str, text: str, where: str, why: str) -> None:
    """The place, down to the line and the field, and what is wrong with it."""
    with pytest.raises(UnusableFigure) as raised:
        read_flows(text.encode(), "x")
    assert (raised.value.values["where"], raised.value.values["why"]) == (where, why)


def test_several_faults_are_told_together() -> None:
    """Every entry is read on, so that one look is enough to mend the file."""
    text = ADVANCE + "payments:\n  - {on: 2026-02-10, amount: -5}\n  - {amount: 5}\n  - {on: 2026-03-10, amount: 5}"
    with pytest.raises(ManyFaults) as raised:
        read_flows(text.encode(), "x")
    faults: tuple[UnusableFigure, ...] = raised.value.values["faults"]  # type: ignore[assignment]
    assert [(fault.values["where"], fault.values["why"]) for fault in faults] == [
        ("x:3 payments[0].amount", "negative"), ("x:4 payments[1].on", "missing"),
    ]  # fmt: skip
    told = sentence(raised.value)
    assert "2 处" in told and "x:3" in told and "x:4" in told


def test_the_american_method_knows_payments_before_advances() -> None:
    """With several advances under Appendix J an early payment is read; with one advance it is a fault."""
    text = "method: us-actuarial\nadvances: [{on: 2026-01-10, amount: 5}, {on: 2026-06-10, amount: 5}]\n"
    assert len(read_flows((text + "payments: [{on: 2026-01-01, amount: 11}]").encode(), "x").flows) == 3


def schema() -> dict[str, object]:
    """Read the schema that ships with the package."""
    document: dict[str, object] = json.loads(
        (files("fairdue.intake") / "schemas" / "flows.schema.json").read_text("utf-8")
    )
    return document


def test_the_schema_names_what_the_reader_reads() -> None:
    """Fields, methods and day counts are the same in both."""
    document = schema()
    Draft202012Validator.check_schema(document)
    properties: dict[str, dict[str, object]] = document["properties"]  # type: ignore[assignment]
    assert set(properties) == set(FIELDS)
    assert properties["method"]["enum"] == list(METHODS) and properties["day_count"]["enum"] == list(DAY_COUNTS)
    flow: dict[str, object] = document["$defs"]["flow"]["properties"]  # type: ignore[index]
    assert set(flow) == set(FLOW_FIELDS)


def test_the_schema_accepts_the_examples_and_refuses_an_unknown_field() -> None:
    """An editor that knows the schema says yes to what the reader reads."""
    import yaml

    class Words(yaml.SafeLoader):
        """Reads `on` as the word it is, and dates as text."""

    Words.yaml_implicit_resolvers = {
        first: [one for one in resolvers if one[0] not in ("tag:yaml.org,2002:bool", "tag:yaml.org,2002:timestamp")]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }
    validator = Draft202012Validator(schema())
    assert list(validator.iter_errors(yaml.load(LOAN, Words))) == []
    assert list(validator.iter_errors({"periodic": {"amounts": [-5000, 230], "per_year": 12}})) == []
    assert list(validator.iter_errors({"advances": [{"on": "2026-01-10", "amount": 1}], "interest": 3}))
