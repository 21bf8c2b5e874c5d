"""The append-only journal: canonical JSON leaves that hold salted commitments only; details beside them can be erased.

A leaf (RFC 8785) names its place, time, kind and item, and commits to the content and to the details by
HMAC-SHA256(random salt, SHA-256). Erasing salt and details leaves the leaf, and so the tree, as it was.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any, Final

import rfc8785
import sqlalchemy as sa
from sqlalchemy import Connection, Row

from fairdue.kernel.errors import UnusableDate
from fairdue.records.vault import Details, Entry, EntryKind
from fairdue.store.ledger import ENTRIES
from fairdue.vault import tree

SALT_BYTES: Final = 32
_LAST: Final = sa.select(ENTRIES.c.seq, ENTRIES.c.at).order_by(ENTRIES.c.seq.desc()).limit(1)
_INSERT: Final = ENTRIES.insert()


def commitment(salt: bytes, sha256: bytes) -> bytes:
    """Commit to a digest so that nobody without the salt can guess what it is of."""
    return hmac.new(salt, sha256, hashlib.sha256).digest()


def canonical(value: Mapping[str, Any]) -> bytes:
    """Write JSON in the one form of RFC 8785."""
    return rfc8785.dumps(_plain(value))


def stamp(at: datetime) -> str:
    """Write a moment in UTC to the millisecond. Raises UnusableDate for one without a time zone."""
    if at.tzinfo is None:
        raise UnusableDate(given=at.isoformat(), why="not-a-date", limit=None)
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def append(
    connection: Connection,
    *,
    at: datetime,
    kind: EntryKind,
    item: str | None = None,
    content: bytes | None = None,
    details: Details | None = None,
) -> Entry:
    """Add one entry inside the open transaction; order is by sequence, whatever the clock says.

    `content` is a ready commitment. A clock set back is noted in the leaf.
    """
    last = connection.execute(_LAST).one_or_none()
    when, seq = stamp(at), 0 if last is None else last.seq + 1
    body, salt = canonical(details or {}), secrets.token_bytes(SALT_BYTES)
    leaf: dict[str, Any] = {"v": 1, "seq": seq, "at": when, "kind": kind, "item": item}
    leaf["content"] = content.hex() if content else None
    leaf["details"] = commitment(salt, hashlib.sha256(body).digest()).hex()
    went_back = last is not None and when < last.at
    if went_back:
        leaf["clock"] = "back"
    written = rfc8785.dumps(leaf)
    row = {"seq": seq, "at": when, "kind": kind, "item": item, "leaf": written, "hash": tree.leaf_hash(written)}
    connection.execute(_INSERT, row | {"details": body, "salt": salt})
    return Entry(seq, at.astimezone(UTC), kind, item, dict(details or {}), went_back)


def entries(connection: Connection, item: str | None = None) -> Iterator[Entry]:
    """List the custody entries in order, of one item or of all."""
    query = sa.select(ENTRIES).order_by(ENTRIES.c.seq)
    for row in connection.execute(query if item is None else query.where(ENTRIES.c.item == item)):
        yield as_entry(row)


def as_entry(row: Row[Any]) -> Entry:
    """Read one row."""
    return Entry(
        seq=row.seq,
        at=datetime.fromisoformat(row.at),
        kind=row.kind,
        item=row.item,
        details=None if row.details is None else json.loads(row.details),
        clock_went_back=b'"clock":"back"' in row.leaf,
    )


def hashes(connection: Connection, size: int | None = None) -> list[bytes]:
    """List the leaf hashes in order, the first `size` or all."""
    query = sa.select(ENTRIES.c.hash).order_by(ENTRIES.c.seq)
    return list(connection.execute(query if size is None else query.limit(size)).scalars())


def length(connection: Connection) -> int:
    """Count the entries."""
    return int(connection.execute(sa.select(sa.func.coalesce(sa.func.max(ENTRIES.c.seq) + 1, 0))).scalar_one())


def erase_details(connection: Connection, item: str) -> None:
    """Destroy the details and salts of an item's entries; their leaves stay."""
    connection.execute(ENTRIES.update().where(ENTRIES.c.item == item).values(details=None, salt=None))


def is_sound(row: Row[Any], *, erased: bool = False) -> bool:
    """Tell whether a row's leaf hashes to its hash, says what the row says, and commits to its details.

    `erased` says that the details may be gone, for the item was deleted.
    """
    try:
        leaf = json.loads(row.leaf)
        same = (leaf["seq"], leaf["at"], leaf["kind"], leaf["item"]) == (row.seq, row.at, row.kind, row.item)
    except (ValueError, KeyError, TypeError):
        return False
    if tree.leaf_hash(row.leaf) != row.hash or not same:
        return False
    if row.details is None and row.salt is None:
        return erased
    if not isinstance(row.details, bytes) or not isinstance(row.salt, bytes):
        return False
    return bool(leaf["details"] == commitment(row.salt, hashlib.sha256(row.details).digest()).hex())


def clean(text: str) -> str:
    """Keep a text as data: half characters that no encoding holds become visible escapes.

    >>> clean("证据\\udce9")
    '证据\\\\udce9'
    """
    return text.encode("utf-8", "backslashreplace").decode()


def _plain(value: Any) -> Any:
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, Mapping):
        return {clean(str(key)): _plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    return value
