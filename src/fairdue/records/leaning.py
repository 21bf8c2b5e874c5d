"""What the characters of a message tell of its kind: integer weights learned from the open corpus; they accuse nobody."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from fairdue.records.rules import Kind


@dataclass(frozen=True, slots=True)
class Leaning:
    """Weights of single characters and pairs, one number for each of `kinds`, written apart by blanks.

    `bias`: the same for any text. `scale`: the weight that counts as one. `most`: the points a text may give at most,
    for or against a kind. An empty leaning says nothing of any text.
    """

    kinds: tuple[Kind, ...] = ()
    scale: int = 1
    most: int = 0
    bias: str = ""
    grams: Mapping[str, str] = field(default_factory=dict)
