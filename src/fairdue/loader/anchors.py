"""Tell where a match of a pattern can begin, by characters that stand at a known distance from there; it matches nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from fairdue.loader import regex_tree as sre
from fairdue.loader.literals import COMMON

# A literal, and how far behind the beginning of a match it stands at least and at most.
Anchor = tuple[str, int, int]
# So many first characters are told apart in a class, and so many heads of one sequence.
_CLASS_CAP, _HEADS_CAP = 40, 3000
# Literals further from the beginning of a match, give or take, would leave no place out.
_SWAY = 40
_LONGEST = 2
# How often a literal stands in a text, roughly: a pair, a telling character, a common one.
_PAIR, _TELLING, _FREQUENT = 1, 6, 25
# Beyond, anchors would stand nearly everywhere.
_DENSE = 6000


class _Head(NamedTuple):
    """How a match can begin: its first characters, and whether nothing is known of what follows them."""

    text: str
    is_whole: bool


class _Found(NamedTuple):
    anchors: frozenset[Anchor]
    cost: int


def anchors_of(pattern: str) -> tuple[tuple[int, int, tuple[str, ...]], ...]:
    """Return literals, least and most: each match has one of them so many characters behind its beginning.

    Empty where there is no such set, or where it would leave few places out.

    >>> anchors_of("[你您]们?.{0,30}(?:爸妈|公司)"), anchors_of(".{0,2}(?:爸妈|公司)"), anchors_of(".*")
    (((0, 0, ('你', '您')),), ((0, 2, ('公司', '爸妈')),), ())
    """
    tree = sre.parse(pattern)
    best = None if tree.has_flags else _best(tree.nodes)
    if best is None or best.cost > _DENSE:
        return ()
    grouped: dict[tuple[int, int], list[str]] = {}
    for literal, least, most in sorted(best.anchors):
        grouped.setdefault((least, most), []).append(literal)
    return tuple((least, most, tuple(literals)) for (least, most), literals in sorted(grouped.items()))


def _best(nodes: Sequence[sre.Node]) -> _Found | None:
    """Return the rarest set of literals, one of which every match of a sequence has at a known distance."""
    found: list[_Found] = []
    least = most = 0
    for at, (code, value) in enumerate(nodes):
        heads = {head.text for head in _heads(nodes[at:])}
        if "" not in heads:
            found.append(_priced((text, least, most) for text in heads if len(text) == 1 or text[0] not in heads))
        inner = _within(code, value)
        if inner is not None:
            found.append(_priced((text, least + low, most + high) for text, low, high in inner))
        low, high = sre.width_of((code, value))
        least, most = least + low, most + high
        if most - least > _SWAY:
            break
    return min(found, key=lambda one: one.cost, default=None)


def _within(code: object, value: Any) -> set[Anchor] | None:
    """Return the anchors of the parts of a node that must be there; None where one of them has none."""
    parts: Sequence[Sequence[sre.Node]] = ()
    if code is sre.BRANCH:
        parts = value[1]
    elif code is sre.SUBPATTERN:
        parts = (value[3],)
    elif code in (sre.MAX_REPEAT, sre.MIN_REPEAT) and value[0] > 0:
        parts = (value[2],)
    every = [_best(part) for part in parts]
    whole = [one.anchors for one in every if one is not None]
    return {anchor for anchors in whole for anchor in anchors} if parts and len(whole) == len(every) else None


def _priced(anchors: Iterable[Anchor]) -> _Found:
    kept = frozenset(anchors)
    return _Found(kept, sum(_weight(text) * (most - least + 1) for text, least, most in kept))


def _weight(literal: str) -> int:
    if len(literal) > 1:
        return _PAIR
    return _FREQUENT if literal.isascii() or literal in COMMON else _TELLING


def _heads(nodes: Iterable[sre.Node]) -> set[_Head]:
    """Return how a sequence can begin; an empty head where it may be empty, or may begin with anything."""
    heads = {_Head("", False)}
    for node in nodes:
        if all(head.is_whole for head in heads):
            break
        nexts = _heads_of(*node)
        heads = {head for head in heads if head.is_whole} | {
            _Head((head.text + more.text)[:_LONGEST], more.is_whole or len(head.text + more.text) >= _LONGEST)
            for head in heads
            if not head.is_whole
            for more in nexts
        }
        if len(heads) > _HEADS_CAP:
            return {_Head("", True)}
    return heads


def _heads_of(code: object, value: Any) -> set[_Head]:
    if code is sre.LITERAL:
        return {_Head(chr(value), False)}
    if code is sre.IN:
        return {_Head(character, False) for character in _characters(value)} or {_Head("", True)}
    if code is sre.SUBPATTERN:
        return _heads(value[3])
    if code is sre.BRANCH:
        return {head for branch in value[1] for head in _heads(branch)}
    if code is sre.AT:
        return {_Head("", False)}
    if code not in (sre.MAX_REPEAT, sre.MIN_REPEAT):
        return {_Head("", True)}
    least, most, body = value
    once = _heads(body)
    begun = once if most == 1 else {_Head(head.text, True) for head in once}
    return begun | {_Head("", False)} if least == 0 else begun


def _characters(entries: Sequence[sre.Node]) -> list[str]:
    """Spell out a class; nothing where it is negated or wide."""
    found: list[str] = []
    for code, value in entries:
        if code is sre.LITERAL:
            found.append(chr(value))
        elif code is sre.RANGE and value[1] - value[0] < _CLASS_CAP:
            found += map(chr, range(value[0], value[1] + 1))
        else:
            return []
    return found
