"""Walk a period through what happened: begun anew, stopped, too late, or given away; it judges no proof."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from fairdue.kernel.months import add_months, add_years
from fairdue.law.citations import cite_each
from fairdue.law.parameters import value_on
from fairdue.lending.wording import say
from fairdue.records.audit import LimitationStep
from fairdue.records.debt import Debt, Event
from fairdue.records.law import Citation
from fairdue.records.pack import Pack

# What begins the period anew; a demand only where it reached the debtor, an obstacle never (it stops the period).
RESTARTS = ("demand", "part-payment", "promise", "acknowledgement", "lawsuit", "assignment-notice")
# What the debtor does himself: after the period has passed it may give the defence away.
_OWN_ACTS = frozenset({"part-payment", "promise", "acknowledgement"})
_CITED = {
    "demand": ("sol-demand-forms", "sol-interrupt"),
    "part-payment": ("sol-debtor-acts", "sol-interrupt"),
    "promise": ("sol-debtor-acts", "sol-interrupt"),
    "acknowledgement": ("sol-debtor-acts", "sol-interrupt"),
    "lawsuit": ("sol-suit-forms", "sol-interrupt"),
    "assignment-notice": ("sol-assignment-notice", "sol-interrupt"),
}


@dataclass(frozen=True, slots=True)
class Run:
    """How far the walk through the events has come: the steps, the last day, whether a later act gave it away."""

    steps: tuple[LimitationStep, ...]
    ends_on: date
    given_up: bool = False


def after(run: Run, event: Event, years: int, debt: Debt, pack: Pack) -> Run:
    """Return the run after one event: begun anew, stopped, not reached, too late, or given away."""
    if event.on > run.ends_on:
        if event.kind not in _OWN_ACTS:
            return replace(run, steps=(*run.steps, step(event.on, "too-late", None, ("sol-3y",), debt, pack)))
        cited = ("sol-expired-effect", "sol-after-expiry-acts")
        return replace(run, steps=(*run.steps, step(event.on, "own-act-after", None, cited, debt, pack)), given_up=True)
    if event.kind == "obstacle":
        return _stopped(run, event, debt, pack)
    if event.kind == "demand" and event.reached is False:
        return replace(run, steps=(*run.steps, step(event.on, "not-reached", None, ("sol-demand-forms",), debt, pack)))
    anew = event.until or event.on
    ends = add_years(anew, years)
    return Run((*run.steps, step(event.on, f"restart-{event.kind}", ends, _CITED[event.kind], debt, pack)), ends)


def _stopped(run: Run, event: Event, debt: Debt, pack: Pack) -> Run:
    """Let an obstacle in the last months stop the period: it ends so many months after the obstacle does."""
    known = pack.parameters["suspension-months"]
    months = int(str(value_on(known, max(event.on, known.values[0].since)).value))
    last_months = add_months(run.ends_on, -months)
    until = event.until or debt.as_of
    if until <= last_months:
        early = step(event.on, "obstacle-early", None, ("sol-suspend",), debt, pack)
        return replace(run, steps=(*run.steps, early))
    ends = max(run.ends_on, add_months(until, months))
    return Run((*run.steps, step(event.on, "obstacle", ends, ("sol-suspend",), debt, pack)), ends)


def happened(debt: Debt) -> tuple[Event, ...]:
    """Return what bears on a period in order: the events listed, and every payment, which says the debt is owed."""
    paid = {one.on for one in debt.payments or () if one.purpose != "fees"}
    listed = {one.on for one in debt.events if one.kind == "part-payment"}
    events = (*debt.events, *(Event(day, "part-payment") for day in paid - listed))
    return tuple(sorted((one for one in events if one.on <= debt.as_of), key=lambda one: (one.on, one.kind)))


def years_of(parameter: str, begins: date, pack: Pack) -> int:
    """Return a period in years; one that began before the first known law but ends under it is counted by it.

    Raises NoValue where it ran out before that law began.
    """
    known = pack.parameters[parameter]
    first = known.values[0].since
    if begins >= first:
        return int(str(value_on(known, begins).value))
    years = int(str(known.values[0].value))
    value_on(known, add_years(begins, years))
    return years


def step(on: date, what: str, ends: date | None, cited: Iterable[str], debt: Debt, pack: Pack) -> LimitationStep:
    """Return one step in the pack's words; `what` is the id of its phrases."""
    words = say(pack, f"limitation.step.{what}", day=ends.isoformat() if ends else "")
    return LimitationStep(on, say(pack, f"limitation.what.{what}"), words, ends, cite_all(cited, debt, pack))


def cite_all(ids: Iterable[str], debt: Debt, pack: Pack) -> tuple[Citation, ...]:
    """Return what may be cited of these on the day of the debt."""
    return cite_each(ids, pack.provisions, debt.as_of)
