"""Turn every rule's patterns into the index a matcher starts from, so that no start-up builds it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from fairdue.loader.build import build
from fairdue.loader.finite import finite_words
from fairdue.loader.reach import reach_of
from fairdue.loader.shapes import LONGEST, ended, rarest, shape_of, words_of, written
from fairdue.records.rules import ENTRY, FIELD, Rule
from fairdue.screening.condition import ways_to_hold

Document = dict[str, Any]
Words = tuple[str, ...]
Rarest = tuple[int, frozenset[Words]]
# The rank of a pattern that may match anywhere.
EVERYWHERE = 1_000_000
# How often a word stands in texts, so much at least for one it never met: single characters stand more often.
_UNMET = {1: 3}


def index_of(
    rules: Iterable[Mapping[str, Any]], texts: Iterable[str] = (), contexts: Mapping[str, str] | None = None
) -> Document:
    """Return the index of compiled rules as plain JSON values, in the shape of `records.rules.PatternIndex`.

    `texts`: messages of the kind to be read, by which it is told which words are rare. `contexts`: the pattern of each.
    """
    built = [build(Rule, data) for data in rules]
    told = contexts or {}
    sources = dict.fromkeys(source for rule in built for source in (*rule.patterns.values(), *rule.exceptions.values()))
    known = {source: shape_of(source) for source in (*sources, *told.values())}
    shapes = {source: ended(shape) or shape for source, shape in known.items()}
    place_of = {source: place for place, source in enumerate(shapes)}
    named = dict.fromkeys(own.told for shape in shapes.values() for own in words_of(shape))
    sets = {words: number for number, words in enumerate(named)}
    classes: dict[str, int] = {}
    rare = _rarity(texts)
    found = {source: rarest(shape, rare) for source, shape in shapes.items()}
    needs = [_needed(rule, found) for rule in built]
    keys: dict[Words, list[str]] = {}
    for place, needed in enumerate(needs):
        for words in needed or ():
            keys.setdefault(words, []).append(str(place))
    return {
        "rules": [[rule.id, _named(rule, place_of)] for rule in built],
        "restless": [place for place, needed in enumerate(needs) if needed is None],
        "patterns": [
            [
                abs(reach_of(source)),
                told_by[0] if (told_by := found[source]) else EVERYWHERE,
                written(shape, sets.__getitem__, lambda among: classes.setdefault(among, len(classes))),
                ENTRY.join(finite_words(source)),
            ]
            for source, shape in shapes.items()
        ],
        "longest": LONGEST,
        "classes": list(classes),
        "words": _numbers(sets),
        "keyed": [" ".join(keys.get(words, ())) for words in sets],
        "contexts": {name: place_of[source] for name, source in told.items()},
    }


def _named(rule: Rule, place_of: Mapping[str, int]) -> str:
    """Write the places of a rule's patterns and exceptions."""
    return FIELD.join(f"{name} {place_of[source]}" for name, source in {**rule.patterns, **rule.exceptions}.items())


def _needed(rule: Rule, found: Mapping[str, Rarest | None]) -> set[Words] | None:
    """Return sets of words of which a text holds one where the rule can hold; None where it may hold without any."""
    needed: set[Words] = set()
    for names in ways_to_hold(rule):
        each = [one for name in names if (one := found[rule.patterns[name]]) is not None]
        if not each:
            return None
        needed |= min(each, key=lambda one: (one[0], sorted(one[1])))[1]
    return needed


def _numbers(sets: Mapping[Words, int]) -> dict[str, str]:
    """Return of each word the numbers of the sets it stands in, with blanks between."""
    found: dict[str, list[str]] = {}
    for words, number in sets.items():
        for word in words:
            found.setdefault(word, []).append(str(number))
    return {word: " ".join(numbers) for word, numbers in found.items()}


def _rarity(texts: Iterable[str]) -> Callable[[str], int]:
    """Count in how many texts each word stands."""
    met: Counter[str] = Counter()
    for text in texts:
        met.update({text[at : at + length] for length in range(1, LONGEST + 1) for at in range(len(text) - length + 1)})
    return lambda word: _UNMET.get(len(word), 1) + met[word]
