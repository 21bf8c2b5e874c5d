"""R1 as a program: fork a worker on a real vault, kill it at a random moment, see what is left; again and again.

Usage: python -m tests.vault.faults.kills FOLDER COUNT SEED. Ends with an error at the first loss. A process of its
own, because a worker is forked from one that has everything loaded and no threads.
"""

from __future__ import annotations

import os
import pickle
import random
import shutil
import signal
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from fairdue.vault import Vault, restore
from tests.vault.faults.workload import Acknowledged, Workload, assert_goes_on, assert_nothing_lost, opened
from tests.vault.specimen import AT, new_vault

KILLS_A_VAULT = 20
LONGEST_SECONDS = 0.25


def work(folder: Path, known: Acknowledged, tell: int, seed: int) -> None:
    """Be the worker: take random steps until killed, telling what was acknowledged through a pipe."""
    chance = random.Random(seed)

    def say(now: Acknowledged) -> None:
        content = pickle.dumps(now)
        os.write(tell, len(content).to_bytes(4, "big") + content)

    vault, passphrase = opened(known, partial(Vault.open, folder))
    if not vault.recovery_proven:
        vault.prove_recovery(vault.renew_recovery(passphrase, at=AT))
    load = Workload(vault, known, say)
    say(known)
    load.one_by_one(2)
    while True:
        steps: list[Callable[[], None]] = [
            load.derive_and_note, load.delete_first, load.sign, load.prove, load.change_passphrase, load.rekey,
            load.back_up, partial(load.one_by_one, 3), partial(load.batch, 4),
        ]  # fmt: skip
        step = chance.choices(steps, (3, 1, 1, 1, 1, 1, 1, 6, 4))[0]
        step()


def heard(pipe: int, before: Acknowledged) -> Acknowledged:
    """Read the last thing the worker could say in full."""
    content = bytearray()
    while chunk := os.read(pipe, 1 << 20):
        content += chunk
    known = before
    while len(content) >= 4 and len(content) >= 4 + (size := int.from_bytes(content[:4], "big")):
        known = pickle.loads(bytes(content[4 : 4 + size]))  # noqa: S301  (our own child wrote it)
        del content[: 4 + size]
    return known


def kill_one(folder: Path, known: Acknowledged, chance: random.Random) -> Acknowledged:
    """Fork a worker, kill it after a random while, and return what it had acknowledged."""
    inlet, outlet = os.pipe()
    os.set_blocking(inlet, True)
    worker = os.fork()
    if not worker:
        os.close(inlet)
        try:
            work(folder, known, outlet, chance.getrandbits(32))
        finally:
            sys.excepthook(*sys.exc_info())
            os._exit(1)
    os.close(outlet)
    # A reader beside the killer: a full pipe must not hold the worker up.
    listener, ear = os.pipe()
    reader = os.fork()
    if not reader:
        said = pickle.dumps(heard(inlet, known))
        os.write(ear, said)
        os._exit(0)
    os.close(inlet)
    os.close(ear)
    time.sleep(chance.uniform(0.0, LONGEST_SECONDS))
    os.kill(worker, signal.SIGKILL)
    _pid, status = os.waitpid(worker, 0)
    result = bytearray()
    while chunk := os.read(listener, 1 << 20):
        result += chunk
    os.close(listener)
    os.waitpid(reader, 0)
    if not os.WIFSIGNALED(status):
        raise AssertionError("the worker fell before it was killed")
    after: Acknowledged = pickle.loads(bytes(result))  # noqa: S301  (our own child wrote it)
    return after


def look(folder: Path, known: Acknowledged) -> Acknowledged:
    """Open what is left, compare it with what was acknowledged, and go on; every finished backup must restore."""
    vault, passphrase = opened(known, partial(Vault.open, folder))
    assert_nothing_lost(vault, known)
    assert_goes_on(vault, passphrase)
    vault.close()
    for backup in [path for path in folder.parent.iterdir() if path.name.startswith("backup-")]:
        restored = folder.with_name("restored")
        restore(backup, restored)
        shutil.rmtree(restored)
        shutil.rmtree(backup) if backup.is_dir() else backup.unlink()
    for left in [path for path in folder.parent.iterdir() if path.name.startswith(".backup-")]:
        shutil.rmtree(left) if left.is_dir() else left.unlink()
    return replace(known, passphrases=(passphrase,))


def main() -> None:
    """Kill COUNT workers and print what was acknowledged meanwhile."""
    home, count, seed = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    chance, acknowledged = random.Random(seed), 0
    folder, known = home / "vault", Acknowledged()
    for number in range(count):
        if number % KILLS_A_VAULT == 0:
            acknowledged += len(known.items)
            shutil.rmtree(folder, ignore_errors=True)
            vault, _recovery_key = new_vault(folder)
            known = Acknowledged().with_items(**{vault.intake(b"first", at=AT, name="a").id: b"first"})
            vault.close()
        known = look(folder, kill_one(folder, known, chance))
    print(f"R1: {count} kills, {acknowledged + len(known.items)} items acknowledged, 0 lost")


if __name__ == "__main__":
    main()
