"""Patterns that are only lists of words: spelled out in the order an expression would try them."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as some

from fairdue.app.wiring import the_pack
from fairdue.loader.finite import MOST_WORDS, finite_words
from fairdue.loader.index import index_of
from fairdue.records.rules import PatternIndex
from fairdue.screening.announce import Announcer
from fairdue.screening.lexicon import Lexicon, Sought
from fairdue.screening.search import Expressions, Searched

SPELLED = [
    ("起诉", ("起诉",)),
    ("(?:会|将)起诉", ("会起诉", "将起诉")),
    ("起诉你?", ("起诉你", "起诉")),
    ("[一二]天", ("一天", "二天")),
    ("还.款", ()),
    ("还{1,3}", ()),
    ("[^a]b", ()),
    ("a|", ()),
    ("(", ()),
    ("(?:" + "|".join(chr(0x4E00 + at) + "款" for at in range(MOST_WORDS + 1)) + ")", ()),
]


@pytest.mark.parametrize(("pattern", "words"), SPELLED)
def test_only_short_lists_are_spelled_out(pattern: str, words: tuple[str, ...]) -> None:
    """Anything open, negated, empty or too long is left to the expression."""
    assert finite_words(pattern) == words


ALTERNATIVES = some.lists(some.text("还款钱你", min_size=1, max_size=3), min_size=1, max_size=6)


@given(ALTERNATIVES, ALTERNATIVES, some.text("还款钱你a", max_size=30))
def test_words_are_found_as_the_expression_finds_them(first: list[str], second: list[str], text: str) -> None:
    """On any text the spelled-out list and the expression give the same places."""
    pattern = f"(?:{'|'.join(first)})(?:{'|'.join(second)})?"
    lexicon = Lexicon(PatternIndex(**index_of([{"id": "r", "patterns": {"a": pattern}}])))
    sought = lexicon.sought(0, pattern)
    assert sought.words
    assert found(lexicon, sought, text) == [one.span() for one in re.finditer(pattern, text)]


def test_the_packs_own_lists_agree_with_their_patterns() -> None:
    """Every pattern of the pack that was spelled out finds the same in a text made of its own words."""
    checked = 0
    pack = the_pack()
    lexicon = Lexicon(pack.index)
    announcer = Announcer(lexicon, pack.rules)
    for place in range(len(pack.rules)):
        for sought in announcer.sought(place).values():
            if sought.words:
                text = "，".join(sought.words) + "".join(sought.words[:5])
                assert found(lexicon, sought, text) == [one.span() for one in re.finditer(sought.source, text)]
                checked += 1
    assert checked > 100


def found(lexicon: Lexicon, sought: Sought, text: str) -> list[tuple[int, ...]]:
    """Find the words of a pattern, with expressions too new to be worth compiling."""
    searched = Searched(text, lexicon.bitmaps(text), Expressions(), None)
    return [tuple(span) for span in searched.every(sought)]
