"""A rule that has been in the pack stays in it: withdrawn, with its reason, so that its id never means another conduct."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from fairdue.loader.folder import find_pack

RULES = find_pack("cn") / "rules"


def test_no_rule_is_deleted() -> None:
    """Every rule file that a commit deleted or renamed is there again; what git knows of the past is asked."""
    asked = ["git", "log", "--diff-filter=D", "--no-renames", "--name-only", "--format=", "--", str(RULES)]
    try:
        done = subprocess.run(asked, cwd=RULES, capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("no repository here")
    deleted = {Path(line).stem for line in done.stdout.splitlines() if line.endswith(".yaml")}
    gone = deleted - {file.stem for file in RULES.rglob("*.yaml")}
    assert not gone, f"bring back as `status: withdrawn` with a reason: {', '.join(sorted(gone))}"
