"""Case numbers, offices claimed and the lender named."""

from __future__ import annotations

import pytest

from fairdue.kernel.flat import flat
from fairdue.registry.names import Names
from fairdue.screening.case_numbers import find_case_numbers
from fairdue.screening.named_lender import find_lender
from fairdue.screening.offices import find_claimed_offices
from tests.registry.real import real_registry

NAMES = Names(real_registry())


@pytest.mark.parametrize(
    "number",
    [
        "（2026）粤0305民初1234号",
        "(2026)粤0305执1234号之一",
        "〔2026〕京01民终12号",
        "（2014）海民初字第29号",
        "2026粤0305诉前调5678号",
        "粤法调字〔2026〕8号",
    ],
)
def test_case_number_is_quoted_in_all_its_forms(number: str) -> None:
    """Round, square and missing brackets, old and new forms are one thing."""
    text = f"案号：{number}，请到庭"
    assert [one.quote for one in find_case_numbers(text, flat(text))] == [number]


@pytest.mark.parametrize("text", ["金规〔2025〕9号", "2026年11月30号", "法释〔2020〕6号", "编号2026123号"])
def test_number_of_a_rule_or_day_is_no_case(text: str) -> None:
    """Official documents and dates are no cases."""
    assert find_case_numbers(text, flat(text)) == ()


CLAIMED = [
    ("我是深圳市公安局福田分局民警", ["深圳市公安局福田分局"]),
    ("【深圳市福田区人民法院】您的案件已立案", ["深圳市福田区人民法院"]),
    ("您的案件已由海淀区人民法院诉前调解中心受理", ["海淀区人民法院", "诉前调解中心"]),
    ("国家金融监督管理总局通知您", ["国家金融监督管理总局"]),
    ("这里是公安机关，请配合", ["公安"]),
    ("联合派出所上门走访", ["派出所"]),
]


@pytest.mark.parametrize(("text", "offices"), CLAIMED)
def test_office_spoken_for_is_claimed(text: str, offices: list[str]) -> None:
    """An office that speaks, acts or comes along is claimed, with its place."""
    found = [one.quote for one in find_claimed_offices(text, flat(text))]
    assert [quote.removesuffix("机关") for quote in found] == offices


@pytest.mark.parametrize(
    "text",
    [
        "我司将依法向人民法院起诉",
        "将上报中国人民银行征信中心",
        "将移交公安机关处理",
        "请拨打派出所电话核实",
        "向法院提起诉讼",
        "可向银保监会投诉",
    ],
)
def test_office_one_may_turn_to_is_not_claimed(text: str) -> None:
    """Going to court, reporting to the credit centre or calling the police claims no office."""
    assert find_claimed_offices(text, flat(text)) == ()


LENDERS = [
    ("【招联金融】您的借款已逾期", "招联金融", "zhaolian-consumer-finance"),
    ("您的招商银行信用卡已逾期", "招商银行", "china-merchants-bank"),
    ("【分期乐】招商银行借款已逾期", "分期乐", "lexin-fenqile"),
    ("您的花呗账单已逾期", "花呗", "mayi-consumer-finance"),
    ("【某某小贷】您已逾期", "某某小贷", None),
    ("您的花薪钱包账户已逾期7天", "花薪钱包", None),
]


@pytest.mark.parametrize(("text", "written", "lender"), LENDERS)
def test_lender_is_resolved_or_given_as_written(text: str, written: str, lender: str | None) -> None:
    """The signature comes before the body; an unknown name has no id."""
    found = find_lender(text, flat(text), NAMES)
    assert found is not None and (found.as_written, found.id) == (written, lender)


@pytest.mark.parametrize(
    "text",
    [
        "您的美团外卖已送达",
        "【法务部】您已逾期",
        "【温馨提示】请还款",
        "【XX贷】您已逾期",
        "周末去爬山",
        "黄金金条回收",
    ],
)
def test_shop_department_or_placeholder_is_no_lender(text: str) -> None:
    """A shop outside talk of debt, a department and a placeholder name nobody."""
    assert find_lender(text, flat(text), NAMES) is None
