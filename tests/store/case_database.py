"""An encrypted database in a folder with the tables of the case file, for tests of the store."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection

from fairdue.store.database import Database
from fairdue.store.migrate import bring_up

KEY = bytes(range(32))


def empty_database(folder: Path) -> Database:
    """Open a database without any table; the vault makes the file first, and so do we."""
    (folder / "case.db").touch()
    return Database(folder / "case.db", KEY)


def new_database(folder: Path) -> Database:
    """Make a database with the newest tables."""
    database = empty_database(folder)
    with database.writing() as connection:
        bring_up(connection, lambda: None)
    return database


@contextmanager
def connected(folder: Path) -> Iterator[Connection]:
    """Hold a write transaction on a new database."""
    database = new_database(folder)
    with database.writing() as connection:
        yield connection
    database.close()
