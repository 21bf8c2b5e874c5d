"""Say where a pattern leaves the language that `re` and hyperscan both run alike, or may run too long; it runs none."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from fairdue.loader import regex_tree as sre
from fairdue.loader.charsets import first_of, overlap

MOST_REPEATS = 200
MOST_WAYS = 1_000


class Fault(NamedTuple):
    """One fault of a pattern: a code, and the part of the pattern or the figure it is about."""

    code: str
    detail: str = ""


def faults(pattern: str) -> tuple[Fault, ...]:
    """List what keeps a filled pattern out of the subset; empty for a good one.

    >>> faults("(?:抓|拘留).{0,5}你"), faults("a*(b)")
    ((), (Fault(code='unbounded', detail=''), Fault(code='capturing-group', detail='')))
    """
    try:
        tree = sre.parse(pattern)
    except (re.error, RecursionError, OverflowError) as error:
        return (Fault("bad-regex", str(error)),)
    found = [Fault("inline-flags")] if tree.has_flags else []
    found += [Fault("named-group", name) for name in tree.group_names]
    if tree.least == 0:
        found.append(Fault("can-be-empty"))
    found += _walk(tree.nodes)
    if _has_inner_anchor(tree.nodes, True, True):
        found.append(Fault("anchor-inside"))
    found += [Fault("not-folded", character) for character in _unfolded(tree.nodes)]
    return tuple(dict.fromkeys(found))


def _walk(nodes: Iterable[sre.Node]) -> Iterator[Fault]:
    for code, value in nodes:
        if code in (sre.ASSERT, sre.ASSERT_NOT):
            yield Fault("lookaround")
        elif code in (sre.GROUPREF, sre.GROUPREF_EXISTS):
            yield Fault("back-reference")
        elif code is sre.AT and value not in (sre.AT_BEGINNING, sre.AT_END):
            yield Fault("word-boundary")
        elif code is sre.NOT_LITERAL:
            if chr(value) != "\n":
                yield Fault("newline-in-class")
        elif code is sre.IN:
            if _takes_newline(value):
                yield Fault("newline-in-class")
        elif code is sre.BRANCH:
            for branch in value[1]:
                yield from _walk(branch)
        elif code is sre.SUBPATTERN:
            if value[0] is not None:
                yield Fault("capturing-group")
            if value[1] or value[2]:
                yield Fault("inline-flags")
            yield from _walk(value[3])
        elif code in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT):
            yield from _repeat(code, *value)
        elif code is sre.ATOMIC_GROUP:
            yield Fault("lazy-or-possessive")
            yield from _walk(value)


def _repeat(code: Any, least: int, most: Any, body: Iterable[sre.Node]) -> Iterator[Fault]:
    if code is not sre.MAX_REPEAT:
        yield Fault("lazy-or-possessive")
    if most is sre.MAXREPEAT:
        yield Fault("unbounded")
    elif most > MOST_REPEATS:
        yield Fault("too-many-repeats", str(most))
    limit = MOST_REPEATS if most is sre.MAXREPEAT else int(most)
    body = list(body)
    if limit > 1 and _ways(body) ** min(limit, 20) > MOST_WAYS:
        yield Fault("catastrophic")
    yield from _walk(body)


def _ways(body: list[sre.Node]) -> int:
    """Count in how many ways one turn of a repeat may end, where the next part could take over: 1 when it is clear."""
    ways = 1
    for place, (code, value) in enumerate(body):
        rest = [*body[place + 1 :], *body[: place + 1]]
        if code is sre.BRANCH:
            branches = [list(branch) for branch in value[1]]
            ways *= max(map(_ways, branches))
            ways *= 2 if _branches_overlap(branches) else 1
        elif code is sre.SUBPATTERN:
            ways *= _ways(list(value[3]))
        elif code in (sre.MAX_REPEAT, sre.MIN_REPEAT):
            least, most, inner = value
            span = (MOST_REPEATS if most is sre.MAXREPEAT else int(most)) - least
            if span > 0 and overlap(first_of(inner), first_of(rest)):
                ways *= span + 1
            ways *= _ways(list(inner))
    return min(ways, 10**6)


def _branches_overlap(branches: list[list[sre.Node]]) -> bool:
    """Tell whether two alternatives of different length may begin alike and one is a beginning of the other."""
    texts = [_text(branch) for branch in branches]
    known = [text for text in texts if text is not None]
    if len(known) == len(texts):
        return any(one != other and one.startswith(other) for one in known for other in known)
    firsts = [first_of(branch) for branch in branches]
    return any(overlap(one, other) for place, one in enumerate(firsts) for other in firsts[:place])


def _text(branch: list[sre.Node]) -> str | None:
    """Return the only text a branch can match, or None."""
    return "".join(chr(value) for _, value in branch) if all(code is sre.LITERAL for code, _ in branch) else None


def _has_inner_anchor(nodes: Iterable[sre.Node], at_start: bool, at_end: bool) -> bool:
    """Tell whether `^` stands after, or `$` before, other parts of the pattern."""
    parts = list(nodes)
    for place, (code, value) in enumerate(parts):
        first, last = at_start and place == 0, at_end and place == len(parts) - 1
        if code is sre.AT and not (first if value is sre.AT_BEGINNING else last):
            return True
        if code is sre.BRANCH and any(_has_inner_anchor(branch, first, last) for branch in value[1]):
            return True
        if code is sre.SUBPATTERN and _has_inner_anchor(value[3], first, last):
            return True
        if code is sre.MAX_REPEAT and _has_inner_anchor(value[2], first and value[1] == 1, last and value[1] == 1):
            return True
    return False


def _takes_newline(entries: list[sre.Node]) -> bool:
    """Tell whether a class that excludes things lets a line end through."""
    if not sre.is_negated(entries):
        return any(
            code is sre.CATEGORY and value in (sre.CATEGORY_NOT_DIGIT, sre.CATEGORY_NOT_WORD) for code, value in entries
        )
    for code, value in entries[1:]:
        if code is sre.LITERAL and value == 10:
            return False
        if code is sre.RANGE and value[0] <= 10 <= value[1]:
            return False
        if code is sre.CATEGORY and value in (sre.CATEGORY_SPACE, sre.CATEGORY_NOT_WORD, sre.CATEGORY_NOT_DIGIT):
            return False
    return True


def _unfolded(nodes: Iterable[sre.Node]) -> Iterator[str]:
    """Find literals that folding would have changed, so that they can never match."""
    for code, value in nodes:
        if code is sre.LITERAL:
            character = chr(value)
            if unicodedata.normalize("NFKC", character).lower() != character:
                yield character
        elif code is sre.BRANCH:
            for branch in value[1]:
                yield from _unfolded(branch)
        elif code is sre.SUBPATTERN:
            yield from _unfolded(value[3])
        elif code in (sre.MAX_REPEAT, sre.MIN_REPEAT):
            yield from _unfolded(value[2])
