"""Fit the constants of the score and of the kind's confidence on the train part of the corpus; prints, changes nothing.

    python benchmarks/fit_score.py [FOLDER]       default: the train part of the open corpus

Each is a logistic share of an integer: the points of the signs, and the margin between the two best kinds. The fit
is the least log loss; halves of the scenarios, drawn with a fixed seed, show how it does on scenarios not fitted.
"""

from __future__ import annotations

import math
import random
import sys
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from fairdue.app.evaluate import is_scam, message_of, read_rows
from fairdue.app.wiring import the_pack
from fairdue.kernel.errors import FairDueError
from fairdue.loader.folder import find_pack
from fairdue.screening.assess import Screener
from fairdue.screening.weigh import SCORE, SURE, Logistic, points_of

TODAY = date(2026, 11, 21)
SEED = 20261121
STEPS = 60
# Keeps the fit finite where a value of the integer always or never holds; worth one answer.
RIDGE = 1.0


class Case(NamedTuple):
    """One labelled answer: its scenario, the integer the chance follows from, and whether it held."""

    scenario: str
    value: int
    held: bool


def cases(folder: Path) -> tuple[list[Case], list[Case]]:
    """Return the cases for the score (points, is a scam) and for the confidence (margin, is that kind)."""
    screener = Screener(the_pack())
    scams, kinds = [], []
    for _, row in read_rows(folder):
        try:
            got = screener.assess(message_of(row), TODAY)
        except FairDueError:
            continue
        scenario = str(row.get("scenario"))
        scams.append(Case(scenario, points_of(got.genuineness.reasons), is_scam(row)))
        kinds.append(Case(scenario, round(SURE.value_at(got.kind_confidence)), row["kind"] == got.kind))
    return scams, kinds


def fitted(given: Sequence[Case]) -> Logistic:
    """Return the logistic of least log loss, with a slight pull of the slope towards 0; each step must lessen it."""
    slope, offset = 0.1, 0.0
    now = _loss(given, slope, offset)
    for _ in range(STEPS):
        down_slope, down_offset = _newton(given, slope, offset)
        reach = 1.0
        while reach > 1e-6:
            tried = (slope - reach * down_slope, offset - reach * down_offset)
            if (loss := _loss(given, *tried)) < now:
                (slope, offset), now = tried, loss
                break
            reach /= 2
        else:
            break
    return Logistic(middle=round(-offset / slope, 2), width=max(0.01, round(1 / slope, 2)))


def _newton(given: Sequence[Case], slope: float, offset: float) -> tuple[float, float]:
    """Return the step of Newton's method for slope and offset, to be subtracted."""
    g0 = g1 = h00 = h01 = h11 = 0.0
    for case in given:
        chance = _chance(slope * case.value + offset)
        weight = max(chance * (1 - chance), 1e-9)
        g0, g1 = g0 + chance - case.held, g1 + (chance - case.held) * case.value
        h00, h01, h11 = h00 + weight, h01 + weight * case.value, h11 + weight * case.value**2
    g1, h11 = g1 + RIDGE * slope, h11 + RIDGE
    determinant = h00 * h11 - h01 * h01
    return (h00 * g1 - h01 * g0) / determinant, (h11 * g0 - h01 * g1) / determinant


def _loss(given: Sequence[Case], slope: float, offset: float) -> float:
    chances = ((_chance(slope * case.value + offset), case.held) for case in given)
    return RIDGE * slope * slope / 2 - sum(math.log(chance if held else 1 - chance) for chance, held in chances)


def _chance(value: float) -> float:
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, value))))


def brier(given: Iterable[Case], curve: Logistic) -> float:
    """Return the mean squared distance between chance and outcome."""
    found = list(given)
    return sum((curve.share(case.value) - case.held) ** 2 for case in found) / len(found)


def show(name: str, given: list[Case], now: Logistic) -> None:
    """Print the constants in use, those fitted, and the distance of each on scenarios not fitted."""
    chance = random.Random(SEED)
    scenarios = sorted({case.scenario for case in given})
    half = set(chance.sample(scenarios, len(scenarios) // 2))
    parts = ([one for one in given if one.scenario in half], [one for one in given if one.scenario not in half])
    unseen = sum(brier(parts[1 - at], fitted(parts[at])) * len(parts[1 - at]) for at in (0, 1)) / len(given)
    print(f"{name}: {len(given)} answers in {len(scenarios)} scenarios, held in {sum(c.held for c in given)}")
    print(f"  in use  middle {now.middle:6.2f}  width {now.width:5.2f}  Brier {brier(given, now):.4f}")
    best = fitted(given)
    print(f"  fitted  middle {best.middle:6.2f}  width {best.width:5.2f}  Brier {brier(given, best):.4f}")
    print(f"  on scenarios not fitted                  Brier {unseen:.4f}")


def main() -> None:
    """Print both fits."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else find_pack("cn") / "corpus" / "messages" / "train"
    scams, kinds = cases(folder)
    show("SCORE (points -> a scam)", scams, SCORE)
    show("SURE (margin -> that kind)", kinds, SURE)


if __name__ == "__main__":
    main()
