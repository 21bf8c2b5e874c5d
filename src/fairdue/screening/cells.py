"""Places in a text as bits of one number: a text cut into cells, at line ends and in long lines; it knows no pattern."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Final

from fairdue.kernel.spans import Span

# Units as bits of one number: bit 3 stands for the fourth sentence or cell.
Units = int
EVERYWHERE: Final[Units] = -1
# No cell but the last is shorter. Cells end with a line where they can, else with a mark: in two readings of one message
# they begin alike soon after a place where these differ.
_LENGTH = 16
_CELL = re.compile(r"(?s:.{15,30}?\n|.{15,30}?[,。!?;:、]|.{1,16})")


def steps_of(reach: int) -> int:
    """Return how often cells grow to hold a match of this reach, and once more; below 0 where it may pass a line end.

    Of patterns with many reaches few numbers of steps are told apart. 0 where nothing is known of a match.

    >>> [steps_of(reach) for reach in (0, 1, 2, 18, -1, -2, -17)]
    [0, 1, 2, 3, -1, -2, -2]
    """
    if reach < 0:
        return -((-reach - 2) // _LENGTH + 2)
    return (reach + _LENGTH - 2) // _LENGTH + 1 if reach else 0


class Cells:
    """A text cut into cells that follow each other without gaps, at line ends where it may be."""

    def __init__(self, text: str) -> None:
        self._bounds, self._stops = [0], 0
        for cell in _CELL.finditer(text):
            end = cell.end()
            if text[end - 1] == "\n":
                self._stops |= 1 << len(self._bounds) - 1
            self._bounds.append(end)
        self.count = len(self._bounds) - 1
        self._all = (1 << self.count) - 1
        self._goes_on, self._begun = ~self._stops, ~(self._stops << 1)

    @cached_property
    def of(self) -> list[int]:
        """For each character the number of its cell."""
        return [number for number in range(self.count) for _ in range(*self._bounds[number : number + 2])]

    @cached_property
    def bits(self) -> list[Units]:
        """For each character the bit of its cell."""
        bits = [1 << number for number in range(self.count)]
        return [bits[number] for number in self.of]

    def around(self, units: Units, reach: int) -> Units:
        """Add the cells that a match of at most so many characters may touch; a negative reach goes past line ends.

        With a reach of 0 nothing is known of a match: it may be anywhere.
        """
        return self.grown(units, steps_of(reach))

    def grown(self, units: Units, steps: int) -> Units:
        """Add the cells that a match which takes so many steps may touch; see `steps_of`."""
        if units == EVERYWHERE or not steps:
            return EVERYWHERE
        for _ in range(abs(steps) - 1):
            units = self._grown(units) if steps > 0 else units | units << 1 | units >> 1
        return units

    def within(self, units: Units, reach: int) -> Units:
        """Add the cells that have at most so many characters between themselves and one of these, past line ends."""
        if units == EVERYWHERE:
            return EVERYWHERE
        for _ in range(reach // _LENGTH + 1):
            units |= units << 1 | units >> 1
        return units

    def touched(self, places: Iterable[tuple[int, int]], reach: int = -1) -> Units:
        """Return the cells of which these places have a character, or whatever has at most `reach` characters between."""
        units, of = 0, self.of
        end = len(of)
        for begin, stop in places:
            units |= (2 << of[min(stop + reach, end - 1)]) - (1 << of[max(begin - reach - 1, 0)])
        return units

    def islands(self, units: Units, wanted: Units, stays_in_line: bool) -> Iterator[Span]:
        """Yield, of the places where cells stand together, those that hold a wanted cell, in order.

        What stays in its line ends an island with the line. No match that touches these cells alone can pass from one
        island to another, so that each may be searched by itself.
        """
        bounds = self._bounds
        if units == EVERYWHERE:
            yield Span(0, bounds[-1])
            return
        units &= self._all
        held, before = units & wanted, 0
        while held not in (before, units):
            before = held
            held = (self._grown(held) if stays_in_line else held | held << 1 | held >> 1) & units
        stops = self._stops if stays_in_line else 0
        last = held & (stops | ~(held >> 1))
        while last:
            end = last & -last
            begin = held & -held
            yield Span(bounds[begin.bit_length() - 1], bounds[end.bit_length()])
            last ^= end
            held &= -(end << 1)

    def _grown(self, units: Units) -> Units:
        """Add the neighbours that a match may touch without passing the end of a line."""
        return units | (units & self._goes_on) << 1 | (units & self._begun) >> 1


def numbers(units: Units) -> list[int]:
    """Spell units out, in their order; EVERYWHERE has no such list and must not be asked for.

    >>> numbers(0b1011)
    [0, 1, 3]
    """
    if units.bit_count() * 16 > units.bit_length():
        return [number for number, bit in enumerate(bin(units)[:1:-1]) if bit == "1"]
    found: list[int] = []
    while units:
        low = units & -units
        found.append(low.bit_length() - 1)
        units ^= low
    return found
