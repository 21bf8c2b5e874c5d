"""Periods that bear on a debt: limitation, the longest period, guarantees, enforcement; a defence a court may weigh.

Each period ends on the same day of its last month (民法典 202), the first day not counted (201). Whether the last day
is a holiday, which would move it, is not looked at here. Nothing says that a debt is gone: it is not.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from fairdue.kernel.errors import NoValue
from fairdue.kernel.months import add_months, add_years
from fairdue.law.citations import cite_each
from fairdue.law.parameters import value_on
from fairdue.lending.caps import formed_on
from fairdue.lending.plan import due_day
from fairdue.lending.wording import missing, say
from fairdue.records.audit import Limitation, LimitationState, LimitationStep, Period, Restart
from fairdue.records.debt import Debt, Event, Guarantee
from fairdue.records.law import Citation
from fairdue.records.pack import Pack

# What begins the period anew; a demand only where it reached the debtor, an obstacle never (it stops the period).
_RESTARTS = ("demand", "part-payment", "promise", "acknowledgement", "lawsuit", "assignment-notice")
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


def limitation(debt: Debt, pack: Pack) -> Limitation:
    """Return every period that bears on a debt on its day, and what to know before acting."""
    ordinary = _ordinary(debt, pack)
    periods = [ordinary, *_longest(debt, pack), *(_guarantee(one, debt, pack) for one in debt.guarantees)]
    if debt.judgment is not None:
        periods.append(_enforcement(debt, pack))
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


@dataclass(frozen=True, slots=True)
class _Run:
    """How far the walk through the events has come: the steps, the last day, whether a later act gave it away."""

    steps: tuple[LimitationStep, ...]
    ends_on: date
    given_up: bool = False


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
        citations=_cite(("sol-3y", "sol-expired-effect", "sol-raise-first-instance"), debt, pack),
    )


def _because(state: LimitationState, earliest: date, last: _Run, pack: Pack) -> str:
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


def _walk(begins: date, why: str, debt: Debt, pack: Pack) -> _Run:
    """Walk through the events after the period began; raises NoValue where the pack knows no law for it."""
    years = _years("ordinary-years", begins, pack)
    cited = ("sol-instalment",) if why == "last-instalment" else ("sol-3y",)
    ends = add_years(begins, years)
    run = _Run((_step(begins, f"begin-{why}", ends, cited, debt, pack),), ends)
    for event in sorted(debt.events, key=lambda one: one.on):
        if event.on > debt.as_of or event.on < begins:
            continue
        run = _after(run, event, years, debt, pack)
    return run


def _after(run: _Run, event: Event, years: int, debt: Debt, pack: Pack) -> _Run:
    if event.on > run.ends_on:
        if event.kind not in _OWN_ACTS:
            return replace(run, steps=(*run.steps, _step(event.on, "too-late", None, ("sol-3y",), debt, pack)))
        cited = ("sol-expired-effect", "sol-after-expiry-acts")
        return replace(
            run, steps=(*run.steps, _step(event.on, "own-act-after", None, cited, debt, pack)), given_up=True
        )
    if event.kind == "obstacle":
        return _stopped(run, event, debt, pack)
    if event.kind == "demand" and event.reached is False:
        return replace(run, steps=(*run.steps, _step(event.on, "not-reached", None, ("sol-demand-forms",), debt, pack)))
    anew = event.until or event.on
    ends = add_years(anew, years)
    return _Run((*run.steps, _step(event.on, f"restart-{event.kind}", ends, _CITED[event.kind], debt, pack)), ends)


def _stopped(run: _Run, event: Event, debt: Debt, pack: Pack) -> _Run:
    """Let an obstacle in the last months stop the period: it ends so many months after the obstacle does."""
    known = pack.parameters["suspension-months"]
    months = int(str(value_on(known, max(event.on, known.values[0].since)).value))
    last_months = add_months(run.ends_on, -months)
    until = event.until or debt.as_of
    if until <= last_months:
        step = _step(event.on, "obstacle-early", None, ("sol-suspend",), debt, pack)
        return replace(run, steps=(*run.steps, step))
    ends = max(run.ends_on, add_months(until, months))
    return _Run((*run.steps, _step(event.on, "obstacle", ends, ("sol-suspend",), debt, pack)), ends)


def _years(parameter: str, begins: date, pack: Pack) -> int:
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
        citations=_cite(("sol-3y",), debt, pack),
    )


def _longest(debt: Debt, pack: Pack) -> Iterator[Period]:
    """Yield the longest period, counted from the due day and never begun anew."""
    due = due_day(debt.terms, formed_on(debt))
    if due is None:
        return
    try:
        ends = add_years(due, _years("longest-years", due, pack))
    except NoValue:
        return
    state: LimitationState = "not-begun" if debt.as_of <= due else "passed" if debt.as_of > ends else "running"
    because = say(pack, "limitation.because.longest", day=ends.isoformat())
    title = say(pack, "limitation.title.longest")
    yield Period("longest", title, state, ends, None, (), because, "", (), _cite(("sol-3y",), debt, pack))


def _guarantee(one: Guarantee, debt: Debt, pack: Pack) -> Period:
    """Return the period of a guarantee: as agreed, six months where not, and what the creditor had to do within it."""
    due = due_day(debt.terms, formed_on(debt))
    title = say(pack, "limitation.title.guarantee", name=one.name or "—")
    cited = _cite(("guarantee-period",), debt, pack)
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


def _enforcement(debt: Debt, pack: Pack) -> Period:
    """Return the period to ask for enforcement; events begin it anew as they do limitation."""
    title, cited = say(pack, "limitation.title.enforcement"), _cite(("enforce-2y",), debt, pack)
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
        years = _years("enforcement-years", begins, pack)
    except NoValue:
        because = say(pack, "limitation.because.untold")
        lost = missing(pack, ("old-law",), "limitation")
        return Period("enforcement", title, "cannot-tell", None, None, (), because, "", lost, cited)
    run = _Run(
        (_step(begins, "begin-perform-by", add_years(begins, years), ("enforce-2y",), debt, pack),),
        add_years(begins, years),
    )
    for event in sorted(debt.events, key=lambda one: one.on):
        if begins <= event.on <= debt.as_of and event.on <= run.ends_on and event.kind in _RESTARTS:
            run = _after(run, event, years, debt, pack)
    state: LimitationState = "passed" if debt.as_of > run.ends_on else "running" if debt.as_of > begins else "not-begun"
    because = say(pack, "limitation.because.enforcement", day=run.ends_on.isoformat())
    ask = say(pack, "limitation.ask.enforcement") if state == "passed" else ""
    return Period("enforcement", title, state, run.ends_on, None, run.steps, because, ask, (), cited)


def _step(on: date, what: str, ends: date | None, cited: Iterable[str], debt: Debt, pack: Pack) -> LimitationStep:
    words = say(pack, f"limitation.step.{what}", day=ends.isoformat() if ends else "")
    return LimitationStep(on, say(pack, f"limitation.what.{what}"), words, ends, _cite(cited, debt, pack))


def _cite(ids: Iterable[str], debt: Debt, pack: Pack) -> tuple[Citation, ...]:
    return cite_each(ids, pack.provisions, debt.as_of)
