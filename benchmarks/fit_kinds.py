"""Learn which characters and pairs tell the kind of a message, and how well that holds on scenarios not learned from.

    python benchmarks/fit_kinds.py            print what cross-validation says
    python benchmarks/fit_kinds.py --write    and write the weights to the pack's leaning.yaml

Learned from: the train part of the open corpus, the quiet corpus, and what each rule states it must match. Never from
the dev or test part, nor from anybody's real messages. Softmax regression by AdaGrad from a fixed seed, plain Python.
"""

from __future__ import annotations

import json
import math
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from fairdue.app.evaluate import read_rows
from fairdue.app.wiring import the_pack
from fairdue.loader.folder import find_pack
from fairdue.loader.load import load_examples
from fairdue.records.rules import Kind, Rule
from fairdue.screening.clean import Cleaner
from fairdue.screening.leaning import grams_of
from fairdue.screening.weigh import KINDS

SEED = 20261121
FOLDS = 5
EPOCHS = 20
RATE = 0.7
RIDGE = 0.00004
# A pair met in fewer texts is somebody's own wording.
RAREST = 4
SCALE = 10
# What a natural logarithm of the odds is worth in points of the rules; chosen on messages made up for it.
WORTH = 1.5
MOST = 12


class Text(NamedTuple):
    """One text to learn from: its group (never split between learning and trying), its kind, its characters and pairs."""

    group: str
    kind: int
    grams: tuple[str, ...]


class Model(NamedTuple):
    """Weights by gram, one for each kind, and those of any text."""

    grams: dict[str, list[float]]
    bias: list[float]


def texts() -> tuple[list[Text], list[Text]]:
    """Return the corpus, on which the kinds are tried, and the examples of the rules."""
    pack = the_pack()
    cleaner = Cleaner(pack.folding)

    def text(group: str, kind: Kind, words: str) -> Text:
        return Text(group, KINDS.index(kind), tuple(sorted(grams_of(cleaner.clean(words).views[-1].text))))

    folder = find_pack("cn") / "corpus"
    corpus = [
        text(
            str(row.get("scenario") or f"{place.split(':')[0]} {int(place.split(':')[1]) // 8}"),
            row["kind"],
            row["text"],
        )
        for part in ("messages/train", "quiet")
        for place, row in read_rows(folder / part)
    ]
    examples = load_examples("cn")
    stated = [
        text(f"rule {rule.id}", kind, match.text)
        for rule in sorted(pack.rules, key=lambda one: one.id)
        if rule.status == "active" and (kind := kind_stated(rule))
        for match in examples[rule.id].matches
    ]
    return corpus, stated


def kind_stated(rule: Rule) -> Kind | None:
    """Return what the examples of a rule read as: a finding is about a collection, a sign about a scam."""
    if rule.finding:
        return "collection"
    if rule.signal:
        return "scam" if rule.signal.weight != "against" else None
    best = max(((value, kind) for kind, value in rule.reads_as.items() if value > 0), default=None)
    return best[1] if best else None


def learned(given: Sequence[Text]) -> Model:
    """Learn from texts; each kind counts alike, however many texts it has."""
    count = Counter(gram for one in given for gram in one.grams)
    rows = [
        (one.kind, kept, 1 / math.sqrt(len(kept)))
        for one in given
        if (kept := [g for g in one.grams if count[g] >= RAREST])
    ]
    share = Counter(kind for kind, _, _ in rows)
    due = [len(rows) / len(share) / share[kind] if share[kind] else 0.0 for kind in range(len(KINDS))]
    grams: dict[str, list[float]] = defaultdict(lambda: [0.0] * len(KINDS))
    steps: dict[str, list[float]] = defaultdict(lambda: [1e-3] * len(KINDS))
    bias, bias_steps = [0.0] * len(KINDS), [1e-3] * len(KINDS)
    chance = random.Random(SEED)
    for _ in range(EPOCHS):
        chance.shuffle(rows)
        for kind, kept, unit in rows:
            wrong = [
                due[kind] * (share - (place == kind)) for place, share in enumerate(_shares(grams, bias, kept, unit))
            ]
            for place, error in enumerate(wrong):
                bias_steps[place] += error * error
                bias[place] -= RATE * error / math.sqrt(bias_steps[place])
            for gram in kept:
                weights, taken = grams[gram], steps[gram]
                for place, error in enumerate(wrong):
                    slope = error * unit + RIDGE * weights[place]
                    taken[place] += slope * slope
                    weights[place] -= RATE * slope / math.sqrt(taken[place])
    return Model(dict(grams), bias)


def _shares(grams: dict[str, list[float]], bias: Sequence[float], kept: Sequence[str], unit: float) -> list[float]:
    sums = list(bias)
    for gram in kept:
        if (weights := grams.get(gram)) is not None:
            for place, weight in enumerate(weights):
                sums[place] += weight * unit
    top = max(sums)
    powers = [math.exp(value - top) for value in sums]
    return [power / sum(powers) for power in powers]


def tried(corpus: Sequence[Text], stated: Sequence[Text]) -> list[int]:
    """Return the kind told for each text of the corpus by what was learned without its group."""
    groups = sorted({one.group for one in corpus})
    random.Random(SEED).shuffle(groups)
    fold = {group: place % FOLDS for place, group in enumerate(groups)}
    told = [0] * len(corpus)
    for part in range(FOLDS):
        model = learned([*(one for one in corpus if fold[one.group] != part), *stated])
        for place, one in enumerate(corpus):
            if fold[one.group] == part:
                kept = [gram for gram in one.grams if gram in model.grams]
                shares = _shares(model.grams, model.bias, kept, 1 / math.sqrt(max(1, len(kept))))
                told[place] = max(range(len(KINDS)), key=shares.__getitem__)
    return told


def report(corpus: Sequence[Text], told: Sequence[int]) -> None:
    """Print precision, recall and F1 of each kind on scenarios not learned from, by the characters alone."""
    print(f"{len(corpus)} texts in {len({one.group for one in corpus})} groups, {FOLDS} folds, no rule heard")
    scores = []
    for place, kind in enumerate(KINDS):
        right = sum(one.kind == place == got for one, got in zip(corpus, told, strict=True))
        called, there = sum(got == place for got in told), sum(one.kind == place for one in corpus)
        scores.append(2 * right / (called + there) if called + there else 0.0)
        print(f"{kind:<18} right {right:>4} called {called:>4} there {there:>4} F1 {scores[-1]:.3f}")
    print(f"macro F1 {sum(scores) / len(scores):.3f}")


def written(model: Model, path: Path) -> int:
    """Write the weights as whole numbers; return how many characters and pairs have any."""
    whole = {gram: [round(SCALE * WORTH * weight) for weight in weights] for gram, weights in model.grams.items()}
    kept = {
        gram: weights for gram, weights in sorted(whole.items()) if any(abs(weight) > SCALE // 4 for weight in weights)
    }
    bias = " ".join(str(round(SCALE * WORTH * weight)) for weight in model.bias)
    lines = [
        "# 由 benchmarks/fit_kinds.py --write 生成，不手改。只帮着认类别，不产生任何结论。",
        "# Written by benchmarks/fit_kinds.py --write, not by hand. It helps to tell the kind and accuses nobody.",
        f"kinds: [{', '.join(KINDS)}]",
        f"scale: {SCALE}",
        f"most: {MOST}",
        f"bias: '{bias}'",
        "grams:",
        *(
            f"  {json.dumps(gram, ensure_ascii=False)}: '{' '.join(map(str, weights))}'"
            for gram, weights in kept.items()
        ),
    ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return len(kept)


def main() -> None:
    """Try, print, and write where asked."""
    corpus, stated = texts()
    report(corpus, tried(corpus, stated))
    if "--write" in sys.argv[1:]:
        count = written(learned([*corpus, *stated]), find_pack("cn") / "leaning.yaml")
        print(f"{count} characters and pairs written, learned from {len(corpus)} and {len(stated)} texts")


if __name__ == "__main__":
    main()
