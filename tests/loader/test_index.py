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
    assert index["rules"] == {"arrest": ENTRY.join(("", "take")), "not-quiet": ""}
    assert index["patterns"] == [["arrest", "take", 12], ["arrest", "joke", 3], ["not-quiet", "word", 1]]
    assert index["starts"] == {
        start: literal + FIELD + need
        for start, literal, need in (
            ("抓", "抓", "g0"),
            ("带走", "带走", "g0"),
            ("你", "你", "g1"),
            ("开玩", "开玩笑", "1"),
            ("钱", "钱", "2"),
        )
    }
    assert index["groups"] == ["0.0.2", "0.0.2"]
    assert index["words"] == {"arrest" + FIELD + "joke": "开玩笑", "not-quiet" + FIELD + "word": "钱"}
