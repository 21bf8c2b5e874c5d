"""What holds under disguise is counted on the messages a disguise changes, and each loss is named."""

from __future__ import annotations

from datetime import date

import pytest

from fairdue.app.disguise import Held, disguise, measure
from fairdue.app.disguising.transformations import TRANSFORMATIONS
from fairdue.app.disguising.wardrobe import wardrobe_of
from fairdue.app.wiring import the_pack, the_screener
from fairdue.records.assessment import Message

TODAY = date(2026, 11, 21)
THREAT = "再不还钱就让人打断你的腿，今晚就去你家"
SCAM = "【某某银行】您的账户将被冻结，请点击链接填写卡号密码和验证码 http://bank.example/a"
CALM = "您的借款已逾期3天，请尽快登录官方App还款，谢谢。"


def test_the_same_seed_disguises_the_same_way() -> None:
    """A loss can be looked at again; another seed draws other lots."""
    wardrobe = wardrobe_of(the_pack())
    assert disguise(THREAT, "emoji", wardrobe) == disguise(THREAT, "emoji", wardrobe)
    assert disguise(THREAT, "emoji", wardrobe, 1) != disguise(THREAT, "emoji", wardrobe, 2)


def test_speakers_of_a_transcript_keep_their_names() -> None:
    """Labels are not the sender's words."""
    talk = f"催收员:{THREAT}\n客户:知道了\n催收员:还款"
    wardrobe = wardrobe_of(the_pack())
    for name in TRANSFORMATIONS:
        lines = disguise(talk, name, wardrobe).split("\n")
        assert [line.partition(":")[0] for line in lines] == ["催收员", "客户", "催收员"], name


@pytest.mark.parametrize("text", [THREAT, SCAM, CALM])
def test_plain_answers_hold_in_every_disguise(text: str) -> None:
    """A threat, a phishing message and a lawful reminder are answered alike in all twenty."""
    told = measure([("a:1", Message(text))], the_screener(), wardrobe_of(the_pack()), TODAY)
    assert told.lost == () and told.share == 1.0


def test_only_changed_messages_count_and_errors_are_told() -> None:
    """Capitals change nothing in a text without Latin letters; an empty message is an error."""
    rows = [("a:1", Message(THREAT)), ("a:2", Message(""))]
    told = measure(rows, the_screener(), wardrobe_of(the_pack()), TODAY)
    by_name = {one.disguise: one for one in told.by_disguise}
    assert (told.messages, told.errors) == (2, 1)
    assert by_name["upper-case"] == Held("upper-case", 0, 0) and by_name["upper-case"].share is None
    assert by_name["greeted"].changed == 1
