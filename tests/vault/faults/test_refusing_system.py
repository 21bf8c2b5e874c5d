"""R2 with the real system: strace makes one call of the kernel fail, or kills the program there. Run by `make soak`.

A short write cannot be made this way (strace replaces a call's result, it cannot cut the call short); that fault is
tried in `test_refusing_disk`.
"""

from __future__ import annotations

import os
import random
import re
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest

from fairdue.vault import Vault
from tests.vault.faults.worker import heard
from tests.vault.faults.workload import assert_goes_on, assert_nothing_lost, opened
from tests.vault.specimen import new_vault

ROOT = Path(__file__).parents[3]
CALLS = ("write", "pwrite64", "fsync", "fdatasync", "rename", "unlink", "ftruncate", "mkdir")
FAULTS = {
    "ENOSPC": "error=ENOSPC",
    "EIO": "error=EIO",
    "EDQUOT": "error=EDQUOT",
    "SIGKILL": "signal=SIGKILL",
}
PLACES = int(os.environ.get("FAIRDUE_PLACES") or 40)


def run(folder: Path, *strace: str) -> subprocess.CompletedProcess[bytes]:
    """Run the worker under strace; the trace goes beside the vault."""
    command = ["strace", "-f", "--seccomp-bpf", "-qq", "-o", str(folder.with_name("trace")), *strace, sys.executable]
    command += ["-B", "-m", "tests.vault.faults.worker", str(folder)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, check=False)


def made_ready(home: Path) -> Path:
    """Make an empty vault."""
    new_vault(home / "vault")[0].close()
    return home / "vault"


@pytest.fixture(scope="module")
def counted(tmp_path_factory: pytest.TempPathFactory) -> dict[str, int]:
    """How often an undisturbed run makes each call."""
    folder = made_ready(tmp_path_factory.mktemp("counted"))
    undisturbed = run(folder, "-e", f"trace={','.join(CALLS)}")
    assert undisturbed.returncode == 0, undisturbed.stderr
    made = re.findall(r"^\d+ +(\w+)\(", folder.with_name("trace").read_text(errors="replace"), re.MULTILINE)
    return {call: made.count(call) for call in CALLS}


@pytest.mark.soak
@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("call", CALLS)
def test_nothing_confirmed_is_lost_when_a_call_fails(
    tmp_path: Path, counted: dict[str, int], call: str, fault: str
) -> None:
    """One call fails at one place: what was said to be kept is there, the vault opens and goes on."""
    places = range(1, counted[call] + 1)
    chance = random.Random(f"{call} {fault}")
    for place in sorted(chance.sample(places, min(PLACES, len(places)))):
        home = tmp_path / str(place)
        home.mkdir()
        folder = made_ready(home)
        hurt = run(folder, "-e", f"trace={call}", "-e", f"inject={call}:{FAULTS[fault]}:when={place}")
        known = heard(hurt.stdout)
        vault, passphrase = opened(known, partial(Vault.open, folder))
        assert_nothing_lost(vault, known)
        assert_goes_on(vault, passphrase)
        vault.close()
