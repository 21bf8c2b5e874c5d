"""Turns: who speaks by label and words, what the reader's own words may not do, and that turns cover any text."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fairdue.app.wiring import the_pack, the_screener
from fairdue.records.assessment import Assessment, Message
from fairdue.records.pack import Folding
from fairdue.screening.clean import Cleaner
from fairdue.screening.contexts import ContextReader
from fairdue.screening.match import ReferenceMatcher
from fairdue.screening.turns import Talk, TurnReader
from fairdue.screening.weigh import Weigher

TODAY = date(2026, 11, 21)
READER = TurnReader(the_pack().speakers)
C, R, B, U = "collector-side", "reader", "other", "unknown"


def assess(text: str) -> Assessment:
    """Screen a text with the pack as it is."""
    return the_screener().assess(Message(text), TODAY)


def roles(talk: Talk) -> list[str]:
    """Return the role of each turn."""
    return [turn.role for turn in talk.turns]


TALKS = [
    ("催收:你好\n你:你哪位", [C, R]),
    ("坐席：您好\n我：嗯", [C, R]),
    ("客服A：您好\n客户：你说\n客服B：转给我", [C, R, C]),
    ("通话记录\n催收:喂\n你:嗯", [U, C, R]),
    ("[10:21] 老陈: 在吗\n[10:22] 我: 在", [C, R]),
    ("老陈 2026/3/1 10:21\n在吗\n我 2026/3/1 10:22\n在\n什么事", [C, R]),
    ("2026-03-01 10:21:33 老陈(10001)\n在吗\n2026-03-01 10:22:01 我\n在", [C, R]),
    ("你:谁啊\n七七:我是平台的\n你:哦", [R, C, R]),
    ("甲:喂\n乙:嗯\n甲:好", [U, U, U]),
    ("甲:这边是平台,您名下借款逾期了\n乙:哪位,我没钱\n甲:今天必须处理一下,还款", [C, R, C]),
    ("坐席:请问郑先生在吗\n妈妈:他不在", [C, R]),
    ("坐席:在吗\n你:在\n同事:谁啊", [C, R, B]),
    ("我:您名下借款逾期\n客户:没钱", [C, R]),
    ("你:您名下借款逾期,我司催收,应还三千\n坐席:我没钱,你哪位,缓几天", [U, U]),
    ("你:再不还钱打断你的腿\n我:别这样", [C, R]),
    ("我:今天好累\n我:睡了", [U]),
    ("这笔钱今天要还\n你记住", [U]),
    ("户名:某某商行\n账号:0000\n开户行:某某支行", [U]),
    ("客户:张三\n专员:李四\n再不还钱就上门", [R, C]),
    ("专员:李四\n客户:张三\n再不还钱就上门", [C, R, U]),
    ("您好,说明如下:\n一、时间:明天\n二、地点:法院", [U]),
    ("打开 http://a.example.top\n或 https://b.example.top", [U]),
    ("10:21 还钱\n10:22 还钱\n10:23 还钱", [U]),
    ("群主:大家好\n小桃:好\n老张:谁欠钱了\n小桃:不知道", [U, U, U, U]),
    ("接线员:您好,请讲\n来电人:他们说要打断我的腿\n接线员:您先报警", [B, R, B]),
    ("接线员:直接还会上征信,先转到保护账户\n我:行吗\n接线员:行", [C, R, C]),
    ("社工:慢慢说\n我:催收天天打\n催收:我就打了", [U, R, C]),
    ("二叔:你怎么欠钱了\n小军:我会还\n诚信:你们劝他还\n小姨:你是谁\n诚信:他欠三万", [B, U, U, B, U]),
    ("二叔:你怎么欠钱了\n小军:我会还\n二叔:什么时候还", [U, U, U]),
]


@pytest.mark.parametrize(("text", "expected"), TALKS, ids=[text[:16] for text, _ in TALKS])
def test_each_turn_has_its_speaker(text: str, expected: list[str]) -> None:
    """Labels the pack knows, the other of two, words where they are plain; whatever is not clear is the other side's."""
    assert roles(READER.read(text)) == expected


CREDITOR = ("老周 2026-05-01 10:{}\n你啥时候还我?", "老周 2026-05-01 11:{}\n你欠我的五千不是小数")
DEBTOR = ("阿林 2026-05-01 10:{}\n宽限两天", "阿林 2026-05-01 11:{}\n发工资就转给你,明细:\n三千加两千")


def test_in_a_long_talk_of_two_the_words_said_again_and_again_tell_who_owes() -> None:
    """Both name the debt; one asks for it over and over. A line with a colon inside a message with a head is no speaker."""
    lines = [line.format(10 + at) for at in range(6) for pair in zip(CREDITOR, DEBTOR, strict=True) for line in pair]
    talk = READER.read("\n".join(lines))
    assert {(turn.label, turn.role) for turn in talk.turns} == {("老周", C), ("阿林", R)}
    short = READER.read("\n".join(lines[:2]))
    assert {turn.role for turn in short.turns} == {U}


def test_a_debtor_who_speaks_of_a_relative_later_on_is_still_the_debtor() -> None:
    """Who answers for another says so at the beginning; later somebody else's affairs come up in any long call."""
    talk = "".join(f"坐席:您第{at}期怎么安排\n我:我想想办法,这个月先还一点\n" for at in range(40))
    later = talk + "坐席:您前夫呢\n我:离婚了,他的事你找他"
    assert not READER.read(later).third_party
    assert READER.read("坐席:请问周先生在吗\n我:离婚了,他的事你找他\n" + talk).third_party


THIRD = [
    ("坐席:请问郑先生在吗\n妈妈:他不在,你找他本人", True),
    ("坐席:您是他什么人\n你:我是他表哥,他欠的你找他", True),
    ("坐席:您这笔借款今天要还\n你:没钱", False),
    ("妈妈:吃饭没\n儿子:吃了", False),
]


@pytest.mark.parametrize(("text", "expected"), THIRD, ids=[text[:12] for text, _ in THIRD])
def test_a_relative_who_answers_is_a_third_person(text: str, expected: bool) -> None:
    """The label or the reader's own words say that somebody other than the debtor is spoken to."""
    assert READER.read(text).third_party is expected


TO_DEBTOR = [
    ("坐席:您这笔借款今天要还\n客户:没钱", True),
    ("坐席:您这笔借款今天要还\n我:没钱", False),
    ("坐席:这笔借款今天要还\n客户:我是他妈,他不在", False),
    ("坐席:这笔借款今天要还\n客户:没钱\n邻居:吵什么", False),
]


@pytest.mark.parametrize(("text", "expected"), TO_DEBTOR, ids=[text[-12:] for text, _ in TO_DEBTOR])
def test_a_customer_who_answers_owes_himself(text: str, expected: bool) -> None:
    """The other side's own word for its debtor says that nobody else is spoken to, unless he speaks as a relative."""
    assert READER.read(text).to_debtor is expected


def test_words_about_a_third_person_do_not_accuse_where_the_debtor_answers() -> None:
    """The same words are told to a relative, or to the debtor himself of himself."""
    said = "坐席:他欠的三万您帮着催一催\n{}:好"
    rules = [{one.rule for one in assess(said.format(label)).findings} for label in ("妈妈", "客户")]
    assert "outsider-drawn-in" in rules[0] and "outsider-drawn-in" not in rules[1]


THREAT = "再不还钱就打断你的腿"


def test_a_curse_of_the_reader_is_not_the_collectors() -> None:
    """The same words are a finding in the other side's turn, and none in the reader's."""
    theirs = assess(f"催收:{THREAT},欠款今天要还\n你:知道了")
    mine = assess(f"催收:您的欠款逾期了,请今天还款\n你:再来电话我就打断你的腿,{THREAT}")
    assert theirs.findings and theirs.dangers
    assert not mine.findings and not mine.dangers
    assert mine.kind == "collection"


def test_words_of_the_reader_make_no_sign_of_a_scam() -> None:
    """Who is asked to share a screen by the other side is warned; who only says it himself gives no sign."""
    said = "把验证码发给我,转到安全账户"
    theirs = assess(f"客服:{said}\n我:为什么")
    mine = assess(f"客服:您好,请问有什么可以帮您\n我:刚才有人叫我{said}")
    assert any(reason.source == "rule" for reason in theirs.genuineness.reasons)
    assert not any(reason.source == "rule" and reason.weight != "against" for reason in mine.genuineness.reasons)


def test_a_warning_by_the_reader_does_not_silence_the_other_side() -> None:
    """The reader's words are not the context of what the other side says."""
    text = f"催收:{THREAT}\n你:警方提醒过,这种都是骗子,冒充公司的骗局"
    assert assess(text).findings


def test_a_condition_does_not_join_two_speakers() -> None:
    """What one half of a threat needs must not come from the mouth of the reader."""
    assert not assess("坐席:您好,请问是张先生吗\n你:你们要打断我的腿吗\n坐席:不会的,请您联系官方客服").findings


AMONG_KIN = [
    (
        "妈:你姐又来电话了,说催收打到家里\n弟:她到底欠多少\n妈:说五万,我也问不清\n弟:让她先别借新的",
        "kinship in a label",
    ),
    (
        "老婆:账单出来了,信用卡要还六千二\n老公:先还最低吧\n老婆:最低利息更贵\n老公:那把理财赎了",
        "a debt between two labels",
    ),
    (
        "助手:正在为您转接人工,请稍候\n人工坐席:您好,剩的是一千零四十三\n助手:转接人工\n人工坐席:您好",
        "two who answer in turn",
    ),
]


@pytest.mark.parametrize(("text", "why"), AMONG_KIN, ids=[why for _, why in AMONG_KIN])
def test_neither_labels_nor_two_speakers_together_make_a_conduct(text: str, why: str) -> None:
    """Who speaks is no word of what is said, and nobody says what two say in turn."""
    assert not assess(text).findings


def test_a_pair_that_one_person_says_is_quoted_without_the_answer() -> None:
    """What must stand near one another is looked for in the words of one speaker."""
    alone = assess("催收:你侄女欠我们两万,你叫她下午来公司\n你:我转告不了")
    quotes = [one.quote for one in alone.findings]
    assert quotes and not any("\n" in quote for quote in quotes)


INTERRUPTED = [("你哪位", True), ("我带过他,他上个月就已经不在我们厂里做事了", False)]


@pytest.mark.parametrize(("answer", "holds"), INTERRUPTED, ids=[answer for answer, _ in INTERRUPTED])
def test_what_somebody_says_goes_on_over_a_word_or_two_of_another(answer: str, holds: bool) -> None:
    """Words before and after a short question are one saying; over a whole answer they are not put together."""
    text = f"对方:你是小方的师傅\n师傅:{answer}\n对方:他欠我们八千"
    rule = replace(
        the_pack().rules[0],
        scope="message",
        patterns={"kin": "师傅", "owes": "欠我们"},
        exceptions={},
        condition="near(kin, owes, 60)",
        quote="",
        heeds=(),
        channels=(),
        hours=None,
    )
    weigher = Weigher((rule,), ReferenceMatcher((rule,)), ContextReader(()))
    talk = READER.read(text)
    held = weigher.seen(Cleaner(Folding({}, {})).clean(text), Message(text), TODAY, talk)
    assert bool([one for one in held if not one.aside]) is holds


def test_the_hour_of_a_call_counts_whoever_names_it() -> None:
    """That it is deep in the night is no reproach in words; the reader may be the one to say it."""
    text = "坐席：您好，您的借款逾期了，今天要还款。\n你：现在凌晨两点，你把我吵醒了\n坐席：那您什么时候处理欠款"
    assert "hours" in {one.topic for one in assess(text).findings}


def test_what_a_caller_tells_a_help_line_is_told_of_others() -> None:
    """Who rings for advice tells what was done to him: no conduct of the one who answers, and no message to be judged."""
    text = "接线员:您好,请讲\n来电人:一天打给我三十几个电话,夜里两点还催我还款\n接线员:先把通话记录截下来"
    told = assess(text)
    assert (told.kind, told.findings) == ("other", ())


CHAT_AT_NIGHT = "严经理 2026-03-05 {}\n你那笔借款逾期了,什么时候还\n何佳 2026-03-06 {}\n我{}看到了"
NIGHTS = [
    (CHAT_AT_NIGHT.format("23:12", "09:02", "早上"), True),
    (CHAT_AT_NIGHT.format("21:12", "21:20", "刚"), False),
    ("何佳 2026-03-05 22:50\n我想问分期\n" + CHAT_AT_NIGHT.format("23:12", "09:02", "早上"), False),
    ("何佳 2026-03-05 20:10\n我想问分期\n" + CHAT_AT_NIGHT.format("23:12", "09:02", "早上"), True),
    ("[晚上11:40] 催收: 您的欠款今天处理一下\n[晚上11:52] 我: 太晚了", True),
    ("[下午2:40] 催收: 您的欠款今天处理一下\n[下午2:52] 我: 行", False),
]


@pytest.mark.parametrize(("text", "holds"), NIGHTS, ids=[text[:30].replace("\n", " ") for text, _ in NIGHTS])
def test_a_chat_tells_at_what_hour_each_wrote(text: str, holds: bool) -> None:
    """Dunning at night is seen by the hour beside it, unless the reader himself wrote within the hour before."""
    told = [one.rule for one in assess(text).findings]
    assert ("told-at-night" in told) is holds


def test_findings_quote_the_original_in_a_talk() -> None:
    """Offsets of findings count in the text as it came."""
    text = f"[10:21] 催收员（0000）： {THREAT}！\r\n[10:22] 我： 哦"
    found = assess(text).findings
    assert found and all(text[one.start : one.end] == one.quote for one in found)


LABELS = ["你", "我", "催收", "坐席：", "老陈", "甲", "[10:21] 老陈", "老陈 2026/3/1 10:21", "妈妈", "客服A", ""]
LINES = st.builds(lambda label, words: f"{label}:{words}", st.sampled_from(LABELS), st.text(max_size=12))


@given(st.one_of(st.text(max_size=80), st.lists(LINES, max_size=12).map("\n".join)))
def test_turns_cover_any_text(text: str) -> None:
    """Whatever is pasted: turns follow each other without gap or overlap, and nothing is raised."""
    turns = READER.read(text).turns
    assert turns[0].span.start == 0 and turns[-1].span.end == len(text)
    assert all(before.span.end == after.span.start for before, after in zip(turns, turns[1:], strict=False))
    assert not any(turn.role == C and turn.label is None for turn in turns)


def test_five_thousand_turns_are_read_in_one_go() -> None:
    """A very long chat has all its turns, each with its speaker."""
    text = "\n".join(f"{'催收' if place % 2 else '你'}:第{place}句" for place in range(5_000))
    turns = READER.read(text).turns
    assert len(turns) == 5_000 and {turn.role for turn in turns} == {C, R}
