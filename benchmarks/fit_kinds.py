"""Learn which characters and pairs tell the kind of a message, and how well that holds on scenarios not learned from.

    python benchmarks/fit_kinds.py            print what cross-validation says
    python benchmarks/fit_kinds.py --write    and write the weights to the pack's leaning.yaml

Learned from: the train part of the open corpus, the quiet corpus, and what each rule states it must match. Never from
the dev or test part, nor from anybody's real messages. Softmax regression with a ridge, by Adam on all texts at once.
"""

from __future__ import annotations

import json
import random
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

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
EPOCHS = 200
RATE = 0.1
RIDGE = 0.00001
# How long Adam remembers slopes and their squares (Kingma and Ba 2015).
REMEMBERED, SQUARES_REMEMBERED = 0.9, 0.999
# A pair met in fewer texts is somebody's own wording.
RAREST = 4
# How far the kinds count alike, however many texts each has: 1 wholly, 0 not at all. Chosen, as RIDGE, on other messages.
EVEN = 0.5
SCALE = 10
# What a natural logarithm of the odds is worth in points of the rules; chosen, as RIDGE, on messages not learned from.
WORTH = 2.25
MOST = 12


class Text(NamedTuple):
    """One text to learn from: its group (never split between learning and trying), its kind, its characters and pairs."""

    group: str
    kind: int
    grams: tuple[str, ...]


Numbers = NDArray[np.float64]


class Table(NamedTuple):
    """Texts as rows: the numbers of their known grams one after another, where each row begins, and each gram's share."""

    grams: NDArray[np.int64]
    begins: NDArray[np.int64]
    shares: Numbers


class Model(NamedTuple):
    """The number of each gram, how rare it is, its weights (grams x kinds), and those of any text."""

    numbers: dict[str, int]
    rarity: Numbers
    weights: Numbers
    bias: Numbers

    def told(self, table: Table) -> Numbers:
        """Return what each text tells for each kind, as logarithms of odds up to a constant."""
        each = self.weights[table.grams] * table.shares[:, None]
        return np.asarray(np.add.reduceat(each, table.begins, axis=0) + self.bias)

    def tabled(self, given: Sequence[Text]) -> Table:
        """Set texts as rows of known grams, rare ones counting more; a text without any gets one gram at no share."""
        rows = [[self.numbers[gram] for gram in one.grams if gram in self.numbers] for one in given]
        lengths = [max(1, len(row)) for row in rows]
        grams = np.array([gram for row in rows for gram in row or [0]])
        shares = np.repeat([1 / np.sqrt(len(row)) if row else 0.0 for row in rows], lengths)
        return Table(grams, np.cumsum([0, *lengths[:-1]]), shares * self.rarity[grams])


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
    """Learn from texts; a text of a rare kind counts for more, by EVEN."""
    count = Counter(gram for one in given for gram in one.grams)
    numbers = {gram: number for number, gram in enumerate(sorted(gram for gram in count if count[gram] >= RAREST))}
    # How much rarer than others, as documents are told apart by their words (Sparck Jones 1972); on average one.
    rarity = 1 + np.log((1 + len(given)) / (1 + np.array([count[gram] for gram in numbers])))
    rarity /= np.sqrt((rarity**2).mean())
    known = [one for one in given if not numbers.keys().isdisjoint(one.grams)]
    kinds = np.array([one.kind for one in known])
    share = np.bincount(kinds, minlength=len(KINDS))
    due = np.maximum(share, 1)[kinds] ** -EVEN
    due /= due.sum()
    model = Model(numbers, rarity, np.zeros((len(numbers), len(KINDS))), np.zeros(len(KINDS)))
    table = model.tabled(known)
    state = [np.zeros_like(model.weights), np.zeros_like(model.weights), np.zeros(len(KINDS)), np.zeros(len(KINDS))]
    for epoch in range(1, EPOCHS + 1):
        wrong = _shares(model.told(table))
        wrong[np.arange(len(kinds)), kinds] -= 1
        wrong *= due[:, None]
        slopes = _by_gram(wrong, table, len(numbers)) + RIDGE * model.weights
        _stepped(model.weights, slopes, state[0], state[1], epoch)
        _stepped(model.bias, wrong.sum(axis=0), state[2], state[3], epoch)
    return model


def _shares(told: Numbers) -> Numbers:
    powers = np.exp(told - told.max(axis=1, keepdims=True))
    return np.asarray(powers / powers.sum(axis=1, keepdims=True))


def _by_gram(wrong: Numbers, table: Table, count: int) -> Numbers:
    """Add up for each gram what its texts got wrong."""
    lengths = np.diff(np.append(table.begins, len(table.grams)))
    each = np.repeat(wrong, lengths, axis=0) * table.shares[:, None]
    return np.stack([np.bincount(table.grams, weights=column, minlength=count) for column in each.T], axis=1)


def _stepped(weights: Numbers, slopes: Numbers, past: Numbers, squares: Numbers, epoch: int) -> None:
    """Take one step of Adam, in place."""
    past += (1 - REMEMBERED) * (slopes - past)
    squares += (1 - SQUARES_REMEMBERED) * (slopes * slopes - squares)
    long = np.sqrt(squares / (1 - SQUARES_REMEMBERED**epoch)) + 1e-8
    weights -= RATE * past / (1 - REMEMBERED**epoch) / long


def tried(corpus: Sequence[Text], stated: Sequence[Text]) -> list[int]:
    """Return the kind told for each text of the corpus by what was learned without its group."""
    groups = sorted({one.group for one in corpus})
    random.Random(SEED).shuffle(groups)
    fold = {group: place % FOLDS for place, group in enumerate(groups)}
    told = [0] * len(corpus)
    for part in range(FOLDS):
        model = learned([*(one for one in corpus if fold[one.group] != part), *stated])
        places = [place for place, one in enumerate(corpus) if fold[one.group] == part]
        best = model.told(model.tabled([corpus[place] for place in places])).argmax(axis=1)
        for place, kind in zip(places, best, strict=True):
            told[place] = int(kind)
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
    whole = {
        gram: [round(SCALE * WORTH * float(weight * model.rarity[number])) for weight in model.weights[number]]
        for gram, number in model.numbers.items()
    }
    kept = {
        gram: weights for gram, weights in sorted(whole.items()) if any(abs(weight) > SCALE // 4 for weight in weights)
    }
    bias = " ".join(str(round(SCALE * WORTH * float(weight))) for weight in model.bias)
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
