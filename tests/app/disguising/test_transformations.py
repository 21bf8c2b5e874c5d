"""Twenty disguises: each writes a specimen otherwise, the same way each time, and leaves links and speakers alone."""

from __future__ import annotations

from random import Random

import pytest

from fairdue.app.disguising.transformations import TRANSFORMATIONS
from fairdue.app.disguising.wardrobe import Wardrobe, with_speakers, without_speakers

WARDROBE = Wardrobe(
    sensitive=frozenset({"还款", "微信", "逾期"}),
    traditional={"还": ("還",), "期": ("期",), "过": ("過",)},
    variants={"人": ("亾",)},
    homophones={"微信": ("徽信",)},
    pinyin={"微信": ("v信",)},
)

WRITTEN = [
    ("full-width", "还款100元!", "还款１００元！"),
    ("full-width", "见 https://a.example/x 还款", "见 https://a.example/x 还款"),
    ("traditional", "不还不过", "不還不過"),
    ("variants", "找人来", "找亾来"),
    ("homophones", "加微信", "加徽信"),
    ("pinyin", "加微信", "加v信"),
    ("reordered", "先还款。再说别的。", "再说别的。先还款。"),
    ("reordered", "先还款，再说别的", "再说别的，先还款"),
    ("reordered", "【某行】先还款，再说", "【某行】再说，先还款"),
    ("reordered", "他说“先还款，再说”", "他说“先还款，再说”"),
    ("unpunctuated", "先还款，再说。好！", "先还款 再说 好"),
    ("broken-lines", "先还款，再说。好", "先还款，\n再说。\n好"),
    ("broken-lines", "先还款，再说\n好", "先还款，再说\n好"),
    ("upper-case", "app 见 www.a.example", "APP 见 www.a.example"),
    ("chinese-digits", "逾期12天，拨打95588，还1200元", "逾期十二天，拨打95588，还一千二百元"),
]


@pytest.mark.parametrize(("name", "text", "written"), WRITTEN)
def test_a_disguise_writes_what_it_says(name: str, text: str, written: str) -> None:
    """Where nothing is drawn by lot, the result is pinned."""
    assert TRANSFORMATIONS[name](text, WARDROBE, Random(1)) == written


SPLIT = ["zero-width", "spaced", "dotted", "starred", "emoji", "bracketed"]


@pytest.mark.parametrize("name", SPLIT)
def test_a_word_is_split_without_losing_a_character(name: str) -> None:
    """Something stands between or around the characters of the sensitive words; the characters are all there."""
    written = TRANSFORMATIONS[name]("请尽快还款，加微信", WARDROBE, Random(1))
    assert written != "请尽快还款，加微信"
    assert [one for one in written if "\u4e00" <= one <= "\u9fff"] == list("请尽快还款加微信")


@pytest.mark.parametrize("name", ["greeted", "signed", "opt-out", "doubled-marks"])
def test_what_is_added_leaves_the_rest(name: str) -> None:
    """The message still stands in what is written."""
    written = TRANSFORMATIONS[name]("请尽快还款，谢谢", WARDROBE, Random(1))
    assert "请尽快还款，" in written and "谢谢" in written and len(written) > 8


def test_there_are_twenty() -> None:
    """Each has a name of its own."""
    assert len(TRANSFORMATIONS) == 20


@pytest.mark.parametrize("text", ["甲:还款\n乙：好\n散了", "只有一行：还款", "注意：\n没有人说话"])
def test_speakers_are_taken_off_and_put_back(text: str) -> None:
    """A transcript gives its labels; a text that is none stays whole."""
    labels, body = without_speakers(text)
    assert (with_speakers(labels, body) if labels else body) == text
    assert bool(labels) is text.startswith("甲")
