"""The few things the vault asks of a file system, and the real one behind them; it knows nothing of evidence.

A storage SHALL make bytes durable only when `sync` or `sync_folder` returned; everything else may be lost or
reordered by a power cut. The tests put a simulated disk behind the same interface and drop what was not synced.
"""

from __future__ import annotations

import errno
import os
import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, Final, Protocol

from fairdue.kernel.errors import DiskRefused, VaultBusy

_PAUSE_SECONDS: Final = 0.02
_FULL: Final = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_SHUT: Final = {errno.EROFS, errno.EACCES, errno.EPERM}


class Storage(Protocol):
    """What the vault needs of a disk. Every method raises OSError as the system does."""

    def make_folder(self, path: Path) -> None:
        """Make a folder only its owner can enter; its parent is not synced."""
        ...

    def create(self, path: Path) -> BinaryIO:
        """Open a new file for writing; it must not exist."""
        ...

    def open(self, path: Path) -> BinaryIO:
        """Open a file for reading."""
        ...

    def sync(self, file: BinaryIO) -> None:
        """Make what was written to an open file durable."""
        ...

    def sync_folder(self, path: Path) -> None:
        """Make the names in a folder durable."""
        ...

    def rename(self, old: Path, new: Path) -> None:
        """Give a file another name, replacing what had it; or a folder, where an empty one may be."""
        ...

    def scrub(self, path: Path) -> None:
        """Write random bytes over a file, make that durable, then remove its name."""
        ...

    def remove(self, path: Path) -> None:
        """Remove a file's name."""
        ...

    def remove_tree(self, path: Path) -> None:
        """Remove a folder and everything below it."""
        ...

    def names(self, path: Path) -> list[str]:
        """List the names in a folder, in order."""
        ...

    def size(self, path: Path) -> int | None:
        """Return the size of a file in bytes, None where there is none."""
        ...

    def free(self, path: Path) -> int:
        """Return how many bytes fit on the disk of a folder."""
        ...

    def lock(self, path: Path, *, tries: int) -> AbstractContextManager[None]:
        """Hold the one writer's lock of a folder. Raises VaultBusy after `tries` pauses of 20 ms."""
        ...


class Disk:
    """The real file system: files 0600, folders 0700."""

    def make_folder(self, path: Path) -> None:
        """Make a folder only its owner can enter; its parent is not synced."""
        path.mkdir(mode=0o700)

    def create(self, path: Path) -> BinaryIO:
        """Open a new file for writing; it must not exist."""
        flags = os.O_CREAT | os.O_EXCL | os.O_RDWR | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)
        return os.fdopen(os.open(path, flags, 0o600), "wb")

    def open(self, path: Path) -> BinaryIO:
        """Open a file for reading."""
        return path.open("rb")

    def sync(self, file: BinaryIO) -> None:
        """Make what was written to an open file durable, past the drive's own cache where the system can ask for it."""
        file.flush()
        if sys.platform == "darwin":
            import fcntl

            with suppress(OSError):
                fcntl.fcntl(file.fileno(), fcntl.F_FULLFSYNC)
                return
        os.fsync(file.fileno())

    def sync_folder(self, path: Path) -> None:
        """Make the names in a folder durable; Windows has no such thing and needs none."""
        if os.name == "nt":
            return
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_DIRECTORY", 0))
        try:
            os.fsync(handle)
        finally:
            os.close(handle)

    def rename(self, old: Path, new: Path) -> None:
        """Give a file another name, replacing what had it; or a folder, where an empty one may be."""
        if os.name == "nt" and new.is_dir():
            new.rmdir()
        old.replace(new)

    def scrub(self, path: Path) -> None:
        """Write random bytes over a file, make that durable, then remove its name."""
        with path.open("r+b") as file:
            left = os.fstat(file.fileno()).st_size
            while left > 0:
                left -= file.write(os.urandom(min(left, 1 << 20)))
            self.sync(file)
        path.unlink()

    def remove(self, path: Path) -> None:
        """Remove a file's name."""
        path.unlink()

    def remove_tree(self, path: Path) -> None:
        """Remove a folder and everything below it."""
        shutil.rmtree(path)

    def names(self, path: Path) -> list[str]:
        """List the names in a folder, in order."""
        return sorted(os.listdir(path))

    def size(self, path: Path) -> int | None:
        """Return the size of a file in bytes, None where there is none."""
        try:
            return path.stat().st_size
        except (FileNotFoundError, NotADirectoryError):
            return None

    def free(self, path: Path) -> int:
        """Return how many bytes fit on the disk of a folder."""
        return shutil.disk_usage(path).free

    @contextmanager
    def lock(self, path: Path, *, tries: int) -> Iterator[None]:
        """Hold the writer's lock: the system frees it when a program dies, so a stale one never blocks.

        Whoever holds it writes its process id into the file. A lock file that was removed or replaced under the
        waiting program is opened anew.
        """
        handle = self._take(path, tries)
        try:
            mine = f"pid {os.getpid()}\n".encode()
            if os.name != "nt" and os.pread(handle, 64, 0) != mine:
                os.ftruncate(handle, 0)
                os.pwrite(handle, mine, 0)
            yield
        finally:
            os.close(handle)

    def _take(self, path: Path, tries: int) -> int:
        for attempt in range(tries + 1):
            if attempt:
                time.sleep(_PAUSE_SECONDS)
            handle = os.open(path, os.O_CREAT | os.O_RDWR, 0o600)
            try:
                if _locked(handle) and _still(handle, path):
                    return handle
                os.close(handle)
            except BaseException:
                os.close(handle)
                raise
        raise VaultBusy(path=str(path.parent), holder=_holder(path))


def _locked(handle: int) -> bool:
    """Try to lock an open file for this program alone."""
    try:
        if os.name == "nt":
            import msvcrt

            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        if error.errno in (errno.EAGAIN, errno.EACCES, errno.EDEADLK):
            return False
        raise
    return True


def _still(handle: int, path: Path) -> bool:
    """Tell whether the name still leads to the file that was locked."""
    try:
        named, held = path.stat(), os.fstat(handle)
    except FileNotFoundError:
        return False
    return (named.st_ino, named.st_dev) == (held.st_ino, held.st_dev)


def _holder(path: Path) -> str | None:
    """Read who holds the lock, as far as the file says."""
    with suppress(OSError):
        return path.read_text("ascii", "replace").strip()[:40] or None
    return None


def write_whole(storage: Storage, path: Path, content: bytes) -> None:
    """Replace a small file so that a power cut leaves the old or the new one: aside, sync, rename, sync folder."""
    aside = path.with_name(path.name + ".part")
    if storage.size(aside) is not None:
        storage.remove(aside)
    with storage.create(aside) as file:
        file.write(content)
        storage.sync(file)
    storage.rename(aside, path)
    storage.sync_folder(path.parent)


def read_whole(storage: Storage, path: Path, limit: int = 1 << 20) -> bytes:
    """Read a small file, at most `limit` bytes of it."""
    with storage.open(path) as file:
        return file.read(limit)


@contextmanager
def disk_errors(path: Path) -> Iterator[None]:
    """Say what the disk refused as one of our errors; a missing file stays FileNotFoundError."""
    try:
        yield
    except FileNotFoundError:
        raise
    except OSError as error:
        why = "disk-full" if error.errno in _FULL else "read-only" if error.errno in _SHUT else "disk-failed"
        raise DiskRefused(path=str(error.filename or path), why=why) from error
