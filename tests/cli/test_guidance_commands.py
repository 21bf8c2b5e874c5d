"""`next`, `script`, `agreement` and `packs review` at the terminal: answers, lists, and mishaps by code."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from jsonschema import Draft202012Validator

import fairdue.app.contracts
from fairdue.cli.main import run as call

Run = Callable[..., str]

FACTS = "situations: [payment-order]\nfacts:\n  paper.received-on: 2026-11-18\n"
OFFER = "还款协议 甲方 乙方 乙方确认尚欠58200元，没有异议。收款人：李强 签字"


@pytest.fixture
def run(capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command in this process; return what it printed, checked for its exit code."""

    def running(*arguments: str, stdin: bytes = b"", code: int = 0) -> str:
        monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(stdin), isatty=lambda: False))
        assert call(arguments) == code
        printed = capfdbinary.readouterr()
        return (printed.out or printed.err).decode()

    return running


def faults_of(document: dict[str, Any]) -> list[str]:
    """Return what a document does not keep of the schema it names."""
    name = document["schema"].removeprefix("fairdue.").replace("/", "-")
    path = Path(fairdue.app.contracts.__file__).parent / f"{name}.schema.json"
    schema = json.loads(path.read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    return [error.message for error in Draft202012Validator(schema).iter_errors(document)]


@pytest.fixture
def document(run: Run) -> Callable[..., Any]:
    """Return the JSON a command prints, held against the published schema of its format."""

    def printed(*arguments: str, **options: Any) -> Any:
        told = json.loads(run(*arguments, "--json", **options))
        if isinstance(told, dict) and "schema" in told:
            assert faults_of(told) == []
        return told

    return printed


Document = Callable[..., Any]


def test_next_reads_situations_and_facts(tmp_path: Path, document: Document) -> None:
    """From options and from a file alike; the day of service gives the last day."""
    path = tmp_path / "facts.yaml"
    path.write_text(FACTS, "utf-8")
    told = document("next", str(path), "--on", "2026-11-21")
    assert told["schema"] == "fairdue.next/1"
    assert {one["id"]: one["by"] for one in told["steps"]}["object-in-writing"] == "2026-12-03"
    assert document("next", "-", "--on", "2026-11-21", stdin=FACTS.encode()) == told


def test_a_day_that_is_past_is_said_to_be_past(tmp_path: Path, run: Run) -> None:
    """The objection to a payment order of last year names its last day and that it is over."""
    facts = tmp_path / "facts.yaml"
    facts.write_text("situations: [payment-order]\nfacts:\n  paper.received-on: 2025-01-01\n", "utf-8")
    assert "（2025-01-16，已经过了）" in run("next", str(facts), "--on", "2026-11-21")
    assert "2025-01-16, already past" in run("--lang", "en", "next", str(facts), "--on", "2026-11-21")


def test_next_lists_situations_and_says_why(run: Run, document: Document) -> None:
    """The list for people and programs; --why names source and reason."""
    assert any(one["id"] == "now" for one in document("next", "--list")["groups"])
    assert "at-the-door" in run("next", "--list")
    printed = run("next", "--situation", "threat", "--why")
    assert "因为：" in printed and "治安管理处罚法" in printed


def test_a_script_is_filled_only_from_the_plan(document: Document) -> None:
    """Within the plan it is filled; beyond it the line stays open and says so."""
    kept = document("script", "call", "--monthly", "800", "--first-on", "2026-12-05")
    beyond = document("script", "call", "--monthly", "800", "--first-on", "2026-12-05", "--offer", "800.01")
    assert [one["say"] for one in kept["lines"] if one["promise"] == "kept"] == [
        "我每月能还800 元，从2026-12-05起，请给我书面的方案。"
    ]
    assert [one["promise"] for one in beyond["lines"] if one["promise"] != "none"] == ["beyond"]
    assert {one["id"] for one in document("script")} >= {"call", "door", "letter", "workplace"}


def test_an_agreement_is_looked_over(tmp_path: Path, run: Run, document: Document) -> None:
    """Text, file and standard input give the same; the payee is held against the lender."""
    path = tmp_path / "offer.txt"
    path.write_text(OFFER, "utf-8")
    told = document("agreement", str(path), "--lender", "某某银行")
    assert {"debt-acknowledged", "personal-payee"} <= {one["rule"] for one in told["traps"]}
    assert told["payee"] == "differs"
    assert document("agreement", "-", "--lender", "某某银行", stdin=OFFER.encode()) == told
    printed = run("agreement", OFFER)
    assert printed.index("先别签") < printed.index("少了这些话") < printed.index("签不签由你定")


def test_an_optimiser_is_priced(run: Run, document: Document) -> None:
    """In sentences and as a document."""
    told = document("optimiser", "--debt", "50000", "--fee", "8%", "--promised", "2万")
    assert told["kept"] == "16000.00" and told["needed_percent"] == 20
    assert "债一分不少" in run("optimiser", "--debt", "50000", "--fee", "8%")


@pytest.mark.parametrize("suffix", ["html", "docx", "pdf"])
def test_the_review_sheet_is_written(tmp_path: Path, run: Run, suffix: str) -> None:
    """One file with every step and its source, in each format."""
    path = tmp_path / f"review.{suffix}"
    run("packs", "review", str(path), "--on", "2026-11-21")
    data = path.read_bytes()
    assert len(data) > 20_000
    if suffix == "html":
        words = data.decode()
        for part in ("psapl2026-50-threat", "意见", "门口卡", "interest-into-principal"):
            assert part in words


UNUSABLE = [
    (("next",), b"", "bad-arguments"),
    (("next", "-"), b"situations: []", "bad-arguments"),
    (("next", "--situation", "nowhere"), b"", "unknown-name"),
    (("next", "missing.yaml"), b"", "unreadable-file"),
    (("next", "-"), b"facts:\n  paper.received-on: 2099-01-01\n", "unusable-figure"),
    (("next", "-"), b"facts: {reader.mood: sad}", "unusable-figure"),
    (("next", "-"), b"situations: threat", "unusable-figure"),
    (("next", "-"), b"\xff\xfe\xff", "unusable-figure"),
    (("next", "--situation", "threat", "--on", "2026-02-30"), b"", "unusable-date"),
    (("script", "nothing"), b"", "unknown-name"),
    (("script", "call", "--monthly", "一些"), b"", "unusable-figure"),
    (("optimiser", "--debt", "50000", "--fee", "八成"), b"", "unusable-figure"),
    (("optimiser", "--debt", "50000"), b"", "bad-arguments"),
    (("agreement", ""), b"", "empty-text"),
    (("agreement", "missing.txt"), b"", "unreadable-file"),
]


@pytest.mark.parametrize(("arguments", "stdin", "code"), UNUSABLE, ids=[" ".join(a)[:40] for a, _, _ in UNUSABLE])
def test_unusable_input_is_exit_two_and_one_json_shape(
    document: Document, arguments: tuple[str, ...], stdin: bytes, code: str
) -> None:
    """What cannot be used is said by code, in a sentence, with exit 2."""
    told = document(*arguments, stdin=stdin, code=2)
    assert told["error"]["code"] == code and told["error"]["message"] and "〔" not in told["error"]["message"]


def test_a_sheet_of_another_kind_is_refused(tmp_path: Path, run: Run) -> None:
    """Only the three kinds are written."""
    assert "格式" in run("packs", "review", str(tmp_path / "a.txt"), code=2)
