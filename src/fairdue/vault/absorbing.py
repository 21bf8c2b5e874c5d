"""Taking over what another vault holds, say from a second device: each item with its history, sealed anew here."""

from __future__ import annotations

from datetime import datetime
from typing import Any, NamedTuple

from fairdue.kernel.errors import ItemDamaged
from fairdue.records.vault import Item, Json
from fairdue.vault import journal
from fairdue.vault.blobs import Unreadable
from fairdue.vault.unit import Work, find
from fairdue.vault.vault import Vault


class Absorbed(NamedTuple):
    """Which item of the other vault became which here, and which were here already."""

    added: dict[str, str]
    known: dict[str, str]


def absorb(vault: Vault, other: Vault, *, at: datetime) -> Absorbed:
    """Take every living item of `other` into `vault` in one unit of work; the other is only read.

    Where an item came from, when it was sealed there and its entries there are kept with it. Raises ItemDamaged.
    """
    here = {item.sha256: item.id for item in vault.items()}
    items = other.items()
    checkpoints = other.checkpoints()
    proof = checkpoints[-1].note if checkpoints else ""
    result = Absorbed({}, {})
    with vault.unit_of_work(at=at) as work:
        for item in items:
            known = here.get(item.sha256)
            if known is not None:
                result.known[item.id] = known
                continue
            result.added[item.id] = _take(work, other, item, result, proof)
    return result


def _take(work: Work, other: Vault, item: Item, result: Absorbed, proof: str) -> str:
    origin: dict[str, Json] = {**item.origin, "other_vault": _history(other, item, proof)}
    with other.database.reading() as connection:
        row = find(connection, item.id)
    parent = {**result.known, **result.added}.get(item.derived_from or "")
    try:
        with other.blobs.reader(row.blob) as stream:
            if parent is None:
                new = work.intake(stream, name=item.name, media_type=item.media_type, origin=origin)
            else:
                new = work.derive(
                    parent, stream, name=item.name, media_type=item.media_type, method=item.method, origin=origin
                )
    except FileNotFoundError:
        raise ItemDamaged(item=item.id, why="missing") from None
    except Unreadable:
        raise ItemDamaged(item=item.id, why="changed") from None
    if new.sha256 != item.sha256:
        raise ItemDamaged(item=item.id, why="changed")
    return new.id


def _history(other: Vault, item: Item, proof: str) -> dict[str, Json]:
    entries: list[Any] = [
        {"seq": entry.seq, "at": journal.stamp(entry.at), "kind": entry.kind, "details": dict(entry.details or {})}
        for entry in other.custody(item.id)
    ]
    return {
        "vault": other.id,
        "item": item.id,
        "sealed_at": journal.stamp(item.sealed_at),
        "entries": entries,
        "checkpoint": proof,
    }
