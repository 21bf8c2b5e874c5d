"""Spans of characters: half-open, exact."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from fairdue.kernel.spans import Span, hull

SPANS = some.builds(lambda start, length: Span(start, start + length), some.integers(0, 50), some.integers(1, 20))


@given(SPANS, SPANS)
def test_touching_and_gap_are_two_sides_of_one_fact(one: Span, other: Span) -> None:
    """Spans that share a character have no gap; a positive gap means they share none."""
    assert not (one.touches(other) and one.gap(other))
    assert one.gap(other) == other.gap(one)


@given(some.lists(SPANS, min_size=1))
def test_a_hull_holds_every_span(spans: list[Span]) -> None:
    """The hull holds each span and begins and ends with one of them."""
    whole = hull(spans)
    assert all(span.within(whole) for span in spans)
    assert whole.start in {span.start for span in spans} and whole.end in {span.end for span in spans}


def test_the_hull_of_nothing_is_refused() -> None:
    """There is no smallest span around nothing."""
    with pytest.raises(ValueError):
        hull([])
