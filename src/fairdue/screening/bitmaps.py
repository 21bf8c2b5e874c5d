"""One text as bitmaps, to tell at all its places at once where matches can begin; it knows neither rules nor expressions.

Bit n of a bitmap, an integer of any length, tells of the place before character n. Parts of a shape are laid over the
text from the last to the first, each a few shifts, ands and ors of whole bitmaps.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, KeysView, Sequence, Set
from functools import lru_cache
from itertools import compress
from operator import add
from typing import Final, NamedTuple, Protocol, TypeAlias, final

# Fewer places than this are looked at one by one; fewer than half of it are set one by one.
FEW: Final = 12
# Fewer places than this are taken off one by one, the last first: the integer grows shorter.
_SOME: Final = 200
# In a text of more characters longer words are looked for only where their first characters stand: so many, then so many.
_LONG: Final = 1500
_HEADS: Final = (2, 4)
_bit = (1).__lshift__


@final
class Gap(NamedTuple):
    """So many characters of a class, by its number, -1 for any; `steps` double what may stand beyond the least."""

    among: int
    least: int
    steps: tuple[int, ...]


@final
class OneOf(NamedTuple):
    """One word of a set, by its number; how many characters its words have; whether the word may be missing."""

    number: int
    lengths: tuple[int, ...]
    is_optional: bool


# Words; a gap; alternatives, each with the sets it needs; None: anything.
Part: TypeAlias = "OneOf | Gap | tuple[tuple[frozenset[int], Shape], ...] | None"
Shape: TypeAlias = "tuple[Part, ...]"


def read_shape(signs: str) -> Shape:
    """Read a shape as `loader.shapes` writes it: its parts from the last to the first.

    >>> read_shape("3.2 0:1:4 ( 5.1 | ~6.12 -1:2:2 )")[:2]
    (OneOf(number=3, lengths=(2,), is_optional=False), Gap(among=0, least=1, steps=(1, 2)))
    >>> read_shape("( ~6.12 | * )")
    (((frozenset(), (OneOf(number=6, lengths=(1, 2), is_optional=True),)), (frozenset(), (None,))),)
    """
    return _read(iter(signs.split()))[0]


def _read(signs: Iterator[str]) -> list[Shape]:
    ways: list[Shape] = []
    parts: list[Part] = []
    for sign in signs:
        if sign == "(":
            parts.append(tuple((needs_of(way), way) for way in _read(signs)))
        elif sign == "|":
            ways.append(tuple(parts))
            parts = []
        elif sign == ")":
            break
        elif sign == "*":
            parts.append(None)
        elif ":" in sign:
            among, least, most = map(int, sign.split(":"))
            parts.append(Gap(among, least, _steps(most - least)))
        else:
            number, lengths = sign.lstrip("~").split(".")
            parts.append(OneOf(int(number), tuple(map(int, lengths)), sign[0] == "~"))
    return [*ways, tuple(parts)]


def needs_of(shape: Shape) -> frozenset[int]:
    """Return the sets of words of each of which a shape needs one."""
    return frozenset(part.number for part in shape if isinstance(part, OneOf) and not part.is_optional)


@lru_cache(maxsize=256)
def _steps(more: int) -> tuple[int, ...]:
    """Return how far to shift, each time, to reach each of so many places further."""
    steps: list[int] = []
    done = 0
    while done < more:
        steps.append(min(done + 1, more - done))
        done += steps[-1]
    return tuple(steps)


class Shaped:
    """Something of a shape; `signs` are read when a text is first asked where it may stand."""

    __slots__ = ("_needs", "_shape", "_signs")

    def __init__(self, signs: str = "") -> None:
        self._signs = signs
        self._shape: Shape | None = None
        self._needs: frozenset[int] = frozenset()

    @property
    def shape(self) -> Shape:
        """The parts, the last first; none where nothing is known."""
        if self._shape is None:
            self._shape = read_shape(self._signs) if self._signs else ()
            self._needs = needs_of(self._shape)
        return self._shape

    @property
    def needs(self) -> frozenset[int]:
        """The sets of words of each of which it has one."""
        return self._needs if self.shape else frozenset()


class Known(Protocol):
    """The words a text may hold: all of them, and the sets each belongs to."""

    words: KeysView[str]
    longest: int
    classes: Sequence[str]

    def heads(self, length: int) -> Set[str]:
        """Return the first so many characters of each longer word."""
        ...

    def sets_of(self, word: str) -> Iterable[int]:
        """Return the numbers of the sets of a word."""
        ...


class Bitmaps:
    """A text with the known words that stand in it.

    `present`: the sets of which a word stands in the text. Classes are `+` and their characters, or `-` and those not of it.
    """

    def __init__(self, text: str, known: Known) -> None:
        size = len(text)
        self.everywhere = (1 << size + 1) - 1
        self._classes, self._size = known.classes, size
        # Where each character, and each word that is known, ends.
        places: defaultdict[str, list[int]] = defaultdict(list)
        for end, character in enumerate(text, 1):
            places[character].append(end)
        words, pairs = known.words, list(map(add, text, text[1:]))
        for end, word in compress(enumerate(pairs, 2), map(words.__contains__, pairs)):
            places[word].append(end)
        starts: Sequence[int] = range(size)
        for length in range(3, known.longest + 1):
            if size > _LONG and length - 1 in _HEADS:
                heads = known.heads(length - 1)
                begun = pairs if length == 3 else [text[start : start + length - 1] for start in starts]
                starts = list(compress(starts, map(heads.__contains__, begun)))
            for start in starts:
                word = text[start : start + length]
                if word in words and len(word) == length:
                    places[word].append(start + length)
        ends = {word: bitmap_of(places[word], size) for word in words & places.keys()}
        # For each length of a word: of each set, where its words of this length end.
        ends_of: list[dict[int, int]] = [{} for _ in range(known.longest + 1)]
        for word, own in ends.items():
            of_set = ends_of[len(word)]
            for number in known.sets_of(word):
                of_set[number] = of_set[number] | own if number in of_set else own
        self.present: Set[int] = set().union(*ends_of)
        self._ends_of = ends_of
        self._ends, self._places = ends, places
        self._runs: dict[int, dict[int, int]] = {}
        self._where: dict[Shaped, int] = {}

    def where(self, shaped: Shaped) -> int:
        """Return at which places something of a shape can begin; everywhere where nothing is known of it."""
        found = self._where.get(shaped)
        if found is None:
            if not shaped.shape:
                found = self.everywhere
            elif self.present >= shaped.needs:
                found = self._begins(shaped.shape, self.everywhere)
            else:
                found = 0
            self._where[shaped] = found
        return found

    def where_in(self, shaped: Shaped, start: int, end: int) -> int:
        """Return at which of some places something of a shape can begin, counted from the first of them."""
        return self.where(shaped) >> start & (1 << end - start) - 1

    def begins_in(self, shaped: Shaped, start: int, end: int) -> bool:
        """Tell whether something of a shape can begin at one of some places."""
        return bool(self.where_in(shaped, start, end))

    def _begins(self, shape: Shape, here: int) -> int:
        ends_of, present, everywhere = self._ends_of, self.present, self.everywhere
        for part in shape:
            if type(part) is OneOf:
                number, lengths, is_optional = part
                found = here if is_optional else 0
                for length in lengths:
                    own = ends_of[length].get(number)
                    if own is not None and (own := own if here is everywhere else own & here):
                        found = found | own >> length if found else own >> length
                here = found
            elif type(part) is Gap:
                here = self._gap(part, here)
            elif part is None:
                here = everywhere
            else:
                found = 0
                for needs, way in part:
                    if present >= needs and (own := self._begins(way, here)):
                        found = found | own if found else own
                here = found
            if not here:
                return 0
        return here

    def _gap(self, gap: Gap, here: int) -> int:
        among, least, steps = gap
        if among < 0:
            here >>= least
            for step in steps:
                here |= here >> step
            return here
        runs = self._runs.get(among)
        if runs is None:
            runs = self._runs[among] = {1: self._of_class(self._classes[among])}
        if least:
            here = here >> least & (runs.get(least) or _run(runs, least))
        for step in steps:
            here |= here >> step & (runs.get(step) or _run(runs, step))
        return here

    def _of_class(self, among: str) -> int:
        found = 0
        for character in among[1:]:
            own = self._ends.get(character)
            if own is None:
                own = self._ends[character] = bitmap_of(self._places.get(character, ()), self._size)
            found |= own
        return found >> 1 if among[0] == "+" else self.everywhere >> 1 & ~(found >> 1)


def _run(runs: dict[int, int], length: int) -> int:
    """Return where so many characters of a class stand side by side."""
    if length not in runs:
        half = length + 1 >> 1
        runs[length] = _run(runs, half) & _run(runs, half) >> length - half
    return runs[length]


def bitmap_of(places: Collection[int], size: int) -> int:
    """Return a bitmap of these places in a text of so many characters.

    >>> bin(bitmap_of([0, 3], 5))
    '0b1001'
    """
    if 2 * len(places) < FEW:
        return sum(map(_bit, places))
    held = bytearray((size >> 3) + 1)
    for at in places:
        held[at >> 3] |= 1 << (at & 7)
    return int.from_bytes(held, "little")


def lowest(bitmap: int) -> int:
    """Return the first place of a bitmap that has one.

    >>> lowest(0b1100)
    2
    """
    return (bitmap & -bitmap).bit_length() - 1


def places_in(bitmap: int) -> list[int]:
    """Return the places of a bitmap in their order.

    >>> places_in(0b1001)
    [0, 3]
    """
    found: list[int] = []
    if bitmap.bit_count() < _SOME:
        while bitmap:
            place = bitmap.bit_length() - 1
            found.append(place)
            bitmap ^= _bit(place)
        found.reverse()
        return found
    bits = bin(bitmap)
    last_place, at = len(bits) - 1, bits.rfind("1")
    while at > 0:
        found.append(last_place - at)
        at = bits.rfind("1", 0, at)
    return found


def spread(bitmap: int, before: int, behind: int) -> int:
    """Return the places of a bitmap and so many before and behind each.

    >>> bin(spread(0b1000, 1, 2))
    '0b111100'
    """
    bitmap <<= behind
    for step in _steps(before + behind):
        bitmap |= bitmap >> step
    return bitmap
