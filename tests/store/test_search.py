"""Search inside the encrypted file: Chinese words of two characters, of one, beside figures and Latin, whatever the width."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fairdue.records.case import Case
from fairdue.store.cases import Cases
from fairdue.store.search import find, forget, index, query, split
from tests.store.case_database import connected, new_database

ROWS = {
    "a": "对方暴力催收，半夜打电话到单位",
    "b": "收催款函一封，客服 95555",
    "c": "ＡＰＰ显示逾期，应还５８２０.50元",
    "d": "打电话给我母亲😀，说要上门",
}
FOUND = [
    ("催收", "a"),
    ("收催", "b"),
    ("电话", "ad"),
    ("催", "ab"),
    ("app", "c"),
    ("APP 逾期", "c"),
    ("5820", "c"),
    ("95555", "b"),
    ("电话 单位", "a"),
    ("母亲", "d"),
    ("没有的词", ""),
    ("*", ""),
    ('" OR 1', ""),
    ("催收 OR 母亲", ""),
    ("said:催收", ""),
    ("", ""),
]


def test_characters_are_set_apart() -> None:
    """Every Chinese character is a word of its own; Latin words and figures stay whole."""
    assert split("APP催收12378").split() == ["app", "催", "收", "12378"]


@pytest.mark.parametrize(("words", "refs"), FOUND, ids=[words or "nothing" for words, _ in FOUND])
def test_words_are_found(tmp_path: Path, words: str, refs: str) -> None:
    """Characters in this order are found inside longer words, and nothing typed is taken for a command of the index."""
    with connected(tmp_path) as connection:
        Cases(connection).add(Case("c1", "x", date(2026, 1, 1)))
        for ref, text in ROWS.items():
            index(connection, "c1", "note", ref, text)
        found = sorted(hit.ref for hit in find(connection, words))
    assert found == sorted(refs)


def test_a_row_can_be_renewed_and_forgotten(tmp_path: Path) -> None:
    """What a row said before is found no more, and nothing of a case is left once it is forgotten."""
    with connected(tmp_path) as connection:
        Cases(connection).add(Case("c1", "x", date(2026, 1, 1)))
        index(connection, "c1", "note", "a", "旧的内容")
        index(connection, "c1", "note", "a", "新的内容")
        assert [hit.ref for hit in find(connection, "旧的")] == []
        assert [hit.ref for hit in find(connection, "新的", "c1")] == ["a"]
        assert [hit.ref for hit in find(connection, "新的", "c2")] == []
        forget(connection, "c1")
        assert [hit.ref for hit in find(connection, "新的")] == []


@given(st.text())
def test_nothing_typed_breaks_the_query(words: str) -> None:
    """Whatever is typed, the query holds quoted words only."""
    asked = query(words)
    assert asked.count('"') % 2 == 0 and "\0" not in asked


def test_no_plain_word_lies_on_the_disk(tmp_path: Path) -> None:
    """Neither the database nor its write-ahead log holds a word of the index in the clear."""
    database = new_database(tmp_path)
    with database.writing() as connection:
        Cases(connection).add(Case("c1", "canary-title", date(2026, 1, 1)))
        index(connection, "c1", "note", "a", "canary-words 催收")
    data = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert b"canary" not in data and "催".encode() not in data
    database.close()
