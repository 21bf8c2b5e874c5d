"""The terminal: every command answers, every mishap is a sentence with the documented exit code."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

REMINDER = "【某某金融】您的借款已逾期3天，应还1,200.50元，请尽快登录官方App还款。"


def run(*arguments: str, stdin: bytes = b"", code: int = 0) -> subprocess.CompletedProcess[bytes]:
    """Run the command in a process of its own and check its exit code."""
    done = subprocess.run(
        [sys.executable, "-m", "fairdue.cli.main", *arguments], input=stdin, capture_output=True, timeout=60
    )
    assert done.returncode == code, (done.stdout.decode(), done.stderr.decode())
    return done


def document(*arguments: str, stdin: bytes = b"", code: int = 0) -> Any:
    """Return the JSON a command prints."""
    return json.loads(run(*arguments, "--json", stdin=stdin, code=code).stdout)


def test_check_reads_text_a_file_and_standard_input(tmp_path: Path) -> None:
    """The three ways in give the same answer."""
    path = tmp_path / "a.txt"
    path.write_text(REMINDER, encoding="utf-8")
    answers = [
        document("check", REMINDER),
        document("check", str(path)),
        document("check", "-", stdin=REMINDER.encode()),
    ]
    assert answers[0] == answers[1] == answers[2]
    assert answers[0]["schema"] == "fairdue.answer/1" and answers[0]["assessment"]["kind"] == "collection"


def test_check_prints_the_answer_for_a_person() -> None:
    """The sentence that answers comes first, then what to do now."""
    printed = run("check", REMINDER).stdout.decode()
    assert printed.index("现在做什么") < printed.index("真不真") < printed.index("合不合规")


def test_a_place_in_the_law_is_named_once() -> None:
    """Several rules of one article stand on one line, with all the passages they explain."""
    printed = run("check", "你爸妈和单位都会知道你欠钱，今天把钱转到王经理微信，否则联合村委上门").stdout.decode()
    sources = printed.split("── 依据 ──")[1].replace("\n  ", "").splitlines()
    places = [line.rsplit("，第", 1)[0] for line in sources if line.startswith("· ")]
    assert len(places) == len(set(places)) > 3


def test_check_says_that_a_file_was_gbk(tmp_path: Path) -> None:
    """The encoding is detected and said."""
    path = tmp_path / "a.txt"
    path.write_text(REMINDER, encoding="gbk")
    assert "gb18030" in run("check", str(path)).stdout.decode()


UNUSABLE = [
    (("check", ""), b"", "empty-text"),
    (("check", "-"), b"", "empty-text"),
    (("check", "-"), b"\x89PNG\r\n\x1a\n" + bytes(100), "not-text"),
    (("check", "-"), b"a" * 10_000_000, "text-too-long"),
    (("check", "-"), "您的借款".encode() * 9 + b"\xff\xfe\xfd" + "逾期".encode(), "unknown-encoding"),
    (("check", "-"), "❤️✨".encode(), "empty-text"),
    (("check", "-"), "\u202e\u200f".encode(), "empty-text"),
    (("check", "missing.txt"), b"", "unreadable-file"),
    (("check", REMINDER, "--received-at", "2099-01-01"), b"", "unusable-date"),
    (("check", REMINDER, "--received-at", "1990-01-01"), b"", "unusable-date"),
    (("check", REMINDER, "--received-at", "2026-02-30"), b"", "unusable-date"),
    (("check", REMINDER, "--lender-kind", "wizard"), b"", "unknown-name"),
    (("check", REMINDER, "--channel", "pigeon"), b"", "bad-arguments"),
    (("check", "--no-such-option"), b"", "bad-arguments"),
    (("--lang", "fr", "check", REMINDER), b"", "bad-arguments"),
    (("screen", "missing.jsonl", "out.jsonl"), b"", "unreadable-file"),
    (("screen", "missing.csv"), b"", "unreadable-file"),
    (("screen", "-", "--format", "csv"), b"", "missing-column"),
    (("screen", "-", "--for-spreadsheet"), b"", "bad-arguments"),
    (("screen", "-", "out.xlsx"), b"", "unknown-name"),
    (("evaluate", "missing.jsonl"), b"", "unreadable-file"),
    (("law", "show", "no-such-provision"), b"", "unknown-provision"),
    (("law", "show", "psapl2026-50-threat", "--on", "2025-12-31"), b"", "not-in-force"),
    (("rules", "show", "no-such-rule"), b"", "unknown-name"),
]


@pytest.mark.parametrize(("arguments", "stdin", "code"), UNUSABLE, ids=[" ".join(a)[:40] for a, _, _ in UNUSABLE])
def test_unusable_input_is_exit_two_and_one_json_shape(arguments: tuple[str, ...], stdin: bytes, code: str) -> None:
    """What cannot be used is said by code, in a sentence, with exit 2; nothing is printed as an answer."""
    told = document(*arguments, stdin=stdin, code=2)
    assert told.keys() == {"error"} and told["error"]["code"] == code and told["error"]["exit_code"] == 2
    assert told["error"]["message"] and "〔" not in told["error"]["message"]


def test_an_unknown_pack_is_exit_three() -> None:
    """A pack nobody installed is a pack problem."""
    assert document("--pack", "atlantis", "check", REMINDER, code=3)["error"]["code"] == "pack-not-found"


def test_errors_speak_the_readers_language() -> None:
    """Chinese by default, English when asked."""
    assert "没有可读的文字" in run("check", "", code=2).stderr.decode()
    english = run("--lang", "en", "check", "", code=2).stderr.decode()
    assert english.isascii() and english.strip()


def test_screen_reads_and_writes_streams(tmp_path: Path) -> None:
    """`-`, or no OUT, is the standard stream; the records stand there alone, what was done is told beside them."""
    row = json.dumps({"id": 7, "text": REMINDER}, ensure_ascii=False).encode() + b"\n"
    (tmp_path / "in.jsonl").write_bytes(row)
    done = [
        run("screen", "-", stdin=row),
        run("screen", "-", "-", stdin=row),
        run("screen", str(tmp_path / "in.jsonl")),
    ]
    assert len({one.stdout for one in done}) == 1 and "1 条" in done[0].stderr.decode()
    assert json.loads(done[0].stdout)["assessment"]["kind"] == "collection"
    told = run("screen", "-", str(tmp_path / "out.csv"), "--json", stdin=row)
    assert json.loads(told.stdout)["records"] == 1
    assert (tmp_path / "out.csv").read_text("utf-8").startswith("id,text,_extra,assessment,error,line\n7,")


def test_a_table_piped_in_is_read_as_a_table(tmp_path: Path) -> None:
    """A stream is told by how it begins, and what goes out is of the same form; --format says it outright."""
    table = f'id,text,note\n7,"{REMINDER}",=1+1\n'.encode()
    out = str(tmp_path / "out.csv")
    assert run("screen", "-", out, stdin=table).stdout == b""
    for options in ((), ("--format", "csv")):
        assert run("screen", "-", *options, stdin=table).stdout == (tmp_path / "out.csv").read_bytes()
    done = run("screen", "-", out, "--for-spreadsheet", "--json", stdin=table)
    assert json.loads(done.stdout)["live_cells"] == 0 and ",'=1+1," in (tmp_path / "out.csv").read_text("utf-8-sig")
    assert "--for-spreadsheet" in run("screen", "-", out, stdin=table).stderr.decode()
    assert json.loads(run("screen", "-", "--json", stdin=b"").stderr)["records"] == 0


def test_law_is_shown_as_of_a_day_and_found_by_words() -> None:
    """The old law holds on its last day; a search finds provisions by what they say."""
    assert document("law", "show", "psapl-old-42-until-2025", "--on", "2025-12-31")["in_force"] is True
    assert any(one["id"] == "gbt45251-contact-hours" for one in document("law", "search", "22点"))


def test_a_lender_is_found_by_name_number_and_domain() -> None:
    """One command answers who is behind a name, a number or a domain."""
    for query in ("招商银行", "95555", "cmbchina.com"):
        assert any("招商银行" in one["name"] for one in document("lender", query)["lenders"])


def test_rules_are_listed_shown_and_tested() -> None:
    """Every rule passes its own examples."""
    listed = document("rules", "list")
    assert len(listed) >= 100
    assert document("rules", "show", listed[0]["id"])["id"] == listed[0]["id"]
    assert document("rules", "test")["failed"] == []


def test_rules_that_read_agreements_stand_beside_those_that_read_messages() -> None:
    """A clause rule is listed with its kind, shown with what it warns of, and tried on its own examples."""
    clauses = document("rules", "list", "--kind", "clause")
    assert {one["kind"] for one in clauses} == {"clause"} and len(clauses) >= 15
    assert {one["id"] for one in clauses} < {one["id"] for one in document("rules", "list")}
    assert [one["does"] for one in clauses if one["id"] == "fee-first"] == ["clause:fee:stop"]
    shown = document("rules", "show", "fee-first")
    assert shown["kind"] == "clause" and shown["trap"]["ask"] and shown["matches"]
    assert shown["trap"]["ask"] in run("rules", "show", "fee-first").stdout.decode()
    tried = document("rules", "test", "fee-first")
    assert tried["tried"] == len(shown["matches"]) + len(shown["ignores"]) and not tried["failed"]


def test_coverage_is_printed_as_tables_and_as_json() -> None:
    """The matrix, the patterns with their signs, and the provisions with the reasons for those without a rule."""
    told = document("rules", "coverage")
    assert told["schema"] == "fairdue.coverage/1"
    assert len(told["patterns"]) == 50 and told["whole"] and told["cells"]
    printed = run("rules", "coverage").stdout.decode()
    assert (
        printed.index("主题 × 阶段") < printed.index("主题 × 伪装") < printed.index("sp50") < printed.index("行为条款")
    )
    english = run("--lang", "en", "rules", "coverage").stdout.decode()
    assert "Topic × stage" in english and "Rules naming it" in english


def test_the_pack_has_no_errors() -> None:
    """`packs check` finds nothing wrong with the pack in the wheel."""
    told = document("packs", "check")
    assert [one for one in told["problems"] if one["severity"] == "error"] == []
