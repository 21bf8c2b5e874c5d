"""`fairdue audit`, `limitation` and `offer` answer, print one JSON document, and refuse with a sentence."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from fairdue.cli.main import run

EXAMPLES = Path(__file__).parents[2] / "docs" / "examples"


def answered(capfdbinary: pytest.CaptureFixture[bytes], *arguments: str) -> Any:
    """Run a command with --json and read what it printed."""
    assert run([*arguments, "--json"]) == 0
    return json.loads(capfdbinary.readouterr().out)


def test_audit_as_json(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    """fairdue.audit/1: every line reconciles to the fen, every reading carries its account, sources are named."""
    found = answered(capfdbinary, "audit", str(EXAMPLES / "debt.yaml"))
    assert found["schema"] == "fairdue.audit/1"
    for line in found["lines"]:
        claimed = round(float(line["claimed"]) * 100)
        low, high = (round(float(line["supported"][end]) * 100) for end in ("low", "high"))
        more, less = (round(float(line["difference"][end]) * 100) for end in ("high", "low"))
        assert (low + more, high + less) == (claimed, claimed)
        assert line["citations"] and line["because"] and line["formula"]
    assert {one["id"] for one in found["readings"]} == {
        "licensed-contract", "licensed-24-whole", "licensed-24-whole-fees", "licensed-24-unpaid",
    }  # fmt: skip
    assert all(one["account"] for one in found["readings"])


def test_limitation_tells_before_you_act(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    """fairdue.limitation/1: what would restart the period comes first, each with its source."""
    found = answered(capfdbinary, "limitation", str(EXAMPLES / "debt.yaml"))
    assert list(found)[:4] == ["schema", "debt", "as_of", "before_you_act"]
    assert found["before_you_act"] and all(one["citations"] for one in found["before_you_act"])
    assert [one["kind"] for one in found["periods"]] == ["limitation", "longest"]


def test_offer_as_json(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    """fairdue.offer/1: the true cost, the fees, the signs."""
    found = answered(capfdbinary, "offer", str(EXAMPLES / "offer.yaml"))
    assert {"above-quoted", "above-cap", "deducted", "not-yearly"} <= {one["id"] for one in found["signs"]}
    # 12 × (955 + 60) + 299 − 9800 = 2679.00
    assert found["cost"] == {"low": "2679.00", "high": "2679.00", "exact": True}


SCHEMAS = Path(__file__).parents[2] / "src" / "fairdue" / "app" / "contracts"
DOCUMENTS = (
    ("audit", "debt.yaml"),
    ("audit", "private-loan.yaml"),
    ("limitation", "debt.yaml"),
    ("limitation", "private-loan.yaml"),
    ("offer", "offer.yaml"),
)


@pytest.mark.parametrize(("command", "example"), DOCUMENTS)
def test_documents_keep_their_contract(command: str, example: str, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    """What --json prints fits the schema that ships with the package."""
    schema = json.loads((SCHEMAS / f"{command}-1.schema.json").read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    found = answered(capfdbinary, command, str(EXAMPLES / example))
    assert list(Draft202012Validator(schema).iter_errors(found)) == []


TEXTS = (
    (("audit", "debt.yaml"), ("对方要 14,020.00 元", "由法院认定", "第六百七十条")),
    (("audit", "private-loan.yaml", "--working"), ("2020-08-20  换一条线", "61,135.70 元")),
    (("limitation", "debt.yaml"), ("做之前先知道", "2029-01-05")),
    (("offer", "offer.yaml"), ("要当心", "48.66%", "收费买了什么")),
)


@pytest.mark.parametrize(("arguments", "told"), TEXTS, ids=lambda value: str(value[0]))
def test_what_a_person_reads(
    arguments: tuple[str, ...], told: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    """The answer, its reasons and its sources in plain Chinese."""
    assert run([arguments[0], str(EXAMPLES / arguments[1]), *arguments[2:]]) == 0
    out = capsys.readouterr().out
    assert [words for words in told if words not in out] == []


def test_files_are_written_on_demand(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A workbook and a paper of the same audit."""
    xlsx, pdf = tmp_path / "a.xlsx", tmp_path / "a.pdf"
    assert run(["audit", str(EXAMPLES / "debt.yaml"), "--xlsx", str(xlsx), "--pdf", str(pdf)]) == 0
    assert (xlsx.read_bytes()[:2], pdf.read_bytes()[:5]) == (b"PK", b"%PDF-")
    assert str(pdf) in capsys.readouterr().out


def test_a_table_on_the_command_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The template can be filled and audited; progress goes beside the answer, not into it."""
    table, out = tmp_path / "t.csv", tmp_path / "o.csv"
    assert run(["audit", "--template", str(table)]) == 0
    assert run(["audit", "--claims", str(table), str(out)]) == 0
    told = capsys.readouterr()
    assert "1 行，其中 0 行有错误" in told.out and "1/1" in told.err
    assert out.exists()


REFUSED = (
    (("audit",), "DEBT.yaml"),
    (("audit", "--claims", "one.csv"), "两个文件"),
    (("audit", "none.yaml"), "找不到这个文件"),
    (("limitation", "none.yaml"), "找不到这个文件"),
    (("offer", "none.yaml"), "找不到这个文件"),
)


@pytest.mark.parametrize(("arguments", "told"), REFUSED, ids=lambda value: " ".join(value) if value else "")
def test_refusals_are_sentences(arguments: tuple[str, ...], told: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Unusable arguments leave with exit code 2 and say what to do."""
    assert run(list(arguments)) == 2
    assert told in capsys.readouterr().err


def test_an_unconfirmed_month_is_refused_with_its_remedy(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A private loan of a month whose LPR is not in the pack: the parameter, the last day, what to do."""
    file = tmp_path / "new.yaml"
    file.write_text(
        "lender_kind: 个人\ncontract_on: 2026-11-01\nas_of: 2026-11-20\n"
        "disbursements: [{on: 2026-11-01, amount: 1000}]\nclaim: {总额: 1100}\n",
        "utf-8",
    )
    assert run(["audit", str(file)]) == 2
    told = capsys.readouterr().err
    assert f"{file}:2 contract_on：参数" in told
    assert "lpr-1y" in told and "2026-10-19" in told and "核对官方公布的值" in told
