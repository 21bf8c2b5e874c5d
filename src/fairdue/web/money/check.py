"""Every answer as it was understood, with the page to change it on; what was left empty is called unknown."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from fairdue.app.reading.figures import amount, rate
from fairdue.intake.figures import looks_monthly
from fairdue.records.debt import EventKind, Purpose, Taken
from fairdue.web.money.answers import event_of, fee_name, fee_words, purpose_of
from fairdue.web.money.fields import Fields, Line
from fairdue.web.money.plan import instalments_in
from fairdue.web.money.questions import Flow, Question
from fairdue.web.words import Say
from fairdue.web.words import noted as _

SHOWN_AT_MOST: Final = 6
FAR_APART: Final = 20  # times: two amounts of one loan further apart than that are hardly both in yuan
TAKEN: Final[dict[Taken, str]] = {"deducted": _("放款时扣掉"), "paid": _("另外付的"), "claimed": _("还没付")}
PURPOSES: Final[dict[Purpose, str]] = {"fees": _("付另外的费用"), "principal": _("约定好先还本金")}
EVENTS: Final[dict[EventKind, str]] = {
    "demand": _("对方催要"),
    "part-payment": _("还了一部分"),
    "promise": _("答应还"),
    "acknowledgement": _("承认欠款"),
    "lawsuit": _("起诉或申请"),
    "assignment-notice": _("通知债权转让"),
    "obstacle": _("有法定障碍"),
}


@dataclass(frozen=True, slots=True)
class CheckRow:
    """One answer: its field and page, its label, how it was understood, what is wrong with it, what looks odd."""

    name: str
    topic: str
    label: str
    values: tuple[str, ...]
    is_known: bool
    problem: str
    remark: str = ""


def check_rows(flow: Flow, fields: Fields) -> tuple[CheckRow, ...]:
    """List every question of a flow with its answer."""
    rows = []
    for topic in flow.topics:
        for question in topic.questions:
            values = _understood(question, fields)
            problem = fields.problems.get(question.name, "")
            label = fields.say(question.label)
            shown = values or (fields.say(_("不清楚")),)
            remark = "" if problem else _odd(question.name, fields)
            rows.append(CheckRow(question.name, topic.slug, label, shown, bool(values), problem, remark))
    return tuple(rows)


def _odd(name: str, fields: Fields) -> str:
    """Say what looks odd in an answer without being wrong: a monthly rate as a yearly one, 万 for 元, later payments."""
    say = fields.say
    if name in ("rate", "late_rate") and looks_monthly(fields.text(name) or "0"):
        return say(_("这么低，像是每月的。是的话，请写成 月息%(rate)s。")) % {"rate": fields.text(name)}
    if name == "received":
        received, lent = fields.money("received"), fields.money("principal")
        if received and lent and max(received, lent) > FAR_APART * min(received, lent):
            return say(_("和合同写的差得太远，看看是不是“万”和“元”弄混了。"))
    if name == "paid" and "as_of" in fields.questions and (until := fields.day("as_of")):
        later = sum(line.on > until for line in fields.lines("paid") if line.on)
        if later:
            return say(_("有 %(count)s 行在算到的那天以后，没有算进去。")) % {"count": later}
    return ""


def _understood(question: Question, fields: Fields) -> tuple[str, ...]:
    """Write an answer as it was understood; as typed where it cannot be read; nothing where it is empty."""
    typed, say = fields.text(question.name), fields.say
    if not typed:
        return (say(question.choices[""]),) if "" in question.choices else ()
    match question.kind:
        case "choice":
            chosen = fields.choice(question.name)
            return (say(question.choices[chosen]),) if chosen else ()
        case "money":
            fen = fields.money(question.name)
            return (amount(fen, say),) if fen is not None else (typed,)
        case "rate" if question.name == "late_rate":
            yearly, markup = fields.late_rate(question.name)
            if markup is not None:
                return (say(_("比约定的利率高 %(rate)s")) % {"rate": rate(markup, say)},)
            return (say(_("一年 %(rate)s")) % {"rate": rate(yearly, say)},) if yearly is not None else (typed,)
        case "rate":
            yearly = fields.rate(question.name)
            return (say(_("一年 %(rate)s")) % {"rate": rate(yearly, say)},) if yearly is not None else (typed,)
        case "day":
            on = fields.day(question.name)
            return (on.isoformat() if on else typed,)
        case "lines":
            return _lines(question.name, fields)
    return (typed,)


def _lines(name: str, fields: Fields) -> tuple[str, ...]:
    """Write each line of a list as understood, the first few and the sum of all."""
    named: Mapping[str, Callable[[Line, Say], str]] = {"fees": _fee, "events": _event, "instalments": _instalment}
    words = named.get(name, _payment)
    lines = fields.lines(name, with_day=name != "fees", with_amount=name != "events")
    shown = [words(line, fields.say) for line in lines[:SHOWN_AT_MOST]]
    parts = [sum((one.principal, one.interest, one.fee)) for line in lines for one in instalments_in(line)]
    total = sum(parts) if name == "instalments" else sum((line.amount or 0) * line.times for line in lines)
    count = sum(line.times for line in lines)
    if len(lines) > 1 and total and name != "events":
        values = {"count": count, "total": amount(total, fields.say)}
        shown.append(fields.say(_("共 %(count)s 笔，合计 %(total)s")) % values)
    elif len(lines) > SHOWN_AT_MOST:
        shown.append(fields.say(_("共 %(count)s 件")) % {"count": len(lines)})
    return tuple(shown)


def _payment(line: Line, say: Say) -> str:
    """Write one payment, with its repeats by month."""
    purpose = PURPOSES.get(purpose_of(line), "")
    values = {
        "for": say(_("（当作：%(taken)s）")) % {"taken": say(purpose)} if purpose else "",
        "day": line.on.isoformat() if line.on else "",
        "amount": amount(line.amount or 0, say),
        "count": line.times,
    }
    if line.times == 1:
        return f"{values['day']} {values['amount']}{values['for']}"
    return say(_("%(day)s 起每月 %(amount)s，共 %(count)s 笔")) % values + str(values["for"])


def _instalment(line: Line, say: Say) -> str:
    """Write one instalment of a plan by its parts, with its repeats by month; as typed where it has none."""
    one = next(instalments_in(line), None)
    if one is None:
        return line.text
    parts = ((_("本金"), one.principal), (_("利息"), one.interest), (_("费用"), one.fee))
    written = say(_("，")).join(f"{say(name)} {amount(fen, say)}" for name, fen in parts if fen)
    times = say(_("，共 %(count)s 笔")) % {"count": line.times} if line.times > 1 else ""
    return f"{one.due.isoformat()} {written}{times}"


def _fee(line: Line, say: Say) -> str:
    """Write one fee with how it was taken."""
    values = {"name": fee_name(line), "amount": amount(line.amount or 0, say), "taken": say(TAKEN[fee_words(line)[1]])}
    return say(_("%(name)s：%(amount)s，%(taken)s")) % values


def _event(line: Line, say: Say) -> str:
    """Write one event as typed, with what it was taken for."""
    kind = event_of(line)
    taken = say(EVENTS[kind]) if kind else say(_("看不出是什么事"))
    return say(_("%(words)s（当作：%(taken)s）")) % {"words": line.text, "taken": taken}
