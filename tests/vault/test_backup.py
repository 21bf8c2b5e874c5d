"""R7: backup, loss of everything, restore: the same bytes, the same root; a bad backup restores nothing."""

from __future__ import annotations

import json
import os
import random
import shutil
import socket
import zipfile
from pathlib import Path
from typing import NoReturn

import pytest

from fairdue.kernel.errors import BackupBroken, DiskRefused, ItemDeleted, NoVault, VaultExists
from fairdue.vault import Vault, make_backup, restore, verify
from fairdue.vault.storage import Disk
from tests.vault.specimen import AT, LATER, PASSPHRASE, content_of, filled, harmed, new_vault

STATES = 200 if os.environ.get("FAIRDUE_SOAK") else 5


@pytest.fixture(params=[False, True], ids=["folder", "zip"])
def zipped(request: pytest.FixtureRequest) -> bool:
    """Either form of a backup."""
    return bool(request.param)


def test_what_was_backed_up_comes_back(tmp_path: Path, zipped: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """Specimen: random states, everything lost, restored without any network: items, entries and root are the same."""

    def no_network(*_args: object) -> NoReturn:
        raise AssertionError

    monkeypatch.setattr(socket, "socket", no_network)
    chance = random.Random(7)
    for state in range(STATES):
        folder, backup = tmp_path / f"vault {state}", tmp_path / f"backup {state}"
        vault = filled(folder, chance.randint(0, 6))
        for item in vault.items():
            with vault.unit_of_work(at=LATER) as work:
                if chance.random() < 0.5:
                    work.delete(item.id, "本人要求")
                else:
                    work.note("看过", item=item.id)
        report = make_backup(vault, backup, at=LATER, zipped=zipped)
        before = {item.id: vault.read(item.id) for item in vault.items()}
        entries, tombstones = vault.custody(), vault.items(deleted=True)
        vault.close()
        shutil.rmtree(folder)
        restore(backup, folder)
        with Vault.open(folder, PASSPHRASE) as after:
            assert {item.id: after.read(item.id) for item in after.items()} == before
            assert (after.custody(), after.items(deleted=True)) == (entries, tombstones)
            found = verify(after)
            assert report.ok and found.issues == () and found.root == report.root
            assert after.intake(content_of(99), at=LATER, name="n").size
    assert not [path.name for path in tmp_path.iterdir() if path.name.endswith(".part")]


def test_a_backup_says_nothing_without_the_passphrase(tmp_path: Path, zipped: bool) -> None:
    """Names and contents stay encrypted in it, and it is for its owner only."""
    vault, _recovery_key = new_vault(tmp_path / "vault")
    vault.intake(b"CANARY" * 9, at=AT, name="CANARY")
    make_backup(vault, tmp_path / "backup", at=AT, zipped=zipped)
    vault.close()
    paths = [tmp_path / "backup"] if zipped else [path for path in (tmp_path / "backup").rglob("*") if path.is_file()]
    assert not any(b"CANARY" in path.read_bytes() for path in paths)
    assert {path.stat().st_mode & 0o077 for path in paths} == {0}


def test_a_backup_is_made_beside_and_named_last(tmp_path: Path, zipped: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """No room, or a name that is taken: the vault is as it was, and nothing half done lies about."""
    vault = filled(tmp_path / "vault")
    make_backup(vault, tmp_path / "backup", at=AT, zipped=zipped)
    with pytest.raises(VaultExists):
        make_backup(vault, tmp_path / "backup", at=AT, zipped=zipped)
    monkeypatch.setattr(Disk, "free", lambda _self, _path: 10)
    with pytest.raises(DiskRefused) as refused:
        make_backup(vault, tmp_path / "second", at=AT, zipped=zipped)
    with pytest.raises(DiskRefused):
        restore(tmp_path / "backup", tmp_path / "restored")
    assert refused.value.values["why"] == "no-room"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["backup", "vault"]
    vault.close()


def damaged(folder: Path, harm: str) -> None:
    """Harm a backup in a folder."""
    listed = folder / "backup.json"
    blob = next((folder / "g1" / "blobs").iterdir())
    about = json.loads(listed.read_text())
    match harm:
        case "file-damaged":
            blob.write_bytes(harmed(blob.read_bytes()))
        case "file-missing":
            blob.unlink()
        case "strange-file":
            (folder / "readme.txt").write_text("x")
        case "no list":
            listed.unlink()
        case "no JSON":
            listed.write_text("{")
        case "climbs out":
            about["files"][0]["name"] = "../keys.json"
            listed.write_text(json.dumps(about))
        case _:
            about["format"] = "other"
            listed.write_text(json.dumps(about))


@pytest.mark.parametrize(
    ("harm", "why"),
    [("file-damaged", "file-damaged"), ("file-missing", "file-missing"), ("strange-file", "strange-file"),
     ("no list", "not-a-backup"), ("no JSON", "not-a-backup"), ("climbs out", "not-a-backup"),
     ("other format", "not-a-backup")],
)  # fmt: skip
def test_a_bad_backup_restores_nothing(tmp_path: Path, harm: str, why: str) -> None:
    """Changed, missing, extra or climbing files: refused, and the place stays empty."""
    vault = filled(tmp_path / "vault")
    make_backup(vault, tmp_path / "backup", at=AT)
    vault.close()
    damaged(tmp_path / "backup", harm)
    with pytest.raises(BackupBroken) as refused:
        restore(tmp_path / "backup", tmp_path / "restored")
    assert refused.value.values["why"] == why
    assert sorted(path.name for path in tmp_path.iterdir()) == ["backup", "vault"]


def test_a_bad_zip_restores_nothing(tmp_path: Path) -> None:
    """No zip at all, a cut one, a compressed one, one with a flipped byte, one name twice."""
    vault = filled(tmp_path / "vault")
    make_backup(vault, tmp_path / "good.zip", at=AT, zipped=True)
    vault.close()
    good = (tmp_path / "good.zip").read_bytes()
    (tmp_path / "text.zip").write_text("not a zip")
    (tmp_path / "cut.zip").write_bytes(good[: len(good) // 2])
    at = good.index(b"age-encryption.org") + 150
    (tmp_path / "flipped.zip").write_bytes(good[:at] + bytes([good[at] ^ 1]) + good[at + 1 :])
    with zipfile.ZipFile(tmp_path / "bomb.zip", "w", zipfile.ZIP_DEFLATED) as bomb:
        bomb.writestr("backup.json", " " * 1_000_000)
    shutil.copy(tmp_path / "good.zip", tmp_path / "twice.zip")
    with zipfile.ZipFile(tmp_path / "twice.zip", "a") as twice, pytest.warns(UserWarning, match="Duplicate"):
        twice.writestr("keys.json", "other")
    for name in ("text", "cut", "flipped", "bomb", "twice"):
        with pytest.raises(BackupBroken):
            restore(tmp_path / f"{name}.zip", tmp_path / "restored")
        assert not (tmp_path / "restored").exists()


def test_nothing_is_restored_over_something(tmp_path: Path) -> None:
    """A folder in use stays; an empty one is taken; a backup that is not there is said to be absent."""
    vault = filled(tmp_path / "vault")
    make_backup(vault, tmp_path / "backup", at=AT)
    vault.close()
    with pytest.raises(VaultExists):
        restore(tmp_path / "backup", tmp_path / "vault")
    (tmp_path / "empty").mkdir()
    restore(tmp_path / "backup", tmp_path / "empty")
    Vault.open(tmp_path / "empty", PASSPHRASE).close()
    with pytest.raises(NoVault):
        restore(tmp_path / "absent", tmp_path / "other")


def test_a_backup_before_a_deletion_still_has_the_item(tmp_path: Path) -> None:
    """Backups outlive a deletion: whoever deletes for good deletes older backups too."""
    vault = filled(tmp_path / "vault", 1)
    item = vault.items()[0]
    make_backup(vault, tmp_path / "backup", at=AT)
    with vault.unit_of_work(at=LATER) as work:
        work.delete(item.id, "本人要求")
    with pytest.raises(ItemDeleted):
        vault.read(item.id)
    vault.close()
    restore(tmp_path / "backup", tmp_path / "restored")
    with Vault.open(tmp_path / "restored", PASSPHRASE) as older:
        assert older.read(item.id) == content_of(0)
