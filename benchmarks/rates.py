"""How fast 100,000 yearly rates are solved by the engine and by the plain reference; prints medians, noise and the ratio."""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Callable
from datetime import date, timedelta

from fairdue.engines.many_rates import Dated, xirr_many
from fairdue.reckoning.rates import yearly_rate

SCHEDULES, PLAIN_SAMPLE, RUNS = 100_000, 2_000, 7


def schedules(count: int, seed: int = 5) -> list[Dated]:
    """Make schedules of 3 to 36 payments, in random amounts, days and cost, some repaid short and some with fees first."""
    chance = random.Random(seed)
    made: list[Dated] = []
    for _ in range(count):
        payments, day = chance.randint(3, 36), date(2019, 1, 1) + timedelta(days=chance.randint(0, 2500))
        lent = chance.randint(500, 200_000)
        each = lent * (1 + chance.uniform(-0.1, 0.9)) / payments
        days, amounts = [day], [-float(lent)]
        for _number in range(payments):
            day += timedelta(days=chance.choice((7, 14, 15, 28, 30, 31, chance.randint(1, 60))))
            days.append(day)
            amounts.append(round(each * chance.uniform(0.8, 1.2), 2))
        made.append((days, amounts))
    return made


def seconds(work: Callable[[], object]) -> float:
    """Run once and return the wall time in seconds."""
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def main() -> None:
    """Measure both, turn by turn, so that noise falls on both alike."""
    many = schedules(SCHEDULES)
    few = many[:PLAIN_SAMPLE]
    plain_few = [yearly_rate(days, amounts) for days, amounts in few]
    apart = max(
        abs(one - two) / (1 + abs(two))
        for one, two in zip(xirr_many(few), plain_few, strict=True)
        if one is not None and two is not None
    )
    fast, plain = [], []
    for _ in range(RUNS):
        fast.append(seconds(lambda: xirr_many(many)))
        plain.append(seconds(lambda: [yearly_rate(days, amounts) for days, amounts in few]))
    engine, reference = statistics.median(fast), statistics.median(plain) * SCHEDULES / PLAIN_SAMPLE
    print(f"{SCHEDULES:,} schedules of 3 to 36 payments, {RUNS} runs; None: {xirr_many(many).count(None)}")
    print(f"engine      {engine:7.3f} s  ({min(fast):.3f} to {max(fast):.3f})  {SCHEDULES / engine:10,.0f} a second")
    low, high = (one(plain) * SCHEDULES / PLAIN_SAMPLE for one in (min, max))
    print(f"reference   {reference:7.3f} s  ({low:.1f} to {high:.1f})  extrapolated from {PLAIN_SAMPLE:,}")
    print(f"ratio       {reference / engine:7.0f} x   largest relative difference of the growth {apart:.1e}")


if __name__ == "__main__":
    main()
