"""BagIt 1.0 (RFC 8493): payload under `data/`, two manifests, tag files, and a signature over the tag manifest.

The signature is ours: BagIt has none, and without one somebody could change a file and all sums with it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from fairdue.vault.package.sinks import Fill, Sink, Take

DECLARATION: Final = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
SIGNATURE: Final = "tagmanifest-sha256.txt.sig"
_KINDS: Final = ("sha256", "sha512")


@dataclass(frozen=True, slots=True)
class Written:
    """One file of the package with its size and its two sums in hexadecimal."""

    path: str
    size: int
    sums: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Counts:
    """How many files a finished package holds: under `data/`, and in all."""

    payload: int
    whole: int


class Bag:
    """One package in the making: payload first, tag files after, then `close`."""

    def __init__(self, sink: Sink) -> None:
        """Write to a sink, which `close` finishes."""
        self._sink = sink
        self.payload: list[Written] = []
        self._tags: list[Written] = []

    def add(self, path: str, content: bytes | Fill) -> None:
        """Write one payload file, `path` below `data/`, from its bytes or from what hands them over piece by piece."""
        self.payload.append(self._write(f"data/{path}", content))

    def tag(self, path: str, data: bytes) -> None:
        """Write one file about the package."""
        self._tags.append(self._write(path, data))

    def counts(self, tags_to_come: int = 0) -> Counts:
        """Count the files of the finished package, `tags_to_come` more of ours and BagIt's own seven included."""
        own = 4 + len(_KINDS) + 1  # bagit.txt, bag-info.txt, 2 manifests, 2 tag manifests, the signature
        return Counts(len(self.payload), len(self.payload) + len(self._tags) + tags_to_come + own)

    def close(self, info: Mapping[str, str], sign: Callable[[bytes], bytes]) -> None:
        """Write declaration, information, manifests and signature, and finish the sink."""
        size = sum(one.size for one in self.payload)
        told = {**info, "Payload-Oxum": f"{size}.{len(self.payload)}"}
        self.tag("bagit.txt", DECLARATION)
        self.tag("bag-info.txt", "".join(f"{name}: {value}\n" for name, value in told.items()).encode())
        for kind in _KINDS:
            self.tag(f"manifest-{kind}.txt", manifest(self.payload, kind))
        listed = tuple(self._tags)
        for kind in reversed(_KINDS):
            self._write(f"tagmanifest-{kind}.txt", manifest(listed, kind))
        self._write(SIGNATURE, sign(manifest(listed, "sha256")))
        self._sink.finish()

    def abandon(self) -> None:
        """Leave no half-written package behind."""
        self._sink.abandon()

    def _write(self, path: str, content: bytes | Fill) -> Written:
        sums = [hashlib.new(kind) for kind in _KINDS]
        size = 0

        def filling(take: Take) -> None:
            def passing(chunk: bytes) -> None:
                nonlocal size
                for one in sums:
                    one.update(chunk)
                size += len(chunk)
                take(chunk)

            if isinstance(content, bytes):
                passing(content)
            else:
                content(passing)

        self._sink.write(path, filling)
        return Written(path, size, {kind: one.hexdigest() for kind, one in zip(_KINDS, sums, strict=True)})


def manifest(files: Iterable[Written], kind: str) -> bytes:
    """Write a manifest as `sha256sum -c` reads it: sum, two blanks, path; ordered by path."""
    rows = sorted((one.path, one.sums[kind]) for one in files)
    return "".join(f"{total}  {path}\n" for path, total in rows).encode()
