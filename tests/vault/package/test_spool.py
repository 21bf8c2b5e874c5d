"""A large file on its way through: read back as it was written, from anywhere, and never readable on the disk."""

from __future__ import annotations

import io
import os
import random
from pathlib import Path

from fairdue.vault.package.spool import Spool


def test_it_reads_back_from_anywhere(tmp_path: Path) -> None:
    """Pieces of any length, at any place, are those of the same bytes in memory."""
    chance = random.Random(3)
    plain = io.BytesIO()
    with Spool(tmp_path) as spool:
        for _ in range(60):
            piece = chance.randbytes(chance.choice((0, 1, 15, 16, 17, 4096, 70_001)))
            plain.write(piece)
            assert spool.write(piece) == len(piece)
        size = len(plain.getvalue())
        for _ in range(300):
            at, length = chance.randrange(size + 40), chance.randrange(100)
            plain.seek(at), spool.seek(at)
            assert spool.read(length) == plain.read(length)
        assert spool.seek(0, io.SEEK_END) == size and spool.read() == b"" and spool.tell() == size


def test_nothing_of_it_lies_about(tmp_path: Path) -> None:
    """While it is open it has no name in the folder, and what is on the disk is not what was written."""
    with Spool(tmp_path) as spool:
        spool.write(b"a secret of some length" * 1000)
        assert list(tmp_path.iterdir()) == []
        on_disk = os.pread(spool._file.fileno(), 30_000, 0)
        assert len(on_disk) == 23_000 and b"secret" not in on_disk
    assert spool._file.closed
