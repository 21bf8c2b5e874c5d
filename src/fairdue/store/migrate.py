"""Bring the tables of an open database to this version's shape: older ones step by step, newer ones refused untouched."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib.resources import files
from typing import Final

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from fairdue.kernel.errors import VaultTooNew

BEGINNING: Final = "0000"


@cache
def _scripts() -> ScriptDirectory:
    return ScriptDirectory.from_config(_config())


def newest() -> str:
    """Return the number of the last step this version knows."""
    return _scripts().get_current_head() or BEGINNING


def current(connection: Connection) -> str:
    """Return the number of the last step this database has taken; BEGINNING where it has none."""
    return MigrationContext.configure(connection).get_current_revision() or BEGINNING


def bring_up(connection: Connection, before: Callable[[], None]) -> bool:
    """Take the missing steps in the transaction that is open; tell whether there were any.

    `before` is called once before the first step of a database that already holds something: it makes the backup.
    A database of a later version raises VaultTooNew and is left as it is.
    """
    at, wanted = current(connection), newest()
    if at == wanted:
        return False
    known = {BEGINNING, *(script.revision for script in _scripts().walk_revisions())}
    if at not in known:
        raise VaultTooNew(found=at, known=wanted)
    if at != BEGINNING:
        before()
    config = _config()
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
    return True


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(files("fairdue.store") / "migrations"))
    return config
