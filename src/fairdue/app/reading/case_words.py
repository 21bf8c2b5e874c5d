"""What the rows of a case are called and how one reads in a line, for the page and the terminal alike."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final

from fairdue.app.contracts.catalogue import noted
from fairdue.kernel.money import written
from fairdue.records.assessment import Channel
from fairdue.records.case import (
    AccountCheck,
    AgreedOn,
    Agreement,
    CheckedWhere,
    CheckShowed,
    Contact,
    Deadline,
    Direction,
    Document,
    Entry,
    Offer,
    Payment,
    Refusal,
    RefusedWhat,
    Reply,
    Role,
    Status,
)
from fairdue.records.exhibit import ExhibitKind
from fairdue.records.vault import Entry as CustodyEntry
from fairdue.records.vault import EntryKind

Say = Callable[[str], str]

ENTRY_KINDS: Final[Mapping[str, str]] = {
    "contact": noted("来电或信息"),
    "agreement": noted("约定"),
    "refusal": noted("我提出的要求"),
    "account-check": noted("自己查账户"),
    "offer": noted("还款提议"),
    "payment": noted("还款"),
    "document": noted("文件"),
    "deadline": noted("期限"),
    "note": noted("笔记"),
    "evidence": noted("证据"),
    "party": noted("人"),
    "debt": noted("债务"),
    "case": noted("案件"),
}
ROLES: Final[Mapping[Role, str]] = {
    "debtor": noted("债务人"),
    "lender": noted("放款机构"),
    "assignee": noted("受让人"),
    "collector": noted("催收人"),
    "guarantor": noted("保证人"),
    "third-person": noted("第三人（家人、同事等）"),
}
WAYS: Final[Mapping[Channel, str]] = {
    "sms": noted("短信"),
    "call": noted("电话"),
    "im": noted("聊天"),
    "email": noted("邮件"),
    "letter": noted("信函"),
    "visit": noted("上门"),
    "app": noted("App 通知"),
}
CUSTODY: Final[Mapping[EntryKind, str]] = {
    "create": noted("建保险箱"),
    "intake": noted("封存"),
    "derive": noted("做出衍生文件"),
    "note": noted("备注"),
    "view": noted("查看"),
    "export": noted("导出"),
    "hold": noted("保留，不许删"),
    "release": noted("解除保留"),
    "delete": noted("销毁"),
    "key-change": noted("换钥匙"),
    "restore": noted("恢复"),
}
DIRECTIONS: Final[Mapping[Direction, str]] = {"received": noted("对方发来"), "sent": noted("我发出")}
STATUSES: Final[Mapping[Status, str]] = {
    "machine": noted("规则看出来的，还没核对"),
    "confirmed": noted("核对过，属实"),
    "rejected": noted("核对过，不算"),
}
CHECKED: Final[Mapping[CheckedWhere, str]] = {
    "app": noted("官方 App"),
    "hotline": noted("官方客服"),
    "credit-report": noted("信用报告"),
    "contract": noted("合同"),
    "other": noted("别的地方"),
}
SHOWED: Final[Mapping[CheckShowed, str]] = {
    "overdue": noted("显示逾期"),
    "not-overdue": noted("没有逾期"),
    "no-such-debt": noted("没有这笔债"),
    "other-amount": noted("金额不一样"),
    "unclear": noted("看不明白"),
}
AGREED: Final[Mapping[AgreedOn, str]] = {
    "hours": noted("联系的钟点"),
    "channel": noted("联系的方式"),
    "instalments": noted("分期"),
    "settlement": noted("减免结清"),
    "extension": noted("延期"),
    "other": noted("其他"),
}
REFUSED: Final[Mapping[RefusedWhat, str]] = {
    "contact-others": noted("不要联系别人"),
    "contact-at-work": noted("不要联系单位"),
    "visit": noted("不要上门"),
    "hours": noted("不要在这个时间联系"),
    "personal-account": noted("不往个人账户付款"),
    "other": noted("其他"),
}
REPLIES: Final[Mapping[Reply, str]] = {
    "none": noted("没有答复"),
    "accepted": noted("接受了"),
    "refused": noted("没有接受"),
}
EXHIBITS: Final[Mapping[ExhibitKind, str]] = {
    "electronic-data": noted("电子数据（短信、聊天、截图、手机录音）"),
    "documentary": noted("书证（合同、函件、对账单）"),
    "audio-visual": noted("视听资料（磁带、光盘等）"),
    "physical": noted("物证"),
    "testimony": noted("证人证言"),
    "statement": noted("当事人陈述"),
}
CORRECTED: Final = noted("〔已更正，见 {row}〕")
CORRECTS: Final = noted("〔更正 {row}〕")
_REMARKS: Final[Mapping[str, str]] = {
    "description": noted("改写说明"),
    "finding": noted("核对规则看出来的一处"),
    "finding-words": noted("给规则看出来的一处换了说法"),
}
_AGAIN: Final = noted("再次收到同一份，没有重复存")
_AGAIN_AS: Final = noted("再次收到同一份，没有重复存（这次叫 {name}）")
_ANSWERED, _UNANSWERED, _SECONDS = noted("接通"), noted("没接通"), noted("秒")


def custody_lines(entries: Iterable[CustodyEntry], say: Say) -> Iterator[tuple[CustodyEntry, str]]:
    """Word the custody entries of one item in order: sealed once, and received again each time the same bytes came."""
    first: CustodyEntry | None = None
    for entry in entries:
        if entry.kind != "intake" or first is None:
            first = entry if entry.kind in ("intake", "derive") and first is None else first
            yield entry, say(_REMARKS.get(str((entry.details or {}).get("what")), CUSTODY[entry.kind]))
            continue
        name, before = (str((one.details or {}).get("name", "")) for one in (entry, first))
        yield entry, say(_AGAIN_AS).format(name=_visible(name)) if name not in ("", before) else say(_AGAIN)


def _visible(name: str) -> str:
    """Write a file name on one line without what turns the reading round, at most 60 characters of it."""
    line = "".join(" " if one.isspace() else one for one in name if one.isspace() or _is_seen(one))
    return line if len(line) <= 60 else f"{line[:40]}…{line[-19:]}"


def _is_seen(character: str) -> bool:
    return unicodedata.category(character) not in ("Cc", "Cf", "Cs")


def entry_line(entry: Entry, people: Mapping[str, str], say: Say) -> str:
    """Write a row of a case in one line: day and hour, what it is, its particulars, whom it concerns, the words."""
    when = f"{entry.on}{f' {entry.at:%H:%M}' if entry.at else ''}"
    kind = say(ENTRY_KINDS[_kind(entry)])
    parts = (when, kind, *_particulars(entry, say), people.get(entry.party or "", ""), entry.words)
    return "  ".join(part for part in parts if part)


def particulars(entry: Entry, say: Say) -> str:
    """Say what only this kind of row has, in words."""
    return "，".join(part for part in _particulars(entry, say) if part)


def kind_words(entry: Entry, say: Say) -> str:
    """Name the kind of a row."""
    return say(ENTRY_KINDS[_kind(entry)])


def _kind(entry: Entry) -> str:
    name = type(entry).__name__
    return "account-check" if name == "AccountCheck" else name.lower()


def _particulars(entry: Entry, say: Say) -> tuple[str, ...]:
    match entry:
        case Contact(channel=channel, direction=direction, sender=sender, reached=reached, connected=connected):
            answered = "" if connected is None else say(_ANSWERED if connected else _UNANSWERED)
            length = f"{entry.seconds} {say(_SECONDS)}" if entry.seconds is not None else ""
            return (say(WAYS[channel]), say(DIRECTIONS[direction]), sender, reached, answered, length)
        case Agreement(agreed_on=agreed, until=until):
            return (say(AGREED[agreed]), say(noted("到 {day} 为止")).format(day=until) if until else "")
        case Refusal(refused=refused, told_by=told):
            return (say(REFUSED[refused]), say(WAYS[told]) if told else "")
        case AccountCheck(where=where, showed=showed, amount_fen=amount):
            return (say(CHECKED[where]), say(SHOWED[showed]), _yuan(amount))
        case Offer(direction=direction, amount_fen=amount, instalments=parts, reply=reply):
            times = say(noted("分 {count} 期")).format(count=parts) if parts else ""
            return (say(DIRECTIONS[direction]), _yuan(amount), times, say(REPLIES[reply]))
        case Payment(amount_fen=amount, payee=payee, method=method):
            return (_yuan(amount), payee, method)
        case Document(title=title, direction=direction, issuer=issuer):
            return (title, say(DIRECTIONS[direction]), issuer)
        case Deadline(what=what, done_on=done):
            return (what, say(noted("{day} 办完")).format(day=done) if done else "")
        case _:
            return ()


def _yuan(fen: int | None) -> str:
    return "" if fen is None else written(fen)
