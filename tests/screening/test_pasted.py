"""Messages pasted one under another are judged one by one; the lines of one message stay together."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as some

from fairdue.app.wiring import the_screener
from fairdue.records.assessment import Message
from fairdue.screening.pasted import further_messages

TODAY = date(2026, 11, 21)

DUN = "您尾号0000的借款已逾期五天,应还三百二十元,请在应用里还清。"
COURT = "某某区法院诉讼服务中心:您递交的材料缺一份身份证复印件,七日内补齐即可。"
KIN = "阿姨好,小秦留了您的号码,他方便时请他给我们回个电话,不便就算了。"
PASTES = [
    (f"{DUN}\n{COURT}", [DUN, COURT]),
    (f"{DUN}\n\n{COURT}\n{KIN}", [DUN, COURT, KIN]),
    (f"{DUN[:-1]}\n【某行】{KIN}", [DUN[:-1], f"【某行】{KIN}"]),
    (DUN, [DUN]),
    (f"催告函\n{DUN}\n{COURT}", [f"催告函\n{DUN}\n{COURT}"]),
    (f"1.{DUN}\n2.{COURT}", [f"1.{DUN}\n2.{COURT}"]),
    (f"事由:{DUN}\n{COURT}", [f"事由:{DUN}\n{COURT}"]),
    ("您的借款已逾期五天,应还三百二十元。昨天也提醒过您。\n确有困难可以申请分期,请在应用里提交,不收任何费用。", None),
    ("您尾号0000的借款已逾期五天,应还三百二十元,\n请在应用里还清,还清后本条作废,不必回复本条", None),
]


def topics(text: str) -> set[str]:
    """Name the conduct that the pack finds in a text."""
    return {one.topic for one in the_screener().assess(Message(text), TODAY).findings}


@pytest.mark.parametrize(("text", "messages"), PASTES, ids=[text[:24].replace("\n", " ") for text, _ in PASTES])
def test_a_paste_is_cut_where_a_message_ends_or_another_begins(text: str, messages: list[str] | None) -> None:
    """Headings, numbered points, the fields of a form, paragraphs and a line that just breaks off belong to one message."""
    ends = [0, *further_messages(text), len(text)]
    assert [text[start:end].strip() for start, end in pairwise(ends)] == (messages or [text])


@given(some.text("借款。,!?\n【】您好:1.", max_size=200))
def test_messages_begin_at_the_beginning_of_a_line(text: str) -> None:
    """Whatever is pasted, in order and never within a line."""
    begins = further_messages(text)
    assert begins == sorted(set(begins)) and all(text[begin - 1] == "\n" for begin in begins)


def test_two_lawful_messages_pasted_together_accuse_nobody() -> None:
    """A court's notice under a reminder is no reminder in a court's name."""
    assert not topics(DUN) | topics(COURT) | topics(f"{DUN}\n{COURT}")
