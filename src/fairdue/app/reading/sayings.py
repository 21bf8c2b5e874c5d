"""The sentences about a whole answer: heading, lead and the two cards; they say what the records say and no more."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from fairdue.app.contracts.catalogue import Say
from fairdue.app.contracts.catalogue import noted as _
from fairdue.app.reading.labels import NO_FINDING, SET_ASIDE, STANDINGS, THINGS, VERDICTS, Label
from fairdue.records.assessment import Answer, Assessment, Bare, Reason
from fairdue.records.law import Standing

SHOWN_REASONS: Final = 3  # signs told on the card itself; the rest unfolds


@dataclass(frozen=True, slots=True)
class Card:
    """One of the answers: the question, the word with sign and tone, what it rests on; `more` unfolds."""

    question: str
    label: Label
    word: str
    lines: tuple[str, ...]
    more: tuple[str, ...]
    note: str


_DANGER = _("先顾人的安全。别的可以等。")
_ALSO: Final[Mapping[Standing, str]] = {
    "suspected-unlawful": _("里面还有涉嫌违法的话。"),
    "rule-breach": _("里面还有涉嫌违反监管规定的话。"),
    "below-standard": _("里面还有不符合国标或行业指引的话。"),
}
_SCAM = _("先别付钱。%(thing)s很可能是骗局。")
_OFFICE = _("别急着信，也别不管。%(thing)s像法院或机关的通知，要向它本身核实。")
_NOTICE = _("%(thing)s像是一则通知。拿不准，就向发出单位核实。")
_LOAN_AD = _("%(thing)s像是贷款广告。")
_INTERMEDIARY = _("%(thing)s像是代办债务的广告。先别交费，也别交证件。")
_LIKE_SCAM = _("先别付钱，也别点链接。%(thing)s像骗局的说法，还不能下结论。")
_OTHER = _("没看出%(thing)s在催收或行骗。")
_OTHER_HARSH = _("看不出%(thing)s是不是催收。")
_BARE: Final[Mapping[Bare, str]] = {
    "only-a-link": _("这里只有一个链接，看不出是谁发的、要什么。"),
    "not-chinese": _("这里大半不是中文，明债看不懂。"),
    "only-a-number": _("这里只有一串数字，看不出是谁发的、要什么。"),
}
_UNSURE = _("先核实，再决定。%(thing)s的真假还说不准。")
_GENUINE = _("这笔账你核实过。%(thing)s很可能是真的。")

_LEAD_SCAM = _("债可能是真的，信息不一定是。用你手机里原来就装着的官方 App 查一下，再决定。")
_LEAD_SCAM_ALONE = _("钱、验证码、证件、屏幕，一样都不给。拿不准，打 96110 问一句。")
_LEAD_OFFICE = _("里面写了案号。案子有没有，要向法院本身核实，别用信息里的号码。")
_LEAD_SCAM_COURT = _("有没有这个案子，只有法院说了算。自己打 12368 问一句，不要不理，也不要先付钱。")
_LEAD_GENUINE = _("债是真的，催收也要守规矩。")
_LEAD_UNSURE = _("没看到可疑之处，不等于是真的。下面写着去哪里核实。")
_LEAD_SIGNS = _("有些地方可疑，但还不够下结论。下面写着去哪里核实。")
_LEAD_DANGER = _("有人受伤、被关或有危险，先打 110 或 120。")
_LEAD_SELF_HARM = _("先打 12356，会有人听你说。已经有危险，就打 120 或 110。")
_LEAD_OTHER = _("看法只根据你给的这些文字。")

_DEBT_IN_QUESTION = _("债本身仍可能是真的，要另外核实。")
_DEBT_ELSEWHERE = _("你若另有欠款，那笔债还在。到官方 App 里另外查。")

_COUNT: Final[Mapping[Standing, str]] = {
    "suspected-unlawful": _("%(n)s 处涉嫌违法"),
    "rule-breach": _("%(n)s 处涉嫌违反监管规定"),
    "below-standard": _("%(n)s 处不符合国标或行业指引"),
}


def heading(answer: Answer, say: Say) -> str:
    """Return the one sentence that answers, danger first."""
    told = answer.assessment
    thing = say(THINGS[answer.message.channel or ""])
    if told.dangers:
        return say(_DANGER)
    first = say(_opening(told)) % {"thing": thing}
    standing = top_standing(told)
    between = "" if first.endswith("。") else " "
    return first + between + say(_ALSO[standing]) if standing else first


def lead(answer: Answer, say: Say) -> str:
    """Return the sentence under the heading: what it leaves open."""
    told = answer.assessment
    if told.dangers:
        return say(_LEAD_SELF_HARM if told.dangers == ("self-harm",) else _LEAD_DANGER)
    verdict = told.genuineness.verdict
    if verdict == "likely-scam":
        if told.facts.case_numbers:
            return say(_LEAD_OFFICE)
        names_paper = "court-paper" in told.flags
        return say(_LEAD_SCAM_COURT if names_paper else _lead_of_a_scam(told))
    if verdict == "likely-genuine":
        return say(_LEAD_GENUINE)
    if told.kind == "scam":
        return say(_lead_of_a_scam(told))
    if any(reason.weight in ("hard", "strong", "weak") for reason in told.genuineness.reasons):
        return say(_LEAD_SIGNS)
    return say(_LEAD_OTHER if told.kind in ("other", "loan-ad", "intermediary-ad") else _LEAD_UNSURE)


def cards(told: Assessment, say: Say) -> tuple[Card, Card]:
    """Return the answers to 真不真 and 合不合规."""
    return _genuine_card(told, say), _allowed_card(told, say)


def top_standing(told: Assessment) -> Standing | None:
    """Return the highest standing among the findings."""
    return next((standing for standing in STANDINGS if any(one.standing == standing for one in told.findings)), None)


def _speaks_of_a_debt(told: Assessment) -> bool:
    """Tell whether a debt is named at all: only then may it be real though the message is not; ransom is no debt."""
    if "extortion" in told.flags:
        return False
    return told.kind == "collection" or "debt" in told.flags


def _is_a_call_for_help(told: Assessment) -> bool:
    """Tell whether the reader tells of danger in words of his own: nothing was sent to him that could be checked."""
    says_nothing_else = told.kind == "other" and told.genuineness.verdict == "cannot-tell" and not told.findings
    return bool(told.dangers) and says_nothing_else


def _lead_of_a_scam(told: Assessment) -> str:
    """Choose what to do first about a scam: look for the debt where one is named, else give nothing away."""
    return _LEAD_SCAM if _speaks_of_a_debt(told) else _LEAD_SCAM_ALONE


def _opening(told: Assessment) -> str:
    """Choose the first sentence of the heading by verdict, then by what the message reads as."""
    if told.genuineness.verdict == "likely-scam":
        return _SCAM
    if told.genuineness.verdict == "likely-genuine":
        return _GENUINE
    if (
        told.facts.case_numbers
        or "court-paper" in told.flags
        or (told.kind == "official-notice" and told.facts.claimed_offices)
    ):
        return _OFFICE
    by_kind = {
        "scam": _LIKE_SCAM,
        "official-notice": _NOTICE,
        "loan-ad": _LOAN_AD,
        "intermediary-ad": _INTERMEDIARY,
        "other": _OTHER_HARSH if told.findings else _OTHER,
    }
    return _BARE[told.bare] if told.bare else by_kind.get(told.kind, _UNSURE)


def _genuine_card(told: Assessment, say: Say) -> Card:
    """Say whether to believe the message, and why."""
    label = VERDICTS[told.genuineness.verdict]
    signs = [_sign(reason, say) for reason in told.genuineness.reasons]
    question = say(_("真不真"))
    if _is_a_call_for_help(told):
        return Card(question, SET_ASIDE, say(SET_ASIDE.word), (), (), say(_("人平安了，再来查信息的真假。")))
    note = _("号码和签名都可以伪造，所以只看文字定不了真。") if label.tone == "know" else ""
    if label.tone == "alarm":
        note = _DEBT_IN_QUESTION if _speaks_of_a_debt(told) else _DEBT_ELSEWHERE
    return Card(
        question=question,
        label=label,
        word=say(label.word),
        lines=tuple(signs[:SHOWN_REASONS]),
        more=tuple(signs[SHOWN_REASONS:]),
        note=say(note) if note else "",
    )


def _sign(reason: Reason, say: Say) -> str:
    """Word one sign; what speaks against a scam says so."""
    is_counter = reason.weight == "against" and reason.signal != "nothing-suspicious"
    return say(_("相反的迹象：")) + reason.because if is_counter else reason.because


def _allowed_card(told: Assessment, say: Say) -> Card:
    """Say how many passages fall short of which kind of rule."""
    standing = top_standing(told)
    question = say(_("合不合规"))
    if _is_a_call_for_help(told):
        note = say(_("对方做了什么、说了什么，过后记下来。那时再看合不合规。"))
        return Card(question, SET_ASIDE, say(SET_ASIDE.word), (), (), note)
    if standing is None:
        note = say(_("只看了这一条的文字。打电话的次数和钟点，要另外看。"))
        return Card(question, NO_FINDING, say(NO_FINDING.word), (), (), note)
    counts = {one: sum(found.standing == one for found in told.findings) for one in STANDINGS}
    words = [say(_COUNT[one]) % {"n": n} for one, n in counts.items() if n]
    note = say(_("就算债是真的，这些话也不该说。是否违法由法院认定。"))
    return Card(question, STANDINGS[standing], say(_("，")).join(words), (), (), note)
