"""Layout: lines broken by width and pages are joined for matching, with exact offsets back; lists and talks are not."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fairdue.app.wiring import the_screener
from fairdue.records.assessment import Message
from fairdue.records.pack import Folding
from fairdue.screening.clean import Cleaner
from fairdue.screening.layout import layout_of

CLEANER = Cleaner(Folding({}, {}))

LETTERS = [
    ("您的欠款已经超过约定的还款期限请您于本\n月底前还清", "您的欠款已经超过约定的还款期限请您于本月底前还清"),
    ("您的欠款请您于本\n月底前还清", "您的欠款请您于本\n月底前还清"),
    ("您的欠款已经超过约定的还款期限请您还清。\n谢谢", "您的欠款已经超过约定的还款期限请您还清。\n谢谢"),
    ("您的欠款已经超过约定的还款期限请您于本\n\n月底前还清", "您的欠款已经超过约定的还款期限请您于本\n\n月底前还清"),
    ("您的欠款已经超过约定的还款期限请您还清\n二、说明", "您的欠款已经超过约定的还款期限请您还清\n二、说明"),
    ("您的欠款已经超过约定的还款期限请您还清\n金额:三百", "您的欠款已经超过约定的还款期限请您还清\n金额:三百"),
    ("您的欠款已经超过约定的还款期限请您还清\n尊敬的客户", "您的欠款已经超过约定的还款期限请您还清\n尊敬的客户"),
    (
        "您的欠款已经超过约定的还款期限请您还清\n老陈 2026/3/1 10:21",
        "您的欠款已经超过约定的还款期限请您还清\n老陈 2026/3/1 10:21",
    ),
    ("催收函\n请您于本\n催收函\n第2页 共3页\n月底前还清。", "催收函\n请您于本月底前还清。"),
    ("催收函\n请您还清。\n催收函\n- 2 -\n谢谢。", "催收函\n请您还清。\n催收函\n- 2 -\n谢谢。"),
    ("请您于本\n2/3\n  月底前还清。", "请您于本月底前还清。"),
]


@pytest.mark.parametrize(("text", "joined"), LETTERS, ids=[text[-12:] for text, _ in LETTERS])
def test_a_sentence_broken_by_width_or_page_is_whole_in_a_reading(text: str, joined: str) -> None:
    """Long unfinished lines go on; finished ones, lists, fields, salutations and talks do not."""
    assert joined in [view.text for view in CLEANER.clean(text).views]
    assert (joined == text) == (not layout_of(text).breaks)


def test_a_letter_of_one_width_is_read_joined_only() -> None:
    """Where the lines are plainly broken by width, a denial at a line's end belongs to what follows."""
    text = "关于您所欠的款项我们再次郑重说明我们绝不会\n报警抓你也不会去找您的家人和单位请您放心。您\n可以随时来电与我们商量分期。"
    cleaned = CLEANER.clean(text)
    assert len(cleaned.views) == 1 and "\n" not in cleaned.folded.text
    found = the_screener().assess(Message(text, channel="letter"), date(2026, 11, 21)).findings
    assert not found


def test_a_line_that_ends_with_a_comma_does_not_hide_the_width() -> None:
    """Such a line is joined to the next one anyway; the letter is still one of lines of one width."""
    text = (
        "关于您所欠的款项我们再次郑重说明我们会照\n约定办事绝不会报警抓你也不会去您的单位，\n"
        "您可以随时来电与我们商量分期还款我们会如\n实记录您的说法。"
    )
    cleaned = CLEANER.clean(text)
    assert len(cleaned.views) == 1 and "\n" not in cleaned.folded.text


CHAT = (
    "楼上的水管又漏了物业说明天上午派师傅过来看\n我在外地出差钥匙放在门卫那里你去拿一下就行了谢谢啊\n"
    "上回借你的两千块我下礼拜三发了工资就转给你\n行不着急你先把家里的事情弄好再说\n孩子的班费老师说是一百八我已经替你垫上了回头再算吧"
)


def test_lines_of_any_length_are_messages_and_stay_apart() -> None:
    """Where one line had room for the next word, its writer ended it; what two people wrote is not read as one sentence."""
    assert layout_of(CHAT).breaks == ()


HEADS = "老陈 2026-03-01 20:10\n钱我下周给你\n\n小吴 2026-03-01 20:14\n好的你记得转\n\n老陈 2026-03-02 09:05\n转了"


def test_a_name_and_an_hour_above_a_message_are_a_head() -> None:
    """Figures and letters are half as wide as characters: such a line is short, however many it has."""
    assert layout_of(HEADS).breaks == ()


PASTED = (
    "通知书\n您与本行签订的借款合同约定每月二十日归还\n当期本息，至今已有三期没有按时归还。\n"
    "备注 这一行是本行职员打印以后另外写上去的一句话比别的行长得多没有句号\n"
    "附件一 还款账户\n请您收到本通知以后十五日内与本行联系商量\n分期归还的办法。"
)


def test_in_a_paper_of_many_parts_each_sentence_is_measured_by_its_own_lines() -> None:
    """A longer line elsewhere does not hide that a sentence was broken by its width."""
    joined = [PASTED[: place.start][-4:] for place in layout_of(PASTED).breaks]
    assert joined == ["每月二十日归还"[-4:], "与本行联系商量"[-4:]]


def test_a_threat_across_a_page_is_found_and_quoted_as_it_stands() -> None:
    """The quote holds the page number that stood inside the sentence."""
    text = "致欠款人。逾期已久。\n你若再不还钱我们就派人打断\n第 2 页 共 3 页\n你的腿。"
    found = the_screener().assess(Message(text, channel="letter"), date(2026, 11, 21)).findings
    assert found and all(text[one.start : one.end] == one.quote for one in found)


PIECES = st.sampled_from(
    [
        "您的欠款",
        "\n",
        "第2页 共3页",
        "。",
        "逾期未还请尽快处理这笔款项谢谢配合",
        " ",
        "\n\n",
        "1/2",
        "客户:",
        "打*断",
        "𠮷",
    ]
)


@given(st.one_of(st.text(max_size=120), st.lists(PIECES, max_size=30).map("".join)))
def test_every_reading_maps_back_to_the_original(text: str) -> None:
    """Whatever the lines: nothing is raised, and places in a reading keep their order in the original."""
    for view in CLEANER.clean(text).views:
        assert len(view.text) == len(view.starts) == len(view.ends)
        assert all(0 <= start < end <= len(text) for start, end in zip(view.starts, view.ends, strict=True))
        assert list(view.starts) == sorted(view.starts)
