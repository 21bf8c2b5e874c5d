"""Whatever a pattern matches holds the literals of one of its ways: for a table, and for every pattern of the pack."""

from __future__ import annotations

import random
import re
from collections.abc import Iterable
from functools import cache
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fairdue.loader import regex_tree as sre
from fairdue.loader.literals import CAP, Needs, needed_literals
from fairdue.loader.load import load

# Pattern → its ways; of each way the groups; of each group the literals of which one must be there.
LITERALS: list[tuple[str, Needs]] = [
    ("坐牢", ((("坐牢",),),)),
    ("(?:抓|拘留).{0,12}你", ((("抓", "拘留"), ("你",)),)),
    ("你.{0,5}(?:坐牢|判刑)", ((("你",), ("判刑", "坐牢")),)),
    ("(?:抓|拘留).{0,12}走|坐牢", ((("抓", "拘留"), ("走",)), (("坐牢",),))),
    ("[微薇]信", ((("微信", "薇信"),),)),
    ("(?:加)?微信", ((("微信",),),)),
    ("a{3}b?", ((("aaa",),),)),
    (".{0,5}", ()),
    ("(?:坐牢|.{2})", ()),
    ("坐牢|.{2}", ()),
    ("[^。\n]{1,9}", ()),
    ("[0-9]{1,3}天", ((("天",),),)),
    ("(?:欠款|欠款人)未还", ((("欠款人未还", "欠款未还"),),)),
    (r"(?:https?://|www\.)[a-z0-9-]{2,40}\.(?:com|cn)", ((("http://", "https://", "www."), (".cn", ".com")),)),
    (r"^【[一-龥]{2,8}】|退订$", ((("【",), ("】",)), (("退订",),))),
]


@pytest.mark.parametrize(("pattern", "needs"), LITERALS)
def test_literals_of_a_pattern(pattern: str, needs: Needs) -> None:
    """A pattern is taken apart into its ways, and each way into what it cannot do without."""
    assert needed_literals(pattern) == needs


def holds(needs: Needs, text: str) -> bool:
    """Tell whether a text has what one of the ways needs."""
    return any(all(any(literal in text for literal in group) for group in way) for way in needs)


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


def real_patterns() -> list[tuple[str, str]]:
    """List every pattern of the Chinese pack."""
    return [
        (f"{rule.id}.{name}", source)
        for rule in load("cn").rules
        for name, source in {**rule.patterns, **rule.exceptions}.items()
    ]


@given(chance=st.randoms(use_true_random=False))
def test_every_match_holds_its_literals(chance: random.Random) -> None:
    """For the table's patterns, whatever text one matches holds the literals of one of its ways."""
    for pattern, needs in LITERALS:
        text = example(sre.parse(pattern).nodes, chance)
        assert re.search(pattern, text)
        assert not needs or holds(needs, text), (pattern, text)


def test_every_match_of_the_real_patterns_holds_its_literals() -> None:
    """The same for every pattern of the Chinese pack, eight composed texts each; nine in ten need a literal at all."""
    chance = random.Random(20261121)
    patterns = real_patterns()
    needy = 0
    for name, source in patterns:
        needs = needed_literals(source)
        needy += bool(needs)
        assert all(0 < len(group) <= CAP for way in needs for group in way)
        compiled = re.compile(source)
        for _ in range(8):
            text = example(sre.parse(source).nodes, chance)
            found = compiled.search(text)
            assert found, (name, text)
            assert not needs or holds(needs, found.group()), (name, text)
    assert needy >= 0.9 * len(patterns) > 100
