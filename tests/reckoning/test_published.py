"""Published examples, each with its source in its file: the printed figure at the printed precision."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from fairdue.app.rate_flows import rate
from fairdue.intake.flows_file import read_flows
from fairdue.loader.yaml_marks import read_yaml
from fairdue.records.money import RateQuestion

CASES = Path(__file__).parent / "cases"


def cases() -> Iterator[Any]:
    """List every case of every file, named by both."""
    for path in sorted(CASES.glob("*.yaml")):
        listed: Any = read_yaml(path.read_bytes()).data
        for case in listed:
            yield pytest.param(case, id=f"{path.stem} › {case['name']}")


def question(case: dict[str, Any]) -> RateQuestion:
    """Read the flows of a case the way the command does."""
    return read_flows(yaml.safe_dump(case["flows"], allow_unicode=True).encode(), "case")


@pytest.mark.parametrize("case", list(cases()))
def test_a_published_figure_is_reached_as_printed(case: dict[str, Any]) -> None:
    """The figure differs from the printed one by at most half a unit of its last digit."""
    printed = Decimal(case["percent"])
    half = Decimal(case.get("tolerance", Decimal(1).scaleb(printed.as_tuple().exponent) / 2))  # type: ignore[arg-type]
    percent = rate(question(case)).result.percent
    assert percent is not None
    assert abs(Decimal(percent) - printed) <= half + Decimal("1e-9")


def test_the_files_hold_examples_of_every_method() -> None:
    """No published method goes without an example."""
    assert {question(param.values[0]).method for param in cases()} >= {"irr", "xirr", "us-actuarial", "eu-aprc"}
