"""One unit of work: blobs sealed, rows written and journal entries added together, or none of them."""

from __future__ import annotations

import hashlib
import json
import secrets
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any, BinaryIO, Final

import sqlalchemy as sa
from sqlalchemy import Connection, Row

from fairdue.kernel.errors import ItemDeleted, ItemHeld, UnknownName
from fairdue.records.vault import Details, Entry, EntryKind, Item
from fairdue.store.ledger import ITEMS
from fairdue.vault import journal
from fairdue.vault.blobs import Blobs, Written, as_stream

_BY_ID: Final = sa.select(ITEMS).where(ITEMS.c.id == sa.bindparam("item"))
_BY_BLOB: Final = sa.select(ITEMS).where(ITEMS.c.blob == sa.bindparam("blob"))
_INSERT: Final = ITEMS.insert().returning(*ITEMS.c)


class Work:
    """What may be done inside `Vault.unit_of_work`; rows of the case file go through `connection`.

    Every method writes its own custody entry. Nothing is kept before the unit has ended without an error.
    """

    def __init__(self, connection: Connection, blobs: Blobs, *, at: datetime) -> None:
        self.connection, self.at = connection, at
        self._blobs = blobs
        self._touched, self._new = False, list[str]()
        self._deleted = False

    def intake(
        self,
        content: bytes | BinaryIO,
        *,
        name: str,
        media_type: str = "application/octet-stream",
        origin: Details | None = None,
    ) -> Item:
        """Seal an original. The same content again is the same item: only a further entry is written."""
        return self._seal("intake", content, name, media_type, origin or {}, None, "")

    def derive(
        self,
        parent: str,
        content: bytes | BinaryIO,
        *,
        name: str,
        media_type: str,
        method: str,
        origin: Details | None = None,
    ) -> Item:
        """Keep something made from an item, saying by which tool and version (`method`)."""
        self._living(parent)
        return self._seal("derive", content, name, media_type, origin or {}, parent, method)

    def note(self, text: str, *, item: str | None = None, details: Details | None = None) -> Entry:
        """Write a remark, about one item or about none."""
        return self.record("note", item=item, details={**(details or {}), "text": text})

    def record(self, kind: EntryKind, *, item: str | None = None, details: Details | None = None) -> Entry:
        """Write a custody entry of another kind: that something was viewed, exported, restored."""
        if item is not None:
            find(self.connection, item)
        return journal.append(self.connection, at=self.at, kind=kind, item=item, details=details)

    def hold(self, item: str, reason: str) -> Entry:
        """Keep an item from being deleted, for a reason."""
        self._living(item)
        self._set(item, held=journal.clean(reason) or "-")
        return self.record("hold", item=item, details={"reason": reason})

    def release(self, item: str, reason: str) -> Entry:
        """Lift a hold."""
        self._living(item)
        self._set(item, held="")
        return self.record("release", item=item, details={"reason": reason})

    def delete(self, item: str, reason: str) -> tuple[str, ...]:
        """Delete an item and all that was made from it; return their ids. Raises ItemHeld.

        Content, salts and details are destroyed, the entries' leaves stay. The files go once the unit is committed.
        """
        family = self._family(self._living(item))
        for row in family:
            if row.held:
                raise ItemHeld(item=row.id, reason=row.held)
        for row in family:
            journal.erase_details(self.connection, row.id)
            journal.append(self.connection, at=self.at, kind="delete", item=row.id, details={"reason": reason})
            empty = {"sha256": None, "salt": None, "name": "", "origin": "{}", "method": "", "media_type": ""}
            self._set(row.id, **empty, blob=None, erasing=row.blob, deleted_at=journal.stamp(self.at))
            self._deleted = True
        return tuple(row.id for row in family)

    def item(self, item: str) -> Item:
        """Look an item up. Raises UnknownName."""
        return as_item(find(self.connection, item))

    def _seal(
        self,
        kind: EntryKind,
        content: bytes | BinaryIO,
        name: str,
        media_type: str,
        origin: Details,
        parent: str | None,
        method: str,
    ) -> Item:
        written = self._blobs.write(as_stream(content))
        self._touched = True
        about: dict[str, Any] = {"name": name, "media_type": media_type, "origin": origin, "size": written.size}
        about["sha256"] = written.sha256.hex()
        if parent is not None:
            about |= {"derived_from": parent, "method": method}
        known = self.connection.execute(_BY_BLOB, {"blob": written.blob}).one_or_none()
        if known is None:
            if written.is_new:
                self._new.append(written.blob)
            known = self._insert(written, about, parent)
        else:
            about["again"] = True
        proof = journal.commitment(known.salt, written.sha256)
        journal.append(self.connection, at=self.at, kind=kind, item=known.id, content=proof, details=about)
        return as_item(known)

    def _insert(self, written: Written, about: dict[str, Any], parent: str | None) -> Row[Any]:
        row = {
            "id": secrets.token_hex(16),
            "blob": written.blob,
            "size": written.size,
            "sha256": written.sha256,
            "salt": secrets.token_bytes(journal.SALT_BYTES),
            "name": journal.clean(about["name"]),
            "media_type": journal.clean(about["media_type"]),
            "sealed_at": journal.stamp(self.at),
            "origin": journal.canonical(about["origin"]).decode(),
            "derived_from": parent,
            "method": journal.clean(about.get("method", "")),
            "held": "",
        }
        return self.connection.execute(_INSERT, row).one()

    def _living(self, item: str) -> Row[Any]:
        row = find(self.connection, item)
        if row.deleted_at is not None:
            raise ItemDeleted(item=item, on=row.deleted_at[:10])
        return row

    def _family(self, row: Row[Any]) -> list[Row[Any]]:
        """List an item and everything made from it, children last."""
        family, unseen = [], [row]
        while unseen:
            family.append(unseen.pop())
            made = sa.select(ITEMS).where(ITEMS.c.derived_from == family[-1].id, ITEMS.c.deleted_at.is_(None))
            unseen += self.connection.execute(made).all()
        return family

    def _set(self, item: str, **values: object) -> None:
        self.connection.execute(ITEMS.update().where(ITEMS.c.id == item).values(**values))

    def make_durable(self) -> None:
        """Sync the folder once for the group, before the transaction commits; a file found there may not be durable."""
        if self._touched:
            self._blobs.sync()

    def withdraw(self) -> None:
        """Remove what was written for a unit that came to nothing."""
        for blob in self._new:
            with suppress(OSError):
                self._blobs.storage.remove(self._blobs.path(blob))

    @property
    def deleted_something(self) -> bool:
        """Tell whether files are to be erased once the unit is committed."""
        return self._deleted


def find(connection: Connection, item: str) -> Row[Any]:
    """Find the row of an item. Raises UnknownName."""
    row = connection.execute(_BY_ID, {"item": item}).one_or_none()
    if row is None:
        raise UnknownName(what="item", given=item, known=None)
    return row


def as_item(row: Row[Any]) -> Item:
    """Read one row."""
    return Item(
        id=row.id,
        number=row.number,
        name=row.name,
        size=row.size,
        sha256=row.sha256.hex() if row.sha256 else "",
        media_type=row.media_type,
        sealed_at=datetime.fromisoformat(row.sealed_at).astimezone(UTC),
        origin=json.loads(row.origin),
        derived_from=row.derived_from,
        method=row.method,
        held=row.held,
        deleted_at=datetime.fromisoformat(row.deleted_at) if row.deleted_at else None,
    )


def is_committed(row: Row[Any], leaf: bytes) -> bool:
    """Tell whether an item's salt and digest are what its journal leaf commits to."""
    if row.salt is None or row.sha256 is None or hashlib.sha256().digest_size != len(row.sha256):
        return False
    return bool(json.loads(leaf)["content"] == journal.commitment(row.salt, row.sha256).hex())
