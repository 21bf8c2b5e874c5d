"""A file that appears whole or not at all: no half of it is ever seen, and no scrap lies beside it."""

from __future__ import annotations

from pathlib import Path

import pytest

from fairdue.render.appearing import appearing


def test_it_appears_when_it_is_whole(tmp_path: Path) -> None:
    """While it is written the old file stands; then the new one does, and nothing else."""
    target = tmp_path / "a.csv"
    target.write_bytes(b"old")
    with appearing(target) as out:
        out.write(b"new")
        assert target.read_bytes() == b"old"
    assert target.read_bytes() == b"new" and list(tmp_path.iterdir()) == [target]


def test_what_breaks_off_leaves_the_old_one(tmp_path: Path) -> None:
    """Whatever ends the writing, also somebody's Ctrl-C, the scrap is gone and the old file stands."""
    target = tmp_path / "a.csv"
    target.write_bytes(b"old")
    with pytest.raises(KeyboardInterrupt), appearing(target) as out:
        out.write(b"ne")
        raise KeyboardInterrupt
    assert target.read_bytes() == b"old" and list(tmp_path.iterdir()) == [target]
