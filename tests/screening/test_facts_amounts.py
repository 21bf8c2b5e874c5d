"""Sums of money and what they are said to be."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fairdue.kernel.flat import flat
from fairdue.screening.amounts import find_amounts
from fairdue.screening.numerals import value_of

SUMS = [
    ("应还1,234.56元", "1,234.56元", "1234.56", "total"),
    ("欠款２０００元", "２０００元", "2000.00", "total"),
    ("您欠我司¥3,500", "¥3,500", "3500.00", "total"),
    ("人民币壹万贰仟叁佰元整", "人民币壹万贰仟叁佰元整", "12300.00", "other"),
    ("本金壹仟伍佰元", "壹仟伍佰元", "1500.00", "principal"),
    ("本金5000", "5000", "5000.00", "principal"),
    ("罚息34元5角", "34元5角", "34.50", "penalty"),
    ("利息3千", "3千", "3000.00", "interest"),
    ("最低还款额567.89元", "567.89元", "567.89", "minimum"),
    ("额度20万已批", "20万", "200000.00", "limit"),
    ("最高可借5w", "5w", "50000.00", "limit"),
    ("减免后只需还8000块", "8000块", "8000.00", "offer"),
    ("逾期金额300元", "300元", "300.00", "overdue"),
    ("先交500元服务费", "500元", "500.00", "fee"),
    ("欠那2000都逾期9天了", "2000", "2000.00", "total"),
    ("借了三万五", "三万五", "35000.00", "other"),
    ("还欠两万多", "两万", "20000.00", "total"),
    ("转账一百块钱", "一百块钱", "100.00", "other"),
    ("RMB199.87元", "RMB199.87元", "199.87", "other"),
]


@pytest.mark.parametrize(("text", "quote", "value", "role"), SUMS)
def test_sum_is_read_with_its_role(text: str, quote: str, value: str, role: str) -> None:
    """Digits, full-width digits, Chinese numerals and 万 or w give exact yuan; nearby words give the role."""
    found = [(one.quote, one.value, one.role) for one in find_amounts(text, flat(text))]
    assert found == [(quote, value, role)]


def test_parts_of_one_debt_keep_their_own_roles() -> None:
    """In a list each sum takes the word nearest to it, and words before the sum before it do not count."""
    text = "欠款2000元，本金1500元整利息300元,违约金200,共计2000"
    roles = [(one.value, one.role) for one in find_amounts(text, flat(text))]
    assert roles == [
        ("2000.00", "total"),
        ("1500.00", "principal"),
        ("300.00", "interest"),
        ("200.00", "penalty"),
        ("2000.00", "total"),
    ]


def test_both_ends_of_a_range_are_sums_of_one_role() -> None:
    """3000-5000元 is two sums; the unit and the role belong to both."""
    text = "欠款3000-5000元"
    assert [(one.value, one.role) for one in find_amounts(text, flat(text))] == [
        ("3000.00", "total"),
        ("5000.00", "total"),
    ]


NOT_MONEY = [
    "尾号1234的卡",
    "2026年11月21日",
    "逾期30天",
    "积分5000分",
    "年利息10%",
    "元旦快乐",
    "一块去吧",
    "验证码123456",
    "尾号为5678元",
    "美元0.00元",
    "x元",
    "欠款XXX元",
    "000元",
    "共12期",
    "第5000名",
    "20万人",
    "借款编号10086",
]


@pytest.mark.parametrize("text", NOT_MONEY)
def test_other_numbers_are_no_money(text: str) -> None:
    """Card tails, dates, days, points, rates, codes, foreign money and placeholders are no sums."""
    assert find_amounts(text, flat(text)) == ()


@given(st.decimals(min_value="0.01", max_value="9999999.99", places=2), st.booleans())
def test_written_sum_comes_back_to_the_fen(value: Decimal, grouped: bool) -> None:
    """A sum written with or without thousands separators is read to the fen."""
    text = f"应还{value:,}元" if grouped else f"应还{value}元"
    expected = [] if str(value).startswith("00") else [str(value)]
    assert [one.value for one in find_amounts(text, flat(text))] == expected


@given(st.text(alphabet="零一二三四五六七八九十百千万亿两点0123456789.,壹仟廿〇", max_size=30))
def test_any_numeral_is_a_number_or_none(written: str) -> None:
    """Any run of numerals gives a finite number or nothing, never an error."""
    value = value_of(written)
    assert value is None or (value.is_finite() and value >= 0)
