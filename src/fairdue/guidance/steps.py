"""Choose and order the steps of every playbook that fits the facts; writes no step of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta

from fairdue.guidance.when import applies, known
from fairdue.records.facts import Fact
from fairdue.records.guidance import Playbook, PlaybookStep, Step
from fairdue.records.law import Citation

Cite = Callable[[Sequence[str]], tuple[Citation, ...]]


def steps(playbooks: Iterable[Playbook], facts: Iterable[Fact], on: date, cite: Cite) -> tuple[Step, ...]:
    """Return the steps for these facts on this day, lowest order first, each id once.

    `order` follows the stated priority: danger (below 10), money about to leave (10-29), a right about to lapse
    (30-49), evidence (50-69), talk (70-89), plan (90 and up). `cite` keeps the citations in force that day.
    """
    table = known(facts)
    chosen: dict[str, PlaybookStep] = {}
    for playbook in playbooks:
        if applies(playbook.when, table):
            for step in playbook.steps:
                if step.id not in chosen and applies(step.when or "always", table):
                    chosen[step.id] = step
    ordered = sorted(chosen.values(), key=lambda step: (step.order, step.id))
    return tuple(
        Step(
            id=step.id,
            step=step.step,
            why=step.why,
            by=on + timedelta(days=step.within_days) if step.within_days is not None else None,
            never=step.never,
            paper=step.paper,
            citations=cite(step.citations),
        )
        for step in ordered
    )
