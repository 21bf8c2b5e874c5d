"""Lawful collecting in words near to unlawful ones: no finding; what names no debt is known, and errands like it too."""

from __future__ import annotations

import pytest

from fairdue.app.wiring import the_pack, the_screener
from fairdue.records.assessment import Message
from tests.packs.specimens import specimens

LAWFUL = specimens("lawful_collecting")
READ = [row for row in LAWFUL if "kind" in row]
# Calls and letters of a page and more, judged passage by passage: lawful ones, and ones with one act in their middle.
LONG = specimens("long_texts")
# What a context spares, and the same conduct where nothing spares it.
SPARED = [pytest.param(row["spared"], row["accused"], row["topic"], id=row["id"]) for row in specimens("spared")]
# What is told of somebody else or of another day, and the same when it happens to the writer.
IN_DANGER = [pytest.param(row["told"], row["now"], row["danger"], id=row["id"]) for row in specimens("in_danger")]
RANSOM = [
    "你裸聊的视频在我手里，不转三万我就发给你通讯录所有人。",
    "你的私密照在我们手上，还有你手机里全部联系人，十分钟内转账3888，否则一个一个发。",
    "你不想让你女朋友看到这个视频吧？转六千买断，当面删。",
    "再给五千我就彻底删，不然你的裸体照片明天贴到你学校贴吧。",
]


@pytest.mark.parametrize("text", [pytest.param(row["text"], id=row["id"]) for row in LAWFUL])
def test_lawful_collecting_is_not_accused(text: str) -> None:
    """A creditor who asks plainly, denies, apologises, explains the law or answers a complaint breaks no rule."""
    said = the_screener().assess(Message(text), the_pack().checked_on)
    assert [(finding.rule, finding.quote) for finding in said.findings] == []


@pytest.mark.parametrize("text", [pytest.param(row["text"], id=row["id"]) for row in LAWFUL])
def test_lawful_collecting_is_no_scam(text: str) -> None:
    """Whoever asks for what he is owed, into a lender's account, by instalments or with a warning, is never waved away."""
    said = the_screener().assess(Message(text), the_pack().checked_on)
    signs = [(reason.signal, reason.quote) for reason in said.genuineness.reasons if reason.weight == "hard"]
    assert (said.genuineness.verdict == "likely-scam", signs) == (False, [])


@pytest.mark.parametrize(("text", "kind"), [pytest.param(row["text"], row["kind"], id=row["id"]) for row in READ])
def test_collecting_that_names_no_debt_is_known_from_an_errand(text: str, kind: str) -> None:
    """Who asks for money, a call back or a meeting without a word of a debt collects; parcels, work and play do not."""
    said = the_screener().assess(Message(text), the_pack().checked_on)
    assert (said.kind == "collection") == (kind == "collection"), said.kind


@pytest.mark.parametrize("text", RANSOM)
def test_a_ransom_for_images_is_a_scam_and_no_debt(text: str) -> None:
    """Whoever holds images to ransom collects nothing: the answer is not to look for a debt."""
    said = the_screener().assess(Message(text), the_pack().checked_on)
    assert (said.kind, said.genuineness.verdict, "extortion" in said.flags) == ("scam", "likely-scam", True)


@pytest.mark.parametrize(("spared", "accused", "topic"), SPARED)
def test_an_assurance_spares_its_own_sentence_only(spared: str, accused: str, topic: str) -> None:
    """Said of what the writer does not do, the words accuse nobody; said as a threat, they do."""
    screener, day = the_screener(), the_pack().checked_on
    assert not screener.assess(Message(spared), day).findings
    assert topic in {finding.topic for finding in screener.assess(Message(accused), day).findings}


@pytest.mark.parametrize(("told", "now", "danger"), IN_DANGER)
def test_what_is_told_of_others_is_no_danger_at_hand(told: str, now: str, danger: str) -> None:
    """A report, a judgment or a counsellor's page sends nobody to the police; the writer's own need does."""
    screener, day = the_screener(), the_pack().checked_on
    assert screener.assess(Message(told), day).dangers == ()
    assert danger in screener.assess(Message(now), day).dangers


@pytest.mark.parametrize("row", [pytest.param(row, id=row["id"]) for row in LONG if "topic" not in row])
def test_a_long_lawful_text_names_no_danger_but_the_readers_own(row: dict[str, object]) -> None:
    """Whoever reads a page about violence is not told to ring the police; an adviser's letter may name his reader's need."""
    dangers = the_screener().assess(Message(str(row["text"])), the_pack().checked_on).dangers
    assert dangers == ((row["danger"],) if "danger" in row else ())


@pytest.mark.parametrize("row", [pytest.param(row, id=row["id"]) for row in LONG])
def test_a_long_text_is_accused_of_the_act_in_its_middle_and_of_no_retelling(row: dict[str, object]) -> None:
    """A long call tells of others' threats and of sums; only what the caller himself does or asks for counts."""
    said = the_screener().assess(Message(str(row["text"])), the_pack().checked_on)
    topics = {finding.topic for finding in said.findings}
    assert (said.genuineness.verdict == "likely-scam") == bool(row.get("scam"))
    assert row["topic"] in topics if "topic" in row else not topics


@pytest.mark.parametrize(
    ("text", "at_night"),
    [
        pytest.param(
            "坐席:您那笔逾期三天了,您说几点方便,我打给您\n我:今晚零点我下班,一下班就还\n坐席:那我明天上午再联系您",
            False,
            id="the debtor names his own hour",
        ),
        pytest.param("坐席:欠的两千还没还,今晚零点我打给你\n我:太晚了", True, id="the caller names his"),
    ],
)
def test_the_hour_of_a_call_is_one_speakers_word(text: str, at_night: bool) -> None:
    """What the one says he will do and the hour that the other names make no call at that hour."""
    said = the_screener().assess(Message(text, channel="call"), the_pack().checked_on)
    assert ("hours" in {finding.topic for finding in said.findings}) == at_night
