"""Find literals a pattern cannot match without, so that most patterns need never run; it matches nothing itself."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

from fairdue.loader import regex_tree as sre

CAP = 64
# Of one way a pattern can match: how many groups of literals are kept; leaving one out only lets more through.
MOST_GROUPS = 8
_CLASS_CAP = 12
_LENGTH_CAP = 24
COMMON = frozenset(
    "的一是不了在人有我他这个们中来上大为和你您到以时要就出会可也对生能而子那得于着下自之年过发后作里请将如已把被还再给我司"
)
# So many ways of one pattern are told apart; beyond, one set of literals stands for all of them.
MOST_WAYS = 200
Words = frozenset[str]
Needs = tuple[tuple[tuple[str, ...], ...], ...]
_EMPTY: Words = frozenset([""])


@dataclass(frozen=True, slots=True)
class _Known:
    """What is known of a part: all texts it can match (`exact`), or a set one of which it must contain (`need`)."""

    exact: Words | None
    need: Words | None = None

    def best(self) -> Words | None:
        """Return the better set every match contains a member of, or None."""
        return _better(self.exact if self.exact and "" not in self.exact else None, self.need)


_NOTHING = _Known(None)


def needed_literals(pattern: str) -> Needs:
    """Return what every match of the pattern holds: one of the ways, and of each of its groups at least one literal.

    Empty where some way needs no literal that is sure.

    >>> needed_literals("(?:抓|拘留).{0,5}你|坐牢")
    ((('抓', '拘留'), ('你',)), (('坐牢',),))
    >>> needed_literals("[^0-9]{1,3}.?")
    ()
    """
    ways = _ways(sre.parse(pattern).nodes)
    if ways is None or len(ways) > MOST_WAYS:
        best = _sequence(sre.parse(pattern).nodes).best()
        ways = [[best]] if best else None
    return tuple(tuple(tuple(sorted(_shortest(group))) for group in way) for way in ways or ())


def _ways(nodes: Sequence[sre.Node]) -> list[list[Words]] | None:
    """Return the alternatives of a pattern with the groups each needs; None where one of them needs nothing."""
    if len(nodes) == 1:
        code, value = nodes[0]
        if code is sre.SUBPATTERN:
            return _ways(value[3])
        if code is sre.BRANCH:
            every = [_ways(branch) for branch in value[1]]
            return None if None in every else [way for ways in every if ways for way in ways]
    groups = _groups(nodes)
    telling = [group for group in groups if min(map(_strength, group))]
    chosen = list(dict.fromkeys(telling or groups))[:MOST_GROUPS]
    return [chosen] if chosen else None


def _groups(nodes: Iterable[sre.Node]) -> list[Words]:
    """Return the sets of literals of which a sequence needs one each; none where no part is sure."""
    groups: list[Words] = []
    run: Words = _EMPTY

    def close() -> None:
        if "" not in run:
            groups.append(_shortest(run))

    for code, value in nodes:
        part = _part(code, value)
        joined = _joined(run, part.exact) if part.exact is not None else None
        if joined is not None:
            run = joined
            continue
        close()
        run = part.exact if part.exact is not None else _EMPTY
        if part.exact is None:
            groups += _groups_within(code, value, part)
    close()
    return [group for group in groups if group and len(group) <= CAP]


def _groups_within(code: Any, value: Any, part: _Known) -> list[Words]:
    """Return what a part that has no fixed text needs: its own groups where it is one sequence, else its best set."""
    ways = _ways(value[3]) if code is sre.SUBPATTERN else None
    if ways and len(ways) == 1:
        return ways[0]
    return [part.need] if part.need else []


def _sequence(items: Iterable[tuple[Any, Any]]) -> _Known:
    """Join parts: exact texts multiply as long as they stay few; a run that ends becomes a candidate."""
    run: Words = frozenset([""])
    need: Words | None = None
    whole = True
    for item in items:
        part = _part(*item)
        joined = _joined(run, part.exact) if part.exact is not None else None
        if joined is not None:
            run = joined
            continue
        whole = False
        need = _better(need, run if "" not in run else None)
        need = _better(need, part.need)
        run = part.exact if part.exact is not None else frozenset([""])
    if whole:
        return _Known(run)
    return _Known(None, _better(need, run if "" not in run else None))


def _joined(run: Words, more: Words) -> Words | None:
    if len(run) * len(more) > CAP:
        return None
    words = frozenset(first + second for first, second in product(run, more))
    return words if max(map(len, words)) <= _LENGTH_CAP else None


def _part(code: Any, value: Any) -> _Known:
    if code is sre.LITERAL:
        return _Known(frozenset([chr(value)]))
    if code is sre.IN:
        return _class(value)
    if code is sre.SUBPATTERN:
        return _sequence(value[3])
    if code is sre.BRANCH:
        return _branch([_sequence(branch) for branch in value[1]])
    if code in (sre.MAX_REPEAT, sre.MIN_REPEAT):
        return _repeat(*value)
    if code is sre.AT:
        return _Known(frozenset([""]))
    return _NOTHING


def _class(entries: list[tuple[Any, Any]]) -> _Known:
    found: set[str] = set()
    for code, value in entries:
        if code is sre.LITERAL:
            found.add(chr(value))
        elif code is sre.RANGE and value[1] - value[0] < _CLASS_CAP:
            found.update(map(chr, range(value[0], value[1] + 1)))
        else:
            return _NOTHING
    return _Known(frozenset(found)) if len(found) <= _CLASS_CAP else _NOTHING


def _branch(branches: list[_Known]) -> _Known:
    exact: set[str] = set()
    need: set[str] = set()
    all_exact = all_need = True
    for branch in branches:
        if branch.exact is None:
            all_exact = False
        else:
            exact |= branch.exact
        best = branch.best()
        if best is None:
            all_need = False
        else:
            need |= best
    if all_exact and len(exact) <= CAP:
        return _Known(frozenset(exact))
    return _Known(None, frozenset(need) if all_need and len(_shortest(need)) <= CAP else None)


def _repeat(least: int, most: Any, body: Any) -> _Known:
    inner = _sequence(body)
    if least == 0:
        if most == 1 and inner.exact is not None:
            return _Known(inner.exact | {""})
        return _NOTHING
    if inner.exact is not None and most == least <= 4:
        run: Words | None = frozenset([""])
        for _ in range(least):
            run = _joined(run, inner.exact) if run is not None else None
        if run is not None:
            return _Known(run)
    return _Known(None, inner.best())


def _better(first: Words | None, second: Words | None) -> Words | None:
    """Choose the set whose presence says more: longer shortest member, then fewer members."""
    if not first or not second:
        return first or second
    return max(first, second, key=_worth)


def _worth(words: Words) -> tuple[int, int]:
    return (min(map(_strength, words)), -len(_shortest(words)))


def _strength(word: str) -> int:
    """Rank one literal: two characters or more, one telling character, a common one, a digit or mark."""
    if len(word) > 1:
        return 3
    if not word.isalpha():
        return 0
    return 1 if word in COMMON else 2


def _shortest(words: Iterable[str]) -> Words:
    """Drop every word that contains another of the set: finding the shorter one is enough."""
    kept: list[str] = []
    for word in sorted(words, key=len):
        if not any(short in word for short in kept):
            kept.append(word)
    return frozenset(kept)
