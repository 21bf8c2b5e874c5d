"""R4: the power fails beneath the real vault, SQLCipher and all, on a file system that forgets what was not synced.

The disk is the one of `test_power_loss`, served to the machine by FUSE. Run by `make soak`.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pytest

from fairdue.vault import Vault
from tests.vault.faults.worker import heard
from tests.vault.faults.workload import assert_goes_on, assert_nothing_lost, opened
from tests.vault.specimen import new_vault

ROOT = Path(__file__).parents[3]
CRASHES = int(os.environ.get("FAIRDUE_CRASHES") or 200)
SLOWEST_MOUNT_SECONDS = 10


@contextmanager
def mounted(home: Path, operation: int, seed: int) -> Iterator[Path]:
    """Serve a simulated disk whose power fails before the given operation."""
    mount, left = home / "disk", home / "left"
    mount.mkdir()
    left.mkdir()
    command = [sys.executable, "-m", "tests.vault.faults.fuse_disk", str(mount), str(left), str(operation), str(seed)]
    server = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.DEVNULL)
    try:
        until = time.monotonic() + SLOWEST_MOUNT_SECONDS
        while not mount.is_mount() and time.monotonic() < until:
            time.sleep(0.02)
        yield mount
    finally:
        subprocess.run(["fusermount3", "-u", "-z", str(mount)], check=False, capture_output=True)
        server.wait(timeout=SLOWEST_MOUNT_SECONDS)


def use(mount: Path) -> subprocess.CompletedProcess[bytes]:
    """Let the worker use the vault on the mounted disk."""
    command = [sys.executable, "-m", "tests.vault.faults.worker", str(mount / "vault")]
    return subprocess.run(command, cwd=ROOT, capture_output=True, check=False)


def operations(home: Path) -> tuple[int, int]:
    """Count the operations of making a vault, and of making and using it, undisturbed."""
    counts: list[int] = []
    for name in ("made", "used"):
        (home / name).mkdir()
        with mounted(home / name, -1, 0) as mount:
            new_vault(mount / "vault")[0].close()
            if name == "used":
                assert use(mount).returncode == 0
        counts.append(int((home / name / "left" / "operations").read_text()))
    return counts[0], counts[1]


@pytest.mark.soak
def test_nothing_confirmed_is_lost_beneath_the_real_database(tmp_path: Path) -> None:
    """Power cuts at random operations: what the worker was told is kept is kept, and the vault goes on."""
    first, last = operations(tmp_path)
    chance, hit, acknowledged = random.Random(4), 0, 0
    for number in range(CRASHES):
        home = tmp_path / str(number)
        home.mkdir()
        with mounted(home, chance.randint(first + 1, last), number) as mount:
            new_vault(mount / "vault")[0].close()
            run = use(mount)
        if not (home / "left" / "power-failed").exists():
            continue
        hit += 1
        known = heard(run.stdout)
        acknowledged += len(known.items)
        vault, passphrase = opened(known, partial(Vault.open, home / "left" / "vault"))
        assert_nothing_lost(vault, known)
        assert_goes_on(vault, passphrase)
        vault.close()
    print(
        f"R4: {CRASHES} runs, {hit} power cuts among {last - first} operations, {acknowledged} items acknowledged, 0 lost"
    )
    assert hit > CRASHES // 2
