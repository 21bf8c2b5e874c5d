"""Where a vault lies: its folder, the names in it, the disk and driver it is reached through; making it, empty."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import Connection

from fairdue.kernel.errors import VaultExists
from fairdue.store import schema
from fairdue.store.database import Database, Driver
from fairdue.vault import keys, subkeys
from fairdue.vault.storage import Storage

DATABASE, BLOBS, LOCK, BEFORE_UPGRADE = "vault.db", "blobs", "writer.lock", "before-upgrade.db"
BringUp = Callable[[Connection, Callable[[], None]], object]


class Place(NamedTuple):
    """Where a vault lies and through what it is reached."""

    folder: Path
    storage: Storage
    driver: Driver | None = None
    bring_up: BringUp | None = None


def make_home(place: Place, opened: keys.Opened) -> None:
    """Make a new vault beside its place and give it its name last: a break-off leaves nothing in the way.

    Raises VaultExists where the place is a file or a folder that is not empty.
    """
    storage, folder = place.storage, place.folder
    try:
        if storage.names(folder):
            raise VaultExists(path=str(folder))
    except NotADirectoryError:
        raise VaultExists(path=str(folder)) from None
    except FileNotFoundError:
        pass
    aside = folder.with_name(f".{folder.name}.{secrets.token_hex(4)}.part")
    home = aside / f"g{opened.file.generation}"
    for path in (aside, home, home / BLOBS):
        storage.make_folder(path)
    _make_database(place, home / DATABASE, opened)
    storage.sync_folder(home)
    keys.write(storage, aside, opened.file)
    storage.rename(aside, folder)
    storage.sync_folder(folder.parent)


def _make_database(place: Place, path: Path, opened: keys.Opened) -> None:
    with place.storage.create(path):
        pass  # made by us, so that its permissions are ours
    database = Database(path, subkeys.derive(opened.key).database, driver=place.driver)
    try:
        with database.writing() as connection:
            schema.prepare(connection)
    finally:
        database.close()
