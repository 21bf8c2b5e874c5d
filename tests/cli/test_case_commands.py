"""The commands of the case file: the whole way from a new vault to a checked package, and every mishap in words."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.terminal import PASSPHRASE, TEXT, Terminal


@pytest.fixture(scope="module")
def terminal(tmp_path_factory: pytest.TempPathFactory) -> Terminal:
    """A vault with one case, people, rows of several kinds, and one exhibit."""
    made = Terminal(tmp_path_factory.mktemp("terminal"))
    made.make()
    made.run("case", "new", "易贷那笔")
    person = made.json("case", "add", "party", "王大力", "--role", "collector", "--reached-at", "13812345678")["id"]
    rows = (
        ("contact", "--channel", "call", "--connected", "--seconds", "65", "--on", "2026-11-20", "--at", "21:30"),
        ("refusal", "--refused", "contact-others", "--told-by", "sms", "--on", "2026-11-10", "--party", person),
        ("agreement", "--agreed-on", "hours", "--until", "2026-12-31", "--on", "2026-11-11"),
        ("account-check", "--where", "app", "--showed", "overdue", "--amount", "5,820.50", "--on", "2026-11-12"),
        ("payment", "--amount", "1200.5", "--payee", "某某金融", "--on", "2026-11-13"),
        ("offer", "--direction", "sent", "--amount", "500", "--instalments", "12", "--on", "2026-11-14"),
        ("document", "--title", "借款合同", "--on", "2026-01-01"),
        ("deadline", "--what", "答辩", "--on", "2099-01-01"),
    )
    for kind, *options in rows:
        made.json("case", "add", kind, *options)
    said = ("--name", "催收短信", "--source", "本人手机收到", "--proves", "威胁", "--channel", "sms")
    made.run("evidence", "add", "-", *said, stdin=TEXT.encode())
    return made


def test_a_wrong_file_among_many_leaves_nothing_half_done(tmp_path: Path) -> None:
    """Every file is looked at before the first is sealed, and the one that cannot be is named."""
    made = Terminal(tmp_path)
    made.make()
    made.run("case", "new", "x")
    (tmp_path / "good.txt").write_text("你好")
    (tmp_path / "empty.txt").write_text("")
    for wrong, reason in (("empty.txt", "里面什么也没有"), ("nothing.txt", "找不到")):
        told = made.run("evidence", "add", "good.txt", wrong, code=2)
        assert wrong in told and reason in told
    assert made.json("evidence", "list") == []


def test_a_name_cannot_steer_the_terminal(tmp_path: Path) -> None:
    """Controls, line ends and marks of direction in a file's name are made visible, on one line."""
    made = Terminal(tmp_path)
    made.make()
    made.run("case", "new", "x")
    name = "\x1b[2J\n\u202egpj.exe"
    (tmp_path / name).write_text("你好")
    told = made.run("evidence", "add", name) + made.run("evidence", "list")
    assert "\x1b" not in told and "\u202e" not in told
    assert "␛[2J ⟨U+202E⟩gpj.exe" in told and len(told.splitlines()) == 2
    assert made.json("evidence", "list")[0]["name"] == name


def test_the_timeline_is_in_order(terminal: Terminal) -> None:
    """Every kind of row stands by its day with its particulars, for a person and as JSON."""
    rows = terminal.json("case", "timeline")
    assert [row["kind"] for row in rows] == [
        "document", "refusal", "agreement", "account-check", "payment", "offer", "contact", "deadline",
    ]  # fmt: skip
    assert next(row for row in rows if row["kind"] == "payment")["amount_fen"] == 120050
    printed = terminal.run("case", "timeline", "--kind", "contact")
    assert "2026-11-20 21:30" in printed and "接通" in printed and "65 秒" in printed
    assert terminal.json("case", "timeline", "--since", "2026-11-12", "--until", "2026-11-13", "--kind", "payment")


def test_words_are_found_in_rows_and_in_evidence(terminal: Terminal) -> None:
    """Two Chinese characters find the exhibit whose text holds them, and a party by name."""
    assert "E0001" in [one["ref"] for one in terminal.json("case", "find", "家人")]
    assert {one["kind"] for one in terminal.json("case", "find", "王大力")} == {"party", "evidence"}
    hit = next(one for one in terminal.json("case", "find", "家人") if one["ref"] == "E0001")
    assert "家人" in [hit["words"][one["start"] : one["end"]] for one in hit["marks"]]
    assert "家人和单位" in terminal.run("case", "find", "家人")
    assert "没有找到" in terminal.run("case", "find", "没有这个词")


def test_a_finding_is_confirmed_beside_the_original(terminal: Terminal) -> None:
    """Confirming shows the passage; without a person at the terminal it must be said that the original was read."""
    shown = terminal.json("evidence", "show", "E0001")
    assert shown["text"] == TEXT and {one["status"] for one in shown["findings"]} <= {
        "machine",
        "confirmed",
        "rejected",
    }
    finding = shown["findings"][0]["id"]
    assert "要先确认" in terminal.run("evidence", "confirm", "E0001", finding, code=2)
    assert f"【{shown['findings'][0]['quote']}】" in terminal.run("evidence", "confirm", "E0001", finding, "--yes")
    assert terminal.json("evidence", "confirm", "E0001", finding, "--undo", "--yes")["status"] == "machine"
    assert terminal.json("evidence", "confirm", "E0001", finding, "--yes")["status"] == "confirmed"
    kinds = [entry["kind"] for entry in terminal.json("evidence", "show", "E0001")["custody"]]
    assert kinds[0] == "intake" and {"view", "note"} <= set(kinds)


def test_a_package_is_exported_and_checks(terminal: Terminal) -> None:
    """A folder holds both packages, each passing its own verify.py; an archive can be locked; a place is used once."""
    told = terminal.json("evidence", "export", "out", "--item", "E1", "--copies", "2")
    assert set(told["files"]) == {"完整版", "遮盖版"}
    for name in told["files"]:
        assert subprocess.run([sys.executable, "-I", "verify.py"], cwd=terminal.folder / "out" / name).returncode == 0
    assert "王大力".encode() not in (terminal.folder / "out/遮盖版/data/派生/E0001_遮盖.txt").read_bytes()
    terminal.run(
        "evidence",
        "export",
        "a.zip.age",
        "--item",
        "E1",
        "--encrypt",
        secrets={"FAIRDUE_PACKAGE_PASSPHRASE": "雨伞和旧鞋三更天"},
    )
    assert (terminal.folder / "a.zip.age").read_bytes().startswith(b"age-encryption.org")
    locked = ("evidence", "export", "a.zip.age", "--item", "E1", "--encrypt")
    assert "FAIRDUE_PACKAGE_PASSPHRASE" in terminal.run(*locked, code=2)
    assert "没有覆盖" in terminal.run(*locked[:-1], code=2)
    assert "证据" in terminal.run("evidence", "export", "b", "--item", "E0099", code=2)


def test_a_package_handed_in_is_checked(terminal: Terminal) -> None:
    """Folder, archive or locked archive, without any vault: whole or not, exhibit by exhibit; a weak lock is refused."""
    lock = {"FAIRDUE_PACKAGE_PASSPHRASE": "雨伞和旧鞋三更天"}
    terminal.run("evidence", "export", "checked", "--item", "E1")
    terminal.run("evidence", "export", "checked.zip.age", "--item", "E1", "--encrypt", secrets=lock)
    nowhere = {"FAIRDUE_VAULT": "nowhere", "FAIRDUE_PASSPHRASE": ""}
    told = terminal.json("evidence", "verify", "checked", secrets=nowhere)
    assert told["ok"] and [one["masked"] for one in told["packages"]] == [False, True]
    assert "完整版" in (shown := terminal.run("evidence", "verify", "checked.zip.age", secrets=nowhere | lock))
    assert "E0001" in shown and "由法院认定" in shown
    assert "口令不对" in terminal.run(
        "evidence",
        "verify",
        "checked.zip.age",
        secrets=nowhere | {"FAIRDUE_PACKAGE_PASSPHRASE": "别的口令啊啊啊啊"},
        code=2,
    )
    (original,) = (terminal.folder / "checked" / "完整版" / "data" / "原始").iterdir()
    original.write_bytes(original.read_bytes() + b" ")
    told = json.loads(terminal.run("evidence", "verify", "checked", "--json", secrets=nowhere, code=4))
    assert [one["ok"] for one in told["packages"]] == [False, True]
    assert [one["label"] for one in told["packages"][0]["exhibits"] if not one["ok"]] == ["E0001"]
    assert "和导出时不一样" in terminal.run("evidence", "verify", "checked", secrets=nowhere, code=4)
    (terminal.folder / "不是包.zip").write_bytes(b"PK")
    assert "不是 ZIP" in terminal.run("evidence", "verify", "不是包.zip", secrets=nowhere, code=2)
    assert "找不到" in terminal.run("evidence", "verify", "没有.zip", secrets=nowhere, code=2)
    weak = {"FAIRDUE_PACKAGE_PASSPHRASE": "伞"}
    assert "口令太短" in terminal.run(
        "evidence", "export", "w.zip.age", "--item", "E1", "--encrypt", secrets=weak, code=2
    )
    assert not (terminal.folder / "w.zip.age").exists()


def test_a_row_is_put_right_and_the_old_one_stays(tmp_path: Path) -> None:
    """What is not said stays as it was; the timeline shows both rows, each naming the other."""
    made = Terminal(tmp_path)
    made.make()
    made.run("case", "new", "易贷那笔")
    old = made.json("case", "add", "payment", "--amount", "120", "--payee", "某某金融", "--on", "2026-11-13")["id"]
    new = made.json("case", "correct", "payment", old, "--amount", "1200")
    assert (new["amount_fen"], new["payee"], new["on"], new["corrects"]) == (120000, "某某金融", "2026-11-13", old)
    first, second = made.run("case", "timeline").splitlines()
    assert f"〔已更正，见 {new['id']}〕" in first and f"〔更正 {old}〕" in second
    assert new["id"] in made.run("case", "correct", "payment", old, "--amount", "1", code=2)
    assert "没有改动" in made.run("case", "correct", "payment", new["id"], code=2)
    assert "另一种记录" in made.run("case", "correct", "refusal", new["id"], "--refused", "visit", code=2)
    assert "没有编号是" in made.run("case", "correct", "note", "nothing", "字", code=2)
    emptied = made.json("case", "correct", "payment", new["id"], "--clear", "payee")
    assert "payee" not in emptied
    assert "--clear" in made.run(
        "case", "correct", "payment", emptied["id"], "--payee", "某", "--clear", "payee", code=2
    )
    gone = made.json("case", "withdraw", emptied["id"], "这笔是另一个案件的")
    assert (gone["kind"], gone["corrects"]) == ("note", emptied["id"])
    assert "为什么撤回" in made.run("case", "withdraw", gone["id"], " ", code=2)
    assert made.json("case", "find", "某某金融")[0]["corrected_by"] == new["id"]


def test_people_debts_and_findings_are_put_right(tmp_path: Path) -> None:
    """A name, a contract number, the words of a finding: what stood there before is shown below it."""
    made = Terminal(tmp_path)
    made.make()
    made.run("case", "new", "易贷那笔")
    person = made.json("case", "add", "party", "王大立", "--role", "guarantor", "--reached-at", "13812345678")["id"]
    debt = made.json("case", "add", "debt", "某某优贷")["id"]
    made.run("case", "correct", "party", person, "--name", "王大力", "--role", "collector")
    made.run("case", "correct", "debt", debt, "--contract-number", "HT-2", "--holder", "某某资产")
    shown = made.run("case", "show").splitlines()
    assert shown[1:5] == [
        f"  {person}  催收人  王大力  13812345678",
        "      已更正，原来是：保证人  王大立  13812345678",
        f"  {debt}  债务  某某优贷  HT-2  现在归 某某资产",
        "      已更正，原来是：债务  某某优贷",
    ]
    assert "没有改动" in made.run("case", "correct", "party", person, "--name", "王大力", code=2)
    assert "没有叫" in made.run("case", "correct", "debt", "nothing", "--note", "字", code=2)
    made.run("evidence", "add", "-", "--name", "催收短信", stdin=TEXT.encode())
    finding = made.json("evidence", "show", "E0001")["findings"][0]
    made.run("evidence", "reword", "E0001", finding["id"], "他说要告诉我家人")
    made.run("evidence", "describe", "E0001", "--name", "11月20日的短信")
    told = made.run("evidence", "show", "E0001")
    assert f"已更正，原来是：{finding['because']}" in told and "他说要告诉我家人" in told
    assert "说明改过，原来是：催收短信" in told and "改写说明" in told
    assert made.json("evidence", "show", "E0001")["former"][0]["kind"] == "finding"


def test_a_case_goes_to_a_file_and_back(terminal: Terminal) -> None:
    """What was exported is imported as a new case with the same rows and exhibits; a broken file brings nothing."""
    terminal.run("case", "export", "case.json")
    before = len(terminal.json("case", "list"))
    made = terminal.json("case", "import", "case.json")
    assert (made["entries"], made["exhibits"], made["without_evidence"]) == (8, 1, 0)
    rows = terminal.json("case", "timeline", "--case", made["case"]["id"])
    assert len(rows) == 8 and next(row for row in rows if row["kind"] == "refusal")["party"]
    document = json.loads((terminal.folder / "case.json").read_text("utf-8"))
    document["entries"][3]["amount_fen"] = "many"
    (terminal.folder / "bad.json").write_text(json.dumps(document), "utf-8")
    assert "entries[3].amount_fen" in terminal.run("case", "import", "bad.json", code=2)
    for words in ("{", "[]", '{"schema": "fairdue.case/1"}', '{"schema": "fairdue.case/1", "case": {"id": 5}}'):
        (terminal.folder / "worse.json").write_text(words, "utf-8")
        terminal.run("case", "import", "worse.json", code=2)
    terminal.run("case", "delete", made["case"]["id"], "--yes")
    assert len(terminal.json("case", "list")) == before


def test_of_several_cases_one_must_be_named(tmp_path: Path) -> None:
    """Without a word of which case is meant the choices are told; a file that is no JSON is said to have kept nothing."""
    made = Terminal(tmp_path)
    made.make()
    for title in ("甲", "乙"):
        made.run("case", "new", title)
    told = made.run("case", "show", code=2)
    assert "没有说是哪一个案件" in told and "甲" in told and "乙" in told
    (tmp_path / "c.json").write_bytes(b"[" * 5000)
    assert "什么都没有存进去" in made.run("case", "import", "c.json", code=2)


def test_a_backup_comes_back_whole(terminal: Terminal, tmp_path: Path) -> None:
    """Backed up, brought back elsewhere, opened with the same passphrase, verified; the original place stays as it is."""
    terminal.run("vault", "backup", str(tmp_path / "b.zip"), "--zip")
    there = {"FAIRDUE_VAULT": str(tmp_path / "restored"), "FAIRDUE_STATE": str(tmp_path / "state")}
    terminal.run("vault", "restore", str(tmp_path / "b.zip"), secrets=there)
    assert json.loads(terminal.run("vault", "verify", "--json", secrets=there))["ok"]
    assert terminal.run("case", "timeline", "--json", secrets=there) == terminal.run("case", "timeline", "--json")


MISHAPS: list[tuple[tuple[str, ...], str, dict[str, str]]] = [
    (("case", "list"), "wrong-passphrase", {"FAIRDUE_PASSPHRASE": "不是这个口令"}),
    (("case", "list"), "vault-locked", {"FAIRDUE_PASSPHRASE": ""}),
    (("case", "list"), "no-vault", {"FAIRDUE_VAULT": "nowhere"}),
    (("case", "show", "00000000"), "unknown-name", {}),
    (("case", "note", " "), "empty-field", {}),
    (("case", "note", "x", "--on", "2099-01-01"), "unusable-date", {}),
    (("case", "note", "x", "--on", "2026-02-30"), "unusable-date", {}),
    (("case", "new", " "), "empty-field", {}),
    (("case", "find", " "), "empty-field", {}),
    (("case", "add", "payment", "--amount", "many"), "unusable-figure", {}),
    (("case", "add", "payment", "--amount", "-5"), "unusable-figure", {}),
    (("case", "add", "payment", "--amount", "1.005"), "unusable-figure", {}),
    (("case", "add", "payment", "--amount", "0"), "unusable-figure", {}),
    (("case", "add", "payment"), "bad-arguments", {}),
    (("case", "add", "payment", "--amount", "5", "--on", "2099-01-01"), "unusable-date", {}),
    (("case", "add", "offer", "--direction", "sent", "--reply-on", "2099-01-01"), "unusable-date", {}),
    (("case", "add", "offer", "--direction", "sent", "--reply-on", "2001-01-01"), "unusable-date", {}),
    (("case", "add", "agreement", "--agreed-on", "hours", "--until", "2001-01-01"), "unusable-date", {}),
    (("case", "add", "deadline", "--what", " "), "empty-field", {}),
    (("case", "add", "document", "--title", ""), "empty-field", {}),
    (("case", "add", "party", " ", "--role", "collector"), "empty-field", {}),
    (("case", "add", "debt", ""), "empty-field", {}),
    (("case", "frob"), "bad-arguments", {}),
    (("case", "list", "more"), "bad-arguments", {}),
    (("case", "add", "contact", "--channel", "call", "--seconds", "-1"), "bad-arguments", {}),
    (("case", "add", "contact", "--channel", "pigeon"), "bad-arguments", {}),
    (("case", "add", "contact", "--channel", "sms", "--at", "25:00"), "unusable-date", {}),
    (("case", "add", "contact", "--channel", "sms", "--party", "nobody"), "unknown-name", {}),
    (("case", "add", "contact", "--channel", "sms", "--evidence", "E0099"), "unknown-name", {}),
    (("case", "import", "nothing.json"), "unreadable-file", {}),
    (("case", "export", "."), "unreadable-file", {}),
    (("case", "delete", "00000000", "--yes"), "unknown-name", {}),
    (("evidence", "add", "nothing.txt"), "unreadable-file", {}),
    (("evidence", "add", "."), "unreadable-file", {}),
    (("evidence", "add", "-"), "empty-text", {}),
    (("evidence", "add", ""), "unreadable-file", {}),
    (("evidence", "add", "x" * 4096), "unreadable-file", {}),
    (("evidence", "add", "pipe"), "unreadable-file", {}),
    (("evidence", "describe", "E0001", "--happened-at", "2099-01-01"), "unusable-date", {}),
    (("evidence", "delete", "E0001", "--reason", " ", "--yes"), "empty-field", {}),
    (("evidence", "show", "E0099"), "unknown-name", {}),
    (("evidence", "confirm", "E0001", "nothing", "--yes"), "unknown-name", {}),
    (("evidence", "export", "x", "--item", "E0001", "--cover", "nonsense"), "bad-arguments", {}),
    (("evidence", "export", "x", "--item", "E0001", "--cover", "E0001=1,2"), "broken-record", {}),
    (("evidence", "export", "x.age", "--item", "E0001", "--recipient", "age1x"), "broken-record", {}),
    (("evidence", "delete", "E0099", "--reason", "x", "--yes"), "unknown-name", {}),
    (("vault", "backup", "."), "vault-exists", {}),
    (("vault", "rescue", "x"), "bad-arguments", {}),
]


@pytest.mark.parametrize(("arguments", "code", "secrets"), MISHAPS, ids=[" ".join(a)[:50] for a, _, _ in MISHAPS])
def test_every_mishap_is_a_sentence(
    terminal: Terminal, arguments: tuple[str, ...], code: str, secrets: dict[str, str]
) -> None:
    """What cannot be done is said by code and in a sentence, with exit 2, and leaves the case as it was."""
    if "pipe" in arguments and not (terminal.folder / "pipe").exists():
        os.mkfifo(terminal.folder / "pipe")
    told = json.loads(terminal.run(*arguments, "--json", code=2, secrets=secrets))["error"]
    assert told["code"] == code and "〔" not in told["message"]
    assert not re.search(r"Missing|Invalid|No such|unexpected", told["message"]) and len(told["message"]) < 400
    english = terminal.run("--lang", "en", *arguments, code=2, secrets=secrets)
    assert english.strip()


def test_a_passphrase_comes_from_a_file_descriptor(terminal: Terminal) -> None:
    """Another program can hand over the passphrase by an open file, so that it stands in no environment either."""
    reading, writing = os.pipe()
    os.write(writing, f"{PASSPHRASE}\n".encode())
    os.close(writing)
    done = subprocess.run(
        [sys.executable, "-m", "fairdue.cli.main", "case", "list", "--passphrase-fd", str(reading)],
        env={**os.environ, **terminal.environment, "FAIRDUE_PASSPHRASE": ""},
        pass_fds=(reading,),
        stdin=subprocess.DEVNULL,
        capture_output=True,
    )
    os.close(reading)
    assert done.returncode == 0 and "易贷那笔" in done.stdout.decode()
