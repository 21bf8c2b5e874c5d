"""The real disk behind the vault's storage interface: permissions, whole replacement, the lock, what errors say."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

import pytest

from fairdue.kernel.errors import DiskRefused, VaultBusy
from fairdue.vault.storage import Disk, disk_errors, read_whole, write_whole


def mode(path: Path) -> int:
    """Return the permissions of a path."""
    return stat.S_IMODE(path.stat().st_mode)


def test_what_is_made_is_for_its_owner_only(tmp_path: Path) -> None:
    """Specimen: folders 0700 and files 0600, whatever the umask of the day."""
    before = os.umask(0)
    try:
        Disk().make_folder(tmp_path / "v")
        with Disk().create(tmp_path / "v" / "a") as file:
            file.write(b"x")
    finally:
        os.umask(before)
    assert (mode(tmp_path / "v"), mode(tmp_path / "v" / "a")) == (0o700, 0o600)


def test_a_new_file_never_replaces_one_or_follows_a_link(tmp_path: Path) -> None:
    """A name that is taken, even by a dangling link somebody planted, is an error."""
    (tmp_path / "a").write_bytes(b"kept")
    (tmp_path / "b").symlink_to(tmp_path / "elsewhere")
    for name in ("a", "b"):
        with pytest.raises(FileExistsError):
            Disk().create(tmp_path / name)
    assert (tmp_path / "a").read_bytes() == b"kept" and not (tmp_path / "elsewhere").exists()


def test_a_small_file_is_replaced_whole(tmp_path: Path) -> None:
    """The new content stands under the name, nothing is left aside, a break-off's left-over is no obstacle."""
    (tmp_path / "k.part").write_bytes(b"left over")
    for content in (b"one", b"two"):
        write_whole(Disk(), tmp_path / "k", content)
        assert read_whole(Disk(), tmp_path / "k") == content
    assert Disk().names(tmp_path) == ["k"]


def test_scrubbing_overwrites_before_it_removes(tmp_path: Path) -> None:
    """A second name of the same file shows that the bytes are gone, not only the name."""
    (tmp_path / "a").write_bytes(b"secret" * 500_000)
    os.link(tmp_path / "a", tmp_path / "b")
    Disk().scrub(tmp_path / "a")
    left = (tmp_path / "b").read_bytes()
    assert len(left) == 3_000_000 and b"secret" not in left and not (tmp_path / "a").exists()


def test_only_one_holds_the_lock(tmp_path: Path) -> None:
    """A second taker waits, then is told who holds it; afterwards it is free, though the file stays."""
    disk, path = Disk(), tmp_path / "writer.lock"
    with disk.lock(path, tries=0):
        with pytest.raises(VaultBusy) as busy, disk.lock(path, tries=1):
            raise AssertionError
        assert busy.value.values["holder"] == f"pid {os.getpid()}"
    with disk.lock(path, tries=0):
        assert mode(path) == 0o600


def test_a_lock_file_replaced_while_waiting_is_opened_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The file was removed between opening and locking: the lock on the nameless file does not count."""
    path, real = tmp_path / "writer.lock", os.open
    opened: list[int] = []

    def open_and_lose(name: Path, flags: int, mode: int = 0o777) -> int:
        handle = real(name, flags, mode)
        if not opened:
            path.unlink()
        opened.append(handle)
        return handle

    monkeypatch.setattr(os, "open", open_and_lose)
    with Disk().lock(path, tries=1):
        assert len(opened) == 2 and path.exists()


@pytest.mark.parametrize(
    ("number", "why"),
    [(errno.ENOSPC, "disk-full"), (errno.EDQUOT, "disk-full"), (errno.EROFS, "read-only"), (errno.EACCES, "read-only"),
     (errno.EIO, "disk-failed"), (errno.EMFILE, "disk-failed")],
)  # fmt: skip
def test_the_disk_is_quoted_in_our_words(number: int, why: str) -> None:
    """Full, read-only, failing: each is said as such, with the path."""
    with pytest.raises(DiskRefused) as refused, disk_errors(Path("v")):
        raise OSError(number, "text of the system", "v/blobs")
    assert refused.value.values == {"path": "v/blobs", "why": why}


def test_a_missing_file_stays_a_missing_file() -> None:
    """Absence is for the caller to word: an item, a backup, a vault."""
    with pytest.raises(FileNotFoundError), disk_errors(Path("v")):
        raise FileNotFoundError(errno.ENOENT, "none", "v")


def test_sizes_names_and_room_are_asked_of_the_system(tmp_path: Path) -> None:
    """A file has a size, an absent one has none; names come in order; there is room somewhere."""
    (tmp_path / "b").write_bytes(b"12")
    (tmp_path / "a").mkdir()
    disk = Disk()
    assert (disk.size(tmp_path / "b"), disk.size(tmp_path / "c"), disk.size(tmp_path / "b" / "c")) == (2, None, None)
    assert disk.names(tmp_path) == ["a", "b"] and disk.free(tmp_path) > 0
    disk.remove_tree(tmp_path / "a")
    disk.remove(tmp_path / "b")
    assert disk.names(tmp_path) == []
