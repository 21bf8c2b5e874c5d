"""Lay a package open that was locked for the way (age); what it holds stays in memory."""

from __future__ import annotations

import io
import re
from typing import IO, Final

import pyrage

from fairdue.kernel.errors import PackageRefused
from fairdue.vault.package.transport import IN_MEMORY

BEGINNING: Final = b"age-encryption.org/v1\n"
_HEADER: Final = 4096
_SCRYPT: Final = re.compile(rb"\n-> scrypt \S+ (\d{1,3})\n")
_HARDEST: Final = 21  # log2 of the work a passphrase may cost: two gigabytes, some seconds


def is_locked(file: IO[bytes]) -> bool:
    """Tell whether a file is an age file, and go back to its start."""
    file.seek(0)
    head = file.read(len(BEGINNING))
    file.seek(0)
    return head == BEGINNING


def unlocked(file: IO[bytes], passphrase: str) -> IO[bytes]:
    """Return what an age file holds, laid open with a passphrase; raises PackageRefused with the reason."""
    head = file.read(_HEADER)
    cost = _SCRYPT.search(head)
    if cost is None:
        raise PackageRefused(why="locked-for-a-key")
    if int(cost[1]) > _HARDEST:
        raise PackageRefused(why="lock-too-costly")
    if not passphrase:
        raise PackageRefused(why="passphrase-missing")
    size = file.seek(0, io.SEEK_END)
    if size > IN_MEMORY + 1_000_000:
        raise PackageRefused(why="too-large-locked", limit=IN_MEMORY)
    file.seek(0)
    try:
        return io.BytesIO(pyrage.passphrase.decrypt(file.read(), passphrase))
    except pyrage.DecryptError as error:
        raise PackageRefused(why="wrong-package-passphrase") from error
