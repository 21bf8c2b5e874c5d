"""Cutting a message at its marks: every character once, in order, whatever the passages."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fairdue.app.reading.passages import LINES, Passage, Piece, cut, shown
from fairdue.kernel.spans import Span

TEXT = "我们将联系你的家人并报警"


def test_a_text_without_marks_is_one_piece() -> None:
    """Nothing to mark, nothing to cut."""
    assert cut(TEXT, ()) == (Piece(TEXT, "", (), ()),)
    assert cut("", ()) == ()


def test_the_number_stays_with_the_last_character() -> None:
    """The piece hands its last character over separately, to be kept on one line with the number."""
    pieces = cut(TEXT, [Passage(Span(2, 9), "solid", 1)])
    assert pieces == (
        Piece("我们", "", (), ()),
        Piece("将联系你的家", "人", ("solid",), (1,)),
        Piece("并报警", "", (), ()),
    )


def test_overlapping_passages_share_their_pieces() -> None:
    """Where two passages cross, both lines are drawn, the stronger first; each number stands where its passage ends."""
    pieces = cut("甲乙丙丁", [Passage(Span(0, 3), "dashed", 1), Passage(Span(1, 4), "solid", 2)])
    assert [(piece.head + piece.last, piece.lines, piece.numbers) for piece in pieces] == [
        ("甲", ("dashed",), ()),
        ("乙丙", ("solid", "dashed"), (1,)),
        ("丁", ("solid",), (2,)),
    ]


def test_two_passages_on_the_same_words_keep_both_numbers() -> None:
    """The same words may be a finding and a sign at once."""
    (piece,) = cut("甲乙", [Passage(Span(0, 2), "dashed", 2), Passage(Span(0, 2), "double", 1)])
    assert (piece.lines, piece.numbers) == (("double", "dashed"), (1, 2))


@pytest.mark.parametrize("span", [Span(-1, 2), Span(3, 3), Span(5, 2), Span(0, 99), Span(99, 100)])
def test_a_passage_outside_the_text_is_dropped(span: Span) -> None:
    """A wrong offset never breaks the page."""
    assert cut("甲乙丙丁", [Passage(span, "solid", 1)]) == (Piece("甲乙丙丁", "", (), ()),)


@pytest.mark.parametrize(
    ("words", "last"),
    [
        ("报警", "警"),
        ("好👍🏽", "👍🏽"),
        ("e\u0301", "e\u0301"),
        ("家👨\u200d👩", "👨\u200d👩"),
        ("完 \n", "完 \n"),
        (" ", " "),
        ("✋\ufe0f", "✋\ufe0f"),
    ],
)
def test_the_last_character_is_what_a_reader_sees_as_one(words: str, last: str) -> None:
    """Marks, joiners and blanks stay with the character before them."""
    (piece,) = cut(words, [Passage(Span(0, len(words)), "solid", 1)])
    assert piece.last == last


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("\u202e反", "⟨U+202E⟩反"),
        ("a\u0000b", "a␀b"),
        ("\ud800", "\ufffd"),
        ("一\r\n二\t三", "一\n二\t三"),
        ("\u2066x", "⟨U+2066⟩x"),
    ],
)
def test_characters_that_hide_or_turn_text_become_visible(text: str, seen: str) -> None:
    """What a sender hid in a message is shown, and nothing in it can turn the page around."""
    assert shown(text) == seen


@given(
    st.text(max_size=60),
    st.lists(
        st.tuples(st.integers(-2, 62), st.integers(-2, 62), st.sampled_from(LINES), st.integers(1, 9)), max_size=8
    ),
)
def test_every_character_appears_once_in_order(text: str, rows: list[tuple[int, int, str, int]]) -> None:
    """The pieces put together are the text; no piece has more than two lines; it can always be sent as UTF-8."""
    passages = [Passage(Span(start, end), line, number) for start, end, line, number in rows]  # type: ignore[arg-type]
    pieces = cut(text, passages)
    assert "".join(piece.head + piece.last for piece in pieces) == shown(text)
    assert all(len(piece.lines) <= 2 for piece in pieces)
    shown(text).encode("utf-8")


def test_like_passages_that_cross_show_two_lines() -> None:
    """Where two passages of the same standing overlap, both lines are seen; a third kind is not hidden by them."""
    like = [Passage(Span(0, 3), "solid", 1), Passage(Span(1, 4), "solid", 2)]
    assert [piece.lines for piece in cut("甲乙丙丁", like)] == [("solid",), ("solid", "solid"), ("solid",)]
    assert cut("甲乙丙丁", [*like, Passage(Span(1, 3), "dashed", 3)])[1].lines == ("solid", "dashed")
