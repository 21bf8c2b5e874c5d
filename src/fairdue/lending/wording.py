"""Take a sentence of the pack and fill in its figures; no sentence stands here."""

from __future__ import annotations

from collections.abc import Iterable

from fairdue.kernel.money import written
from fairdue.records.assessment import Missing
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
