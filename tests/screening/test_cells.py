"""Cells: that what a match may touch is never left out, and that islands hold whole matches."""

from __future__ import annotations

import random
import re

import pytest

from fairdue.screening.cells import EVERYWHERE, Cells, numbers

# pattern, the most characters of a match (negative where it may pass a line end)
PATTERNS: list[tuple[str, int]] = [("甲", 1), ("甲.{0,9}乙", 11), ("甲[丙\n]{0,40}乙", -42), ("甲.{0,60}乙", 62)]


def text_of(seed: int) -> str:
    """Compose lines of any length, some empty, some of several cells."""
    chance = random.Random(seed)
    return "\n".join(
        "".join(chance.choices("甲乙丙丙丙丙丙丙", k=chance.choice([0, 1, 5, 15, 16, 40, 90]))) for _ in range(9)
    )


@pytest.mark.parametrize("seed", range(40))
@pytest.mark.parametrize(("pattern", "reach"), PATTERNS, ids=[row[0] for row in PATTERNS])
def test_islands_hold_the_matches_of_the_whole_text(pattern: str, reach: int, seed: int) -> None:
    """Searched island by island around its literal, a pattern is found where it is found in the whole text."""
    text = text_of(seed)
    cells = Cells(text)
    literal = cells.touched((at, at + 1) for at, character in enumerate(text) if character == "甲")
    found = [
        one.span()
        for island in cells.islands(cells.around(literal, reach), EVERYWHERE, reach > 0)
        for one in re.compile(pattern).finditer(text, island.start, island.end)
    ]
    assert found == [one.span() for one in re.finditer(pattern, text)]


@pytest.mark.parametrize("seed", range(20))
def test_within_leaves_out_no_neighbour(seed: int) -> None:
    """Whatever has at most so many characters between itself and a place touches a cell that is within."""
    text = text_of(seed)
    chance, cells = random.Random(seed), Cells(text)
    begin, reach = chance.randrange(len(text) - 30), chance.choice([0, 3, 15, 16, 33])
    end = begin + chance.choice([1, 2, 30])
    within = cells.within(cells.touched([(begin, end)]), reach)
    for at in range(max(0, begin - reach - 1), min(len(text), end + reach + 1)):
        assert within & cells.bits[at], at


def test_only_islands_with_a_wanted_cell_are_searched() -> None:
    """A line of its own is an island for what stays in its line; what may pass line ends takes both lines."""
    text = "甲" * 20 + "\n" + "乙" * 20
    cells = Cells(text)
    units, wanted = cells.touched([(0, len(text))]), cells.touched([(30, 31)])
    assert [island.of(text) for island in cells.islands(units, wanted, True)] == ["乙" * 20]
    assert [island.of(text) for island in cells.islands(units, wanted, False)] == [text]
    assert list(cells.islands(units, 0, True)) == []


@pytest.mark.parametrize("units", [0, 1, 0b1011, 1 << 500, (1 << 90) - 1])
def test_numbers_spell_out_the_bits(units: int) -> None:
    """Many bits and few are spelt out alike."""
    assert numbers(units) == [at for at in range(600) if units >> at & 1]


def test_a_text_without_characters_has_no_cells() -> None:
    """Nothing is asked of an empty text that it cannot answer."""
    cells = Cells("")
    assert (cells.count, cells.bits, [tuple(one) for one in cells.islands(EVERYWHERE, EVERYWHERE, False)]) == (
        0,
        [],
        [(0, 0)],
    )
