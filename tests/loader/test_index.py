"""The index of a pack's patterns: what it lists; that nothing is lost by it is tested with the matcher."""

from __future__ import annotations

from fairdue.loader.index import EVERYWHERE, index_of
from fairdue.records.rules import FIELD

TAKE = "(?:抓|带走).{0,9}你"
RULES = [
    {
        "id": "arrest",
        "scope": "sentence",
        "patterns": {"take": TAKE, "anything": ".{2}"},
        "exceptions": {"joke": "开玩笑"},
        "condition": "take and not joke",
    },
    {"id": "not-quiet", "scope": "message", "patterns": {"word": "钱", "take": TAKE}, "condition": "not word"},
]


def test_the_index_says_where_each_pattern_can_begin() -> None:
    """Each pattern stands once, with its reach, its rank, its shape over sets of words, and its words where they are few."""
    index = index_of(RULES)
    assert index["patterns"] == [
        # A word of set 0, of one character or two; a gap of class 0; a word of set 1: from the last to the first.
        [12, 3, "1.1 0:0:9 0.12", ""],
        [2, EVERYWHERE, "0:2:2", ""],
        [3, 1, "2.3", "开玩笑"],
        [1, 3, "3.1", "钱"],
    ]
    assert (index["classes"], index["longest"]) == (["-\n"], 8)
    assert index["words"] == {"带走": "0", "抓": "0", "你": "1", "开玩笑": "2", "钱": "3"}


def test_the_index_says_which_words_announce_a_rule() -> None:
    """A rule needs a word of its key: the rarest set of the patterns it cannot hold without; one that needs none is restless."""
    index = index_of(RULES)
    assert index["rules"] == [
        ["arrest", FIELD.join(("take 0", "anything 1", "joke 2"))],
        ["not-quiet", FIELD.join(("word 3", "take 0"))],
    ]
    assert index["restless"] == [1]
    assert index["keyed"] == ["", "0", "", ""]


def test_what_is_rare_is_told_from_texts() -> None:
    """Where every text says 你, the other set of the pattern is the key of its rule."""
    texts = ["你好", "你在吗", "开玩具店", "你开玩"]
    assert index_of(RULES, texts)["keyed"] == ["0", "", "", ""]


def test_contexts_are_indexed_beside_the_rules() -> None:
    """A context has its pattern's place, also one that may go over the end of a line."""
    index = index_of(RULES, contexts={"denial": "不会", "over-lines": "不[^。]会"})
    assert index["contexts"] == {"denial": 4, "over-lines": 5}
    assert index["patterns"][4] == [2, 1, "4.2", "不会"]
