"""Tell from the characters of a text which rules could hold and where their patterns could match; it runs no pattern."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from operator import add

from fairdue.kernel.spans import Span
from fairdue.records.rules import ENTRY, FIELD, LiteralIndex, Rule
from fairdue.screening.search import Expressions, Searched, Sought


class Announcer:
    """The literal index of a pack, for the rules in use; a rule that the index does not know is always announced."""

    def __init__(self, index: LiteralIndex, rules: Sequence[Rule]) -> None:
        self._index = index
        places = {rule.id: place for place, rule in enumerate(rules)}
        self._place_of = [places.get(rule_id, -1) for rule_id, _ in index.rules]
        self._sets = dict(index.rules)
        self._rules = rules
        self._needed: dict[int, list[list[Sought]]] = {}
        self._keyed = frozenset(number for number, key in enumerate(index.keyed) if key)
        self._keys: dict[int, tuple[int, ...]] = {}
        self._marks: dict[str, tuple[int, ...]] = {}
        # Marks of anchors, each string once for all patterns.
        self._held: dict[str, str] = {}
        self._known: dict[int, dict[str, Sought]] = {}
        self._sought: dict[int, dict[str, Sought]] = {}
        restless = {index.rules[number][0] for number in index.restless}
        self._restless = [place for place, rule in enumerate(rules) if rule.id in restless or rule.id not in self._sets]

    @cached_property
    def _named(self) -> dict[str, dict[str, tuple[int, int, str]]]:
        """The reach, the rank and the ways of the patterns of each rule, as the index has them."""
        named: dict[str, dict[str, tuple[int, int, str]]] = {}
        for rule_id, name, reach, rank, ways in self._index.patterns:
            named.setdefault(rule_id, {})[name] = reach, rank, ways
        return named

    def searched(self, text: str, expressions: Expressions, is_aside: Callable[[Span], bool]) -> Searched:
        """Return a text made ready to be searched."""
        marks = {*text, *map(add, text, text[1:])}
        groups: set[int] = set().union(*map(self._groups_of, self._index.marks.keys() & marks))
        return Searched(text, marks, groups, expressions, is_aside)

    def announced(self, searched: Searched) -> list[int]:
        """Return the places of the rules whose condition could hold in a text, in their order."""
        near = set(self._restless).union(*map(self._rules_of, self._keyed & searched.groups))
        return [place for place in sorted(near) if self._could_hold(place, searched)]

    def sought(self, place: int) -> dict[str, Sought]:
        """Return the patterns and exceptions of a rule, each with what the index tells of it."""
        found = self._sought.get(place)
        if found is None:
            rule, known = self._rules[place], self._known.get(place, {})
            sources = {**rule.patterns, **rule.exceptions}
            found = {name: known.get(name) or self._told(rule.id, name, source) for name, source in sources.items()}
            self._sought[place] = found
        return found

    def _could_hold(self, place: int, searched: Searched) -> bool:
        return any(all(map(searched.may_match, needed)) for needed in self._needs(place))

    def _needs(self, place: int) -> list[list[Sought]]:
        """Read the sets of patterns one of which a rule needs as a whole; one that is not indexed needs none."""
        needed = self._needed.get(place)
        if needed is None:
            rule = self._rules[place]
            sets = [entry.split(FIELD) if entry else [] for entry in self._sets.get(rule.id, "").split(ENTRY)]
            told = {
                name: self._told(rule.id, name, rule.patterns[name]) for name in {name for own in sets for name in own}
            }
            self._known[place] = told
            needed = [sorted((told[name] for name in names), key=_rank) for names in sets]
            self._needed[place] = needed
        return needed

    def _told(self, rule_id: str, name: str, source: str) -> Sought:
        words = self._index.words.get(rule_id + FIELD + name)
        reach, rank, written = self._named.get(rule_id, {}).get(name, (0, 0, ""))
        ways: dict[int, list[tuple[int, ...]]] = {}
        for way in written.split(ENTRY) if written else ():
            rarest, *others = map(int, way.split())
            ways.setdefault(rarest, []).append(tuple(others))
        anchored = self._index.anchors.get(rule_id + FIELD + name, "")
        return Sought(source, tuple(words.split(ENTRY)) if words else (), reach, rank, ways, anchored, self._held)

    def _groups_of(self, mark: str) -> tuple[int, ...]:
        found = self._marks.get(mark)
        if found is None:
            found = self._marks[mark] = tuple(map(int, self._index.marks[mark].split()))
        return found

    def _rules_of(self, group: int) -> tuple[int, ...]:
        found = self._keys.get(group)
        if found is None:
            places = (self._place_of[int(number)] for number in self._index.keyed[group].split())
            found = self._keys[group] = tuple(place for place in places if place >= 0)
        return found


def _rank(sought: Sought) -> int:
    return sought.rank
