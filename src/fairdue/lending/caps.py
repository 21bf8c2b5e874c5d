"""What a reading of the law limits on a given debt: the lines with their rates by day, and where each comes from.

A rate is looked up on the day the reading names (formation of the contract, filing, the day of the claim). Outside the
confirmed dates of a parameter NoValue is raised; only a line not needed for the answer is left out instead.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from fairdue.kernel.errors import NoValue
from fairdue.law.citations import cite_each
from fairdue.law.parameters import value_on
from fairdue.lending.account import Line
from fairdue.records.audit import CapFigure, Input
from fairdue.records.debt import Debt
from fairdue.records.law import Parameter
from fairdue.records.lending import CapPart, LawReading
from fairdue.records.pack import Pack

_DAY = timedelta(days=1)
_HUNDRED = Decimal(100)
_DAYS_A_YEAR = 365


@dataclass(frozen=True, slots=True)
class Limits:
    """What a reading limits: its lines in order of their first day, each cap with its source, days without a line."""

    lines: tuple[Line, ...]
    figures: tuple[CapFigure, ...]
    is_whole: bool


def formed_on(debt: Debt) -> date | None:
    """Return the day the contract was formed, or the first day money reached the borrower; None for neither."""
    received = [one.on for one in debt.disbursements or ()]
    return debt.contract_on or min(received, default=None)


def fitting(readings: Sequence[LawReading], kind: str | None, product: str, as_of: date) -> Iterator[LawReading]:
    """List the readings for a kind of lender and product; without a kind, all that a loan might fall under."""
    for one in readings:
        is_for_kind = kind in one.lender_kinds if kind else one.nature == "civil"
        if is_for_kind and (not one.products or product in one.products) and as_of >= (one.as_of_from or as_of):
            yield one


def limits(reading: LawReading, debt: Debt, pack: Pack) -> Limits:
    """Return the lines of a reading for this debt; raises NoValue where a rate is not known on its day.

    `is_whole` is False where some days of the loan have no line, because the pack has no rule for them.
    """
    formed = formed_on(debt)
    lines: list[Line] = []
    figures: list[CapFigure] = []
    covered: list[tuple[date, date]] = []
    begins = formed or debt.as_of
    for part in reading.parts:
        if not _is_for(part, formed):
            continue
        since, until = max(part.days_from or begins, begins), min(part.days_to or debt.as_of, debt.as_of)
        if since > until:
            continue
        found = _line(part, reading, debt, pack, since)
        lines.append(found[0])
        if part.days_to and part.days_to < debt.as_of:
            lines.append(Line(part.days_to + _DAY, None, None))
        covered.append((since, until))
        figures.append(found[1])
    return Limits(_in_order(lines), tuple(figures), not reading.parts or _is_covered(covered, begins, debt.as_of))


def percent(rate: Decimal) -> str:
    """Write a yearly fraction as percent without idle zeros.

    >>> percent(Decimal("0.154")), percent(Decimal("0.24"))
    ('15.4%', '24%')
    """
    written = f"{rate * _HUNDRED:f}"
    return (written.rstrip("0").rstrip(".") if "." in written else written) + "%"


def yearly(parameter: Parameter, on: date) -> Decimal:
    """Return a rate parameter on a day as a yearly fraction; raises NoValue."""
    value = Decimal(str(value_on(parameter, on).value))
    return value * _DAYS_A_YEAR if parameter.unit == "per-day" else value / _HUNDRED


def _is_for(part: CapPart, formed: date | None) -> bool:
    if formed is None:
        return part.formed_from is None and part.formed_to is None
    return (part.formed_from or formed) <= formed <= (part.formed_to or formed)


def _line(part: CapPart, reading: LawReading, debt: Debt, pack: Pack, since: date) -> tuple[Line, CapFigure]:
    on = _day_of_rate(part, debt, since)
    parameter = pack.parameters[part.parameter]
    if part.rate_on == "filed" and debt.filed_on is None and parameter.confirmed_until:
        on = min(on, parameter.confirmed_until)  # no one has sued yet: the last published rate stands in for it
    base = yearly(parameter, on)
    times = Decimal(str(value_on(pack.parameters[part.times], since).value)) if part.times else Decimal(1)
    stays = base * times if reading.paid == "to-principal" else None
    if part.paid_up_to:
        stays = yearly(pack.parameters[part.paid_up_to], on)
    inputs: tuple[Input, ...] = (Input(parameter.title, percent(base), "", on.isoformat()),)
    formula = f"{parameter.title}（{on.isoformat()}）{percent(base)}"
    if part.times:
        inputs = (*inputs, Input(pack.parameters[part.times].title, f"{times:f}"))
        formula = f"{percent(base)} × {times:f} = {percent(base * times)}"
    figure = CapFigure(
        id=f"{reading.id}.{part.id}",
        title=reading.title,
        nature=reading.nature,
        rate=base * times,
        formula=formula,
        inputs=inputs,
        needs_request=reading.needs_request,
        citations=cite_each(part.citations, pack.provisions, _citing_day(part, debt)),
    )
    return Line(since, base * times, stays), figure


def _day_of_rate(part: CapPart, debt: Debt, since: date) -> date:
    match part.rate_on:
        case "formed":
            return formed_on(debt) or since
        case "filed":
            return debt.filed_on or debt.as_of
        case "as-of":
            return debt.as_of
        case "first-day":
            return since


def _citing_day(part: CapPart, debt: Debt) -> date:
    """Return the day on which the provisions of a line are cited: within its own days, else that of the claim."""
    return min(part.days_to, debt.as_of) if part.days_to else debt.as_of


def _in_order(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Put lines in order; where one begins on the day another ends, the one that begins stands."""
    by_day: dict[date, Line] = {}
    for line in lines:
        if line.since not in by_day or line.rate is not None:
            by_day[line.since] = line
    return tuple(by_day[day] for day in sorted(by_day))


def _is_covered(spans: Sequence[tuple[date, date]], begins: date, ends: date) -> bool:
    at = begins
    for since, until in sorted(spans):
        if since > at:
            return False
        at = max(at, until + _DAY)
    return at > ends


def optional_limits(reading: LawReading, debt: Debt, pack: Pack) -> Limits | None:
    """Return the lines of a reading nobody's claim hangs on, None where its rate is not known that day."""
    try:
        return limits(reading, debt, pack)
    except NoValue:
        return None
