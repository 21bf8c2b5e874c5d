"""The store of encrypted originals: any content in, the same content out, nothing plain on the disk."""

from __future__ import annotations

import hashlib
import io
import os
import tracemalloc
from pathlib import Path
from typing import cast

import pyrage
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fairdue.vault import subkeys
from fairdue.vault.blobs import Blobs, Unreadable, as_stream
from fairdue.vault.storage import Disk
from tests.vault.specimen import harmed

LARGE = 1 << 30 if os.environ.get("FAIRDUE_SOAK") else 40_000_000
KEYS = subkeys.derive(b"k" * 32)


@pytest.fixture
def blobs(tmp_path: Path) -> Blobs:
    """An empty store."""
    return Blobs(Disk(), tmp_path, KEYS)


def out(blobs: Blobs, blob: str) -> bytes:
    """Read a content whole."""
    content = bytearray()
    blobs.copy_out(blob, content.extend)
    return bytes(content)


def test_what_goes_in_comes_out_and_lies_encrypted(blobs: Blobs) -> None:
    """Specimen: digest and size are the content's, the file is age's, and the stock format opens it."""
    content = "您的借款已逾期".encode() * 100
    written = blobs.write(as_stream(content))
    lying = blobs.path(written.blob).read_bytes()
    assert (written.sha256, written.size, written.is_new) == (hashlib.sha256(content).digest(), len(content), True)
    assert lying.startswith(b"age-encryption.org/v1") and content[:21] not in lying
    assert pyrage.decrypt(lying, [KEYS.identity]) == content == out(blobs, written.blob)


@settings(max_examples=60, suppress_health_check=list(HealthCheck))
@given(st.one_of(st.binary(max_size=300), st.integers(65_500, 65_560).map(bytes), st.just(bytes(200_000))))
def test_every_length_comes_back(blobs: Blobs, content: bytes) -> None:
    """Empty, short, and around the edge of age's chunks."""
    assert out(blobs, blobs.write(as_stream(content)).blob) == content


def test_the_same_content_is_kept_once_and_a_harmed_file_is_replaced(blobs: Blobs) -> None:
    """A second copy is not written over a good file, but it heals a bad one."""
    first = blobs.write(as_stream(b"content"))
    assert blobs.write(as_stream(b"content")) == first.__class__(first.blob, first.sha256, 7, is_new=False)
    blobs.path(first.blob).write_bytes(b"harmed")
    assert blobs.write(as_stream(b"content")).is_new and out(blobs, first.blob) == b"content"
    assert list(blobs.names()) == [first.blob + ".age"]


@pytest.mark.parametrize("after", [0, 3_000_000])
def test_a_source_that_fails_leaves_nothing(blobs: Blobs, after: int) -> None:
    """The error is the source's own, and no file stays."""

    class Failing(io.BytesIO):
        def read(self, count: int | None = -1) -> bytes:
            if self.tell() >= after:
                raise OSError(5, "the card was pulled out")
            return super().read(count)

    with pytest.raises(OSError, match="pulled out"):
        blobs.write(Failing(bytes(after + 1)))
    assert list(blobs.names()) == []


def test_a_write_that_fails_at_the_very_end_is_not_taken_for_success(blobs: Blobs) -> None:
    """The age library swallows a failure of its last write; the store does not."""

    class LastFails(Disk):
        def create(self, path: Path) -> io.BufferedWriter:
            file, writes = cast(io.BufferedWriter, super().create(path)), 0

            class Handle(io.RawIOBase):
                def write(self, chunk: object) -> int:
                    nonlocal writes
                    writes += 1
                    if writes == 3:
                        raise OSError(28, "no space left")
                    return file.write(cast(bytes, chunk))

            return cast(io.BufferedWriter, Handle())

    store = Blobs(LastFails(), blobs.folder, KEYS)
    with pytest.raises(OSError, match="no space"):
        store.write(as_stream(b"x" * 100_000))
    assert list(blobs.names()) == []


def test_a_large_content_passes_in_little_memory(blobs: Blobs) -> None:
    """A large file, a gigabyte in the long run, goes in and out while Python holds less than four megabytes."""

    class Zeros(io.RawIOBase):
        left = LARGE

        def read(self, count: int = -1) -> bytes:
            taken = min(self.left, count)
            self.left -= taken
            return bytes(taken)

    tracemalloc.start()
    written = blobs.write(cast(io.BytesIO, Zeros()))
    blobs.copy_out(written.blob, len)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert written.size == LARGE and peak < 4_000_000


def test_a_content_can_be_read_as_a_stream(blobs: Blobs) -> None:
    """The stream gives the content, and an error where the file is harmed."""
    written = blobs.write(as_stream(b"x" * 300_000))
    with blobs.reader(written.blob) as stream:
        assert stream.read() == b"x" * 300_000
    path = blobs.path(written.blob)
    path.write_bytes(harmed(path.read_bytes()))
    with pytest.raises(Unreadable), blobs.reader(written.blob) as stream:
        stream.read()


def test_a_failing_taker_is_not_called_damage(blobs: Blobs) -> None:
    """When the place to copy to is full, that is what is said."""
    written = blobs.write(as_stream(b"x" * 10))

    def full(_chunk: bytes) -> None:
        raise OSError(28, "no space left")

    with pytest.raises(OSError, match="no space"):
        blobs.copy_out(written.blob, full)


def test_left_overs_are_cleared_and_erased_files_are_gone(blobs: Blobs) -> None:
    """What a break-off left aside goes; an erased file goes; erasing what is gone is no error."""
    written = blobs.write(as_stream(b"x"))
    (blobs.folder / "abc.part").write_bytes(b"half")
    assert blobs.remove_unfinished() == 1
    blobs.erase(written.blob)
    blobs.erase(written.blob)
    assert list(blobs.names()) == []
