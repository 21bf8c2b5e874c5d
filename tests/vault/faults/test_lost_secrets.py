"""R11: the passphrase is lost, wrong, or tried a thousand times: the recovery key opens, a wrong one changes nothing."""

from __future__ import annotations

import os
import random
import time
from pathlib import Path

import pytest

from fairdue.kernel.errors import RecoveryNotProven, WeakPassphrase, WrongPassphrase, WrongRecoveryKey
from fairdue.vault import Vault, keys, verify
from tests.vault.specimen import AT, LATER, OTHER, PASSPHRASE, QUICK, content_of, new_vault

GUESSES = 1_000 if os.environ.get("FAIRDUE_SOAK") else 8


def snapshot(folder: Path) -> dict[str, bytes]:
    """Take down every file of a closed vault."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_lost_passphrase_is_replaced_by_the_recovery_key(tmp_path: Path) -> None:
    """The key from the paper opens the vault and sets a new passphrase; everything is there."""
    vault, recovery_key = new_vault(tmp_path / "vault")
    item = vault.intake(content_of(1), at=AT, name="n")
    vault.close()
    Vault.recover(tmp_path / "vault", recovery_key.lower().replace("-", " "), OTHER, at=LATER, cost=QUICK).close()
    with Vault.open(tmp_path / "vault", OTHER) as after:
        assert after.custody()[-1].details == {"what": "passphrase", "by": "recovery-key"}
        assert after.read(item.id) == content_of(1) and verify(after).issues == ()
    with pytest.raises(WrongPassphrase):
        Vault.open(tmp_path / "vault", PASSPHRASE)


def test_wrong_secrets_take_their_time_and_change_no_byte(tmp_path: Path) -> None:
    """Each wrong passphrase or recovery key costs a tenth of a second at least, and every file stays as it was."""
    vault, recovery_key = new_vault(tmp_path / "vault")
    vault.close()
    before = snapshot(tmp_path / "vault")
    for number in range(GUESSES):
        begun = time.monotonic()
        with pytest.raises(WrongPassphrase):
            Vault.open(tmp_path / "vault", f"猜一个口令 {number}")
        assert time.monotonic() - begun >= 0.1
    other, other_key = new_vault(tmp_path / "other")
    other.close()
    with pytest.raises(WrongRecoveryKey) as refused:
        Vault.recover(tmp_path / "vault", other_key, OTHER, cost=QUICK)
    assert refused.value.values["why"] == "other-vault"
    with pytest.raises(WeakPassphrase):
        Vault.recover(tmp_path / "vault", recovery_key, "123456", cost=QUICK)
    assert snapshot(tmp_path / "vault") == before


def test_a_mistyped_recovery_key_is_known_by_its_check(tmp_path: Path) -> None:
    """One letter wrong, two swapped, one left out: said to be mistyped, not to be another vault's."""
    vault, recovery_key = new_vault(tmp_path / "vault")
    vault.close()
    chance = random.Random(11)
    letters = recovery_key.replace("-", "")
    for _ in range(60):
        at = chance.randrange(29)
        wrong = letters[:at] + chance.choice("0123456789ABCDEF".replace(letters[at], "")) + letters[at + 1 :]
        swapped = letters[:at] + letters[at + 1] + letters[at] + letters[at + 2 :]
        for typed in {wrong, swapped, letters[:-1]} - {letters}:
            with pytest.raises(WrongRecoveryKey) as refused:
                Vault.recover(tmp_path / "vault", typed, OTHER, cost=QUICK)
            assert refused.value.values["why"] == "mistyped"


def test_nothing_is_kept_before_the_recovery_key_was_typed_back(tmp_path: Path) -> None:
    """A new vault refuses originals until the key on paper is proven; a wrong proof proves nothing."""
    vault, recovery_key = Vault.create(tmp_path / "vault", PASSPHRASE, at=AT, cost=QUICK)
    with pytest.raises(RecoveryNotProven):
        vault.intake(b"x", at=AT, name="n")
    with pytest.raises(WrongRecoveryKey):
        vault.prove_recovery(recovery_key[:-1])
    with pytest.raises(RecoveryNotProven):
        vault.intake(b"x", at=AT, name="n")
    vault.prove_recovery(f" {recovery_key.lower()} ")
    assert vault.intake(b"x", at=AT, name="n").number == 1
    vault.close()


def test_a_recovery_key_nobody_wrote_down_is_made_anew(tmp_path: Path) -> None:
    """The page was closed too early: with the passphrase a new key is made, and the old one opens nothing any more."""
    vault, first = new_vault(tmp_path / "vault")
    with pytest.raises(WrongPassphrase):
        vault.renew_recovery(OTHER, at=LATER)
    second = vault.renew_recovery(PASSPHRASE, at=LATER)
    assert not vault.recovery_proven and second != first
    vault.prove_recovery(second)
    vault.close()
    with pytest.raises(WrongRecoveryKey):
        Vault.recover(tmp_path / "vault", first, OTHER, cost=QUICK)
    Vault.recover(tmp_path / "vault", second, OTHER, cost=QUICK).close()


def test_the_default_cost_makes_a_guess_slow() -> None:
    """64 MiB, three passes, four lanes, unless a test asks for less."""
    assert (keys.Cost().memory_kib, keys.Cost().passes, keys.Cost().lanes) == (65_536, 3, 4)
