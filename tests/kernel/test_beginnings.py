"""Where one of many words stands: the same in the first short texts, which are asked, and in others, which are searched."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fairdue.kernel.beginnings import Beginnings, places_of

WORDS = ["还款", "还款日", "款日", "q.q", "v信", "]]"]
PLACES = [
    ("还款日", [(0, ["还款日", "还款"]), (1, ["款日"])]),
    ("加v信q.q", [(1, ["v信"]), (3, ["q.q"])]),
    ("]]]", [(0, ["]]"]), (1, ["]]"])]),
    ("还", []),
    ("", []),
]


@pytest.mark.parametrize("filling", [0, 1000], ids=["short", "long"])
@pytest.mark.parametrize(("text", "places"), PLACES)
def test_the_longest_word_at_a_place_comes_first(text: str, places: list[tuple[int, list[str]]], filling: int) -> None:
    """Every place where a word stands is told, with all the words that stand there."""
    assert list(Beginnings(WORDS).places(text + "," * filling)) == places


@given(st.text(alphabet="还款日q.v信]1", max_size=60), st.sampled_from([0, 600]))
def test_no_place_is_missed(text: str, filling: int) -> None:
    """Looking at every character of the text for every word tells the same places."""
    text += "," * filling
    every = [(at, [word for word in WORDS if text.startswith(word, at)]) for at in range(len(text))]
    told = [(at, sorted(words)) for at, words in Beginnings(WORDS).places(text)]
    assert told == [(at, sorted(words)) for at, words in every if words]


def test_many_short_texts_are_searched_as_one_long() -> None:
    """What is told of a text does not change with how many came before it."""
    beginnings = Beginnings(WORDS)
    assert len({str(list(beginnings.places("到还款日加v信"))) for _ in range(200)}) == 1


def test_no_words_stand_nowhere() -> None:
    """Without words nothing is looked for."""
    assert list(Beginnings(()).places("还款")) == []


@given(st.text(alphabet="哈呵", max_size=20), st.sampled_from(["哈", "哈哈", "哈呵哈"]))
def test_a_word_is_told_also_inside_itself(text: str, word: str) -> None:
    """Places may overlap."""
    assert list(places_of(text, word)) == [at for at in range(len(text)) if text.startswith(word, at)]
