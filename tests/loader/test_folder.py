"""Finding a pack by name or folder, and noticing that its files changed."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from fairdue.kernel.errors import PackNotFound
from fairdue.loader.folder import digest, find_pack, known_packs, newest_change, source_files
from tests.loader.specimen import GOOD, write


def test_installed_pack_is_found_by_name() -> None:
    """The Chinese pack is found by its name, which its entry point also knows."""
    assert (find_pack("cn") / "pack.yaml").is_file()
    assert known_packs()["cn"] == "fairdue_cn"


def test_pack_is_found_by_its_folder(tmp_path: Path) -> None:
    """A folder may be given instead of a name, as a path or as text with a slash."""
    assert find_pack(tmp_path) == find_pack(f"{tmp_path}/") == tmp_path


@pytest.mark.parametrize("name", ["xx", "fairdue_cn", "../cn", "cn.law", "", "os", "/no/such/folder"])
def test_unknown_pack_names_the_known(name: str) -> None:
    """An unknown name is refused, and the installed packs are named."""
    with pytest.raises(PackNotFound) as refused:
        find_pack(name)
    assert refused.value.values == {"given": name, "known": ["cn"]}


def test_sources_are_listed_in_order(tmp_path: Path) -> None:
    """The list holds every source, sorted, and neither the compiled pack nor hidden files."""
    write(tmp_path, {**GOOD, "pack.json": "{}", ".git/x.yaml": "", "__pycache__/y.yaml": "", "README.md": ""})
    assert source_files(tmp_path) == tuple(sorted(GOOD))


def test_links_to_folders_are_not_followed(tmp_path: Path) -> None:
    """A folder that links to itself is listed once."""
    write(tmp_path, {"law/a.yaml": ""})
    (tmp_path / "law" / "again").symlink_to(tmp_path, target_is_directory=True)
    assert source_files(tmp_path) == ("law/a.yaml",)


def test_digest_changes_with_names_and_bytes(tmp_path: Path) -> None:
    """The digest tells apart a changed byte, a renamed file, and text moved from one file to the next."""
    first = write(tmp_path / "1", {"a.yaml": "xy", "b.yaml": "z"})
    same = write(tmp_path / "2", {"a.yaml": "xy", "b.yaml": "z"})
    moved = write(tmp_path / "3", {"a.yaml": "x", "b.yaml": "yz"})
    renamed = write(tmp_path / "4", {"a.yaml": "xy", "c.yaml": "z"})
    digests = [digest(folder, source_files(folder)) for folder in (first, same, moved, renamed)]
    assert digests[0] == digests[1]
    assert len(set(digests)) == 3


def test_newest_change_counts_and_dates(tmp_path: Path) -> None:
    """The newest change is the latest time of any source, however deep."""
    write(tmp_path, {"a.yaml": "", "b/c.yaml": ""})
    os.utime(tmp_path / "a.yaml", ns=(5, 5))
    os.utime(tmp_path / "b" / "c.yaml", ns=(9, 9))
    assert newest_change(tmp_path) == (2, 9)
