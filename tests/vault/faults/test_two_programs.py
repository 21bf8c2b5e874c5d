"""R10: two programs write and read one vault at once, a lock is stolen, the clock jumps: nothing lost, order kept."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from fairdue.kernel.errors import VaultBusy
from fairdue.vault import Vault, verify
from fairdue.vault import vault as vault_module
from tests.vault.specimen import AT, PASSPHRASE, filled, new_vault

ROOT = Path(__file__).parents[3]
ITEMS_EACH = 2_000 if os.environ.get("FAIRDUE_SOAK") else 60
WRITER = """
import sys
from pathlib import Path
from fairdue.vault import Vault
from tests.vault.specimen import AT, PASSPHRASE
vault = Vault.open(Path(sys.argv[1]), PASSPHRASE)
for number in range(int(sys.argv[3])):
    item = vault.intake(f"{sys.argv[2]} {number}".encode(), at=AT, name="n")
    print(item.id, flush=True)
    assert vault.read(item.id)
vault.close()
"""


def writer(folder: Path, name: str, said: Path) -> subprocess.Popen[bytes]:
    """Start a program that seals items one by one and writes to `said` the id of each when it is confirmed."""
    command = [sys.executable, "-c", WRITER, str(folder), name, str(ITEMS_EACH)]
    with said.open("wb") as out:
        return subprocess.Popen(command, cwd=ROOT, stdout=out, stderr=out)


def test_two_writers_and_a_reader_take_turns(tmp_path: Path) -> None:
    """Two programs write at once while a third reads: every confirmed item is there, and the order has no gap."""
    vault, _recovery_key = new_vault(tmp_path / "vault")
    vault.close()
    programs = {name: writer(tmp_path / "vault", name, tmp_path / name) for name in ("甲", "乙")}
    with Vault.open(tmp_path / "vault", PASSPHRASE, readonly=True) as reader:
        while any(program.poll() is None for program in programs.values()):
            for item in reader.items()[-3:]:
                assert reader.read(item.id)
    assert [program.returncode for program in programs.values()] == [0, 0]
    confirmed = {line for name in programs for line in (tmp_path / name).read_text().split()}
    with Vault.open(tmp_path / "vault", PASSPHRASE) as after:
        assert confirmed == {item.id for item in after.items()} and len(confirmed) == 2 * ITEMS_EACH
        assert verify(after).issues == ()


def test_threads_of_one_program_take_turns(tmp_path: Path) -> None:
    """A page that serves several requests at once shares one open vault."""
    vault = filled(tmp_path / "vault", 1)
    failures: list[BaseException] = []

    def use(name: str) -> None:
        try:
            for number in range(15):
                item = vault.intake(f"{name} {number}".encode(), at=AT, name="n")
                assert vault.read(item.id) and vault.items()
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=use, args=(name,)) for name in "甲乙丙"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == [] and len(vault.items()) == 46 and verify(vault).issues == ()
    vault.close()


def test_a_second_writer_is_told_who_writes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """While one program writes, another waits, and then says who it waited for; nothing is half done."""
    monkeypatch.setattr(vault_module, "WAIT_TRIES", 3)
    first, second = filled(tmp_path / "vault", 1), Vault.open(tmp_path / "vault", PASSPHRASE)
    with first.unit_of_work(at=AT) as work:
        work.note("写着")
        with pytest.raises(VaultBusy) as busy:
            second.intake(b"x", at=AT, name="n")
    assert busy.value.values["holder"] == f"pid {os.getpid()}"
    assert second.intake(b"x", at=AT, name="n").id in {item.id for item in first.items()}
    first.close()
    second.close()


def test_the_lock_of_a_dead_program_holds_nobody_up(tmp_path: Path) -> None:
    """A lock file left by a killed program is just a file."""
    vault = filled(tmp_path / "vault", 1)
    (tmp_path / "vault" / "writer.lock").write_text("pid 999999\n")
    assert vault.intake(b"x", at=AT, name="n").number == 2
    vault.close()


def test_a_stolen_lock_file_harms_nothing(tmp_path: Path) -> None:
    """The lock file is removed under a writer and another writes: the database still takes one after the other."""
    first, second = filled(tmp_path / "vault", 1), Vault.open(tmp_path / "vault", PASSPHRASE)
    done: list[str] = []
    other = threading.Thread(target=lambda: done.append(second.intake(b"second", at=AT, name="n").id))
    with first.unit_of_work(at=AT) as work:
        work.note("写着")
        (tmp_path / "vault" / "writer.lock").unlink()
        other.start()
        other.join(0.3)
        assert done == []
    other.join()
    assert done[0] in {item.id for item in first.items()} and verify(first).issues == ()
    first.close()
    second.close()


@pytest.mark.parametrize(
    "jump",
    [timedelta(days=-1), timedelta(days=1), timedelta(hours=-1), datetime(2038, 1, 19, 3, 14, 8, tzinfo=UTC) - AT],
    ids=["a day back", "a day on", "an hour back", "past 2038"],
)
def test_order_is_by_sequence_whatever_the_clock_says(tmp_path: Path, jump: timedelta) -> None:
    """The clock jumps: entries stay in order, each says its time, and one whose clock went back says so."""
    vault = filled(tmp_path / "vault", 1)
    vault.intake(b"later", at=AT + jump, name="n")
    entries = vault.custody()
    assert all(after.seq == before.seq + 1 for before, after in pairwise(entries))
    assert entries[-1].at == AT + jump and entries[-1].clock_went_back == (jump < timedelta(0))
    assert verify(vault).issues == ()
    vault.close()
