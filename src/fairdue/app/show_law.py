"""Look at the law of the pack: one provision, by day if asked, or a search by words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from fairdue.kernel.errors import FairDueError
from fairdue.law.citations import cite
from fairdue.law.lookup import in_force, provision, require_in_force, search
from fairdue.records.law import Provision

Json = dict[str, Any]


def show(provisions: Mapping[str, Provision], id: str, on: date | None, today: date) -> Json:
    """Return one provision and how it may be cited; raises UnknownProvision, and NotInForce where a day is given."""
    found = provision(provisions, id) if on is None else require_in_force(provisions, id, on)
    day = on or today
    return {**brief(found, day), "citation": _citation(found, day), "sources": [vars_of(one) for one in found.sources]}


def find(provisions: Mapping[str, Provision], words: str, on: date | None, today: date, limit: int = 30) -> list[Json]:
    """Return the provisions that hold every word, best first."""
    return [brief(one, on or today) for one in search(provisions, words, on)[:limit]]


def brief(found: Provision, day: date) -> Json:
    """Return what a reader needs of a provision; `in_force` answers for that day."""
    return {
        "id": found.id,
        "instrument": found.name,
        "instrument_id": found.instrument,
        "article": found.article,
        "binding": found.binding,
        "standing": found.standing,
        "citable": found.citable,
        "topic": found.topic,
        "effective_from": found.effective_from.isoformat() if found.effective_from else None,
        "effective_to": found.effective_to.isoformat() if found.effective_to else None,
        "successors": list(found.successors),
        "applies_to": list(found.applies_to),
        "gist": found.gist,
        "consequence": found.consequence,
        "channels": list(found.channels),
        "numbers": dict(found.numbers),
        "checked_on": found.checked_on.isoformat() if found.checked_on else None,
        "confidence": found.confidence,
        "note": found.note,
        "on": day.isoformat(),
        "in_force": in_force(found, day),
    }


def vars_of(source: Any) -> Json:
    """Return a source as plain data; it is provenance, not a link to follow."""
    return {"title": source.title, "url": source.url}


def _citation(found: Provision, day: date) -> Json | None:
    """Return the citation as it may be printed that day, or None where it may not."""
    try:
        citation = cite(found, day)
    except FairDueError:
        return None
    return {
        "instrument": citation.instrument,
        "article": citation.article,
        "standing": citation.standing,
        "in_force_on": citation.in_force_on.isoformat(),
        "note": citation.note,
    }
