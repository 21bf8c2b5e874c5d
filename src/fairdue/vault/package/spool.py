"""A large file on its way through: it lies on the disk without a name and encrypted, under a key that only memory knows.

What is written cannot be read by anybody else and is gone when the file is closed or the program ends. It is no vault.
"""

from __future__ import annotations

import io
import secrets
import tempfile
from pathlib import Path
from typing import Final

from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CTR

_BLOCK: Final = 16


class Spool(io.RawIOBase):
    """A binary file to be written from front to back and read anywhere; each byte is written once."""

    def __init__(self, folder: Path) -> None:
        """Begin in a folder; raises OSError where the disk will not have it."""
        super().__init__()
        self._file = tempfile.TemporaryFile(dir=folder, buffering=0)  # noqa: SIM115  (closed with this object)
        self._key = secrets.token_bytes(32)
        self._at = self._size = 0

    def readable(self) -> bool:
        """Tell that it can be read."""
        return True

    def writable(self) -> bool:
        """Tell that it can be written."""
        return True

    def seekable(self) -> bool:
        """Tell that it can be read anywhere."""
        return True

    def write(self, data: bytes) -> int:  # type: ignore[override]  # bytes are all that is ever written here
        """Add bytes at the end, whatever was read last."""
        sealed = self._through(self._size, bytes(data))
        self._file.seek(self._size)
        view = memoryview(sealed)
        while view:
            view = view[self._file.write(view) or 0 :]
        self._size += len(sealed)
        self._at = self._size
        return len(sealed)

    def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]  # what BufferedReader hands in
        """Read bytes from where the file stands."""
        self._file.seek(self._at)
        sealed = self._file.read(min(len(buffer), self._size - self._at) if self._at < self._size else 0) or b""
        buffer[: len(sealed)] = self._through(self._at, sealed)
        self._at += len(sealed)
        return len(sealed)

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Move to where reading goes on."""
        start = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._size}[whence]
        if start + offset < 0:
            raise ValueError("before the beginning")
        self._at = start + offset
        return self._at

    def close(self) -> None:
        """Drop the file."""
        if not self.closed:
            self._file.close()
        super().close()

    def _through(self, at: int, data: bytes) -> bytes:
        """Turn plain bytes at a place of the file into sealed ones, or back."""
        counter = (at // _BLOCK).to_bytes(_BLOCK, "big")
        cipher = Cipher(AES(self._key), CTR(counter)).encryptor()
        cipher.update(bytes(at % _BLOCK))
        return cipher.update(data)
