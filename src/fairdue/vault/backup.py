"""Backups: the vault's files as they are, still encrypted, with a list of digests; in a folder or a zip, never a network.

A backup is made aside, checked by reading it back, then given its name. A restore reads the list, refuses whatever
is not on it or not as it says, and gives the folder its name last.
"""

from __future__ import annotations

import hashlib
import io
import json
import re
import secrets
import shutil
import zipfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import Any, BinaryIO, Final, Protocol, cast

from fairdue.kernel.errors import BackupBroken, DiskRefused, NoVault, VaultExists
from fairdue.records.vault import Report
from fairdue.vault import check, journal, keys
from fairdue.vault.place import BLOBS, DATABASE
from fairdue.vault.storage import Disk, Storage, disk_errors
from fairdue.vault.vault import Vault

LIST: Final = "backup.json"
FORMAT: Final = "fairdue.backup/1"
_NAME: Final = re.compile(r"keys(\.copy)?\.json|g[0-9]{1,6}/vault\.db|g[0-9]{1,6}/blobs/[0-9a-f]{64}\.age")
_MOST_FILES, _MOST_LIST_BYTES = 1_000_000, 256 << 20
_CHUNK: Final = 1 << 20


class _Sink(Protocol):
    """Where a backup goes."""

    def put(self, name: str, source: BinaryIO) -> tuple[str, int]:
        """Keep a file; return its digest and size."""
        ...


def make(vault: Vault, target: Path, *, at: datetime, zipped: bool = False) -> Report:
    """Back a vault up to a new folder or zip; return the check of what was copied.

    The backup holds its own entry and checkpoint. Raises VaultExists, DiskRefused.
    """
    storage = vault.place.storage
    if target.exists():
        raise VaultExists(path=str(target))
    with vault.unit_of_work(at=at) as work:
        work.record("export", details={"what": "backup"})
    checkpoint = vault.checkpoint(at=at, purpose="backup")
    aside = target.with_name(f".{target.name}.{secrets.token_hex(4)}.part")
    with disk_errors(target):
        try:
            with vault.locked():
                vault.database.flush()
                files = list(_files_of(vault))
                _check_room(storage, target.parent, sum(storage.size(path) or 0 for _name, path in files))
                with _sink(aside, zipped) as sink:
                    rows = [_copied(storage, sink, name, path) for name, path in files]
                    about = {"format": FORMAT, "vault": vault.id, "made_at": journal.stamp(at)}
                    content = json.dumps(about | {"checkpoint": checkpoint.note, "files": rows}, indent=1).encode()
                    _put_bytes(sink, LIST, content)
                report = check.verify(vault)
            _check_backup(aside)
            storage.rename(aside, target)
            storage.sync_folder(target.parent)
        except BaseException:
            _discard(aside)
            raise
    return report


def restore(source: Path, folder: Path, *, storage: Storage | None = None) -> None:
    """Bring a backup back into a new or empty folder, byte for byte. Raises BackupBroken, VaultExists, NoVault."""
    disk = storage or Disk()
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise VaultExists(path=str(folder))
    aside = folder.with_name(f".{folder.name}.{secrets.token_hex(4)}.part")
    with disk_errors(folder), _opened(source) as (names, read):
        listed = _listed(source, names, read)
        try:
            _check_room(disk, folder.parent, sum(int(row["size"]) for row in listed))
            _fill(disk, aside, source, listed, read)
            if folder.exists():
                folder.rmdir()
            disk.rename(aside, folder)
            disk.sync_folder(folder.parent)
        except BaseException:
            _discard(aside)
            raise


def _files_of(vault: Vault) -> Iterator[tuple[str, Path]]:
    """List the files of a vault: key file and twin, database, originals."""
    folder, home = vault.place.folder, vault.blobs.folder.parent
    for name in keys.NAMES:
        yield name, folder / name
    yield f"{home.name}/{DATABASE}", home / DATABASE
    for name in vault.blobs.names():
        if _NAME.fullmatch(f"{home.name}/{BLOBS}/{name}"):
            yield f"{home.name}/{BLOBS}/{name}", vault.blobs.folder / name


def _copied(storage: Storage, sink: _Sink, name: str, path: Path) -> dict[str, Any]:
    with storage.open(path) as source:
        sha256, size = sink.put(name, source)
    return {"name": name, "size": size, "sha256": sha256}


def _put_bytes(sink: _Sink, name: str, content: bytes) -> None:
    sink.put(name, io.BytesIO(content))


def _check_room(storage: Storage, folder: Path, needed: int) -> None:
    if storage.free(folder) < needed + (1 << 20):
        raise DiskRefused(path=str(folder), why="no-room")


class _ToFolder:
    """A backup as a folder like the vault itself."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._disk = folder, Disk()
        self._disk.make_folder(folder)

    def put(self, name: str, source: BinaryIO) -> tuple[str, int]:
        path = self._folder / PurePosixPath(name)
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with self._disk.create(path) as file:
            passed = _poured(source, file)
            self._disk.sync(file)
        return passed

    def finish(self) -> None:
        for path in (self._folder, *(inner for inner in self._folder.rglob("*") if inner.is_dir())):
            self._disk.sync_folder(path)


class _ToZip:
    """A backup as one zip file; stored, for ciphertext does not shrink."""

    def __init__(self, path: Path) -> None:
        self._disk, self._file = Disk(), Disk().create(path)
        self._zip = zipfile.ZipFile(self._file, "w", zipfile.ZIP_STORED, allowZip64=True)

    def put(self, name: str, source: BinaryIO) -> tuple[str, int]:
        with self._zip.open(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), "w", force_zip64=True) as file:
            return _poured(source, file)

    def finish(self) -> None:
        self._zip.close()
        self._disk.sync(self._file)
        self._file.close()


@contextmanager
def _sink(aside: Path, zipped: bool) -> Iterator[_Sink]:
    sink = _ToZip(aside) if zipped else _ToFolder(aside)
    yield sink
    sink.finish()


def _poured(source: BinaryIO, into: Any) -> tuple[str, int]:
    digest, size = hashlib.sha256(), 0
    while chunk := source.read(_CHUNK):
        into.write(chunk)
        digest.update(chunk)
        size += len(chunk)
    return digest.hexdigest(), size


@contextmanager
def _opened(source: Path) -> Iterator[tuple[list[str], Callable[[str], BinaryIO]]]:
    """Open a backup of either form: its file names, and a way to read one. Raises NoVault, BackupBroken."""
    if not source.exists():
        raise NoVault(path=str(source))
    if source.is_dir():
        names = sorted(path.relative_to(source).as_posix() for path in source.rglob("*") if not path.is_dir())
        yield names, lambda name: (source / PurePosixPath(name)).open("rb")
        return
    with ExitStack() as stack:
        try:
            archive = stack.enter_context(zipfile.ZipFile(source))
        except (zipfile.BadZipFile, NotImplementedError, ValueError):
            raise BackupBroken(path=str(source), why="not-a-backup") from None
        if any(part.compress_type != zipfile.ZIP_STORED or part.flag_bits & 1 for part in archive.infolist()):
            raise BackupBroken(path=str(source), why="not-a-backup")
        yield archive.namelist(), lambda name: cast(BinaryIO, archive.open(name))


def _listed(source: Path, names: list[str], read: Callable[[str], BinaryIO]) -> list[dict[str, Any]]:
    """Read the list of a backup and compare it with the files there. Raises BackupBroken."""
    if LIST not in names:
        raise BackupBroken(path=str(source), why="not-a-backup")
    try:
        with read(LIST) as file:
            about = json.loads(file.read(_MOST_LIST_BYTES))
        rows = [{key: row[key] for key in ("name", "size", "sha256")} for row in about["files"]]
        sound = about["format"] == FORMAT and all(_NAME.fullmatch(row["name"]) for row in rows)
    except (ValueError, KeyError, TypeError, zipfile.BadZipFile):
        raise BackupBroken(path=str(source), why="not-a-backup") from None
    wanted = [row["name"] for row in rows]
    if not sound or len(rows) > _MOST_FILES or len(set(wanted)) != len(wanted):
        raise BackupBroken(path=str(source), why="not-a-backup")
    if set(wanted) - set(names):
        raise BackupBroken(path=str(source), why="file-missing")
    if set(names) - set(wanted) - {LIST} or len(names) != len(set(names)):
        raise BackupBroken(path=str(source), why="strange-file")
    return rows


def _fill(
    disk: Storage, aside: Path, source: Path, listed: list[dict[str, Any]], read: Callable[[str], BinaryIO]
) -> None:
    """Copy every listed file into a new folder and sync it. Raises BackupBroken on the first that differs."""
    sink = _ToFolder(aside)
    for row in listed:
        try:
            with read(row["name"]) as file:
                passed = sink.put(row["name"], file)
        except (zipfile.BadZipFile, EOFError):
            raise BackupBroken(path=str(source), why="file-damaged") from None
        if passed != (row["sha256"], row["size"]):
            raise BackupBroken(path=str(source), why="file-damaged")
    for row in listed:
        home = PurePosixPath(row["name"]).parent
        if home.name.startswith("g") and not (aside / home / BLOBS).exists():
            disk.make_folder(aside / home / BLOBS)
    sink.finish()


def _check_backup(path: Path) -> None:
    """Read a backup just made all through, as a restore would. Raises BackupBroken."""
    with _opened(path) as (names, read):
        for row in _listed(path, names, read):
            digest = hashlib.sha256()
            with read(row["name"]) as file:
                while chunk := file.read(_CHUNK):
                    digest.update(chunk)
            if digest.hexdigest() != row["sha256"]:
                raise BackupBroken(path=str(path), why="file-damaged")


def _discard(aside: Path) -> None:
    with suppress(OSError):
        if aside.is_dir():
            shutil.rmtree(aside)
        else:
            aside.unlink(missing_ok=True)
