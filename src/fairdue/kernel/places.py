"""Places where an expression may match, told by a cheap sign, so that it need not be tried at each character; it knows no message."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator

from fairdue.kernel.expression import Expression, Found


def found_at(expression: Expression | re.Pattern[str], text: str, places: Iterable[int]) -> Iterator[Found]:
    """Match at some places only, which ascend; what `finditer` finds where the expression matches at no other.

    For expressions that never match nothing.

    >>> [found[0] for found in found_at(Expression("[0-9]+元"), "欠12元,34元", (1, 2, 5))]
    ['12元', '34元']
    """
    end = 0
    for place in places:
        if place >= end:
            found = expression.match(text, place)
            if found is not None:
                end = found.end()
                yield found


def before(text: str, signs: Iterable[Found], reach: int, begins: Container[str] | None = None) -> Iterator[int]:
    """Yield the places of the beginnings of signs and up to `reach` characters before each, every place once.

    `begins`: only places of these characters. The signs come in their order.

    >>> list(before("a1b2", Expression("[0-9]").finditer("a1b2"), 1)), list(before("a1", Expression("1").finditer("a1"), 1, "a"))
    ([0, 1, 2, 3], [0])
    """
    done = 0
    for sign in signs:
        at = sign.start()
        for place in range(max(done, at - reach), at + 1):
            if begins is None or text[place] in begins:
                yield place
        done = at + 1
