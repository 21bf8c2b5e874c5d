"""What a message states, read as one; each kind of fact has its own table beside this one."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from fairdue.records.assessment import MessageFacts, Quoted
from fairdue.screening.facts import FactReader
from tests.registry.real import real_registry

READER = FactReader(real_registry())
RECEIVED = date(2026, 11, 21)

REMINDER = (
    "【招联金融】王女士，您的好期贷借款已逾期3天，应还金额1,234.56元（本金1,000元、罚息34.56元），"
    "请于今日18点前在App还款，详询95786。案号（2026）粤0305民初1234号系他人，请勿点击http://t.cn/A6xYz。"
)


def quoted(facts: MessageFacts) -> list[Quoted]:
    """Collect everything a reading quotes."""
    groups = (facts.amounts, facts.phones, facts.urls, facts.accounts, facts.case_numbers, facts.claimed_offices)
    return [one for group in groups for one in group] + ([facts.deadline] if facts.deadline else [])


def test_one_message_gives_each_kind_of_fact() -> None:
    """Sums with roles, days, limit, lender, number, link and case number come out of one reminder."""
    facts = READER.read(REMINDER, RECEIVED)
    assert [(one.quote, one.value, one.role) for one in facts.amounts] == [
        ("1,234.56元", "1234.56", "total"),
        ("1,000元", "1000.00", "principal"),
        ("34.56元", "34.56", "penalty"),
    ]
    assert facts.days_overdue == 3
    assert facts.deadline is not None and (facts.deadline.quote, facts.deadline.on) == ("今日18点前", RECEIVED)
    assert facts.lender is not None and facts.lender.id == "zhaolian-consumer-finance"
    assert [one.number for one in facts.phones] == ["95786"]
    assert [(one.defanged, one.relation) for one in facts.urls] == [("hxxp://t[.]cn/A6xYz", "short-link")]
    assert [one.quote for one in facts.case_numbers] == ["（2026）粤0305民初1234号"]


def test_every_quote_is_the_senders_own_text() -> None:
    """Offsets count characters of the original, full-width forms and all."""
    for one in quoted(READER.read(REMINDER, None)):
        assert REMINDER[one.start : one.end] == one.quote


PLACEHOLDERS = "您的XX借款XXXX元已逾期X天，请点击URL或致电CELLPHONE，联系人NAME，尾号XXXX，XX月XX日前还款"


def test_placeholder_is_no_fact() -> None:
    """Templates and data with names taken out state nothing."""
    facts = READER.read(PLACEHOLDERS, RECEIVED)
    assert facts == MessageFacts()


NUMBERS_THAT_ARE_NONE_OF_IT = [
    "您的订单号202611211234567890已发货，验证码123456，5分钟内有效",
    "会议室302，3楼，共12人，10:30开始，进度80%，版本3.14",
    "积分5000分可兑换，2026年11月21日，第3期",
]


def test_other_numbers_are_left_alone() -> None:
    """Order numbers, codes, dates, percentages and points are neither money nor numbers to call."""
    for text in NUMBERS_THAT_ARE_NONE_OF_IT:
        facts = READER.read(text, RECEIVED)
        assert (facts.amounts, facts.phones, facts.accounts, facts.deadline) == ((), (), (), None), text


MESSAGE_PARTS = st.sampled_from(
    [
        "逾期3天", "１，２３４．５６元", "¥3万", "壹仟元整", "今日18点前", "2026年2月30日前", "13月40日前", "【招行】",
        "138 0013 8000", "+1 213 555 0100", "0755-88886666", "http://icbc-login.top/a", "www。a。com", "t.cn/x",
        "卡号6222 0212 3456 7890 123", "户名：张某", "（2026）粤0305民初1号", "我是深圳市公安局", "，", "。", "\n", " ",
        "\u200b", "😀", "ﷺ", "\x00", "9" * 30, "9999年12月31日前", "3000000日内", "元", "万", "点", "本金", "欠",
    ]
)  # fmt: skip


@given(
    st.lists(st.one_of(MESSAGE_PARTS, st.text(max_size=12)), max_size=12).map("".join), st.one_of(st.none(), st.dates())
)
def test_any_text_is_read_and_quoted_exactly(text: str, on: date | None) -> None:
    """No text raises, every quote is exact, and facts of one kind never overlap."""
    facts = READER.read(text, on)
    for one in quoted(facts):
        assert text[one.start : one.end] == one.quote
        assert one.quote
    for group in (facts.amounts, facts.phones, facts.urls, facts.accounts, facts.case_numbers, facts.claimed_offices):
        assert all(left.end <= right.start for left, right in zip(group, group[1:], strict=False))


HOSTILE = [
    "a",
    "1",
    "1 ",
    "1,",
    "a.",
    "a.cn ",
    "http://",
    "(2026",
    "2026年",
    "一",
    "市",
    "【",
    "元",
    "欠1",
    "1-",
    "www. ",
    "。a",
    "+",
]


def test_a_long_hostile_text_is_read_to_its_end() -> None:
    """Forty thousand characters that begin a pattern and never finish it hide nothing that stands after them."""
    for piece in HOSTILE:
        text = (piece * 40_000)[:40_000] + "\n。\n您尾号8899的借款应还1234.50元。"
        assert "1234.50" in {amount.value for amount in READER.read(text, RECEIVED).amounts}, piece
