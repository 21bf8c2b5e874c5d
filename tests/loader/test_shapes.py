"""Shapes of patterns: wherever a match begins, the shape can begin too."""

from __future__ import annotations

import random
import re

import pytest

from fairdue.app.wiring import the_pack
from fairdue.loader.index import index_of
from fairdue.loader.shapes import Gap, Part, Unknown, Ways, Words, rarest, shape_of
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
    ("^还款人信息$", (Words(("还款人信",)), Words(("息",)))),
    ("甲?", ()),
    ("(?i)a", ()),
]


@pytest.mark.parametrize(("pattern", "shape"), SPECIMENS)
def test_specimens(pattern: str, shape: object) -> None:
    """Each form of a pattern has the shape written beside it; a pattern that may match nothing has none."""
    assert shape_of(pattern) == shape


def test_the_rarest_words_stand_for_a_shape() -> None:
    """Of what must be there the rarest set counts, of alternatives the sets of all; where one needs nothing, none do."""
    often = {"你": 50, "抓": 3, "坐牢": 1}.__getitem__
    assert rarest(shape_of("你.{0,9}(?:抓|坐牢)"), often) == (4, frozenset([("坐牢", "抓")]))
    assert rarest(shape_of("抓.你|坐牢"), often) == (4, frozenset([("抓",), ("坐牢",)]))
    assert rarest(shape_of("[^a]{3}"), often) is None


def test_every_match_begins_where_the_shape_can() -> None:
    """In texts made of the patterns' own words no match of a pattern of the pack begins elsewhere, and most places begin one."""
    chance = random.Random(20261122)
    rules = the_pack().rules
    sources = sorted({source for rule in rules for source in (*rule.patterns.values(), *rule.exceptions.values())})
    matched = told = 0
    for source in chance.sample(sources, 500):
        lexicon = Lexicon(PatternIndex(**index_of([{"id": "r", "patterns": {"a": source}}])))
        words = re.findall(r"[一-龥]{1,4}|[0-9a-z]", source)
        text = "".join(chance.choice(words) + chance.choice(["", "", "某", ",", "\n", "3"]) for _ in range(300))
        begins = set(places_in(lexicon.bitmaps(text).where(lexicon.sought(0, source))))
        expression = re.compile(source)
        matches = {at for at in range(len(text)) if expression.match(text, at)}
        assert matches <= begins, source
        matched += len(matches)
        told += len(begins)
    assert 2000 < matched <= told < 1.5 * matched
