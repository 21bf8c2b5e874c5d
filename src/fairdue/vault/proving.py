"""Proofs of single items in the journal's tree, put together from the rows; signing is the checkpoint's work."""

from __future__ import annotations

import json
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection, Row

from fairdue.kernel.errors import ItemDamaged
from fairdue.records.vault import Proof
from fairdue.store.ledger import ENTRIES
from fairdue.vault import tree
from fairdue.vault.unit import is_committed


def proof_of(connection: Connection, row: Row[Any], branches: tree.Branches) -> Proof:
    """Prove an item's first entry. Raises ItemDamaged where row and entry do not fit."""
    first = connection.execute(
        sa.select(ENTRIES)
        .where(ENTRIES.c.item == row.id, ENTRIES.c.kind.in_(("intake", "derive")))
        .order_by(ENTRIES.c.seq)
        .limit(1)
    ).one()
    if not is_committed(row, first.leaf) or not json.loads(first.leaf)["item"] == row.id:
        raise ItemDamaged(item=row.id, why="changed")
    return Proof(
        index=first.seq,
        size=branches.size,
        leaf=first.leaf,
        path=branches.inclusion(first.seq),
        salt=row.salt,
        sha256=row.sha256.hex(),
    )
