"""Check a claim somebody met: what it means, whether it holds, why, what to do instead, and how good the sources are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from fairdue.guidance.claims import Claims
from fairdue.kernel.errors import EmptyText, UnknownName
from fairdue.law.citations import cite_each
from fairdue.records.handbook import Handbook
from fairdue.records.law import Citation
from fairdue.records.myths import FoundMyth, Myth
from fairdue.records.pack import Pack

Json = dict[str, Any]
# What is to be said of the wording found: it holds, it does not, it depends.
Judged = Literal["true", "false", "depends"]


@dataclass(frozen=True, slots=True)
class CheckedClaim:
    """A claim of the pack, what holds of the wording found, and the law it rests on that day."""

    found: FoundMyth
    judged: Judged
    citations: tuple[Citation, ...]

    @property
    def myth(self) -> Myth:
        """The claim itself."""
        return self.found.myth

    @property
    def cited_once(self) -> tuple[Citation, ...]:
        """What it rests on as readers see it: two provisions kept apart in one article are named once."""
        return tuple({(one.instrument, one.article or one.note): one for one in self.citations}.values())


def check_claim(words: str, claims: Claims, pack: Pack, on: date, limit: int = 3) -> tuple[CheckedClaim, ...]:
    """Return the claims the words may mean, nearest first; raises EmptyText."""
    if not words.strip():
        raise EmptyText()
    return tuple(
        CheckedClaim(found, _judged(found), cite_each(found.myth.citations, pack.provisions, on))
        for found in claims.search(words, limit)
    )


def claim_by_id(id: str, handbook: Handbook, pack: Pack, on: date) -> CheckedClaim:
    """Return one claim by its id; raises UnknownName."""
    myth = next((one for one in handbook.myths if one.id == id), None)
    if myth is None:
        near = [one.id for one in handbook.myths if set(id.split("-")) & set(one.id.split("-"))]
        raise UnknownName(what="myth", given=id, known=near)
    found = FoundMyth(myth, 1.0, myth.claim, "claim")
    return CheckedClaim(found, _judged(found), cite_each(myth.citations, pack.provisions, on))


def _judged(found: FoundMyth) -> Judged:
    """Turn the verdict around where the wording denies the claim."""
    if found.side == "claim" or found.myth.verdict == "depends":
        return found.myth.verdict
    return "false" if found.myth.verdict == "true" else "true"


def claims_json(question: str, checked: Iterable[CheckedClaim]) -> Json:
    """Return what was found as the fairdue.myth/1 document."""
    return {"schema": "fairdue.myth/1", "asked": question, "found": [claim_json(one) for one in checked]}


def claim_json(one: CheckedClaim) -> Json:
    """Return one claim as plain data."""
    myth = one.myth
    return {
        "id": myth.id,
        "claim": myth.claim,
        "verdict": myth.verdict,
        "nearest_wording": {"words": one.found.wording, "side": one.found.side, "holds": one.judged},
        "nearness": one.found.nearness,
        "answer": myth.answer,
        "why": myth.why,
        "instead": myth.instead,
        "topic": myth.topic,
        "since": myth.since.isoformat() if myth.since else None,
        "until": myth.until.isoformat() if myth.until else None,
        "citations": [
            {"provision": cited.provision, "instrument": cited.instrument, "article": cited.article, "note": cited.note}
            for cited in one.citations
        ],
        "sources": [{"title": source.title, "confidence": source.confidence} for source in myth.sources],
    }
