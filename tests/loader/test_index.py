"""The literal index of a pack: what it lists, and that with it the matcher finds what it finds without."""

from __future__ import annotations

import random

from fairdue.app.wiring import corpus, examples, the_pack
from fairdue.loader.index import index_of
from fairdue.records.rules import ENTRY, FIELD
from fairdue.screening.match import ReferenceMatcher

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
    """Needs are numbered by way and group; of each rule it says which patterns could make it hold."""
    index = index_of(RULES)
    # `anything` and `not word` need no literal, so both rules may hold without; `take` would do as well.
    assert index["rules"] == {"arrest": ENTRY.join(("take", "")), "not-quiet": ""}
    assert index["patterns"] == [["arrest", "take", "2"], ["arrest", "joke", "1"], ["not-quiet", "word", "1"]]
    assert index["starts"] == {
        start: literal + FIELD + need
        for start, literal, need in (
            ("抓", "抓", "0"),
            ("带走", "带走", "0"),
            ("你", "你", "1"),
            ("开玩", "开玩笑", "8"),
            ("钱", "钱", "16"),
        )
    }
    assert index["words"] == {"arrest" + FIELD + "joke": "开玩笑", "not-quiet" + FIELD + "word": "钱"}


def test_the_index_leaves_out_no_hit() -> None:
    """On examples, corpus messages and long transcripts the hits with the index are the hits of trying every pattern."""
    pack = the_pack()
    rules = [rule for rule in pack.rules if rule.status == "active"]
    indexed, plain = ReferenceMatcher(rules, pack.literals), ReferenceMatcher(rules)
    chance = random.Random(20261121)
    texts = [match.text for own in examples().values() for match in own.matches] + [row["text"] for row in corpus()]
    transcripts = ["\n".join(chance.sample(texts, 20)) for _ in range(4)]
    for text in chance.sample(texts, 150) + transcripts:
        assert sorted(indexed.scan(text)) == sorted(plain.scan(text)), text
