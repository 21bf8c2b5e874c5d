"""Tell from the literals of a text which patterns could match, and in which sentences or lines; it runs no pattern."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from fairdue.records.rules import ENTRY, FIELD, MOST_GROUPS, LiteralIndex, Rule
from fairdue.screening.search import Searched, stays_in_line

# Units as bits of one number: bit 3 stands for the fourth sentence or line.
Units = int
EVERYWHERE: Final[Units] = -1
Announced = dict[str, Units]
_Bucket = list[tuple[str, list[int]]]
_NOWHERE_YET: Final = (0, EVERYWHERE)


class Announcer:
    """The literal index of a pack, for the rules in use; a rule that the index does not know is always announced."""

    def __init__(self, index: LiteralIndex, rules: Sequence[Rule]) -> None:
        self._index, self._rules = index, rules
        places = {rule.id: place for place, rule in enumerate(rules)}
        self._needed = [_sets(index.rules.get(rule.id, "")) for rule in rules]
        self.restless = [place for place, needed in enumerate(self._needed) if not all(needed)]
        self._place_of = [places.get(rule_id, -1) for rule_id, _, _ in index.patterns]
        self._groups = "".join(groups for _, _, groups in index.patterns)
        self._ways = [number for number, (_, _, groups) in enumerate(index.patterns) for _ in groups]
        self._by_sentence = [place >= 0 and rules[place].scope == "sentence" for place in self._place_of]
        self._crosses: dict[int, bool] = {}
        self._buckets: dict[str, _Bucket] = {}
        self._named: dict[str, set[str]] = {}
        for rule_id, name, _ in index.patterns:
            self._named.setdefault(rule_id, set()).add(name)

    def could_hold(self, place: int, announced: Announced) -> bool:
        """Tell whether the condition of a rule could hold with these patterns and those that no literal announces."""
        return any(all(name in announced for name in needed) for needed in self._needed[place])

    def unannounced(self, rule: Rule) -> frozenset[str]:
        """Return the patterns and exceptions of a rule that no literal announces: they must always be tried."""
        return frozenset((*rule.patterns, *rule.exceptions)) - self._named.get(rule.id, set())

    def words(self, rule: Rule) -> dict[str, tuple[str, ...]]:
        """Return, for the patterns and exceptions of a rule that match a few words only, these words."""
        names = (*rule.patterns, *rule.exceptions)
        found = {name: self._index.words.get(rule.id + FIELD + name) for name in names}
        return {name: tuple(words.split(ENTRY)) for name, words in found.items() if words}

    def announced(self, searched: Searched) -> dict[int, Announced]:
        """Return, for each rule by its place, its announced patterns and where: sentences, or lines for a whole text."""
        present: dict[int, tuple[int, Units]] = {}
        for need, units in self._needs_met(searched).items():
            way = need // MOST_GROUPS
            count, common = present.get(way, _NOWHERE_YET)
            present[way] = count + 1, common & units
        found: dict[int, Announced] = {}
        ways, groups = self._ways, self._groups
        for way, (count, units) in present.items():
            if count == int(groups[way]):
                pattern = ways[way]
                where = EVERYWHERE if self._is_crossing(pattern) else units
                if where:
                    own = found.setdefault(self._place_of[pattern], {})
                    name = self._index.patterns[pattern][1]
                    own[name] = own.get(name, 0) | where
        return found

    def _needs_met(self, searched: Searched) -> dict[int, Units]:
        """Return for each need of which a literal stands in the text the sentences or lines where one does."""
        met: dict[int, Units] = {}
        ways, by_sentence = self._ways, self._by_sentence
        for needs, places in self._literals(searched.text):
            sentences = _units(places, searched.of_sentence)
            lines = _units(places, searched.of_line)
            for need in needs:
                units = sentences if by_sentence[ways[need // MOST_GROUPS]] else lines
                met[need] = met.get(need, 0) | units
        return met

    def _literals(self, text: str) -> list[tuple[list[int], list[int]]]:
        """Return for each literal that stands in the text what it serves, and the places where it begins."""
        spots: dict[str, tuple[list[int], list[int]]] = {}
        starts, buckets = self._index.starts, self._buckets
        for at, character in enumerate(text):
            for start in (text[at : at + 2], character):
                if start not in starts:
                    continue
                bucket = buckets.get(start)
                if bucket is None:
                    bucket = buckets[start] = self._opened(start)
                for literal, needs in bucket:
                    if text.startswith(literal, at):
                        found = spots.get(literal)
                        if found is None:
                            found = spots[literal] = needs, []
                        found[1].append(at)
        return list(spots.values())

    def _opened(self, start: str) -> _Bucket:
        """Read the literals of one start and keep the needs of the rules in use."""
        bucket: _Bucket = []
        ways, place_of = self._ways, self._place_of
        for entry in self._index.starts[start].split(ENTRY):
            literal, _, numbers = entry.partition(FIELD)
            needs = [need for need in map(int, numbers.split()) if place_of[ways[need // MOST_GROUPS]] >= 0]
            if needs:
                bucket.append((literal, needs))
        return bucket

    def _is_crossing(self, pattern: int) -> bool:
        """Tell whether a pattern of a whole text may pass the end of a line, so that its parts may stand lines apart."""
        if self._by_sentence[pattern]:
            return False
        found = self._crosses.get(pattern)
        if found is None:
            rule, name = self._rules[self._place_of[pattern]], self._index.patterns[pattern][1]
            source = rule.patterns.get(name) or rule.exceptions.get(name) or ""
            found = self._crosses[pattern] = not stays_in_line(source)
        return found


def numbers(units: Units) -> list[int]:
    """Spell units out, in their order; EVERYWHERE has no such list and must not be asked for.

    >>> numbers(0b1011)
    [0, 1, 3]
    """
    return [number for number, bit in enumerate(bin(units)[:1:-1]) if bit == "1"]


def _units(places: Sequence[int], numbering: Sequence[int]) -> Units:
    units = 0
    for at in places:
        units |= 1 << numbering[at]
    return units


def _sets(written: str) -> list[list[str]]:
    """Read the sets of patterns of a rule; a rule not indexed needs none."""
    return [entry.split(FIELD) if entry else [] for entry in written.split(ENTRY)]
