"""Taking the originals out when the database is beyond reading: key file and files are enough; names and times are lost."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from fairdue.kernel.errors import VaultExists
from fairdue.vault import keys, subkeys
from fairdue.vault.blobs import ENDING, Blobs, Unreadable
from fairdue.vault.place import BLOBS
from fairdue.vault.storage import Disk, Storage, disk_errors


class Rescued(NamedTuple):
    """One file of the store: its name, and the SHA-256 of what came out, None where nothing whole did."""

    blob: str
    sha256: str | None


def rescue(folder: Path, passphrase: str, destination: Path, *, storage: Storage | None = None) -> list[Rescued]:
    """Decrypt every original to a new folder, readable for its owner only; a harmed one leaves no file there.

    What comes out is plain: the caller says so to the user first. Raises WrongPassphrase, VaultExists.
    """
    disk = storage or Disk()
    file, _alike = keys.load(disk, folder)
    opened = keys.open_by_passphrase(file, passphrase)
    blobs = Blobs(disk, folder / f"g{file.generation}" / BLOBS, subkeys.derive(opened.key))
    if destination.exists():
        raise VaultExists(path=str(destination))
    with disk_errors(destination):
        disk.make_folder(destination)
        return [_one(blobs, name.removesuffix(ENDING), destination) for name in blobs.names() if name.endswith(ENDING)]


def _one(blobs: Blobs, blob: str, destination: Path) -> Rescued:
    path, disk = destination / f"{blob[:16]}.bin", Disk()
    with disk.create(path) as out:
        try:
            sha256, _size = blobs.copy_out(blob, out.write)
            disk.sync(out)
        except Unreadable:
            sha256 = None
    if sha256 is None:
        path.unlink()
    return Rescued(blob, sha256.hex() if sha256 else None)
