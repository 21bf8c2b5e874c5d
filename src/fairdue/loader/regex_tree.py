"""The one place that touches Python's own regex parser, whose modules are private and carry no types."""

from __future__ import annotations

import re
import re._constants as constants  # type: ignore[import-not-found]
import re._parser as _parser  # type: ignore[import-not-found]
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

Node = tuple[Any, Any]

ANY = constants.ANY
ASSERT = constants.ASSERT
ASSERT_NOT = constants.ASSERT_NOT
AT = constants.AT
AT_BEGINNING = constants.AT_BEGINNING
AT_END = constants.AT_END
ATOMIC_GROUP = constants.ATOMIC_GROUP
BRANCH = constants.BRANCH
CATEGORY = constants.CATEGORY
CATEGORY_DIGIT = constants.CATEGORY_DIGIT
CATEGORY_NOT_DIGIT = constants.CATEGORY_NOT_DIGIT
CATEGORY_NOT_SPACE = constants.CATEGORY_NOT_SPACE
CATEGORY_NOT_WORD = constants.CATEGORY_NOT_WORD
CATEGORY_SPACE = constants.CATEGORY_SPACE
CATEGORY_WORD = constants.CATEGORY_WORD
GROUPREF = constants.GROUPREF
GROUPREF_EXISTS = constants.GROUPREF_EXISTS
IN = constants.IN
LITERAL = constants.LITERAL
MAX_REPEAT = constants.MAX_REPEAT
MAXREPEAT = constants.MAXREPEAT
MIN_REPEAT = constants.MIN_REPEAT
NEGATE = constants.NEGATE
NOT_LITERAL = constants.NOT_LITERAL
POSSESSIVE_REPEAT = constants.POSSESSIVE_REPEAT
RANGE = constants.RANGE
SUBPATTERN = constants.SUBPATTERN


@dataclass(frozen=True, slots=True)
class Tree:
    """A parsed pattern: its nodes, whether it sets flags or names groups, the fewest and most characters it can match."""

    nodes: tuple[Node, ...]
    has_flags: bool
    group_names: tuple[str, ...]
    least: int
    most: int


@lru_cache(maxsize=4096)
def parse(pattern: str) -> Tree:
    """Parse a pattern; raises re.error for one that does not compile."""
    found = _parser.parse(pattern)
    flags = found.state.flags & ~re.UNICODE
    return Tree(tuple(found), bool(flags), tuple(found.state.groupdict), *found.getwidth())


def width_of(node: Node) -> tuple[int, int]:
    """Return the fewest and most characters that one node of a tree can match."""
    least, most = _parser.SubPattern(_parser.State(), [node]).getwidth()
    return int(least), int(most)


def is_negated(entries: list[Node]) -> bool:
    """Tell whether a class is written `[^…]`."""
    return bool(entries) and entries[0][0] is NEGATE
