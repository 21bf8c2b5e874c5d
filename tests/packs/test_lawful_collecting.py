"""Lawful collecting in words near to unlawful ones: no finding; what names no debt is known, and errands like it too."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from fairdue.app.wiring import the_pack, the_screener
from fairdue.records.assessment import Message

LAWFUL = [
    json.loads(line)
    for line in Path(__file__).with_name("lawful_collecting.jsonl").read_text(encoding="utf-8").splitlines()
]
READ = [row for row in LAWFUL if "kind" in row]
# Calls and letters of a page and more, judged passage by passage: lawful ones, and ones with one act in their middle.
LONG = [
    json.loads(line) for line in Path(__file__).with_name("long_texts.jsonl").read_text(encoding="utf-8").splitlines()
]
# What a context spares, and the same conduct where nothing spares it: context, spared, accused, topic.
SPARED = [
    pytest.param(
        "没有人会因为欠款拘留你，八百块商量着还。",
        "欠款再不还，明天就拘留你。",
        "false-statement",
        id="nobody-for-a-debt",
    ),
    pytest.param(
        "网贷逾期了，会天天骚扰我家人吗",
        "网贷逾期了还不还，那就天天骚扰你家人。",
        "harassment",
        id="asks-about-himself",
    ),
    pytest.param(
        "骗子常用话术：不还款就抓你坐牢", "最后说一次：不还款就抓你坐牢", "false-statement", id="list-of-tricks"
    ),
    pytest.param(
        "该公司员工因对客户说再不还钱就打爆你手机，被行政处罚",
        "再不还钱就打爆你手机",
        "harassment",
        id="punished-for-it",
    ),
    pytest.param(
        "催收人员不得影响你孩子考公务员，如有发生请投诉",
        "催收到此为止，再不还钱就影响你孩子考公务员",
        "false-statement",
        id="staff-must-not",
    ),
    pytest.param(
        "没人会抓您，八百块钱月底还上就行。", "再不还这八百块，明天就抓您去坐牢。", "false-statement", id="nobody-will"
    ),
    pytest.param(
        "您欠的三千还没还，我们不会去你单位闹，也不会找你家人。",
        "您欠的三千还没还，我们明天就去你单位闹，让领导都看看。",
        "visit",
        id="we-do-not",
    ),
    pytest.param(
        "我从来没说你是骗子，那六百块钱你记得还我。", "你就是骗子，六百块钱都不还。", "insult", id="not-said-not-done"
    ),
    pytest.param("你不是老赖，欠的钱咱慢慢算。", "你就是个老赖，欠的钱还不还。", "insult", id="not-within"),
    pytest.param(
        "如收到称要爆通讯录的短信，均属伪造。您的借款逾期三天，应还800元。",
        "再不还800元，今晚就爆通讯录。",
        "privacy-leak",
        id="none-of-our-doing",
    ),
    pytest.param(
        "您反映半夜给您打电话催收一事，经查并非我司外呼。您的欠款1,200元请月底前还。",
        "欠款1,200元不还，我们半夜给您打电话。",
        "hours",
        id="answers-a-complaint",
    ),
    pytest.param(
        "上次同事骂您不要脸，公司已向您道歉。欠款900元请按新方案还。",
        "欠900元都不还，真不要脸。",
        "insult",
        id="makes-amends",
    ),
    pytest.param(
        "主题：禁用话术清单。“你就是骗子”“老赖还钱”这类话，催收时一律不许说。",
        "你就是骗子，老赖还钱，欠的九百今天给我。",
        "insult",
        id="asks-or-teaches",
    ),
    pytest.param(
        "他昨天打到我单位来问前台，说我是老赖，要把照片贴到我们厂门口",
        "再不还钱，明天就把你这老赖的照片贴到你们厂门口",
        "public-exposure",
        id="told-of-a-caller",
    ),
    pytest.param(
        "外包合作机构红线（试行）\n（一）向客户家人说他欠钱，让家人替他还；\n（二）说不还钱打断你的腿；",
        "最后通知\n（一）再不还就打断你的腿；\n（二）让你全家都不得安生；",
        "threat",
        id="rule-book",
    ),
    pytest.param(
        "大姑 19:40\n小军又欠了十几万，人家说他是骗子，要贴大字报\n二叔 19:42\n别听他们的\n三婶 19:44\n我出一千先还银行的",
        "催收小张 20:10\n各位家人好，你们家小军在我司借了三万不还，就是个骗子，大家劝劝他\n大姑 20:12\n你谁啊",
        "defamation",
        id="kin-among-themselves",
    ),
    pytest.param(
        "调解手记之七\n老汉说，那伙人睡到他堂屋里，说今天不见钱就不走，要把猪都拉走。",
        "今天不见钱我们就不走，睡到你堂屋里，吃住都在你家。",
        "visit",
        id="notes-or-story",
    ),
    pytest.param(
        "少废话，再啰嗦我打死你。睡吧，房租我先给你垫了。",
        "少废话，再啰嗦我打死你，钱今天必须还。",
        "threat",
        id="lends-and-scolds-in-fun",
    ),
]

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
