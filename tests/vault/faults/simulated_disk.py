"""A disk that exists in memory and forgets what was not synced: behind the vault's storage interface and SQLite's VFS.

Every write stays pending until its file is synced, every name until its folder is synced. `image` draws what a power
cut could leave: any subset of pending writes, each torn at 512 bytes or 4 KiB, and any subset of pending names.
"""

from __future__ import annotations

import hashlib
import io
import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, TypeVar, cast


class PowerCut(BaseException):
    """The power is gone: nothing after this happens."""


class ShortWrite(OSError):
    """Half of it was written, then there was no room."""


@dataclass
class Inode:
    """One file: what it holds, what of that is durable, and the writes in between."""

    now: bytearray = field(default_factory=bytearray)
    durable: bytes = b""
    pending: list[tuple[int, bytes] | int] = field(default_factory=list)

    def write(self, at: int, data: bytes) -> None:
        """Write, growing the file with zeros where needed."""
        _apply(self.now, (at, data))
        self.pending.append((at, data))

    def truncate(self, size: int) -> None:
        """Cut or grow the file."""
        _apply(self.now, size)
        self.pending.append(size)

    def sync(self) -> None:
        """Make everything so far durable."""
        if self.pending:
            self.durable, self.pending = bytes(self.now), []


def _apply(content: bytearray, change: tuple[int, bytes] | int) -> None:
    if isinstance(change, int):
        del content[change:]
        content.extend(bytes(change - len(content)))
        return
    at, data = change
    content.extend(bytes(max(0, at - len(content))))
    content[at : at + len(data)] = data


_Change = TypeVar("_Change")
# One change of a folder: the names it takes away and the names it gives, at once.
NameChange = tuple[tuple[Path, ...], tuple[tuple[Path, Inode], ...]]


@dataclass(frozen=True)
class State:
    """The disk at one moment, as far as a power cut cares: durable files and names, and what is pending."""

    files: dict[Path, Inode]
    folders: frozenset[Path]
    writes: dict[int, tuple[bytes, tuple[tuple[int, bytes] | int, ...]]]
    names: tuple[NameChange, ...]


class SimulatedDisk:
    """Files and folders in memory. `on_operation` is called before each change and may raise PowerCut."""

    def __init__(self, files: dict[Path, bytes] | None = None, folders: frozenset[Path] = frozenset()) -> None:
        self.folders = set(folders)
        self.now = {path: Inode(bytearray(content), content) for path, content in (files or {}).items()}
        self.durable = dict(self.now)
        self.pending: list[NameChange] = []
        self.on_operation: Callable[[str, Path], object] = lambda _what, _path: None

    # --- the storage interface of the vault ---

    def make_folder(self, path: Path) -> None:
        """Make a folder; the simulated disk keeps folders at once."""
        self.on_operation("mkdir", path)
        self.folders.add(path)

    def create(self, path: Path) -> BinaryIO:
        """Open a new file for writing."""
        self.on_operation("create", path)
        if path in self.now:
            raise FileExistsError(path)
        inode = Inode()
        self.now[path] = inode
        self.pending.append(((), ((path, inode),)))
        return cast(BinaryIO, _Handle(self, path, inode))

    def open(self, path: Path) -> BinaryIO:
        """Open a file for reading."""
        if path not in self.now:
            raise FileNotFoundError(2, "no such file", str(path))
        return io.BytesIO(bytes(self.now[path].now))

    def sync(self, file: BinaryIO) -> None:
        """Make the content of an open file durable."""
        handle = cast(_Handle, file)
        self.on_operation("fsync", handle.path)
        handle.inode.sync()

    def sync_folder(self, path: Path) -> None:
        """Make the names in a folder durable."""
        self.on_operation("fsync-folder", path)
        for change in [change for change in self.pending if _touches(change, path)]:
            _rename(self.durable, change)
            self.pending.remove(change)

    def rename(self, old: Path, new: Path) -> None:
        """Give a file another name, in one step."""
        self.on_operation("rename", old)
        if old in self.folders:
            self._rename_folder(old, new)
            return
        change: NameChange = ((old,), ((new, self.now[old]),))
        _rename(self.now, change)
        self.pending.append(change)

    def _rename_folder(self, old: Path, new: Path) -> None:
        """Give a folder another name: everything below it moves in one step, which may still be lost."""
        below = [path for path in self.now if old in path.parents]
        moved = tuple((new / path.relative_to(old), self.now[path]) for path in below)
        change: NameChange = (tuple(below), moved)
        _rename(self.now, change)
        self.pending.append(change)
        inner = {path for path in self.folders if path == old or old in path.parents}
        self.folders |= {new / path.relative_to(old) for path in inner}
        self.folders -= inner

    def scrub(self, path: Path) -> None:
        """Write other bytes over a file, sync it, remove its name."""
        inode = self.now[path]
        self.on_operation("write", path)
        inode.write(0, bytes(len(inode.now)))
        self.on_operation("fsync", path)
        inode.sync()
        self.remove(path)

    def remove(self, path: Path) -> None:
        """Remove a file's name."""
        self.on_operation("unlink", path)
        if path not in self.now:
            raise FileNotFoundError(2, "no such file", str(path))
        change: NameChange = ((path,), ())
        _rename(self.now, change)
        self.pending.append(change)

    def remove_tree(self, path: Path) -> None:
        """Remove everything below a folder, file by file."""
        for inner in sorted(known for known in self.now if path in known.parents):
            self.remove(inner)
        self.folders -= {known for known in self.folders if known == path or path in known.parents}

    def names(self, path: Path) -> list[str]:
        """List the names in a folder."""
        if path not in self.folders:
            raise FileNotFoundError(2, "no such folder", str(path))
        return sorted({known.name for known in (*self.now, *self.folders) if known.parent == path})

    def size(self, path: Path) -> int | None:
        """Return the size of a file."""
        return len(self.now[path].now) if path in self.now else 1 if path in self.folders else None

    def free(self, path: Path) -> int:
        """Return much room."""
        return 1 << 40

    @contextmanager
    def lock(self, path: Path, *, tries: int) -> Iterator[None]:
        """Hold a lock nobody else wants."""
        yield

    # --- what a power cut leaves ---

    def state(self) -> State:
        """Take down what matters to a power cut now."""
        inodes = {id(inode): inode for inode in (*self.durable.values(), *self.now.values())}
        inodes |= {id(inode): inode for _gone, given in self.pending for _path, inode in given}
        writes = {key: (inode.durable, tuple(inode.pending)) for key, inode in inodes.items()}
        return State(dict(self.durable), frozenset(self.folders), writes, tuple(self.pending))


class _Handle(io.RawIOBase):
    """An open file being written from its beginning."""

    def __init__(self, disk: SimulatedDisk, path: Path, inode: Inode) -> None:
        self.disk, self.path, self.inode, self.at = disk, path, inode, 0

    def writable(self) -> bool:
        return True

    def write(self, data: object) -> int:
        content = bytes(cast(bytes, data))
        try:
            self.disk.on_operation("write", self.path)
        except ShortWrite:
            self.inode.write(self.at, content[: len(content) // 2])
            raise
        self.inode.write(self.at, content)
        self.at += len(content)
        return len(content)


def _touches(change: NameChange, folder: Path) -> bool:
    gone, given = change
    paths = [*gone, *(path for path, _inode in given)]
    whole = len(paths) > 2  # a folder was renamed: its own parent holds the name
    return any(path.parent == folder or (whole and folder in path.parents) for path in paths)


def _rename(names: dict[Path, Inode], change: NameChange) -> None:
    gone, given = change
    for path in gone:
        names.pop(path, None)
    for path, inode in given:
        names[path] = inode


def image(state: State, chance: random.Random) -> dict[Path, bytes]:
    """Draw one disk that the power cut may have left: the files by name."""
    names = dict(state.files)
    for change in _some(state.names, chance):
        _rename(names, change)
    contents: dict[int, bytes] = {}
    for inode in names.values():
        if id(inode) not in contents:
            durable, pending = state.writes[id(inode)]
            contents[id(inode)] = _drawn(durable, pending, chance)
    return {path: contents[id(inode)] for path, inode in names.items()}


def _some(changes: tuple[_Change, ...], chance: random.Random) -> list[_Change]:
    """Draw which pending changes made it: all, none, the first few, or any."""
    match chance.randrange(4):
        case 0:
            return list(changes)
        case 1:
            return []
        case 2:
            return list(changes[: chance.randint(0, len(changes))])
        case _:
            return [change for change in changes if chance.random() < 0.5]


def _drawn(durable: bytes, pending: tuple[tuple[int, bytes] | int, ...], chance: random.Random) -> bytes:
    if not pending:
        return durable
    content, sector = bytearray(durable), chance.choice((512, 4096))
    torn = chance.random() < 0.5
    for change in _some(pending, chance):
        if torn and not isinstance(change, int):
            for part in _sectors(change, sector):
                if chance.random() < 0.7:
                    _apply(content, part)
        else:
            _apply(content, change)
    return bytes(content)


def _sectors(change: tuple[int, bytes], sector: int) -> Iterator[tuple[int, bytes]]:
    at, data = change
    while data:
        room = sector - at % sector
        yield at, data[:room]
        at, data = at + room, data[room:]


def digest(files: dict[Path, bytes]) -> bytes:
    """Name an image by its content, so that equal ones are looked at once."""
    whole = hashlib.blake2b(digest_size=16)
    for path in sorted(files):
        whole.update(f"{path}\0{len(files[path])}\0".encode())
        whole.update(files[path])
    return whole.digest()
