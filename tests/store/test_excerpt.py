"""The words around a match: where the index finds a word, the word is shown, in the text as it was written."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection

from fairdue.kernel.spans import Span
from fairdue.records.case import Case
from fairdue.store.cases import Cases
from fairdue.store.excerpt import LENGTH, ROOM, excerpt
from fairdue.store.search import find, index
from tests.store.case_database import connected

SHOWN: list[tuple[tuple[str, ...], str, str, tuple[str, ...]]] = [
    (("短信", "他说要去我单位找领导"), "单位", "他说要去我单位找领导", ("单位",)),
    (("", "第一行\n第二行说上门"), "上门", "第一行 第二行说上门", ("上门",)),
    (("ＡＰＰ显示５８２０．50元",), "app 5820", "ＡＰＰ显示５８２０．50元", ("ＡＰＰ", "５８２０")),
    (("催催催",), "催催", "催催催", ("催催催",)),
    (("催，收",), "催收", "催，收", ("催，收",)),
    (("Café 见",), "cafe", "Café 见", ("Café",)),
    (("名字里有甲", "文字里有甲和乙"), "甲 乙", "文字里有甲和乙", ("甲", "乙")),
    (("没有", "也没有"), "别的", "没有", ()),
    (("甲\u202e乙",), "甲", "甲 乙", ("甲",)),
    ((), "甲", "", ()),
    (("甲",), "*", "甲", ()),
]


@pytest.mark.parametrize(("texts", "asked", "words", "marked"), SHOWN, ids=[asked for _, asked, _, _ in SHOWN])
def test_the_words_are_shown_where_they_stand(
    texts: tuple[str, ...], asked: str, words: str, marked: tuple[str, ...]
) -> None:
    """The text with most of the words is chosen, on one line, with nothing that turns it round, and the matches marked."""
    piece = excerpt(texts, asked)
    assert piece.words == words
    assert tuple(span.of(piece.words) for span in piece.marks) == marked


def test_a_long_text_is_cut_around_the_match() -> None:
    """A little stands before the match, the rest after it, and the cuts are shown."""
    piece = excerpt(("前" * 500 + "单位" + "后" * 500,), "单位")
    assert piece.words == f"…{'前' * ROOM}单位{'后' * (LENGTH - ROOM - 2)}…"
    assert piece.marks == (Span(ROOM + 1, ROOM + 3),)


def test_a_long_word_is_shown_whole() -> None:
    """A match longer than the piece is not cut off."""
    piece = excerpt(("x" * 300,), "x" * 300)
    assert piece.words == "x" * 300 and piece.marks == (Span(0, 300),)


@pytest.fixture(scope="module")
def connection(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Connection]:
    """A database with one case, open for the whole module."""
    with connected(tmp_path_factory.mktemp("excerpt")) as connection:
        Cases(connection).add(Case("c1", "x", date(2026, 1, 1)))
        yield connection


@settings(max_examples=200)
@given(
    st.text("催收打电话a1Ａé，。 \n_-", max_size=40),
    st.text("催收打电a1é，_", min_size=1, max_size=4),
)
def test_what_the_index_finds_is_marked_and_nothing_else(connection: Connection, text: str, asked: str) -> None:
    """One word of a query is marked in a text exactly where the index says that the text holds it."""
    index(connection, "c1", "note", "n", text)
    hit = any(found.ref == "n" for found in find(connection, asked))
    assert bool(excerpt((text,), asked).marks) == hit
