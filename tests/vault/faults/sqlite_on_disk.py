"""Plain SQLite (apsw) on the simulated disk: a VFS beneath, a DB-API face above, so that SQLAlchemy takes it.

Not SQLCipher, whose pages pass through the same pager: what is tested is which writes are synced before which.
One connection, exclusive locking: SQLite then keeps the index of its log in memory.
"""

from __future__ import annotations

import errno
import itertools
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import Any

import apsw

from tests.vault.faults.simulated_disk import Inode, ShortWrite, SimulatedDisk

_COUNTER = itertools.count()
_POWERSAFE_OVERWRITE = 0x1000
_SYNC_NAMES = apsw.SQLITE_OPEN_WAL | apsw.SQLITE_OPEN_MAIN_JOURNAL | apsw.SQLITE_OPEN_SUPER_JOURNAL


@contextmanager
def _as_sqlite() -> Iterator[None]:
    """Say what the disk refused as SQLite's own layer would."""
    try:
        yield
    except OSError as error:
        full = error.errno in (errno.ENOSPC, errno.EDQUOT)
        raise (apsw.FullError if full else apsw.IOError)(str(error)) from None


class _File(apsw.VFSFile):
    """One open file of SQLite; a journal's name is synced with its first sync, as SQLite's unix layer does."""

    def __init__(self, disk: SimulatedDisk, path: Path, inode: Inode, *, sync_names: bool) -> None:
        self._disk, self._path, self._inode, self._sync_names = disk, path, inode, sync_names

    def xRead(self, amount: int, offset: int) -> bytes:
        return bytes(self._inode.now[offset : offset + amount])

    def xWrite(self, data: bytes, offset: int) -> None:
        with _as_sqlite():
            try:
                self._disk.on_operation("write", self._path)
            except ShortWrite:
                self._inode.write(offset, bytes(data[: len(data) // 2]))
                raise
        self._inode.write(offset, bytes(data))

    def xTruncate(self, newsize: int) -> None:
        with _as_sqlite():
            self._disk.on_operation("truncate", self._path)
        self._inode.truncate(newsize)

    def xSync(self, flags: int) -> None:
        with _as_sqlite():
            self._disk.on_operation("fsync", self._path)
            self._inode.sync()
            if self._sync_names:
                self._disk.sync_folder(self._path.parent)
                self._sync_names = False

    def xFileSize(self) -> int:
        return len(self._inode.now)

    def xLock(self, level: int) -> None:
        """Nobody else is there."""

    def xUnlock(self, level: int) -> None:
        """Nobody else is there."""

    def xCheckReservedLock(self) -> bool:
        return False

    def xClose(self) -> None:
        """Nothing is held back."""

    def xFileControl(self, op: int, ptr: int) -> bool:
        return False

    def xSectorSize(self) -> int:
        return 4096

    def xDeviceCharacteristics(self) -> int:
        return _POWERSAFE_OVERWRITE


class _Files(apsw.VFS):
    """The files of one simulated disk, under a name of their own."""

    def __init__(self, disk: SimulatedDisk) -> None:
        self._disk = disk
        self.name = f"simulated-{next(_COUNTER)}"
        super().__init__(self.name, base="")

    def xOpen(self, name: Any, flags: list[int]) -> apsw.VFSFile:
        path = Path(str(name.filename() if isinstance(name, apsw.URIFilename) else name))
        fresh = path not in self._disk.now
        if fresh:
            if not flags[0] & apsw.SQLITE_OPEN_CREATE:
                raise apsw.CantOpenError(str(path))
            with _as_sqlite():
                self._disk.create(path)
        flags[1] = flags[0]
        return _File(self._disk, path, self._disk.now[path], sync_names=fresh and bool(flags[0] & _SYNC_NAMES))

    def xDelete(self, filename: str, syncdir: bool) -> None:
        with _as_sqlite():
            self._disk.remove(Path(filename))
            if syncdir:
                self._disk.sync_folder(Path(filename).parent)

    def xAccess(self, pathname: str, flags: int) -> bool:
        return Path(pathname) in self._disk.now

    def xFullPathname(self, name: str) -> str:
        return name

    def xRandomness(self, numbytes: int) -> bytes:
        return bytes(range(256))[:numbytes]

    def xSleep(self, microseconds: int) -> int:
        return microseconds

    def xCurrentTime(self) -> float:
        return 2461000.5

    def xGetLastError(self) -> tuple[int, str]:
        return 0, ""


_SAID = (
    (apsw.FullError, "database or disk is full"),
    (apsw.IOError, "disk I/O error"),
    (apsw.CorruptError, "database disk image is malformed"),
    (apsw.NotADBError, "file is not a database"),
    (apsw.CantOpenError, "unable to open database file"),
)


class Error(Exception):
    """Any failure of the database, as DB-API names it."""


class DatabaseError(Error):
    """Any failure of the database."""


class _Cursor:
    """A DB-API cursor over apsw's."""

    arraysize = 1

    def __init__(self, connection: apsw.Connection) -> None:
        self._connection, self.rowcount = connection, -1
        self._rows: list[Any] = []
        self.description: tuple[Any, ...] | None = None

    def execute(self, statement: str, values: Sequence[Any] = ()) -> _Cursor:
        self.description = None
        before = self._connection.total_changes()
        try:
            cursor = self._connection.cursor()
            cursor.exec_trace = self._describe
            cursor.execute(statement, tuple(values))
            self._rows = list(cursor)
        except apsw.Error as error:
            said = next((words for kind, words in _SAID if isinstance(error, kind)), str(error))
            raise DatabaseError(said) from error
        self.rowcount = self._connection.total_changes() - before
        return self

    def _describe(self, cursor: apsw.Cursor, _statement: str, _values: Any) -> bool:
        """Take the columns down before the first step: apsw forgets them after the last."""
        described = tuple((name, *[None] * 6) for name, *_ in cursor.get_description())
        self.description = described or None
        return True

    def executemany(self, statement: str, rows: Sequence[Sequence[Any]]) -> _Cursor:
        for values in rows:
            self.execute(statement, values)
        return self

    @property
    def lastrowid(self) -> int:
        return self._connection.last_insert_rowid()

    def fetchone(self) -> Any:
        return self._rows.pop(0) if self._rows else None

    def fetchmany(self, size: int | None = None) -> list[Any]:
        taken, self._rows = self._rows[: size or 1], self._rows[size or 1 :]
        return taken

    def fetchall(self) -> list[Any]:
        taken, self._rows = self._rows, []
        return taken

    def close(self) -> None:
        self._rows = []


class _Connection:
    """A DB-API connection in autocommit."""

    isolation_level = None

    def __init__(self, connection: apsw.Connection) -> None:
        self._connection = connection

    def cursor(self) -> _Cursor:
        return _Cursor(self._connection)

    def execute(self, statement: str, values: Sequence[Any] = ()) -> _Cursor:
        return self.cursor().execute(statement, values)

    def create_function(self, name: str, count: int, function: Any, deterministic: bool = False) -> None:
        """SQLAlchemy offers regexp; nothing here asks for it."""

    def commit(self) -> None:
        if self._connection.in_transaction:
            self.execute("COMMIT")

    def rollback(self) -> None:
        if self._connection.in_transaction:
            self.execute("ROLLBACK")

    def close(self) -> None:
        self._connection.close()


def _module() -> ModuleType:
    module = ModuleType("simulated_dbapi")
    for name in ("Warning", "InterfaceError", "DataError", "OperationalError", "IntegrityError"):
        setattr(module, name, type(name, (DatabaseError,), {}))
    for name in ("InternalError", "ProgrammingError", "NotSupportedError"):
        setattr(module, name, type(name, (DatabaseError,), {}))
    version = apsw.sqlite_lib_version()
    about = {"Error": Error, "DatabaseError": DatabaseError, "paramstyle": "qmark", "apilevel": "2.0", "Binary": bytes}
    about |= {"sqlite_version": version, "sqlite_version_info": tuple(int(part) for part in version.split("."))}
    about |= {"threadsafety": 1, "version": version, "version_info": (1, 0, 0)}
    for name, value in about.items():
        setattr(module, name, value)
    return module


MODULE = _module()


class OnSimulatedDisk:
    """The driver that the vault gets in place of SQLCipher; the key is not used."""

    def __init__(self, disk: SimulatedDisk) -> None:
        self._files = _Files(disk)

    @property
    def module(self) -> ModuleType:
        """Return the DB-API module."""
        return MODULE

    def connect(self, path: Path, key: bytes, *, readonly: bool) -> Any:
        """Open a database on the simulated disk."""
        flags = apsw.SQLITE_OPEN_READONLY if readonly else apsw.SQLITE_OPEN_READWRITE
        connection = apsw.Connection(str(path), flags=flags, vfs=self._files.name)
        connection.execute("PRAGMA locking_mode = EXCLUSIVE").fetchall()
        return _Connection(connection)

    def close(self) -> None:
        """Let the files go."""
        self._files.unregister()
