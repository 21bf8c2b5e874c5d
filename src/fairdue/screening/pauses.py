"""Read blanks as commas where somebody writes no marks of speech; a word drawn apart with blanks is undone elsewhere."""

from __future__ import annotations

from collections.abc import Sequence

from fairdue.kernel.characters import HAN
from fairdue.kernel.expression import Expression

_MARKS = ",。!?;、"
# Between two characters of a clause and words of another; a lone character is part of a word drawn apart.
_PAUSE = Expression(rf" (?<=[0-9a-z\)\]”】%]{HAN} |{HAN}[0-9a-z\)\]”】%] |{HAN}{HAN} )(?=[^ ][^ ])(?=[^ ]{{0,8}}{HAN})")
_LONE = Expression(rf" {HAN} ")
# Clauses are so long on the whole, in a talk shorter; what is cut finer is no clause.
_CLAUSE = 7
_TURN = 5
_TALK = 3


def with_commas(text: str) -> str:
    """Return a folded text of the same length with a comma for each blank that parts clauses.

    >>> with_commas("还款日快到了 请提前把钱存进卡里 有事打客服电话")
    '还款日快到了,请提前把钱存进卡里,有事打客服电话'
    >>> with_commas("尾号 1234 的卡")
    '尾号 1234 的卡'
    """
    if text.count(" ") < 2:
        return text
    lines = text.split("\n")
    is_whole = _are_clauses(lines)
    return "\n".join(_PAUSE.sub(",", line) if is_whole or _are_clauses([line]) else line for line in lines)


def _are_clauses(lines: Sequence[str]) -> bool:
    """Tell whether the blanks of some lines part clauses: few marks do so, no character stands alone."""
    marks = sum(line.rstrip(_MARKS + " ").count(mark) for line in lines for mark in _MARKS)
    pieces = [piece for line in lines for piece in line.split(" ") if piece]
    blanks = len(pieces) - len(lines)
    if blanks < max(2, 2 * marks):
        return False
    least = _TURN if len(lines) >= _TALK else _CLAUSE
    is_long = sum(map(len, pieces)) >= least * (len(pieces) + marks)
    return is_long and not any(_LONE.search(line) for line in lines)
