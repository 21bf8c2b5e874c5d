"""Tell from the words of a text which rules could hold and where their patterns could match; it runs no pattern."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

from fairdue.records.rules import FIELD, Rule
from fairdue.screening.bitmaps import Bitmaps
from fairdue.screening.lexicon import Lexicon, Sought


class Announcer:
    """The index of a pack, for the rules in use; a rule that the index does not know is always announced."""

    def __init__(self, lexicon: Lexicon, rules: Sequence[Rule]) -> None:
        index = lexicon.index
        self._lexicon = lexicon
        self._rules = rules
        places = {rule.id: place for place, rule in enumerate(rules)}
        self._place_of = [places.get(rule_id, -1) for rule_id, _ in index.rules]
        self._entry = dict(index.rules)
        self._keyed = frozenset(number for number, key in enumerate(index.keyed) if key)
        self._keys: dict[int, tuple[int, ...]] = {}
        self._sought: dict[int, dict[str, Sought]] = {}
        restless = {index.rules[number][0] for number in index.restless}
        self._restless = [
            place for place, rule in enumerate(rules) if rule.id in restless or rule.id not in self._entry
        ]

    def announced(self, bitmaps: Bitmaps) -> list[int]:
        """Return the places of the rules whose condition could hold by the words of a text, in their order."""
        return sorted({*self._restless, *chain.from_iterable(map(self._rules_of, self._keyed & bitmaps.present))})

    def sought(self, place: int) -> dict[str, Sought]:
        """Return the patterns and exceptions of a rule, each with what the index tells of it."""
        found = self._sought.get(place)
        if found is None:
            rule = self._rules[place]
            sources = {**rule.patterns, **rule.exceptions}
            named = dict(one.split(" ") for one in self._entry.get(rule.id, "").split(FIELD) if one)
            found = self._sought[place] = {
                name: self._lexicon.sought(int(named[name]), source) if name in named else Sought(source)
                for name, source in sources.items()
            }
        return found

    def _rules_of(self, number: int) -> tuple[int, ...]:
        found = self._keys.get(number)
        if found is None:
            places = (self._place_of[int(key)] for key in self._lexicon.index.keyed[number].split())
            found = self._keys[number] = tuple(place for place in places if place >= 0)
        return found
