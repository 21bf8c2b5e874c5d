"""How long the steps of a case of 5,000 facts take, against the facts alone; prints medians, noise and the ratio.

The facts are varied: what many messages showed, what the reader stated, days on which papers came. The figure to reach is
100 ms for the steps with their sources and clashes; reading the pack is measured apart.
"""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Callable
from datetime import date, timedelta

from fairdue.app.next_steps import Books
from fairdue.app.wiring import the_guide, the_handbook, the_pack
from fairdue.guidance.clashes import clashes, said_twice
from fairdue.guidance.steps import advise
from fairdue.records.facts import Fact, FactKey

FACTS = 5_000
RUNS = 31
TODAY = date(2026, 11, 21)


def a_case(keys: dict[str, FactKey], situations: list[str], seed: int) -> list[Fact]:
    """Compose a case: situations first, then facts of every key the pack declares, in no order."""
    chance = random.Random(seed)
    plain = [key for key in keys.values() if not key.key.endswith("*")]
    facts = [Fact(f"situation.{id}", True) for id in chance.sample(situations, 5)]
    while len(facts) < FACTS:
        key = chance.choice(plain)
        day = TODAY - timedelta(days=chance.randrange(600))
        facts.append(Fact(key.key, a_value(key, day, chance), as_of=day, status=chance.choice(("machine", "stated"))))
    return facts


def a_value(key: FactKey, day: date, chance: random.Random) -> str | bool | int:
    """Compose a value the key can have."""
    if key.values:
        return chance.choice(key.values)
    match key.type:
        case "flag":
            return chance.random() < 0.5
        case "number":
            return chance.randrange(10**6)
        case _:
            return day.isoformat()


def milliseconds(act: Callable[[], object]) -> float:
    """Do something once and return its wall time."""
    begun = time.perf_counter()
    act()
    return 1000 * (time.perf_counter() - begun)


def line(name: str, times: list[float]) -> str:
    """Word one row: median and the spread of the runs."""
    return f"{name:<44}{statistics.median(times):8.2f} ms  ({min(times):.2f} to {max(times):.2f})"


def main() -> None:
    """Measure each case turn by turn with walking over its facts, so that noise falls on both alike."""
    begun = time.perf_counter()
    books = Books(the_pack(), the_guide(), the_handbook())
    read = 1000 * (time.perf_counter() - begun)
    keys = dict(books.pack.fact_keys)
    situations = [one.id for one in books.pack.playbooks if one.situation]
    walking, stepping, count = [], [], []
    for seed in range(RUNS):
        facts = a_case(keys, situations, seed)

        def step(facts: list[Fact] = facts) -> object:
            found = advise(books.pack.playbooks, facts, TODAY, lambda ids: books.cite(ids, TODAY))
            clash = clashes(books.guide.contradictions, facts), list(said_twice(facts, keys, "{title}"))
            count.append(len(found))
            return found, clash

        walking.append(milliseconds(lambda facts=facts: {fact.key: fact.value for fact in facts}))  # type: ignore[misc]
        stepping.append(milliseconds(step))
    print(f"{RUNS} cases of {FACTS} facts, {min(count)} to {max(count)} steps each; the pack was read in {read:.0f} ms")
    print(line("walking over the facts (baseline)", walking))
    print(line("steps, sources and clashes", stepping))
    print(
        f"ratio {statistics.median(stepping) / statistics.median(walking):.1f} x; the first run alone {stepping[0]:.1f} ms"
    )


if __name__ == "__main__":
    main()
