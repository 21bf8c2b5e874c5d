"""The files of a package somebody hands in: an archive of unknown origin, or a folder; nothing is ever unpacked to a disk.

An archive is judged by its table before one byte of its files is read: how many, how large, how tightly packed, under
which names. What it says of a file's size is not believed while the file is read either.
"""

from __future__ import annotations

import errno
import os
import re
import stat
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Final, Protocol

from fairdue.kernel.errors import PackageRefused

FILES_AT_MOST: Final = 10_000
BYTES_AT_MOST: Final = 2_147_483_648  # of all files laid open
RATIO_AT_MOST: Final = 200  # bytes laid open for one byte packed
_SMALL: Final = 1_000_000  # what opens to less than this is harmless however tightly packed
_CHUNK: Final = 1 << 20
_PLAIN: Final = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_NAMED_IN_UTF8, _ENCRYPTED = 0x800, 0x1
_DRIVE: Final = re.compile(r"[A-Za-z]:")


class Files(Protocol):
    """Files by their path, names apart by `/`."""

    def sizes(self) -> Mapping[str, int]:
        """Return the size of every file by its path."""
        ...

    def chunks(self, path: str) -> Iterator[bytes]:
        """Yield what a file holds; raises PackageRefused where the package is at fault, OSError where the disk is."""
        ...


class Archive:
    """A ZIP archive that may be hostile. Raises PackageRefused while it is opened, with the reason, and OSError of the disk."""

    def __init__(self, file: IO[bytes]) -> None:
        """Read the table of an open, seekable file."""
        with _damage_refused(why="not-a-zip"):
            self._zip = zipfile.ZipFile(file)
        self._known: dict[str, zipfile.ZipInfo] = {}
        entries = [one for one in self._zip.infolist() if not one.is_dir()]
        _refuse_too_much(entries, file.seek(0, os.SEEK_END))
        for one in entries:
            name = _name_of(one)
            _refuse_unusable(one, name)
            if name in self._known:
                raise PackageRefused(why="name-twice", given=name)
            self._known[name] = one

    def sizes(self) -> Mapping[str, int]:
        """Return the size of every file by its path."""
        return {name: one.file_size for name, one in self._known.items()}

    def chunks(self, path: str) -> Iterator[bytes]:
        """Yield what a file holds; one that is longer than it says, or does not fit its own sum, is refused."""
        one, seen = self._known[path], 0
        with _damage_refused(why="broken-zip", given=path), self._zip.open(one) as file:
            while chunk := file.read(_CHUNK):
                seen += len(chunk)
                if seen > one.file_size:
                    raise PackageRefused(why="broken-zip", given=path)
                yield chunk


class Folder:
    """A folder on the disk; a link in it is no file of the package. Raises PackageRefused for too much."""

    def __init__(self, folder: Path) -> None:
        """List the plain files below a folder."""
        self._folder = folder
        self._sizes: dict[str, int] = {}
        for place, folders, names in os.walk(folder):
            for name in (*names, *(one for one in folders if (Path(place) / one).is_symlink())):
                about = (Path(place) / name).lstat()
                size = about.st_size if stat.S_ISREG(about.st_mode) else -1
                self._sizes[(Path(place) / name).relative_to(folder).as_posix()] = size
                if len(self._sizes) > FILES_AT_MOST:
                    raise PackageRefused(why="too-many-files", limit=FILES_AT_MOST)

    def sizes(self) -> Mapping[str, int]:
        """Return the size of every file by its path, -1 for what is no plain file."""
        return self._sizes

    def chunks(self, path: str) -> Iterator[bytes]:
        """Yield what a file holds."""
        if self._sizes[path] < 0:
            raise PackageRefused(why="link", given=path)
        with (self._folder / path).open("rb") as file:
            while chunk := file.read(_CHUNK):
                yield chunk


@contextmanager
def _damage_refused(**values: str) -> Iterator[None]:
    """Refuse what a damaged or hostile archive makes `zipfile` raise; what the disk itself refuses is let through.

    A place before the beginning of the file, which only the archive can have named, is EINVAL from the disk.
    """
    try:
        yield
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, RuntimeError) as error:
        raise PackageRefused(**values) from error
    except OSError as error:
        if error.errno != errno.EINVAL:
            raise
        raise PackageRefused(**values) from error


def _refuse_too_much(entries: list[zipfile.ZipInfo], whole: int) -> None:
    """Refuse an archive that would take too much room or time, or whose files lie over one another."""
    if len(entries) > FILES_AT_MOST:
        raise PackageRefused(why="too-many-files", limit=FILES_AT_MOST)
    opened, packed = (sum(sizes) for sizes in zip(*((e.file_size, e.compress_size) for e in entries), strict=True)) if (
        entries
    ) else (0, 0)  # fmt: skip
    if opened > BYTES_AT_MOST:
        raise PackageRefused(why="too-large-package", limit=BYTES_AT_MOST)
    if packed > whole or any(one.file_size > max(_SMALL, RATIO_AT_MOST * one.compress_size) for one in entries):
        raise PackageRefused(why="bomb")


def _refuse_unusable(one: zipfile.ZipInfo, name: str) -> None:
    """Refuse a file that is locked, packed in a strange way, a link, or named so that it would lie elsewhere."""
    if one.flag_bits & _ENCRYPTED:
        raise PackageRefused(why="locked-zip", given=name)
    if one.compress_type not in _PLAIN:
        raise PackageRefused(why="strange-packing", given=name)
    kind = stat.S_IFMT(one.external_attr >> 16)
    if kind not in (0, stat.S_IFREG):
        raise PackageRefused(why="link", given=name)
    steps = name.split("/")
    if "\\" in name or "\0" in name or _DRIVE.match(name) or any(step in ("", ".", "..") for step in steps):
        raise PackageRefused(why="bad-name", given=name)


def _name_of(one: zipfile.ZipInfo) -> str:
    """Return a file's name; one not marked as UTF-8 may come from a Chinese Windows, or from a tool that forgot the mark."""
    name = one.orig_filename
    if one.flag_bits & _NAMED_IN_UTF8:
        return name
    raw = name.encode("cp437")
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return name
