"""Audits, limitation and offers as JSON: amounts are yuan with two decimals, a range has both its ends."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields
from decimal import Decimal
from typing import Any, Final

from fairdue.app.contracts.citations import citations_json
from fairdue.kernel.money import to_yuan
from fairdue.records.assessment import Missing
from fairdue.records.audit import (
    Ask,
    Audit,
    AuditLine,
    CapFigure,
    Input,
    LedgerRow,
    Limitation,
    OfferReading,
    Period,
    Reading,
    Span,
    YearlyCost,
)

Json = dict[str, Any]
# Fields of a row of the account that are no amounts.
_PLAIN: Final = frozenset({"on", "kind", "words", "days", "basis"})
_RATES: Final = frozenset({"rate", "late_rate", "penalty_rate"})


def yuan(fen: int) -> str:
    """Write an amount as decimal yuan with two places.

    >>> yuan(2341877)
    '23418.77'
    """
    return str(to_yuan(fen))


def audit_json(audit: Audit) -> Json:
    """Return an audit as `fairdue.audit/1`; for every line claimed = supported + difference at both ends."""
    return {
        "schema": "fairdue.audit/1",
        "debt": audit.debt,
        "lender": audit.lender,
        "lender_kind": audit.lender_kind,
        "as_of": audit.as_of.isoformat(),
        "claimed": yuan(audit.claimed),
        "supported": span_json(audit.supported),
        "difference": span_json(audit.difference),
        "rebuilt": span_json(audit.rebuilt),
        "lines": [_line(one) for one in audit.lines],
        "readings": [_reading(one) for one in audit.readings],
        "caps": [_cap(one) for one in audit.caps],
        "yearly_cost": [_cost(one) for one in audit.costs],
        "where_money_went": [{"to": name, "amount": yuan(amount)} for name, amount in audit.where_money_went],
        "missing": missing_json(audit.missing),
        "notes": list(audit.notes),
        "asks": [_ask(one) for one in audit.asks],
    }


def limitation_json(found: Limitation) -> Json:
    """Return periods as `fairdue.limitation/1`, what to know before acting first."""
    return {
        "schema": "fairdue.limitation/1",
        "debt": found.debt,
        "as_of": found.as_of.isoformat(),
        "before_you_act": [
            {"act": one.act, "effect": one.effect, "instead": one.instead, "citations": citations_json(one.citations)}
            for one in found.before_you_act
        ],
        "periods": [_period(one) for one in found.periods],
        "notes": list(found.notes),
    }


def offer_json(found: OfferReading) -> Json:
    """Return the reading of an offer as `fairdue.offer/1`."""
    return {
        "schema": "fairdue.offer/1",
        "offer": found.offer,
        "lender": found.lender,
        "licence": found.licence,
        "received": span_json(found.received),
        "repaid": span_json(found.repaid),
        "cost": span_json(found.cost),
        "yearly_cost": [_cost(one) for one in found.costs],
        "fees": [
            {
                "name": one.name,
                "amount": None if one.amount is None else yuan(one.amount),
                "payee": one.payee,
                "buys": one.buys,
                "ask": one.ask,
            }
            for one in found.fees
        ],
        "caps": [_cap(one) for one in found.caps],
        "signs": [
            {"id": one.id, "weight": one.weight, "because": one.because, "citations": citations_json(one.citations)}
            for one in found.signs
        ],
        "missing": missing_json(found.missing),
        "asks": [_ask(one) for one in found.asks],
    }


def span_json(given: Span | None) -> Json | None:
    """Return a range: both ends in yuan, and whether they are one figure; null where nothing is known."""
    if given is None:
        return None
    return {"low": yuan(given.low), "high": yuan(given.high), "exact": given.is_exact}


def missing_json(missing: Iterable[Missing]) -> list[Json]:
    """Return what is not known and what would settle it."""
    return [{"what": one.what, "would_settle": one.would_settle} for one in missing]


def _line(line: AuditLine) -> Json:
    return {
        "item": line.item,
        "title": line.title,
        "claimed": yuan(line.claimed),
        "supported": span_json(line.supported),
        "difference": span_json(line.difference),
        "because": line.because,
        "formula": line.formula,
        "inputs": [_input(one) for one in line.inputs],
        "readings": [
            {"reading": one.reading, "title": one.title, "supported": span_json(one.supported)} for one in line.readings
        ],
        "missing": missing_json(line.missing),
        "ask": line.ask,
        "citations": citations_json(line.citations),
    }


def _reading(reading: Reading) -> Json:
    return {
        "id": reading.id,
        "title": reading.title,
        "main": reading.main,
        "needs_request": reading.needs_request,
        "owed": span_json(reading.owed),
        "because": reading.because,
        "caps": [_cap(one) for one in reading.caps],
        "citations": citations_json(reading.citations),
        "account": [_row(one) for one in reading.ledger],
    }


def _row(row: LedgerRow) -> Json:
    """Return a row of the account without the fields that are nothing."""
    found: Json = {"on": row.on.isoformat(), "kind": row.kind, "words": row.words, "days": row.days, "basis": row.basis}
    for field in fields(row):
        value = getattr(row, field.name)
        if field.name in _PLAIN or not value:
            continue
        found[field.name] = percent(value) if field.name in _RATES else yuan(value)
    return found


def percent(rate: Decimal) -> float:
    """Return a yearly fraction in percent."""
    return float(rate * 100)


def _cap(cap: CapFigure) -> Json:
    return {
        "id": cap.id,
        "title": cap.title,
        "nature": cap.nature,
        "percent": percent(cap.rate),
        "formula": cap.formula,
        "inputs": [_input(one) for one in cap.inputs],
        "needs_request": cap.needs_request,
        "citations": citations_json(cap.citations),
    }


def _input(given: Input) -> Json:
    return {"name": given.name, "value": given.value, "unit": given.unit, "source": given.source}


def _cost(cost: YearlyCost) -> Json:
    return {
        "title": cost.title,
        "fees_counted": cost.fees_counted,
        "nominal_percent": None if cost.nominal_percent is None else float(cost.nominal_percent),
        "effective_percent": None if cost.effective_percent is None else float(cost.effective_percent),
        "total_paid": yuan(cost.total_paid),
        "total_received": yuan(cost.total_received),
        "warnings": list(cost.warnings),
    }


def _ask(ask: Ask) -> Json:
    return {"words": ask.words, "of": ask.of, "citations": citations_json(ask.citations)}


def _period(period: Period) -> Json:
    return {
        "kind": period.kind,
        "title": period.title,
        "state": period.state,
        "ends_on": period.ends_on.isoformat() if period.ends_on else None,
        "ends_on_latest": period.ends_on_latest.isoformat() if period.ends_on_latest else None,
        "because": period.because,
        "ask": period.ask,
        "steps": [
            {
                "on": one.on.isoformat(),
                "what": one.what,
                "because": one.because,
                "ends_on": one.ends_on.isoformat() if one.ends_on else None,
                "citations": citations_json(one.citations),
            }
            for one in period.steps
        ],
        "missing": missing_json(period.missing),
        "citations": citations_json(period.citations),
    }
