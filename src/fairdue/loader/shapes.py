"""Turn a pattern into its shape: words and gaps that tell where in a text it can match; it looks at no text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import product
from typing import Any, NamedTuple, TypeAlias

from fairdue.loader import regex_tree as sre

# Words are cut after so many characters; so many of two parts that follow one another are joined to longer ones.
LONGEST, _JOINED = 8, 8
# A larger class counts as any character; a part is written out so many times.
_CLASS_CAP, _REPEATS = 140, 3
ANY_CHARACTER = ""
# Words further from the beginning of a match, give or take, would leave no place out; nor would so many.
_SWAY, _DENSE = 40, 6000
# How often one character stands where a word stands once: one that tells something, a digit or a letter.
_TELLING, _FREQUENT = 6, 25


class Words(NamedTuple):
    """One of some words; the empty word among them: or nothing."""

    words: tuple[str, ...]

    @property
    def told(self) -> tuple[str, ...]:
        """The words that are not empty, in their order: what two sets of the same words have in common."""
        return tuple(sorted(filter(None, self.words)))


class Gap(NamedTuple):
    """So many characters of a class: `+` and the characters of it, `-` and those that are not, or any character."""

    among: str
    least: int
    most: int


class Ways(NamedTuple):
    """One of some sequences."""

    ways: tuple[tuple[Part, ...], ...]


class Unknown(NamedTuple):
    """Something nothing is known of: where it may match is not told."""


Part: TypeAlias = "Words | Gap | Ways | Unknown"
Shape = tuple[Part, ...]
# How far behind the beginning of a match one of some words stands, at least and at most.
Anchors = tuple[int, int, tuple[str, ...]]


class _Anchored(NamedTuple):
    """Words with their least and most distance from the beginning, and at how many places of a text they stand, roughly."""

    anchors: frozenset[tuple[str, int, int]]
    cost: int


def shape_of(pattern: str) -> Shape:
    """Return what every match of a pattern is made of, one part after the other; empty where nothing is known.

    A shape may fit more than its pattern matches, never less.

    >>> shape_of("[你您]们?.{0,3}(?:坐牢|抓)")
    (Words(words=('你们', '你', '您们', '您')), Gap(among='-\\n', least=0, most=3), Words(words=('坐牢', '抓')))
    >>> shape_of("还?")
    ()
    """
    tree = sre.parse(pattern)
    return () if tree.has_flags or not tree.least else tuple(_sequence(tree.nodes))


def ended(shape: Iterable[Part]) -> Shape:
    """Return a shape without what tells nothing at its end, where a match may end anyhow, and of words without longer ones.

    >>> ended(shape_of("(?:还|还款|付).{0,3}元?[^角]"))
    (Words(words=('还', '付')),)
    """
    parts = list(shape)
    while parts:
        match parts[-1]:
            case Words(words) if "" not in words:
                return (*parts[:-1], Words(tuple(word for word in words if not _begun(word, words))))
            case Gap(among, least, _) if least and among.startswith("+"):
                return tuple(parts)
            case Ways(ways) if all(each := [ended(way) for way in ways]):
                merged = _ways(each)
                return (*parts[:-1], *(ended([merged]) if isinstance(merged, Words) else [merged]))
            case _:
                parts.pop()
    return ()


def _begun(word: str, words: Sequence[str]) -> bool:
    """Tell whether a word begins with another of some words."""
    return any(word[:length] in words for length in range(1, len(word)))


def written(shape: Shape, number_of: Callable[[tuple[str, ...]], int], class_of: Callable[[str], int]) -> str:
    """Write a shape as signs with blanks between, the last part first.

    Words as the number of their set, a point and how long they are, with `~` before it where they may be missing; gaps as
    class:least:most, -1 for any character; alternatives as `( … | … )`; what is unknown as `*`.
    """
    return " ".join(_signs(shape, number_of, class_of))


def _signs(
    shape: Iterable[Part], number_of: Callable[[tuple[str, ...]], int], class_of: Callable[[str], int]
) -> list[str]:
    signs: list[str] = []
    for part in reversed(tuple(shape)):
        match part:
            case Words(words):
                lengths = "".join(map(str, sorted(set(map(len, part.told)))))
                signs.append(f"{'~' if '' in words else ''}{number_of(part.told)}.{lengths}")
            case Gap(among, least, most):
                signs.append(f"{class_of(among) if among else -1}:{least}:{most}")
            case Ways(ways):
                signs.append("(")
                for at, way in enumerate(ways):
                    signs += [*(["|"] if at else []), *_signs(way, number_of, class_of)]
                signs.append(")")
            case Unknown():
                signs.append("*")
    return signs


def rarest(shape: Shape, rare: Callable[[str], int]) -> tuple[int, frozenset[tuple[str, ...]]] | None:
    """Return sets of words of which every match has one, those that stand at the fewest places; None where there are none.

    `rare`: at how many places a word stands, roughly; the sum over the sets is returned with them.
    """
    found: list[tuple[int, frozenset[tuple[str, ...]]]] = []
    for part in shape:
        match part:
            case Words(words) if "" not in words:
                found.append((sum(map(rare, words)), frozenset([part.told])))
            case Ways(ways):
                each = [rarest(way, rare) for way in ways]
                told = [one for one in each if one is not None]
                if len(told) == len(each):
                    found.append((sum(cost for cost, _ in told), frozenset().union(*(sets for _, sets in told))))
            case _:
                pass
    return min(found, key=lambda one: (one[0], sorted(one[1])), default=None)


def anchors_of(shape: Shape) -> tuple[Anchors, ...]:
    """Return words, least and most: each match has one of them so many characters behind its beginning.

    Empty where there is no such set, or where it would leave few places out.

    >>> anchors_of(shape_of("[你您]们?.{0,30}(?:爸妈|公司)")), anchors_of(shape_of(".{0,2}(?:爸妈|公司)"))
    (((0, 0, ('你', '你们', '您', '您们')),), ((0, 2, ('公司', '爸妈')),))
    """
    best = _anchored(shape)
    if best is None or best.cost > _DENSE:
        return ()
    grouped: dict[tuple[int, int], list[str]] = {}
    for word, least, most in sorted(best.anchors):
        grouped.setdefault((least, most), []).append(word)
    return tuple((least, most, tuple(words)) for (least, most), words in sorted(grouped.items()))


def _anchored(shape: Shape) -> _Anchored | None:
    """Return the rarest set of words, one of which every match of a sequence has at a known distance."""
    found: list[_Anchored] = []
    least = most = 0
    for part in shape:
        if isinstance(part, Unknown) or most - least > _SWAY:
            break
        if isinstance(part, Words) and "" not in part.words:
            found.append(_priced((word, least, most) for word in part.words))
        elif isinstance(part, Ways) and all(each := [_anchored(way) for way in part.ways]):
            inner = (anchor for one in each if one is not None for anchor in one.anchors)
            found.append(_priced((word, least + low, most + high) for word, low, high in inner))
        low, high = _width(part)
        least, most = least + low, most + high
    return min(found, key=lambda one: one.cost, default=None)


def _priced(anchors: Iterable[tuple[str, int, int]]) -> _Anchored:
    kept = frozenset(anchors)
    return _Anchored(kept, sum(_often(word) * (most - least + 1) for word, least, most in kept))


def _often(word: str) -> int:
    """Say how often a word stands in a text, roughly."""
    return 1 if len(word) > 1 else _FREQUENT if word.isascii() else _TELLING


def _width(part: Part) -> tuple[int, int]:
    """Return how many characters a part takes at least and at most."""
    match part:
        case Words(words):
            return min(map(len, words)), max(map(len, words))
        case Gap(_, least, most):
            return least, most
        case Ways(ways):
            sums = [[sum(one) for one in zip((0, 0), *map(_width, way), strict=False)] for way in ways]
            return min(low for low, _ in sums), max(high for _, high in sums)
        case _:
            return 0, _SWAY + 1


def _sequence(nodes: Iterable[sre.Node]) -> list[Part]:
    parts: list[Part] = []
    for code, value in nodes:
        for part in _parts(code, value):
            joined = _joined(parts[-1], part) if parts else None
            if joined is None:
                parts.append(part)
            else:
                parts[-1] = joined
    return parts


def _joined(one: Part, other: Part) -> Words | None:
    """Return two sets of words that follow one another as one set, where it stays small."""
    if not isinstance(one, Words) or not isinstance(other, Words) or len(one.words) * len(other.words) > _JOINED:
        return None
    words = dict.fromkeys(first + second for first, second in product(one.words, other.words))
    return Words(tuple(words)) if max(map(len, words)) <= LONGEST else None


def _parts(code: Any, value: Any) -> list[Part]:
    """Return what one node of a pattern is made of."""
    if code is sre.LITERAL:
        return [Words((chr(value),))]
    if code is sre.ANY:
        return [Gap("-\n", 1, 1)]
    if code is sre.NOT_LITERAL:
        return [Gap("-" + chr(value), 1, 1)]
    if code is sre.IN:
        among = _class(value)
        is_few = among.startswith("+") and len(among) <= 12
        return [Words(tuple(among[1:])) if is_few else Gap(among, 1, 1)]
    if code is sre.SUBPATTERN and not value[1] and not value[2]:
        return _sequence(value[3])
    if code is sre.BRANCH:
        return [_ways([_sequence(branch) for branch in value[1]])]
    if code in (sre.MAX_REPEAT, sre.MIN_REPEAT):
        return _repeat(value[0], value[1], _sequence(value[2]))
    if code is sre.AT:
        return []
    return [Unknown()]


def _ways(ways: Sequence[Sequence[Part]]) -> Part:
    """Return alternatives: words as one set, other sequences beside it."""
    words: dict[str, None] = {}
    others: list[tuple[Part, ...]] = []
    for way in ways:
        if not way:
            words[""] = None
        elif len(way) == 1 and isinstance(way[0], Words):
            words.update(dict.fromkeys(way[0].words))
        else:
            others.append(tuple(way))
    held = Words(tuple(words))
    if not others:
        return held
    return Ways((*others, (held,)) if words else tuple(others))


def _repeat(least: int, most: Any, body: list[Part]) -> list[Part]:
    """Return a part that is repeated: characters as a gap, others written out where they are few."""
    is_open = most is sre.MAXREPEAT
    if len(body) == 1 and not is_open:
        match body[0]:
            case Gap(among, 1, 1):
                return [Gap(among, least, int(most))]
            case Words(words) if most > 1 and {len(word) for word in words} == {1}:
                return [Gap("+" + "".join(words), least, int(most))]
            case _:
                pass
    if is_open or most > _REPEATS:
        return [*(body * min(least, _REPEATS)), Unknown()]
    rest: list[Part] = []
    for _ in range(int(most) - least):
        rest = [_ways([[*body, *rest], []])]
    return [*(body * least), *rest]


def _class(entries: Sequence[sre.Node]) -> str:
    """Spell out a class; one that is large, or named, counts as any character."""
    is_negated = sre.is_negated(list(entries))
    found: dict[str, None] = {}
    for code, value in entries[1:] if is_negated else entries:
        if code is sre.LITERAL:
            found[chr(value)] = None
        elif code is sre.RANGE and value[1] - value[0] < _CLASS_CAP:
            found.update(dict.fromkeys(map(chr, range(value[0], value[1] + 1))))
        elif is_negated:
            continue
        else:
            return ANY_CHARACTER
    return ("-" if is_negated else "+") + "".join(found)


def words_of(shape: Iterable[Part]) -> Iterable[Words]:
    """Yield every set of words of a shape, also those in its alternatives."""
    for part in shape:
        if isinstance(part, Words):
            yield part
        elif isinstance(part, Ways):
            for way in part.ways:
                yield from words_of(way)
