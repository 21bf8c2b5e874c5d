"""Checking on the page: the whole vault by item, a package handed in by exhibit, hostile archives refused with words."""

from __future__ import annotations

import io
import os
import re
import threading
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from fairdue.app import check_package, tend_vault
from fairdue.web import security
from fairdue.web.cases import check_pages
from tests.web.asking import visible
from tests.web.case_asking import TEXT, Keeper, keeper

ADDRESS = "/vault/check"


@pytest.fixture
def kept(tmp_path: Path) -> Keeper:
    """A reader with an open vault, one case and one exhibit."""
    made = keeper(tmp_path).make().open_case()
    made.add()
    return made


def package(kept: Keeper, **fields: str) -> bytes:
    """Export a package of the exhibit."""
    return kept.post(f"{kept.case}/package", None, label="E0001", **fields).body


def told(kept: Keeper, upload: bytes | None = None, name: str = "包.zip", **fields: str) -> str:
    """Check a package, or the vault, and return the words of the result."""
    if upload is None:
        return visible(kept.post(ADDRESS).text)
    return visible(kept.post(f"{ADDRESS}/package", (name, upload), **fields).text)


def changed(archive: bytes, path: str, change: Callable[[bytes], bytes]) -> bytes:
    """Return an archive with one file changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, change(data) if name == path else data)
    return out.getvalue()


def test_a_whole_vault_is_said_to_be_whole(kept: Keeper) -> None:
    """The page of the cases leads there; every item was decrypted and compared."""
    assert f'href="{ADDRESS}"' in kept.get("/cases").text
    assert "核对整个保险箱" in visible(kept.get(ADDRESS).text)
    assert "全部完好" in told(kept) and "1 件原件，每件都解密核对过" in told(kept)


def test_what_is_hurt_in_the_vault_is_named(kept: Keeper, tmp_path: Path) -> None:
    """A flipped bit and a missing file are told by the case and the label; nothing was changed by looking."""
    kept.add("第二份")
    blobs = sorted((tmp_path / "vault").rglob("*.age"))
    data = bytearray(blobs[0].read_bytes())
    data[-5] ^= 1
    blobs[0].write_bytes(data)
    blobs[1].unlink()
    words = told(kept)
    assert "有坏的，已逐件列出" in words
    assert {"原件的文件被改过", "原件的文件不见了"} == set(re.findall("原件的文件(?:被改过|不见了)", words))
    assert "易贷那笔 E0001" in words and "易贷那笔 E0002" in words


def test_a_good_package_is_said_to_be_whole(kept: Keeper) -> None:
    """Both copies, each exhibit by name, whose key signed it, and what a check does not show."""
    words = told(kept, package(kept))
    assert "证据包完好，和导出时一样" in words and "E0001 文字.txt✓ 完好" in words
    assert "完整版" in words and "遮盖版" in words and "是这个保险箱签的名" in words and "由法院认定" in words


def test_a_tampered_package_is_named_by_exhibit(kept: Keeper) -> None:
    """One changed byte of the original: the exhibit is marked, and which file."""
    bad = changed(package(kept), "完整版/data/原始/E0001_文字.txt", lambda data: data[:-1] + b"?")
    words = told(kept, bad)
    assert "证据包和导出时不一样" in words and "data/原始/E0001_文字.txt 和导出时不一样" in words
    assert words.count("✓ 完好") == 1


def test_a_locked_package_needs_its_passphrase(kept: Keeper) -> None:
    """Without it, or with another, the page says so; with it the package is checked."""
    locked = package(kept, passphrase="雨伞和旧鞋三更天")
    assert "请填上导出时的口令" in told(kept, locked)
    assert "这个包的口令不对" in told(kept, locked, passphrase="别的口令啊啊啊")
    assert "证据包完好" in told(kept, locked, "包.zip.age", passphrase="雨伞和旧鞋三更天")


def hostile() -> dict[str, tuple[bytes, str]]:
    """Make archives nobody should open, each with what is said of it."""
    bomb, out = io.BytesIO(), io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("bagit.txt", bytes(30_000_000))
    with zipfile.ZipFile(out, "w") as made:
        made.writestr("../../../tmp/x", b"x")
    return {
        "a bomb": (bomb.getvalue(), "大得不正常"),
        "a way out": (out.getvalue(), "想跑到别处去"),
        "a picture": (b"\x89PNG" + bytes(100), "不是 ZIP"),
        "a page": (b"<script>alert(1)</script>", "不是 ZIP"),
        "half": (bomb.getvalue()[:-9], "不是 ZIP"),
    }


@pytest.mark.parametrize("kind", hostile())
def test_a_hostile_archive_is_refused_with_words(kept: Keeper, tmp_path: Path, kind: str) -> None:
    """The reason is said, nothing of it was opened or kept, and no file lies about."""
    before = sorted(path.name for path in tmp_path.rglob("*"))
    data, words = hostile()[kind]
    shown = told(kept, data)
    assert words in shown and "没有存下它" in shown
    assert sorted(path.name for path in tmp_path.rglob("*")) == before


@pytest.mark.parametrize("name", ["<img src=x>.zip", "\u202egpj.zip", "包" * 1350 + ".zip", "../../x.zip", "vault"])
def test_a_hostile_name_stays_a_name(kept: Keeper, name: str) -> None:
    """Whatever the file is called, the page shows it as words."""
    page = kept.post(f"{ADDRESS}/package", (name, package(kept)))
    assert page.status == 200 and "证据包完好" in page.text and "<img src=x" not in page.text
    assert "\u202e" not in page.text


def test_nothing_chosen_comes_back(kept: Keeper) -> None:
    """No file, an empty one, or a form of another kind: the page asks again."""
    for page in (
        kept.post(f"{ADDRESS}/package"),
        kept.post(f"{ADDRESS}/package", ("", b"")),
        kept.post(f"{ADDRESS}/package", ("a.zip", b"")),
    ):
        assert page.status == 422 and "还没有选文件" in page.text


def test_a_large_package_never_lies_readable(kept: Keeper, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """It is taken in beyond what memory pages take, piece by piece, into a file that has no name and cannot be read."""
    monkeypatch.setattr(security, "UPLOAD_LIMIT", 1000)
    seen: list[bool] = []
    check_file = check_package.check_file

    def watched(*given: Any, **named: Any) -> Any:
        links = [os.readlink(f"/proc/self/fd/{one}") for one in os.listdir("/proc/self/fd") if _is_open(one)]
        spools = [link for link in links if str(tmp_path) in link and "(deleted)" in link]
        seen.append(bool(spools))
        return check_file(*given, **named)

    monkeypatch.setattr(check_package, "check_file", watched)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive, zipfile.ZipFile(io.BytesIO(package(kept))) as old:
        for name in old.namelist():
            archive.writestr(name, old.read(name))
        archive.writestr("另外的.bin", TEXT.encode() * 40_000)
    assert "证据包完好" in told(kept, made.getvalue())
    assert seen == [True]


def _is_open(descriptor: str) -> bool:
    return os.path.lexists(f"/proc/self/fd/{descriptor}")


def test_above_the_limit_is_refused(kept: Keeper, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is larger than the page takes is said to be too large."""
    monkeypatch.setattr(security, "PACKAGE_LIMIT", 5_000)
    page = kept.post(f"{ADDRESS}/package", ("包.zip", bytes(6_000)))
    assert page.status == 413 and "内容太长" in page.text


def test_a_full_disk_is_said(kept: Keeper, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the disk takes no more, or fails, the page says which and the vault goes on."""
    archive = package(kept)
    for number, words in ((28, "磁盘满了"), (5, "系统拒绝读写")):

        def refuse(self: object, data: bytes, number: int = number) -> int:
            raise OSError(number, "refused")

        monkeypatch.setattr("fairdue.vault.package.spool.Spool.write", refuse)
        page = kept.post(f"{ADDRESS}/package", ("包.zip", archive))
        assert page.status == 507 and words in page.text
    assert "全部完好" in told(kept)


def test_a_mishap_of_the_check_is_said_and_logged(
    kept: Keeper, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """What nobody foresaw ends the check with a sentence, and whoever runs the page finds where it came from."""

    def broken(vault: object, progress: object) -> None:
        raise OSError(5, "input/output error")

    monkeypatch.setattr(tend_vault, "verify", broken)
    words = told(kept)
    assert "没有核对" in words and "出了意外" in words and "没有打开它" not in words
    assert "input/output error" in caplog.text


def test_a_long_check_says_how_far_it_is_and_can_be_stopped(kept: Keeper, monkeypatch: pytest.MonkeyPatch) -> None:
    """While it goes on the page says so and comes again by itself; stopped, or locked, it ends and nothing is lost."""
    gate = threading.Event()

    def slowly(vault: object, progress: Callable[[int, int], None]) -> None:
        for done in range(100):
            progress(done, 100)
            gate.wait(0.05)

    monkeypatch.setattr(check_pages, "PATIENCE", 0.2)
    monkeypatch.setattr(tend_vault, "verify", slowly)
    page = kept.post(ADDRESS)
    assert "正在核对保险箱" in page.text and 'http-equiv="refresh"' in page.text and "<progress" in page.text
    assert "停下了，没有核对完" not in page.text
    assert "核对有没有被改过" in visible(kept.post(f"{ADDRESS}/stop").text)
    kept.post(ADDRESS)
    errand = kept.desk.errand
    assert errand is not None
    kept.post("/vault/lock")
    assert errand.is_over and errand.was_stopped and kept.desk.errand is None


@pytest.mark.parametrize("place", ["", "/package", "/stop"])
def test_a_locked_vault_checks_nothing(kept: Keeper, place: str) -> None:
    """Locked, each address leads to the lock, and back here after it."""
    kept.post("/vault/lock")
    page = kept.post(f"{ADDRESS}{place}")
    assert page.status == 403 and "保险箱锁着" in page.text
    assert f'value="{ADDRESS}"' in kept.get(ADDRESS).text


def test_the_demonstration_can_be_checked(tmp_path: Path) -> None:
    """The throw-away vault is checked like any other, and a package of it too."""
    made = keeper(tmp_path)
    assert made.post("/vault/demo").status == 200
    assert "全部完好" in told(made)
    case = re.findall(r'href="(/cases/[0-9a-f]{12})"', made.get("/cases").text)[0]
    archive = made.post(f"{case}/package", None, label="E0001").body
    assert "是这个保险箱签的名" in told(made, archive)


def test_english_readers_get_english(kept: Keeper) -> None:
    """The words around the reader's own are English where English was asked for."""
    kept.post(ADDRESS)
    page = kept.get(f"{ADDRESS}?lang=en").text
    assert "All whole" in page and "1 original, decrypted and compared" in page
