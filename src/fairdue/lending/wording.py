"""Take a sentence of the pack and fill in its figures, and cite what it rests on; no sentence stands here."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from fairdue.kernel.money import written
from fairdue.law.citations import cite_each
from fairdue.records.assessment import Missing
from fairdue.records.law import Citation, Provision
from fairdue.records.pack import Pack


def say(pack: Pack, id: str, **values: object) -> str:
    """Return the words of a phrase with its fields filled in; raises KeyError for an id the pack lacks."""
    words = pack.phrases[id].words
    return words.format_map(values) if values else words


def yuan(fen: int) -> str:
    """Write an amount for a sentence."""
    return written(fen)


def missing(pack: Pack, ids: Iterable[str], family: str = "audit") -> tuple[Missing, ...]:
    """Return what is not known and what would settle it, in the pack's words, each once."""
    return tuple(
        Missing(say(pack, f"{family}.missing.{id}"), say(pack, f"{family}.missing.{id}.settle"))
        for id in dict.fromkeys(ids)
    )


def sources(pack: Pack, ids: Iterable[str], kind: str | None, on: date) -> tuple[Citation, ...]:
    """Return the citations of a sentence on a day, without those made for other kinds of lender.

    Where that would leave nothing, all that may be cited that day are kept: the pack then has no nearer source.
    """
    listed = tuple(dict.fromkeys(ids))
    nearer = tuple(id for id in listed if _concerns(pack.provisions[id], kind))
    return cite_each(nearer, pack.provisions, on) or cite_each(listed, pack.provisions, on)


def _concerns(provision: Provision, kind: str | None) -> bool:
    actors = set(provision.applies_to)
    return kind is None or provision.binding == "law" or kind in actors or bool(actors & {"anyone", "lender"})
