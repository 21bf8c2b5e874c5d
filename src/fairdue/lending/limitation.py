"""Periods that bear on a debt: limitation, the longest period, guarantees, enforcement; a defence a court may weigh.

Each period ends on the same day of its last month (民法典 202), the first day not counted (201). Whether the last day
is a holiday, which would move it, is not looked at here. Nothing says that a debt is gone: it is not.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from fairdue.kernel.errors import NoValue
from fairdue.kernel.months import add_years
from fairdue.law.citations import cite_each
from fairdue.lending.caps import formed_on
from fairdue.lending.periods import enforcement, guarantee, longest
from fairdue.lending.plan import due_day
from fairdue.lending.running import Run, after, cite_all, happened, step, years_of
from fairdue.lending.wording import missing, say
from fairdue.records.audit import Limitation, LimitationState, Period, Restart
from fairdue.records.debt import Debt, Event
from fairdue.records.pack import Pack


def limitation(debt: Debt, pack: Pack) -> Limitation:
    """Return every period that bears on a debt on its day, and what to know before acting."""
    ordinary = _ordinary(debt, pack)
    periods = [ordinary, *longest(debt, pack), *(guarantee(one, debt, pack) for one in debt.guarantees)]
    if debt.judgment is not None:
        periods.append(enforcement(debt, pack))
    state = "passed" if ordinary.state == "passed" else "running"
    wanted = {"running", "passed"} if ordinary.state == "cannot-tell" else {state}
    acts = tuple(
        Restart(one.act, one.effect, one.instead, cite_each(one.citations, pack.provisions, debt.as_of))
        for one in pack.lending.acts
        if one.when in wanted and one.by == "you" and one.restarts != "no"
    )
    notes = ("informs", "debt-stays", "court-silent", "no-waiver", "holiday")
    return Limitation(
        debt=debt.id,
        as_of=debt.as_of,
        periods=tuple(periods),
        before_you_act=acts,
        notes=tuple(say(pack, f"limitation.note.{name}") for name in notes),
    )


def _ordinary(debt: Debt, pack: Pack) -> Period:
    """Walk from the due day through every event; where it began is open, both beginnings are walked."""
    begins = _beginnings(debt)
    if not begins:
        return _untold(debt, pack, ("due-day",))
    sure_events, is_doubtful = _without_doubtful(debt)
    sure = replace(debt, events=sure_events)
    try:
        walks = [_walk(day, why, one, pack) for day, why in begins for one in (sure, debt)]
    except NoValue:
        return _untold(debt, pack, ("old-law",))
    earliest, last = min(one.ends_on for one in walks), max(walks, key=lambda one: one.ends_on)
    state = _state(earliest, last.ends_on, debt.as_of, begins[0][0])
    if state == "passed" and last.given_up:
        state = "cannot-tell"
    lost = ["demand-proof"] if is_doubtful else []
    lost += ["accelerated"] if len(begins) > 1 else []
    return Period(
        kind="limitation",
        title=say(pack, "limitation.title.limitation"),
        state=state,
        ends_on=earliest,
        ends_on_latest=last.ends_on if last.ends_on != earliest else None,
        steps=last.steps,
        because=_because(state, earliest, last, pack),
        ask=say(pack, "limitation.ask.passed") if state == "passed" else "",
        missing=missing(pack, lost, "limitation"),
        citations=cite_all(("sol-3y", "sol-expired-effect", "sol-raise-first-instance"), debt, pack),
    )


def _because(state: LimitationState, earliest: date, last: Run, pack: Pack) -> str:
    words = say(pack, f"limitation.because.{state}", day=earliest.isoformat(), last=last.ends_on.isoformat())
    return words + (say(pack, "limitation.because.given-up") if last.given_up else "")


def _beginnings(debt: Debt) -> list[tuple[date, str]]:
    """Return the days the period may begin, earliest first: the last instalment, or the day all was called in."""
    due = due_day(debt.terms, formed_on(debt))
    if due is None:
        return []
    is_several = bool(debt.terms.instalments) or (debt.terms.months or 1) > 1
    name = "last-instalment" if is_several and debt.terms.repayment != "bullet" else "due-day"
    begins = [(due, name)]
    called = debt.terms.accelerated_on
    if called and called < due:
        begins.insert(0, (called, "accelerated"))
    return begins


def _walk(begins: date, why: str, debt: Debt, pack: Pack) -> Run:
    """Walk through the events after the period began; raises NoValue where the pack knows no law for it."""
    years = years_of("ordinary-years", begins, pack)
    cited = ("sol-instalment",) if why == "last-instalment" else ("sol-3y",)
    ends = add_years(begins, years)
    run = Run((step(begins, f"begin-{why}", ends, cited, debt, pack),), ends)
    for event in happened(debt):
        if event.on >= begins:
            run = after(run, event, years, debt, pack)
    return run


def _without_doubtful(debt: Debt) -> tuple[tuple[Event, ...], bool]:
    """Return the events without demands nobody can show to have arrived, and whether there are such."""
    sure = tuple(one for one in debt.events if not (one.kind == "demand" and one.reached is None and not one.proof))
    return sure, len(sure) != len(debt.events)


def _state(earliest: date, latest: date, today: date, begins: date) -> LimitationState:
    if today <= begins:
        return "not-begun"
    if today > latest:
        return "passed"
    return "running" if today <= earliest else "cannot-tell"


def _untold(debt: Debt, pack: Pack, lost: Iterable[str]) -> Period:
    return Period(
        kind="limitation",
        title=say(pack, "limitation.title.limitation"),
        state="cannot-tell",
        ends_on=None,
        ends_on_latest=None,
        steps=(),
        because=say(pack, "limitation.because.untold"),
        ask="",
        missing=missing(pack, lost, "limitation"),
        citations=cite_all(("sol-3y",), debt, pack),
    )
