"""R1: the program is killed at random moments of intake, derivation, export, backup, deletion and re-keying."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

KILLS = 10_000 if os.environ.get("FAIRDUE_SOAK") else 40
ROOT = Path(__file__).parents[3]


def test_nothing_acknowledged_is_lost_when_the_program_is_killed(tmp_path: Path) -> None:
    """After each kill the vault opens, holds all it confirmed, and goes on; finished backups restore."""
    command = [sys.executable, "-m", "tests.vault.faults.kills", str(tmp_path), str(KILLS), "20261121"]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr[-3000:]
    said = re.fullmatch(r"R1: (\d+) kills, (\d+) items acknowledged, 0 lost\n", run.stdout)
    assert said and int(said[1]) == KILLS and int(said[2]) > KILLS
