"""The checkers of a package, most of which nobody here wrote, and ways to tamper with one; no test of its own.

`by hand` is what 怎样核验 tells a person without Python: count the files, `sha256sum -c`, `openssl`. `the page` is the
check behind the page and `evidence verify PACKAGE`, which gets the package as an archive.
"""

from __future__ import annotations

import hashlib
import io
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import bagit

from fairdue.app.check_package import check_file
from fairdue.kernel.errors import PackageRefused
from fairdue.vault.package.bag import SIGNATURE

CHECKERS = ("by hand", "bagit", "verify.py", "the page")


def run(folder: Path, *command: str) -> bool:
    """Run a program in the package; tell whether it was satisfied."""
    done = subprocess.run(command, cwd=folder, capture_output=True, timeout=60, check=False)
    return done.returncode == 0


def is_counted(folder: Path) -> bool:
    """Count the files as the guide asks for."""
    told = re.search(r"应有 (\d+) 个文件，整个包应有 (\d+) 个文件", (folder / "怎样核验.txt").read_text("utf-8-sig"))
    files = [path for path in folder.rglob("*") if path.is_file()]
    inside = [path for path in files if path.relative_to(folder).parts[0] == "data"]
    return told is not None and (len(inside), len(files)) == (int(told[1]), int(told[2]))


def openssl(folder: Path, name: str, signature: str) -> bool:
    """Check a signature as the guide says."""
    key = ("-pubin", "-inkey", "signer.pem", "-rawin")
    return run(folder, "openssl", "pkeyutl", "-verify", *key, "-in", name, "-sigfile", signature)


def verdicts(folder: Path) -> dict[str, bool]:
    """Ask every checker."""
    by_hand = (
        run(folder, "sha256sum", "--strict", "-c", "tagmanifest-sha256.txt")
        and run(folder, "sha256sum", "--strict", "-c", "manifest-sha256.txt")
        and openssl(folder, "checkpoint.txt", "checkpoint.sig")
        and openssl(folder, "tagmanifest-sha256.txt", SIGNATURE)
        and is_counted(folder)
    )
    try:
        bagit.Bag(str(folder)).validate()
        is_bag = True
    except (bagit.BagError, OSError, ValueError):
        is_bag = False
    checked = run(folder, sys.executable, "-I", "verify.py")
    return {"by hand": by_hand, "bagit": is_bag, "verify.py": checked, "the page": is_approved(folder)}


def packed(folder: Path) -> io.BytesIO:
    """Pack a folder into an archive, as a person does who sends it on."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(one for one in folder.rglob("*") if one.is_file()):
            archive.write(path, f"{folder.name}/{path.relative_to(folder).as_posix()}")
    out.seek(0)
    return out


def is_approved(folder: Path) -> bool:
    """Ask the page about a package; one it does not look into is not approved."""
    try:
        (checked,) = check_file(packed(folder))
    except PackageRefused:
        return False
    return checked.report.ok


def edit(path: str, change: Callable[[bytes], bytes]) -> Callable[[Path], None]:
    """Make a tampering that changes one file."""

    def tamper(folder: Path) -> None:
        target = folder / path
        target.write_bytes(change(target.read_bytes()))

    return tamper


def add_file(path: str) -> Callable[[Path], None]:
    """Make a tampering that adds a file."""

    def tamper(folder: Path) -> None:
        (folder / path).write_bytes(b"extra")

    return tamper


def flip(data: bytes) -> bytes:
    """Flip one bit in the middle."""
    at = len(data) // 2
    return data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]


def reckon_anew(folder: Path) -> None:
    """Bring every sum of every list up to date, as somebody would who knows how the lists are made."""
    for kind in ("sha256", "sha512"):
        for name in (f"manifest-{kind}.txt", f"tagmanifest-{kind}.txt"):
            paths = [line.split("  ", 1)[1] for line in (folder / name).read_text("utf-8").splitlines()]
            sums = [hashlib.new(kind, (folder / path).read_bytes()).hexdigest() for path in paths]
            rows = "".join(f"{total}  {path}\n" for total, path in zip(sums, paths, strict=True))
            (folder / name).write_text(rows, "utf-8")
