"""What the money pages ask, topic by topic: the words beside each field and the choices; it reads no answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

from fairdue.app.reading.labels import LENDER_KINDS
from fairdue.web.words import noted as _

Kind = Literal["text", "day", "money", "rate", "count", "choice", "lines"]


@dataclass(frozen=True, slots=True)
class Question:
    """One field: its name, what kind of answer it takes, its label and hint; every field may stay empty."""

    name: str
    kind: Kind
    label: str
    hint: str = ""
    choices: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Topic:
    """One page of questions; `heading` is the question the page asks."""

    slug: str
    heading: str
    lead: str
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class Flow:
    """One thing to find out: what it is called, what it takes, what it will not do, and its topics in order."""

    slug: str
    title: str
    lead: str
    papers: tuple[str, ...]
    limits: str
    topics: tuple[Topic, ...]

    def topic(self, slug: str) -> Topic | None:
        """Return the topic of a name."""
        return next((one for one in self.topics if one.slug == slug), None)

    def after(self, slug: str) -> str:
        """Return the name of the page after a topic: the next topic, or the check of all answers."""
        slugs = [*(one.slug for one in self.topics), "check"]
        return slugs[slugs.index(slug) + 1]


UNSURE: Final = _("不清楚")
REPAYMENTS: Final = {
    "equal-payment": _("等额本息：每期一样多"),
    "equal-principal": _("等额本金：一期比一期少"),
    "flat-fee": _("等本等息：手续费按最初的本金收"),
    "interest-only": _("先息后本：先付利息，最后还本金"),
    "bullet": _("到期一次还清"),
}
_KNOWN: Final = {"some": _("有，写在下面"), "none": _("没有"), "": _("记不清")}
_YES_NO: Final = {"yes": _("是"), "no": _("不是"), "": UNSURE}

_LENDER = Topic(
    "lender",
    _("向谁借的？"),
    _("看合同第一页的“出借人”，不是 App 的名字。"),
    (
        Question("lender", "text", _("出借人的名称"), _("照合同抄，找不到就写 App 的名字")),
        Question("lender_kind", "choice", _("是哪一类"), _("不同的类，能收的利息不一样"), LENDER_KINDS),
        Question("contract_on", "day", _("合同是哪天签的"), _("规定有新旧，看的是那天的。例如 2025-01-15")),
    ),
)
_RECEIVED = Topic(
    "received",
    _("到手多少钱？"),
    _("写真正到账的数，不是合同上的数。放款时扣掉的，后面再写。"),
    (
        Question("received", "money", _("到账多少"), _("例如 9400")),
        Question("received_on", "day", _("哪天到账"), _("例如 2025-01-15 或 20250115")),
        Question("received_more", "lines", _("分几次到账的，其余几笔"), _("一行一笔，例如：2025-03-05 3000")),
        Question("principal", "money", _("合同写借多少"), _("例如 10000")),
    ),
)
_TERMS = Topic(
    "terms",
    _("约定怎么还？"),
    _("看合同或 App 里的还款计划。哪一项找不到，就空着。"),
    (
        Question("rate", "rate", _("约定的利率"), _("例如 24%、月息1.5%、日万分之五；没约定利息就写 0")),
        Question("repayment", "choice", _("怎么还"), "", REPAYMENTS),
        Question("months", "count", _("分几个月"), _("例如 12")),
        Question("first_due", "day", _("第一期哪天还"), _("一次还清的，写到期那天")),
        Question("late_rate", "rate", _("逾期后的利率"), _("合同“违约责任”里找。例如 36%，或 上浮50%")),
    ),
)
_MORE = Topic(
    "more",
    _("合同里还有这些吗？"),
    _("多数合同没有。没有就直接点下一步。"),
    (
        Question("compound", "choice", _("约定了利滚利（复利）吗"), "", _YES_NO),
        Question("penalty_rate", "rate", _("违约金怎么算"), _("按逾期的本金算。例如 日万分之五、年 10%")),
        Question("accelerated_on", "day", _("对方哪天宣布全部到期"), _("没有宣布过就空着")),
        Question("filed_on", "day", _("对方哪天起诉的"), _("没有起诉就空着")),
        Question(
            "instalments",
            "lines",
            _("还款计划和上一页说的不一样，照抄在这里"),
            _("一行一期，例如：2025-02-15 本金 800 利息 200 费用 10。每月一样的写一行，末尾加 x12"),
        ),
    ),
)
_PAID = Topic(
    "paid",
    _("还过多少？"),
    _("查银行卡、微信、支付宝的转账记录，逐笔写。"),
    (
        Question("paid_known", "choice", _("还过钱吗"), "", _KNOWN),
        Question(
            "paid",
            "lines",
            _("还过的每一笔"),
            _("一行一笔，例如：2025-03-15 1004.62。每月一样的写一行：2025-03-15 1004.62 x6。付的是费用，末尾写“费”"),
        ),
    ),
)
_FEES = Topic(
    "fees",
    _("利息以外，还收了什么费？"),
    _("服务费、担保费、保险、会员、砍头息，都写在这里。"),
    (
        Question("fees_known", "choice", _("收过费吗"), "", _KNOWN),
        Question(
            "fees",
            "lines",
            _("每一项收费"),
            _("一行一项，末尾写怎么收的：扣（放款时扣）、付（另外付）、没付。例如：服务费 600 扣"),
        ),
    ),
)
_CLAIM = Topic(
    "claim",
    _("对方现在要多少？"),
    _("照对方的话或账单写。只知道总数，就只填总数。"),
    (
        Question("claim_total", "money", _("总数")),
        Question("claim_principal", "money", _("其中本金")),
        Question("claim_interest", "money", _("其中利息")),
        Question("claim_late", "money", _("其中罚息或逾期利息")),
        Question("claim_compound", "money", _("其中复利")),
        Question("claim_penalty", "money", _("其中违约金")),
        Question("claim_fees", "money", _("其中费用")),
        Question("claim_costs", "money", _("其中律师费、诉讼费")),
        Question("as_of", "day", _("算到哪一天"), _("空着就算到今天")),
    ),
)
_DUE = Topic(
    "due",
    _("哪天该还清？"),
    _("时效从该还的那天往后数。合同没写还款日的，空着。"),
    (
        Question("first_due", "day", _("第一期哪天还"), _("一次还清的，写到期那天")),
        Question("months", "count", _("分几个月"), _("一次还清的，写 1")),
        Question("accelerated_on", "day", _("对方哪天宣布全部到期"), _("没有宣布过就空着")),
    ),
)
_EVENTS = Topic(
    "events",
    _("后来发生过什么？"),
    _("有的事会让三年从头数起。想得起的都写上。"),
    (
        Question(
            "events",
            "lines",
            _("每一件事"),
            _("一行一件，先写日期。例如：2024-05-01 收到催收短信；2024-08-10 还了 500；2025-02-01 起诉"),
        ),
        Question("paid", "lines", _("还过的每一笔"), _("一行一笔，例如：2025-03-15 1004.62")),
        Question("judgment_on", "day", _("判决或调解哪天生效"), _("没有判过就空着")),
    ),
)
_OFFER = Topic(
    "offer",
    _("对方报了什么？"),
    _("照页面或对方的话填。先别交钱，先别点确认。"),
    (
        Question("lender", "text", _("谁放款"), _("找不到放款机构的名称，就空着")),
        Question("lender_kind", "choice", _("是哪一类"), "", LENDER_KINDS),
        Question("amount", "money", _("说借给你多少"), _("例如 10000")),
        Question("offer_received", "money", _("真正到手多少"), _("扣掉各种费以后")),
        Question("instalment", "money", _("每月还多少")),
        Question("months", "count", _("还几个月"), _("例如 12")),
    ),
)
_OFFER_FEES = Topic(
    "offer-fees",
    _("还有哪些费用和要求？"),
    _("放款前要你先交钱的，多半是骗局。"),
    (
        Question("quoted_rate", "rate", _("页面写的利率"), _("例如 日万分之三、年化 7.2%")),
        Question("fees", "lines", _("每一项收费"), _("一行一项，末尾写怎么收：扣、付、每月。例如：会员费 99 付")),
        Question("pay_before", "money", _("放款前要你先交多少"), _("保证金、解冻费、验资也算")),
        Question("private_account", "choice", _("是转到个人账户吗"), "", _YES_NO),
    ),
)
_SCHEDULE = Topic(
    "loan",
    _("怎么借，怎么还？"),
    _("填四项就能算出每一期。"),
    (
        Question("principal", "money", _("借多少"), _("例如 10000")),
        Question("rate", "rate", _("利率"), _("例如 24%、月息1.5%、日万分之五")),
        Question("months", "count", _("分几个月"), _("例如 12")),
        Question("repayment", "choice", _("怎么还"), "", REPAYMENTS),
        Question("first_due", "day", _("第一期哪天还"), _("空着就从下个月的今天起")),
    ),
)

AUDIT: Final = Flow(
    "audit",
    _("对方要的钱，对不对"),
    _("一项一项重算：要的、有依据的、差多少、为什么。"),
    (_("借款合同或 App 里的借款详情"), _("还款记录"), _("对方说你欠多少的那条信息或账单")),
    _("不会替你联系对方，也不会让债务消失。"),
    (_LENDER, _RECEIVED, _TERMS, _MORE, _PAID, _FEES, _CLAIM),
)
LIMITATION: Final = Flow(
    "limitation",
    _("这笔账过没过时效"),
    _("先看哪些事会让时效从头算，再决定做什么。"),
    (_("合同或还款计划"), _("最近一次还款的记录"), _("收到过的催收信息、律师函")),
    _("时效过了，债还在。提不提时效抗辩，由你决定。"),
    (_LENDER, _DUE, _EVENTS),
)
OFFER: Final = Flow(
    "offer",
    _("还没签：这笔贷款贵不贵"),
    _("算出一年真正的成本，看清每项费用买了什么。"),
    (_("贷款页面的截图，或对方发来的话"),),
    _("不会替你申请，也不推荐任何一家。"),
    (_OFFER, _OFFER_FEES),
)
SCHEDULE: Final = Flow(
    "schedule",
    _("每期该还多少"),
    _("按约定算出每一期的本金和利息。"),
    (_("借款金额、利率、期数、还法"),),
    _("这是按约定算的，真正欠多少要看实际的还款。"),
    (_SCHEDULE,),
)
FLOWS: Final[Mapping[str, Flow]] = {one.slug: one for one in (AUDIT, OFFER, SCHEDULE, LIMITATION)}
