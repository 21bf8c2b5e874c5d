"""Points for what a message reads as, by its characters and pairs of them; a tie-breaker beside the rules, no finding."""

from __future__ import annotations

from collections.abc import Mapping
from math import isqrt
from operator import add

from fairdue.kernel.expression import Expression
from fairdue.records.leaning import WEIGHTLESS, Leaning
from fairdue.records.rules import Kind

# Fewer known characters and pairs beyond the Latin ones tell nothing: a number, a link, a greeting.
FEWEST = 8
# Beginnings tell the kind of a letter; a longer text gives no more than this.
LONGEST = 6000
_NUMBER = Expression(r"[0-9]+")


def grams_of(text: str) -> set[str]:
    """Return the distinct characters and pairs of a folded text, blanks left out and each number written as one 0.

    >>> sorted(grams_of("还 12"))
    ['0', '还', '还0']
    """
    plain = _NUMBER.sub("0", "".join(text[:LONGEST].split()))
    return {*plain, *map(add, plain, plain[1:])}


class Leaner:
    """A table of weights made ready; `points` may be called for any number of texts."""

    def __init__(self, leaning: Leaning) -> None:
        self._leaning = leaning
        self._bias = [int(weight) for weight in leaning.bias.split()]

    def points(self, text: str) -> Mapping[Kind, int]:
        """Return points for or against each kind, none where the text holds too little that is known.

        The weights of a text are averaged as the square root of their number, so that a long text does not shout.
        """
        grams = self._leaning.grams
        known = grams.keys() & grams_of(text)
        if len(known) - sum(map(str.isascii, known)) < FEWEST:
            return {}
        weights, width = "".join(map(grams.__getitem__, known)).encode("latin-1"), len(self._bias)
        sums = [sum(weights[at::width]) - WEIGHTLESS * len(known) for at in range(width)]
        root, scale, most = isqrt(100 * len(known)), self._leaning.scale, self._leaning.most
        told = [(10 * total // root + bias) / scale for total, bias in zip(sums, self._bias, strict=True)]
        middle = sum(told) / len(told)
        return {
            kind: max(-most, min(most, round(value - middle)))
            for kind, value in zip(self._leaning.kinds, told, strict=True)
        }
