"""Where a package is written: a folder that appears whole or not at all, or an archive as a stream of bytes."""

from __future__ import annotations

import os
import shutil
import zipfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import IO, Protocol

from fairdue.kernel.errors import UnreadableFile

Take = Callable[[bytes], object]
Fill = Callable[[Take], object]


class Sink(Protocol):
    """Takes files by their path inside the package, one after the other."""

    def write(self, path: str, fill: Fill) -> None:
        """Write one file, which `fill` hands over piece by piece; a path is written once."""
        ...

    def finish(self) -> None:
        """Make what was written visible and lasting."""
        ...

    def abandon(self) -> None:
        """Leave nothing behind."""
        ...


class FolderSink:
    """A folder under its final name only when everything in it is written and synced."""

    def __init__(self, folder: Path) -> None:
        """Begin beside `folder`; raises UnreadableFile where something is there already."""
        if folder.exists():
            raise UnreadableFile(path=str(folder), why="already-there")
        self._folder = folder
        self._growing = folder.with_name(folder.name + ".unfinished")
        shutil.rmtree(self._growing, ignore_errors=True)
        self._growing.mkdir(parents=True, mode=0o700)

    def write(self, path: str, fill: Fill) -> None:
        """Write one file that only this user can read."""
        target = self._growing / path
        for parent in reversed(target.relative_to(self._growing).parents[:-1]):
            (self._growing / parent).mkdir(exist_ok=True, mode=0o700)
        with open(target, "xb", opener=lambda name, flags: os.open(name, flags, 0o600)) as file:
            fill(file.write)
            file.flush()
            os.fsync(file.fileno())

    def finish(self) -> None:
        """Give the folder its name."""
        self._growing.rename(self._folder)

    def abandon(self) -> None:
        """Remove what was written so far."""
        shutil.rmtree(self._growing, ignore_errors=True)


class ZipSink:
    """One package inside an archive that is written from front to back, so that it can go through a pipe.

    Nothing is compressed: pictures and recordings already are, and a plain copy is easier to get out of a broken file.
    """

    def __init__(self, archive: zipfile.ZipFile, folder: str, at: datetime) -> None:
        """Write into one `folder` of an archive from `zip_to`; files are dated `at`, names are UTF-8."""
        self._zip, self._folder = archive, folder
        self._at = (max(at.year, 1980), at.month, at.day, at.hour, at.minute, at.second)

    def write(self, path: str, fill: Fill) -> None:
        """Write one file of any size."""
        about = zipfile.ZipInfo(f"{self._folder}/{path}", self._at)
        about.compress_type = zipfile.ZIP_STORED
        about.external_attr = 0o600 << 16
        with self._zip.open(about, "w", force_zip64=True) as file:
            fill(file.write)

    def finish(self) -> None:
        """Leave the rest to whoever closes the archive."""

    def abandon(self) -> None:
        """Leave the archive without its list of files: what was written is no archive."""
        self._zip.fp = None


def zip_to(file: IO[bytes]) -> zipfile.ZipFile:
    """Begin an archive on a file or a pipe; close it when every package is in it."""
    return zipfile.ZipFile(file, "w", zipfile.ZIP_STORED, allowZip64=True)
