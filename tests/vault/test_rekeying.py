"""A new key for the whole vault: everything encrypted anew, the old key worthless, nothing lost on the way."""

from __future__ import annotations

from pathlib import Path

import pyrage
import pytest

from fairdue.kernel.errors import DiskRefused, ItemDamaged, RecoveryNotProven, WrongPassphrase, WrongRecoveryKey
from fairdue.vault import Vault, rekey, verify
from fairdue.vault.storage import Disk
from tests.vault.specimen import AT, LATER, OTHER, PASSPHRASE, QUICK, filled, new_vault


def test_a_new_key_opens_what_the_old_one_held(tmp_path: Path) -> None:
    """Specimen: items, entries and earlier checkpoints stay; the change is written down with the new signer."""
    vault, first_recovery = new_vault(tmp_path / "vault")
    item = vault.intake(b"x" * 100_000, at=AT, name="n")
    entries, old = vault.custody(), vault._keys.identity
    fresh, recovery_key = rekey(vault, OTHER, at=LATER, cost=QUICK)
    assert fresh.read(item.id) == b"x" * 100_000 and fresh.custody()[:-1] == entries
    about = fresh.custody()[-1].details or {}
    assert about["what"] == "vault-key" and about["signer"] == fresh.checkpoints()[-1].signer_pem
    assert verify(fresh).issues == () and sorted(path.name for path in tmp_path.joinpath("vault").iterdir()) == [
        "g2", "keys.copy.json", "keys.json", "writer.lock",
    ]  # fmt: skip
    for name in fresh.blobs.names():
        with pytest.raises(pyrage.DecryptError):
            pyrage.decrypt((fresh.blobs.folder / name).read_bytes(), [old])
    with pytest.raises(RecoveryNotProven):
        fresh.intake(b"y", at=LATER, name="n")
    fresh.prove_recovery(recovery_key)
    fresh.close()
    with pytest.raises(WrongPassphrase):
        Vault.open(tmp_path / "vault", PASSPHRASE)
    with pytest.raises(WrongRecoveryKey):
        Vault.recover(tmp_path / "vault", first_recovery, PASSPHRASE, cost=QUICK)


@pytest.mark.parametrize("harm", ["changed", "missing"])
def test_a_harmed_item_stops_it_before_anything_changes(tmp_path: Path, harm: str) -> None:
    """The item is named, the old key goes on opening the rest."""
    vault = filled(tmp_path / "vault")
    path = next(vault.blobs.folder.iterdir())
    path.unlink() if harm == "missing" else path.write_bytes(b"x")
    with pytest.raises(ItemDamaged) as damaged:
        rekey(vault, OTHER, at=LATER, cost=QUICK)
    assert damaged.value.values["why"] == harm
    vault.close()
    with Vault.open(tmp_path / "vault", PASSPHRASE) as after:
        assert len([issue for issue in verify(after).issues if issue.item]) == 1
    assert not (tmp_path / "vault" / "g2.part").exists()


def test_without_room_it_is_not_begun(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It needs the vault's size once more."""
    vault = filled(tmp_path / "vault")
    monkeypatch.setattr(Disk, "free", lambda _self, _path: 10)
    with pytest.raises(DiskRefused) as refused:
        rekey(vault, OTHER, at=LATER, cost=QUICK)
    assert refused.value.values["why"] == "no-room" and verify(vault).issues == ()
    vault.close()


def test_what_a_break_off_left_is_cleared(tmp_path: Path) -> None:
    """A half-built generation goes at the next opening, or at the next attempt; a finished former one goes too."""
    vault = filled(tmp_path / "vault")
    (tmp_path / "vault" / "g2.part").mkdir()
    (tmp_path / "vault" / "g2.part" / "x").write_text("half")
    fresh, recovery_key = rekey(vault, PASSPHRASE, at=LATER, cost=QUICK)
    fresh.prove_recovery(recovery_key)
    fresh.close()
    for name in ("g1", "g3.part"):
        (tmp_path / "vault" / name).mkdir()
    Vault.open(tmp_path / "vault", PASSPHRASE).close()
    assert {path.name for path in (tmp_path / "vault").iterdir() if path.is_dir()} == {"g2"}
