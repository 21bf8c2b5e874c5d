"""Tell how far a match of a pattern can reach: its greatest length, and whether it may pass a line end; it matches nothing."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from fairdue.loader import regex_tree as sre

_NEWLINE = ord("\n")
_WITH_NEWLINE = (sre.CATEGORY_SPACE, sre.CATEGORY_NOT_DIGIT, sre.CATEGORY_NOT_WORD)
_CHARACTERS = (sre.LITERAL, sre.NOT_LITERAL, sre.ANY, sre.IN)
# Beyond, a pattern counts as one without an end.
MOST = 10_000


def reach_of(pattern: str) -> int:
    """Return the greatest length of a match, as a negative number where it may pass a line end.

    0 where a match has no greatest length, or depends on what stands around it. That it must stand at the beginning of
    the text is no such thing: wherever one begins to look, the text begins where it does.

    >>> reach_of("抓.{0,5}你"), reach_of("(?:^|还|还款)[^。]?"), reach_of("还+"), reach_of("还$")
    (7, -3, 0, 0)
    """
    tree = sre.parse(pattern)
    if tree.has_flags or tree.most > MOST or _looks_around(tree.nodes):
        return 0
    return -tree.most if _takes_newline(tree.nodes) else tree.most


def _parts(code: Any, value: Any) -> list[Iterable[sre.Node]]:
    """Return the sequences a node is made of; none for one that takes a character."""
    if code is sre.SUBPATTERN and not value[1] and not value[2]:
        return [value[3]]
    if code is sre.BRANCH:
        return list(value[1])
    if code in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT):
        return [value[2]]
    return [value] if code is sre.ATOMIC_GROUP else []


def _looks_around(nodes: Iterable[sre.Node]) -> bool:
    """Tell whether any part is more than characters one after the other: an end, a look aside, a change of flags."""
    return any(
        code not in _CHARACTERS
        and (code, value) != (sre.AT, sre.AT_BEGINNING)
        and (not _parts(code, value) or any(map(_looks_around, _parts(code, value))))
        for code, value in nodes
    )


def _takes_newline(nodes: Iterable[sre.Node]) -> bool:
    return any(_is_newline(code, value) or any(map(_takes_newline, _parts(code, value))) for code, value in nodes)


def _is_newline(code: Any, value: Any) -> bool:
    """Tell whether a node that takes one character may take a line end."""
    if code is sre.LITERAL:
        return bool(value == _NEWLINE)
    if code is sre.NOT_LITERAL:
        return bool(value != _NEWLINE)
    if code is not sre.IN:
        return False
    named = any(
        (kind is sre.LITERAL and entry == _NEWLINE)
        or (kind is sre.RANGE and entry[0] <= _NEWLINE <= entry[1])
        or (kind is sre.CATEGORY and entry in _WITH_NEWLINE)
        for kind, entry in value
    )
    return named != sre.is_negated(value)
