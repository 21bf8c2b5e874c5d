"""Covering personal data in words: what goes, what stays readable, and that the same value keeps its sign."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fairdue.records.case import Party
from fairdue.vault.package.mask import Mask

PARTIES = (
    Party("p", "collector", "王大力", ("13812345678",)),
    Party("q", "lender", "某某银行", ("95555",), is_organisation=True),
    Party("r", "third-person", "Anna Li", ()),
)
COVERED = {
    "我是王大力": "我是〔人名1〕",
    "王 大 力来电": "〔人名1〕来电",
    "打138-1234-5678": "打〔电话1〕",
    "打１３８１２３４５６７８": "打〔电话1〕",
    "+86 139 1234 5678": "〔电话1〕",
    "座机010-62345678": "座机〔电话1〕",
    "卡号6222 0212 3456 7890 123": "卡号〔账号1〕",
    "身份证11010119900101123X": "身份证〔证件1〕",
    "加微信：wang_dl2020": "加微信：〔账号1〕",
    "邮箱a.b@c.example": "邮箱〔邮箱1〕",
    "张经理让你打给李律师": "〔人名1〕经理让你打给〔人名2〕律师",
    "被告李小明，原告某某银行": "被告〔人名1〕，原告某某银行",
    "anna li 说的": "〔人名1〕 说的",
    "朝阳区建国路88号3号楼2单元501室见": "〔住址1〕见",
}
READABLE = (
    "某某银行客服95555",
    "拨12378投诉，或打400-888-1234",
    "应还5,820.50元，逾期35天",
    "2026年11月21日18点前",
    "案号（2026）粤0399民初00012号",
    "第五十条第二款",
)


@pytest.mark.parametrize(("words", "covered"), COVERED.items(), ids=list(COVERED))
def test_personal_data_is_covered(words: str, covered: str) -> None:
    """Names of the case, numbers in any spacing and width, accounts, cards and addresses become signs."""
    assert Mask(PARTIES)(words) == covered


@pytest.mark.parametrize("words", READABLE)
def test_what_is_nobodys_stays(words: str) -> None:
    """Organisations, their numbers, amounts, days, case numbers and articles stay readable."""
    assert Mask(PARTIES)(words) == words


def test_the_same_value_keeps_its_sign() -> None:
    """Over all texts of a package a number has one sign, however it is written; another number has another."""
    mask = Mask()
    assert mask("打13812345678或13900001111") == "打〔电话1〕或〔电话2〕"
    assert mask("又是１３９ 0000 1111") == "又是〔电话2〕"


def test_a_name_given_away_once_is_covered_everywhere() -> None:
    """A name that one text of the package gives away is covered under the same sign where nothing points to a person."""
    mask = Mask()
    mask.learn("让你妈李秀英，也别想安生")
    assert mask("李秀英13812345678.txt") == "〔人名1〕〔电话1〕.txt"


def test_further_words_are_covered() -> None:
    """What a person names is covered too, for one text or for all."""
    assert Mask(also=("绿色小区",))("住绿色小区，在Foo上班", ("foo",)) == "住〔其他1〕，在〔其他2〕上班"


@given(st.text(), st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True), st.text())
def test_no_mobile_number_survives(before: str, number: str, after: str) -> None:
    """Whatever stands around it, a mobile number that is not part of a longer figure is gone."""
    words = f"{before}。{number}，{after}"
    assert number not in Mask()(words)


@given(st.text())
def test_covering_twice_changes_nothing_more(words: str) -> None:
    """A covered text holds nothing left to cover."""
    once = Mask(PARTIES)(words)
    assert Mask(PARTIES)(once) == once
