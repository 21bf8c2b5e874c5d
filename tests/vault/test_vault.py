"""The vault from its front door: what is kept, what is written down about it, what is refused."""

from __future__ import annotations

import hashlib
import hmac
import io
import json
import shutil
import stat
import subprocess
import sys
import tempfile
from datetime import datetime
from pathlib import Path
from typing import NoReturn

import pytest

from fairdue.kernel.errors import (
    DiskRefused,
    ItemDamaged,
    ItemDeleted,
    ItemHeld,
    NoVault,
    UnknownName,
    UnusableDate,
    VaultChanged,
    VaultDamaged,
    VaultExists,
    VaultTooNew,
    WrongPassphrase,
)
from fairdue.store import schema
from fairdue.vault import Vault, keys, rekey, tree, verify
from fairdue.vault.storage import Disk
from tests.vault.specimen import AT, LATER, OTHER, PASSPHRASE, QUICK, content_of, filled, new_vault, reopened

WITHOUT = """
import sys
sys.modules[sys.argv[1]] = None
from datetime import datetime, UTC
from pathlib import Path
from fairdue.kernel.errors import MissingExtra
try:
    from fairdue.vault import Cost, Vault, timestamp
    Vault.create(Path(sys.argv[2]), "a long passphrase", at=datetime.now(UTC), cost=Cost(8, 1, 1))
except MissingExtra as missing:
    print(missing.values["extra"])
"""
MESSAGE = "【某某金融】您的借款已逾期3天，请尽快还款。".encode()


@pytest.mark.parametrize("package", ["pyrage", "sqlalchemy", "argon2", "cryptography", "sqlcipher3", "rfc3161_client"])
def test_without_its_libraries_the_part_to_install_is_named(package: str, tmp_path: Path) -> None:
    """A missing library is an error that names the extra, wherever the library is first needed."""
    run = subprocess.run([sys.executable, "-c", WITHOUT, package, str(tmp_path / "v")], capture_output=True, text=True)
    assert run.stdout == "vault\n", run.stderr


@pytest.fixture
def vault(tmp_path: Path) -> Vault:
    """An empty vault."""
    return new_vault(tmp_path / "vault")[0]


def test_what_is_sealed_is_there_after_closing(vault: Vault) -> None:
    """Specimen: one message in, its record and its entry, the same bytes out on another day."""
    item = vault.intake(MESSAGE, at=AT, name="短信.txt", media_type="text/plain", origin={"channel": "sms"})
    after = reopened(vault)
    assert after.item(item.id) == item and after.items() == [item] and after.read(item.id) == MESSAGE
    assert (item.number, item.size, item.sha256) == (1, len(MESSAGE), hashlib.sha256(MESSAGE).hexdigest())
    entry = after.custody(item.id)[0]
    assert (entry.kind, entry.at) == ("intake", AT)
    assert entry.details == {
        "name": "短信.txt",
        "media_type": "text/plain",
        "origin": {"channel": "sms"},
        "sha256": item.sha256,
        "size": item.size,
    }
    after.close()


def test_the_journal_opens_with_the_making_of_the_vault(vault: Vault) -> None:
    """The first entry names the key under which checkpoints are signed."""
    first = vault.custody()[0]
    assert first.kind == "create" and str((first.details or {})["signer"]).startswith("-----BEGIN PUBLIC KEY-----")


def test_a_unit_of_work_is_all_or_nothing(vault: Vault) -> None:
    """Items, rows of others and entries of a unit that fails leave no trace."""
    with pytest.raises(ZeroDivisionError), vault.unit_of_work(at=AT) as work:
        work.intake(b"a", name="a")
        work.connection.exec_driver_sql("CREATE TABLE other (x)")
        raise ZeroDivisionError
    assert vault.items() == [] and len(vault.custody()) == 1 and list(vault.blobs.names()) == []
    with vault.database.reading() as connection:
        assert not connection.exec_driver_sql("SELECT 1 FROM sqlite_master WHERE name = 'other'").all()


def test_rows_of_the_case_file_are_read_inside_their_unit(vault: Vault) -> None:
    """What a unit has written it can read through the vault before it ends."""
    with vault.unit_of_work(at=AT) as work:
        item = work.intake(b"a", name="a")
        assert vault.item(item.id) == item and vault.read(item.id) == b"a"


def test_units_do_not_nest(vault: Vault) -> None:
    """A unit inside a unit of the same thread is a mistake of the program, said at once."""
    with pytest.raises(RuntimeError), vault.unit_of_work(at=AT):
        vault.intake(b"a", at=AT, name="a")
    assert vault.intake(b"a", at=AT, name="a").number == 1


def test_the_same_content_again_is_the_same_item(vault: Vault) -> None:
    """A second copy under another name is written down, not kept twice."""
    first = vault.intake(MESSAGE, at=AT, name="一.txt")
    again = vault.intake(io.BytesIO(MESSAGE), at=LATER, name="二.txt")
    assert again == first and len(list(vault.blobs.names())) == 1
    details = [entry.details or {} for entry in vault.custody(first.id)]
    assert [(about["name"], about.get("again", False)) for about in details] == [("一.txt", False), ("二.txt", True)]


@pytest.mark.parametrize(
    "name",
    ["名" * 4096, "\u202egnp.exe", "../../etc/passwd", "a\x00b", "", "C:\\con\\nul", "证据\udce9.txt", "<script>"],
    ids=["4 KB", "right-to-left", "path", "nul", "empty", "device", "half character", "markup"],
)
def test_names_are_data_and_nothing_else(vault: Vault, name: str) -> None:
    """However long or cunning a name is, it is kept as text and names no file."""
    item = vault.intake(name.encode("utf-8", "replace"), at=AT, name=name)
    shown = vault.item(item.id).name
    assert shown == name.encode("utf-8", "backslashreplace").decode()
    assert [len(file) for file in vault.blobs.names()] == [68] and verify(vault).issues == ()


def test_nothing_lies_plain_on_the_disk(tmp_path: Path) -> None:
    """Neither content, name, origin nor remark is found in any file of the folder, open or closed."""
    vault, _recovery_key = new_vault(tmp_path / "vault")
    secrets = ["CANARY-CONTENT", "CANARY-NAME", "CANARY-ORIGIN", "CANARY-NOTE", PASSPHRASE]
    item = vault.intake(b"CANARY-CONTENT" * 9, at=AT, name="CANARY-NAME", origin={"who": "CANARY-ORIGIN"})
    with vault.unit_of_work(at=AT) as work:
        work.note("CANARY-NOTE", item=item.id)
    for _turn in ("open", "closed"):
        lying = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
        assert [secret for secret in secrets if secret.encode() in lying] == []
        assert hashlib.sha256(b"CANARY-CONTENT" * 9).hexdigest().encode() not in lying
        vault.close()


def test_everything_is_for_the_owner_only(vault: Vault) -> None:
    """Every file is 0600 and every folder 0700, the write-ahead log too."""
    vault.intake(MESSAGE, at=AT, name="n")
    paths = [vault.place.folder, *vault.place.folder.rglob("*")]
    wrong = [path for path in paths if stat.S_IMODE(path.stat().st_mode) != (0o700 if path.is_dir() else 0o600)]
    assert wrong == []


def test_a_time_without_zone_is_refused(vault: Vault) -> None:
    """A moment that could be any hour of the day is no moment for a journal."""
    with pytest.raises(UnusableDate):
        vault.intake(MESSAGE, at=datetime(2026, 11, 21), name="n")
    assert vault.items() == [] and list(vault.blobs.names()) == []


def test_what_is_made_from_an_item_says_so(vault: Vault) -> None:
    """A derivative names its parent, tool and version; its parent has to be there."""
    item = vault.intake(MESSAGE, at=AT, name="n")
    with vault.unit_of_work(at=LATER) as work:
        made = work.derive(item.id, b"text", name="n.txt", media_type="text/plain", method="ocr 1.2")
    assert (made.derived_from, made.method) == (item.id, "ocr 1.2")
    assert [entry.kind for entry in vault.custody(made.id)] == ["derive"]
    with pytest.raises(UnknownName), vault.unit_of_work(at=LATER) as work:
        work.derive("0" * 32, b"text", name="n", media_type="t", method="m")


def test_looking_is_written_down_and_reading_for_an_index_is_not(vault: Vault) -> None:
    """`view` leaves an entry with its purpose, `read` none."""
    item = vault.intake(MESSAGE, at=AT, name="n")
    assert vault.read(item.id) == vault.view(item.id, at=LATER, purpose="核对原话") == MESSAGE
    kinds = [(entry.kind, entry.details) for entry in vault.custody(item.id)]
    assert kinds[1:] == [("view", {"purpose": "核对原话"})]


def test_a_held_item_is_not_deleted_until_released(vault: Vault) -> None:
    """The hold gives its reason; after release the item goes."""
    item = vault.intake(MESSAGE, at=AT, name="n")
    with vault.unit_of_work(at=AT) as work:
        work.hold(item.id, "等法院通知")
    with pytest.raises(ItemHeld) as held, vault.unit_of_work(at=LATER) as work:
        work.delete(item.id, "不要了")
    assert held.value.values["reason"] == "等法院通知" and vault.read(item.id) == MESSAGE
    with vault.unit_of_work(at=LATER) as work:
        work.release(item.id, "已结案")
        work.delete(item.id, "不要了")
    assert vault.items() == []


def test_deletion_leaves_a_tombstone_and_a_sound_tree(vault: Vault) -> None:
    """Content, name, details and salts are gone, from derivatives too; times and kinds stay, and the tree holds."""
    before = vault.checkpoint(at=AT, purpose="before")
    item = vault.intake(MESSAGE, at=AT, name="CANARY")
    with vault.unit_of_work(at=AT) as work:
        made = work.derive(item.id, b"CANARY too", name="n", media_type="t", method="m")
        kept = work.intake(b"kept", name="kept")
    with vault.unit_of_work(at=LATER) as work:
        assert set(work.delete(item.id, "本人要求")) == {item.id, made.id}
    assert vault.items() == [vault.item(kept.id)] and len(list(vault.blobs.names())) == 1
    stone = vault.item(item.id)
    assert (stone.name, stone.sha256, stone.deleted_at) == ("", "", LATER) and stone in vault.items(deleted=True)
    assert [(entry.kind, entry.details) for entry in vault.custody(item.id)] == [
        ("intake", None),
        ("delete", {"reason": "本人要求"}),
    ]
    with pytest.raises(ItemDeleted):
        vault.read(item.id)
    with pytest.raises(ItemDeleted), vault.unit_of_work(at=LATER) as work:
        work.delete(item.id, "again")
    with pytest.raises(ItemDeleted):
        vault.prove([item.id], at=LATER, purpose="p")
    with vault.database.reading() as connection:
        rows = connection.exec_driver_sql("SELECT * FROM vault_entries, vault_items").all()
        assert "CANARY" not in str(rows) and hashlib.sha256(MESSAGE).digest().hex() not in str(rows)
    assert verify(vault).issues == () and vault.consistency(before.body)


def test_a_file_that_cannot_be_erased_now_is_erased_later(vault: Vault, monkeypatch: pytest.MonkeyPatch) -> None:
    """The deletion stands, a notice and the check say what is left to do, the next opening does it."""
    item = vault.intake(MESSAGE, at=AT, name="n")

    def refuse(_disk: Disk, path: Path) -> None:
        raise OSError(5, "input/output error", str(path))

    with monkeypatch.context() as patched:
        patched.setattr(Disk, "scrub", refuse)
        with vault.unit_of_work(at=LATER) as work:
            work.delete(item.id, "本人要求")
    report = verify(vault)
    assert [issue.kind for issue in vault.notices] == [issue.kind for issue in report.issues] == ["not-yet-erased"]
    assert report.ok and vault.item(item.id).deleted_at and len(list(vault.blobs.names())) == 1
    after = reopened(vault)
    assert list(after.blobs.names()) == [] and verify(after).issues == ()
    after.close()


def test_deleted_content_sealed_again_is_a_new_item(vault: Vault) -> None:
    """Also in one unit of work: the old stays a tombstone, the new keeps its file."""
    item = vault.intake(MESSAGE, at=AT, name="n")
    with vault.unit_of_work(at=LATER) as work:
        work.delete(item.id, "重来")
        new = work.intake(MESSAGE, name="n")
    assert new.id != item.id and vault.read(new.id) == MESSAGE and verify(reopened(vault)).issues == ()


def test_a_proof_needs_nothing_of_ours_to_check(vault: Vault) -> None:
    """Digest, salt, leaf, path and root, put together by hand, give the signed checkpoint."""
    items = [vault.intake(content_of(number), at=AT, name="n") for number in range(7)]
    checkpoint, proofs = vault.prove([items[2].id, items[5].id, items[2].id], at=LATER, purpose="给法院")
    assert list(proofs) == [items[2].id, items[5].id]
    for number, proof in zip((2, 5), proofs.values(), strict=True):
        sha256 = hashlib.sha256(content_of(number)).digest()
        leaf = json.loads(proof.leaf)
        assert leaf["content"] == hmac.new(proof.salt, sha256, "sha256").hexdigest() and proof.sha256 == sha256.hex()
        assert tree.includes(tree.leaf_hash(proof.leaf), proof.index, proof.size, proof.path, checkpoint.root)
    assert checkpoint.body.splitlines()[1] == str(proofs[items[2].id].size)
    assert [entry.kind for entry in vault.custody(items[5].id)] == ["intake", "export"]


def test_a_leaf_tells_nothing_that_could_be_guessed(vault: Vault) -> None:
    """A leaf holds no name, no digest, nothing a known template could be compared with."""
    item = vault.intake(MESSAGE, at=AT, name="短信.txt")
    _checkpoint, proofs = vault.prove([item.id], at=LATER, purpose="p")
    leaf = proofs[item.id].leaf
    assert item.sha256.encode() not in leaf and "短信".encode() not in leaf
    assert set(json.loads(leaf)) == {"v", "seq", "at", "kind", "item", "content", "details"}


def test_closing_signs_what_has_grown(vault: Vault) -> None:
    """A session that added something ends in a checkpoint; one that added nothing does not."""
    vault.intake(MESSAGE, at=AT, name="n")
    vault.close(at=AT)
    for _ in range(2):
        again = Vault.open(vault.place.folder, PASSPHRASE)
        assert [(made.size, made.purpose) for made in again.checkpoints()] == [(2, "session")]
        again.close(at=LATER)


@pytest.mark.parametrize("harm", ["missing", "changed"])
def test_a_harmed_item_is_named_and_the_others_are_read(vault: Vault, harm: str) -> None:
    """One file gone or changed: that item says so, its neighbour opens."""
    first, second = (vault.intake(content_of(number), at=AT, name="n") for number in (1, 2))
    path = vault.blobs.path(vault._keys.blob_name(bytes.fromhex(first.sha256)))
    path.unlink() if harm == "missing" else path.write_bytes(b"age-encryption.org/v1\n")
    with pytest.raises(ItemDamaged) as damaged:
        vault.read(first.id)
    assert damaged.value.values == {"item": first.id, "why": harm} and vault.read(second.id) == content_of(2)


def test_a_folder_in_use_is_left_alone(tmp_path: Path) -> None:
    """A vault, another's files or a file in the way: nothing is made there."""
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "letter.txt").write_text("mine")
    (tmp_path / "file").write_text("mine")
    for name in ("full", "file"):
        with pytest.raises(VaultExists):
            Vault.create(tmp_path / name, PASSPHRASE, at=AT, cost=QUICK)
    assert [path.name for path in (tmp_path / "full").iterdir()] == ["letter.txt"]
    with pytest.raises(NoVault):
        Vault.open(tmp_path / "nowhere", PASSPHRASE)
    with pytest.raises(NoVault):
        Vault.open(tmp_path / "full", PASSPHRASE)


def test_a_break_off_while_making_a_vault_is_in_nobodys_way(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The disk fills up in the middle: there is no vault yet, and the next attempt makes one, in an empty folder too."""

    def full(_disk: Disk, _path: Path) -> NoReturn:
        raise OSError(28, "no space left")

    (tmp_path / "vault").mkdir()
    with monkeypatch.context() as patched, pytest.raises(DiskRefused):
        patched.setattr(Disk, "sync_folder", full)
        new_vault(tmp_path / "vault")
    vault, _recovery_key = new_vault(tmp_path / "vault")
    assert vault.intake(MESSAGE, at=AT, name="n").number == 1
    vault.close()


def test_a_vault_whose_database_is_gone_is_not_begun_anew(tmp_path: Path) -> None:
    """A missing database is damage, never an empty vault."""
    vault = filled(tmp_path / "vault")
    vault.close()
    (tmp_path / "vault" / "g1" / "vault.db").unlink()
    with pytest.raises(VaultDamaged) as damaged:
        Vault.open(tmp_path / "vault", PASSPHRASE)
    assert damaged.value.values["why"] == "database-missing"
    assert not (tmp_path / "vault" / "g1" / "vault.db").exists()


def test_a_newer_vault_is_refused_untouched(tmp_path: Path) -> None:
    """Tables of a later version: said so, every byte as it was."""
    vault = filled(tmp_path / "vault")
    with vault.database.writing() as connection:
        connection.exec_driver_sql(f"PRAGMA user_version = {schema.VERSION + 1}")
    vault.close()
    before = (tmp_path / "vault" / "g1" / "vault.db").read_bytes()
    for readonly in (False, True):
        with pytest.raises(VaultTooNew) as refused:
            Vault.open(tmp_path / "vault", PASSPHRASE, readonly=readonly)
        assert refused.value.values == {"found": schema.VERSION + 1, "known": schema.VERSION}
    assert (tmp_path / "vault" / "g1" / "vault.db").read_bytes() == before


def test_an_older_vault_is_brought_up_after_a_copy(tmp_path: Path) -> None:
    """Before tables change, the database as it was lies beside it and opens with the same key."""
    vault = filled(tmp_path / "vault")
    item = vault.items()[0]
    vault.close()
    steps: list[str] = []

    def bring_up(connection: object, before: object) -> None:
        before()  # type: ignore[operator]
        steps.append("up")

    for _ in range(2):
        after = Vault.open(tmp_path / "vault", PASSPHRASE, bring_up=bring_up)
        assert after.read(item.id) == content_of(0) and verify(after).issues == ()
        after.close()
    assert steps == ["up", "up"]
    (tmp_path / "vault" / "g1" / "before-upgrade.db").replace(tmp_path / "vault" / "g1" / "vault.db")
    with Vault.open(tmp_path / "vault", PASSPHRASE) as old:
        assert old.item(item.id) == item


def test_a_changed_passphrase_holds_and_the_old_is_refused(vault: Vault) -> None:
    """Only who knows the old one changes it; the change is written down."""
    with pytest.raises(WrongPassphrase):
        vault.change_passphrase(OTHER, PASSPHRASE, at=AT, cost=QUICK)
    vault.change_passphrase(PASSPHRASE, OTHER, at=LATER, cost=QUICK)
    assert vault.custody()[-1].details == {"what": "passphrase"}
    vault.close()
    with pytest.raises(WrongPassphrase):
        Vault.open(vault.place.folder, PASSPHRASE)
    Vault.open(vault.place.folder, OTHER).close()


def test_a_vault_re_keyed_by_another_program_is_to_be_opened_again(tmp_path: Path) -> None:
    """An open vault notices that its key is no longer the one, and writes nothing."""
    first = filled(tmp_path / "vault")
    second = Vault.open(tmp_path / "vault", PASSPHRASE)
    changed, _recovery_key = rekey(second, OTHER, at=LATER, cost=QUICK)
    with pytest.raises(VaultChanged):
        first.intake(b"x", at=AT, name="n")
    with pytest.raises(VaultChanged):
        first.read(changed.items()[0].id)
    changed.close()
    for path in keys.NAMES:
        (tmp_path / "vault" / path).unlink()
    with pytest.raises(VaultChanged):
        first.checkpoint(at=AT, purpose="p")
    first.close()


READ_ONLY = """
import os, sys
from pathlib import Path
from typing import NoReturn
from fairdue.kernel.errors import DiskRefused
from fairdue.vault import Vault, verify
from tests.vault.specimen import AT, PASSPHRASE, filled
filled(Path(sys.argv[2])).close()  # everything that is loaded late is loaded now
if os.getuid() == 0:
    os.setuid(65534)
with Vault.open(Path(sys.argv[1]), PASSPHRASE, readonly=True) as vault:
    assert verify(vault).issues == () and vault.read(vault.items()[0].id)
try:
    Vault.open(Path(sys.argv[1]), PASSPHRASE)
except DiskRefused as refused:
    print(refused.values["why"])
"""


def test_a_vault_that_cannot_be_written_can_be_read(tmp_path: Path) -> None:
    """On a read-only disk everything is read and checked; writing is refused in our words."""
    home = Path(tempfile.mkdtemp(prefix="fairdue-read-only-"))  # where another user may pass, unlike tmp_path
    vault = filled(home / "vault")
    vault.close()
    paths = [home, home / "vault", *(home / "vault").rglob("*")]
    for path in paths:
        path.chmod(0o555 if path.is_dir() else 0o444)
    try:
        command = [sys.executable, "-c", READ_ONLY, str(home / "vault"), str(tmp_path / "other")]
        run = subprocess.run(command, cwd=Path(__file__).parents[2], capture_output=True, text=True, check=False)
    finally:
        for path in paths:
            path.chmod(0o700)
        shutil.rmtree(home)
    assert (run.stdout, run.stderr) == ("read-only\n", "")


def test_read_only_opening_writes_nothing(tmp_path: Path) -> None:
    """No lock file, no mended key file, no table; an attempt to write is refused."""
    vault = filled(tmp_path / "vault")
    vault.close()
    (tmp_path / "vault" / "writer.lock").unlink()
    with Vault.open(tmp_path / "vault", PASSPHRASE, readonly=True) as reader:
        assert reader.items() and not (tmp_path / "vault" / "writer.lock").exists()
        with pytest.raises(DiskRefused):
            reader.intake(b"x", at=AT, name="n")
        assert len(reader.items()) == 5
