"""The check of a package handed in: what is wrong is said exhibit by exhibit, and a hostile archive is not looked into."""

from __future__ import annotations

import io
import json
import shutil
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import pyrage
import pytest

from fairdue.app.check_package import as_document, check_file, check_path
from fairdue.kernel.errors import PackageRefused, UnreadableFile
from fairdue.vault.package import archive as archives
from fairdue.vault.package.archive import Archive
from tests.vault.package.case_specimen import PASSPHRASE, Made, export, new_case
from tests.vault.package.checkers import add_file, edit, flip, packed, reckon_anew


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """A vault with a case of three exhibits."""
    return new_case(tmp_path_factory.mktemp("vault") / "vault")


@pytest.fixture(scope="module")
def good(made: Made, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Both packages of it, side by side."""
    folder = tmp_path_factory.mktemp("package") / "out"
    export(made, folder, full=True, masked=True, looked_over=("E0002",))
    return folder


@pytest.fixture
def copied(good: Path, tmp_path: Path) -> Path:
    """A copy of both to be hurt."""
    return Path(shutil.copytree(good, tmp_path / "out"))


def test_a_good_package_is_whole_and_ours(made: Made, good: Path) -> None:
    """Full and covered copy in one archive: every exhibit by its name, no issue, signed by this vault."""
    full, covered = check_file(packed(good), vault=made.vault)
    assert full.report.ok and covered.report.ok and (full.signer, covered.signer) == ("this-vault", "this-vault")
    assert (full.report.is_masked, covered.report.is_masked) == (False, True)
    assert [(one.label, one.issues) for one in full.report.exhibits] == [("E0001", ()), ("E0002", ()), ("E0003", ())]
    assert full.report.exhibits[2].name == "通话录音"
    assert full.report.fingerprint in (good / "完整版" / "怎样核验.txt").read_text("utf-8-sig")
    assert json.loads(json.dumps(as_document((full, covered))))["ok"]


HURT: dict[str, tuple[Callable[[Path], None], str, str]] = {
    "an original": (edit("data/原始/E0003_录音.mp3", flip), "E0003", "changed"),
    "a derived text": (edit("data/派生/E0001_文字.txt", flip), "E0001", "changed"),
    "a proof": (lambda folder: (folder / "proofs/E0002.json").unlink(), "E0002", "missing"),
    "an original gone": (lambda folder: (folder / "data/原始/E0003_录音.mp3").unlink(), "E0003", "missing"),
    "a stranger": (add_file("data/原始/E0009_x.txt"), "E0009", "extra"),
}


@pytest.mark.parametrize("kind", HURT)
def test_what_is_hurt_is_named_by_its_exhibit(copied: Path, kind: str) -> None:
    """The exhibit whose file was touched is named, the others are whole, and the covered copy beside is too."""
    hurt, label, issue = HURT[kind]
    hurt(copied / "完整版")
    full, covered = check_path(copied, lambda: "")
    bad = {one.label: {issue.kind for issue in one.issues} for one in full.report.exhibits if one.issues}
    assert list(bad) == [label] and issue in bad[label]
    assert covered.report.ok and covered.signer == "unknown"


def test_a_forgery_with_all_sums_right_is_seen(made: Made, copied: Path) -> None:
    """An original changed with every list reckoned anew: the signature does not fit, and the sealing does not either."""
    edit("data/原始/E0001_短信 王大力.txt", lambda data: data.replace(b"5820.50", b"9820.50"))(copied / "完整版")
    for _ in range(2):  # the lists of the lists name one another
        reckon_anew(copied / "完整版")
    report = check_file(packed(copied), vault=made.vault)[0].report
    assert {issue.kind for issue in report.issues} == {"signature-wrong", "not-sealed"} and not report.signed


def test_another_vaults_package_is_said_to_be_anothers(good: Path, tmp_path: Path) -> None:
    """A package can be whole and yet signed by a key this vault never had."""
    other = new_case(tmp_path / "other")
    assert {one.signer for one in check_file(packed(good), vault=other.vault)} == {"other"}


def test_an_older_copy_of_the_vault_is_told(tmp_path: Path) -> None:
    """A package that knows more of the vault's journal than the vault itself shows that an older copy was put back."""
    made = new_case(tmp_path / "vault")
    made.vault.close()
    shutil.copytree(tmp_path / "vault", tmp_path / "older")
    from fairdue.store.migrate import bring_up
    from fairdue.vault import Vault

    newer = Vault.open(tmp_path / "vault", PASSPHRASE, bring_up=bring_up)
    export(Made(newer, made.case), tmp_path / "out")
    older = Vault.open(tmp_path / "older", PASSPHRASE, bring_up=bring_up)
    assert {one.signer for one in check_path(tmp_path / "out", lambda: "", vault=older)} == {"newer-than-this-vault"}


def test_a_locked_package_is_laid_open_in_memory(made: Made, good: Path, tmp_path: Path) -> None:
    """With its passphrase it is checked; without, with another, or locked for a key, the reason is said."""
    path = tmp_path / "包.zip.age"
    path.write_bytes(pyrage.passphrase.encrypt(packed(good).getvalue(), PASSPHRASE))
    assert all(one.report.ok for one in check_path(path, lambda: PASSPHRASE, vault=made.vault))
    key = pyrage.x25519.Identity.generate().to_public()
    costly = path.read_bytes().split(b"\n", 2)
    costly[1] = costly[1].rsplit(b" ", 1)[0] + b" 40"
    for data, passphrase, why in (
        (path.read_bytes(), "", "passphrase-missing"),
        (path.read_bytes(), "另一个口令啊", "wrong-package-passphrase"),
        (path.read_bytes()[:-1], PASSPHRASE, "wrong-package-passphrase"),
        (pyrage.encrypt(b"x", [key]), PASSPHRASE, "locked-for-a-key"),
        (b"\n".join(costly), PASSPHRASE, "lock-too-costly"),
    ):
        with pytest.raises(PackageRefused) as caught:
            check_file(io.BytesIO(data), passphrase=passphrase)
        assert caught.value.values["why"] == why


def test_an_archive_packed_again_elsewhere_is_read(good: Path) -> None:
    """One package alone, a folder around it, names in the encoding of a Chinese Windows, a Mac's extra folder."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packing:
        for path in sorted(one for one in (good / "完整版").rglob("*") if one.is_file()):
            name = f"下载/新建文件夹/{path.relative_to(good / '完整版').as_posix()}"
            packing.writestr(OldName(name), path.read_bytes())
        packing.writestr("__MACOSX/._x", b"x")
    (only,) = check_file(io.BytesIO(out.getvalue()))
    assert only.report.ok and only.report.folder == "下载/新建文件夹"


class OldName(zipfile.ZipInfo):
    """An entry named in GB 18030 without saying so, as old programs do."""

    def _encodeFilenameFlags(self) -> tuple[bytes, int]:  # noqa: N802  (the name zipfile gives it)
        return self.filename.encode("gb18030"), 0


def zipped(*entries: tuple[str | zipfile.ZipInfo, bytes], packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Make an archive of these entries."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", packing) as made:
        for name, data in entries:
            made.writestr(name, data, packing)
    return out.getvalue()


def link() -> zipfile.ZipInfo:
    """Make an entry that is a link to a file outside."""
    made = zipfile.ZipInfo("bagit.txt")
    made.external_attr = 0o120777 << 16
    return made


def overlapping() -> bytes:
    """Make an archive whose table names one large file many times over, each under a name of its own."""
    data = bytes(range(256)) * 4000
    whole = zipped(("bagit.txt", data), packing=zipfile.ZIP_STORED)
    at = struct.unpack("<I", whole[-6:-2])[0]
    head, one = whole[:at], whole[at:-22]
    table = b"".join(one.replace(b"bagit.txt", b"file%05d" % number) for number in range(500))
    end = struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, 500, 500, len(table), len(head), 0)
    return head + table + end


def lying() -> bytes:
    """Make an archive that says a file is shorter than what it unpacks to."""
    data = b"x" * 5000
    whole = bytearray(zipped(("bagit.txt", data)))
    for mark, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = whole.index(mark) + offset
        whole[at : at + 4] = struct.pack("<I", 50)
    return bytes(whole)


HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "nothing": (lambda: b"", "not-a-zip"),
    "a picture": (lambda: b"\x89PNG\r\n\x1a\n" + bytes(1000), "not-a-zip"),
    "cut short": (lambda: zipped(("bagit.txt", b"x" * 900))[:-30], "not-a-zip"),
    "no package": (lambda: zipped(("a.txt", b"x")), "no-package"),
    "empty": (lambda: zipped(), "no-package"),
    "up and out": (lambda: zipped(("../../etc/passwd", b"x")), "bad-name"),
    "from the root": (lambda: zipped(("/etc/passwd", b"x")), "bad-name"),
    "a drive": (lambda: zipped(("C:/x", b"x")), "bad-name"),
    "backslashes": (lambda: zipped(("a\\..\\b", b"x")), "bad-name"),
    "a link": (lambda: zipped((link(), b"/etc/passwd")), "link"),
    "packed strangely": (lambda: zipped(("bagit.txt", b"x"), packing=zipfile.ZIP_LZMA), "strange-packing"),
    "a bomb": (lambda: zipped(("bagit.txt", bytes(50_000_000))), "bomb"),
    "one over another": (overlapping, "bomb"),
    "longer than it says": (lying, "broken-zip"),
    "too many": (lambda: zipped(*((f"{number}", b"") for number in range(archives.FILES_AT_MOST + 1))), "too-many-files"),
}  # fmt: skip


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_archive_is_refused_with_its_reason(kind: str) -> None:
    """Nothing is unpacked to the disk, and nothing is read further than the reason needs."""
    make, why = HOSTILE[kind]
    with pytest.raises(PackageRefused) as caught:
        check_file(io.BytesIO(make()))
    assert caught.value.values["why"] == why


def test_a_name_twice_and_a_locked_entry_are_refused() -> None:
    """Two files of one name, or one that wants a password of its own, are no package of ours."""
    with pytest.warns(UserWarning, match="Duplicate name"):
        twice = zipped(("bagit.txt", b"x"), ("bagit.txt", b"y"))
    locked = bytearray(zipped(("bagit.txt", b"x")))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        locked[locked.index(mark) + offset] |= 1
    for data, why in ((twice, "name-twice"), (bytes(locked), "locked-zip")):
        with pytest.raises(PackageRefused) as caught:
            check_file(io.BytesIO(data))
        assert caught.value.values["why"] == why


def test_too_large_is_told_from_the_table_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """What would be too large laid open is refused before any of it is."""
    monkeypatch.setattr(archives, "BYTES_AT_MOST", 100)
    monkeypatch.setattr(Archive, "chunks", lambda *_given: pytest.fail("read"))
    with pytest.raises(PackageRefused) as caught:
        check_file(io.BytesIO(zipped(("bagit.txt", b"x" * 101))))
    assert caught.value.values["why"] == "too-large-package"


def test_any_damage_is_an_answer(good: Path) -> None:
    """Cut anywhere, or with bytes changed anywhere, an archive is refused or reported; nothing else is ever raised."""
    import random

    chance, data = random.Random(6), packed(good / "完整版").getvalue()
    for _ in range(150):
        hurt = bytearray(data[: chance.randrange(len(data))] if chance.random() < 0.3 else data)
        for _ in range(chance.randrange(1, 9)):
            if hurt:
                hurt[chance.randrange(len(hurt))] = chance.randrange(256)
        try:
            reports = check_file(io.BytesIO(hurt))
        except PackageRefused:
            continue
        assert reports


@pytest.mark.parametrize("what", [b"[" * 100_000, b"null", b"{}", b'{"leaf": 1}', b"\xff", b'{"leaf":"{}","path":[1]}'])
def test_a_strange_proof_is_reported(copied: Path, what: bytes) -> None:
    """A proof that is no proof, with every sum right, is said to be unreadable."""
    (copied / "完整版" / "proofs/E0001.json").write_bytes(what)
    reckon_anew(copied / "完整版")
    report = check_path(copied, lambda: "")[0].report
    assert "list-unreadable" in {issue.kind for issue in report.exhibits[0].issues}


def test_what_is_no_file_is_said(tmp_path: Path) -> None:
    """A path where nothing lies, and a folder with a link in it."""
    with pytest.raises(UnreadableFile):
        check_path(tmp_path / "none.zip", lambda: "")
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "bagit.txt").symlink_to("/etc/passwd")
    report = check_path(tmp_path / "folder", lambda: "")[0].report
    assert not report.ok


def test_a_disk_that_fails_is_not_the_packages_fault(
    good: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the system refuses to read, that is said, and nobody is told that the package is broken."""
    path = tmp_path / "包.zip"
    path.write_bytes(packed(good).getvalue())

    class Failing(io.FileIO):
        def readinto(self, _buffer: object) -> int:
            raise OSError(5, "input/output error")

    for given in (path, good / "完整版"):
        with monkeypatch.context() as patch, pytest.raises(UnreadableFile) as caught:
            patch.setattr(Path, "open", lambda self, _mode: io.BufferedReader(Failing(self)))
            check_path(given, lambda: "")
        assert caught.value.values["why"] == "unreadable"


def test_a_place_before_the_beginning_is_the_archives_fault(good: Path, tmp_path: Path) -> None:
    """A table that points before the file makes the disk refuse; the reader is told that the archive is broken."""
    data = bytearray(zipped(("bagit.txt", b"x")))
    at = data.index(b"PK\x05\x06") + 16
    data[at : at + 4] = struct.pack("<I", struct.unpack("<I", data[at : at + 4])[0] + 1000)
    path = tmp_path / "包.zip"
    path.write_bytes(data)
    with pytest.raises(PackageRefused):
        check_path(path, lambda: "")


def test_progress_is_told_in_bytes(good: Path) -> None:
    """Whoever waits sees how far it is, up to the end."""
    told: list[tuple[int, int]] = []
    check_file(packed(good), progress=lambda done, total: told.append((done, total)))
    assert told[-1][0] == told[-1][1] > 0 and [done for done, _ in told] == sorted(done for done, _ in told)
