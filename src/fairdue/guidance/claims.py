"""Find the claim a question means by its characters, their pairs and words of one meaning; it knows no law.

A trait (character, pair or meaning) counts more the fewer claims hold it. The nearest wording decides, helped by the
whole of what the pack says of the claim. It does not guess which side the question takes: the wording found is told
with its side, so that what is called right or wrong is always a sentence of the pack.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import log, sqrt
from typing import Final

from fairdue.records.handbook import SameMeaning
from fairdue.records.myths import FoundMyth, Myth, Side

# Below this nearness a claim is not the one that was meant.
NEAR_ENOUGH: Final = 0.2
# A claim so much less near than the nearest is not told beside it.
_BESIDE: Final = 0.55
# How much the whole of a claim adds to its nearest wording, and a trait no claim holds takes from it.
_WHOLE: Final = 0.5
_UNHEARD: Final = 0.35
_CHARACTER: Final = 0.4
_MEANING: Final = 2.0
_DROPPED: Final = re.compile(r"[\s\W_]+|吗|呢|吧|了|的|啊|就|都|请问|听说|据说|有人说|真的")
# A不A asks, it does not deny: 是不是, 能不能.
_ASKING: Final = re.compile(r"(.)[不没]\1")


@dataclass(frozen=True, slots=True)
class _Vector:
    traits: Mapping[str, float]
    length: float

    def nearness(self, other: _Vector) -> float:
        """Return the cosine of two texts."""
        few, many = sorted((self.traits, other.traits), key=len)
        shared = sum(weight * many[trait] for trait, weight in few.items() if trait in many)
        return shared / (self.length * other.length) if shared else 0.0


@dataclass(frozen=True, slots=True)
class _Wording:
    words: str
    side: Side
    vector: _Vector


class Claims:
    """The claims of a pack, made ready to be searched once."""

    def __init__(self, myths: Iterable[Myth], same: Iterable[SameMeaning]) -> None:
        """Weigh every trait by how few claims hold it."""
        self.myths = tuple(myths)
        self._meanings = [
            (group.id, re.compile("|".join(map(re.escape, sorted(group.words, key=len, reverse=True)))))
            for group in same
        ]
        held = Counter(trait for myth in self.myths for trait in {*self._traits(_whole(myth))})
        self._weights = {trait: log(1 + len(self.myths) / times) for trait, times in held.items()}
        self._unheard = _UNHEARD * log(1 + len(self.myths))
        self._wordings = {
            myth.id: [_Wording(words, side, self._vector(words)) for words, side in wordings(myth)]
            for myth in self.myths
        }
        self._wholes = {myth.id: self._vector(_whole(myth)) for myth in self.myths}

    def search(self, question: str, limit: int = 5) -> tuple[FoundMyth, ...]:
        """Return the claims the question may mean, nearest first; nothing where none is near enough."""
        asked = self._vector(question)
        found = [self._found(myth, asked) for myth in self.myths] if asked.traits else []
        near = sorted(
            (one for one in found if one.nearness >= NEAR_ENOUGH), key=lambda one: (-one.nearness, one.myth.id)
        )
        return tuple(one for one in near[:limit] if one.nearness >= _BESIDE * near[0].nearness)

    def _found(self, myth: Myth, asked: _Vector) -> FoundMyth:
        scored = [(one.vector.nearness(asked), one) for one in self._wordings[myth.id]]
        nearest, wording = max(scored, key=lambda pair: pair[0])
        nearness = nearest + _WHOLE * self._wholes[myth.id].nearness(asked)
        return FoundMyth(myth, round(min(nearness, 1.0), 3), wording.words, wording.side)

    def _vector(self, words: str) -> _Vector:
        traits = Counter(self._traits(words))
        weights = {
            trait: self._weights.get(trait, self._unheard) * _share(trait) * (1 + log(times))
            for trait, times in traits.items()
        }
        return _Vector(weights, sqrt(sum(weight * weight for weight in weights.values())) or 1.0)

    def _traits(self, words: str) -> Iterator[str]:
        """Yield the meanings, characters and pairs of a text."""
        folded = unicodedata.normalize("NFKC", words).casefold()
        yield from (f"={id}" for id, form in self._meanings if form.search(folded))
        plain = _DROPPED.sub("", _ASKING.sub(r"\1", folded))
        yield from plain
        yield from (plain[at : at + 2] for at in range(len(plain) - 1))


def wordings(myth: Myth) -> Iterator[tuple[str, Side]]:
    """Yield every wording of a claim and of its denial."""
    yield myth.claim, "claim"
    yield from ((words, "claim") for words in myth.says)
    yield from ((words, "denial") for words in myth.denies)


def _whole(myth: Myth) -> str:
    return " ".join((myth.claim, *myth.says, *myth.denies, myth.answer, myth.why, myth.instead))


def _share(trait: str) -> float:
    """Weigh a meaning above a pair and a pair above a single character."""
    return _MEANING if trait.startswith("=") else _CHARACTER if len(trait) == 1 else 1.0
