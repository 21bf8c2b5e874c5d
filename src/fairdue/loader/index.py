"""Turn the literals of every rule's patterns into the index a matcher starts from, so that no start-up builds it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from fairdue.loader.build import build
from fairdue.loader.finite import finite_words
from fairdue.loader.literals import needed_literals
from fairdue.records.rules import ENTRY, FIELD, MOST_GROUPS, Rule
from fairdue.screening.condition import ways_to_hold

Document = dict[str, Any]


def index_of(rules: Iterable[Mapping[str, Any]]) -> Document:
    """Return the index of compiled rules as plain JSON values, in the shape of `records.rules.LiteralIndex`."""
    index: Document = {"rules": {}, "patterns": [], "words": {}}
    number = 0
    announces: dict[str, list[int]] = {}
    for data in rules:
        rule = build(Rule, data)
        unannounced = set()
        for name, source in {**rule.patterns, **rule.exceptions}.items():
            if words := finite_words(source):
                index["words"][rule.id + FIELD + name] = ENTRY.join(words)
            ways = needed_literals(source)
            if not ways:
                unannounced.add(name)
                continue
            for groups in ways:
                for group, literals in enumerate(groups):
                    for literal in literals:
                        announces.setdefault(literal, []).append(number * MOST_GROUPS + group)
                number += 1
            index["patterns"].append([rule.id, name, "".join(str(len(groups)) for groups in ways)])
        ways_left = [sorted(way - unannounced) for way in ways_to_hold(rule)]
        index["rules"][rule.id] = ENTRY.join(FIELD.join(names) for names in ways_left)
    return {**index, "starts": _by_start(announces)}


def _by_start(announces: Mapping[str, list[int]]) -> dict[str, str]:
    starts: dict[str, list[str]] = {}
    for literal in sorted(announces):
        starts.setdefault(literal[:2], []).append(literal + FIELD + " ".join(map(str, announces[literal])))
    return {start: ENTRY.join(entries) for start, entries in starts.items()}
