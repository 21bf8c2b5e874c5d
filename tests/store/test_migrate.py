"""The history of the database (R9): steps make the tables this version wants, or nothing at all; newer ones stay untouched."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext

from fairdue.kernel.errors import VaultTooNew
from fairdue.records.case import Case
from fairdue.store.cases import Cases
from fairdue.store.migrate import BEGINNING, bring_up, current, newest
from fairdue.store.tables import METADATA, WORDS
from fairdue.vault import Vault
from tests.store.case_database import empty_database, new_database
from tests.vault.package.case_specimen import NOW, PASSPHRASE
from tests.vault.specimen import content_of, filled

CASE = Case("c1", "网贷", date(2026, 11, 20))


def test_the_steps_make_exactly_the_tables_we_use(tmp_path: Path) -> None:
    """After every step the database has the tables, columns, indexes and constraints that the code names, no others."""
    database = new_database(tmp_path)
    with database.reading() as connection:
        found = compare_metadata(MigrationContext.configure(connection), METADATA)
    strange = [one for one in found if not (one[0] == "remove_table" and one[1].name.startswith(WORDS))]
    assert strange == []
    database.close()


def test_steps_are_taken_once(tmp_path: Path) -> None:
    """A database of this version is left alone; no copy is made of one that was empty."""
    copies: list[str] = []
    database = empty_database(tmp_path)
    with database.writing() as connection:
        assert current(connection) == BEGINNING
        assert bring_up(connection, lambda: copies.append("copy"))
        assert not bring_up(connection, lambda: copies.append("copy"))
        assert current(connection) == newest()
    assert copies == []
    database.close()


def test_an_older_vault_is_copied_then_brought_up(tmp_path: Path) -> None:
    """A vault from before the case file opens with its items, and then keeps cases."""
    old = filled(tmp_path / "vault")
    items = [(item.id, old.read(item.id)) for item in old.items()]
    old.close()
    vault = Vault.open(tmp_path / "vault", PASSPHRASE, bring_up=bring_up)
    with vault.unit_of_work(at=NOW) as work:
        Cases(work.connection).add(CASE)
    assert [(item.id, vault.read(item.id)) for item in vault.items()] == items
    vault.close()


def test_a_newer_database_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    """Tables of a later version are not touched; the error names both versions."""
    database = new_database(tmp_path)
    with database.writing() as connection:
        connection.execute(sa.text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(VaultTooNew) as caught, database.writing() as connection:
        bring_up(connection, lambda: None)
    assert caught.value.values["found"] == "9999"
    with database.reading() as connection:
        assert current(connection) == "9999"
    database.close()


def test_an_older_shape_is_backed_up_before_the_first_step(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The copy is made before anything changes, and only where there is something to lose."""
    database = new_database(tmp_path)
    seen: list[str] = []
    monkeypatch.setattr("fairdue.store.migrate.newest", lambda: "0003")
    with database.writing() as connection:
        bring_up(connection, lambda: seen.append(current(connection)))
    assert seen == ["0002"]
    database.close()


def test_a_step_that_breaks_off_leaves_nothing_behind(tmp_path: Path) -> None:
    """Whichever statement fails, the database is as it was before; the next attempt succeeds."""
    statements = 0
    allowed = 0

    def counting(*_given: object) -> None:
        nonlocal statements
        statements += 1
        if statements > allowed:
            raise OSError(28, "no space left")

    while True:
        database = empty_database(tmp_path)
        statements = 0
        sa.event.listen(database.engine, "before_cursor_execute", counting)
        try:
            with database.writing() as connection:
                bring_up(connection, lambda: None)
        except OSError:
            sa.event.remove(database.engine, "before_cursor_execute", counting)
            with database.reading() as connection:
                assert current(connection) == BEGINNING
                assert sa.inspect(connection).get_table_names() == []
            allowed += 1
            database.close()
            continue
        break
    assert allowed >= 20
    sa.event.remove(database.engine, "before_cursor_execute", counting)
    with database.writing() as connection:
        assert current(connection) == newest()
        Cases(connection).add(CASE)
    database.close()


OPENING = """
import sys
from pathlib import Path
from fairdue.store.migrate import bring_up
from fairdue.vault import Vault
print("begin", flush=True)
Vault.open(Path(sys.argv[1]), sys.argv[2], bring_up=bring_up).close()
print("done", flush=True)
"""


def test_a_kill_while_the_tables_change_loses_nothing(tmp_path: Path) -> None:
    """Killed at twelve moments while an older vault is brought up, it opens each time, whole, with every item."""
    filled(tmp_path / "vault", 3).close()
    for moment in range(12):
        command = [sys.executable, "-c", OPENING, str(tmp_path / "vault"), PASSPHRASE]
        process = subprocess.Popen(command, stdout=subprocess.PIPE)
        assert process.stdout is not None and process.stdout.readline() == b"begin\n"
        time.sleep(moment * 0.02)
        process.send_signal(signal.SIGKILL)
        process.wait()
        process.stdout.close()
        with Vault.open(tmp_path / "vault", PASSPHRASE, readonly=True) as vault:
            contents = [vault.read(item.id) for item in vault.items()]
        assert contents == [content_of(number) for number in range(3)]
    with Vault.open(tmp_path / "vault", PASSPHRASE, bring_up=bring_up) as vault, vault.unit_of_work(at=NOW) as work:
        Cases(work.connection).add(CASE)
