"""What the characters of a message tell of its kind: integer weights learned from the open corpus; they accuse nobody."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from fairdue.records.rules import Kind

# What stands for a weight of 0: so that the weights of a text, put one after another, are the bytes of a string.
WEIGHTLESS: Final = 128


@dataclass(frozen=True, slots=True)
class Leaning:
    """Weights of single characters and pairs: for each of `kinds` the character whose code is WEIGHTLESS more.

    `bias`: the same for any text, numbers apart by blanks. `scale`: the weight that counts as one. `most`: the points a
    text may give at most, for or against a kind. An empty leaning says nothing of any text.
    """

    kinds: tuple[Kind, ...] = ()
    scale: int = 1
    most: int = 0
    bias: str = ""
    grams: Mapping[str, str] = field(default_factory=dict)
