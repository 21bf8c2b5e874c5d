"""Find the claim a question means by its pairs of characters, and which side of it the question takes; it knows no law.

Words of one meaning are first made the same (the pack lists them). A pair counts more the fewer claims hold it. What
the question says against a claim is told from the words of denial around it and from the wordings the pack holds.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import log, sqrt
from typing import Final

from fairdue.records.handbook import SameMeaning
from fairdue.records.myths import FoundMyth, Myth, Stance

# Below this nearness a claim is not the one that was meant.
NEAR_ENOUGH: Final = 0.22
_DROPPED: Final = re.compile(r"[\s\W_]+|吗|呢|吧|了|的|啊|就|都|是不是|请问|我|你|他|们|这|那|听说|据说|有人说|真的")


@dataclass(frozen=True, slots=True)
class _Wording:
    myth: Myth
    words: str
    stance: Stance
    pairs: Mapping[str, float]
    length: float


class Claims:
    """The claims of a pack, made ready to be searched once."""

    def __init__(self, myths: Iterable[Myth], same: Iterable[SameMeaning]) -> None:
        """Weigh every pair of characters by how few claims hold it."""
        self._same = sorted(
            ((word, group.words[0]) for group in same for word in group.words[1:]), key=lambda pair: -len(pair[0])
        )
        self.myths = tuple(myths)
        told = [(myth, words, stance) for myth in self.myths for words, stance in wordings(myth)]
        spread = Counter(
            pair
            for myth in self.myths
            for pair in {pair for words, _ in wordings(myth) for pair in _pairs(self._plain(words))}
        )
        count = len(self.myths)
        self._weights = {pair: log(1 + count / held) for pair, held in spread.items()}
        self._rare = log(1 + count)
        self._wordings = [self._weigh(myth, words, stance) for myth, words, stance in told]

    def search(self, question: str, limit: int = 5) -> tuple[FoundMyth, ...]:
        """Return the claims the question may mean, nearest first; nothing where none is near enough."""
        pairs = self._weighted(question)
        length = _length(pairs)
        if not length:
            return ()
        best: dict[str, FoundMyth] = {}
        for one in self._wordings:
            shared = sum(weight * pairs[pair] for pair, weight in one.pairs.items() if pair in pairs)
            nearness = shared / (length * one.length)
            if nearness >= NEAR_ENOUGH and (one.myth.id not in best or nearness > best[one.myth.id].nearness):
                best[one.myth.id] = FoundMyth(one.myth, round(nearness, 3), one.words, one.stance)
        return tuple(sorted(best.values(), key=lambda found: (-found.nearness, found.myth.id))[:limit])

    def _weigh(self, myth: Myth, words: str, stance: Stance) -> _Wording:
        pairs = self._weighted(words)
        return _Wording(myth, words, stance, pairs, _length(pairs) or 1.0)

    def _weighted(self, words: str) -> dict[str, float]:
        pairs = Counter(_pairs(self._plain(words)))
        return {pair: self._weights.get(pair, self._rare) * (1 + log(times)) for pair, times in pairs.items()}

    def _plain(self, words: str) -> str:
        plain = unicodedata.normalize("NFKC", words).casefold()
        for word, stands_for in self._same:
            plain = plain.replace(word, stands_for)
        return _DROPPED.sub("", plain)


def wordings(myth: Myth) -> Iterable[tuple[str, Stance]]:
    """Yield every wording of a claim and of its denial."""
    yield myth.claim, "claim"
    yield from ((words, "claim") for words in myth.says)
    yield from ((words, "denial") for words in myth.denies)


def _pairs(words: str) -> list[str]:
    """Cut a text into single characters and pairs of neighbours.

    >>> _pairs("上门催")
    ['上', '门', '催', '上门', '门催']
    """
    return [*words, *(words[at : at + 2] for at in range(len(words) - 1))]


def _length(pairs: Mapping[str, float]) -> float:
    return sqrt(sum(weight * weight for weight in pairs.values()))
