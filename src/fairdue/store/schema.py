"""The version of the vault's own tables, and how a database is brought to this one's; a newer one is left alone.

The tables of the case file have a history of their own (`migrate`); who opens a vault passes it in.
"""

from __future__ import annotations

from typing import Final

from sqlalchemy import Connection

from fairdue.kernel.errors import VaultTooNew
from fairdue.store import ledger

VERSION: Final = 1


def version_of(connection: Connection) -> int:
    """Return the version of the vault's tables; 0 for a database without any. Raises VaultTooNew."""
    found = int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())
    if found > VERSION:
        raise VaultTooNew(found=found, known=VERSION)
    return found


def prepare(connection: Connection) -> None:
    """Bring the vault's tables to this version, inside the transaction that is open on `connection`."""
    if version_of(connection) < VERSION:
        ledger.METADATA.create_all(connection)
        connection.exec_driver_sql(f"PRAGMA user_version = {VERSION}")
