"""What each stage of screening adds, and how well the score is calibrated, on a labelled folder; prints only numbers.

python benchmarks/ablation.py [FOLDER]        default: the development part of the open corpus
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from unittest.mock import patch

from fairdue.app.evaluate import Row, evaluate, is_scam, message_of, read_rows
from fairdue.app.wiring import the_pack
from fairdue.kernel.errors import FairDueError
from fairdue.loader.folder import find_pack
from fairdue.records.assessment import Assessment, Message
from fairdue.records.pack import Folding, Pack
from fairdue.screening.assess import Screener
from fairdue.screening.clean import Cleaned, Cleaner

TODAY = date(2026, 11, 21)
BINS = 5
Labelled = Sequence[tuple[str, Row]]


@dataclass(frozen=True)
class Stage:
    """One way to screen: the pack it uses, and what is switched off while it runs."""

    name: str
    change: Callable[[Pack], Pack] = lambda pack: pack
    off: Callable[[], AbstractContextManager[object]] = nullcontext


def one_reading() -> AbstractContextManager[object]:
    """Keep the folded reading alone, without the one that steps over noise."""
    whole = Cleaner.clean

    def clean(self: Cleaner, text: str) -> Cleaned:
        cleaned = whole(self, text)
        return replace(cleaned, views=cleaned.views[:1])

    return patch.object(Cleaner, "clean", clean)


def no_signs() -> AbstractContextManager[object]:
    """Leave sender, links and the reader's own check out of the signs."""
    return patch("fairdue.screening.assess.reasons_beyond", lambda *_: ())


STAGES = (
    Stage("everything"),
    Stage("without the second reading", off=one_reading),
    Stage("without word folding", lambda pack: replace(pack, folding=Folding(pack.folding.characters, {}))),
    Stage("without traditional folding", lambda pack: replace(pack, folding=Folding({}, pack.folding.words))),
    Stage("without contexts", lambda pack: replace(pack, contexts=())),
    Stage(
        "without exceptions",
        lambda pack: replace(pack, rules=tuple(replace(rule, exceptions={}) for rule in pack.rules)),
    ),
    Stage("without speakers", lambda pack: replace(pack, speakers=())),
    Stage("without sender and links", off=no_signs),
)


class Recorder(Screener):
    """A screener that keeps its answers."""

    def __init__(self, pack: Pack) -> None:
        super().__init__(pack)
        self.answers: dict[Message, Assessment] = {}

    def assess(self, message: Message, today: date) -> Assessment:
        """Screen one message and keep the answer."""
        self.answers[message] = super().assess(message, today)
        return self.answers[message]


def measured(stage: Stage, rows: Labelled) -> tuple[float, ...]:
    """Return kinds macro F1, topics micro F1, and the shares of scams and of the rest that are called likely scams."""
    screener = Recorder(stage.change(the_pack()))
    with stage.off():
        result = evaluate(rows, screener, TODAY)
    called: dict[bool, list[bool]] = {True: [], False: []}
    for _, row in rows:
        if got := screener.answers.get(message_of(row)):
            called[is_scam(row)].append(got.genuineness.verdict == "likely-scam")
    shares = (sum(called[label]) / len(called[label]) if called[label] else 0.0 for label in (True, False))
    return (result.macro_f1 or 0.0, result.topics_micro_f1 or 0.0, *shares)


@dataclass(frozen=True)
class Forecast:
    """A stated chance and whether it came true."""

    chance: float
    held: bool


def forecasts(rows: Labelled) -> tuple[list[Forecast], list[Forecast], int]:
    """Return the chances of a scam, the chances of the kind, and how many answers were `cannot-tell`."""
    screener = Screener(the_pack())
    scams, kinds, untold = [], [], 0
    for _, row in rows:
        if row.get("ambiguous"):
            continue
        try:
            got = screener.assess(message_of(row), TODAY)
        except FairDueError:
            continue
        scams.append(Forecast(got.genuineness.score, is_scam(row)))
        kinds.append(Forecast(got.kind_confidence, row["kind"] == got.kind))
        untold += got.genuineness.verdict == "cannot-tell"
    return scams, kinds, untold


def brier(given: Iterable[Forecast]) -> float:
    """Return the mean squared distance between chance and outcome."""
    found = list(given)
    return sum((one.chance - one.held) ** 2 for one in found) / len(found)


def binned(given: Iterable[Forecast], bins: int = BINS) -> list[list[Forecast]]:
    """Sort forecasts into bins of equal width from 0 to 1."""
    table: list[list[Forecast]] = [[] for _ in range(bins)]
    for one in given:
        table[min(bins - 1, int(one.chance * bins))].append(one)
    return table


def calibration_error(given: Iterable[Forecast], bins: int = 10) -> float:
    """Return the expected calibration error: the mean gap between stated and observed share, weighted by bin."""
    found = list(given)
    gaps = (abs(sum(one.chance for one in part) - sum(one.held for one in part)) for part in binned(found, bins))
    return sum(gaps) / len(found)


def show(name: str, given: list[Forecast]) -> None:
    """Print one calibration table."""
    base = sum(one.held for one in given) / len(given)
    always = brier([Forecast(base, one.held) for one in given])
    print(
        f"\n{name}: {len(given)} answers, true in {base:.3f}, Brier {brier(given):.4f} (always the mean: {always:.4f}),"
    )
    print(f"  expected calibration error {calibration_error(given):.4f}")
    for place, part in enumerate(binned(given)):
        if part:
            stated = sum(one.chance for one in part) / len(part)
            held = sum(one.held for one in part) / len(part)
            low, high = place / BINS, (place + 1) / BINS
            print(f"  {low:.1f} to {high:.1f}  {len(part):>5} answers  stated {stated:.3f}  observed {held:.3f}")


def main() -> None:
    """Print the table of stages with ratios to the full way, then calibration and the rate of `cannot-tell`."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else find_pack("cn") / "corpus" / "messages" / "dev"
    rows = list(read_rows(folder))
    print(f"{folder.name}: {len(rows)} messages")
    print(f"{'':<30}{'kinds F1':>14}{'topics F1':>16}{'scam recall':>16}{'false scams':>16}   (ratio to everything)")
    full = measured(STAGES[0], rows)
    for stage in STAGES:
        found = full if stage is STAGES[0] else measured(stage, rows)
        cells = (f"{one:.4f} ({one / whole if whole else 1:.2f})" for one, whole in zip(found, full, strict=True))
        print(f"{stage.name:<30}" + "".join(f"{cell:>16}" for cell in cells))
    scams, kinds, untold = forecasts(rows)
    show("score (chance of a scam)", scams)
    show("kind confidence", kinds)
    print(f"\ncannot-tell: {untold} of {len(scams)} = {untold / len(scams):.3f}")


if __name__ == "__main__":
    main()
