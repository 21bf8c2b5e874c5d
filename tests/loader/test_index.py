"""The literal index of a pack: what it lists; that nothing is lost by it is tested with the matcher."""

from __future__ import annotations

from fairdue.loader.index import index_of
from fairdue.records.rules import ENTRY, FIELD

RULES = [
    {
        "id": "arrest",
        "scope": "sentence",
        "patterns": {"take": "(?:抓|带走).{0,9}你", "anything": ".{2}"},
        "exceptions": {"joke": "开玩笑"},
    },
    {"id": "not-quiet", "scope": "message", "patterns": {"word": "钱"}, "condition": "not word"},
]


def test_the_index_says_which_literals_announce_which_pattern() -> None:
    """Literals that announce a pattern together stand in groups; of each rule it says which patterns could make it hold."""
    index = index_of(RULES)
    # `anything` and `not word` need no literal, so both rules may hold without; `take` would do as well.
    assert index["rules"] == [["arrest", ENTRY.join(("anything", "take"))], ["not-quiet", ""]]
    assert index["restless"] == [0, 1]
    assert [(rule, name, reach, ways) for rule, name, reach, _, ways in index["patterns"]] == [
        ("arrest", "take", 12, "0 1"),
        ("arrest", "anything", 2, ""),
        ("arrest", "joke", 3, "2"),
        ("not-quiet", "word", 1, "3"),
    ]
    assert index["marks"] == {"你": "0", "带走": "1", "抓": "1", "开玩": "2", "钱": "3"}
    # Of the groups of `take` the rarest serves as the rule's key: 你 is as rare as any where no text was given.
    assert index["keyed"] == ["0", "", "", ""]
    assert index["words"] == {"arrest" + FIELD + "joke": "开玩笑", "not-quiet" + FIELD + "word": "钱"}
    assert index["anchors"]["arrest" + FIELD + "take"] == FIELD.join(("0 0", "带走", "抓"))


def test_what_is_rare_is_told_from_texts() -> None:
    """Where every text says 你, the other group of the pattern is its key, and pairs that stand in fewer texts are marks."""
    index = index_of(RULES, ["你好", "你在吗", "开玩具店", "你开玩"])
    assert [ways for _, name, _, _, ways in index["patterns"] if name == "take"] == ["0 1"]
    assert index["marks"] == {"带走": "0", "抓": "0", "你": "1", "玩笑": "2", "钱": "3"}


def test_a_match_may_begin_at_more_or_fewer_places() -> None:
    """The rank orders the patterns of a rule: what may begin anywhere comes last."""
    ranks = {name: rank for _, name, _, rank, _ in index_of(RULES)["patterns"]}
    assert ranks["joke"] < ranks["take"] < ranks["anything"]
