"""The plain word, sign, tone and line for each value of a record; sentences about a whole answer live in `sayings`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

from fairdue.app.contracts.catalogue import noted as _
from fairdue.app.reading.passages import Line
from fairdue.records.assessment import Verdict
from fairdue.records.guidance import Band
from fairdue.records.law import Standing

Tone = Literal["alarm", "care", "fine", "know"]


@dataclass(frozen=True, slots=True)
class Label:
    """A word with its sign and tone, so that no verdict rests on colour alone; `line` where passages are marked so."""

    word: str
    sign: str
    tone: Tone
    line: Line = "solid"


VERDICTS: Final[Mapping[Verdict, Label]] = {
    "likely-scam": Label(_("很可能是骗局"), "✕", "alarm"),
    "cannot-tell": Label(_("还说不准"), "?", "know"),
    "likely-genuine": Label(_("很可能是真的"), "✓", "fine"),
}
STANDINGS: Final[Mapping[Standing, Label]] = {
    "suspected-unlawful": Label(_("涉嫌违法"), "!", "alarm", "solid"),
    "rule-breach": Label(_("涉嫌违反监管规定"), "!", "care", "double"),
    "below-standard": Label(_("不符合国标或行业指引"), "!", "know", "dotted"),
}
SCAM_SIGN: Final = Label(_("诈骗迹象"), "✕", "care", "dashed")
NO_FINDING: Final = Label(_("没看出违规的话"), "–", "know")
SET_ASIDE: Final = Label(_("先放一放"), "–", "know")

# What kind of rule a source is, by the word of the standing it gives.
SOURCE_KINDS: Final[Mapping[str, str]] = {
    STANDINGS["suspected-unlawful"].word: _("法律法规"),
    STANDINGS["rule-breach"].word: _("监管规定"),
    STANDINGS["below-standard"].word: _("国标或行业指引"),
}

# What the message is called in a sentence, by the way it came.
THINGS: Final[Mapping[str, str]] = {
    "": _("这条信息"),
    "sms": _("这条短信"),
    "call": _("这通电话"),
    "im": _("这条聊天信息"),
    "email": _("这封邮件"),
    "letter": _("这封信"),
    "visit": _("这次上门"),
    "app": _("这条通知"),
}
# The stated order of steps, in the words of a heading.
BANDS: Final[Mapping[Band, str]] = {
    "safety": _("先保住人"),
    "money": _("别让钱出去"),
    "right": _("别错过时限"),
    "evidence": _("留住证据"),
    "talk": _("说话、投诉"),
    "plan": _("打算"),
}
CHANNELS: Final[Mapping[str, str]] = {
    "sms": _("短信"),
    "call": _("电话（把对方的话写下来）"),
    "im": _("微信、QQ 等聊天"),
    "email": _("邮件"),
    "letter": _("纸质信函"),
    "visit": _("上门（把对方的话写下来）"),
    "app": _("App 里的通知"),
}
CONFIRMED: Final[Mapping[str, str]] = {
    "app": _("查过，App 里有这笔账"),
    "hotline": _("打过我自己找到的官方电话，对方说有"),
    "no": _("查过，没有这笔账"),
    "unknown": _("还没查"),
}
LENDER_KINDS: Final[Mapping[str, str]] = {
    "bank": _("银行或信用卡"),
    "consumer-finance": _("消费金融公司"),
    "microloan": _("小额贷款公司"),
    "platform": _("网贷平台、助贷平台"),
    "trust": _("信托公司"),
    "auto-finance": _("汽车金融公司"),
    "guarantee": _("融资担保公司"),
    "insurer": _("保险公司"),
    "pawn": _("典当行"),
    "leasing": _("融资租赁公司"),
    "factoring": _("保理公司"),
    "local-amc": _("地方资产管理公司"),
    "assignee": _("买下债权的公司"),
    "unlicensed": _("没有牌照的放贷方"),
    "private": _("个人之间借的"),
}
AMOUNT_ROLES: Final[Mapping[str, str]] = {
    "total": _("全部"),
    "overdue": _("逾期"),
    "principal": _("本金"),
    "interest": _("利息"),
    "penalty": _("罚息或违约金"),
    "fee": _("费用"),
    "minimum": _("最低还款"),
    "offer": _("减免后的金额"),
    "limit": _("额度"),
    "other": _("没说明是什么钱"),
}
PHONE_KINDS: Final[Mapping[str, str]] = {
    "mobile": _("个人手机号"),
    "mobile-virtual": _("虚拟运营商的手机号"),
    "landline": _("固定电话"),
    "toll-400": _("400 号码"),
    "toll-800": _("800 号码"),
    "short-95-enterprise": _("95 开头的企业短号"),
    "short-95-callcentre": _("95 开头的呼叫中心号码"),
    "local-96": _("96 开头的本地短号"),
    "gov-12xxx": _("12 开头的政务短号"),
    "police-110": _("报警电话"),
    "foreign": _("境外号码"),
    "im-account": _("聊天账号"),
    "spoofed-like": _("像是改过的号码"),
    "unknown": _("看不出是什么号码"),
}
PORT: Final = _("短信端口号")
URL_RELATIONS: Final[Mapping[str, str]] = {
    "official": _("登记在册的官方域名"),
    "look-alike": _("像在模仿官方域名"),
    "short-link": _("短链接，看不出通向哪里"),
    "unknown": _("不在登记的官方域名里"),
}


def phone_kind(kind: str) -> str:
    """Return the words for the kind of a number; all 106 ports share one.

    >>> phone_kind("port-1069") == PORT
    True
    """
    return PORT if kind.startswith("port-") else PHONE_KINDS.get(kind, PHONE_KINDS["unknown"])
