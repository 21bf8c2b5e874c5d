"""R6: an older copy of the whole vault put in its place is noticed by what was shown outside."""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from fairdue.kernel.errors import CheckpointRefused
from fairdue.vault import Vault, compare, rekey, tree, witness
from tests.vault.specimen import AT, LATER, PASSPHRASE, QUICK, content_of, filled, new_vault

COPIES = 100 if os.environ.get("FAIRDUE_SOAK") else 5


def test_an_older_copy_is_noticed(tmp_path: Path) -> None:
    """Specimen: last week's copy is put back; the file outside remembers more than the copy knows."""
    vault = filled(tmp_path / "vault")
    vault.close()
    shutil.copytree(tmp_path / "vault", tmp_path / "last week")
    vault = Vault.open(tmp_path / "vault", PASSPHRASE)
    vault.intake(b"new", at=LATER, name="n")
    witness.remember(tmp_path / "seen.json", vault.checkpoint(at=LATER, purpose="session"))
    assert witness.confront(vault, tmp_path / "seen.json") is None
    vault.close()
    with Vault.open(tmp_path / "last week", PASSPHRASE) as older:
        issue = witness.confront(older, tmp_path / "seen.json")
        assert issue is not None and (issue.kind, issue.place) == ("rolled-back", "7 > 6")


def test_a_copy_that_went_its_own_way_is_noticed(tmp_path: Path) -> None:
    """As many entries, but others: a checkpoint of the one does not fit the other."""
    vault = filled(tmp_path / "vault")
    vault.close()
    shutil.copytree(tmp_path / "vault", tmp_path / "copy")
    for name, content in (("vault", b"one way"), ("copy", b"another")):
        with Vault.open(tmp_path / name, PASSPHRASE) as each:
            each.intake(content, at=LATER, name="n")
    with Vault.open(tmp_path / "vault", PASSPHRASE) as one, Vault.open(tmp_path / "copy", PASSPHRASE) as other:
        shown = one.checkpoint(at=LATER, purpose="p")
        issue = compare(other, shown.body, shown.signature)
        assert issue is not None and issue.kind == "rolled-back"


def test_whichever_state_is_put_back_is_noticed(tmp_path: Path) -> None:
    """Copies taken at random moments: each older one is noticed, and each later state continues every earlier one."""
    vault, chance = filled(tmp_path / "vault", 1), random.Random(6)
    shown = []
    for number in range(COPIES):
        with vault.unit_of_work(at=AT) as work:
            for more in range(chance.randint(1, 4)):
                work.intake(content_of(50 + number) + bytes([more]), name="n")
        shown.append(vault.checkpoint(at=AT, purpose="p"))
        vault.database.flush()
        shutil.copytree(tmp_path / "vault", tmp_path / f"copy {number}")
    for number in range(COPIES):
        with Vault.open(tmp_path / f"copy {number}", PASSPHRASE, readonly=True) as copy:
            found = [compare(copy, made.body, made.signature) is None for made in shown]
        assert found == [at <= number for at in range(COPIES)]
    for made in shown[:-1]:
        path = vault.consistency(made.body)
        assert tree.consistent(made.size, made.root, vault.custody()[-1].seq + 1, shown[-1].root, path)
    vault.close()


def test_a_checkpoint_from_before_a_new_key_still_counts(tmp_path: Path) -> None:
    """The journal knows the keys it was signed with before."""
    vault = filled(tmp_path / "vault")
    shown = vault.checkpoint(at=AT, purpose="p")
    vault, _recovery_key = rekey(vault, PASSPHRASE, at=LATER, cost=QUICK)
    assert vault.signer.hex() not in shown.signer_pem and compare(vault, shown.body, shown.signature) is None
    vault.close()


def test_what_proves_nothing_is_refused(tmp_path: Path) -> None:
    """Another vault's checkpoint, a made-up signature, a file that is no witness."""
    vault, other = filled(tmp_path / "vault"), new_vault(tmp_path / "other")[0]
    foreign = other.checkpoint(at=AT, purpose="p")
    mine = vault.checkpoint(at=AT, purpose="p")
    (tmp_path / "broken.json").write_text("{}")
    asked: dict[str, Callable[[], object]] = {
        "other-vault": lambda: compare(vault, foreign.body, foreign.signature),
        "bad-signature": lambda: compare(vault, mine.body, bytes(64)),
        "unreadable": lambda: witness.confront(vault, tmp_path / "broken.json"),
    }
    for why, ask in asked.items():
        with pytest.raises(CheckpointRefused) as refused:
            ask()
        assert refused.value.values == {"why": why}
    assert witness.confront(vault, tmp_path / "absent.json") is None
    vault.close()
    other.close()
