"""The encrypted database: opened with a raw key, WAL and full sync, one connection; it knows no table.

A database with the WAL-reset fault (SQLite 3.7.0 to 3.51.2, save the repaired 3.44.6+ and 3.50.7+) is refused
for writing. Everything runs on one connection behind one lock: a thread that is inside a transaction reads
what it has written, another thread waits its turn.
"""

from __future__ import annotations

import os
import re
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import ModuleType
from typing import Any, Final, Protocol

import sqlalchemy as sa
from sqlalchemy import Connection
from sqlalchemy.pool import StaticPool

from fairdue.kernel.errors import DiskRefused, FairDueError, MissingExtra, UnsafeDatabase, VaultBusy, VaultDamaged

NEEDED: Final = "3.51.3"
_REPAIRED: Final = ((3, 44, 6), (3, 50, 7))
_WITHDRAWN: Final = (3, 52, 0)
_WAIT_MS: Final = 10_000
_LEAST_ROOM: Final = 65_536  # bytes; the index of a log takes 32 KiB, and what it cannot have is told as a failing disk


class Driver(Protocol):
    """How a connection comes about: the DB-API module, and a function from a path and a raw key to a connection."""

    @property
    def module(self) -> ModuleType:
        """Return the DB-API module."""
        ...

    def connect(self, path: Path, key: bytes, *, readonly: bool) -> Any:
        """Open the file with a raw 32-byte key; autocommit, foreign keys on, usable from any thread."""
        ...


class SQLCipher:
    """The one driver of the product: SQLCipher's own SQLite, pages encrypted and authenticated one by one."""

    @property
    def module(self) -> ModuleType:
        """Return sqlcipher3's DB-API module. Raises MissingExtra."""
        try:
            import sqlcipher3.dbapi2
        except ModuleNotFoundError as error:
            raise MissingExtra(extra="vault", package="sqlcipher3") from error

        module: ModuleType = sqlcipher3.dbapi2
        return module

    def connect(self, path: Path, key: bytes, *, readonly: bool) -> Any:
        """Open the file; read-only also works where nothing can be written and no journal is left over."""
        mode = "ro" if readonly else "rw"
        where = f"{path.absolute().as_uri()}?mode={mode}{'&immutable=1' if readonly and _settled(path) else ''}"
        connection = self.module.connect(where, uri=True, isolation_level=None, check_same_thread=False)
        connection.execute("PRAGMA cipher_log_level = NONE")
        connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        return connection


def _settled(path: Path) -> bool:
    """Tell whether nothing can be written beside the file and no log waits: only then may SQLite skip its locks."""
    log = path.with_name(path.name + "-wal")
    is_shut = not os.access(path.parent, os.W_OK) or _is_full(path.parent)
    return is_shut and not (log.exists() and log.stat().st_size)


def _is_full(folder: Path) -> bool:
    """Tell whether the disk has no room left even for the index of a log."""
    try:
        return shutil.disk_usage(folder).free < _LEAST_ROOM
    except OSError:
        return False


def is_safe(version: str) -> bool:
    """Tell whether a release of SQLite is free of the WAL-reset fault.

    >>> [is_safe(v) for v in ("3.40.1", "3.44.6", "3.45.0", "3.50.7", "3.51.2", "3.51.3", "3.52.0", "3.53.4")]
    [False, True, False, True, False, True, False, True]
    """
    found = tuple(int(part) for part in re.findall(r"\d+", version)[:3])
    if found == _WITHDRAWN:
        return False
    branch = any(found[:2] == known[:2] and found >= known for known in _REPAIRED)
    return branch or found >= tuple(int(part) for part in NEEDED.split("."))


class Database:
    """One open database file. Raises VaultDamaged where it cannot be read, DiskRefused where it cannot be written."""

    def __init__(self, path: Path, key: bytes, *, driver: Driver | None = None, readonly: bool = False) -> None:
        self.path, self.readonly = path, readonly
        self._key, self._driver = key, driver or SQLCipher()
        self._turn = threading.RLock()
        self._now: Connection | None = None
        self._plain: Connection | None = None
        self._writes = False
        module = self._driver.module
        if not readonly and not is_safe(module.sqlite_version):
            raise UnsafeDatabase(found=module.sqlite_version, needed=NEEDED)
        self.engine = sa.create_engine("sqlite+pysqlite://", module=module, creator=self._open, poolclass=StaticPool)
        sa.event.listen(self.engine, "begin", self._begin)
        with self.reading() as connection:
            connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar_one()

    def _open(self) -> Any:
        connection = self._driver.connect(self.path, self._key, readonly=self.readonly)
        settings = ["foreign_keys = ON", f"busy_timeout = {_WAIT_MS}", "temp_store = MEMORY", "trusted_schema = OFF"]
        if self.readonly:
            settings.append("query_only = ON")
        else:
            settings += ["journal_mode = WAL", "synchronous = FULL", "fullfsync = ON", "secure_delete = ON"]
        try:
            for setting in settings:
                connection.execute(f"PRAGMA {setting}").fetchall()
        except BaseException:
            connection.close()
            raise
        return connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Hold one write transaction: committed and synced on leaving, rolled back when anything is raised."""
        with self._transaction(write=True) as connection:
            yield connection

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Hold one read transaction; inside `writing` of the same thread it is that transaction itself."""
        with self._transaction(write=False) as connection:
            yield connection

    @contextmanager
    def _transaction(self, *, write: bool) -> Iterator[Connection]:
        with self._turn, translated(self.path):
            if self._now is not None:
                yield self._now
                return
            try:
                self._writes = write
                self._now = self._connected()
                with self._now.begin():
                    yield self._now
            except (sa.exc.DBAPIError, OSError):
                self._forget()
                raise
            finally:
                self._now = None

    def _connected(self) -> Connection:
        """Return the one connection, opened when first needed and kept."""
        if self._plain is None:
            self._plain = self.engine.connect()
        return self._plain

    def _begin(self, connection: Connection) -> None:
        """Begin for real: the driver is in autocommit, so that a write waits for the lock before it reads."""
        connection.exec_driver_sql("BEGIN IMMEDIATE" if self._writes else "BEGIN")

    def _forget(self) -> None:
        """Close the connection after a failure: the next transaction opens the file anew and trusts no cache."""
        with suppress(Exception):
            self._let_go()

    def _let_go(self) -> None:
        plain, self._plain = self._plain, None
        try:
            if plain is not None:
                plain.close()
        finally:
            self.engine.dispose()

    def flush(self) -> None:
        """Move the write-ahead log into the main file and empty it, so that nothing old lingers there."""
        with self._turn, translated(self.path):
            raw = self._connected().connection.driver_connection
            if raw is not None and not self.readonly:
                raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    def damage(self) -> tuple[str, ...]:
        """Check every page; return what is wrong in SQLite's words, nothing for a whole database.

        SQLCipher's own check reads the main file past the log, so the log is folded in first. Where that cannot be
        (opened to read only, or another program reads), the pages are checked as they are read, through the log.
        """
        found: list[str] = []
        with suppress(FairDueError):
            self.flush()
        log = self.path.with_name(self.path.name + "-wal")
        waiting = log.exists() and log.stat().st_size > 0
        for check in ("quick_check",) if waiting else ("cipher_integrity_check", "quick_check"):
            try:
                with self.reading() as connection:
                    result = connection.exec_driver_sql(f"PRAGMA {check}")
                    rows = result.all() if result.returns_rows else []  # a plain SQLite knows no cipher
                found += [str(row[0]) for row in rows if row[0] != "ok"]
            except VaultDamaged as error:
                found.append(str(error.values["why"]))
        return tuple(found)

    def snapshot(self, path: Path) -> None:
        """Copy the file as it is on disk after folding the log in, synced; nobody may write meanwhile.

        Inside `writing` what is not yet committed is left out.
        """
        with self._turn:
            if self._now is None:
                self.flush()
            for ending in ("", "-wal"):
                source = self.path.with_name(self.path.name + ending)
                if source.exists() and (source.stat().st_size or not ending):
                    _copy(source, path.with_name(path.name + ending))

    def copy_to(self, path: Path, key: bytes) -> None:
        """Write the whole database anew to `path` under another key, through SQLCipher itself."""
        with self._turn, translated(self.path):
            raw: Any = self._connected().connection.driver_connection
            version = raw.execute("PRAGMA user_version").fetchone()[0]
            raw.execute("ATTACH DATABASE ? AS copy KEY ?", (str(path), f"x'{key.hex()}'"))
            try:
                raw.execute("SELECT sqlcipher_export('copy')").fetchall()
                raw.execute(f"PRAGMA copy.user_version = {int(version)}")
            finally:
                raw.execute("DETACH DATABASE copy")

    def close(self) -> None:
        """Close the file; SQLite folds the write-ahead log into it when no other program has it open."""
        with self._turn:
            self._let_go()


def _copy(source: Path, target: Path) -> None:
    """Copy a file to a new one that only its owner can read, and sync it."""
    handle = os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0), 0o600)
    with source.open("rb") as old, os.fdopen(handle, "wb") as new:
        shutil.copyfileobj(old, new, 1 << 20)
        new.flush()
        os.fsync(new.fileno())


_MEANINGS: Final = (
    (re.compile("disk is full"), "disk-full"),
    (re.compile("disk I/O error"), "disk-failed"),
    (re.compile("readonly database|unable to open database"), "read-only"),
    (re.compile("not a database"), "not-a-database"),
    (re.compile("malformed|corrupt"), "page-damaged"),
    (re.compile("no such table"), "rows-missing"),
)


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Say a failure of SQLite as one of our errors: what the disk refused, what is damaged, who is busy."""
    try:
        yield
    except FairDueError:
        raise
    except Exception as error:
        raised = error.orig if isinstance(error, sa.exc.DBAPIError) else error
        if not type(raised).__module__.startswith(("sqlcipher3", "sqlite3", "apsw")) and not _ours(raised):
            raise
        said = str(raised)
        if "is locked" in said:
            raise VaultBusy(path=str(path), holder=None) from error
        why = next((word for pattern, word in _MEANINGS if pattern.search(said)), None)
        if why == "disk-failed" and _is_full(path.parent):
            why = "disk-full"
        if why in ("disk-full", "disk-failed", "read-only"):
            raise DiskRefused(path=str(path), why=why) from error
        if why is None:
            raise
        raise VaultDamaged(path=str(path), why=why) from error


def _ours(error: BaseException | None) -> bool:
    """Tell whether an exception is a database error of a driver that is not SQLCipher's."""
    return any(cls.__name__ == "DatabaseError" for cls in type(error).__mro__)
