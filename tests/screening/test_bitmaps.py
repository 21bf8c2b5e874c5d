"""Bitmaps of a text: what they say of its places is what an expression finds there."""

from __future__ import annotations

import random
import re

import pytest
from hypothesis import given
from hypothesis import strategies as some

from fairdue.loader.index import index_of
from fairdue.records.rules import PatternIndex
from fairdue.screening.bitmaps import bitmap_of, places_in, spread
from fairdue.screening.lexicon import Lexicon

PATTERNS = [
    "还款",
    "还|款日|日日日日日",
    "[还款].{0,3}日",
    "还[^日\n]{1,4}日?款",
    "还(?:款.{2}|日)?款",
    "[^还]{2}日",
    "(?:还.|款){2}日",
    "日$",
]


@pytest.mark.parametrize("pattern", PATTERNS)
@given(text=some.text("还款日,\n", max_size=80))
def test_a_pattern_begins_exactly_where_its_shape_does(pattern: str, text: str) -> None:
    """For patterns of words and gaps the bitmap is no guess: but for the ends of a text it is the answer."""
    lexicon = Lexicon(PatternIndex(**index_of([{"id": "r", "patterns": {"a": pattern}}])))
    begins = places_in(lexicon.bitmaps(text).where(lexicon.sought(0, pattern)))
    expression = re.compile(pattern.rstrip("$"))
    assert begins == [at for at in range(len(text)) if expression.match(text, at)]


@pytest.mark.parametrize("pattern", PATTERNS)
def test_a_long_text_is_read_like_a_short_one(pattern: str) -> None:
    """Its longer words are looked for only where their first two characters stand: none is missed, to the last one."""
    text = "".join(random.Random(9).choices("还款日,\n", k=2000)) + "还日日日日日"
    lexicon = Lexicon(PatternIndex(**index_of([{"id": "r", "patterns": {"a": pattern}}])))
    begins = places_in(lexicon.bitmaps(text).where(lexicon.sought(0, pattern)))
    expression = re.compile(pattern.rstrip("$"))
    assert begins == [at for at in range(len(text)) if expression.match(text, at)]


@given(some.sets(some.integers(0, 300)))
def test_places_come_back_from_a_bitmap(places: set[int]) -> None:
    """Few places or many, in their order."""
    assert places_in(bitmap_of(sorted(places), 301)) == sorted(places)


@given(some.sets(some.integers(0, 90)), some.integers(0, 12), some.integers(0, 12))
def test_a_bitmap_is_spread_to_both_sides(places: set[int], before: int, behind: int) -> None:
    """Each place takes its neighbours with it; before the first character there is nothing."""
    wide = {at + far for at in places for far in range(-before, behind + 1) if at + far >= 0}
    assert places_in(spread(bitmap_of(sorted(places), 91), before, behind)) == sorted(wide)


def test_a_pattern_without_a_shape_may_begin_everywhere() -> None:
    """What nothing is known of is never ruled out."""
    lexicon = Lexicon()
    sought = lexicon.of_context("unknown", "(?i)a")
    assert places_in(lexicon.bitmaps("还款").where(sought)) == [0, 1, 2]
    assert lexicon.bitmaps("还款").begins_in(sought, 1, 2)
