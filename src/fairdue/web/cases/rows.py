"""What each kind of dated row asks on its form, and the row or the problems that come of what was typed.

The command line has the same rows in `cli/case_add`; a call or message and a note have their forms on the page of the
case, and one here for when they are put right.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, time
from typing import Any, Final, Literal, TypeVar

from fairdue.app.reading.case_words import AGREED, CHECKED, DIRECTIONS, REFUSED, REPLIES, SHOWED, WAYS
from fairdue.intake.figures import read_count, read_day, read_fen
from fairdue.kernel.errors import FairDueError, UnusableDate, UnusableFigure
from fairdue.records.case import (
    AccountCheck,
    Agreement,
    Contact,
    Deadline,
    Direction,
    Document,
    Entry,
    Note,
    Offer,
    Payment,
    Refusal,
)
from fairdue.web.cases.forms import Typed
from fairdue.web.forms import Problem
from fairdue.web.words import Say
from fairdue.web.words import noted as _

MOST_INSTALMENTS: Final = 600
Kind = Literal["line", "words", "day", "hour", "money", "count", "choice"]
Worded = Callable[[FairDueError], str]
Value = TypeVar("Value")
_EMPTY: Final = _("这里还空着。请写上。")
_NOT_CHOSEN: Final = _("还没有选。请选一个。")
_TO_COME: Final = _("这一天还没有到。请看看写对没有。")
_TOO_EARLY: Final = _("这一天比上面那天还早。请看看写对没有。")
_PROPOSED: Final[Mapping[Direction, str]] = {"received": _("对方提的"), "sent": _("我提的")}
_ANSWERED: Final = {reply: words for reply, words in REPLIES.items() if reply != "none"}
_CAME: Final[Mapping[Direction, str]] = {"received": _("对方给我的"), "sent": _("我给对方的")}


@dataclass(frozen=True, slots=True)
class Ask:
    """One field of a form; `to_come` says that its day may lie ahead, `empty` what no choice at all means."""

    name: str
    kind: Kind
    label: str
    hint: str = ""
    words: Mapping[Any, str] | None = None
    needed: bool = False
    to_come: bool = False
    empty: str = ""
    may_be_zero: bool = False
    least: int = 1
    most: int = MOST_INSTALMENTS


@dataclass(frozen=True, slots=True)
class Sheet:
    """One form: what it is called on the list and on its own page, and its fields in order."""

    way: str
    title: str
    lead: str
    makes: type[Entry]
    asks: tuple[Ask, ...]


_ON: Final = Ask("on", "day", _("哪一天"), _("不改就是今天"))
_WORDS: Final = Ask("words", "words", _("还要写的"), _("写事实，可以空着。"))

SHEETS: Final[Mapping[str, Sheet]] = {
    "payment": Sheet(
        _("还了一笔钱"), _("记一笔还款"), _("转账截图请另外存成证据。"), Payment,
        (
            Ask("amount_fen", "money", _("多少钱（元）"), _("例如 1200.50"), needed=True),
            _ON,
            Ask("payee", "line", _("付给谁"), _("看收款人的名字，照原样写")),
            Ask("method", "line", _("怎么付的"), _("例如：官方 App、银行转账")),
            _WORDS,
        ),
    ),
    "offer": Sheet(
        _("还款提议"), _("记一次还款提议"), _("谁提的，提了什么，对方怎么答复。"), Offer,
        (
            Ask("direction", "choice", _("谁提的"), words=_PROPOSED, needed=True),
            _ON,
            Ask("amount_fen", "money", _("一共多少钱（元）"), _("没有说就空着")),
            Ask("instalments", "count", _("分几期"), _("一次付清就空着")),
            Ask("reply", "choice", _("答复"), words=_ANSWERED, empty=REPLIES["none"]),
            Ask("reply_on", "day", _("哪天答复的"), _("还没有答复就空着")),
            _WORDS,
        ),
    ),
    "agreement": Sheet(
        _("说好的事"), _("记一件说好的事"), _("双方都答应了，才算说好。"), Agreement,
        (
            Ask("agreed_on", "choice", _("说好了什么"), words=AGREED, needed=True),
            _ON,
            Ask("until", "day", _("到哪天为止"), _("没有说就空着"), to_come=True),
            Ask("words", "words", _("怎么说的"), _("照原话写。谁答应的，也写上。")),
        ),
    ),
    "refusal": Sheet(
        _("我提出的要求"), _("记一次我提出的要求"), _("比如要求不要联系家人。记下哪天、怎么告诉的。"), Refusal,
        (
            Ask("refused", "choice", _("要求什么"), words=REFUSED, needed=True),
            _ON,
            Ask("told_by", "choice", _("怎么告诉对方的"), words=WAYS, empty=_("不清楚")),
            Ask("words", "words", _("怎么说的"), _("照原话写。")),
        ),
    ),
    "deadline": Sheet(
        _("期限"), _("记一个期限"), _("快到的期限会排在案件页的前面。"), Deadline,
        (
            Ask("what", "line", _("要做什么"), _("例如：交答辩状"), needed=True),
            Ask("on", "day", _("最后一天"), _("看文书上写的日子"), needed=True, to_come=True),
            Ask("source", "line", _("从哪里知道的"), _("例如：法院的传票")),
            Ask("done_on", "day", _("哪天办完的"), _("还没有办就空着")),
            _WORDS,
        ),
    ),
    "account-check": Sheet(
        _("自己查账户"), _("记一次自己查账户"), _("只用自己找到的官方渠道，不点对方发来的链接。"), AccountCheck,
        (
            Ask("where", "choice", _("在哪里查的"), words=CHECKED, needed=True),
            Ask("showed", "choice", _("显示什么"), words=SHOWED, needed=True),
            _ON,
            Ask("amount_fen", "money", _("显示的金额（元）"), _("没有显示就空着"), may_be_zero=True),
            _WORDS,
        ),
    ),
    "document": Sheet(
        _("收到或寄出的文件"), _("记一份文件"), _("文件本身请另外存成证据。"), Document,
        (
            Ask("title", "line", _("文件叫什么"), _("照抬头写，例如：律师函"), needed=True),
            _ON,
            Ask("direction", "choice", _("谁给谁的"), words=_CAME, needed=True),
            Ask("issuer", "line", _("谁出具的"), _("看落款和公章")),
            _WORDS,
        ),
    ),
}  # fmt: skip


_YES_NO: Final[Mapping[bool, str]] = {True: "yes", False: "no"}
CORRECTED_ALONE: Final[Mapping[str, Sheet]] = {
    "contact": Sheet(
        _("来电或信息"), _("更正一次来电、信息或上门"), "", Contact,
        (
            Ask("channel", "choice", _("怎么来的"), words=WAYS, needed=True),
            Ask("direction", "choice", _("谁联系谁"), words=DIRECTIONS, needed=True),
            Ask("sender", "line", _("谁打来、谁来的"), _("号码、账号或自称")),
            Ask("reached", "line", _("打到谁的号码"), _("是你的就空着")),
            _ON,
            Ask("at", "hour", _("钟点"), _("夜里来的，这一项要紧")),
            Ask("connected", "choice", _("接了没有"), words={"yes": _("接了"), "no": _("没接")}, empty=_("不是电话")),
            Ask("seconds", "count", _("通话几秒"), _("看通话记录，不知道就空着"), least=0, most=86_400),
            Ask("words", "words", _("说了什么"), _("照原话写")),
        ),
    ),
    "note": Sheet(
        _("笔记"), _("更正一句话"), "", Note,
        (Ask("words", "words", _("内容"), _("写事实：谁，做了什么，怎么做的。"), needed=True), _ON),
    ),
}  # fmt: skip


def as_typed_row(sheet: Sheet, entry: Entry, labels: Mapping[str, str]) -> Typed:
    """Return a row as the fields of its form; `labels` tells exhibits by item."""
    typed = {ask.name: _written(ask, getattr(entry, ask.name)) for ask in sheet.asks}
    typed["party"] = entry.party or ""
    typed["evidence"] = labels.get(entry.evidence[0], "") if entry.evidence else ""
    return Typed(typed)


def _written(ask: Ask, value: Any) -> str:
    if value is None:
        return ""
    match ask.kind:
        case "money":
            return f"{value // 100}.{value % 100:02d}".removesuffix(".00")
        case "hour":
            return f"{value:%H:%M}"
        case "choice" if isinstance(value, bool):
            return _YES_NO[value]
        case _:
            return str(value)


def read_row(
    sheet: Sheet, typed: Typed, today: date, say: Say, worded: Worded, evidence: Mapping[str, str]
) -> tuple[Entry | None, list[Problem]]:
    """Return the row that was typed, today's where no day is given, or what is to be mended, each beside its field.

    `evidence` tells the items by label; the person and the exhibit come under `party` and `evidence`.
    """
    problems: list[Problem] = []
    values: dict[str, Any] = {"on": today}
    for ask in sheet.asks:
        try:
            value = _value(ask, typed[ask.name].strip(), say)
        except (UnusableFigure, UnusableDate) as error:
            problems.append(Problem(ask.name, worded(error)))
            continue
        if value is not None:
            values[ask.name] = value
        elif ask.needed:
            missing = _NOT_CHOSEN if ask.kind == "choice" else _EMPTY
            problems.append(Problem(ask.name, say(missing)))
        if isinstance(value, date) and not ask.to_come and value > today:
            problems.append(Problem(ask.name, say(_TO_COME)))
    problems += (
        Problem(name, say(_TOO_EARLY))
        for name in ("until", "reply_on")
        if name in values and values[name] < values["on"]
    )
    if problems:
        return None, problems
    label = typed["evidence"]
    chosen = (evidence[label],) if label in evidence else ()
    return sheet.makes(**values, party=typed["party"] or None, evidence=chosen), []


def _value(ask: Ask, given: str, say: Say) -> object:
    """Return what a field says, None where it is empty; raises UnusableFigure."""
    if not given:
        return None
    where = say(ask.label)
    match ask.kind:
        case "money":
            return read_fen(given, where, may_be_zero=ask.may_be_zero)
        case "count":
            return read_count(given, where, ask.least, ask.most)
        case "day":
            return read_day(given, where)
        case "hour":
            return _hour(given)
        case "choice" if ask.name == "connected":
            return {"yes": True, "no": False}.get(given)
        case "choice":
            return given if given in (ask.words or {}) else None
        case _:
            return given


def _hour(given: str) -> time:
    try:
        return time.fromisoformat(given).replace(tzinfo=None)
    except ValueError as error:
        raise UnusableDate(given=given, why="not-a-time", limit="") from error
