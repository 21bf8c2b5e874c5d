"""Which version of the tables a database has, and how it is brought to this one's; it never touches a newer one."""

from __future__ import annotations

from typing import Final

from sqlalchemy import Connection

from fairdue.store import ledger

VERSION: Final = 1


def version_of(connection: Connection) -> int:
    """Return the version of the tables; 0 for a database without any."""
    return int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())


def prepare(connection: Connection) -> None:
    """Bring the tables to this version, inside the transaction that is open on `connection`."""
    ledger.METADATA.create_all(connection)
    connection.exec_driver_sql(f"PRAGMA user_version = {VERSION}")
