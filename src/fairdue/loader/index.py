"""Turn the literals of every rule's patterns into the index a matcher starts from, so that no start-up builds it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from fairdue.loader.anchors import anchors_of, needs_anchors
from fairdue.loader.build import build
from fairdue.loader.finite import finite_words
from fairdue.loader.literals import needed_literals
from fairdue.loader.reach import reach_of
from fairdue.records.rules import ENTRY, FIELD, Rule
from fairdue.screening.condition import ways_to_hold

Document = dict[str, Any]


def index_of(rules: Iterable[Mapping[str, Any]]) -> Document:
    """Return the index of compiled rules as plain JSON values, in the shape of `records.rules.LiteralIndex`."""
    index: Document = {"rules": {}, "patterns": [], "words": {}, "anchors": {}}
    announces: dict[str, list[str]] = {}
    groups: dict[tuple[str, ...], list[str]] = {}
    for data in rules:
        rule = build(Rule, data)
        unannounced = set()
        for name, source in {**rule.patterns, **rule.exceptions}.items():
            if words := finite_words(source):
                index["words"][rule.id + FIELD + name] = ENTRY.join(words)
            if needs_anchors(source) and (anchors := anchors_of(source)):
                written = (FIELD.join((f"{least} {most}", *literals)) for least, most, literals in anchors)
                index["anchors"][rule.id + FIELD + name] = ENTRY.join(written)
            ways = needed_literals(source)
            if not ways:
                unannounced.add(name)
                continue
            number = len(index["patterns"])
            for literal in sorted({literal for way in ways if len(way) == 1 for literal in way[0]}):
                announces.setdefault(literal, []).append(str(number))
            for at, way in enumerate(way for way in ways if len(way) > 1):
                for group in way:
                    groups.setdefault(group, []).append(f"{number}.{at}.{len(way)}")
            index["patterns"].append([rule.id, name, reach_of(source)])
        ways_left = sorted(sorted(way - unannounced) for way in ways_to_hold(rule))
        index["rules"][rule.id] = ENTRY.join(FIELD.join(names) for names in ways_left)
    for at, group in enumerate(groups):
        for literal in group:
            announces.setdefault(literal, []).append(f"g{at}")
    return {**index, "starts": _by_start(announces), "groups": [" ".join(ways) for ways in groups.values()]}


def _by_start(announces: Mapping[str, list[str]]) -> dict[str, str]:
    starts: dict[str, list[str]] = {}
    for literal in sorted(announces):
        starts.setdefault(literal[:2], []).append(literal + FIELD + " ".join(announces[literal]))
    return {start: ENTRY.join(entries) for start, entries in starts.items()}
