"""Each thing that can be wrong with the corpus is shown by one message that has it, beside one that is clean."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from fairdue.app.check_corpus import WORDS, Fault, check_corpus, counts, digests, lender_names, main, write_offsets
from fairdue.loader.corpus import read_messages, read_scenarios
from fairdue.loader.folder import find_pack

PACK = find_pack("cn")
OPEN = PACK / "corpus"

SCENARIO: dict[str, Any] = {
    "id": "sc-0001", "split": "train", "kind": "collection", "verdict": "cannot-tell", "who": "某催收", "to": "debtor",
    "debt": "借款", "stage": "overdue", "third_party": False, "channel": "sms", "form": "single",
    "conduct": [{"topic": "insult", "act": "骂人"}], "patterns": [], "hard_negative_of": [], "disguise": "none",
    "region_tone": "粗口", "register_notes": "短", "messages": 3, "sheet": "骂人催款。",
}  # fmt: skip
TALK = {**SCENARIO, "id": "sc-0002", "channel": "call", "form": "call", "turns": "6-10"}
QUIET = {**SCENARIO, "id": "sc-0003", "split": "test", "conduct": [], "hard_negative_of": ["insult"]}

GOOD: dict[str, Any] = {
    "id": "sc-0001-01", "scenario": "sc-0001", "split": "train", "text": "你这个废物，欠2000元还装死，今晚还！",
    "channel": "sms", "sender": "1380000****", "received_at": "2026-11-02T09:30+08:00", "kind": "collection",
    "stage": "overdue", "third_party": False, "verdict": "cannot-tell",
    "findings": [{"topic": "insult", "standing": "suspected-unlawful", "quote": "废物", "start": 3, "end": 5, "because": "贬损人格"}],
    "facts": {"amounts": [{"value": "2000.00", "role": "overdue", "quote": "2000元"}], "deadline_quote": "今晚"},
    "disguise": "none", "reason": "用骂人的话催款。", "composed_by": "composed",
}  # fmt: skip
CALM = {
    **GOOD,
    "id": "sc-0003-01",
    "scenario": "sc-0003",
    "split": "test",
    "text": "请于本周内还款，谢谢。",
    "findings": [],
    "facts": {},
}
CALL = {
    **GOOD, "id": "sc-0002-01", "scenario": "sc-0002", "channel": "call", "facts": {},
    "text": "催收:你就是个窝囊废\n你:请好好说话",
    "roles": [{"label": "催收", "speaker": "collector"}, {"label": "你", "speaker": "debtor"}],
    "findings": [{**GOOD["findings"][0], "quote": "窝囊废", "start": 7, "end": 10}],
}  # fmt: skip
Corpus = Callable[..., Path]


@pytest.fixture
def corpus(tmp_path: Path) -> Corpus:
    """Return a function that writes a corpus of three scenarios and the given messages, each in its split's folder."""

    def write(*rows: dict[str, Any], at: str = "") -> Path:
        text = yaml.safe_dump({"scenarios": [SCENARIO, TALK, QUIET]}, allow_unicode=True)
        (tmp_path / "scenarios").mkdir(exist_ok=True)
        (tmp_path / "scenarios" / "sheet-1.yaml").write_text(text, "utf-8")
        for row in rows:
            path = tmp_path / "messages" / (at or str(row["split"])) / "block-1.jsonl"
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("a", encoding="utf-8") as file:
                file.write(json.dumps(row, ensure_ascii=False) + "\n")
        return tmp_path

    return write


def codes(faults: list[Fault]) -> list[str]:
    """Name the faults."""
    return [fault.code for fault in faults]


def finding(**changes: Any) -> dict[str, Any]:
    """Return the specimen with its one finding changed; None takes a field out."""
    changed = {key: value for key, value in {**GOOD["findings"][0], **changes}.items() if value is not None}
    return {**GOOD, "findings": [changed]}


def test_clean_messages_pass(corpus: Corpus) -> None:
    """A message with a finding, a transcript and a calm message need no mending."""
    assert check_corpus(corpus(GOOD, CALL, CALM), ["真实银行"]) == []


BROKEN: list[tuple[str, dict[str, Any]]] = [
    ("shape", {key: value for key, value in GOOD.items() if key != "reason"}),
    ("shape", {**GOOD, "kind": "nonsense"}),
    ("shape", {**GOOD, "unheard_of": 1}),
    ("unknown-scenario", {**GOOD, "id": "sc-0009-01", "scenario": "sc-0009"}),
    ("not-its-scenario", {**GOOD, "id": "sc-0002-01"}),
    ("unlike-scenario", {**GOOD, "disguise": "emoji"}),
    ("unlike-scenario", {**GOOD, "split": "dev"}),
    ("quote-not-in-text", finding(quote="蠢货")),
    ("quote-not-in-text", {**GOOD, "facts": {"deadline_quote": "明早"}}),
    ("no-offset", finding(start=None, end=None)),
    ("wrong-offset", finding(start=4, end=6)),
    ("no-finding", {**GOOD, "findings": []}),
    ("finding-on-innocent", {**CALM, "findings": [{**GOOD["findings"][0], "quote": "还款", "start": 5, "end": 7}]}),
    ("roles", {**CALL, "roles": []}),
    ("roles", {**CALL, "text": "旁白\n催收:你窝囊废\n你:嗯", "findings": [{**CALL["findings"][0], "start": 7, "end": 10}]}),
    ("not-a-date", {**GOOD, "received_at": "2026-02-30T09:30+08:00"}),
    ("owned", {**GOOD, "sender": "13812345678"}),
    ("real-name", {**GOOD, "text": GOOD["text"] + "真实银行"}),
]  # fmt: skip


@pytest.mark.parametrize(("code", "row"), BROKEN, ids=[f"{at}-{code}" for at, (code, _) in enumerate(BROKEN)])
def test_each_fault_is_found(corpus: Corpus, code: str, row: dict[str, Any]) -> None:
    """One thing is wrong, and that is what is said."""
    assert code in codes(check_corpus(corpus(row), ["真实银行"]))


def test_a_file_in_another_splits_folder_is_out_of_place(corpus: Corpus) -> None:
    """The folder says the split too."""
    assert codes(check_corpus(corpus(GOOD, at="dev"))) == ["out-of-place"]


ALIKE = [
    ("same-text", "你这个废物，欠3500元还装死，今晚还！！"),
    ("alike", "你这个废物，欠2000元还装死，明天上午还！"),
    ("repeated-id", None),
]


@pytest.mark.parametrize(("code", "text"), ALIKE)
def test_likeness_is_refused(corpus: Corpus, code: str, text: str | None) -> None:
    """Other digits, other punctuation or one other word do not make another message."""
    twin = {**GOOD, "id": "sc-0001-02" if text else GOOD["id"], "text": text or "废物一个完全两样的一段话", "facts": {}}
    if not text:
        twin["findings"] = [{**GOOD["findings"][0], "start": 0, "end": 2}]
    assert codes(check_corpus(corpus(GOOD, twin))) == [code]


def test_likeness_is_looked_for_across_splits(corpus: Corpus) -> None:
    """A test message like a train message would measure memory."""
    twin = {**CALM, "text": GOOD["text"]}
    assert codes(check_corpus(corpus(GOOD, twin))) == ["same-text"]


def test_more_messages_than_planned_are_refused(corpus: Corpus) -> None:
    """The scenario plans three."""
    texts = ("废物东西", "你个废物听好", "真是废物得可以", "废物两个字送你")
    rows = []
    for number, text in enumerate(texts, start=1):
        at = text.find("废物")
        place = {**GOOD["findings"][0], "start": at, "end": at + 2}
        rows.append({**GOOD, "id": f"sc-0001-0{number}", "text": text, "facts": {}, "findings": [place]})
    assert codes(check_corpus(corpus(*rows))) == ["too-many"]


def test_offsets_are_filled_from_the_quote(corpus: Corpus) -> None:
    """Writers give quotes; the tool gives places, and leaves those already given."""
    folder = corpus(finding(start=None, end=None), CALM)
    assert [write_offsets(folder, only) for only in ("test/", "", "")] == [0, 1, 0]
    filled = [row.data["findings"] for row in read_messages(folder) if row.data["findings"]]
    assert [(one["start"], one["end"]) for (one,) in filled] == [(3, 5)]
    assert check_corpus(folder) == []


def test_the_frozen_test_part_must_not_change(corpus: Corpus, capsys: pytest.CaptureFixture[str]) -> None:
    """Freezing writes digests of the test files alone; a later change is named; it is frozen once."""
    folder = corpus(GOOD, CALM)
    assert main([str(folder), "--freeze"]) == 0
    assert digests(folder) == (folder / "test.sha256").read_text("utf-8")
    assert "train" not in digests(folder)
    assert main([str(folder), "--freeze"]) == 1
    corpus({**CALM, "id": "sc-0003-02", "text": "另有一条平和的提醒"})
    assert set(codes(check_corpus(folder))) == {"frozen-part-changed"}
    capsys.readouterr()


def test_a_new_file_of_the_test_part_is_frozen_beside_the_old(corpus: Corpus) -> None:
    """A later block gets its own line; the lines of what was frozen before stay as they were."""
    folder = corpus(GOOD, CALM)
    assert main([str(folder), "--freeze"]) == 0
    before = (folder / "test.sha256").read_text("utf-8")
    old = folder / "messages" / "test" / "block-1.jsonl"
    old.with_name("block-2.jsonl").write_text("", "utf-8")
    assert codes(check_corpus(folder)) == ["not-frozen"]
    assert main([str(folder), "--freeze"]) == 0
    after = (folder / "test.sha256").read_text("utf-8")
    assert after.startswith(before) and after.count("\n") == 2
    assert check_corpus(folder) == []


def test_a_test_part_with_faults_is_not_frozen(corpus: Corpus, capsys: pytest.CaptureFixture[str]) -> None:
    """Freezing seals what is clean."""
    folder = corpus({**CALM, "sender": "13812345678"})
    assert main([str(folder), "--freeze"]) == 1
    assert not (folder / "test.sha256").exists()
    assert WORDS["owned"] in capsys.readouterr().out
    assert main([str(folder), "--only", "train/"]) == 0
    assert main([str(folder), "--only", "train/", "--freeze"]) == 1


def test_counts_are_by_split(corpus: Corpus) -> None:
    """Planned and written, then each label by split."""
    lines = counts(corpus(GOOD, CALM))
    assert lines[0] == "scenarios 3, planned 9, written 2, scenarios not yet full 3"
    assert lines[1:3] == ["  begun, not full: sc-0001 1/3", "  begun, not full: sc-0003 1/3"]
    assert [int(cell) for cell in next(line for line in lines if "hard-negative" in line).split()[1:]] == [0, 0, 1, 1]


def test_an_unreadable_folder_ends_with_its_code(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """No sheet: exit 2, and the file is named."""
    assert main([str(tmp_path)]) == 2
    assert "scenarios" in capsys.readouterr().out


# --- the corpus of this house ---


def test_the_open_corpus_needs_no_mending() -> None:
    """Everything written so far is labelled, inert, in its split and unlike the rest."""
    assert [str(fault) for fault in check_corpus(OPEN, lender_names(PACK))] == []


def test_the_design_covers_what_it_must() -> None:
    """At least 320 scenarios and 1,600 messages, every scam pattern both ways, hard negatives at least as many."""
    scenarios = [entry for _, entry in read_scenarios(OPEN)]
    planned: Counter[str] = Counter()
    shown, resembled = set(), set()
    for entry in scenarios:
        sign = (
            "positive"
            if entry["conduct"] or entry["patterns"]
            else "negative"
            if entry["hard_negative_of"]
            else "plain"
        )
        planned[sign] += entry["messages"]
        planned[entry["kind"]] += entry["messages"]
        shown |= set(entry["patterns"]) | {one["topic"] for one in entry["conduct"]}
        resembled |= set(entry["hard_negative_of"])
    patterns = {f"sp{number:02}" for number in range(1, 51)}
    assert len(scenarios) >= 320
    assert planned["positive"] + planned["negative"] + planned["plain"] >= 1600
    assert planned["negative"] >= planned["positive"]
    assert planned["official-notice"] >= 120
    assert (patterns - shown, patterns - resembled, shown - resembled) == (set(), set(), set())
