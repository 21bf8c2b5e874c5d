"""What a text wears is named from the folding tables and the marks between characters; plain words wear nothing."""

import pytest

from fairdue.records.pack import Folding
from fairdue.screening.disguises import DisguiseReader

READER = DisguiseReader(Folding({"貸": "贷", "還": "还", "錢": "钱", "亾": "人"}, {"徽信": "微信", "jie款": "借款"}))

WORN = [
    ("欠 钱 不 还", {"spaces"}),
    ("快还·钱", {"spaces"}),
    ("还💰钱", {"emoji"}),
    ("貸款不還錢", {"traditional"}),
    ("找亾上门", {"variants"}),
    ("加徽信", {"homophones"}),
    ("JIE款", {"pinyin"}),
    ("只需2=4=5=0", {"digits"}),
    ("４９００元", {"digits"}),
    ("徽信找亾", {"homophones", "variants"}),
]


@pytest.mark.parametrize(("text", "worn"), WORN)
def test_a_disguise_is_named(text: str, worn: set[str]) -> None:
    """Each way of writing past a filter has its name; two may be worn at once."""
    assert READER.read(text) == worn


@pytest.mark.parametrize("text", ["张*先生您好", "请还款 谢谢", "应还1,200.50元", "谢谢❤️", "2026-11-21 09:30", ""])
def test_plain_words_wear_nothing(text: str) -> None:
    """Masked names, blanks for commas, dates and a picture at the end are ordinary writing."""
    assert READER.read(text) == frozenset()
