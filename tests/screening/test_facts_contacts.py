"""Numbers to call, links and accounts in a message."""

from __future__ import annotations

import pytest

from fairdue.kernel.flat import flat
from fairdue.registry.domains import Domains
from fairdue.screening.accounts import find_accounts
from fairdue.screening.phones import find_phones
from fairdue.screening.urls import find_urls
from tests.registry.real import real_registry

REGISTRY = real_registry()
DOMAINS = Domains(REGISTRY)
KNOWN = frozenset({"12378", "12368", "95588", "96110"})

PHONES = [
    ("致电400-888-8888转2", "400-888-8888", "4008888888", "toll-400"),
    ("联系138 0013 8000", "138 0013 8000", "13800138000", "mobile"),
    ("联系１３８００１３８０００", "１３８００１３８０００", "13800138000", "mobile"),
    ("联系138****8000", "138****8000", "138****8000", "mobile"),
    ("电话0755-88886666", "0755-88886666", "075588886666", "landline"),
    ("电话（0755）88886666", "（0755）88886666", "075588886666", "landline"),
    ("回电+852 1234 5678", "+852 1234 5678", "+85212345678", "foreign"),
    ("咨询95588", "95588", "95588", "short-95-enterprise"),
    ("投诉12378", "12378", "12378", "gov-12xxx"),
    ("拨打110报警", "110", "110", "police-110"),
    ("发自106912345678", "106912345678", "106912345678", "port-1069"),
    ("电话88886666", "88886666", "88886666", "landline"),
]


@pytest.mark.parametrize(("text", "quote", "number", "kind"), PHONES)
def test_number_to_call_is_classified(text: str, quote: str, number: str, kind: str) -> None:
    """Numbers are found as written, read as digits and told by their shape."""
    found = [(one.quote, one.number, one.kind) for one in find_phones(text, flat(text), REGISTRY.number_rules, KNOWN)]
    assert found == [(quote, number, kind)]


@pytest.mark.parametrize(
    "text",
    ["欠款12345元", "尾号4001234567", "验证码95588", "金额13800138000", "1XXXXXXXXXX", "12999人", "订单号4001234567"],
)
def test_other_digits_are_no_number_to_call(text: str) -> None:
    """Sums, card tails, codes, orders and placeholders are no telephone numbers."""
    assert find_phones(text, flat(text), REGISTRY.number_rules, KNOWN) == ()


URLS = [
    ("点http://t.cn/A6xYz还款", "http://t.cn/A6xYz", "short-link"),
    ("点https://www.icbc.com.cn/a?b=1，查看", "https://www.icbc.com.cn/a?b=1", "official"),
    ("登录icbc.com.cn。谢谢", "icbc.com.cn", "official"),
    ("登录www。icbc-login。top办理", "www。icbc-login。top", "look-alike"),
    ("登录ＷＷＷ．ＩＣＢＣ．ＣＯＭ．ＣＮ吧", "ＷＷＷ．ＩＣＢＣ．ＣＯＭ．ＣＮ", "official"),
    ("登录www . example . com办理", "www . example . com", "unknown"),
    ("（详见example.com/x.html）", "example.com/x.html", "unknown"),
    ("http://工商银行.com/x", "http://工商银行.com/x", "unknown"),
]


@pytest.mark.parametrize(("text", "quote", "relation"), URLS)
def test_link_is_quoted_and_related(text: str, quote: str, relation: str) -> None:
    """Links with and without a scheme, spaced or with full-width dots are quoted whole and never more."""
    assert [(one.quote, one.relation) for one in find_urls(text, flat(text), DOMAINS)] == [(quote, relation)]


@pytest.mark.parametrize(
    "text", ["someone@example.com", "版本3.14", "合同.docx", "URL", "www.xxx.com", "共3.5万", "a.b"]
)
def test_what_only_looks_like_a_link_is_none(text: str) -> None:
    """Mail addresses, decimals, file names and placeholders are no links."""
    assert find_urls(text, flat(text), DOMAINS) == ()


ACCOUNTS = [
    ("转到6222 0212 3456 7890 123", ["6222 0212 3456 7890 123"]),
    ("卡号：622202123456，户名：张某", ["622202123456", "户名：张某"]),
    ("加微信zhangsan_88还款", ["微信zhangsan_88"]),
    ("支付宝账号：abc@example.com", ["支付宝账号：abc@example.com"]),
    ("6259650000818275", ["6259650000818275"]),
]


@pytest.mark.parametrize(("text", "quotes"), ACCOUNTS)
def test_account_is_quoted(text: str, quotes: list[str]) -> None:
    """Cards, payment names and holders are quoted as written."""
    assert [one.quote for one in find_accounts(text, flat(text))] == quotes


@pytest.mark.parametrize(
    "text",
    [
        "订单号202611211234567890",
        "身份证440305199001011234",
        "微信公众号",
        "户名和密码进行登录",
        "1111111111111111",
    ],
)
def test_other_long_numbers_are_no_account(text: str) -> None:
    """Orders, identity numbers, placeholders and loose words are no accounts."""
    assert find_accounts(text, flat(text)) == ()
