"""The sentences about an answer: what each kind of answer says first, and what no sentence may say."""

from __future__ import annotations

from typing import Any, get_args

import pytest

from fairdue.app.reading.sayings import cards, heading, lead
from fairdue.records.assessment import Genuineness, Message, MessageFacts, Quoted, Reason, Verdict
from fairdue.records.law import Standing
from fairdue.records.rules import Kind
from fairdue.web.words import translations
from tests.web.asking import answer_of, finding

TEXT = "我们将联系你的家人"
SMS = Message(TEXT, channel="sms")
SIGN = Reason("sign", "weak", "有一处可疑。", "rule")
CASE = MessageFacts(case_numbers=(Quoted("（2026）某0000民初1号", 0, 1),), claimed_offices=(Quoted("某法院", 0, 1),))
BREACH = (finding(TEXT, 0, 3, "rule-breach"), finding(TEXT, 3, 5, "below-standard"))


def zh(message: str, /) -> str:
    """Say a sentence in Chinese."""
    return message


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"genuineness": Genuineness("likely-scam", 0.9, ()), "findings": ()}, "先别付钱。这条短信很可能是骗局。"),
        (
            {"genuineness": Genuineness("likely-scam", 0.9, ())},
            "先别付钱。这条短信很可能是骗局。里面还有涉嫌违法的话。",
        ),
        ({"findings": BREACH}, "先核实，再决定。这条短信的真假还说不准。里面还有涉嫌违反监管规定的话。"),
        ({"findings": BREACH[1:]}, "先核实，再决定。这条短信的真假还说不准。里面还有不符合国标或行业指引的话。"),
        ({"findings": ()}, "先核实，再决定。这条短信的真假还说不准。"),
        (
            {"genuineness": Genuineness("likely-genuine", 0.1, ()), "findings": ()},
            "这笔账你核实过。这条短信很可能是真的。",
        ),
        (
            {"kind": "official-notice", "facts": CASE, "findings": ()},
            "别急着信，也别不管。这条短信像法院或机关的通知，要向它本身核实。",
        ),
        ({"kind": "official-notice", "findings": ()}, "这条短信像是一则通知。拿不准，就向发出单位核实。"),
        ({"kind": "loan-ad", "findings": ()}, "这条短信像是贷款广告。"),
        ({"kind": "intermediary-ad", "findings": ()}, "这条短信像是代办债务的广告。先别交费，也别交证件。"),
        ({"kind": "other", "findings": ()}, "没看出这条短信在催收或行骗。"),
        ({"kind": "other"}, "看不出这条短信是不是催收。里面还有涉嫌违法的话。"),
        (
            {"kind": "scam", "findings": ()},
            "先别付钱，也别点链接。这条短信像骗局的说法，还不能下结论。",
        ),
        (
            {"kind": "other", "findings": (), "bare": "only-a-link"},
            "这里只有一个链接，看不出是谁发的、要什么。",
        ),
        (
            {"kind": "other", "findings": (), "bare": "only-a-number"},
            "这里只有一串数字，看不出是谁发的、要什么。",
        ),
        ({"kind": "other", "findings": (), "bare": "not-chinese"}, "这里大半不是中文，明债看不懂。"),
        ({"dangers": ("violence",)}, "先顾人的安全。别的可以等。"),
    ],
)
def test_the_heading_answers(changes: dict[str, Any], sentence: str) -> None:
    """One sentence or two, danger first, money second, standing never exceeded."""
    assert heading(answer_of(SMS, **changes), zh) == sentence


@pytest.mark.parametrize("channel", [None, "sms", "call", "im", "email", "letter", "visit", "app"])
def test_each_channel_has_its_noun(channel: Any) -> None:
    """A call is not called a text message; English headings are whole sentences too."""
    answer = answer_of(Message(TEXT, channel=channel))
    assert "%(" not in heading(answer, zh)
    english = heading(answer, translations("en").gettext)
    assert english.isascii() and english[0].isupper() and ". " in english


def test_a_court_paper_is_never_waved_away() -> None:
    """Even beside clear signs of a scam, a case number is to be asked about at the court itself."""
    answer = answer_of(SMS, genuineness=Genuineness("likely-scam", 0.9, ()), facts=CASE)
    assert "向法院本身核实" in lead(answer, zh)


def test_a_scam_leaves_the_debt_open() -> None:
    """Whoever reads that a message is a scam also reads that the debt may be real."""
    answer = answer_of(SMS, genuineness=Genuineness("likely-scam", 0.9, ()))
    assert "债可能是真的" in lead(answer, zh)
    assert "债本身仍可能是真的" in cards(answer.assessment, zh)[0].note


def test_what_reads_as_a_scam_leaves_the_debt_open_too() -> None:
    """Without a sign that decides, the reader is still sent to look for the debt, and not told that all looks well."""
    assert "债可能是真的" in lead(answer_of(SMS, kind="scam", flags=("debt",)), zh)


def test_a_scam_that_names_no_debt_sends_nobody_to_look_for_one() -> None:
    """A prize or a lost parcel makes no debt: give nothing away, and what is owed elsewhere stays owed."""
    answer = answer_of(SMS, kind="scam", genuineness=Genuineness("likely-scam", 0.9, ()))
    assert "96110" in lead(answer, zh)
    assert "债" not in lead(answer, zh)
    assert cards(answer.assessment, zh)[0].note == "你若另有欠款，那笔债还在。到官方 App 里另外查。"


@pytest.mark.parametrize(
    ("dangers", "first"), [(("self-harm",), "12356"), (("violence",), "110"), (("self-harm", "violence"), "110")]
)
def test_the_lead_names_the_number_for_this_danger(dangers: tuple[str, ...], first: str) -> None:
    """Whoever may harm themselves reads the help line before the police; whoever is attacked reads the police."""
    words = lead(answer_of(SMS, dangers=dangers), zh)
    assert first == next(number for number in ("12356", "110") if number in words)


def test_nothing_suspicious_is_no_sign_against() -> None:
    """That nothing was seen is told as it is, not as evidence of good faith."""
    reason = Reason("nothing-suspicious", "against", "没有看到迹象。", "text")
    told = answer_of(SMS, genuineness=Genuineness("cannot-tell", 0.01, (reason,))).assessment
    assert cards(told, zh)[0].lines == ("没有看到迹象。",)


def test_silence_is_not_proof() -> None:
    """Nothing suspicious is said to be no proof; some signs are said to be not enough."""
    assert "不等于是真的" in lead(answer_of(SMS), zh)
    assert "不够下结论" in lead(answer_of(SMS, genuineness=Genuineness("cannot-tell", 0.5, (SIGN,))), zh)


def test_cards_carry_word_sign_and_tone() -> None:
    """No answer rests on colour alone, and the counts are per standing."""
    told = answer_of(
        SMS,
        findings=(*BREACH, finding(TEXT, 5, 7, "rule-breach")),
        genuineness=Genuineness("cannot-tell", 0.5, (SIGN,) * 5),
    )
    genuine, allowed = cards(told.assessment, zh)
    assert (genuine.word, genuine.label.sign, genuine.label.tone) == ("还说不准", "?", "know")
    assert (len(genuine.lines), len(genuine.more)) == (3, 2)
    assert (allowed.word, allowed.label.sign, allowed.label.tone) == (
        "2 处涉嫌违反监管规定，1 处不符合国标或行业指引",
        "!",
        "care",
    )


def test_a_sign_against_a_scam_says_so() -> None:
    """Reasons on both sides are told apart."""
    told = answer_of(
        SMS, genuineness=Genuineness("cannot-tell", 0.5, (Reason("x", "against", "号码在册。", "sender"),))
    ).assessment
    assert cards(told, zh)[0].lines == ("相反的迹象：号码在册。",)


def test_no_finding_is_no_praise() -> None:
    """Without a finding the card says what was not looked at."""
    card = cards(answer_of(SMS, findings=()).assessment, zh)[1]
    assert (card.word, card.label.tone) == ("没看出违规的话", "know")
    assert "次数" in card.note


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"kind": "other", "findings": ()}, ["先放一放", "先放一放"]),
        ({"kind": "other", "findings": (), "dangers": ()}, ["还说不准", "没看出违规的话"]),
        ({"kind": "collection", "findings": ()}, ["还说不准", "没看出违规的话"]),
        ({"kind": "other", "findings": BREACH[:1]}, ["还说不准", "1 处涉嫌违反监管规定"]),
        (
            {"kind": "other", "findings": (), "genuineness": Genuineness("likely-scam", 0.9, ())},
            ["很可能是骗局", "没看出违规的话"],
        ),
    ],
    ids=["they-are-at-my-door", "no-danger", "a-message-of-theirs", "conduct-seen", "a-trick"],
)
def test_who_calls_for_help_gets_no_marks(changes: dict[str, Any], words: list[str]) -> None:
    """Who writes that somebody is breaking in reads what to do, not that nothing unlawful was seen."""
    told = answer_of(SMS, **{"dangers": ("violence",), **changes}).assessment
    assert [card.word for card in cards(told, zh)] == words


def test_every_combination_has_words() -> None:
    """No verdict, kind or standing lacks a heading in either language; none promises or shouts."""
    standings: list[Standing | None] = [None, *get_args(Standing)]
    for verdict in get_args(Verdict):
        for kind in get_args(Kind):
            for standing in standings:
                found = (finding(TEXT, 0, 3, standing),) if standing else ()
                answer = answer_of(SMS, kind=kind, genuineness=Genuineness(verdict, 0.5, ()), findings=found)
                for language in ("zh", "en"):
                    say = translations(language).gettext
                    words = heading(answer, say) + lead(answer, say)
                    assert not any(bad in words for bad in ("!", "！", "放心", "保证", "一定能", "赖"))
