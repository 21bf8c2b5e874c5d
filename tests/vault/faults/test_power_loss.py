"""R3: the power fails at any moment of ordinary use, and the disk keeps any part of what was not synced."""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path

import pytest

from fairdue.vault import Vault
from tests.vault.faults.simulated_disk import SimulatedDisk, State, digest, image
from tests.vault.faults.sqlite_on_disk import OnSimulatedDisk
from tests.vault.faults.workload import Acknowledged, Workload, assert_goes_on, assert_nothing_lost, opened
from tests.vault.specimen import AT, PASSPHRASE, QUICK

HOME = Path("/simulated")
FOLDER = HOME / "vault"
POINTS = int(os.environ.get("FAIRDUE_POINTS") or (1_000_000 if os.environ.get("FAIRDUE_SOAK") else 4_000))
FIRST_SEED = 20261121


@contextmanager
def new_vault_on(disk: SimulatedDisk) -> Iterator[Vault]:
    """Make a vault on a simulated disk."""
    with closing(OnSimulatedDisk(disk)) as driver:
        vault, recovery_key = Vault.create(FOLDER, PASSPHRASE, at=AT, cost=QUICK, storage=disk, driver=driver)
        with closing(vault):
            vault.prove_recovery(recovery_key)
            yield vault


def moments() -> list[tuple[State, Acknowledged]]:
    """Run the workload once and take the disk down before each of its operations."""
    disk = SimulatedDisk(folders=frozenset({HOME}))
    taken: list[tuple[State, Acknowledged]] = []
    with new_vault_on(disk) as vault:
        workload = Workload(vault)
        disk.on_operation = lambda _what, _path: taken.append((disk.state(), workload.known))
        workload.run()
        taken.append((disk.state(), workload.known))
        disk.on_operation = lambda _what, _path: None
    return taken


def survives(files: dict[Path, bytes], folders: frozenset[Path], known: Acknowledged) -> None:
    """Open what the power cut left, compare it with what was acknowledged, and go on working."""
    disk = SimulatedDisk(files, folders)
    driver = OnSimulatedDisk(disk)
    with closing(driver):
        how = partial(Vault.open, FOLDER, storage=disk, driver=driver)
        vault, passphrase = opened(known, how)
        with closing(vault):
            assert_nothing_lost(vault, known)
            assert_goes_on(vault, passphrase)


def test_the_disk_forgets_what_was_not_synced() -> None:
    """Specimen: a file written, synced and named but not synced in its folder may be gone, or there and whole."""
    disk = SimulatedDisk(folders=frozenset({HOME}))
    with disk.create(HOME / "a") as file:
        file.write(b"x" * 1000)
        disk.sync(file)
    left = {digest(image(disk.state(), random.Random(seed))) for seed in range(20)}
    assert left == {digest({}), digest({HOME / "a": b"x" * 1000})}


def test_the_disk_catches_a_missing_sync() -> None:
    """A vault that would not sync its files before the commit is caught at once: the test can fail."""
    disk = SimulatedDisk(folders=frozenset({HOME}))
    with new_vault_on(disk) as vault:
        workload = Workload(vault)
        disk.sync = lambda file: None  # type: ignore[method-assign]
        workload.one_by_one(3)
        state = disk.state()
    with pytest.raises(AssertionError):
        for seed in range(50):
            survives(image(state, random.Random(seed)), state.folders, workload.known)


def test_nothing_acknowledged_is_lost_whenever_the_power_fails() -> None:
    """At every operation of the workload, whatever subset of unsynced writes and names survives."""
    chance, seen = random.Random(FIRST_SEED), set[bytes]()
    taken = moments()
    for point in range(POINTS):
        state, known = taken[point % len(taken)]
        files = image(state, chance)
        mark = digest(files) + str(len(known.items)).encode() + str(len(known.deleted)).encode()
        if mark not in seen:
            seen.add(mark)
            survives(files, state.folders, known)
    print(f"R3: {POINTS} points at {len(taken)} moments, {len(seen)} distinct disks")
    assert len(seen) > POINTS // 40
