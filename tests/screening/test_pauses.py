"""Blanks instead of commas: which part clauses, and which stand inside a word or around a number."""

import pytest

from fairdue.screening.pauses import with_commas

CLAUSES = [
    ("账单已经出来了 请在二十号之前还上 有疑问打客服电话", "账单已经出来了,请在二十号之前还上,有疑问打客服电话"),
    (
        "您好,这笔款拖了两个月了 今天能不能先处理一部分 剩下的我们再商量 行的话回个话",
        "您好,这笔款拖了两个月了,今天能不能先处理一部分,剩下的我们再商量,行的话回个话",
    ),
    (
        "甲:你好 我是信用社的\n乙:什么事\n甲:那笔贷款 这个月到期了 记得来还",
        "甲:你好,我是信用社的\n乙:什么事\n甲:那笔贷款,这个月到期了,记得来还",
    ),
]
KEPT = [
    "尾号 1234 的卡",
    "催 收",
    "你 欠 钱 不 还 我们 上门",
    "加我 微信 还钱",
    "账单出来了,请您记得还,谢谢。 客服 小王 敬上",
    "3 月 5 日",
    "这笔款已经超过约定的还款期限请您还清\n老陈 2026/3/1 10:21",
    "",
]


@pytest.mark.parametrize(("written", "read"), CLAUSES)
def test_a_blank_between_clauses_is_a_comma(written: str, read: str) -> None:
    """Where nobody writes marks, what is said stays apart as if there were some."""
    assert with_commas(written) == read


@pytest.mark.parametrize("text", KEPT)
def test_other_blanks_stay(text: str) -> None:
    """Blanks around a number or a lone character, few of them, or beside proper marks: left for others to read."""
    assert with_commas(text) == text
