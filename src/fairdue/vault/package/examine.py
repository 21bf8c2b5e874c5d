"""Check a package as its own `verify.py` does, and say exhibit by exhibit what is wrong; it trusts nothing it reads.

Every file is read once. Whose key signed a package, and whether this vault knows it, is for `app` to say.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from fairdue.kernel.errors import CheckpointRefused, PackageRefused
from fairdue.records.package import PackageExhibit, PackageIssue, PackageIssueKind, PackageReport
from fairdue.vault import checkpoints, tree
from fairdue.vault.package.archive import Files
from fairdue.vault.package.bag import DECLARATION, SIGNATURE

_LISTS: Final = tuple(f"{what}manifest-{kind}.txt" for what in ("", "tag") for kind in ("sha256", "sha512"))
_UNLISTED: Final = {"tagmanifest-sha256.txt", "tagmanifest-sha512.txt", SIGNATURE}
_READ_WHOLE: Final = 8_000_000  # bytes of a list, a proof or a description; a longer one is none
_LABEL: Final = re.compile(r"(?:data/(?:原始|派生|元数据)|proofs)/(E\d{4,9})(?=[_.])[^/]*")
_PREFIX: Final = bytes.fromhex("302a300506032b6570032100")  # an Ed25519 key in DER, before its 32 bytes (RFC 8410)
_NAME_SHOWN: Final = 200
Progress = Callable[[int, int], object]
_UNREADABLE: Final = (ValueError, KeyError, TypeError, IndexError, AttributeError, RecursionError)


@dataclass
class _Read:
    """One package while it is read: its files by path inside it, their sums, small ones whole, and what was found."""

    folder: str
    sizes: Mapping[str, int]
    sums: dict[str, dict[str, str]] = field(default_factory=dict)
    whole: dict[str, bytes] = field(default_factory=dict)
    issues: list[PackageIssue] = field(default_factory=list)

    def note(self, kind: PackageIssueKind, path: str) -> None:
        """Note an issue once."""
        found = _LABEL.fullmatch(path)
        issue = PackageIssue(kind, path, found[1] if found else "")
        if issue not in self.issues:
            self.issues.append(issue)


def examine(files: Files, progress: Progress | None = None) -> tuple[PackageReport, ...]:
    """Check every package among some files, the full one first; `progress` gets the bytes read and those in all.

    Raises PackageRefused where there is none, or the files cannot be read.
    """
    sizes = files.sizes()
    roots = _roots(sizes)
    if not roots:
        raise PackageRefused(why="no-package")
    inside = {path: root for root in roots for path in sizes if path.startswith(root)}
    total, done = sum(max(0, sizes[path]) for path in inside), 0
    reports = []
    for root in roots:
        read = _Read(
            root.rstrip("/"), {path.removeprefix(root): sizes[path] for path in sizes if path.startswith(root)}
        )
        for path, size in read.sizes.items():
            if size < 0:
                continue
            done = _take(read, path, files.chunks(root + path), done, lambda at: progress and progress(at, total))
        reports.append(_report(read))
    return tuple(sorted(reports, key=lambda one: (one.is_masked, one.folder)))


def _roots(sizes: Mapping[str, int]) -> list[str]:
    """Return the folders in which a package begins, each with its closing slash; one inside another is not looked at."""
    begins = sorted((path[: -len("bagit.txt")] for path in sizes if f"/{path}".endswith("/bagit.txt")), key=len)
    return [one for at, one in enumerate(begins) if not any(one.startswith(outer) for outer in begins[:at])]


def _take(read: _Read, path: str, chunks: Iterator[bytes], done: int, tell: Callable[[int], object]) -> int:
    """Hash one file, and keep it whole where the check reads it."""
    both = {"sha256": hashlib.sha256(), "sha512": hashlib.sha512()}
    keeps = read.sizes[path] <= _READ_WHOLE and not path.startswith(("data/原始/", "data/派生/", "data/目录/"))
    kept = bytearray()
    for chunk in chunks:
        for one in both.values():
            one.update(chunk)
        if keeps:
            kept += chunk
        done += len(chunk)
        tell(done)
    read.sums[path] = {kind: one.hexdigest() for kind, one in both.items()}
    if keeps:
        read.whole[path] = bytes(kept)
    return done


def _report(read: _Read) -> PackageReport:
    lists = {name: _listed(read, name) for name in _LISTS}
    _compare(read, lists)
    _count(read, lists["manifest-sha256.txt"])
    key = _key(read)
    signed = _signatures(read, key)
    is_masked = _prove(read, lists["manifest-sha256.txt"])
    labels = sorted(
        {found[1] for path in (*read.sizes, *(i.path for i in read.issues)) if (found := _LABEL.fullmatch(path))}
    )
    return PackageReport(
        folder=read.folder,
        is_masked=is_masked,
        files=len(read.sizes),
        size=sum(max(0, size) for size in read.sizes.values()),
        exhibits=tuple(
            PackageExhibit(label, _name(read, label), tuple(one for one in read.issues if one.label == label))
            for label in labels
        ),
        issues=tuple(read.issues),
        fingerprint=hashlib.sha256(key).hexdigest()[:32] if key else "",
        signer=key,
        signed=signed,
        checkpoint=_text(read, "checkpoint.txt"),
        checkpoint_signature=read.whole.get("checkpoint.sig", b""),
    )


def _listed(read: _Read, name: str) -> dict[str, str]:
    """Read a list of sums; one of any other shape is noted, and names nothing."""
    try:
        lines = read.whole[name].decode("utf-8").split("\n")
        rows = [line.split("  ", 1) for line in lines[:-1]]
        paths = {path: total for total, path in rows}
        if len(paths) != len(rows) or lines[-1] or not all(path.isprintable() for path in paths):
            raise ValueError(name)
    except _UNREADABLE:
        read.note("missing" if name not in read.sizes else "list-unreadable", name)
        return {}
    return paths


def _compare(read: _Read, lists: Mapping[str, Mapping[str, str]]) -> None:
    """Hold every file against every list that names it, and look for files that none names."""
    for name, paths in lists.items():
        kind = name.rpartition("-")[2].removesuffix(".txt")
        for path, total in paths.items():
            if path not in read.sums:
                read.note("missing", path)
            elif read.sums[path][kind] != total:
                read.note("changed", path)
    payload, tags = lists["manifest-sha256.txt"], lists["tagmanifest-sha256.txt"]
    for path in sorted({*read.sizes} - {*payload} - {*tags} - _UNLISTED):
        read.note("extra", path)
    strays = any(path.startswith("data/") != (path in payload) for path in {*payload, *tags})
    if strays or {*payload} != {*lists["manifest-sha512.txt"]} or {*tags} != {*lists["tagmanifest-sha512.txt"]}:
        read.note("lists-differ", "manifest-sha512.txt")


def _count(read: _Read, payload: Mapping[str, str]) -> None:
    size = sum(read.sizes[path] for path in payload if path in read.sums)
    told = re.search(r"^Payload-Oxum: (\d{1,18})\.(\d{1,9})$", _text(read, "bag-info.txt"), re.M)
    if not told or (int(told[1]), int(told[2])) != (size, len(payload)):
        read.note("count-wrong", "bag-info.txt")
    if read.whole.get("bagit.txt") != DECLARATION:
        read.note("not-a-bag", "bagit.txt")


def _key(read: _Read) -> bytes:
    """Return the 32 bytes of the key in signer.pem, nothing where there is none."""
    words = re.findall(r"^[A-Za-z0-9+/=]+$", _text(read, "signer.pem"), re.M)
    try:
        der = base64.b64decode("".join(words))
    except ValueError:
        der = b""
    if len(der) == len(_PREFIX) + 32 and der.startswith(_PREFIX):
        return der[len(_PREFIX) :]
    read.note("list-unreadable", "signer.pem")
    return b""


def _signatures(read: _Read, key: bytes) -> bool:
    """Check both signatures; tell whether they fit."""
    fit = True
    for name, by in (("checkpoint.txt", "checkpoint.sig"), ("tagmanifest-sha256.txt", SIGNATURE)):
        try:
            Ed25519PublicKey.from_public_bytes(key).verify(read.whole[by], read.whole[name])
        except (InvalidSignature, ValueError, KeyError):
            read.note("signature-wrong", name)
            fit = False
    return fit


def _prove(read: _Read, payload: Mapping[str, str]) -> bool:
    """Check that each original is what was sealed and stands in the signed record; tell whether the copy is covered."""
    try:
        _vault, size, root = checkpoints.read(_text(read, "checkpoint.txt"))
    except CheckpointRefused:
        read.note("list-unreadable", "checkpoint.txt")
        size, root = 0, b""
    proven: set[str] = set()
    paths = sorted(path for path in read.sizes if path.startswith("proofs/") and path.endswith(".json"))
    for path in paths:
        try:
            _prove_one(read, path, json.loads(read.whole[path]), size, root, proven)
        except _UNREADABLE:
            read.note("list-unreadable", path)
    originals = {path for path in payload if path.startswith("data/原始/")}
    for path in sorted(originals ^ proven):
        read.note("not-sealed", path)
    return bool(paths) and not originals and not proven


def _prove_one(read: _Read, path: str, proof: Any, size: int, root: bytes, proven: set[str]) -> None:
    leaf: bytes = proof["leaf"].encode("utf-8")
    steps = [bytes.fromhex(step) for step in proof["path"]]
    if proof["size"] != size or not tree.includes(tree.leaf_hash(leaf), int(proof["index"]), size, steps, root):
        read.note("not-in-record", path)
    file = proof["file"]
    if file is None:
        return
    proven.add(str(file))
    content = bytes.fromhex(proof["sha256"])
    sealed = hmac.new(bytes.fromhex(proof["salt"]), content, hashlib.sha256).hexdigest()
    if read.sums.get(file, {}).get("sha256") != content.hex() or json.loads(leaf).get("content") != sealed:
        read.note("not-sealed", str(file))


def _name(read: _Read, label: str) -> str:
    """Return what the package calls an exhibit, nothing where it does not say."""
    try:
        name = json.loads(read.whole[f"data/元数据/{label}.json"])["name"]
    except _UNREADABLE:
        return ""
    return name[:_NAME_SHOWN] if isinstance(name, str) else ""


def _text(read: _Read, path: str) -> str:
    return read.whole.get(path, b"").decode("utf-8", "replace")
