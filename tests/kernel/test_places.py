"""Places told by a sign: nothing an expression would find is missed, and nothing is found twice."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fairdue.kernel.expression import Expression
from fairdue.kernel.places import before, found_at

SUM = Expression("(?:约|大约)?[0-9]{1,3}元")
SIGN = Expression("[0-9](?=元)")
TEXT = st.text(alphabet="约大0123元,", max_size=40)

# Text, and where the sign lets a sum begin: its last figure, two before it and two words' length.
PLACES = [
    ("还12元", [0, 1, 2]),
    ("大约100元", [0, 1, 2, 3, 4]),
    ("1元2元", [0, 1, 2]),
    ("没有", []),
]


@pytest.mark.parametrize(("text", "places"), PLACES)
def test_places_lie_before_signs_and_ascend(text: str, places: list[int]) -> None:
    """Each place is yielded once, however near each other the signs stand."""
    assert list(before(text, SIGN.finditer(text), 4)) == places


def test_places_of_other_characters_are_left_out() -> None:
    """Where a match can begin with few characters only, no other place is tried."""
    assert list(before("大约100元", SIGN.finditer("大约100元"), 4, "大1")) == [0, 2]


@given(TEXT)
def test_what_is_found_at_places_is_what_is_found(text: str) -> None:
    """With a sign that every match has in it, the places are as good as the whole text."""
    places = before(text, SIGN.finditer(text), 4)
    assert [one.span() for one in found_at(SUM, text, places)] == [one.span() for one in SUM.finditer(text)]


@given(TEXT)
def test_every_place_finds_what_finditer_finds(text: str) -> None:
    """Tried at every character, an expression finds the same, left to right, without overlap."""
    assert [one.span() for one in found_at(SUM, text, range(len(text)))] == [one.span() for one in SUM.finditer(text)]
