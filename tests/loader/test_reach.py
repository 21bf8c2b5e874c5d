"""How far a match can reach: its greatest length, and whether it may pass a line end."""

from __future__ import annotations

import pytest

from fairdue.loader.reach import reach_of

CASES: list[tuple[str, int, str]] = [
    ("还款", 2, "letters"),
    ("还.{0,5}款", 7, "a dot stays in its line"),
    ("(?:抓|拘留)你?", 3, "the longest alternative"),
    ("还[^\n。]{1,9}", 10, "a class that leaves line ends out"),
    ("还[^。]{1,9}", -10, "a class that lets line ends in"),
    ("还\\s?款", -3, "blanks are line ends too"),
    ("还\\S款", 3, "what is no blank is no line end"),
    ("还[\\s:]款", -3, "blanks in a class"),
    ("还[^\\s]款", 3, "all but blanks"),
    ("还[\\D]款", -3, "all but digits"),
    ("还\n款", -3, "a line end written out"),
    ("还[\t-\r]款", -3, "a range with a line end in it"),
    ("(?:^|,)还", 2, "the beginning of the text is the same wherever one begins to look"),
    ("还$", 0, "the end is not"),
    ("还+", 0, "no greatest length"),
    ("还(?=款)", 0, "a look ahead"),
    ("(?s:还.款)", 0, "a change of what a dot means"),
]


@pytest.mark.parametrize(("pattern", "reach", "_because"), CASES, ids=[row[2] for row in CASES])
def test_how_far_a_match_reaches(pattern: str, reach: int, _because: str) -> None:
    """A positive reach stays in its line, a negative one may not, none is known of 0."""
    assert reach_of(pattern) == reach
