"""The one place that touches Python's own regex parser, whose modules are private and carry no types."""

from __future__ import annotations

import re._constants as constants  # type: ignore[import-not-found]
import re._parser as _parser  # type: ignore[import-not-found]
from typing import Any

Node = tuple[Any, Any]

ANY = constants.ANY
ASSERT = constants.ASSERT
ASSERT_NOT = constants.ASSERT_NOT
AT = constants.AT
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


def tree(pattern: str) -> list[Node]:
    """Parse a pattern into the parser's own nodes; raises re.error for one that does not compile."""
    return list(_parser.parse(pattern))
