"""Making a vault ready when it is opened: tables up to date, key file whole, left-overs of a break-off cleared."""

from __future__ import annotations

from functools import partial

from fairdue.records.vault import Issue
from fairdue.store import schema
from fairdue.store.database import Database
from fairdue.vault import erasure, keys
from fairdue.vault.blobs import Blobs
from fairdue.vault.place import BEFORE_UPGRADE, Place
from fairdue.vault.storage import disk_errors


def check_version(database: Database) -> int:
    """Return the version of the tables. Raises VaultTooNew."""
    with database.reading() as connection:
        return schema.version_of(connection)


def bring_up(place: Place, database: Database) -> None:
    """Bring all tables to this version in one transaction, after a copy of the database where any change."""
    version = check_version(database)
    keep = partial(_keep_copy, place, database)
    with database.writing() as connection:
        if 0 < version < schema.VERSION:
            keep()
        schema.prepare(connection)
        if place.bring_up is not None:
            place.bring_up(connection, keep)


def _keep_copy(place: Place, database: Database) -> None:
    """Keep the database as it is beside itself, with its log, before its tables change."""
    path = database.path
    with disk_errors(path):
        for ending in ("", "-wal"):
            former = path.with_name(BEFORE_UPGRADE + ending)
            if place.storage.size(former) is not None:
                place.storage.remove(former)
        database.snapshot(path.with_name(BEFORE_UPGRADE))
        place.storage.sync_folder(path.parent)


def mend_key_file(place: Place, opened: keys.Opened) -> tuple[Issue, ...]:
    """Write both copies anew where one is damaged or a break-off left them unlike; return what to say of it."""
    if keys.load(place.storage, place.folder)[1]:
        return ()
    keys.write(place.storage, place.folder, opened.file)
    return (Issue("key-file-damaged", place=keys.NAMES[0]),)


def tidy(place: Place, opened: keys.Opened, database: Database, blobs: Blobs) -> None:
    """Clear what a break-off left: files aside, deletions half done, generations of a former or unborn key."""
    with disk_errors(place.folder):
        blobs.remove_unfinished()
        erasure.finish(database, blobs)
        for name in place.storage.names(place.folder):
            number = name.removeprefix("g").removesuffix(".part")
            if not name.startswith("g") or not number.isdigit():
                continue
            former = name.endswith(".part") or int(number) < opened.file.generation
            if former and keys.load(place.storage, place.folder)[1]:
                place.storage.remove_tree(place.folder / name)
