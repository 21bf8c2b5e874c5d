"""Undoing disguise: what a filter-dodging sender wrote, what it reads as, and the exact way back."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from fairdue.records.pack import Folding
from fairdue.screening.clean import Cleaner

CLEANER = Cleaner(Folding({"貸": "贷", "報": "报", "💰": "钱"}, {"徽信": "微信", "通讯lu": "通讯录"}))

DISGUISES = [
    ("ＡＢＣ１２３", "abc123"),
    ("貸款", "贷款"),
    ("加徽信", "加微信"),
    ("爆通讯LU", "爆通讯录"),
    ("催 收", "催收"),
    ("报~警", "报警"),
    ("加❤️徽*信", "加微信"),
    ("报\u200b警", "报警"),
    ("報·警", "报警"),
    ("㈠②", "(一)2"),
    ("今天，还钱！", "今天,还钱!"),
    ("报_警", "报警"),
    ("加|徽_信", "加微信"),
    ("请加【徽信】联系", "请加微信联系"),
    ("今天，，，还钱！！", "今天,还钱!"),
    ("今天，\n还钱", "今天,还钱"),
    ("甲:今天,\n乙:还钱", "甲:今天,\n乙:还钱"),
    ("【某银行】您好", "【某银行】您好"),
    ("欠💰不还", "欠钱不还"),
    ("今✨天💰还🔥款", "今天还款"),
    ("账单已经出来了 请在二十号之前还上 有疑问打客服电话", "账单已经出来了,请在二十号之前还上,有疑问打客服电话"),
    ("法 院 传 票 已 经 寄 到 你 家", "法院传票已经寄到你家"),
]


@pytest.mark.parametrize(("written", "read"), DISGUISES)
def test_disguise_is_read_in_its_plain_form(written: str, read: str) -> None:
    """The last reading of a disguised word is the word."""
    assert CLEANER.clean(written).views[-1].text == read


ORDINARY = ["张*先生", "还款,谢谢", "3 月 5 日", "你好。再见", "尾号 1234 的卡"]


@pytest.mark.parametrize("text", ORDINARY)
def test_ordinary_blanks_and_masks_are_kept_in_the_first_reading(text: str) -> None:
    """Stepping over noise happens in a second reading; the first keeps what stood between the characters."""
    assert CLEANER.clean(text).folded.text == text


HIDDEN = [("欠·钱不~还", 1), ("欠 钱 不 还", 1), ("欠·钱不还", 2), ("再不还 我们上门 试试看", 2)]


@pytest.mark.parametrize(("text", "readings"), HIDDEN)
def test_marks_in_several_words_leave_one_reading(text: str, readings: int) -> None:
    """A text full of marks is read without them only: a word hidden from an exception must not count."""
    assert len(CLEANER.clean(text).views) == readings


def test_a_quote_is_the_senders_own_words() -> None:
    """A hit on the plain word maps back to the disguised one, mark and all."""
    text = "请加❤️徽*信还款"
    view = CLEANER.clean(text).views[-1]
    at = view.text.index("微信")
    span = view.original(at, at + 2)
    assert span.of(text) == "徽*信"


@given(some.text(alphabet=some.characters(), max_size=200))
def test_every_reading_maps_back_inside_the_original(text: str) -> None:
    """Whatever the text, every character of every reading stands for a real, ordered stretch of the original."""
    for view in CLEANER.clean(text).views:
        assert len(view.text) == len(view.starts) == len(view.ends)
        assert all(0 <= start < end <= len(text) for start, end in zip(view.starts, view.ends, strict=True))
        assert list(view.starts) == sorted(view.starts)


@given(some.text(max_size=200))
def test_sentences_cover_the_text_without_overlap(text: str) -> None:
    """Sentences follow each other; nothing but full stops and line ends lies outside them."""
    view = CLEANER.clean(text).folded
    end = 0
    for sentence in view.sentences:
        assert sentence.start >= end
        end = sentence.end
    outside = set(view.text) if not view.sentences else set(view.text[end:])
    assert outside <= set("。!?;\n")
