"""How fast the reference matcher screens, against every pattern tried one by one; prints medians, noise and ratios."""

from __future__ import annotations

import random
import re
import statistics
import time
from collections.abc import Callable, Sequence
from datetime import date

from fairdue.app.wiring import examples, the_pack, the_screener
from fairdue.records.assessment import Message
from fairdue.screening.lexicon import Lexicon
from fairdue.screening.match import ReferenceMatcher

ROUNDS = 5
SEED = 20261121
TODAY = date(2026, 11, 21)


def composed(count: int, clauses: int) -> list[str]:
    """Compose varied texts of so many clauses drawn from the examples of all rules, with a fixed seed."""
    chance = random.Random(SEED)
    held = list(examples().values())
    texts = [one.text for own in held for one in own.matches] + [one.text for own in held for one in own.ignores]
    parts = [part for text in texts for part in re.split(r"[，。！？]", text) if len(part) > 2]
    return ["，".join(chance.sample(parts, clauses)) + "。" for _ in range(count)]


def rate(work: Callable[[str], object], texts: Sequence[str]) -> list[float]:
    """Return messages a second for each round."""
    rates = []
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        for text in texts:
            work(text)
        rates.append(len(texts) / (time.perf_counter() - begun))
    return rates


def main() -> None:
    """Compare on short varied messages, on plain ones and on transcripts of 20 KB."""
    rules = [rule for rule in the_pack().rules if rule.status == "active"]
    matcher, screener = ReferenceMatcher(rules, Lexicon(the_pack().index)), the_screener()
    patterns = [re.compile(source) for rule in rules for source in (*rule.patterns.values(), *rule.exceptions.values())]

    def one_by_one(text: str) -> int:
        return sum(1 for pattern in patterns for _ in pattern.finditer(text))

    works: dict[str, Callable[[str], object]] = {
        "every pattern one by one (baseline)": one_by_one,
        "reference matcher": lambda text: [list(found) for _, found in matcher.scan(text)],
        "whole assessment": lambda text: screener.assess(Message(text), TODAY),
    }
    sets = {
        "varied, 4 clauses": composed(300, 4),
        "plain chat": [f"明天下午{hour}点在老地方见，记得带伞。" for hour in range(1, 12)] * 30,
        "20 KB transcript": [text[:7000] for text in composed(3, 700)],
    }
    print(f"{len(rules)} rules, {len(patterns)} patterns, {ROUNDS} rounds, messages a second (min to max)")
    for name, texts in sets.items():
        print(f"{name}: {len(texts)} texts, mean {statistics.mean(map(len, texts)):.0f} characters")
        baseline = 0.0
        for label, work in works.items():
            rates = rate(work, texts)
            middle = statistics.median(rates)
            baseline = baseline or middle
            print(f"  {label:<38}{middle:10.1f}/s  ({min(rates):.1f} to {max(rates):.1f})  {middle / baseline:6.1f} x")


if __name__ == "__main__":
    main()
