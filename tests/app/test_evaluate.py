"""Measuring the answers: what is counted, what is left out, and how sure a small sample lets us be."""

import gzip
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from fairdue.app.evaluate import Score, Share, evaluate, read_rows
from fairdue.app.wiring import the_screener
from fairdue.kernel.errors import BrokenRecord, UnknownName, UnreadableFile

TODAY = date(2026, 11, 21)
REMINDER = "【某某金融】您的借款已逾期3天，应还1,200.50元，请尽快登录官方App还款。"
TELLS = "你今天不还钱，我就把你欠钱的事发给你通讯录里所有人，让你爸妈同事都知道。"
SAFE = "这里是市公安局，你涉嫌洗钱，立即把资金转入安全账户配合调查，不许告诉家人。"
COURT = "【某某区人民法院】您的案件（2026）粤0305民初1234号定于12月10日开庭，请准时到庭。"


def measured(*rows: dict[str, Any], innocent: bool = False) -> Any:
    """Evaluate rows given in place."""
    return evaluate(((f"here:{at}", row) for at, row in enumerate(rows, 1)), the_screener(), TODAY, innocent)


def test_labels_of_older_data_are_read_in_the_terms_of_the_contract() -> None:
    """`collection-genuine-style` is collection, `harass-third-party` is third-party-contact; findings are read too."""
    result = measured(
        {"text": REMINDER, "kind": "collection-genuine-style"},
        {"text": TELLS, "kind": "collection", "violations": ["privacy-leak", "harass-third-party"]},
        {"text": TELLS + "呢", "kind": "collection", "findings": [{"topic": "third-party-contact"}]},
    )
    assert [(one.label, one.right) for one in result.kinds] == [("collection", 3)]
    named = {one.label: one.right + one.missed for one in result.topics}
    assert named["third-party-contact"] == 2 and named["privacy-leak"] == 1


def test_other_may_be_answered_as_an_official_notice() -> None:
    """Both count as right, as the contract says."""
    assert [(one.label, one.missed) for one in measured({"text": COURT, "kind": "other"}).kinds] == [("other", 0)]


def test_ambiguous_rows_and_what_cannot_be_screened_stay_out_of_the_figures() -> None:
    """They are counted apart, not as right or wrong."""
    result = measured({"text": SAFE, "kind": "other", "ambiguous": True}, {"text": "", "kind": "other"})
    assert (result.rows, result.left_out, result.errors) == (0, 1, 1)
    assert result.macro_f1 is None


def test_a_wrong_answer_is_counted_and_listed() -> None:
    """A scam labelled as something ordinary is a miss with its place and what was said instead."""
    result = measured({"text": SAFE, "kind": "other"})
    assert {(miss.place, miss.what) for miss in result.misses} >= {("here:1", "kind"), ("here:1", "verdict")}
    assert [(one.right, one.wrong, one.missed) for one in result.verdicts] == [(0, 1, 0)]


def test_the_verdict_is_held_against_the_label_of_the_verdict() -> None:
    """A collector's message may rightly be a likely scam: where a row says so, saying so is right."""
    result = measured({"text": SAFE, "kind": "collection", "verdict": "likely-scam"})
    assert [(one.right, one.wrong, one.missed) for one in result.verdicts] == [(1, 0, 0)]
    assert "verdict" not in {miss.what for miss in result.misses}


def test_the_stage_of_collection_is_counted() -> None:
    """How far collecting has gone is held against the label; rows without one, or of another kind, stay out."""
    result = measured(
        {"text": REMINDER, "kind": "collection", "stage": "overdue"},
        {"text": REMINDER + "谢谢", "kind": "collection", "stage": "legal"},
        {"text": REMINDER + "您好", "kind": "collection", "stage": "statement"},
        {"text": SAFE, "kind": "scam", "stage": "due"},
    )
    [stage] = [share for share in result.shares if share.name.startswith("stage")]
    assert (stage.count, stage.total) == (1, 2)
    assert [(one.place, one.expected, one.got) for one in result.misses if one.what == "stage"] == [
        ("here:2", "legal", "overdue")
    ]


def test_innocent_rows_count_false_alarms_only() -> None:
    """Every row is lawful: what is called a scam, collection or conduct is an alarm."""
    result = measured({"text": SAFE}, {"text": "明天一起吃饭吗"}, innocent=True)
    counts = {share.name: share.count for share in result.shares}
    assert (counts["likely-scam"], counts["collection"]) == (1, 0)
    assert all(share.total == 2 for share in result.shares)


def test_an_unknown_kind_is_named_with_its_place() -> None:
    """A label nobody knows stops the measuring and says where it stands."""
    with pytest.raises(UnknownName) as caught:
        measured({"text": REMINDER, "kind": "love-letter"})
    assert "here:1" in str(caught.value.values["given"])


def test_files_folders_and_packed_files_are_read(tmp_path: Path) -> None:
    """A folder stands for all its files; `only` keeps the rows that fit."""
    (tmp_path / "a.jsonl").write_text('{"text": "x", "label": "ham"}\n\n{"text": "y", "label": "spam"}\n')
    with gzip.open(tmp_path / "b.jsonl.gz", "wt") as file:
        file.write('{"text": "z", "label": "ham"}\n')
    found = [(place, row["text"]) for place, row in read_rows(tmp_path, {"label": "ham"})]
    assert found == [("a.jsonl:1", "x"), ("b.jsonl.gz:1", "z")]


@pytest.mark.parametrize("line", ["{", "[]", '"text"'])
def test_a_broken_line_is_named(tmp_path: Path, line: str) -> None:
    """Evaluation needs its labels whole: the first broken line stops it, by number."""
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"text": "x"}) + "\n" + line + "\n")
    with pytest.raises(BrokenRecord) as caught:
        list(read_rows(path))
    assert caught.value.values["line"] == 2


def test_a_missing_file_is_said() -> None:
    """The path is named."""
    with pytest.raises(UnreadableFile):
        list(read_rows(Path("nowhere.jsonl")))


@given(some.integers(0, 500), some.integers(0, 500))
def test_an_interval_holds_its_share_and_narrows_with_the_sample(count: int, more: int) -> None:
    """Wilson's interval lies in 0 to 1, holds the share, and a tenfold sample is at least as sure."""
    share = Share("x", count, count + more)
    low, high = share.interval
    assert 0 <= low <= high <= 1
    if share.total:
        assert low - 1e-9 <= count / share.total <= high + 1e-9
        wide = Share("x", count * 10, share.total * 10).interval
        assert wide[1] - wide[0] <= high - low + 1e-9


def test_scores_follow_from_their_counts() -> None:
    """3 right, 1 wrong, 2 missed: precision 3/4, recall 3/5, F1 6/9."""
    score = Score("x", 3, 1, 2)
    assert (score.precision, score.recall, score.f1) == (0.75, 0.6, 6 / 9)
    assert Score("x", 0, 0, 0).f1 is None
