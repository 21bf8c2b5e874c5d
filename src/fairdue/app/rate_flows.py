"""Work out the annual cost of a loan from a file of flows, in both readings where a fee is open to two."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from fairdue.app.contracts.money import Json, rate_json
from fairdue.intake.flows_file import read_flows
from fairdue.reckoning.costs import counted, has_two_readings, totals
from fairdue.reckoning.rates import eu_aprc, irr, irr_dated, us_actuarial, xirr
from fairdue.reckoning.simple_rates import simple_rate
from fairdue.records.money import CashFlow, RateQuestion, RateResult, RateWarning

# Paid and received further apart than this are likely in different units (万元 and 元).
_FAR_APART = 20


@dataclass(frozen=True, slots=True)
class RateAnswer:
    """What was asked, the answer with everything counted, and the one without what is open (None where nothing is)."""

    question: RateQuestion
    result: RateResult
    without_open: RateResult | None
    received: Decimal
    paid: Decimal
    warnings: tuple[RateWarning, ...]


def rate_file(content: bytes, source: str) -> RateAnswer:
    """Read the file and answer it; raises UnusableFigure, NoRate."""
    return rate(read_flows(content, source))


def rate(question: RateQuestion) -> RateAnswer:
    """Answer a question; raises NoRate."""
    if question.periodic:
        amounts = question.periodic
        received = -sum((one for one in amounts if one < 0), Decimal(0))
        paid = sum((one for one in amounts if one > 0), Decimal(0))
        return RateAnswer(question, _periodic(question), None, received, paid, _units(received, paid))
    flows = counted(question.flows)
    received, paid = totals(flows)
    without, warnings = None, (*_units(received, paid), *_paid_first(flows))
    if has_two_readings(question.flows):
        without = _dated(question, counted(question.flows, with_open=False))
        warnings = (*warnings, RateWarning("open-items"))
    return RateAnswer(question, _dated(question, flows), without, received, paid, warnings)


def _periodic(question: RateQuestion) -> RateResult:
    """Solve evenly spaced amounts; the methods differ only in which figure they publish."""
    solved = irr(question.periodic, question.per_year)
    percent = solved.effective_percent if question.method == "eu-aprc" else solved.percent
    return replace(solved, method=question.method, percent=percent)


def _dated(question: RateQuestion, flows: tuple[CashFlow, ...]) -> RateResult:
    match question.method:
        case "irr":
            return irr_dated(flows, question.unit_period)
        case "xirr":
            return xirr(flows, question.day_count or "actual/365")
        case "us-actuarial":
            return us_actuarial(flows, question.unit_period, question.begins_on)
        case "eu-aprc":
            unit = question.unit_period.unit if question.unit_period else None
            return eu_aprc(flows, unit if unit in ("week", "month", "year") else None, question.day_count)
        case "simple":
            return simple_rate(flows, question.day_count or "actual/365")


def _units(received: Decimal, paid: Decimal) -> tuple[RateWarning, ...]:
    if received and paid and max(received, paid) >= _FAR_APART * min(received, paid):
        return (RateWarning("units-differ", {"received": received, "paid": paid}),)
    return ()


def _paid_first(flows: tuple[CashFlow, ...]) -> tuple[RateWarning, ...]:
    """Say where the first payment comes before the first advance."""
    lent, paid = (min((one.on for one in flows if (one.amount < 0) is out), default=None) for out in (True, False))
    if lent and paid and paid < lent:
        return (RateWarning("paid-first", {"paid": paid.isoformat(), "lent": lent.isoformat()}),)
    return ()


def answer_json(answer: RateAnswer, lang: str = "zh") -> Json:
    """Return the answer as `fairdue.rate/1`; `readings` is there only where a fee is open to two."""
    document = rate_json(answer.result, answer.warnings, lang)
    if answer.without_open is None:
        return document
    names = ("percent", "nominal_percent", "effective_percent", "periodic_percent")
    readings = {"with_open_items": answer.result, "without_open_items": answer.without_open}
    document["readings"] = {
        reading: {name: getattr(result, name) for name in names} for reading, result in readings.items()
    }
    return document
