"""Erasing the files of deleted items once their tombstones are committed; it deletes no row."""

from __future__ import annotations

import sqlalchemy as sa

from fairdue.store.database import Database
from fairdue.store.ledger import ITEMS
from fairdue.vault.blobs import Blobs


def finish(database: Database, blobs: Blobs) -> int:
    """Erase every file whose tombstone waits for it, then empty the write-ahead log; return how many files.

    A file whose content was sealed anew in the meantime belongs to the new item and stays.
    """
    with database.reading() as connection:
        query = sa.select(ITEMS.c.id, ITEMS.c.erasing).where(ITEMS.c.erasing.is_not(None))
        waiting = connection.execute(query).all()
        living = set(connection.execute(sa.select(ITEMS.c.blob).where(ITEMS.c.blob.is_not(None))).scalars())
    if not waiting:
        return 0
    for row in waiting:
        if row.erasing not in living:
            blobs.erase(row.erasing)
    with database.writing() as connection:
        connection.execute(ITEMS.update().where(ITEMS.c.id.in_([row.id for row in waiting])).values(erasing=None))
    database.flush()
    return len(waiting)
