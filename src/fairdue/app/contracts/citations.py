"""Citations as every document of ours writes them, in the shape of fairdue.answer/1; it decides nothing."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from fairdue.records.law import Citation


def citations_json(citations: Iterable[Citation]) -> list[dict[str, Any]]:
    """Return citations as plain values."""
    return [
        {
            "provision": one.provision,
            "instrument": one.instrument,
            "article": one.article,
            "standing": one.standing,
            "in_force_on": one.in_force_on.isoformat(),
            "note": one.note,
        }
        for one in citations
    ]
