"""What a person reads after pasting a message: the verdict, the words that cross a line, and the next step."""

import json
from collections.abc import Iterator
from datetime import date, datetime
from importlib.resources import files
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from jsonschema import Draft202012Validator, FormatChecker

from fairdue.app.check_message import check
from fairdue.app.contracts.answer import answer_json
from fairdue.app.wiring import the_pack, the_screener
from fairdue.kernel.errors import EmptyText, TextTooLong, UnusableDate
from fairdue.records.assessment import Answer, Message

TODAY = date(2026, 11, 21)
SCHEMA = json.loads((files("fairdue.app.contracts") / "answer-1.schema.json").read_text("utf-8"))
VALIDATOR = Draft202012Validator(SCHEMA, format_checker=FormatChecker())


def ask(text: str, **told: Any) -> Answer:
    """Check one message on a fixed day."""
    return check(Message(text, **told), the_pack(), the_screener(), TODAY)


REMINDER = "【某某金融】您的借款已逾期3天，应还1,200.50元，请尽快登录官方App还款，如已还款请忽略。"
PRIVATE_ACCOUNT = "再不还款就晚了，今天把钱转到王某的个人账户6222020000000000000，给你免罚息，不要在App里还。"
TELL_EVERYONE = "你今天不还钱，我就把你欠钱的事发给你通讯录里所有人，让你爸妈同事都知道。"
COURT = (
    "【某某区人民法院】您与某某银行金融借款合同纠纷一案（2026）粤0305民初1234号已立案，请登录人民法院在线服务查收传票。"
)
DOOR = "我们的人就在你家门口堵着，不还钱今天谁也别想出门，再不开门就砸了。"


def test_a_lawful_reminder_is_collection_and_accused_of_nothing() -> None:
    """A polite reminder reads as collection, is neither called real nor a scam, and breaks no rule."""
    answer = ask(REMINDER)
    told = answer.assessment
    assert (told.kind, told.genuineness.verdict, told.findings) == ("collection", "cannot-tell", ())
    assert told.stage == "overdue" and told.facts.days_overdue == 3
    assert [amount.value for amount in told.facts.amounts] == ["1200.50"]
    assert answer.next[0].id == "check-own-app"


def test_only_the_readers_own_check_makes_it_likely_genuine() -> None:
    """`likely-genuine` needs the account seen in the lender's own app or by its own hotline."""
    assert ask(REMINDER, confirmed="app").assessment.genuineness.verdict == "likely-genuine"
    assert ask(REMINDER, confirmed="unknown").assessment.genuineness.verdict == "cannot-tell"


def test_money_to_a_private_account_is_a_scam_and_the_first_step_is_not_to_pay() -> None:
    """The verdict comes with the step that keeps the money, and with the word that the debt may still be real."""
    answer = ask(PRIVATE_ACCOUNT)
    assert answer.assessment.genuineness.verdict == "likely-scam"
    assert answer.next[0].id == "do-not-pay" and answer.next[0].never
    assert any("债也可能是真的" in step.why for step in answer.next)


def test_a_threat_to_tell_everyone_is_suspected_unlawful_under_the_law_of_the_day() -> None:
    """Conduct in 2025 is judged by article 42 of the old law, conduct in 2026 by article 50 of the new one."""
    for day, instrument in ((datetime(2025, 12, 31, 12), "2012"), (datetime(2026, 1, 1, 12), "2025")):
        findings = ask(TELL_EVERYONE, received_at=day).assessment.findings
        assert any(finding.standing == "suspected-unlawful" for finding in findings)
        cited = {
            citation.instrument
            for finding in findings
            for citation in finding.citations
            if "治安" in citation.instrument
        }
        assert cited and all(instrument in name for name in cited)


def test_a_court_paper_is_never_waved_away() -> None:
    """What reads like a court paper is confirmed with the court itself, by a day, and never called a scam."""
    answer = ask(COURT)
    assert answer.assessment.kind == "official-notice" and answer.assessment.genuineness.verdict != "likely-scam"
    assert answer.next[0].id == "confirm-with-court" and answer.next[0].by == date(2026, 11, 22)
    assert any(door.contact == "12368" for door in answer.verify_at)


def test_a_fake_summons_still_sends_the_reader_to_the_court() -> None:
    """A scam that names a summons is called one, and the court itself is still asked, by a day."""
    answer = ask("您有一张某市中级人民法院的传票未领取，人工咨询请按9，或转账到安全账户撤案。")
    assert answer.assessment.genuineness.verdict == "likely-scam"
    assert any(step.id == "confirm-with-court" and step.by for step in answer.next[:3])
    assert any(door.contact == "12368" for door in answer.verify_at)


def test_who_owes_nothing_is_not_asked_for_an_account() -> None:
    """A relative who is pressed is told that the debt is not theirs, and is sent to nobody's app or credit report."""
    answer = ask("您好，请转告您的同事张某，他在我司的借款已严重逾期，请他今天还款，否则后果自负。")
    assert answer.assessment.third_party is True
    assert answer.next[0].id == "not-your-debt" and answer.next[0].never
    assert not any(step.id in ("check-own-app", "plan-repayment") for step in answer.next)
    assert not any("App" in door.name or "征信" in door.name for door in answer.verify_at)
    assert not any("征信" in one.would_settle for one in answer.assessment.missing)


def test_what_reads_as_a_scam_is_not_to_be_paid_either() -> None:
    """No single sign decides, but the whole reads as a scam: do not pay, do not click; no debt is spoken of."""
    answer = ask("点赞就能赚钱，一单五元，先垫后返，加接待员")
    told = answer.assessment
    assert (told.kind, told.genuineness.verdict) == ("scam", "cannot-tell")
    assert [reason.signal for reason in told.genuineness.reasons] == ["reads-much-as-scam"]
    assert told.genuineness.score >= 0.5
    assert [step.id for step in answer.next][:2] == ["do-not-pay", "do-not-touch-link"]


def test_nothing_suspicious_is_a_reason_of_its_own() -> None:
    """A message without any sign says so, at the lowest chance, and stays `cannot-tell`."""
    told = ask("您的借款将于明天到期，请按时还款。").assessment.genuineness
    assert [reason.signal for reason in told.reasons] == ["nothing-suspicious"]
    assert (told.verdict, told.score) == ("cannot-tell", 0.01)


IDLE = [
    ("天天被催，我真的不想活了，活着太累", "no-action", False),
    ("13800000000", "no-action", False),
    ("13800000000", "leave-the-number", True),
    ("https://example.invalid/a", "no-action", False),
    ("https://example.invalid/a", "leave-the-link", True),
    ("お客様のローンは延滞しています。すぐに支払ってください。", "no-action", False),
    ("お客様のローンは延滞しています。すぐに支払ってください。", "have-it-read", True),
    ("Your loan is 30 days overdue. Pay today.", "have-it-read", True),
    ("亲，您在HAPPYBUY买的iPhone已发货", "no-action", True),
    ("您的快递放在门口了，请查收。", "no-action", True),
    ("您尾号0000的账单将于12月8日到期，应还100元，请核对。", "no-action", False),
]


@pytest.mark.parametrize(("text", "step", "told"), IDLE)
def test_only_what_needs_nothing_is_told_to_need_nothing(text: str, step: str, told: bool) -> None:
    """Nobody in danger, nobody with a bare link or number and nobody with a day to mind reads `no-action`."""
    assert (step in {one.id for one in ask(text).next}) is told


def test_danger_comes_before_any_advice_about_debt() -> None:
    """Someone blocking the door: the first step and the first door are 110."""
    answer = ask(DOOR)
    assert answer.next[0].id == "call-110" and answer.verify_at[0].contact == "110"


REPORTED = [
    ("他们三个人堵在我家门口不让我出门，说今天不还钱就砸门进来", "call-110"),
    ("要债的上门，我爸被他们推倒了，头在流血", "call-110"),
    ("天天被催，我真的不想活了，活着太累", "talk-to-12356"),
]


@pytest.mark.parametrize(("text", "first"), REPORTED)
def test_a_danger_the_reader_reports_comes_first_too(text: str, first: str) -> None:
    """Words of the one in danger are heard, though no collector wrote them: the emergency door leads."""
    answer = ask(text)
    assert answer.assessment.dangers and answer.next[0].id == first


def test_nobody_is_told_to_delete_it_or_to_call_the_number_in_it() -> None:
    """Whatever the message, keeping the original is a step and the number in it is no way to verify."""
    for text in (REMINDER, PRIVATE_ACCOUNT, TELL_EVERYONE, COURT):
        steps = ask(text).next
        assert any(step.id == "do-not-delete" and step.never for step in steps)
        assert not any("回拨信息里" in step.step for step in steps if not step.never)


def test_the_unknown_is_listed_with_what_would_settle_it() -> None:
    """No date, no sender, no own check: each is named."""
    missing = " ".join(one.what for one in ask(REMINDER).assessment.missing)
    assert "日期" in missing and "号码" in missing


REFUSED = [
    ("", {}, EmptyText),
    (" \u200f\u202e\n", {}, EmptyText),
    ("\U0001f600❤️✨", {}, EmptyText),
    ("字" * 200_001, {}, TextTooLong),
    (REMINDER, {"received_at": datetime(2026, 11, 22)}, UnusableDate),
    (REMINDER, {"received_at": datetime(1990, 5, 1)}, UnusableDate),
]


@pytest.mark.parametrize(("text", "told", "error"), REFUSED)
def test_what_cannot_be_answered_is_refused_by_name(text: str, told: dict[str, Any], error: type[Exception]) -> None:
    """Nothing to read, too much to read, a day that cannot be: each has its error."""
    with pytest.raises(error):
        ask(text, **told)


def quoted(value: Any) -> Iterator[dict[str, Any]]:
    """Walk everything in a document that has a quote with its place."""
    if isinstance(value, dict):
        if {"quote", "start", "end"} <= value.keys():
            yield value
        for inner in value.values():
            yield from quoted(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from quoted(inner)


@pytest.mark.parametrize("text", [REMINDER, PRIVATE_ACCOUNT, TELL_EVERYONE, COURT, DOOR, "明天一起吃饭吗"])
def test_the_document_keeps_the_contract(text: str) -> None:
    """Every answer fits the schema and every quote is the message's own words at its place."""
    document = json.loads(json.dumps(answer_json(ask(text, sender="10690000", channel="sms"))))
    assert list(VALIDATOR.iter_errors(document)) == []
    for one in quoted(document):
        assert text[one["start"] : one["end"]] == one["quote"]


PIECES = [
    "还款",
    "逾期",
    "法院",
    "http://a.top/",
    "6222020000000000",
    "１２３元",
    "❤️",
    "\u202e",
    "微*信",
    "。",
    " ",
    "\ud800",
]
HOSTILE = some.text(alphabet=some.characters(), max_size=120) | some.lists(some.sampled_from(PIECES)).map("".join)


@settings(max_examples=150, deadline=None)
@given(HOSTILE)
def test_any_text_is_answered_or_refused_and_quotes_stay_exact(text: str) -> None:
    """No text crashes the way from message to document."""
    try:
        document = answer_json(ask(text))
    except EmptyText:
        return
    assert list(VALIDATOR.iter_errors(document)) == []
    for one in quoted(document):
        assert text[one["start"] : one["end"]] == one["quote"]
