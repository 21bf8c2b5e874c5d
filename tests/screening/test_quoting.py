"""What a reader sees quoted: whole words of the sender, never more than the clause they stand in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from fairdue.kernel.spans import Span
from fairdue.screening.quoting import REACH, quotation

QUOTED = [
    ("关你在这屋里，钱不到账谁都别想走。", "账谁都别想走", "钱不到账谁都别想走"),
    ("没钱？去卖血、卖肾，随便你", "钱？去卖血", "没钱？去卖血"),
    ("丢雷老母，借钱唔还，我斩死你全家。", "死你全家", "我斩死你全家"),
    ("公安已立案，民警王警官微信", "已立案，民警王", "公安已立案，民警王警官微信"),
    ("转到账户，户名：张伟，否则上门", "户名：张伟，", "户名：张伟"),
    ("需先缴纳398,000.00元会员费才能提现", "398,000", "需先缴纳398,000.00"),
    ("我 要 你 好 看", "要 你", "要 你"),
    ("再不还钱就杀你全家😀", "杀你", "再不还钱就杀你全家😀"),
    ("国家已下发文件，2026年底前网贷一律全部免还", "文件，2", "国家已下发文件，2026"),
    ("！！", "！", "！"),
]


@pytest.mark.parametrize(("text", "words", "quoted"), QUOTED, ids=[quoted for _, _, quoted in QUOTED])
def test_a_quote_is_cut_where_a_reader_would_cut_it(text: str, words: str, quoted: str) -> None:
    """The clause is filled up on either side where little is missing; marks at its ends are left out."""
    at = text.index(words)
    assert quotation(text, Span(at, at + len(words))).of(text) == quoted


def test_a_long_run_without_marks_is_not_drawn_in() -> None:
    """Where no clause ends within reach the words of the rule stand alone."""
    text = "一" * 30 + "打断你的腿" + "二" * 30
    assert quotation(text, Span(30, 35)) == Span(30, 35)


@given(some.text(alphabet="还钱，。 1,2杀你\n“”", max_size=60), some.integers(0, 60), some.integers(0, 60))
def test_a_quote_stays_within_reach(text: str, one: int, other: int) -> None:
    """Nothing farther than the reach is added but the rest of a number, and a quote is never empty."""
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    if start == end:
        return
    found = quotation(text, Span(start, end))
    assert 0 <= found.start < found.end <= len(text)
    assert found.start >= start - REACH
    assert len(text[end : found.end].rstrip("12,")) <= REACH
