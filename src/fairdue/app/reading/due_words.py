"""How a last day was counted and where it stands, in sentences for every door; it counts nothing itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Final

from fairdue.app.contracts.catalogue import Say
from fairdue.app.contracts.catalogue import noted as _
from fairdue.records.deadlines import CountingRule, Due, DueItem, Firmness, Service

GROUPS: Final[Mapping[str, str]] = {
    "court": _("法院的文书"),
    "enforcement": _("执行和保全"),
    "agreement": _("调解和担保"),
    "complaint": _("投诉"),
    "record": _("征信"),
    "police": _("报警"),
    "aid": _("法律援助"),
}
SERVICE_WORDS: Final[Mapping[Service, str]] = {
    "direct": _("当面签收"),
    "family": _("同住的成年家人签收"),
    "left": _("拒收后留在门口，拍了照"),
    "electronic": _("同意过的电子送达"),
    "post": _("邮寄，看回执日期"),
    "announcement": _("公告"),
    "unknown": _("说不清"),
}
STATES: Final[Mapping[str, str]] = {
    "open": _("你的期限，先到的在前"),
    "no-date": _("日子印在文书上，请看一眼"),
    "lapsed": _("已经过了"),
    "waiting": _("等对方的"),
    "done": _("已经办了"),
}
_UNITS: Final[Mapping[str, str]] = {
    "days": _("{count} 天"),
    "workdays": _("{count} 个工作日"),
    "months": _("{count} 个月"),
    "years": _("{count} 年"),
}
_FIRMNESS: Final[Mapping[Firmness, str]] = {
    "exact": "{span}",
    "at-most": _("最多 {span}"),
    "at-least": _("不少于 {span}"),
    "longest": _("最长 {span}"),
}
_RULES: Final[Mapping[CountingRule, str]] = {
    "court": "",
    "civil": "",
    "plain": _("条文没写怎么数，这里按自然日提醒。"),
    "tolerant": _("条文没写是自然日还是工作日，两种都列出来。"),
    "workdays": "",
}


def span_of(value: int, unit: str, say: Say) -> str:
    """Word a length of time."""
    return say(_UNITS[unit]).format(count=value)


def limit_span(due: Due, say: Say) -> str:
    """Word the length of a limit and how firm it is; nothing where the paper alone states the day."""
    if due.value is None:
        return ""
    return say(_FIRMNESS[due.firm]).format(span=span_of(due.value, due.unit, say))


def days_left(item: DueItem, say: Say) -> str:
    """Say how long there is."""
    left = item.days_left
    if left is None:
        return ""
    if left == 0:
        return say(_("就是今天"))
    return say(_("还有 {count} 天") if left > 0 else _("过了 {count} 天")).format(count=abs(left))


def how_counted(due: Due, say: Say) -> list[str]:
    """Say how a day was found, step by step, so that anybody can count it again."""
    return [sentence for sentence in _sentences(due, say) if sentence]


def _sentences(due: Due, say: Say) -> Iterator[str]:
    yield _service(due, say)
    if due.stated:
        yield from _on_paper(due, say)
        return
    if due.first is None or due.nominal is None or due.on is None or due.value is None:
        yield say(_("这一天的天数没有核到，算不出来。请打 12348 或 12368 问。"))
        return
    yield _count(due, due.first, due.nominal, say)
    if due.on != due.nominal:
        yield say(_("这天休息，顺延到 {day}。")).format(day=due.on.isoformat())
    elif due.rule in ("plain", "tolerant") and due.whose == "you":
        yield say(_("碰上休息日不往后推，提前办。"))
    if due.also:
        yield say(_("按工作日数，是 {day}。")).format(day=due.also.isoformat())
    yield say(_RULES[due.rule]) if _RULES[due.rule] else ""
    if not due.confirmed:
        yield say(_("{year} 年的放假安排还没有收进来，只按周末算。放假通知出来后再核一次。")).format(year=due.on.year)


def _service(due: Due, say: Say) -> str:
    if due.service == "announcement":
        return say(_("公告期满才算送到，从 {day} 起算。")).format(day=due.served_on.isoformat())
    if due.service == "electronic":
        return say(_("电子送达看系统显示的日期；你能证明到得晚，以你证明的为准。"))
    return ""


def _on_paper(due: Due, say: Say) -> Iterator[str]:
    if due.on:
        yield say(_("日子是你从文书上抄来的。"))
    else:
        yield say(_("看文书上写的是哪天，填进来。"))
    span = limit_span(due, say)
    if span and due.nominal:
        yield say(_("规定是{span}，可以拿来对一对。")).format(span=span)


def _count(due: Due, first: date, nominal: date, say: Say) -> str:
    """Say the count itself: by days, by worked days, or to the same day of a later month."""
    start = (first - timedelta(days=1)).isoformat()
    if due.rule == "workdays" or due.unit == "workdays":
        words = _("{start} 那天不算，只数工作日。第 {count} 个工作日是 {day}。")
    elif due.unit == "days":
        words = _("{start} 那天不算。{first} 是第 1 天，第 {count} 天是 {day}。")
    elif due.unit == "months":
        words = _("从 {start} 起数 {count} 个月，到 {day}。没有同一天的，算月末。")
    else:
        words = _("从 {start} 起数 {count} 年，到 {day}。")
    return say(words).format(start=start, first=first.isoformat(), count=due.value, day=nominal.isoformat())
