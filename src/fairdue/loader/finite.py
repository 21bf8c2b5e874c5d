"""Spell out a pattern that can only match a few fixed words, so that no expression need be compiled to find them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import product
from typing import Any

from fairdue.loader import regex_tree as sre

# Beyond this many words, compiling the expression once is cheaper than looking for each.
MOST_WORDS = 160
_LONGEST_RUN = 40


def finite_words(pattern: str) -> tuple[str, ...]:
    """Return every word a pattern matches, in the order an expression would try them; empty where there is no such list.

    >>> finite_words("(?:会|将)(?:起诉|告)你?")
    ('会起诉你', '会起诉', '会告你', '会告', '将起诉你', '将起诉', '将告你', '将告')
    >>> finite_words("还.{0,3}钱")
    ()
    """
    try:
        words = _sequence(sre.parse(pattern).nodes)
    except re.error:
        return ()
    return tuple(dict.fromkeys(words)) if words and "" not in words else ()


def _sequence(nodes: Iterable[sre.Node]) -> list[str] | None:
    run = [""]
    for code, value in nodes:
        part = _part(code, value)
        if part is None or len(run) * len(part) > MOST_WORDS:
            return None
        run = [first + second for first, second in product(run, part)]
    return run if max(map(len, run)) <= _LONGEST_RUN else None


def _part(code: Any, value: Any) -> list[str] | None:
    if code is sre.LITERAL:
        return [chr(value)]
    if code is sre.SUBPATTERN:
        return _sequence(value[3])
    if code is sre.IN:
        return _class(value)
    if code is sre.BRANCH:
        words: list[str] = []
        for branch in value[1]:
            found = _sequence(branch)
            if found is None:
                return None
            words += found
        return words
    if code is sre.MAX_REPEAT and value[0] == 0 and value[1] == 1:
        found = _sequence(value[2])
        return None if found is None else [*found, ""]
    return None


def _class(entries: list[sre.Node]) -> list[str] | None:
    characters: list[str] = []
    for code, value in entries:
        if code is sre.LITERAL:
            characters.append(chr(value))
        elif code is sre.RANGE and value[1] - value[0] < 12:
            characters += map(chr, range(value[0], value[1] + 1))
        else:
            return None
    return characters
