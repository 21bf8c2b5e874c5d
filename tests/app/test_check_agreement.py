"""The check of an agreement: traps by gravity with their places, what a sound one has, who is to be paid."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from fairdue.app.check_agreement import check_agreement
from fairdue.app.contracts.agreement import agreement_json
from fairdue.app.reading.agreement import lay_out_agreement
from fairdue.app.wiring import the_guide, the_pack
from fairdue.kernel.errors import EmptyText, TextTooLong

TODAY = date(2026, 11, 21)
BAD = """\
还款方案协议
甲方：某某消费金融有限公司 乙方：张三
第一条 乙方确认尚欠甲方本息合计58200元，对此没有异议。其中罚息8200元计入本金。
第二条 乙方分24期归还，每期____元。任意一期未按时归还的，剩余款项全部提前到期，减免取消。
第三条 收款户名：云州某某信息咨询有限公司，账号6222。乙方须先支付服务费500元。
第四条 乙方同意甲方联系其家属和单位。乙方放弃一切投诉权利。由乙方父母承担连带责任。
"""
# Everything to be wished for, and the usual lawful terms: nothing in it is a trap.
GOOD = """\
个性化分期还款协议
甲方：云州银行股份有限公司 乙方：张三
第一条 截至2026年11月20日，欠款构成：本金12000元，利息860元，罚息0元，费用0元。金额由双方核对后附明细。
第二条 乙方分12期归还，每期1000元，每月20日前在甲方官方应用内还款。逾期超过十五日的，甲方书面提醒，双方另行协商。
第三条 乙方按约履行期间，甲方及其委托机构停止催收，不得联系乙方以外的人。
第四条 乙方按约还清后，其余款项予以免除，甲方不再追偿。
第五条 还清后七日内，甲方出具结清证明，并按规定更新征信状态。
第六条 本协议的变更须经双方书面同意。争议由被告住所地人民法院管辖。一式两份，双方签字盖章后生效。
"""


def found(text: str, lender: str = "") -> tuple[list[str], list[str], str]:
    """Return the rules of the traps, those of missing words, and how the payee stands."""
    checked = check_agreement(text, the_pack(), the_guide(), TODAY, lender)
    return [one.rule for one in checked.check.traps], [one.rule for one in checked.check.wanted], checked.payee


def test_every_seeded_trap_is_found_gravest_first() -> None:
    """Eleven traps seeded in one page: those not to be signed come first."""
    traps, _, payee = found(BAD, "某某消费金融")
    assert set(traps) == {
        *("blanks-left", "other-company-payee", "fee-first", "guarantor-added"),
        *("debt-acknowledged", "interest-into-principal", "all-due-at-once", "discount-lost"),
        *("contacts-consented", "claims-given-up"),
    }
    assert set(traps[:4]) == {"blanks-left", "other-company-payee", "fee-first", "guarantor-added"}
    assert payee == "differs"


def test_a_sound_agreement_has_no_trap_and_lacks_nothing() -> None:
    """A clean control: the usual lawful terms are left alone."""
    assert found(GOOD, "云州银行") == ([], [], "not-named")


def test_quotes_are_the_text_itself() -> None:
    """text[start:end] is the quote, for traps and payees."""
    checked = check_agreement(BAD, the_pack(), the_guide(), TODAY)
    for one in checked.check.traps:
        assert BAD[one.start : one.end] == one.quote
    for payee in checked.check.payees:
        assert BAD[payee.start : payee.end] == payee.name == "云州某某信息咨询有限公司"


@pytest.mark.parametrize(
    ("payee", "lender", "state"),
    [
        ("收款户名：云州某某消费金融有限公司", "云州某某消费金融", "same"),
        ("户名:某某小额贷款有限公司", "某某小额贷款", "same"),
        ("户名：李强", "某某银行", "differs"),
        ("户名：某某银行", "", "lender-not-told"),
        ("请按时还款", "某某银行", "not-named"),
    ],
)
def test_the_payee_is_held_against_the_lender(payee: str, lender: str, state: str) -> None:
    """One name holds the other, or both are names of one lender; otherwise they differ."""
    assert found(payee, lender)[2] == state


def test_a_message_is_not_scolded_for_what_only_an_agreement_has() -> None:
    """What is missing is only said of a text that reads like an agreement."""
    assert found("你好，还款请转到我的微信收款码")[1] == []


@pytest.mark.parametrize(("text", "error"), [("", EmptyText), ("  \n——", EmptyText), ("字" * 200_001, TextTooLong)])
def test_what_cannot_be_read_is_refused(text: str, error: type[Exception]) -> None:
    """Nothing to read, or more than anybody signs."""
    with pytest.raises(error):
        found(text)


def test_the_document_and_the_page_say_the_same() -> None:
    """Same rules in the same order; the heading counts the gravest."""
    checked = check_agreement(BAD, the_pack(), the_guide(), TODAY, "某某消费金融")
    document = agreement_json(checked.check, checked.lender, checked.payee)
    page = lay_out_agreement(BAD, checked.check, checked.payee, the_pack().provisions, str)
    assert document["schema"] == "fairdue.agreement/1"
    assert [one["rule"] for one in document["traps"]] == [one.trap.rule for one in page.traps]
    assert page.heading == "先别签。有 4 处要紧的。"
    assert all(one.basis for one in page.traps) and all(one.basis for one in page.wanted)
    assert "".join(piece.head + piece.last for piece in page.pieces) == BAD


def test_no_page_says_that_an_agreement_is_safe() -> None:
    """Nothing found is never called safe; something that is no agreement is said to be none."""
    for text, words in ((GOOD, "不等于没有"), ("今天天气不错", "不像一份协议")):
        checked = check_agreement(text, the_pack(), the_guide(), TODAY)
        page = lay_out_agreement(text, checked.check, checked.payee, {}, str)
        assert words in page.heading


SENTENCES: dict[str, list[dict[str, Any]]] = yaml.safe_load(
    (Path(__file__).parents[1] / "packs" / "agreement_clauses.yaml").read_text("utf-8")
)


def test_clauses_read_while_the_rules_were_written_stay_found() -> None:
    """Of the sentences the rules were widened on, at most three are missed; benchmarks/clauses.py prints the rest."""
    tuned = [one for one in SENTENCES["traps"] if one["set"] == "tuned"]
    missed = [one["text"] for one in tuned if one["rule"] not in found(one["text"])[0]]
    assert len(missed) <= 3, missed


def test_no_innocent_clause_is_called_a_trap() -> None:
    """Lawful, fair and ordinary terms: more than a hundred, none accused."""
    assert len(SENTENCES["innocent"]) > 100
    assert [(one["text"], found(one["text"])[0]) for one in SENTENCES["innocent"] if found(one["text"])[0]] == []
