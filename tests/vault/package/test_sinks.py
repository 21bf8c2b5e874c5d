"""Where packages are written: a folder appears whole or not at all, private to its owner, and a break-off is cleared away."""

from __future__ import annotations

import io
import os
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

from fairdue.kernel.errors import UnreadableFile
from fairdue.vault.package.names import LONGEST, safe_name
from fairdue.vault.package.sinks import FolderSink, Take, ZipSink, zip_to
from fairdue.vault.package.transport import write_whole
from tests.vault.package.case_specimen import export, new_case

AT = datetime(2026, 11, 21, 12, tzinfo=UTC)


def hello(take: Take) -> None:
    """Hand over a file in two pieces."""
    take(b"hel")
    take(b"lo")


def test_a_folder_appears_when_it_is_whole(tmp_path: Path) -> None:
    """Before it is finished nothing stands under its name; after, only its owner can read it."""
    folder = tmp_path / "包"
    sink = FolderSink(folder)
    sink.write("data/原始/a.txt", hello)
    assert not folder.exists()
    sink.finish()
    assert (folder / "data/原始/a.txt").read_bytes() == b"hello"
    for path in (folder, *folder.rglob("*")):
        assert path.stat().st_mode & 0o077 == 0


def test_what_a_kill_left_is_cleared_away(tmp_path: Path) -> None:
    """A half-written folder of a run that was killed is replaced by the next run, never taken for a package."""
    left = tmp_path / "out/完整版.unfinished"
    left.mkdir(parents=True)
    (left / "old.txt").write_text("old")
    export(new_case(tmp_path / "vault"), tmp_path / "out", "E0001", masked=False)
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["完整版"]
    assert not list((tmp_path / "out").rglob("old.txt"))


def test_a_full_disk_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the disk takes no more the export ends in words, nothing half-written stays, and the vault goes on."""
    made = new_case(tmp_path / "vault")
    real, written = os.fsync, []

    def full(descriptor: int) -> None:
        if "unfinished" in os.readlink(f"/proc/self/fd/{descriptor}"):
            written.append(descriptor)
            if len(written) > 5:
                raise OSError(28, "No space left on device")
        real(descriptor)

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(UnreadableFile) as caught:
        export(made, tmp_path / "out")
    assert caught.value.values["why"] == "disk-full"
    assert list((tmp_path / "out").iterdir()) == []
    monkeypatch.undo()
    assert export(made, tmp_path / "out").files["完整版"]


def test_a_taken_place_is_left_alone(tmp_path: Path) -> None:
    """Neither a folder nor a file that is there already is overwritten."""
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").write_text("mine")
    with pytest.raises(UnreadableFile):
        FolderSink(tmp_path / "folder")
    with pytest.raises(UnreadableFile):
        write_whole(tmp_path / "file", lambda file: file.write(b"other"))
    assert (tmp_path / "file").read_text() == "mine"


def test_an_abandoned_archive_is_none(tmp_path: Path) -> None:
    """Broken off, an archive has no list of files, and no program takes it for one."""
    out = io.BytesIO()
    sink = ZipSink(zip_to(out), "包", AT)
    sink.write("a.txt", hello)
    sink.abandon()
    assert not zipfile.is_zipfile(out)


@pytest.mark.parametrize(
    ("given", "made"),
    [
        ("短信.txt", "短信.txt"),
        ("..", "文件"),
        ("a/b\\c:d*e?.txt", "a_b_c_d_e_.txt"),
        ("\u202egpj.exe", "gpj.exe"),
        ("a\nb\tc.txt", "a b c.txt"),
        ("NUL.txt", "_NUL.txt"),
        ("\u3000 \u00a0", "文件"),
        ("100%.txt", "100_.txt"),
        ("é.txt", "é.txt"),
    ],
)
def test_names_are_plain_everywhere(given: str, made: str) -> None:
    """No separator, control, direction mark or device name is left, and the two ways to write é are one."""
    assert safe_name(given) == made
    assert len(safe_name(given * 1000).encode()) <= LONGEST
