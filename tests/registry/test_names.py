"""Lenders by every name they go by."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fairdue.registry.names import Names
from tests.registry.real import real_registry

NAMES = Names(real_registry())

RESOLVED = [
    ("招商银行", "china-merchants-bank", "exact"),
    ("招行", "china-merchants-bank", "alias"),
    ("ICBC", "icbc", "alias"),
    ("捷信", "jingdong-consumer-finance", "alias"),
    ("马上消费金融股份有限公司", "mashang-consumer-finance", "exact"),
    ("花呗", "mayi-consumer-finance", "product"),
    ("微粒贷", "webank", "product"),
    ("拍拍贷", "xinye-paipaidai", "alias"),
    ("招商银行信用卡中心", "china-merchants-bank", "contains"),
    ("【招联金融】", "zhaolian-consumer-finance", "alias"),
    ("唯品富帮消费金融", "weipin-fubang-consumer-finance", "fuzzy"),
]


@pytest.mark.parametrize(("query", "lender", "how"), RESOLVED)
def test_query_finds_the_likeliest_lender_and_says_how(query: str, lender: str, how: str) -> None:
    """A name, alias, product, longer or slightly wrong name leads to its lender, the way named."""
    first = NAMES.resolve(query)[0]
    assert (first.lender.id, first.how) == (lender, how)


@pytest.mark.parametrize("query", ["", "。", "随便写的", "a", "甲" * 500])
def test_unknown_name_finds_nobody(query: str) -> None:
    """What resembles no lender resolves to none."""
    assert NAMES.resolve(query) == ()


FOUND = [
    ("您在马上消费金融股份有限公司的欠款", ["马上消费金融股份有限公司"], ["mashang-consumer-finance"]),
    ("【招联金融】好期贷", ["招联金融", "好期贷"], ["zhaolian-consumer-finance"] * 2),
    ("用ＩＣＢＣ和ｗｅｂａｎｋ", ["ＩＣＢＣ", "ｗｅｂａｎｋ"], ["icbc", "webank"]),
    ("xicbcx 不是银行", [], []),
]


@pytest.mark.parametrize(("text", "written", "lenders"), FOUND)
def test_text_names_lenders_by_their_longest_name(text: str, written: list[str], lenders: list[str]) -> None:
    """In a text the longest name counts, quoted as written; letters inside a longer word do not."""
    found = NAMES.find(text)
    assert [text[one.start : one.end] for one in found] == written
    assert [one.lender.id for one in found] == lenders


@given(st.text(max_size=200))
def test_offsets_stay_inside_and_apart(text: str) -> None:
    """Names found lie inside the text, in order, and never overlap."""
    ends = [0]
    for one in NAMES.find(text):
        assert ends[-1] <= one.start < one.end <= len(text)
        ends.append(one.end)
