"""A file that appears under its name when it is whole, or not at all; what is in it is none of its business."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, cast


@contextmanager
def appearing(target: Path) -> Iterator[BinaryIO]:
    """Lend a file to be written; it takes the place of `target` when the block ends well. Raises OSError."""
    handle, temporary = tempfile.mkstemp(dir=target.resolve().parent, prefix=f".{target.name}.")
    try:
        with os.fdopen(handle, "wb") as out:
            yield cast(BinaryIO, out)
        os.replace(temporary, target)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
