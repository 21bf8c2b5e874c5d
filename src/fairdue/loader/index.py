"""Turn the literals of every rule's patterns into the index a matcher starts from, so that no start-up builds it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from fairdue.loader.anchors import anchors_of
from fairdue.loader.build import build
from fairdue.loader.finite import finite_words
from fairdue.loader.literals import Needs, needed_literals
from fairdue.loader.reach import reach_of
from fairdue.records.rules import ENTRY, FIELD, Rule
from fairdue.screening.condition import ways_to_hold

Document = dict[str, Any]
Group = tuple[str, ...]
Anchored = tuple[tuple[int, int, tuple[str, ...]], ...]
# The rank of a pattern that may match anywhere.
EVERYWHERE = 1_000_000
# How often a mark stands in texts, so much at least for one it never met: single characters stand more often than pairs.
_UNMET = {1: 3, 2: 1}


def index_of(rules: Iterable[Mapping[str, Any]], texts: Iterable[str] = ()) -> Document:
    """Return the index of compiled rules as plain JSON values, in the shape of `records.rules.LiteralIndex`.

    `texts`: messages of the kind to be read, by which it is told which literals are rare.
    """
    index: Document = {"rules": [], "restless": [], "patterns": [], "words": {}, "anchors": {}}
    rare = _rarity(texts)
    groups: dict[Group, int] = {}
    keys: dict[int, list[str]] = {}
    for place, data in enumerate(rules):
        rule = build(Rule, data)
        needs: dict[str, Sequence[Sequence[Group]]] = {}
        for name, source in {**rule.patterns, **rule.exceptions}.items():
            if words := finite_words(source):
                index["words"][rule.id + FIELD + name] = ENTRY.join(words)
            anchors = anchors_of(source)
            if anchors:
                written = (FIELD.join((f"{least} {most}", *literals)) for least, most, literals in anchors)
                index["anchors"][rule.id + FIELD + name] = ENTRY.join(written)
            if ways := _ways(needed_literals(source), rare):
                needs[name] = ways
            numbers = (" ".join(str(groups.setdefault(group, len(groups))) for group in way) for way in ways)
            index["patterns"].append(
                [rule.id, name, abs(reach_of(source)), _places(anchors, rare), ENTRY.join(numbers)]
            )
        sets = sorted(map(sorted, ways_to_hold(rule)))
        index["rules"].append([rule.id, ENTRY.join(FIELD.join(names) for names in sets)])
        told = [_key(names, needs, rare) for names in sets]
        if not all(told):
            index["restless"].append(place)
        for group in set().union(*told):
            keys.setdefault(groups[group], []).append(str(place))
    marks: dict[str, list[str]] = {}
    for group, number in groups.items():
        for mark in group:
            marks.setdefault(mark, []).append(str(number))
    return {
        **index,
        "marks": {mark: " ".join(numbers) for mark, numbers in marks.items()},
        "keyed": [" ".join(keys.get(number, ())) for number in groups.values()],
    }


def _rarity(texts: Iterable[str]) -> Callable[[str], int]:
    """Count in how many texts each character and each pair of them stands."""
    met: Counter[str] = Counter()
    for text in texts:
        met.update({*text, *map(str.__add__, text, text[1:])})
    return lambda mark: _UNMET[len(mark)] + met[mark]


def _places(anchors: Anchored, rare: Callable[[str], int]) -> int:
    """Say at how many places of texts a match may begin, roughly."""
    each = ((most - least + 1) * sum(map(rare, marks)) for least, most, marks in anchors)
    return min(sum(each), EVERYWHERE) if anchors else EVERYWHERE


def _ways(needs: Needs, rare: Callable[[str], int]) -> list[list[Group]]:
    """Write each literal as its rarest two characters, each way to match with its rarest group first."""
    ways = []
    for way in needs:
        groups = {tuple(sorted({_mark(literal, rare) for literal in group})) for group in way}
        ways.append(sorted(groups, key=lambda group: (sum(map(rare, group)), group)))
    return ways


def _mark(literal: str, rare: Callable[[str], int]) -> str:
    pairs = [literal[at : at + 2] for at in range(len(literal) - 1)]
    return min(pairs, key=rare) if pairs else literal


def _key(
    names: Sequence[str], needs: Mapping[str, Sequence[Sequence[Group]]], rare: Callable[[str], int]
) -> set[Group]:
    """Return the first groups of the rarest of some patterns that must all match; none where no mark of any is sure."""
    keys = [{way[0] for way in needs[name]} for name in names if name in needs]
    return min(keys, key=lambda groups: sum(rare(mark) for mark in set().union(*groups)), default=set())
