"""R5: one flipped bit, a cut, a deleted, swapped or extra file: every one is reported, and what is whole stays readable."""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from fairdue.kernel.errors import FairDueError, ItemDamaged, KeyFileDamaged, VaultDamaged
from fairdue.records.vault import Report
from fairdue.vault import Vault, rescue, verify
from tests.vault.specimen import AT, PASSPHRASE, content_of, filled

ITEMS = 12
SOAK = bool(os.environ.get("FAIRDUE_SOAK"))
DATABASE_FLIPS = 2_000 if SOAK else 120
BLOB_FLIPS = 200 if SOAK else 4


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A vault of a few items with a deletion and a checkpoint, closed."""
    folder = tmp_path_factory.mktemp("flips") / "vault"
    vault = filled(folder, ITEMS)
    with vault.unit_of_work(at=AT) as work:
        work.derive(vault.items()[0].id, b"text", name="t", media_type="text/plain", method="m 1")
        work.delete(vault.items()[-1].id, "测试")
    vault.close(at=AT)
    return folder


@contextmanager
def harmed(whole: Path, path: Path, content: bytes | None) -> Iterator[Path]:
    """Put other content in place of one file, or nothing, and bring the file back afterwards."""
    before = path.read_bytes()
    path.unlink()
    if content is not None:
        path.write_bytes(content)
    try:
        yield whole
    finally:
        path.write_bytes(before)


def flipped(content: bytes, bit: int) -> bytes:
    """Flip one bit."""
    changed = bytearray(content)
    changed[bit // 8] ^= 1 << bit % 8
    return bytes(changed)


def report_of(folder: Path) -> Report:
    """Open without writing and check."""
    with Vault.open(folder, PASSPHRASE, readonly=True) as vault:
        return verify(vault)


def blobs(folder: Path) -> list[Path]:
    """List the encrypted originals."""
    return sorted((folder / "g1" / "blobs").iterdir())


def item_of(folder: Path, blob: Path) -> str:
    """Name the item of a file: the one that cannot be read without it."""
    with Vault.open(folder, PASSPHRASE, readonly=True) as vault:
        for item in vault.items():
            content = vault.read(item.id)
            if vault.blobs.is_whole(blob.stem, bytes.fromhex(item.sha256)):
                assert content
                return item.id
    raise LookupError(blob)


def test_a_whole_vault_has_nothing_to_report(whole: Path) -> None:
    """Specimen: no issue at all, and every item is counted."""
    report = report_of(whole)
    assert (report.issues, report.items, report.entries) == ((), ITEMS, ITEMS + 3)


def test_every_flipped_bit_of_an_original_is_reported_by_item(whole: Path) -> None:
    """Whichever bit of a file flips, the check names that item and no other, and the others can be read."""
    chance = random.Random(5)
    for blob in blobs(whole):
        victim, content = item_of(whole, blob), blob.read_bytes()
        for bit in chance.sample(range(len(content) * 8), BLOB_FLIPS):
            with harmed(whole, blob, flipped(content, bit)):
                assert [(issue.kind, issue.item) for issue in report_of(whole).issues] == [("item-changed", victim)]
        with harmed(whole, blob, flipped(content, 77)), Vault.open(whole, PASSPHRASE, readonly=True) as vault:
            for item in vault.items():
                if item.id == victim:
                    with pytest.raises(ItemDamaged):
                        vault.read(item.id)
                else:
                    assert vault.read(item.id)


def test_every_flipped_byte_of_the_database_is_reported(whole: Path) -> None:
    """A flipped bit anywhere in the database: the vault does not open, or the check says which page or row."""
    database = whole / "g1" / "vault.db"
    content, chance, unread = database.read_bytes(), random.Random(6), 0
    for _ in range(DATABASE_FLIPS):
        with harmed(whole, database, flipped(content, chance.randrange(len(content) * 8))):
            try:
                report = report_of(whole)
            except VaultDamaged:
                unread += 1
                continue
            assert not report.ok and report.issues[0].kind == "database-damaged"
    assert unread < DATABASE_FLIPS


def test_originals_come_out_though_the_database_is_gone(whole: Path, tmp_path: Path) -> None:
    """With the database beyond reading, key file and passphrase bring out every original."""
    with harmed(whole, whole / "g1" / "vault.db", b"not a database"):
        with pytest.raises(VaultDamaged):
            Vault.open(whole, PASSPHRASE)
        found = rescue(whole, PASSPHRASE, tmp_path / "rescued")
    contents = {path.read_bytes() for path in (tmp_path / "rescued").iterdir()}
    assert all(one.sha256 for one in found)
    assert {content_of(number) for number in range(ITEMS - 1)} <= contents


@pytest.mark.parametrize("name", ["keys.json", "keys.copy.json"])
def test_a_flipped_bit_in_one_key_file_is_said_and_mended(whole: Path, name: str) -> None:
    """The twin opens the vault; a check without writing reports it, an ordinary opening notes and mends it."""
    path = whole / name
    content, chance = path.read_bytes(), random.Random(name)
    for bit in chance.sample(range(len(content) * 8), 40):
        with harmed(whole, path, flipped(content, bit)):
            report = report_of(whole)
            assert [issue.kind for issue in report.issues] == ["key-file-damaged"]
    with harmed(whole, path, flipped(content, 99)):
        with Vault.open(whole, PASSPHRASE) as vault:
            assert [issue.kind for issue in vault.notices] == ["key-file-damaged"]
        assert path.read_bytes() == content


def test_both_key_files_damaged_is_said_and_nothing_is_overwritten(whole: Path) -> None:
    """Neither copy usable: the vault does not open, and both files stay as they are for who can help."""
    first, second = whole / "keys.json", whole / "keys.copy.json"
    with harmed(whole, first, b"{}"), harmed(whole, second, b"\xff\x00"):
        with pytest.raises(KeyFileDamaged):
            Vault.open(whole, PASSPHRASE)
        assert (first.read_bytes(), second.read_bytes()) == (b"{}", b"\xff\x00")


@pytest.mark.parametrize(
    ("harm", "kind"),
    [
        (lambda one, other: one.unlink(), "item-missing"),
        (lambda one, other: one.write_bytes(one.read_bytes()[:-1]), "item-changed"),
        (lambda one, other: one.write_bytes(b""), "item-changed"),
        (lambda one, other: shutil.copyfile(other, one), "item-changed"),
        (lambda one, other: one.write_bytes(one.read_bytes() + b"x"), "item-changed"),
        (lambda one, other: (one.parent / ("a" * 64 + ".age")).write_bytes(b"x"), "unlisted"),
        (lambda one, other: (one.parents[2] / "note.txt").write_bytes(b"x"), "unlisted"),
    ],
    ids=["deleted", "cut", "emptied", "swapped", "longer", "extra", "stranger"],
)
def test_harm_to_files_is_named(whole: Path, tmp_path: Path, harm: object, kind: str) -> None:
    """A file deleted, cut, emptied, replaced by another item's, or put there by somebody is named as such."""
    folder = tmp_path / "vault"
    shutil.copytree(whole, folder)
    one, other = blobs(folder)[:2]
    victim = item_of(folder, one)
    harm(one, other)  # type: ignore[operator]
    issues = report_of(folder).issues
    assert [issue.kind for issue in issues] == [kind]
    assert issues[0].item == (None if kind == "unlisted" else victim)


@pytest.mark.parametrize(
    ("statement", "kind"),
    [
        ("UPDATE vault_entries SET at = '2020-01-01T00:00:00.000Z' WHERE seq = 3", "entry-changed"),
        ("UPDATE vault_entries SET details = '{}' WHERE seq = 3", "entry-changed"),
        ("UPDATE vault_entries SET salt = NULL WHERE seq = 3", "entry-changed"),
        ("UPDATE vault_entries SET leaf = '{}' WHERE seq = 3", "entry-changed"),
        ("UPDATE vault_entries SET details = NULL, salt = NULL WHERE seq = 3", "entry-changed"),
        ("DELETE FROM vault_entries WHERE seq = 3", "entry-missing"),
        ("DELETE FROM vault_entries WHERE seq = (SELECT max(seq) FROM vault_entries)", "checkpoint-wrong"),
        ("UPDATE vault_items SET sha256 = zeroblob(32) WHERE number = 2", "item-changed"),
        ("UPDATE vault_items SET salt = zeroblob(32) WHERE number = 2", "commitment-wrong"),
        ("UPDATE vault_items SET name = '别的名字' WHERE number = 2", "commitment-wrong"),
        ("UPDATE vault_items SET origin = '{}x' WHERE number = 2", "commitment-wrong"),
        ("UPDATE vault_items SET deleted_at = '2026-11-21T15:00:00.000Z' WHERE number = 2", "commitment-wrong"),
        ("DELETE FROM vault_items WHERE number = 2", "item-unreadable"),
        ("UPDATE vault_checkpoints SET root = zeroblob(32)", "checkpoint-wrong"),
        ("UPDATE vault_checkpoints SET signature = zeroblob(64)", "checkpoint-wrong"),
        ("UPDATE vault_checkpoints SET body = 'x'", "checkpoint-wrong"),
        ("UPDATE vault_checkpoints SET signature = 'x'", "checkpoint-wrong"),
    ],
)
def test_rows_changed_by_who_holds_the_key_are_named(whole: Path, tmp_path: Path, statement: str, kind: str) -> None:
    """Somebody with the key who changes, drops or invents a row is found out by the tree and the commitments."""
    folder = tmp_path / "vault"
    shutil.copytree(whole, folder)
    with Vault.open(folder, PASSPHRASE) as vault:
        with vault.database.writing() as connection:
            connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
            connection.exec_driver_sql(statement)
        assert kind in {issue.kind for issue in verify(vault).issues}


def test_rows_beside_a_bad_page_are_still_read(tmp_path: Path) -> None:
    """Where one page of many is bad, the items on the others are named and read; the lost ones are named too."""
    vault = filled(tmp_path / "vault", 150)
    vault.close()
    database = tmp_path / "vault" / "g1" / "vault.db"
    content = database.read_bytes()
    partly = 0
    for page in range(2, len(content) // 4096, 3):
        database.write_bytes(flipped(content, page * 4096 * 8 + 999))
        try:
            report = report_of(tmp_path / "vault")
        except FairDueError:
            continue
        assert not report.ok
        partly += 0 < report.items < 150 and any(issue.kind == "item-unreadable" for issue in report.issues)
    assert partly > 0
