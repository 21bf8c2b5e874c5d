"""A reader of the money pages whose app answers with composed results and remembers what it was asked."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from fairdue.app.contracts.words import sentence
from fairdue.app.read_text import decode
from fairdue.kernel.errors import NoValue
from fairdue.records.assessment import Missing
from fairdue.records.audit import (
    Ask,
    Audit,
    FeeReading,
    Limitation,
    LimitationStep,
    OfferReading,
    Period,
    Restart,
    Sign,
    Span,
    YearlyCost,
)
from fairdue.records.debt import Debt, LoanOffer
from fairdue.web.money.results import MoneyServices
from fairdue.web.product import schedule_of
from fairdue.web.security import Launch, loopback_hosts
from fairdue.web.server import Services, create_app
from tests.app.reading.money_specimen import AUDIT, CAP, CITED
from tests.web.asking import PORT, Reader, Reply, answer_of

TODAY = date(2026, 11, 21)
LIMITATION = Limitation(
    "page",
    TODAY,
    (
        Period(
            "limitation", "普通诉讼时效", "running", date(2027, 5, 20), None,
            (LimitationStep(date(2022, 3, 1), "到期", "从这天数起。", date(2025, 3, 1), (CITED,)),),
            "还在期间内。", "可以先要明细。", (Missing("催收记录。", "翻手机。"),), (CITED,),
        ),
    ),
    tuple(Restart(f"第{n}件事", "算你同意还。", "先问明细。", (CITED,)) for n in range(1, 7)),
    ("债还在。",),
)  # fmt: skip
OFFER = OfferReading(
    "page", "某某", "名录里没有它。", Span(930_000, 930_000), Span(1_234_300, 1_234_300), Span(304_300, 304_300),
    (YearlyCost("算上全部费用", True, None, None, 1_234_300, 930_000),),
    (FeeReading("会员费", 19_900, "", "要看权益是什么。", "能不能不买？"),), (CAP,),
    (Sign("notice", "notice", "先问清楚。"), Sign("grave", "grave", "放款前要先交钱。", (CITED,))),
    (Missing("机构。", "看合同。"),), (Ask("请给明示表。", "出借人"),),
)  # fmt: skip


@dataclass
class MoneyReader(Reader):
    """Somebody filling in the money pages."""

    debts: list[Debt] = field(default_factory=list)
    offers: list[LoanOffer] = field(default_factory=list)
    fails: bool = False

    def begin(self, flow: str, example: bool = False) -> str:
        """Begin a flow; return the address of its draft without the page."""
        reply = self.post(f"/money/{flow}", {"example": "yes"} if example else {})
        assert reply.status == 303
        return reply.header("location").rpartition("/")[0]

    def fill(self, draft: str, topic: str, **answers: str) -> Reply:
        """Send one topic."""
        return self.post(f"{draft}/{topic}", answers)


def money_reader(audit: Audit = AUDIT) -> MoneyReader:
    """Return a reader who has opened the page."""
    launch = Launch()
    made = MoneyReader(None, launch)

    def audited(debt: Debt) -> Audit:
        made.debts.append(debt)
        if made.fails:
            raise NoValue(parameter="lpr-1y", on=debt.as_of, last=None, why="not-confirmed")
        return audit

    def weighed(debt: Debt) -> Limitation:
        made.debts.append(debt)
        return LIMITATION

    def looked(offer: LoanOffer) -> OfferReading:
        made.offers.append(offer)
        return OFFER

    money = MoneyServices(audited, weighed, looked, schedule_of, lambda: TODAY, sentence)
    services = Services(check=answer_of, decode=decode, money=money)
    made.app = create_app(services, launch=launch, hosts=loopback_hosts(PORT))
    made.open()
    return made


def hidden(page: str, name: str) -> str:
    """Return the value a field of a page holds."""
    found = re.search(rf'id="{name}"[^>]*value="([^"]*)"', page) or re.search(
        rf'<textarea id="{name}"[^>]*>\n?(.*?)</textarea>', page, re.S
    )
    return found[1] if found else ""
