"""How alike two short names look."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fairdue.registry.likeness import distance, is_near, skeleton

NAMES = st.text(alphabet="abcdefgilo01", max_size=12)


@pytest.mark.parametrize(
    ("name", "known"), [("a1ipay", "alipay"), ("bankcornm", "bankcomm"), ("we8ank", "webank"), ("іcbc", "icbc")]
)
def test_what_the_eye_confuses_has_one_skeleton(name: str, known: str) -> None:
    """Digits for letters, letter pairs and foreign twins reduce to the same skeleton."""
    assert skeleton(name) == skeleton(known)


@pytest.mark.parametrize(
    ("name", "known", "near"),
    [
        ("meituam", "meituan", True),
        ("ictc", "icbc", False),
        ("citcibank", "citicbank", True),
        ("jilin", "guilin", False),
    ],
)
def test_short_names_must_be_the_same(name: str, known: str, near: bool) -> None:
    """The shorter the name the less it may differ."""
    assert is_near(name, known) is near


@given(NAMES, NAMES)
def test_distance_is_the_same_both_ways(left: str, right: str) -> None:
    """The bounded distance is symmetric, and 0 only for equal names."""
    assert distance(left, right, 3) == distance(right, left, 3)
    assert (distance(left, right, 3) == 0) is (left == right)
