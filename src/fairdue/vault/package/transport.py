"""Encrypt a finished archive for the way: an age file, for a passphrase or for the recipient's key; it keeps no copy."""

from __future__ import annotations

import io
import os
import threading
from collections.abc import Callable
from pathlib import Path
from typing import IO, Final

import pyrage

from fairdue.kernel.errors import BrokenRecord, UnreadableFile
from fairdue.vault.keys import check_strength

IN_MEMORY: Final = 512_000_000  # bytes of an archive locked with a passphrase; with a key there is no limit
Fill = Callable[[IO[bytes]], object]


def encrypt_for(recipient: str, fill: Fill, out: IO[bytes]) -> None:
    """Encrypt what `fill` writes for an age recipient (`age1…`), as a stream; raises BrokenRecord for a wrong key."""
    try:
        key = pyrage.x25519.Recipient.from_str(recipient.strip())
    except Exception as error:  # pyrage raises its own error, and a plain one for other kinds of keys
        raise BrokenRecord(source=recipient[:20], line=1, why="not-a-recipient") from error
    reading, writing = os.pipe()
    failed: list[BaseException] = []

    def feed() -> None:
        try:
            with os.fdopen(writing, "wb") as pipe:
                fill(pipe)
        except BaseException as error:
            failed.append(error)

    feeder = threading.Thread(target=feed)
    with os.fdopen(reading, "rb") as pipe:
        feeder.start()
        try:
            pyrage.encrypt_io(pipe, out, [key])
        finally:
            pipe.close()
            feeder.join()
    if failed:
        raise failed[0]


def encrypt_with(passphrase: str, fill: Fill, out: IO[bytes]) -> None:
    """Encrypt what `fill` writes with a passphrase; the whole archive goes through memory. Raises WeakPassphrase first."""
    check_strength(passphrase)
    whole = io.BytesIO()
    fill(whole)
    if whole.tell() > IN_MEMORY:
        raise BrokenRecord(source="zip", line=1, why="too-large-for-passphrase")
    out.write(pyrage.passphrase.encrypt(whole.getvalue(), passphrase))


def write_whole(path: Path, fill: Fill) -> None:
    """Write a file that appears complete or not at all, readable by this user only; raises UnreadableFile."""
    if path.exists():
        raise UnreadableFile(path=str(path), why="already-there")
    growing = path.with_name(path.name + ".unfinished")
    growing.unlink(missing_ok=True)
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with open(growing, "xb", opener=lambda name, flags: os.open(name, flags, 0o600)) as file:
            fill(file)
            file.flush()
            os.fsync(file.fileno())
        growing.rename(path)
    except BaseException:
        growing.unlink(missing_ok=True)
        raise
