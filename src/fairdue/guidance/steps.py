"""Choose and order the steps of every playbook that fits the facts; writes no step of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from fairdue.guidance.order import band_of
from fairdue.guidance.when import Known, applies, holding, known
from fairdue.records.facts import Fact
from fairdue.records.guidance import Advice, Playbook, PlaybookStep, Step
from fairdue.records.law import Citation

Cite = Callable[[Sequence[str]], tuple[Citation, ...]]


class _Chosen(NamedTuple):
    """A step that applies, and the playbook that brought it."""

    playbook: Playbook
    step: PlaybookStep


def steps(playbooks: Iterable[Playbook], facts: Iterable[Fact], on: date, cite: Cite) -> tuple[Step, ...]:
    """Return the steps for these facts on this day, lowest order first, each id once; see `advise`."""
    return tuple(advice.step for advice in advise(playbooks, facts, on, cite))


def advise(playbooks: Iterable[Playbook], facts: Iterable[Fact], on: date, cite: Cite) -> tuple[Advice, ...]:
    """Return the steps for these facts on this day with why each was chosen, lowest order first, each id once.

    `order` follows the stated priority (guidance/order.py). A step that yields to another chosen one is left out, and
    that other says so. `cite` keeps the citations in force that day.
    """
    table = known(facts)
    chosen = _chosen(playbooks, table)
    left: dict[str, list[str]] = {}
    for id, one in chosen.items():
        stronger = next((other for other in one.step.yields_to if other in chosen), None)
        if stronger:
            left.setdefault(stronger, []).append(id)
    gone = {id for ids in left.values() for id in ids}
    kept = sorted((one for id, one in chosen.items() if id not in gone), key=lambda one: (one.step.order, one.step.id))
    return tuple(_advice(one, table, on, cite, tuple(left.get(one.step.id, ()))) for one in kept)


def _chosen(playbooks: Iterable[Playbook], table: Known) -> dict[str, _Chosen]:
    """Return each step that applies by id, as the first playbook that has it states it."""
    chosen: dict[str, _Chosen] = {}
    for playbook in playbooks:
        if applies(playbook.when, table):
            for step in playbook.steps:
                if step.id not in chosen and applies(step.when or "always", table):
                    chosen[step.id] = _Chosen(playbook, step)
    return chosen


def _advice(one: _Chosen, table: Known, on: date, cite: Cite, left_out: tuple[str, ...]) -> Advice:
    playbook, step = one
    return Advice(
        step=Step(
            id=step.id,
            step=step.step,
            why=step.why,
            by=on + timedelta(days=step.within_days) if step.within_days is not None else None,
            never=step.never,
            paper=step.paper,
            citations=cite(step.citations),
        ),
        band=band_of(step.order),
        playbook=playbook.id,
        playbook_title=playbook.title,
        how=step.how,
        by_words=step.by,
        tell=step.tell,
        registry=step.registry,
        practice=step.practice,
        because=tuple(dict.fromkeys(_because(playbook, step, table))),
        left_out=left_out,
        limit=step.limit,
    )


def _because(playbook: Playbook, step: PlaybookStep, table: Known) -> Iterator[str]:
    yield from holding(playbook.when, table)
    yield from holding(step.when or "always", table)
