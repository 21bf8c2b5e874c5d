"""R2 in one process: any single operation of the disk is refused, or the program ends there; nothing confirmed is lost.

The refusals come from the simulated disk, beneath the vault's storage interface and SQLite's VFS alike. The same with
the real system's calls is in `test_refusing_system`, which `make soak` runs.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from contextlib import closing, suppress
from functools import partial
from pathlib import Path

import pytest

from fairdue.kernel.errors import DiskRefused
from fairdue.vault import Vault
from tests.vault.faults.simulated_disk import PowerCut, ShortWrite, SimulatedDisk
from tests.vault.faults.sqlite_on_disk import OnSimulatedDisk
from tests.vault.faults.test_power_loss import FOLDER, HOME, new_vault_on
from tests.vault.faults.workload import Acknowledged, Workload, assert_goes_on, assert_nothing_lost, opened

FAULTS: dict[str, Callable[[], BaseException]] = {
    "ENOSPC": lambda: OSError(errno.ENOSPC, "no space left"),
    "EIO": lambda: OSError(errno.EIO, "input/output error"),
    "EDQUOT": lambda: OSError(errno.EDQUOT, "quota exceeded"),
    "short": lambda: ShortWrite(errno.ENOSPC, "no space left"),
    "kill": PowerCut,
}
OPERATIONS = 206
STRIDE = 1 if os.environ.get("FAIRDUE_SOAK") else 9


class Refusal:
    """Refuses operation number `at`, once or from then on."""

    def __init__(self, at: int, make: Callable[[], BaseException], *, lasting: bool) -> None:
        self.at, self.make, self.lasting, self.seen, self.hit = at, make, lasting, 0, False

    def __call__(self, _what: str, _path: Path) -> None:
        """Count one operation; raise where it is the one."""
        self.seen += 1
        if self.seen == self.at or (self.lasting and self.seen > self.at):
            self.hit = True
            raise self.make()


def run_until_refused(disk: SimulatedDisk, refusal: Refusal, *, kills: bool) -> Acknowledged:
    """Run the workload on the refusing disk; return what it acknowledged. What surfaces is our own error."""
    with new_vault_on(disk) as vault:
        workload = Workload(vault)
        disk.on_operation = refusal
        if kills:
            with suppress(PowerCut, Exception):
                workload.run()
        else:
            with suppress(DiskRefused):
                workload.run()
        disk.on_operation = lambda _what, _path: None
        if kills:  # nothing that the dead program would have tidied away happens
            return workload.known
        if not refusal.lasting:
            assert_goes_on(vault, workload.known.passphrases[-1])
            assert_nothing_lost(vault, workload.known)
        return workload.known


@pytest.mark.parametrize("lasting", [False, True], ids=["once", "from-then-on"])
@pytest.mark.parametrize("fault", FAULTS)
def test_nothing_confirmed_is_lost_when_the_disk_refuses(fault: str, lasting: bool) -> None:
    """Fault by fault, operation by operation: the vault says so, keeps what it confirmed, opens and goes on."""
    hits = 0
    for at in range(1 + (STRIDE * len(fault)) % 7, OPERATIONS + 1, STRIDE):
        disk = SimulatedDisk(folders=frozenset({HOME}))
        refusal = Refusal(at, FAULTS[fault], lasting=lasting)
        known = run_until_refused(disk, refusal, kills=fault == "kill")
        hits += refusal.hit
        files = {path: bytes(inode.now) for path, inode in disk.now.items()}
        after = SimulatedDisk(files, frozenset(disk.folders))
        with closing(OnSimulatedDisk(after)) as driver:
            vault, passphrase = opened(known, partial(Vault.open, FOLDER, storage=after, driver=driver))
            with closing(vault):
                assert_nothing_lost(vault, known)
                assert_goes_on(vault, passphrase)
    assert hits > OPERATIONS // STRIDE // 2
