"""Anchors of patterns: wherever a match begins, one of them stands as far behind as it says."""

from __future__ import annotations

import random
import re

import pytest

from fairdue.app.wiring import the_pack
from fairdue.loader.anchors import anchors_of

# pattern, literals by their least and most distance from the beginning of a match
SPECIMENS = [
    ("走着瞧|等着", ((0, 0, ("等着", "走着")),)),
    ("[一-龥]某", ((1, 1, ("某",)),)),
    ("你?(?:爸妈|公司)$", ((0, 0, ("你公", "你爸", "公司", "爸妈")),)),
    (".{0,3}(?:转给|打给)", ((0, 3, ("打给", "转给")),)),
    ("(?:甲乙|.丙丁){2}", ((0, 0, ("甲乙",)), (1, 1, ("丙丁",)))),
    ("戊己*庚", ((0, 0, ("戊己", "戊庚")),)),
    (".{0,60}甲乙", ()),
    ("甲?", ()),
    ("[^甲]+", ()),
]


@pytest.mark.parametrize(("pattern", "anchors"), SPECIMENS)
def test_specimens(pattern: str, anchors: object) -> None:
    """Each form of a pattern has the anchors written beside it."""
    assert anchors_of(pattern) == anchors


def test_every_match_begins_before_an_anchor() -> None:
    """In texts made of the patterns' own words no match of a pattern of the pack begins anywhere else."""
    chance = random.Random(20261122)
    rules = the_pack().rules
    sources = {source for rule in rules for source in (*rule.patterns.values(), *rule.exceptions.values())}
    anchored = [source for source in sorted(sources) if anchors_of(source)]
    matched = 0
    for source in anchored:
        words = re.findall(r"[一-龥]{1,4}|[0-9a-z]", source)
        text = "".join(chance.choice(words) + chance.choice(["", "", "某", ",", "\n", "3"]) for _ in range(400))
        anchors = anchors_of(source)
        for found in re.finditer(source, text):
            begin = found.start()
            matched += 1
            assert any(
                text.startswith(literal, begin + far)
                for least, most, literals in anchors
                for far in range(least, most + 1)
                for literal in literals
            ), (source, found.group())
    assert len(anchored) > 20 and matched > 500
