"""The write-once store of encrypted originals: one age file each, named so that no outsider can tell its content.

Write: aside, encrypt while hashing, sync, rename; the folder is synced once for a whole group by who owns the
unit of work. Any age program with the vault's identity opens a file. Content passes in chunks, so size costs no memory.
"""

from __future__ import annotations

import hashlib
import io
import os
import secrets
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final

import pyrage

from fairdue.vault.storage import Storage
from fairdue.vault.subkeys import Keys

ENDING, ASIDE = ".age", ".part"
CHUNK: Final = 1 << 20


@dataclass(frozen=True, slots=True)
class Written:
    """One content in the store: its file name, digest and size, and whether the file is new."""

    blob: str
    sha256: bytes
    size: int
    is_new: bool


class Unreadable(Exception):
    """A file that does not decrypt, or not to what was sealed."""


class _Remembering:
    """A reader that remembers why it failed."""

    def __init__(self, source: BinaryIO) -> None:
        self._source = source
        self.failure: BaseException | None = None

    def read(self, count: int = -1) -> bytes:
        try:
            return self._source.read(count)
        except BaseException as error:
            self.failure = error
            raise


class _Hashing(_Remembering):
    """A reader that also hashes and counts what passes."""

    def __init__(self, source: BinaryIO) -> None:
        super().__init__(source)
        self.digest, self.size = hashlib.sha256(), 0

    def read(self, count: int = -1) -> bytes:
        chunk = super().read(count)
        self.digest.update(chunk)
        self.size += len(chunk)
        return chunk


class _Passing:
    """A writer that hashes and counts what passes, hands it on, and remembers why it failed.

    The age library swallows a failure of the very last write, and words others as its own: who owns this writer
    asks for `failure` afterwards.
    """

    def __init__(self, take: Callable[[bytes], object]) -> None:
        self._take, self.digest, self.size = take, hashlib.sha256(), 0
        self.failure: BaseException | None = None

    def write(self, chunk: bytes) -> int:
        try:
            self._take(chunk)
        except BaseException as error:
            self.failure = error
            raise
        self.digest.update(chunk)
        self.size += len(chunk)
        return len(chunk)

    def flush(self) -> None:
        """Hold nothing back."""


class Blobs:
    """The folder of encrypted originals."""

    def __init__(self, storage: Storage, folder: Path, keys: Keys) -> None:
        self.storage, self.folder, self._keys = storage, folder, keys
        self._recipients = [keys.identity.to_public()]

    def path(self, blob: str) -> Path:
        """Name the file of a blob."""
        return self.folder / (blob + ENDING)

    def write(self, source: BinaryIO) -> Written:
        """Encrypt a content to its place; a whole file of the same content is kept, a harmed one replaced."""
        aside = self.folder / (secrets.token_hex(16) + ASIDE)
        reader = _Hashing(source)
        try:
            with self.storage.create(aside) as file:
                self._encrypt(reader, file)
                self.storage.sync(file)
            sha256 = reader.digest.digest()
            blob = self._keys.blob_name(sha256)
            if self.is_whole(blob, sha256):
                self.storage.remove(aside)
                return Written(blob, sha256, reader.size, is_new=False)
            self.storage.rename(aside, self.path(blob))
        except BaseException:
            with suppress(OSError):
                self.storage.remove(aside)
            raise
        return Written(blob, sha256, reader.size, is_new=True)

    def _encrypt(self, reader: _Hashing, file: BinaryIO) -> None:
        """Encrypt all of a source into an open file; any failure on the way surfaces as it was."""
        writer = _Passing(file.write)
        try:
            pyrage.encrypt_io(reader, writer, self._recipients)
        finally:
            if failure := reader.failure or writer.failure:
                raise failure

    def sync(self) -> None:
        """Make the names of everything written so far durable."""
        self.storage.sync_folder(self.folder)

    def copy_out(self, blob: str, take: Callable[[bytes], object]) -> tuple[bytes, int]:
        """Decrypt a file chunk by chunk into `take`; return the digest and size of what came out.

        Raises Unreadable where a chunk fails its check, FileNotFoundError where there is no file.
        """
        writer = _Passing(take)
        with self.storage.open(self.path(blob)) as file:
            reader = _Remembering(file)
            try:
                pyrage.decrypt_io(reader, writer, [self._keys.identity])
            except (pyrage.DecryptError, OSError) as error:
                raise writer.failure or reader.failure or Unreadable(blob) from error
            if writer.failure is not None:
                raise writer.failure
        return writer.digest.digest(), writer.size

    @contextmanager
    def reader(self, blob: str) -> Iterator[BinaryIO]:
        """Read a decrypted content as a stream, through memory only. Raises Unreadable, at the latest on leaving."""
        inlet, outlet = os.pipe()
        failures: list[BaseException] = []

        def pour() -> None:
            try:
                with os.fdopen(outlet, "wb", buffering=0) as into:
                    self.copy_out(blob, into.write)
            except BaseException as error:
                failures.append(error)

        thread = threading.Thread(target=pour, daemon=True)
        thread.start()
        try:
            with os.fdopen(inlet, "rb") as stream:
                yield stream
        finally:
            thread.join()
        if failures:
            raise failures[0]

    def is_whole(self, blob: str, sha256: bytes) -> bool:
        """Tell whether the file is there and decrypts to the content of that digest."""
        if self.storage.size(self.path(blob)) is None:
            return False
        with suppress(Unreadable):
            return self.copy_out(blob, _drop)[0] == sha256
        return False

    def names(self) -> Iterator[str]:
        """List every file name in the folder."""
        yield from self.storage.names(self.folder)

    def remove_unfinished(self) -> int:
        """Remove what a break-off left aside; nothing of it was ever acknowledged. Return how many."""
        left = [name for name in self.storage.names(self.folder) if name.endswith(ASIDE)]
        for name in left:
            self.storage.remove(self.folder / name)
        return len(left)

    def erase(self, blob: str) -> None:
        """Overwrite a file and remove its name; the key of its content went with its header."""
        if self.storage.size(self.path(blob)) is not None:
            self.storage.scrub(self.path(blob))
            self.sync()


def _drop(_chunk: bytes) -> None:
    """Take a chunk and forget it."""


def as_stream(content: bytes | BinaryIO) -> BinaryIO:
    """Read bytes as a stream; a stream stays itself."""
    return io.BytesIO(content) if isinstance(content, bytes) else content
