"""Whatever is filled in, the installed pack answers: a result, a question back, or a sentence; never an error page."""

from __future__ import annotations

import os
import random
from collections.abc import Mapping
from typing import Final

import pytest

from fairdue.app.contracts.words import sentence
from fairdue.app.wiring import the_pack
from fairdue.kernel.errors import FairDueError
from fairdue.web.money.check import check_rows
from fairdue.web.money.fields import Fields
from fairdue.web.money.questions import FLOWS, Flow, Question
from fairdue.web.money.results import Results
from fairdue.web.product import money_services

DRAWS: Final = 600 if os.environ.get("FAIRDUE_SOAK") else 40
DAYS: Final = (
    "2015-08-31", "2019-08-20", "2020-08-19", "2020-08-20", "2024-02-29", "2025-01-15", "2026-01-31", "2027-05-05",
    "1900-01-01", "2199-12-31", "0001-01-01", "昨天",
)  # fmt: skip
MONEY: Final = ("0.01", "9400", "10000", "1.5万", "999999999", "1000000000000", "-3", "很多")
RATES: Final = ("0", "24%", "36%", "月息3%", "日万分之五", "1.5", "1000%", "上浮50%", "0.24")
COUNTS: Final = ("1", "12", "36", "600", "601", "x")
WORDS: Final = {
    "fees": ("服务费 {money} 扣", "保险费 {money} 付", "砍头息 {money}", "{money}", "{day} x {money} 没付"),
    "events": ("{day} 催收", "{day} 还了 {money}", "{day} 承诺还款", "{day} 法院立案", "{day} 晴", "催收"),
    "paid": ("{day} {money}", "{day} {money} x3", "{day} {money} x12 费", "{day} {money} 本金", "乱写"),
    "received_more": ("{day} {money}",),
    "instalments": ("{day} 本金 {money} 利息 {money}", "{day} {money} {money} x3", "{day} {money}", "第1期 {money}"),
}


def typed(question: Question, chance: random.Random) -> str:
    """Make up what somebody might type into a field, often nothing."""
    if chance.random() < 0.25:
        return ""
    match question.kind:
        case "day":
            return chance.choice(DAYS)
        case "money":
            return chance.choice(MONEY)
        case "rate":
            return chance.choice(RATES)
        case "count":
            return chance.choice(COUNTS)
        case "choice":
            return chance.choice([*question.choices, "nonsense"])
        case "lines":
            lines = [chance.choice(WORDS[question.name]) for _ in range(chance.randint(1, 6))]
            return "\n".join(line.format(day=chance.choice(DAYS), money=chance.choice(MONEY)) for line in lines)
    return chance.choice(("某某", "<b>", "😀"))


def answers_for(flow: Flow, seed: int) -> Mapping[str, str]:
    """Make up the answers to a flow."""
    chance = random.Random(f"{flow.slug} {seed}")
    return {one.name: typed(one, chance) for topic in flow.topics for one in topic.questions}


@pytest.mark.parametrize("slug", sorted(FLOWS))
def test_anything_typed_is_answered(slug: str) -> None:
    """Made-up answers, sensible and not, lead to a check of every answer and to a result or a sentence."""
    flow, results = FLOWS[slug], Results(money_services(the_pack()))
    questions = {one.name: one for topic in flow.topics for one in topic.questions}
    answered = 0
    for seed in range(DRAWS):
        fields = Fields(answers_for(flow, seed), questions, str, sentence)
        results.read(slug, fields)
        assert len(check_rows(flow, fields)) >= len(questions)
        try:
            answered += results.view(slug, fields, str) is not None
            for kind in results.files(slug) if seed % 20 == 0 else ():
                results.file(slug, kind, fields, str, "zh")
        except FairDueError as error:
            assert sentence(error)
    assert answered > DRAWS / 20
