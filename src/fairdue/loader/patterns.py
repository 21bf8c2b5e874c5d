"""Fill named fragments into patterns and join alternatives; whether the result may run is for `subset`."""

from __future__ import annotations

import re
from collections.abc import Mapping

LONGEST = 20_000
_NAME = re.compile(r"\{([a-z][a-z-]*)\}")


class FragmentFault(Exception):
    """A fragment that does not exist, leads back to itself, or makes a pattern grow without measure."""

    def __init__(self, code: str, name: str, trail: tuple[str, ...] = ()) -> None:
        self.code, self.name, self.trail = code, name, trail
        super().__init__(code, name, trail)


def fragment_names(pattern: str) -> tuple[str, ...]:
    """List the fragments a pattern names, in order.

    >>> fragment_names("{police}.{0,12}(?:抓|{debt})")
    ('police', 'debt')
    """
    return tuple(_NAME.findall(pattern))


def fill(pattern: str, fragments: Mapping[str, str], trail: tuple[str, ...] = ()) -> str:
    """Return the pattern with every fragment filled in as a group; raises FragmentFault.

    >>> fill("{a}+x", {"a": "b|{c}", "c": "d"})
    '(?:b|(?:d))+x'
    """

    def insert(found: re.Match[str]) -> str:
        name = found.group(1)
        if name in trail:
            raise FragmentFault("fragment-cycle", name, (*trail, name))
        if name not in fragments:
            raise FragmentFault("unknown-fragment", name, trail)
        inner = fill(fragments[name], fragments, (*trail, name))
        return inner if _is_one_group(inner) else f"(?:{inner})"

    filled = _NAME.sub(insert, pattern)
    if len(filled) > LONGEST:
        raise FragmentFault("pattern-too-long", trail[-1] if trail else "", trail)
    return filled


def join(pattern: object) -> str:
    """Return one pattern for a pattern or a list of alternatives.

    >>> join(["a", "b|c"])
    '(?:a)|(?:b|c)'
    """
    if isinstance(pattern, list):
        return str(pattern[0]) if len(pattern) == 1 else "|".join(f"(?:{part})" for part in pattern)
    return str(pattern)


def _is_one_group(pattern: str) -> bool:
    """Tell whether the whole pattern is one non-capturing group already."""
    if not pattern.startswith("(?:"):
        return False
    depth = at = 0
    in_class = False
    while at < len(pattern):
        character = pattern[at]
        if character == "\\":
            at += 1
        elif in_class:
            in_class = character != "]"
        elif character == "[":
            in_class = True
            at += 1 if pattern[at + 1 : at + 2] in ("]", "^") else 0
        elif character == "(":
            depth += 1
        elif character == ")":
            depth -= 1
            if depth == 0:
                return at == len(pattern) - 1
        at += 1
    return False
