"""`doors`, `due`, `myth` and `before` at the terminal: an answer for people, one for programs, and every mishap worded."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar
from jsonschema import Draft202012Validator

from fairdue.cli.main import run

CASE = "case: 甲\nevents:\n  - {event: judgment-received, on: 2026-11-06}\n"


def printed(capsys: pytest.CaptureFixture[str], *arguments: str, code: int = 0) -> str:
    """Run a command and return what it printed."""
    assert run(list(arguments)) == code
    captured = capsys.readouterr()
    return captured.out + captured.err


def document(capfdbinary: pytest.CaptureFixture[bytes], *arguments: str, code: int = 0) -> Any:
    """Run a command with --json and return its document."""
    assert run([*arguments, "--json"]) == code
    return json.loads(capfdbinary.readouterr().out)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("doors", "conduct", "--kind", "microloan"), "地方金融管理机构"),
        (("doors", "danger", "--cannot-call"), "12110"),
        (("doors", "conduct", "--lender", "云州没有的公司"), "名录里没有这个名字"),
        (("due", "--event", "payment-order-received", "--from", "1990-01-10"), "说不准"),
        (("doors", "--body", "银保监局"), "银保监会已经没有了"),
        (("doors", "--body", "某某局"), "没有记录说「某某局」已经不在了"),
        (("doors", "--list"), "membership-fee"),
        (("due", "--list"), "payment-order-received"),
        (("due", "--event", "ruling-received", "--from", "2026-11-13", "--on", "2026-11-21"), "还有 2 天"),
        (("due", "--event", "judgment-effective", "--from", "2026-08-31"), "2027 年的放假安排还没有收进来"),
        (("due", "--event", "hearing-notice", "--from", "2026-11-13"), "看文书上写的是哪天"),
        (("myth", "没有判决书不能上门"), "没有规定要求先有判决"),
        (("myth", "--list"), "[pay-a-little]"),
        (("myth", "--id", "pay-a-little"), "诉讼时效会重新起算"),
        (("myth", "红烧肉怎么做"), "没有找到相近的说法"),
        (("before",), "这不是叫你不还"),
        (("before", "--group", "payment", "--when", "passed"), "已经还的要不回来"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_people_are_told(capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], told: str) -> None:
    """Each command answers in sentences."""
    assert told in printed(capsys, *arguments)


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (("doors",), 2, "--list"),
        (("doors", "nonsense"), 2, "danger、self-harm"),
        (("doors", "fees", "--province", "火星"), 2, "没有叫「火星」的省份"),
        (("doors", "fees", "--kind", "shop"), 2, "没有叫「shop」的机构类型"),
        (("due",), 2, "--event"),
        (("due", "--event", "ruling-received"), 2, "--from"),
        (("due", "--event", "nonsense", "--from", "2026-11-13"), 2, "没有叫「nonsense」的事情"),
        (("due", "--event", "ruling-received", "--from", "2099-01-01"), 2, "还没到"),
        (("due", "--event", "ruling-received", "--from", "昨天"), 2, "不是一个日期"),
        (("due", "/nowhere"), 2, "找不到这个文件"),
        (("myth",), 2, "请写下你听到的说法"),
        (("myth", "--id", "nonsense"), 2, "没有叫「nonsense」的说法"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_mishaps_are_worded(
    capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], code: int, told: str
) -> None:
    """Unusable input is a sentence with the documented exit code, never a trace."""
    assert told in printed(capsys, *arguments, code=code)


def test_a_folder_becomes_a_list_and_a_calendar(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Two cases, one of them broken: the good one is counted and written to the calendar, the bad one is named."""
    (tmp_path / "a.yaml").write_text(CASE, "utf-8")
    (tmp_path / "b.yaml").write_text("events: 3\n", "utf-8")
    target = tmp_path / "days.ics"
    out = printed(capsys, "due", str(tmp_path), "--on", "2026-11-20", "--ics", str(target))
    assert "2026-11-23  甲：上诉（还有 3 天）" in out
    assert "没有读进来：" in out and "b.yaml:1" in out
    titles = [str(one["summary"]) for one in Calendar.from_ical(target.read_bytes()).walk("VEVENT")]
    assert titles == ["甲：交材料的最后一天"]


def test_a_telling_name_stays_out_of_the_calendar(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A case named after the debt is a number in the calendar, and its owner is told so."""
    (tmp_path / "a.yaml").write_text(CASE, "utf-8")
    (tmp_path / "b.yaml").write_text(CASE.replace("甲", "某某消费金融欠款"), "utf-8")
    target = tmp_path / "days.ics"
    out = printed(capsys, "due", str(tmp_path), "--on", "2026-11-20", "--ics", str(target))
    assert "别人看不出是什么事：某某消费金融欠款" in out
    titles = [str(one["summary"]) for one in Calendar.from_ical(target.read_bytes()).walk("VEVENT")]
    assert sorted(titles) == ["1：交材料的最后一天", "甲：交材料的最后一天"]


def test_each_group_of_events_is_listed_once(capsys: pytest.CaptureFixture[str]) -> None:
    """The list names a group where its first event stands, and not again."""
    heads = [line for line in printed(capsys, "due", "--list").splitlines() if not line.startswith(" ")]
    assert len(heads) == len(set(heads))


@pytest.mark.parametrize("issue", ["danger", "self-harm"])
def test_nobody_in_danger_is_reminded_of_the_debt(capsys: pytest.CaptureFixture[str], issue: str) -> None:
    """The word that a complaint leaves the debt standing has its place elsewhere."""
    assert "债消失" not in printed(capsys, "doors", issue)
    assert "债消失" in printed(capsys, "doors", "conduct")


def test_an_article_is_named_once(capsys: pytest.CaptureFixture[str]) -> None:
    """A claim that rests on two provisions of one article names the article a single time."""
    sources = [line for line in printed(capsys, "myth", "--id", "sixty-months-right").splitlines() if "依据：" in line]
    assert sources and len(sources) == len(set(sources))


def test_programs_get_documents(capfdbinary: pytest.CaptureFixture[bytes], tmp_path: Path) -> None:
    """Each command has its document, and failures have the one shape of all failures."""
    (tmp_path / "a.yaml").write_text(CASE, "utf-8")
    assert document(capfdbinary, "doors", "sued", "--kind", "bank")["schema"] == "fairdue.doors/1"
    assert document(capfdbinary, "due", str(tmp_path))["schema"] == "fairdue.due/1"
    assert document(capfdbinary, "myth", "过了三年债就没了")["schema"] == "fairdue.myth/1"
    assert {one["when"] for one in document(capfdbinary, "before")} == {"running", "passed"}
    assert document(capfdbinary, "doors", "nonsense", code=2)["error"]["code"] == "unknown-name"


def test_english_is_spoken_around_the_pack(capsys: pytest.CaptureFixture[str]) -> None:
    """With --lang en the words around those of the pack are English."""
    out = printed(capsys, "--lang", "en", "due", "--event", "ruling-received", "--from", "2026-11-13")
    assert "The day 2026-11-13 is not counted" in out


@pytest.mark.parametrize(
    "arguments",
    [
        ("doors", "sued", "--kind", "bank"),
        ("doors", "membership-fee", "--lender", "花呗", "--province", "北京"),
        ("doors", "--body", "银保监会"),
        ("due", "--event", "lender-complaint", "--from", "2026-11-21"),
        ("due", "--event", "complaint-received", "--from", "2026-10-10", "--service", "announcement"),
        ("myth", "还一点表示诚意"),
        ("myth", "--id", "visit-needs-judgment"),
    ],
    ids=" ".join,
)
def test_documents_keep_their_schemas(capfdbinary: pytest.CaptureFixture[bytes], arguments: tuple[str, ...]) -> None:
    """What a command prints is what its published schema says."""
    schema = json.loads((files("fairdue.app.contracts") / f"{arguments[0]}-1.schema.json").read_text("utf-8"))
    validator = Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)
    found = document(capfdbinary, *arguments)
    assert [error.message for error in validator.iter_errors(found)] == []
