"""The periods beside ordinary limitation: the longest one, guarantees, enforcement; a defence a court may weigh."""

from __future__ import annotations

from collections.abc import Iterator

from fairdue.kernel.errors import NoValue
from fairdue.kernel.months import add_months, add_years
from fairdue.law.parameters import value_on
from fairdue.lending.caps import formed_on
from fairdue.lending.plan import due_day
from fairdue.lending.running import RESTARTS, Run, after, cite_all, happened, step, years_of
from fairdue.lending.wording import missing, say
from fairdue.records.audit import LimitationState, Period
from fairdue.records.debt import Debt, Guarantee
from fairdue.records.pack import Pack


def longest(debt: Debt, pack: Pack) -> Iterator[Period]:
    """Yield the longest period, counted from the due day and never begun anew."""
    due = due_day(debt.terms, formed_on(debt))
    if due is None:
        return
    try:
        ends = add_years(due, years_of("longest-years", due, pack))
    except NoValue:
        return
    state: LimitationState = "not-begun" if debt.as_of <= due else "passed" if debt.as_of > ends else "running"
    because = say(pack, "limitation.because.longest", day=ends.isoformat())
    title = say(pack, "limitation.title.longest")
    yield Period("longest", title, state, ends, None, (), because, "", (), cite_all(("sol-3y",), debt, pack))


def guarantee(one: Guarantee, debt: Debt, pack: Pack) -> Period:
    """Return the period of a guarantee: as agreed, six months where not, and what the creditor had to do within it."""
    due = due_day(debt.terms, formed_on(debt))
    title = say(pack, "limitation.title.guarantee", name=one.name or "—")
    cited = cite_all(("guarantee-period",), debt, pack)
    ends = one.until if one.until and one.period_agreed is not False else None
    if ends is None and due is not None:
        try:
            ends = add_months(due, int(str(value_on(pack.parameters["guarantee-months-default"], due).value)))
        except NoValue:
            ends = None
    if ends is None:
        because = say(pack, "limitation.because.untold")
        lost = missing(pack, ("due-day",), "limitation")
        return Period("guarantee", title, "cannot-tell", None, None, (), because, "", lost, cited)
    is_joint = one.kind == "joint"
    acts = [day for day in (one.sued_on, one.demanded_on if is_joint else None) if day is not None and day <= ends]
    if acts:
        because = say(pack, "limitation.because.guarantee-claimed", day=min(acts).isoformat())
        return Period("guarantee", title, "running", ends, None, (), because, "", (), cited)
    state: LimitationState = "passed" if debt.as_of > ends else "running"
    name = "joint" if is_joint else "general"
    because = say(pack, f"limitation.because.guarantee-{name}", day=ends.isoformat())
    ask = say(pack, "limitation.ask.guarantee") if state == "passed" else ""
    lost = missing(pack, ("guarantee-kind",) if one.kind is None else (), "limitation")
    return Period("guarantee", title, state, ends, None, (), because, ask, lost, cited)


def enforcement(debt: Debt, pack: Pack) -> Period:
    """Return the period to ask for enforcement; events begin it anew as they do limitation."""
    title, cited = say(pack, "limitation.title.enforcement"), cite_all(("enforce-2y",), debt, pack)
    paper = debt.judgment
    begins = (paper.perform_by or paper.effective_on) if paper else None
    if paper is None or begins is None:
        because = say(pack, "limitation.because.untold")
        lost = missing(pack, ("judgment-day",), "limitation")
        return Period("enforcement", title, "cannot-tell", None, None, (), because, "", lost, cited)
    if paper.enforcement_asked_on:
        day = paper.enforcement_asked_on.isoformat()
        because = say(pack, "limitation.because.enforcement-asked", day=day)
        return Period("enforcement", title, "running", None, None, (), because, "", (), cited)
    try:
        years = years_of("enforcement-years", begins, pack)
    except NoValue:
        because = say(pack, "limitation.because.untold")
        lost = missing(pack, ("old-law",), "limitation")
        return Period("enforcement", title, "cannot-tell", None, None, (), because, "", lost, cited)
    run = Run(
        (step(begins, "begin-perform-by", add_years(begins, years), ("enforce-2y",), debt, pack),),
        add_years(begins, years),
    )
    for event in happened(debt):
        if begins <= event.on <= run.ends_on and event.kind in RESTARTS:
            run = after(run, event, years, debt, pack)
    state: LimitationState = "passed" if debt.as_of > run.ends_on else "running" if debt.as_of > begins else "not-begun"
    because = say(pack, "limitation.because.enforcement", day=run.ends_on.isoformat())
    ask = say(pack, "limitation.ask.enforcement") if state == "passed" else ""
    return Period("enforcement", title, state, run.ends_on, None, run.steps, because, ask, (), cited)
