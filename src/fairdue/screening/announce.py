"""Tell from the literals of a text which patterns could match, and in which sentences or cells; it runs no pattern."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from fairdue.records.rules import ENTRY, FIELD, LiteralIndex, Rule
from fairdue.screening.cells import EVERYWHERE, Cells, Units, steps_of
from fairdue.screening.search import Anchors, Searched, Sought

Announced = dict[str, Units]


# A way of a pattern to match: the pattern, the number of the way, how many groups of literals it needs.
_Way = tuple[int, int, int]
# Whether a rule holds by cells or by sentences.
_BY_CELL, _BY_SENTENCE = 0, 1


# What a literal announces, by cell and by sentence: patterns it announces alone, and the groups it belongs to.
_Serves = tuple[tuple[tuple[int, ...], tuple[int, ...]], ...]


class Announcer:
    """The literal index of a pack, for the rules in use; a rule that the index does not know is always announced."""

    def __init__(self, index: LiteralIndex, rules: Sequence[Rule]) -> None:
        self._index = index
        places = {rule.id: place for place, rule in enumerate(rules)}
        self._needed = [_sets(index.rules.get(rule.id, "")) for rule in rules]
        self.restless = [place for place, needed in enumerate(self._needed) if not all(needed)]
        self._place_of = [places.get(rule_id, -1) for rule_id, _, _ in index.patterns]
        self._by_sentence = frozenset(place for place, rule in enumerate(rules) if rule.scope == "sentence")
        self._opened: dict[str, tuple[str, tuple[str, ...]]] = {}
        self._serves: dict[str, _Serves] = {}
        self._ways: dict[int, tuple[tuple[_Way, ...], ...]] = {}
        self._named: dict[str, dict[str, int]] = {}
        for rule_id, name, reach in index.patterns:
            self._named.setdefault(rule_id, {})[name] = reach

    def could_hold(self, place: int, announced: Announced) -> bool:
        """Tell whether the condition of a rule could hold with these patterns and those that no literal announces."""
        return any(all(name in announced for name in needed) for needed in self._needed[place])

    def sentences(self, place: int, announced: Announced) -> Units:
        """Return the sentences in which the condition of a rule could hold."""
        units = 0
        for needed in self._needed[place]:
            common = EVERYWHERE
            for name in needed:
                common &= announced.get(name, 0)
            units |= common
        return units

    def unannounced(self, rule: Rule) -> frozenset[str]:
        """Return the patterns and exceptions of a rule that no literal announces: they must always be tried."""
        return frozenset((*rule.patterns, *rule.exceptions)).difference(self._named.get(rule.id, ()))

    def reaches(self, rule: Rule) -> dict[str, int]:
        """Return how many characters the announced patterns of a rule match at most, as the index has it."""
        return self._named.get(rule.id, {})

    def sought(self, rule: Rule) -> dict[str, Sought]:
        """Return the patterns and exceptions of a rule, each with what the index tells of it."""
        found: dict[str, Sought] = {}
        for name, source in {**rule.patterns, **rule.exceptions}.items():
            words = self._index.words.get(rule.id + FIELD + name)
            anchors = self._index.anchors.get(rule.id + FIELD + name)
            every = tuple(map(_anchors, anchors.split(ENTRY))) if anchors else ()
            found[name] = Sought(source, tuple(words.split(ENTRY)) if words else (), every)
        return found

    def announced(self, searched: Searched) -> dict[int, Announced]:
        """Return, for each rule by its place, its announced patterns and the sentences or cells of their literals."""
        met: dict[int, Units] = {}
        literals = self._literals(searched)
        for scope, bits in ((_BY_CELL, searched.cells.bits), (_BY_SENTENCE, searched.bits)):
            in_groups: dict[int, Units] = {}
            for serves, places in literals:
                patterns, groups = serves[scope]
                if patterns or groups:
                    units = _units(places, bits)
                    for pattern in patterns:
                        met[pattern] = met.get(pattern, 0) | units
                    for group in groups:
                        in_groups[group] = in_groups.get(group, 0) | units
            for pattern, units in self._joined(in_groups, scope, searched.cells):
                met[pattern] = met.get(pattern, 0) | units
        found: dict[int, Announced] = {}
        for pattern, units in met.items():
            found.setdefault(self._place_of[pattern], {})[self._index.patterns[pattern][1]] = units
        return found

    def _joined(self, in_groups: Mapping[int, Units], scope: int, cells: Cells) -> Iterable[tuple[int, Units]]:
        """Yield where literals of all groups of a way stand near enough to each other, or in one sentence."""
        ways: defaultdict[_Way, list[int]] = defaultdict(list)
        for group in in_groups:
            for way in self._ways_of(group)[scope]:
                ways[way].append(group)
        grown: dict[tuple[int, int], Units] = {}
        for (pattern, _, count), own in ways.items():
            if len(own) == count:
                common, steps = EVERYWHERE, steps_of(self._index.patterns[pattern][2])
                for group in own:
                    units = in_groups[group] if scope == _BY_SENTENCE else grown.get((group, steps))
                    if units is None:
                        units = grown[group, steps] = cells.grown(in_groups[group], steps)
                    common &= units
                    if not common:
                        break
                else:
                    yield pattern, common

    def _ways_of(self, group: int) -> tuple[tuple[_Way, ...], ...]:
        """Read which ways of the rules in use need a group: those by cell, those by sentence."""
        found = self._ways.get(group)
        if found is None:
            ways: tuple[list[_Way], list[_Way]] = [], []
            for way in self._index.groups[group].split():
                pattern, number, count = map(int, way.split("."))
                if self._place_of[pattern] >= 0:
                    ways[self._place_of[pattern] in self._by_sentence].append((pattern, number, count))
            found = self._ways[group] = tuple(map(tuple, ways))
        return found

    def _literals(self, searched: Searched) -> list[tuple[_Serves, list[int]]]:
        """Return for each literal that stands in the text what it serves, and the places where it begins."""
        found: list[tuple[_Serves, list[int]]] = []
        stands = searched.text.startswith
        for places in searched.places:
            for start in self._index.starts.keys() & places.keys():
                own, longer = self._bucket(start)
                starts = places[start]
                if own:
                    found.append((self._serves[own], starts))
                for literal in longer:
                    if begins := [at for at in starts if stands(literal, at)]:
                        found.append((self._serves[literal], begins))
        return found

    def _bucket(self, start: str) -> tuple[str, tuple[str, ...]]:
        """Read the literals of one start that serve rules in use: the start itself, else nothing, and longer ones."""
        found = self._opened.get(start)
        if found is None:
            literals = []
            for entry in self._index.starts[start].split(ENTRY):
                literal, _, needs = entry.partition(FIELD)
                serves = self._served(needs.split())
                if any(map(any, serves)):
                    self._serves[literal] = serves
                    literals.append(literal)
            own = start if start in literals else ""
            found = self._opened[start] = own, tuple(literal for literal in literals if literal != own)
        return found

    def _served(self, needs: Iterable[str]) -> _Serves:
        patterns: tuple[list[int], list[int]] = [], []
        groups: tuple[list[int], list[int]] = [], []
        for need in needs:
            if need[0] == "g":
                group = int(need[1:])
                for scope in (_BY_CELL, _BY_SENTENCE):
                    if self._ways_of(group)[scope]:
                        groups[scope].append(group)
            elif self._place_of[int(need)] >= 0:
                patterns[self._place_of[int(need)] in self._by_sentence].append(int(need))
        return tuple(zip(map(tuple, patterns), map(tuple, groups), strict=True))


def _units(places: Sequence[int], bits: Sequence[Units]) -> Units:
    units = 0
    for at in places:
        units |= bits[at]
    return units


def _anchors(written: str) -> Anchors:
    distances, *literals = written.split(FIELD)
    least, most = map(int, distances.split())
    return Anchors(least, most, frozenset(literals))


def _sets(written: str) -> list[list[str]]:
    """Read the sets of patterns of a rule; a rule not indexed needs none."""
    return [entry.split(FIELD) if entry else [] for entry in written.split(ENTRY)]
