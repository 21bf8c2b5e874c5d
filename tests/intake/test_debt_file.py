"""The file of a debt is read as people write it; what cannot be meant so is named with its line and how to mend it."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from jsonschema import Draft202012Validator

from fairdue.app.contracts.words import sentence
from fairdue.intake import debt_file, offer_file
from fairdue.intake.debt_file import read_debt
from fairdue.intake.offer_file import read_offer_file
from fairdue.kernel.errors import UnusableFigure
from fairdue.loader.sources import plain
from fairdue.loader.yaml_marks import read_yaml
from fairdue.records.debt import ClaimItem, Disbursement, Fee, Instalment, Payment, Terms

ROOT = Path(__file__).parents[2]
SCHEMAS = ROOT / "src" / "fairdue" / "intake" / "schemas"
EXAMPLES = ROOT / "docs" / "examples"
TODAY = date(2026, 11, 21)

WHOLE = """\
id: whole
as_of: 2026年6月30日
lender: 某消费金融
lender_kind: 消费金融
contract_on: ２０２５-０１-０５
terms:
  principal: 1.2万
  annual_rate: 月息2分
  late_markup: 50%
  compound: 没有
  instalments:
    - {due: 2025-02-05, principal: 6000, interest: 240}
    - {due: 2025-03-05, principal: 6000, interest: 120, fee: 5}
disbursements:
  - {on: 2025-01-05, amount: 壹万壹仟肆佰元整}
payments:
  - {first: 2025-02-05, count: 2, amount: "1,134.72"}
  - {on: 2025-06-01, amount: 100, purpose: 还本金}
fees:
  - {kind: 服务费, amount: 600, taken: 扣掉, payee: 某平台, counted: false}
claim: {本金: 7400, 利息: 620.5}
"""


def test_a_whole_file() -> None:
    """Capitals, 万, full-width digits, Chinese dates and monthly interest come out as fen, days and yearly fractions."""
    debt = read_debt(WHOLE.encode(), "whole.yaml", TODAY).debt
    assert (debt.id, debt.as_of, debt.lender_kind, debt.contract_on) == (
        "whole", date(2026, 6, 30), "consumer-finance", date(2025, 1, 5),
    )  # fmt: skip
    assert debt.terms == Terms(
        principal=1_200_000,
        annual_rate=Decimal("0.24"),
        rate_agreed=True,
        late_markup=Decimal("0.5"),
        compound=False,
        instalments=(
            Instalment(date(2025, 2, 5), 600_000, 24_000),
            Instalment(date(2025, 3, 5), 600_000, 12_000, 500),
        ),
    )
    assert debt.disbursements == (Disbursement(date(2025, 1, 5), 1_140_000),)
    assert debt.payments == (
        Payment(date(2025, 2, 5), 113_472),
        Payment(date(2025, 3, 5), 113_472),
        Payment(date(2025, 6, 1), 10_000, purpose="principal"),
    )
    assert debt.fees == (Fee("service", "", 60_000, "deducted", None, "某平台", "no"),)
    assert debt.claim == (ClaimItem("principal", 740_000), ClaimItem("interest", 62_050))


CLAIMED: tuple[tuple[str, list[tuple[str, int]]], ...] = (
    ("claim: 23418.77", [("total", 2_341_877)]),
    ("claim: 两万元", [("total", 2_000_000)]),
    ("claim: {合计: 100, 滞纳金: 5, 诉讼费: 3}", [("total", 10_000), ("penalty", 500), ("costs", 300)]),
    ("claim: 不知道", []),
    ("terms: 不知道", []),
)


@pytest.mark.parametrize(("words", "items"), CLAIMED)
def test_a_claim_may_be_one_amount(words: str, items: list[tuple[str, int]]) -> None:
    """Whoever knows no more than the sum on the screen writes the sum; 不知道 is taken for every part."""
    claim = read_debt(f"id: a\n{words}\n".encode(), "a.yaml", TODAY).debt.claim
    assert [(one.kind, one.amount) for one in claim] == items


def test_left_out_is_unknown_and_none_is_nothing() -> None:
    """A list left out, or 不知道, is not known; an empty list, or 没有, says that there was nothing."""
    for words, found in (("", None), ("payments: 不知道\n", None), ("payments: []\n", ()), ("payments: 没有\n", ())):
        assert read_debt(f"id: a\n{words}".encode(), "a.yaml", TODAY).debt.payments == found


class Bad(NamedTuple):
    """A change to the whole file, and what the reader is told: the line, the reason, part of the sentence."""

    old: str
    new: str
    line: int
    why: str
    told: str


BAD = (
    Bad("amount: 100,", "amount: -100,", 18, "negative", "写正数"),
    Bad("amount: 100,", "", 18, "missing", "缺少这一项"),
    Bad("on: 2025-06-01", "on: 2025-06-31", 18, "no-such-day", "没有「2025-06-31」这一天"),
    Bad("on: 2025-06-01", "on: 2024-06-01", 18, "before-the-loan", "早于放款日 2025-01-05"),
    Bad("annual_rate: 月息2分", "annual_rate: 0.24", 8, "looks-like-fraction", "请写 24"),
    Bad("annual_rate: 月息2分", "annual_rate: 万分之五", 8, "no-period", "没说是每天"),
    Bad("annual_rate: 月息2分", "annual_rate: 很高", 8, "not-a-rate", "不是利率"),
    Bad("principal: 1.2万", "principal: 一大笔", 7, "not-an-amount", "伍仟元整"),
    Bad("principal: 1.2万", "principal: 99999999999999", 7, "too-large", "万元"),
    Bad("amount: 600", "amount: 0.001", 20, "too-fine", "写到分"),
    Bad("lender_kind: 消费金融", "lender_kind: 网贷", 4, "unknown-choice", "没有「网贷」这个选择。可以用：银行 bank"),
    Bad("lender: 某消费金融", "lendr: 某消费金融", 3, "unknown-field", "没有「lendr」这一项"),
    Bad("compound: 没有", "compound: 可能", 10, "not-yes-or-no", "true 或 false"),
    Bad("id: whole", "id: [whole", 2, "not-yaml", "YAML 写法不对"),
    Bad("as_of: 2026年6月30日", "as_of: 2024-12-31", 2, "before-the-loan", "早于放款日"),
    Bad("annual_rate: 月息2分", "annual_rate: 24\n  no_interest: 是", 9, "both-rates", "请二选一"),
    Bad("count: 2", "count: 两次", 17, "not-a-count", "1-600"),
    Bad("due: 2025-02-05", "due: 2024-02-05", 12, "before-the-loan", "早于放款日"),
    Bad("claim: {本金: 7400", "claim: {本息: 7400", 21, "unknown-field", "本金 principal"),
)  # fmt: skip


@pytest.mark.parametrize("bad", BAD, ids=lambda bad: f"{bad.why}-{bad.line}")
def test_what_cannot_be_meant_so_is_named(bad: Bad) -> None:
    """Each fault tells the file, the line, and what to write instead."""
    assert bad.old in WHOLE
    with pytest.raises(UnusableFigure) as raised:
        read_debt(WHOLE.replace(bad.old, bad.new, 1).encode(), "debt.yaml", TODAY)
    assert raised.value.values["why"] == bad.why
    assert str(raised.value.values["where"]).startswith(f"debt.yaml:{bad.line}"), raised.value.values
    assert bad.told in sentence(raised.value)


# a change to the whole file → what looks odd in it without being wrong
ODD = (
    ("annual_rate: 月息2分", "annual_rate: 1.5", "maybe-monthly"),
    ("principal: 1.2万", "principal: 1.2", "units-differ"),
    ("on: 2025-06-01", "on: 2026-07-01", "later-payments"),
)


@pytest.mark.parametrize(("old", "new", "odd"), ODD, ids=lambda value: str(value)[:24])
def test_what_looks_odd_is_said(old: str, new: str, odd: str) -> None:
    """A rate that looks monthly, 万 beside 元, and payments after the day asked about are read and pointed out."""
    assert [name for name, _ in read_debt(WHOLE.replace(old, new, 1).encode(), "a.yaml", TODAY).odd] == [odd]


SCHEMA_FIELDS = (
    ("debt", (), debt_file.FIELDS),
    ("debt", ("terms",), debt_file.TERMS),
    ("offer", (), offer_file.FIELDS),
)


@pytest.mark.parametrize(("name", "at", "known"), SCHEMA_FIELDS, ids=lambda value: str(value)[:20])
def test_schema_and_reader_know_the_same_fields(name: str, at: tuple[str, ...], known: tuple[str, ...]) -> None:
    """An editor offers exactly the fields the reader takes, each with words in Chinese."""
    schema: Any = json.loads((SCHEMAS / f"{name}.schema.json").read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    for part in at:
        schema = schema["properties"][part]
    assert sorted(schema["properties"]) == sorted(known)
    assert all(any("一" <= letter <= "鿿" for letter in one["description"]) for one in schema["properties"].values())


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.yaml")), ids=lambda path: path.name)
def test_worked_examples_are_good(path: Path) -> None:
    """The examples of the documentation fit their schema and are read."""
    kind = "offer" if "offer" in path.name else "debt"
    data: Any = plain(read_yaml(path.read_bytes()).data)
    if "claim" not in data and kind == "debt":
        pytest.fail(f"{path.name} is no debt")
    schema = json.loads((SCHEMAS / f"{kind}.schema.json").read_text("utf-8"))
    assert list(Draft202012Validator(schema).iter_errors(data)) == []
    read = read_offer_file if kind == "offer" else read_debt
    read(path.read_bytes(), path.name, TODAY)


OFFER = "on: 2026-09-01\namount: 1万\nreceived: 9500\ninstalment: 900\nmonths: 12\nquoted: {rate: 0.05, per: 天}\n"
QUOTED = (
    ("{rate: 0.05, per: 天}", "0.0005", "day"),
    ("{rate: 日万分之五}", "0.0005", "day"),
    ("{rate: 1.5, per: 月}", "0.015", "month"),
    ("{rate: 月息1.5%}", "0.015", "month"),
    ("{rate: 24%}", "0.24", "year"),
)


@pytest.mark.parametrize(("written", "rate", "per"), QUOTED)
def test_the_rate_quoted_is_what_it_says_it_is_per(written: str, rate: str, per: str) -> None:
    """A number beside its period, or a rate that names its period itself."""
    offer = read_offer_file(OFFER.replace("{rate: 0.05, per: 天}", written).encode(), "o.yaml", TODAY)
    assert (offer.quoted_rate, offer.quoted_per) == (Decimal(rate), per)


OFFER_BAD = (
    ("received: 9500", "received: 2万", 3, "more-than-lent"),
    ("{rate: 0.05, per: 天}", "{rate: 0.24, per: 年}", 6, "looks-like-fraction"),
    ("{rate: 0.05, per: 天}", "{rate: 0.24}", 6, "looks-like-fraction"),
    ("months: 12", "months: 0", 5, "not-a-count"),
    ("months: 12", "months: 12\nfirst_due: 2026-08-01", 6, "before-the-loan"),
)


@pytest.mark.parametrize(("old", "new", "line", "why"), OFFER_BAD)
def test_an_offer_that_cannot_be_is_named(old: str, new: str, line: int, why: str) -> None:
    """More in hand than is lent, no instalments, a payment before the loan: the line and the reason."""
    with pytest.raises(UnusableFigure) as raised:
        read_offer_file(OFFER.replace(old, new).encode(), "o.yaml", TODAY)
    assert raised.value.values["why"] == why
    assert str(raised.value.values["where"]).startswith(f"o.yaml:{line} ")
