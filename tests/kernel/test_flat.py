"""A text folded one character for one character."""

from __future__ import annotations

import sys

from hypothesis import given
from hypothesis import strategies as st

from fairdue.kernel.flat import _UNSETTLED, TAKEN, _fold, flat, without
from fairdue.kernel.spans import Span


@given(st.text(max_size=200))
def test_every_offset_stays(text: str) -> None:
    """Folding keeps the length, and folding twice changes nothing more."""
    assert len(flat(text)) == len(text)
    assert flat(flat(text)) == flat(text)


@given(st.text(max_size=200) | st.text(alphabet="，。：ＡｂＺ欠①ﷺK\ud800", max_size=200))
def test_a_text_is_folded_as_its_characters_are(text: str) -> None:
    """However few or many of its characters change, each becomes what it becomes alone."""
    assert flat(text) == "".join(flat(character) for character in text) == "".join(map(_fold, text))


def test_a_folded_character_stays() -> None:
    """Of all characters there are, none is folded to one that is folded further, and what is passed over stays."""
    every = "".join(map(chr, range(sys.maxunicode + 1)))
    folded = "".join({_fold(character) for character in every})
    assert "".join(map(_fold, folded)) == folded
    settled = _UNSETTLED.sub("", every).translate(dict.fromkeys(map(ord, "，：！？；（）")))
    assert "".join(map(_fold, settled)) == settled and len(settled) > 20_000


@given(st.text(min_size=1, max_size=50), st.lists(st.tuples(st.integers(0, 50), st.integers(0, 50)), max_size=6))
def test_blanking_out_keeps_the_rest_in_its_place(text: str, ends: list[tuple[int, int]]) -> None:
    """Covered characters become blanks, all others stay where they were, however the spans overlap."""
    spans = [Span(*sorted((min(a, len(text)), min(b, len(text))))) for a, b in ends]
    covered = {at for span in spans for at in range(span.start, span.end)}
    assert without(text, spans) == "".join(TAKEN if at in covered else letter for at, letter in enumerate(text))
