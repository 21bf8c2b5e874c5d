"""Giving a vault a new key: everything is encrypted anew into the next generation beside the old, then swapped at once.

The swap is the replacing of the key file. Before it the old key opens the old generation, after it the new key the
new one; what is left of the other is removed. For a passphrase that was merely seen, `change_passphrase` is enough.
"""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa

from fairdue.kernel.errors import DiskRefused, ItemDamaged
from fairdue.store.database import Database
from fairdue.store.ledger import ITEMS
from fairdue.vault import checkpoints, journal, keys, subkeys
from fairdue.vault.blobs import Blobs, Unreadable
from fairdue.vault.place import BLOBS, DATABASE
from fairdue.vault.storage import disk_errors
from fairdue.vault.vault import Created, Vault


def rekey(vault: Vault, passphrase: str, *, at: datetime, cost: keys.Cost | None = None) -> Created:
    """Encrypt a vault anew under a new random key; return it opened, with a new recovery key to be proven.

    Needs as much free room as the vault takes. Raises ItemDamaged, DiskRefused; then nothing has changed.
    The vault given is closed afterwards.
    """
    opened, recovery_key = keys.new(passphrase, cost=cost, vault=vault.id, generation=_next_generation(vault))
    folder, storage = vault.place.folder, vault.place.storage
    aside = folder / f"g{opened.file.generation}.part"
    with disk_errors(folder), vault.locked():
        _check_room(vault)
        if storage.size(aside) is not None:
            storage.remove_tree(aside)
        storage.make_folder(aside)
        storage.make_folder(aside / BLOBS)
        _copy(vault, aside / DATABASE, Blobs(storage, aside / BLOBS, subkeys.derive(opened.key)), opened, at)
        for path in (aside / BLOBS, aside):
            storage.sync_folder(path)
        storage.rename(aside, aside.with_suffix(""))
        storage.sync_folder(folder)
        keys.write(storage, folder, opened.file)
    vault.database.close()
    return Created(Vault(vault.place, opened), recovery_key)


def _next_generation(vault: Vault) -> int:
    names = vault.place.storage.names(vault.place.folder)
    return 1 + max(int(name[1:]) for name in names if name[:1] == "g" and name[1:].isdigit())


def _check_room(vault: Vault) -> None:
    storage, blobs = vault.place.storage, vault.blobs
    needed = sum(storage.size(blobs.folder / name) or 0 for name in blobs.names())
    needed += storage.size(vault.database.path) or 0
    if storage.free(vault.place.folder) < needed + (1 << 20):
        raise DiskRefused(path=str(vault.place.folder), why="no-room")


def _copy(vault: Vault, path: object, blobs: Blobs, opened: keys.Opened, at: datetime) -> None:
    """Write database and originals under the new key, with the entry and checkpoint that say so."""
    fresh = subkeys.derive(opened.key)
    target = blobs.folder.parent / DATABASE
    with vault.place.storage.create(target):
        pass  # made by us, so that its permissions are ours
    vault.database.copy_to(target, fresh.database)
    database = Database(target, fresh.database, driver=vault.place.driver)
    try:
        with database.writing() as connection:
            rows = connection.execute(sa.select(ITEMS).where(ITEMS.c.blob.is_not(None))).all()
            for row in rows:
                name = _reseal(vault, row.id, row.blob, row.sha256, blobs)
                connection.execute(ITEMS.update().where(ITEMS.c.id == row.id).values(blob=name))
            signer = checkpoints.pem(fresh.signer)
            journal.append(connection, at=at, kind="key-change", details={"what": "vault-key", "signer": signer})
            checkpoints.make(connection, vault.id, fresh, at=at, purpose="key-change")
        database.flush()
    finally:
        database.close()
    with vault.place.storage.open(target) as file:
        vault.place.storage.sync(file)


def _reseal(vault: Vault, item: str, blob: str, sha256: bytes, blobs: Blobs) -> str:
    try:
        with vault.blobs.reader(blob) as stream:
            written = blobs.write(stream)
    except FileNotFoundError:
        raise ItemDamaged(item=item, why="missing") from None
    except Unreadable:
        raise ItemDamaged(item=item, why="changed") from None
    if written.sha256 != sha256:
        raise ItemDamaged(item=item, why="changed")
    return written.blob
