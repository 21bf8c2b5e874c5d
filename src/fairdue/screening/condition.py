"""What the condition of a rule means over the hits in one sentence or message; parsing is `kernel.logic`."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple, Protocol

from fairdue.kernel.logic import Atom, Both, Call, Condition, Either, Name, Not, atoms, parse
from fairdue.kernel.spans import Span, hull
from fairdue.records.rules import Rule

Hits = Mapping[str, Sequence[Span]]


class Told(Protocol):
    """Hits, some of them perhaps found only when asked for."""

    def get(self, name: str, /) -> Sequence[Span] | None:
        """Return the hits of a pattern or an exception, nothing where there is none."""
        ...


# A word of the language: the message has links, and each leads to a domain that the pack knows. Its place is no pattern's.
KNOWN_LINKS = "known-links"
# Of one condition so many ways to hold are told apart.
MOST_WAYS = 100


def written(rule: Rule) -> str:
    """Return the rule's condition, or the default: any pattern and no exception."""
    if rule.condition:
        return rule.condition
    return "any and not (" + " or ".join(rule.exceptions) + ")" if rule.exceptions else "any"


def satisfied(rule: Rule) -> Callable[[Told], bool]:
    """Return a test whether the rule's condition holds for hits."""
    return _satisfied(parse(written(rule)), tuple(rule.patterns))


def _satisfied(condition: Condition, names: tuple[str, ...]) -> Callable[[Told], bool]:
    match condition:
        case Not(inner):
            test = _satisfied(inner, names)
            return lambda hits: not test(hits)
        case Both(parts):
            return _all([_satisfied(part, names) for part in parts])
        case Either(parts):
            return _any([_satisfied(part, names) for part in parts])
        case Name("any"):
            return lambda hits: any(hits.get(name) for name in names)
        case Name(name):
            return lambda hits: bool(hits.get(name))
        case Call("near", (first, second, reach)):
            return _close(first, second, int(reach))
        case _:
            return lambda hits: False


def _all(tests: Sequence[Callable[[Told], bool]]) -> Callable[[Told], bool]:
    if len(tests) == 2:
        one, other = tests
        return lambda hits: one(hits) and other(hits)
    return lambda hits: all(test(hits) for test in tests)


def _any(tests: Sequence[Callable[[Told], bool]]) -> Callable[[Told], bool]:
    if len(tests) == 2:
        one, other = tests
        return lambda hits: one(hits) or other(hits)
    return lambda hits: any(test(hits) for test in tests)


def _close(first: str, second: str, reach: int) -> Callable[[Told], bool]:
    def test(hits: Told) -> bool:
        one, other = hits.get(first), hits.get(second)
        return bool(one and other) and any(_near(one or (), other or (), reach))

    return test


def promising(rule: Rule) -> Callable[[Told], bool]:
    """Return a test whether the condition may hold with these hits, before its exceptions are looked for.

    Like `could_hold` it never says no to what may hold; unlike it, it knows where the hits stand.
    """
    return _promising(parse(written(rule)), tuple(rule.patterns))


def _promising(condition: Condition, names: tuple[str, ...]) -> Callable[[Told], bool]:
    match condition:
        case Both(parts):
            return _all([_promising(part, names) for part in parts])
        case Either(parts):
            return _any([_promising(part, names) for part in parts])
        case Call("near", (first, second, reach)) if first in names and second in names:
            return _close(first, second, int(reach))
        case Name(name) if name in names:
            return lambda hits: bool(hits.get(name))
        case _:
            return lambda hits: True


# The rank of what may always hold.
_LAST = 1 << 60
# Tells in which of some units, bitmaps all, a condition could hold: from where among some a pattern may hit, and where two
# may hit near each other.
Within = Callable[[str, int], int]
Units = Callable[[Within, Callable[[str, str, int, int], int], int], int]


def units_of(rule: Rule, rank: Callable[[str], int] = lambda name: 0) -> Units:
    """Return what tells in which units the rule's condition could hold; it never leaves out one in which it holds.

    A negation may always hold; `near` needs its two patterns near each other. What has the lowest rank is asked first.
    """
    return _units(parse(written(rule)), tuple(rule.patterns), rank)[1]


def _units(condition: Condition, names: tuple[str, ...], rank: Callable[[str], int]) -> tuple[int, Units]:
    match condition:
        case Both(parts):
            every = sorted((_units(part, names, rank) for part in parts), key=_rank)
            return every[0][0], _in_all([test for _, test in every])
        case Either(parts):
            either = [_units(part, names, rank) for part in parts]
            return max(map(_rank, either)), _in_any([test for _, test in either])
        case Name("any"):
            return max(map(rank, names)), _in_any([_units(Name(name), names, rank)[1] for name in names])
        case Name(name) if name in names:
            return rank(name), lambda of, close, among: of(name, among)
        case Call("near", (first, second, reach)) if first in names and second in names:
            if rank(second) < rank(first):
                first, second = second, first
            own = int(reach)
            return (
                rank(first),
                lambda of, close, among: (
                    close(first, second, own, both)
                    if (both := of(second, one) if (one := of(first, among)) else 0)
                    else 0
                ),
            )
        case _:
            return _LAST, lambda of, close, among: among


def _rank(one: tuple[int, Units]) -> int:
    return one[0]


def _in_all(tests: Sequence[Units]) -> Units:
    def units(of: Within, close: Callable[[str, str, int, int], int], among: int) -> int:
        for test in tests:
            if not (among := test(of, close, among)):
                break
        return among

    return units


def _in_any(tests: Sequence[Units]) -> Units:
    def units(of: Within, close: Callable[[str, str, int, int], int], among: int) -> int:
        found = 0
        for test in tests:
            found |= test(of, close, among)
        return found

    return units


def ways_to_hold(rule: Rule) -> tuple[frozenset[str], ...]:
    """Return sets of patterns: where none of the sets hits as a whole, the condition cannot hold.

    A negation needs nothing; beyond MOST_WAYS sets the answer is that nothing is needed.
    """
    found = _ways(parse(written(rule)), tuple(rule.patterns))
    least = [way for way in found if not any(other < way for other in found)]
    return tuple(dict.fromkeys(least)) if len(found) <= MOST_WAYS else (frozenset(),)


def _ways(condition: Condition, names: tuple[str, ...]) -> list[frozenset[str]]:
    match condition:
        case Both(parts):
            ways = [frozenset[str]()]
            for part in parts:
                ways = list({one | other for one in ways for other in _ways(part, names)})
                if len(ways) > MOST_WAYS:
                    return ways
            return ways
        case Either(parts):
            return [way for part in parts for way in _ways(part, names)]
        case Name("any"):
            return [frozenset([name]) for name in names]
        case Name(name):
            return [frozenset([name] if name != KNOWN_LINKS else ())]
        case Call("near", (first, second, _)):
            return [frozenset([first, second])]
        case Not():
            return [frozenset()]
        case _:
            return []


class Uses(NamedTuple):
    """What a condition asks of its patterns: of some whether and where they hit first, of pairs how near they stand."""

    first: frozenset[str]
    near: tuple[tuple[str, str, int], ...]


def uses_of(rule: Rule) -> Uses:
    """Return which hits can change whether a rule holds in a unit and what it quotes: first ones, and pairs in reach."""
    first, near = {rule.quote} - {""}, []
    for atom, _ in atoms(parse(written(rule))):
        match atom:
            case Name("any"):
                first.update(rule.patterns)
            case Name(name):
                first.add(name)
            case Call("near", (one, other, reach)):
                near.append((one, other, int(reach)))
    return Uses(frozenset(first), tuple(near))


def quoting(rule: Rule) -> Callable[[Hits], Span]:
    """Return what chooses the words to quote: the named pattern, else the first part of the condition that speaks for the rule.

    Of alternatives it is the first that may hold. For `near(a, b, n)` that is the closest pair, from the beginning of the
    one to the end of the other.
    """
    names = tuple(rule.patterns)
    choices = [_choice(Name(rule.quote), names)] if rule.quote else []
    choices.append(_speaking(parse(written(rule)), names))

    def quoted(hits: Hits) -> Span:
        return next((found for choice in choices if (found := choice(hits)) is not None), Span(0, 0))

    return quoted


def _speaking(condition: Condition, names: tuple[str, ...]) -> Callable[[Hits], Span | None]:
    match condition:
        case Not():
            return lambda hits: None
        case Both(parts):
            each = [_speaking(part, names) for part in parts]
            return lambda hits: next((found for one in each if (found := one(hits)) is not None), None)
        case Either(parts):
            either = [(_promising(part, names), _speaking(part, names)) for part in parts]
            return lambda hits: next(
                (found for holds, one in either if holds(hits) and (found := one(hits)) is not None), None
            )
        case _:
            return _choice(condition, names)


def _choice(atom: Atom, names: tuple[str, ...]) -> Callable[[Hits], Span | None]:
    match atom:
        case Name("any"):
            return lambda hits: min((hits[name][0] for name in names if hits.get(name)), default=None)
        case Name(name):
            return lambda hits: hits[name][0] if hits.get(name) else None
        case Call("near", (first, second, reach)):
            return _closest(first, second, int(reach))
        case _:
            return lambda hits: None


def _closest(first: str, second: str, reach: int) -> Callable[[Hits], Span | None]:
    def closest(hits: Hits) -> Span | None:
        pairs = _near(hits.get(first, ()), hits.get(second, ()), reach)
        return min((hull(pair) for pair in pairs), key=lambda span: (span.end - span.start, span), default=None)

    return closest


def _near(first: Sequence[Span], second: Sequence[Span], reach: int) -> Iterator[tuple[Span, Span]]:
    """Yield the pairs with at most `reach` characters between; only neighbours are compared, so long texts stay cheap."""
    others = sorted(second)
    longest = max([end - start for start, end in others], default=0)
    for one in first:
        start, end = one
        for at in range(bisect_left(others, (start - reach - longest,)), len(others)):
            other = others[at]
            if other[0] > end + reach:
                break
            if start - other[1] <= reach and one != other:
                yield one, other
