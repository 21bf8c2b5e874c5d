"""Limitation laid out for a reader: what not to do first, then the periods with each day that moved them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from fairdue.app.contracts.catalogue import Say
from fairdue.app.contracts.catalogue import noted as _
from fairdue.app.reading.figures import day, numbered_sources
from fairdue.app.reading.labels import Label
from fairdue.records.assessment import Missing
from fairdue.records.audit import Limitation, LimitationState, Period, Restart
from fairdue.records.law import Citation

STATES: Final[dict[LimitationState, Label]] = {
    "running": Label(_("时间还没到"), "–", "know"),
    "passed": Label(_("时间过了"), "!", "fine"),
    "not-begun": Label(_("还没开始算"), "–", "know"),
    "cannot-tell": Label(_("还说不准"), "?", "know"),
}


@dataclass(frozen=True, slots=True)
class PeriodView:
    """One period: its state as a word, its last day, each day that moved it, and the numbers of its sources."""

    title: str
    label: Label
    ends: str
    because: str
    ask: str
    steps: tuple[tuple[str, str, str], ...]
    sources: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class LimitationView:
    """Everything a reader is shown of limitation, in order."""

    heading: str
    before: tuple[tuple[Restart, tuple[int, ...]], ...]
    periods: tuple[PeriodView, ...]
    missing: tuple[Missing, ...]
    notes: tuple[str, ...]
    sources: tuple[Citation, ...]


def limitation_view(found: Limitation, say: Say) -> LimitationView:
    """Lay out what was found about limitation."""
    groups = [one.citations for one in found.before_you_act]
    for period in found.periods:
        groups += [period.citations, *(step.citations for step in period.steps)]
    numbers = numbered_sources(groups)
    first: dict[int, Citation] = {}
    for citation, number in numbers.items():
        first.setdefault(number, citation)
    missing = {one.what: one for period in found.periods for one in period.missing}
    return LimitationView(
        heading=_heading(found, say),
        before=tuple((one, _numbers(one.citations, numbers)) for one in found.before_you_act),
        periods=tuple(_period(one, numbers, say) for one in found.periods),
        missing=tuple(missing.values()),
        notes=found.notes,
        sources=tuple(first.values()),
    )


def _heading(found: Limitation, say: Say) -> str:
    """Say in one sentence where the main period stands; a court decides."""
    main = next((one for one in found.periods if one.kind == "limitation"), None)
    if main is None or main.state == "cannot-tell":
        return say(_("材料还不够，时效说不准。"))
    if main.state == "not-begun":
        return say(_("按现有材料，时效还没开始算。"))
    ends = {"day": day(main.ends_on_latest or main.ends_on, say)}
    if main.state == "passed":
        return say(_("按现有材料，时效到 %(day)s 就过了，由法院认定。")) % ends
    return say(_("按现有材料，时效还没过，最晚到 %(day)s。")) % ends


def _period(period: Period, numbers: dict[Citation, int], say: Say) -> PeriodView:
    """Put one period into words."""
    cited = (*period.citations, *(one for step in period.steps for one in step.citations))
    return PeriodView(
        title=period.title,
        label=STATES[period.state],
        ends=_ends(period, say),
        because=period.because,
        ask=period.ask,
        steps=tuple((step.on.isoformat(), step.what, step.because) for step in period.steps),
        sources=_numbers(cited, numbers),
    )


def _ends(period: Period, say: Say) -> str:
    """Write the last day, or the two it lies between."""
    if period.ends_on is None:
        return say(_("最后一天：不清楚"))
    if period.ends_on_latest in (None, period.ends_on):
        return say(_("最后一天：%(day)s")) % {"day": period.ends_on.isoformat()}
    both = {"day": period.ends_on.isoformat(), "latest": day(period.ends_on_latest, say)}
    return say(_("最后一天：%(day)s 至 %(latest)s 之间")) % both


def _numbers(cited: tuple[Citation, ...], numbers: dict[Citation, int]) -> tuple[int, ...]:
    """Give the numbers of citations, each once and in order."""
    return tuple(sorted({numbers[one] for one in cited}))
