"""Rescue: originals out with nothing but key file and passphrase."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from fairdue.kernel.errors import VaultExists, WrongPassphrase
from fairdue.vault import rescue
from tests.vault.specimen import OTHER, PASSPHRASE, content_of, filled


def test_whole_originals_come_out_and_harmed_ones_are_named(tmp_path: Path) -> None:
    """Specimen: one of three is harmed; two files come out, for their owner only, and the third is reported."""
    vault = filled(tmp_path / "vault", 3)
    paths = sorted(vault.blobs.folder.iterdir())
    vault.close()
    paths[0].write_bytes(paths[0].read_bytes()[:-1])
    found = rescue(tmp_path / "vault", PASSPHRASE, tmp_path / "out")
    assert [one.sha256 is None for one in found] == [True, False, False]
    out = list((tmp_path / "out").iterdir())
    assert len(out) == 2 and {path.read_bytes() for path in out} <= {content_of(number) for number in range(3)}
    assert {stat.S_IMODE(path.stat().st_mode) for path in out} == {0o600}


def test_nothing_comes_out_with_the_wrong_passphrase_or_over_something(tmp_path: Path) -> None:
    """No folder is made for a wrong passphrase; an existing one is left alone."""
    filled(tmp_path / "vault", 1).close()
    with pytest.raises(WrongPassphrase):
        rescue(tmp_path / "vault", OTHER, tmp_path / "out")
    assert not (tmp_path / "out").exists()
    with pytest.raises(VaultExists):
        rescue(tmp_path / "vault", PASSPHRASE, tmp_path)
