"""Every case file is a test named after its case: the debt as a user writes it, the figures with their sum beside."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from fairdue.app.wiring import the_pack
from fairdue.intake.debt_file import read_debt
from fairdue.kernel.money import to_fen
from fairdue.lending.audit import audit
from fairdue.lending.caps import percent
from fairdue.lending.limitation import limitation
from fairdue.loader.sources import plain
from fairdue.loader.yaml_marks import read_yaml
from fairdue.records.audit import Audit, Span

CASES = Path(__file__).parent / "cases"
TODAY = date(2026, 11, 21)


def cases(*names: str) -> list[Any]:
    """List the cases of some files, each under its own name."""
    return [pytest.param(case, id=f"{name} › {case['case']}") for name in names for case in read_cases(name)]


def read_cases(name: str) -> list[dict[str, Any]]:
    """Read one file of cases."""
    data: Any = read_yaml((CASES / f"{name}.yaml").read_bytes()).data
    return list(data)


def audited(case: dict[str, Any]) -> Audit:
    """Audit the debt of a case, read as a file is."""
    read = read_debt(json.dumps(plain(case["debt"]), ensure_ascii=False).encode(), "case", TODAY)
    return audit(read.debt, the_pack())


def span(given: Any) -> Span:
    """Turn yuan, or a pair of them, into a range in fen."""
    low, high = given if isinstance(given, list) else (given, given)
    return Span(to_fen(Decimal(str(low))), to_fen(Decimal(str(high))))


@pytest.mark.parametrize("case", cases("private", "licensed"))
def test_audit_cases(case: dict[str, Any]) -> None:
    """Each reading and each line comes to the figure of the case, and what is claimed is supported plus difference."""
    found, expect = audited(case), case["expect"]
    assert {one.id: one.owed for one in found.readings} == {id: span(owed) for id, owed in expect["readings"].items()}
    lines = {one.item: (one.supported, one.difference) for one in found.lines}
    assert lines == {item: (span(given[0]), span(given[1])) for item, given in expect["lines"].items()}
    for id, rate in expect.get("caps", {}).items():
        assert [percent(cap.rate) for cap in found.caps if cap.id == id] == [rate]


@pytest.mark.parametrize("case", cases("limitation"))
def test_limitation_cases(case: dict[str, Any]) -> None:
    """Each period ends on the day of the case, and says whether it runs, has passed, or cannot be told."""
    read = read_debt(json.dumps(plain(case["debt"]), ensure_ascii=False).encode(), "case", TODAY)
    periods = {one.kind: one for one in limitation(read.debt, the_pack()).periods}
    for kind, (state, *days) in case["expect"].items():
        found = periods[kind]
        assert (found.state, *(day for day in (found.ends_on, found.ends_on_latest) if day)) == (state, *days)


@pytest.mark.parametrize("case", cases("private", "licensed", "limitation"))
def test_cases_name_their_source(case: dict[str, Any]) -> None:
    """No expected figure stands without the rule it follows from."""
    assert len(case["source"]) > 5
