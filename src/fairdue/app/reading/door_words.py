"""The matters a door can be asked for, in the words of the person, and how a time limit of a door is said."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from fairdue.app.contracts.catalogue import Say
from fairdue.app.contracts.catalogue import noted as _
from fairdue.records.doors import Counting, Issue, TimeLimit

ISSUES: Final[Mapping[Issue, str]] = {
    "danger": _("有人动手、堵门、不让走"),
    "self-harm": _("撑不住了，想伤害自己"),
    "threat": _("被威胁、辱骂"),
    "conduct": _("催得太凶：次数、钟点、方式"),
    "third-party": _("催到家人、同事那里去了"),
    "privacy": _("欠款的事被说出去、发到网上"),
    "spam": _("陌生号码轰炸"),
    "scam": _("怀疑是骗局"),
    "scam-paid": _("钱或验证码已经给了骗子"),
    "fake-app": _("遇到假的贷款 App、网站"),
    "fake-official": _("自称公安、法院的人来要钱"),
    "fake-lawyer": _("自称律师，查不到执业证"),
    "fees": _("利息、费用太高或对不上"),
    "membership-fee": _("被收了会员费、权益包"),
    "negotiate": _("还不上，想谈分期或减免"),
    "not-my-debt": _("不是我借的，身份被冒用"),
    "credit-record": _("信用报告写错了"),
    "paid-off": _("还清了还在催，或不开结清证明"),
    "lender-silent": _("向机构投诉了，没有答复"),
    "court-message": _("收到像法院的短信、电话"),
    "sued": _("真的被起诉了"),
    "payment-order": _("收到支付令"),
    "enforcement": _("被执行，账户被冻结"),
    "mediation": _("想找人居中调解"),
    "legal-advice": _("想问懂法的人"),
    "optimiser": _("遇到代办、债务优化、征信修复"),
}
_UNITS: Final[Mapping[str, str]] = {
    "days": _("{count} 天"),
    "workdays": _("{count} 个工作日"),
    "months": _("{count} 个月"),
    "years": _("{count} 年"),
}
_COUNTING: Final[Mapping[Counting, str]] = {
    "court": _("头一天不算，末日休息就顺延"),
    "civil": _("头一天不算，末日休息就顺延"),
    "plain": _("条文没写怎么数，按自然日提醒"),
    "tolerant": _("条文没写怎么数，先按自然日提醒"),
    "workdays": _("只数工作日"),
}


def time_limit(time: TimeLimit, say: Say) -> str:
    """Word a time limit of a door with what it counts from and how."""
    if time.value is None:
        return say(_("{what}：天数没有核到")).format(what=time.what)
    span = say(_UNITS[time.unit]).format(count=time.value)
    how = say(_COUNTING[time.counting])
    return say(_("{what}：从{starts}起 {span}（{how}）")).format(what=time.what, starts=time.starts, span=span, how=how)
