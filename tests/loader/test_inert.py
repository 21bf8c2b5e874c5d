"""Composed text may name no number, account or link that could be somebody's."""

import pytest

from fairdue.loader.inert import owned

INERT = [
    "请拨 138****0000 或 1380000 1234，座机 0000-00001234",
    "卡号 6222 0000 1234 5678 901，户名王某某",
    "身份证 3301**********001X 请带好",
    "https://pay.qinghe.example/a?b=1 、bank.invalid 、x.test",
    "（2026）某0000民初0000号，2026-11-21 09:30 开庭，20261121 签收",
    "应还 12345.67 元，本金 1,234,567.00 元，逾期 365 天",
    "加微信 kefu0000，QQ：10000099",
    "95588、12368、96110、12378 均可核实",
]

OWNED = [
    ("请拨 13812345678", [("phone", "13812345678")]),
    ("请拨 138 1234 5678", [("phone", "138 1234 5678")]),
    ("请拨 １３８１２３４５６７８", [("phone", "13812345678")]),
    ("请拨 138.1234.5678", [("phone", "138.1234.5678")]),
    ("客服 400-123-4567", [("phone", "400-123-4567")]),
    ("卡号 6217001234567890123", [("card", "6217001234567890123")]),
    ("微信 laowang8866", [("handle", "laowang8866")]),
    ("扣扣:3345678", [("phone", "3345678"), ("handle", "3345678")]),
    ("见 www.baidu.com/x", [("domain", "www.baidu.com")]),
    ("见 zxfw.court.gov.cn", [("domain", "zxfw.court.gov.cn")]),
]


@pytest.mark.parametrize("text", INERT)
def test_inert_numbers_and_links_pass(text: str) -> None:
    """Masked numbers, four zeros, reserved hosts, dates, sums and public short numbers are nobody's."""
    assert list(owned(text)) == []


@pytest.mark.parametrize(("text", "found"), OWNED)
def test_what_may_be_somebodys_is_named(text: str, found: list[tuple[str, str]]) -> None:
    """A number, account or host that could be reached is found, spread out or full-width too."""
    assert list(owned(text)) == found


def test_an_identity_number_is_found_even_with_zeros() -> None:
    """Identity numbers are masked, whatever their digits."""
    assert ("identity", "11010119900307000X") in list(owned("证号11010119900307000X"))


def test_a_public_office_may_be_linked_in_an_official_notice() -> None:
    """A court's address is let through where asked for, and nothing that only looks like it."""
    assert list(owned("登录 zxfw.court.gov.cn 查看", official=True)) == []
    assert list(owned("登录 court-gov.cn 查看", official=True)) == [("domain", "court-gov.cn")]
    assert list(owned("登录 gov.cn.pay.com 查看", official=True)) == [("domain", "gov.cn.pay.com")]
