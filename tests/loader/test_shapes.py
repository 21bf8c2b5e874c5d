"""Shapes of patterns: wherever a match begins, the shape can begin too."""

from __future__ import annotations

import random
import re
from collections.abc import Iterable
from functools import cache
from typing import Any

import pytest

from fairdue.app.wiring import the_pack
from fairdue.loader import regex_tree as sre
from fairdue.loader.index import index_of
from fairdue.loader.shapes import Gap, Part, Unknown, Ways, Words, anchors_of, ended, rarest, shape_of
from fairdue.records.rules import PatternIndex
from fairdue.screening.bitmaps import places_in
from fairdue.screening.lexicon import Lexicon

LINE = "-\n"
# pattern, what every match of it is made of
SPECIMENS: list[tuple[str, tuple[Part, ...]]] = [
    ("走着瞧|等着", (Words(("走着瞧", "等着")),)),
    ("[你您]们?", (Words(("你们", "你", "您们", "您")),)),
    ("抓.{2,5}你", (Words(("抓",)), Gap(LINE, 2, 5), Words(("你",)))),
    ("[^。\n]{0,3}钱", (Gap("-。\n", 0, 3), Words(("钱",)))),
    ("[0-9]{2}元", (Gap("+0123456789", 2, 2), Words(("元",)))),
    ("[一-龥]某", (Gap("", 1, 1), Words(("某",)))),
    ("法院|公安.{0,2}抓", (Ways(((Words(("公安",)), Gap(LINE, 0, 2), Words(("抓",))), (Words(("法院",)),))),)),
    (
        "甲(?:乙.){1,2}",
        (Words(("甲乙",)), Gap(LINE, 1, 1), Ways(((Words(("乙",)), Gap(LINE, 1, 1)), (Words(("",)),)))),
    ),
    ("甲(?:乙.){9}", (Words(("甲乙",)), Gap(LINE, 1, 1), *(Words(("乙",)), Gap(LINE, 1, 1)) * 2, Unknown())),
    ("还+", (Words(("还",)), Unknown())),
    ("^还款人信息登记表格$", (Words(("还款人信息登记表",)), Words(("格",)))),
    ("甲?", ()),
    ("(?i)a", ()),
]


@pytest.mark.parametrize(("pattern", "shape"), SPECIMENS)
def test_specimens(pattern: str, shape: object) -> None:
    """Each form of a pattern has the shape written beside it; a pattern that may match nothing has none."""
    assert shape_of(pattern) == shape


# pattern, what is left of its shape where a match may end anyhow
ENDED: list[tuple[str, tuple[Part, ...]]] = [
    ("还.{0,3}款?", (Words(("还",)),)),
    ("还|还款|付款", (Words(("还", "付款")),)),
    ("抓.{2,5}你[^们]", (Words(("抓",)), Gap(LINE, 2, 5), Words(("你",)))),
    ("微信.?[a-c]{6}", (Words(("微信",)), Gap(LINE, 0, 1), Gap("+abc", 6, 6))),
    ("法院.{0,2}(?:抓|$)", (Words(("法院",)),)),
    (
        "(?:法院.?|公安局?|法.抓)",
        (Ways(((Words(("法",)), Gap(LINE, 1, 1), Words(("抓",))), (Words(("法院", "公安")),))),),
    ),
    ("[^a]{3}", ()),
]


@pytest.mark.parametrize(("pattern", "shape"), ENDED)
def test_what_tells_nothing_at_the_end_is_left_out(pattern: str, shape: object) -> None:
    """What may be missing there, or may be nearly anything, and words that only go on another word."""
    assert ended(shape_of(pattern)) == shape


def test_the_rarest_words_stand_for_a_shape() -> None:
    """Of what must be there the rarest set counts, of alternatives the sets of all; where one needs nothing, none do."""
    often = {"你": 50, "抓": 3, "坐牢": 1}.__getitem__
    assert rarest(shape_of("你.{0,9}(?:抓|坐牢)"), often) == (4, frozenset([("坐牢", "抓")]))
    assert rarest(shape_of("抓.你|坐牢"), often) == (4, frozenset([("抓",), ("坐牢",)]))
    assert rarest(shape_of("[^a]{3}"), often) is None


ANCHORED = {
    "走着瞧|等着": ((0, 0, ("等着", "走着瞧")),),
    "[一-龥]某": ((1, 1, ("某",)),),
    "你?(?:爸妈|公司)$": ((0, 0, ("你公司", "你爸妈", "公司", "爸妈")),),
    ".{0,3}(?:转给|打给)": ((0, 3, ("打给", "转给")),),
    "(?:甲乙|.丙丁){2}": ((0, 0, ("甲乙",)), (1, 1, ("丙丁",))),
    ".{0,60}甲乙": (),
    "[^甲]+": (),
    "甲?": (),
}


@pytest.mark.parametrize("pattern", ANCHORED)
def test_words_at_a_known_distance_anchor_a_pattern(pattern: str) -> None:
    """The rarest words that stand so many characters behind the beginning of each match; none where they leave nothing out."""
    assert anchors_of(shape_of(pattern)) == ANCHORED[pattern]


def example(nodes: Iterable[sre.Node], chance: random.Random) -> str:
    """Compose a text that the nodes match, from characters the pattern names where it can."""
    return "".join(_part(code, value, chance) for code, value in nodes)


def _part(code: Any, value: Any, chance: random.Random) -> str:
    if code is sre.LITERAL:
        return chr(value)
    if code is sre.IN:
        return chance.choice(_members(tuple(value)))
    if code in (sre.ANY, sre.NOT_LITERAL):
        return chance.choice("的ab0 ，")
    if code is sre.BRANCH:
        return example(chance.choice(value[1]), chance)
    if code is sre.SUBPATTERN:
        return example(value[3], chance)
    if code is sre.MAX_REPEAT:
        least, most, inner = value
        return "".join(
            example(inner, chance) for _ in range(chance.choice([least, int(most), chance.randint(least, int(most))]))
        )
    return ""


@cache
def _members(entries: tuple[sre.Node, ...]) -> tuple[str, ...]:
    """List some characters a class takes: those it names, the ends of its ranges, and common ones."""
    wanted = re.compile("[" + "".join(_written(code, value) for code, value in entries) + "]")
    pool = [chr(value) for code, value in entries if code is sre.LITERAL]
    pool += [chr(end) for code, value in entries if code is sre.RANGE for end in value]
    return tuple(character for character in (*pool, *"的一0a9z ，。x_-") if wanted.fullmatch(character))


def _written(code: Any, value: Any) -> str:
    if code is sre.NEGATE:
        return "^"
    if code is sre.LITERAL:
        return re.escape(chr(value))
    if code is sre.RANGE:
        return f"{re.escape(chr(value[0]))}-{re.escape(chr(value[1]))}"
    known = {sre.CATEGORY_SPACE: r"\s", sre.CATEGORY_DIGIT: r"\d", sre.CATEGORY_WORD: r"\w"}
    return known.get(value) or {sre.CATEGORY_NOT_SPACE: r"\S"}[value]


def test_every_match_begins_where_the_shape_and_its_anchors_can() -> None:
    """In texts composed for each pattern of the pack, four each, no match begins elsewhere, and most places do begin one."""
    chance = random.Random(20261122)
    rules = the_pack().rules
    sources = sorted({source for rule in rules for source in (*rule.patterns.values(), *rule.exceptions.values())})
    matched = told = shaped = 0
    for source in sources:
        lexicon = Lexicon(PatternIndex(**index_of([{"id": "r", "patterns": {"a": source}}])))
        anchors, expression = anchors_of(shape_of(source)), re.compile(source)
        shaped += bool(shape_of(source))
        composed = [example(sre.parse(source).nodes, chance) for _ in range(4)]
        text = "某,\n3".join(composed)
        if not expression.search(text):  # bound to both ends of a text
            text = composed[-1]
        begins = places_in(lexicon.bitmaps(text).where(lexicon.sought(0, source)))
        matches = {at for at in range(len(text)) if expression.match(text, at)}
        assert matches and matches <= set(begins), (source, text)
        for at in matches if anchors else ():
            assert any(
                text.startswith(word, at + far)
                for least, most, words in anchors
                for far in range(least, most + 1)
                for word in words
            ), (source, text[at:])
        matched += len(matches)
        told += len(begins) if shape_of(source) else 0
    assert shaped > 0.99 * len(sources) and len(sources) > 2000
    assert told < 1.5 * matched
