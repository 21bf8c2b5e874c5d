"""The full check of a vault: every blob decrypted and hashed, every row and leaf, every page; it mends nothing.

What is harmed is named item by item, and what is whole stays readable: rows are read one by one where a page is bad.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any, Final, NamedTuple

import sqlalchemy as sa
from sqlalchemy import Column, Row, Table

from fairdue.kernel.errors import CheckpointRefused, DiskRefused, FairDueError, KeyFileDamaged, NoVault, VaultDamaged
from fairdue.records.vault import Issue, IssueKind, Report
from fairdue.store.database import Database
from fairdue.store.ledger import CHECKPOINTS, ENTRIES, ITEMS
from fairdue.vault import checkpoints, journal, keys, tree
from fairdue.vault.blobs import ENDING, Unreadable
from fairdue.vault.place import BEFORE_UPGRADE, BLOBS, DATABASE, LOCK
from fairdue.vault.unit import is_committed
from fairdue.vault.vault import Vault

_BESIDE: Final = {DATABASE, DATABASE + "-wal", DATABASE + "-shm", BLOBS, BEFORE_UPGRADE, BEFORE_UPGRADE + "-wal"}
Progress = Callable[[int, int], object]


class _Ledger(NamedTuple):
    """The rows that could be read, and the places of those that could not."""

    items: list[Row[Any]]
    entries: list[Row[Any]]
    checkpoints: list[Row[Any]]


def verify(vault: Vault, progress: Progress | None = None) -> Report:
    """Check everything. `progress` gets the items done and the items in all.

    Another program may add items meanwhile: rows are read first, so what came later is not looked at.
    """
    issues: list[Issue] = list(_key_file(vault))
    files = list(_files(vault))
    issues += [Issue("database-damaged", place=what) for what in vault.database.damage()]
    items = _rows(vault.database, ITEMS, ITEMS.c.number, issues, "item-unreadable")
    entries = _rows(vault.database, ENTRIES, ENTRIES.c.seq, issues, "entry-unreadable")
    signed = _rows(vault.database, CHECKPOINTS, CHECKPOINTS.c.id, issues, "checkpoint-wrong")
    ledger = _Ledger(items, entries, signed)
    issues += _journal(ledger)
    root = _tree(vault, ledger, issues)
    size = _contents(vault, ledger, issues, progress)
    issues += [Issue("not-yet-erased", row.id, row.erasing) for row in items if row.erasing]
    issues += _unlisted(ledger, files)
    return Report(sum(row.deleted_at is None for row in items), size, len(entries), root, tuple(issues))


def _key_file(vault: Vault) -> Iterator[Issue]:
    try:
        _file, alike = keys.load(vault.place.storage, vault.place.folder)
    except (KeyFileDamaged, NoVault):
        alike = False
    if not alike:
        yield Issue("key-file-damaged", place=keys.NAMES[0])


def _files(vault: Vault) -> Iterator[str]:
    """List the files that lie about: blobs under their name, strangers under theirs."""
    storage, folder = vault.place.storage, vault.place.folder
    home = vault.blobs.folder.parent
    yield from (name for name in storage.names(folder) if name not in {*keys.NAMES, LOCK, home.name})
    yield from (f"{home.name}/{name}" for name in storage.names(home) if name not in _BESIDE)
    yield from vault.blobs.names()


def _rows(database: Database, table: Table, key: Column[Any], issues: list[Issue], harmed: IssueKind) -> list[Row[Any]]:
    """Read a table in order of its whole-number key; where a page is bad, go round it row by row."""
    try:
        return _read(database, sa.select(table).order_by(key))
    except VaultDamaged:
        pass
    try:
        last = int(_read(database, sa.select(sa.func.max(key)))[0][0] or 0)
    except VaultDamaged:
        issues.append(Issue(harmed, place=table.name))
        return []
    found: list[Row[Any]] = []
    ranges = [(0, last)]
    while ranges:
        low, high = ranges.pop()
        try:
            found += _read(database, sa.select(table).where(key.between(low, high)).order_by(key))
        except VaultDamaged:
            if low == high:
                issues.append(Issue(harmed, place=f"{table.name} {low}"))
            else:
                middle = (low + high) // 2
                ranges += [(middle + 1, high), (low, middle)]
    return found


def _read(database: Database, query: sa.Select[Any]) -> list[Row[Any]]:
    with database.reading() as connection:
        return list(connection.execute(query).all())


def _journal(ledger: _Ledger) -> Iterator[Issue]:
    """Check the entries one by one: none missing, each as it was hashed."""
    seen = {row.seq for row in ledger.entries}
    for seq in sorted(set(range(max(seen, default=-1) + 1)) - seen):
        yield Issue("entry-missing", place=str(seq))
    deleted = {row.item for row in ledger.entries if row.kind == "delete"}
    for row in ledger.entries:
        if not journal.is_sound(row, erased=row.item in deleted):
            yield Issue("entry-changed", row.item, str(row.seq))


def _tree(vault: Vault, ledger: _Ledger, issues: list[Issue]) -> str:
    """Check every kept checkpoint against the tree; return today's root in hex, empty where it cannot be told."""
    hashes = [row.hash for row in ledger.entries]
    whole = all(place == row.seq for place, row in enumerate(ledger.entries))
    known = tree.roots(hashes, {len(hashes), *(row.size for row in ledger.checkpoints)}) if whole else {}
    for row in ledger.checkpoints:
        try:
            name, size, root = checkpoints.read(row.body)
            checkpoints.check_signature(row.body, row.signature, row.signer)
            fits = (name, size, root) == (vault.id, row.size, row.root) and (not whole or known.get(size) == root)
        except (CheckpointRefused, AttributeError, TypeError):
            fits = False
        if not fits:
            issues.append(Issue("checkpoint-wrong", place=str(row.size)))
    return known.get(len(hashes), b"").hex()


def _contents(vault: Vault, ledger: _Ledger, issues: list[Issue], progress: Progress | None) -> int:
    """Decrypt and hash every item; return how many bytes were read out."""
    firsts = {row.item: row for row in reversed(ledger.entries) if row.kind in ("intake", "derive")}
    living = [row for row in ledger.items if row.deleted_at is None]
    total = 0
    for done, row in enumerate(living, start=1):
        kind, size = _content(vault, row)
        total += size
        if kind is not None:
            issues.append(Issue(kind, row.id, row.blob))
        if row.id not in firsts or not _fits(row, firsts[row.id]):
            issues.append(Issue("commitment-wrong", row.id, str(row.number)))
        if progress is not None:
            progress(done, len(living))
    unread = set(firsts) - {row.id for row in ledger.items}
    issues += [Issue("item-unreadable", item, "vault_items") for item in sorted(unread)]
    buried = {row.item for row in ledger.entries if row.kind == "delete"}
    lost = [row for row in ledger.items if row.deleted_at is not None and row.id not in buried]
    issues += [Issue("commitment-wrong", row.id, str(row.number)) for row in lost]
    return total


def _content(vault: Vault, row: Row[Any]) -> tuple[IssueKind | None, int]:
    try:
        sha256, size = vault.blobs.copy_out(row.blob, _drop)
    except FileNotFoundError:
        return "item-missing", 0
    except (Unreadable, OSError, DiskRefused):
        return "item-changed", 0
    return (None if (sha256, size) == (row.sha256, row.size) else "item-changed"), size


def _fits(row: Row[Any], first: Row[Any]) -> bool:
    """Tell whether an item's row is what its first entry committed to: content, name, type and origin."""
    try:
        about = json.loads(first.details)
        same = (row.name, row.media_type, row.method) == (about["name"], about["media_type"], about.get("method", ""))
        return same and json.loads(row.origin) == about["origin"] and is_committed(row, first.leaf)
    except (ValueError, KeyError, TypeError):
        return False


def _unlisted(ledger: _Ledger, files: list[str]) -> Iterator[Issue]:
    listed = {row.blob + ENDING for row in ledger.items if row.blob}
    listed |= {row.erasing + ENDING for row in ledger.items if row.erasing}
    yield from (Issue("unlisted", place=name) for name in files if name not in listed)


def _drop(_chunk: bytes) -> None:
    """Take a chunk and forget it."""


def compare(vault: Vault, body: str, signature: bytes) -> Issue | None:
    """Hold a checkpoint that was shown outside against the vault; return an Issue where the vault is an older copy.

    Raises CheckpointRefused for a checkpoint of another vault or one this vault never signed.
    """
    name, size, root = checkpoints.read(body)
    if name != vault.id:
        raise CheckpointRefused(why="other-vault")
    with vault.database.reading() as connection:
        _check_signer(vault, checkpoints.signers(connection), body, signature)
        hashes = journal.hashes(connection, size)
    if len(hashes) < size or tree.root(hashes) != root:
        return Issue("rolled-back", place=f"{size} > {len(hashes)}" if len(hashes) < size else str(size))
    return None


def _check_signer(vault: Vault, known: set[bytes], body: str, signature: bytes) -> None:
    failure: FairDueError | None = None
    for signer in {*known, vault.signer}:
        try:
            checkpoints.check_signature(body, signature, signer)
        except CheckpointRefused as error:
            failure = error
        else:
            return
    raise failure or CheckpointRefused(why="bad-signature")
