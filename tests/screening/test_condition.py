"""Which patterns a condition cannot do without, so that a rule is only looked at where they could be."""

from __future__ import annotations

from functools import partial
from itertools import product
from typing import Any

import pytest

from fairdue.kernel.spans import Span
from fairdue.loader.build import build
from fairdue.records.rules import Rule
from fairdue.screening.condition import quoting, units_of, ways_to_hold

# condition → the sets of patterns of which one is needed as a whole
CONDITIONS: list[tuple[str, list[set[str]]]] = [
    ("a", [{"a"}]),
    ("a or b", [{"a"}, {"b"}]),
    ("a and (b or c)", [{"a", "b"}, {"a", "c"}]),
    ("near(a, b, 20) and not x", [{"a", "b"}]),
    ("not x", [set()]),
    ("a and not known-links", [{"a"}]),
    ("known-links and b", [{"b"}]),
    ("any and not x", [{"a"}, {"b"}, {"c"}]),
    ("a or (a and b)", [{"a"}]),
    ("", [{"a"}, {"b"}, {"c"}]),
]


def rule(condition: str) -> Rule:
    """Make a rule of three patterns and one exception."""
    given: dict[str, Any] = {"id": "r", "patterns": dict.fromkeys("abc", "一"), "exceptions": {"x": "二"}}
    return build(Rule, {**given, "condition": condition})


@pytest.mark.parametrize(("condition", "sets"), CONDITIONS, ids=[row[0] or "(none)" for row in CONDITIONS])
def test_what_a_condition_needs(condition: str, sets: list[set[str]]) -> None:
    """Each way to hold is named by the patterns it needs; what adds nothing is left out."""
    assert sorted(map(sorted, ways_to_hold(rule(condition)))) == sorted(map(sorted, sets))


@pytest.mark.parametrize("condition", [row[0] for row in CONDITIONS], ids=lambda one: one or "(none)")
def test_needs_and_units_agree(condition: str) -> None:
    """For every choice of patterns in each of two units the sets say what the condition itself says."""
    one = rule(condition)
    choices = [{name for at, name in enumerate("abcx") if number >> at & 1} for number in range(16)]
    for first, second in product(choices, choices):
        here = {name: (name in first) | (name in second) << 1 for name in "abcx"}
        units = units_of(one)(partial(_in, here), lambda one, other, reach, among: among, 0b11)
        told = [any(way <= chosen for way in ways_to_hold(one)) for chosen in (first, second)]
        assert units == told[0] | told[1] << 1, (first, second)


def _in(here: dict[str, int], name: str, among: int) -> int:
    return here[name] & among


def test_what_is_rare_is_asked_first() -> None:
    """Where a rare pattern is missing, the frequent one is not asked at all."""
    asked: list[str] = []

    def of(name: str, among: int) -> int:
        asked.append(name)
        return 0

    assert units_of(rule("a and b"), {"a": 9, "b": 1}.__getitem__)(of, lambda one, other, reach, among: 1, 1) == 0
    assert asked == ["b"]


A, B, C = Span(0, 2), Span(3, 5), Span(90, 92)
# A condition, what hits, and what is quoted.
QUOTES: list[tuple[str, dict[str, list[Span]], Span]] = [
    ("a and b", {"a": [A], "b": [B]}, A),
    ("near(a, b, 5) or c", {"a": [A], "b": [B], "c": [C]}, Span(0, 5)),
    ("near(a, c, 5) or b", {"a": [A], "b": [B], "c": [C]}, B),
    ("(near(a, c, 5) and a) or near(b, a, 5)", {"a": [A], "b": [B], "c": [C]}, Span(0, 5)),
    ("(a and c) or b", {"a": [A], "b": [B]}, B),
    ("not a and b", {"b": [B]}, B),
    ("any", {"b": [B], "c": [C]}, B),
    ("a", {}, Span(0, 0)),
]


@pytest.mark.parametrize(("condition", "hits", "quoted"), QUOTES, ids=[row[0] for row in QUOTES])
def test_what_is_quoted_is_what_holds(condition: str, hits: dict[str, list[Span]], quoted: Span) -> None:
    """Of alternatives the first that may hold is quoted, never a word of one that does not."""
    assert quoting(rule(condition))(hits) == quoted
