"""The simulated disk as a file system of the machine (FUSE), so that the real vault with SQLCipher runs on it.

Usage: python -m tests.vault.faults.fuse_disk MOUNT IMAGE OPERATION SEED. Before the given operation the power fails:
what a power cut may leave is written to the folder IMAGE, and the file system is gone.
"""

from __future__ import annotations

import errno
import os
import random
import stat
import sys
from pathlib import Path
from typing import Any

from tests.vault.faults.simulated_disk import Inode, SimulatedDisk, image

TOP = Path("/")


class FuseDisk:
    """Passes what the kernel asks on to a simulated disk."""

    use_ns = True

    def __init__(self, disk: SimulatedDisk) -> None:
        self.disk = disk
        self.modes: dict[Path, int] = {}
        self.handles: dict[int, Inode] = {}

    def getattr(self, path: str, fh: int | None = None) -> dict[str, Any]:
        """Say what lies under a name."""
        where = Path(path)
        about = {
            "st_uid": os.getuid(),
            "st_gid": os.getgid(),
            "st_nlink": 1,
            "st_mtime": 0,
            "st_ctime": 0,
            "st_atime": 0,
        }
        if where in self.disk.folders:
            return about | {"st_mode": stat.S_IFDIR | 0o700, "st_size": 4096}
        inode = self.handles.get(fh) if fh is not None else self.disk.now.get(where)
        if inode is None:
            raise OSError(errno.ENOENT, "nothing there", path)
        return about | {"st_mode": stat.S_IFREG | self.modes.get(where, 0o600), "st_size": len(inode.now)}

    def readdir(self, path: str, fh: int) -> list[str]:
        """List a folder."""
        return [".", "..", *self.disk.names(Path(path))]

    def mkdir(self, path: str, mode: int) -> int:
        """Make a folder."""
        self.disk.make_folder(Path(path))
        return 0

    def rmdir(self, path: str) -> int:
        """Remove a folder."""
        self.disk.folders.discard(Path(path))
        return 0

    def create(self, path: str, mode: int, fi: Any = None) -> int:
        """Make a new file and open it."""
        self.disk.create(Path(path))
        return self.open(path, 0)

    def open(self, path: str, flags: int) -> int:
        """Open a file."""
        handle = len(self.handles) + 1
        self.handles[handle] = self.disk.now[Path(path)]
        return handle

    def read(self, path: str, size: int, offset: int, fh: int) -> bytes:
        """Read from an open file."""
        return bytes(self.handles[fh].now[offset : offset + size])

    def write(self, path: str, data: bytes, offset: int, fh: int) -> int:
        """Write to an open file."""
        self.disk.on_operation("write", Path(path))
        self.handles[fh].write(offset, bytes(data))
        return len(data)

    def truncate(self, path: str, length: int, fh: int | None = None) -> int:
        """Cut or grow a file."""
        self.disk.on_operation("truncate", Path(path))
        inode = self.handles[fh] if fh is not None else self.disk.now[Path(path)]
        inode.truncate(length)
        return 0

    def fsync(self, path: str, datasync: int, fh: int) -> int:
        """Make an open file durable."""
        self.disk.on_operation("fsync", Path(path))
        self.handles[fh].sync()
        return 0

    def fsyncdir(self, path: str, datasync: int, fh: int) -> int:
        """Make the names in a folder durable."""
        self.disk.sync_folder(Path(path))
        return 0

    def unlink(self, path: str) -> int:
        """Remove a name."""
        self.disk.remove(Path(path))
        return 0

    def rename(self, old: str, new: str) -> int:
        """Give a file or folder another name."""
        self.disk.rename(Path(old), Path(new))
        return 0

    def chmod(self, path: str, mode: int) -> int:
        """Remember permissions."""
        self.modes[Path(path)] = stat.S_IMODE(mode)
        return 0

    def statfs(self, path: str) -> dict[str, int]:
        """Say that there is room."""
        return {"f_bsize": 4096, "f_frsize": 4096, "f_blocks": 1 << 24, "f_bfree": 1 << 23, "f_bavail": 1 << 23}


def main() -> None:
    """Serve a simulated disk until the power fails."""
    import mfusepy  # needs libfuse on the machine, which only `make soak` installs

    mount, target, last, seed = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])
    disk, count = SimulatedDisk(folders=frozenset({TOP})), 0

    def tick(_what: str, path: Path) -> None:
        nonlocal count
        if path.name.endswith("-shm"):
            return  # memory that two programs share, rebuilt at every opening
        count += 1
        if count == last:
            left = image(disk.state(), random.Random(seed))
            for folder in sorted(disk.folders):
                (target / folder.relative_to(TOP)).mkdir(parents=True, exist_ok=True)
            for name, content in left.items():
                if not name.name.endswith("-shm"):
                    (target / name.relative_to(TOP)).parent.mkdir(parents=True, exist_ok=True)
                    (target / name.relative_to(TOP)).write_bytes(content)
            (target / "power-failed").touch()
            os._exit(0)

    disk.on_operation = tick
    served = type("Served", (FuseDisk, mfusepy.Operations), {})
    mfusepy.FUSE(served(disk), mount, foreground=True, nothreads=True, fsname="simulated")
    (target / "operations").write_text(str(count))


if __name__ == "__main__":
    main()
