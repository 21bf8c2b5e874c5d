"""Where a vault lies: its folder, the names in it, the disk and driver it is reached through; making it, empty."""

from __future__ import annotations

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
    """Make the folders and the empty database of a new vault, durable before the key file is. Raises VaultExists."""
    storage, folder = place.storage, place.folder
    try:
        if storage.names(folder):
            raise VaultExists(path=str(folder))
    except FileNotFoundError:
        storage.make_folder(folder)
        storage.sync_folder(folder.parent)
    except NotADirectoryError:
        raise VaultExists(path=str(folder)) from None
    home = folder / f"g{opened.file.generation}"
    for path in (home, home / BLOBS):
        storage.make_folder(path)
    with storage.create(home / DATABASE):
        pass  # made by us, so that its permissions are ours
    database = Database(home / DATABASE, subkeys.derive(opened.key).database, driver=place.driver)
    try:
        with database.writing() as connection:
            schema.prepare(connection)
    finally:
        database.close()
    storage.sync_folder(home)
    storage.sync_folder(folder)
