"""The key file: two wraps of one key, two copies of the file, refusals that say why."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import pytest

from fairdue.kernel.errors import KeyFileDamaged, NoVault, WeakPassphrase, WrongPassphrase, WrongRecoveryKey
from fairdue.vault import keys
from fairdue.vault.storage import Disk
from tests.vault.specimen import OTHER, PASSPHRASE, QUICK


def test_passphrase_and_recovery_key_open_the_same_key() -> None:
    """Specimen: one random key, wrapped twice."""
    opened, written = keys.new(PASSPHRASE, cost=QUICK)
    assert keys.open_by_passphrase(opened.file, PASSPHRASE).key == opened.key
    assert keys.open_by_recovery(opened.file, written).key == opened.key
    assert len(opened.key) == 32 and keys.new(PASSPHRASE, cost=QUICK)[0].key != opened.key


@pytest.mark.parametrize("typed", [PASSPHRASE, f"  {PASSPHRASE} ", "雨天带伞　吃过早饭"])
def test_full_width_and_outer_blanks_do_not_lock_anybody_out(typed: str) -> None:
    """A passphrase typed through another input method is the same passphrase."""
    opened, _written = keys.new(PASSPHRASE, cost=QUICK)
    assert keys.open_by_passphrase(opened.file, typed).key == opened.key


@pytest.mark.parametrize(
    ("passphrase", "why"),
    [("", "too-short"), ("1234567", "too-short"), ("12345678", "digits-only"), ("１２３４５６７８９", "digits-only"),
     ("aaaaaaaaaaaa", "one-character"), ("      a     ", "too-short")],
)  # fmt: skip
def test_what_is_easily_guessed_is_refused(passphrase: str, why: str) -> None:
    """Short ones, a birthday or telephone number, one key held down."""
    with pytest.raises(WeakPassphrase) as refused:
        keys.new(passphrase, cost=QUICK)
    assert refused.value.values["why"] == why


def test_a_wrap_belongs_to_its_vault() -> None:
    """A wrap moved into another vault's key file opens nothing there."""
    mine, _written = keys.new(PASSPHRASE, cost=QUICK)
    other, _other_written = keys.new(PASSPHRASE, cost=QUICK)
    mixed = keys.KeyFile(other.file.vault, 1, True, mine.file.passphrase, other.file.recovery)
    with pytest.raises(WrongPassphrase):
        keys.open_by_passphrase(mixed, PASSPHRASE)


def test_changing_one_wrap_leaves_the_other() -> None:
    """A new passphrase keeps the recovery key, a new recovery key keeps the passphrase."""
    opened, written = keys.new(PASSPHRASE, cost=QUICK)
    changed = keys.with_passphrase(opened, OTHER, cost=QUICK)
    assert keys.open_by_recovery(changed.file, written).key == opened.key
    with pytest.raises(WrongPassphrase):
        keys.open_by_passphrase(changed.file, PASSPHRASE)
    renewed, second = keys.with_recovery(keys.proven(changed))
    assert keys.open_by_passphrase(renewed.file, OTHER).key == opened.key and not renewed.file.recovery_proven
    with pytest.raises(WrongRecoveryKey):
        keys.open_by_recovery(renewed.file, written)
    assert keys.open_by_recovery(renewed.file, second).key == opened.key


def test_the_file_is_written_twice_for_its_owner_only(tmp_path: Path) -> None:
    """Two like copies, readable by nobody else, without the key in them."""
    opened, _written = keys.new(PASSPHRASE, cost=QUICK)
    keys.write(Disk(), tmp_path, opened.file)
    contents = {(tmp_path / name).read_bytes() for name in keys.NAMES}
    assert len(contents) == 1 and opened.key.hex().encode() not in contents.pop()
    assert {stat.S_IMODE((tmp_path / name).stat().st_mode) for name in keys.NAMES} == {0o600}
    assert keys.load(Disk(), tmp_path) == (opened.file, True)


def test_one_good_copy_is_enough(tmp_path: Path) -> None:
    """Either copy damaged or gone: the other is used, and it is said that they are not alike."""
    opened, _written = keys.new(PASSPHRASE, cost=QUICK)
    for name in keys.NAMES:
        keys.write(Disk(), tmp_path, opened.file)
        (tmp_path / name).write_bytes(b"{")
        assert keys.load(Disk(), tmp_path) == (opened.file, False)
        (tmp_path / name).unlink()
        assert keys.load(Disk(), tmp_path) == (opened.file, False)


@pytest.mark.parametrize(
    "change",
    [{"format": "fairdue.keys/2"}, {"generation": 2}, {"vault": 1}, {"passphrase": {}}, {"check": ""}],
    ids=str,
)
def test_a_changed_key_file_is_not_believed(tmp_path: Path, change: dict[str, object]) -> None:
    """Any field changed without its check is a damaged file, not another key."""
    opened, _written = keys.new(PASSPHRASE, cost=QUICK)
    body = json.loads(keys.as_bytes(opened.file)) | change
    for name in keys.NAMES:
        (tmp_path / name).write_text(json.dumps(body))
    with pytest.raises(KeyFileDamaged):
        keys.load(Disk(), tmp_path)


def test_a_cost_beyond_reason_is_not_paid(tmp_path: Path) -> None:
    """A key file that asks for terabytes of memory is damaged."""
    opened, _written = keys.new(PASSPHRASE, cost=QUICK)
    wrap = opened.file.passphrase
    greedy = keys.Wrap(wrap.algorithm, wrap.salt, wrap.nonce, wrap.sealed, keys.Cost(1 << 40, 1, 1))
    keys.write(Disk(), tmp_path, keys.KeyFile("v", 1, True, greedy, opened.file.recovery))
    with pytest.raises(KeyFileDamaged):
        keys.load(Disk(), tmp_path)


def test_no_key_file_is_no_vault(tmp_path: Path) -> None:
    """An empty folder is said to hold no vault."""
    with pytest.raises(NoVault):
        keys.load(Disk(), tmp_path)
