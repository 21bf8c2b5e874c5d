"""What an audit and a look at limitation publish for other rooms: rows of facts whose keys the pack declares."""

from __future__ import annotations

from collections.abc import Iterator

from fairdue.records.audit import Audit, Limitation
from fairdue.records.facts import Fact

_UNIT = "fen"


def facts_of_audit(found: Audit) -> tuple[Fact, ...]:
    """Return what is claimed, supported and rebuilt, in whole fen, each end of a range apart."""
    return tuple(_audit_rows(found))


def facts_of_limitation(found: Limitation) -> tuple[Fact, ...]:
    """Return whether limitation runs or has passed, and its last day where one is known."""
    return tuple(_limitation_rows(found))


def _audit_rows(found: Audit) -> Iterator[Fact]:
    basis = "；".join(reading.title for reading in found.readings)
    figures = {
        "debt.claimed-fen": found.claimed,
        "debt.supported-low-fen": found.supported.low,
        "debt.supported-high-fen": found.supported.high,
    }
    if found.rebuilt:
        figures |= {"debt.rebuilt-low-fen": found.rebuilt.low, "debt.rebuilt-high-fen": found.rebuilt.high}
    for key, amount in figures.items():
        yield Fact(key, amount, _UNIT, f"audit:{found.debt}", basis, found.as_of)
    yield Fact("debt.is-settled", found.supported.is_exact, "", f"audit:{found.debt}", basis, found.as_of)


def _limitation_rows(found: Limitation) -> Iterator[Fact]:
    for period in found.periods:
        if period.kind == "limitation":
            source = f"limitation:{found.debt}"
            yield Fact("limitation.state", period.state, "", source, period.because, found.as_of)
            if period.ends_on:
                last = (period.ends_on_latest or period.ends_on).isoformat()
                yield Fact("limitation.ends-on", last, "", source, period.because, found.as_of)
