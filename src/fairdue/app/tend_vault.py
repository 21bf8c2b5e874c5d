"""Look after the vault: how much it holds, back it up and bring it back, check every byte, change its key, save what is left."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fairdue.kernel.errors import ItemDamaged, MissingExtra
from fairdue.records.vault import Report

if TYPE_CHECKING:
    from fairdue.vault import Created, Vault

Json = dict[str, Any]
Progress = Callable[[int, int], object]


def state(vault: Vault) -> Json:
    """Return how much the vault holds and its last checkpoint, as plain values."""
    from fairdue.store.cases import Cases

    items = vault.items()
    made = vault.checkpoints()
    with vault.database.reading() as connection:
        cases = len(Cases(connection).all())
    last = made[-1] if made else None
    return {
        "folder": str(vault.place.folder),
        "recovery_proven": vault.recovery_proven,
        "items": len(items),
        "bytes": sum(item.size for item in items),
        "cases": cases,
        "entries": len(vault.custody()),
        "checkpoint": {"size": last.size, "root": last.root.hex(), "at": last.at.isoformat()} if last else None,
    }


def back_up(vault: Vault, target: Path, now: datetime, *, zipped: bool) -> Json:
    """Copy the vault, still encrypted, to a new folder or one file, and read the copy back.

    Raises VaultExists, DiskRefused.
    """
    from fairdue.vault import backup

    return _told(backup.make(vault, target, at=now, zipped=zipped))


def restore(source: Path, folder: Path) -> None:
    """Bring a backup back into a new or empty folder; raises BackupBroken, VaultExists, NoVault."""
    try:
        from fairdue.vault import backup
    except ModuleNotFoundError as error:
        raise MissingExtra(extra="vault", package=error.name) from error
    folder.parent.mkdir(parents=True, exist_ok=True)
    backup.restore(source, folder)


def verify(vault: Vault, progress: Progress | None = None) -> Json:
    """Decrypt and hash every item, check every row and every signed record; return what was found.

    Each issue names the item and, where a case holds it, the case and the label; `progress` gets the items done and
    the items in all.
    """
    from fairdue.store.cases import Cases
    from fairdue.vault.check import verify as check

    document = _told(check(vault, progress))
    with vault.database.reading() as connection:
        cases = Cases(connection)
        labels = {
            exhibit.item: f"{case.title} {exhibit.label}" for case in cases.all() for exhibit in cases.exhibits(case.id)
        }
    for issue in document["issues"]:
        issue["label"] = labels.get(issue["item"] or "", "")
    return document


def verify_items(vault: Vault, items: Iterable[str]) -> Mapping[str, str]:
    """Decrypt and hash some items; return what is wrong (`missing`, `changed`) by item, nothing where all are whole."""
    harmed = {}
    for item in items:
        try:
            vault.copy_out(item, lambda chunk: None)
        except ItemDamaged as error:
            harmed[item] = str(error.values["why"])
    return harmed


def rekey(vault: Vault, passphrase: str, now: datetime) -> Created:
    """Encrypt everything anew under another key; return the vault opened, with its new recovery key to be proven."""
    from fairdue.vault import rekeying

    return rekeying.rekey(vault, passphrase, at=now)


def absorb(vault: Vault, other: Vault, now: datetime) -> Mapping[str, str]:
    """Take the items of another vault into this one; return which item there is which here. Raises ItemDamaged."""
    from fairdue.vault import absorbing

    result = absorbing.absorb(vault, other, at=now)
    return {**result.known, **result.added}


def rescue(folder: Path, passphrase: str, target: Path) -> Json:
    """Write every original that can still be read, unencrypted, to a new folder; return how many came out.

    The caller has said that they will lie there readable. Raises WrongPassphrase, VaultExists, KeyFileDamaged.
    """
    try:
        from fairdue.vault import rescue as save
    except ModuleNotFoundError as error:
        raise MissingExtra(extra="vault", package=error.name) from error
    found = save(folder, passphrase, target)
    return {"saved": sum(one.sha256 is not None for one in found), "lost": sum(one.sha256 is None for one in found)}


def _told(report: Report) -> Json:
    """Turn the report of a check into plain values."""
    return {
        "ok": report.ok,
        "items": report.items,
        "bytes": report.bytes,
        "entries": report.entries,
        "root": report.root,
        "issues": [{"kind": one.kind, "item": one.item, "place": one.place} for one in report.issues],
    }
