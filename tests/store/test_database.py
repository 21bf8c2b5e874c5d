"""The encrypted database: settings that keep what was confirmed, refusals that say why."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from fairdue.kernel.errors import DiskRefused, UnsafeDatabase, VaultBusy, VaultDamaged
from fairdue.store import schema
from fairdue.store.database import Database, SQLCipher, is_safe, translated
from fairdue.store.ledger import SETTINGS
from tests.store import case_database

KEY = b"k" * 32


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    """An empty database."""
    (tmp_path / "a.db").touch(0o600)
    database = Database(tmp_path / "a.db", KEY)
    yield database
    database.close()


def asked(database: Database, setting: str) -> object:
    """Ask SQLite for a setting."""
    with database.reading() as connection:
        return connection.exec_driver_sql(f"PRAGMA {setting}").scalar()


def test_it_is_opened_so_that_a_commit_is_on_the_disk(database: Database) -> None:
    """Specimen: write-ahead log, full sync, erased rows overwritten, temporary tables in memory."""
    settings = ("journal_mode", "synchronous", "fullfsync", "secure_delete", "temp_store", "foreign_keys")
    assert [asked(database, setting) for setting in settings] == ["wal", 2, 1, 1, 2, 1]


def test_what_is_committed_is_read_and_what_fails_is_not_there(database: Database) -> None:
    """A block that raises rolls back; inside it its own rows are seen."""
    with database.writing() as connection:
        schema.prepare(connection)
        connection.execute(SETTINGS.insert(), {"name": "a", "value": "1"})
    with pytest.raises(ZeroDivisionError), database.writing() as connection:
        connection.execute(SETTINGS.insert(), {"name": "b", "value": "2"})
        with database.reading() as inner:
            assert len(inner.execute(SETTINGS.select()).all()) == 2
        raise ZeroDivisionError
    with database.reading() as connection:
        assert connection.execute(SETTINGS.select()).all() == [("a", "1")]


@pytest.mark.parametrize(
    ("version", "safe"),
    [("3.40.1", False), ("3.44.5", False), ("3.44.6", True), ("3.50.7", True), ("3.51.0", False),
     ("3.51.2", False), ("3.51.3", True), ("3.52.0", False), ("3.53.0", True), ("4.0.0", True)],
)  # fmt: skip
def test_an_sqlite_with_the_known_fault_is_not_written_with(version: str, safe: bool) -> None:
    """3.7.0 to 3.51.2 can lose commits; the repaired branches and what came after cannot."""
    assert is_safe(version) == safe


def test_writing_with_a_faulty_sqlite_is_refused_and_reading_is_not(tmp_path: Path) -> None:
    """The refusal names the version found and the one needed."""
    (tmp_path / "a.db").touch()
    Database(tmp_path / "a.db", KEY).close()

    class Old(SQLCipher):
        @property
        def module(self) -> object:  # type: ignore[override]
            real = super().module
            return SimpleNamespace(**{**vars(real), "sqlite_version": "3.40.1"})

    with pytest.raises(UnsafeDatabase) as refused:
        Database(tmp_path / "a.db", KEY, driver=Old())  # type: ignore[arg-type]
    assert refused.value.values == {"found": "3.40.1", "needed": "3.51.3"}


def test_another_key_or_another_file_is_no_database(database: Database, tmp_path: Path) -> None:
    """Neither is told apart from the other: without the key there is nothing to see."""
    with database.writing() as connection:
        schema.prepare(connection)
    database.close()
    (tmp_path / "b.db").write_bytes(b"SQLite format 3\x00" + bytes(8000))
    for path, key in ((tmp_path / "a.db", b"x" * 32), (tmp_path / "b.db", KEY)):
        with pytest.raises(VaultDamaged) as damaged:
            Database(path, key)
        assert damaged.value.values["why"] == "not-a-database"
    assert b"SQLite" not in (tmp_path / "a.db").read_bytes() and b"vault_items" not in (tmp_path / "a.db").read_bytes()


def test_a_bad_page_is_found(database: Database, tmp_path: Path) -> None:
    """The check names the page; a whole database has nothing to say."""
    with database.writing() as connection:
        schema.prepare(connection)
    assert database.damage() == ()
    database.close()
    content = bytearray((tmp_path / "a.db").read_bytes())
    content[2 * 4096 + 9] ^= 1
    (tmp_path / "a.db").write_bytes(content)
    with_damage = Database(tmp_path / "a.db", KEY)
    assert with_damage.damage()[0] == "HMAC verification failed for page 3"
    with_damage.close()


def test_a_copy_under_another_key_holds_the_same(database: Database, tmp_path: Path) -> None:
    """Rows and version go along; the old key does not open it."""
    with database.writing() as connection:
        schema.prepare(connection)
        connection.execute(SETTINGS.insert(), {"name": "a", "value": "1"})
    (tmp_path / "b.db").touch()
    database.copy_to(tmp_path / "b.db", b"n" * 32)
    copy = Database(tmp_path / "b.db", b"n" * 32)
    with copy.reading() as connection:
        assert connection.execute(SETTINGS.select()).all() == [("a", "1")]
        assert schema.version_of(connection) == schema.VERSION
    copy.close()


HOLDER = """
import sys, time
from pathlib import Path
from fairdue.store.database import Database
database = Database(Path(sys.argv[1]), b"k" * 32)
with database.writing():
    print("held", flush=True)
    sys.stdin.read()
"""


def test_a_database_another_program_writes_is_busy(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After a while of waiting it is said to be busy, not broken."""
    with database.reading() as connection:
        connection.exec_driver_sql("PRAGMA busy_timeout = 50")
    command = [sys.executable, "-c", HOLDER, str(tmp_path / "a.db")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout and holder.stdin and holder.stdout.readline() == "held\n"
        with pytest.raises(VaultBusy), database.writing():
            raise AssertionError
        holder.stdin.close()


@pytest.mark.parametrize(
    ("said", "error", "why"),
    [
        ("database or disk is full", DiskRefused, "disk-full"),
        ("disk I/O error", DiskRefused, "disk-failed"),
        ("attempt to write a readonly database", DiskRefused, "read-only"),
        ("unable to open database file", DiskRefused, "read-only"),
        ("file is not a database", VaultDamaged, "not-a-database"),
        ("database disk image is malformed", VaultDamaged, "page-damaged"),
        ("no such table: vault_items", VaultDamaged, "rows-missing"),
    ],
)
def test_what_sqlite_says_is_said_in_our_words(said: str, error: type[Exception], why: str) -> None:
    """Each failure of the disk and each damage has its own word."""
    with pytest.raises(error) as raised, translated(Path("v")):
        raise SQLCipher().module.OperationalError(said)
    assert raised.value.values == {"path": "v", "why": why}  # type: ignore[attr-defined]


def test_a_mistake_of_the_program_stays_one() -> None:
    """An error that is no fault of disk or file is not dressed up as one."""
    with pytest.raises(ZeroDivisionError), translated(Path("v")):
        raise ZeroDivisionError
    with pytest.raises(SQLCipher().module.IntegrityError), translated(Path("v")):
        raise SQLCipher().module.IntegrityError("UNIQUE constraint failed")


def test_a_full_disk_is_said_to_be_full_and_can_still_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where not even the index of a log has room, SQLite speaks of a failing disk; we say full, and read without one."""
    case_database.new_database(tmp_path).close()
    monkeypatch.setattr("fairdue.store.database.shutil.disk_usage", lambda folder: SimpleNamespace(free=0))
    before = sorted(path.name for path in tmp_path.iterdir())
    database = Database(tmp_path / "case.db", case_database.KEY, readonly=True)
    with database.reading() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM cases").scalar_one() == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == before
    database.close()
    with pytest.raises(DiskRefused) as caught, translated(tmp_path / "case.db"):
        raise SQLCipher().module.OperationalError("disk I/O error")
    assert caught.value.values["why"] == "disk-full"
