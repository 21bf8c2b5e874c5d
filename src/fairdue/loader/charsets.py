"""Which characters a part of a pattern can begin with, as ranges of code points; it compares and decides nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from fairdue.loader import regex_tree as sre

Ranges = tuple[tuple[int, int], ...]

LAST = 0x10FFFF
_SPACES: Ranges = ((9, 13), (32, 32), (0x3000, 0x3000))
_DIGITS: Ranges = ((48, 57),)
_WORDS: Ranges = ((48, 57), (65, 90), (95, 95), (97, 122), (0x80, LAST))


def first_of(nodes: Iterable[sre.Node]) -> Ranges:
    """Return the characters a sequence can begin with.

    >>> first_of(sre.parse("(?:a|b?)c").nodes)
    ((97, 97), (98, 98), (99, 99))
    """
    found: list[tuple[int, int]] = []
    for node in nodes:
        ranges, may_be_empty = _first(node)
        found.extend(ranges)
        if not may_be_empty:
            break
    return tuple(dict.fromkeys(found))


def overlap(first: Ranges, second: Ranges) -> bool:
    """Tell whether two sets share a character."""
    return any(low <= other_high and other_low <= high for low, high in first for other_low, other_high in second)


def _first(node: sre.Node) -> tuple[Ranges, bool]:
    code, value = node
    if code is sre.LITERAL:
        return ((value, value),), False
    if code is sre.NOT_LITERAL:
        return _complement(((value, value),)), False
    if code is sre.ANY:
        return _complement(((10, 10),)), False
    if code is sre.IN:
        return _class(value), False
    if code is sre.BRANCH:
        return tuple(part for branch in value[1] for part in first_of(branch)), any(
            _empty(branch) for branch in value[1]
        )
    if code is sre.SUBPATTERN:
        return first_of(value[3]), _empty(value[3])
    if code in (sre.MAX_REPEAT, sre.MIN_REPEAT):
        return first_of(value[2]), value[0] == 0 or _empty(value[2])
    return (), True


def _empty(nodes: Iterable[sre.Node]) -> bool:
    return all(_first(node)[1] for node in nodes)


def _class(entries: Sequence[sre.Node]) -> Ranges:
    negated = sre.is_negated(list(entries))
    found: list[tuple[int, int]] = []
    for code, value in entries:
        if code is sre.LITERAL:
            found.append((value, value))
        elif code is sre.RANGE:
            found.append((value[0], value[1]))
        elif code is sre.CATEGORY:
            found.extend(_category(value))
    return _complement(tuple(found)) if negated else tuple(found)


def _category(value: object) -> Ranges:
    known: dict[object, Ranges] = {
        sre.CATEGORY_SPACE: _SPACES,
        sre.CATEGORY_DIGIT: _DIGITS,
        sre.CATEGORY_WORD: _WORDS,
        sre.CATEGORY_NOT_SPACE: _complement(_SPACES),
        sre.CATEGORY_NOT_DIGIT: _complement(_DIGITS),
        sre.CATEGORY_NOT_WORD: _complement(_WORDS),
    }
    return known.get(value, ((0, LAST),))


def _complement(ranges: Ranges) -> Ranges:
    found, begin = [], 0
    for low, high in sorted(ranges):
        if low > begin:
            found.append((begin, low - 1))
        begin = max(begin, high + 1)
    if begin <= LAST:
        found.append((begin, LAST))
    return tuple(found)
