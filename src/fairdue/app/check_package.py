"""Check an evidence package that somebody hands in, and say whether this vault signed it; it changes nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Literal

from fairdue.app.contracts.words import reason_of
from fairdue.kernel.errors import CheckpointRefused, MissingExtra, UnreadableFile
from fairdue.records.package import PackageReport

if TYPE_CHECKING:
    from fairdue.vault import Vault

Progress = Callable[[int, int], object]
Signer = Literal["this-vault", "newer-than-this-vault", "other", "unknown"]


@dataclass(frozen=True, slots=True)
class CheckedPackage:
    """One package with its report, and whose key signed it: this vault's, another's, or unknown without a vault."""

    report: PackageReport
    signer: Signer


def check_file(
    file: IO[bytes], *, passphrase: str = "", vault: Vault | None = None, progress: Progress | None = None
) -> tuple[CheckedPackage, ...]:
    """Check the packages in an open archive, laid open first where it is locked; raises PackageRefused."""
    try:
        from fairdue.vault.package.archive import Archive
        from fairdue.vault.package.examine import examine
        from fairdue.vault.package.unlock import is_locked, unlocked
    except ModuleNotFoundError as error:
        raise MissingExtra(extra="vault", package=error.name) from error

    if is_locked(file):
        file = unlocked(file, passphrase)
    return tuple(CheckedPackage(one, _signer(one, vault)) for one in examine(Archive(file), progress))


def check_path(path: Path, ask: Callable[[], str], *, vault: Vault | None = None) -> tuple[CheckedPackage, ...]:
    """Check a package that lies on the disk, as a folder or an archive; `ask` yields the passphrase of a locked one.

    Raises PackageRefused, UnreadableFile.
    """
    try:
        from fairdue.vault.package.archive import Folder
        from fairdue.vault.package.examine import examine
        from fairdue.vault.package.unlock import is_locked
    except ModuleNotFoundError as error:
        raise MissingExtra(extra="vault", package=error.name) from error

    try:
        if path.is_dir():
            return tuple(CheckedPackage(one, _signer(one, vault)) for one in examine(Folder(path)))
        if not path.is_file():
            raise UnreadableFile(path=str(path), why="not-a-file" if path.exists() else "not-found")
        with path.open("rb") as file:
            return check_file(file, passphrase=ask() if is_locked(file) else "", vault=vault)
    except OSError as error:
        raise UnreadableFile(path=str(error.filename or path), why=reason_of(error)) from error


def as_document(checked: tuple[CheckedPackage, ...]) -> dict[str, Any]:
    """Return what was found as plain values."""
    return {
        "ok": all(one.report.ok for one in checked),
        "packages": [
            {
                "folder": one.report.folder,
                "masked": one.report.is_masked,
                "ok": one.report.ok,
                "files": one.report.files,
                "bytes": one.report.size,
                "fingerprint": one.report.fingerprint,
                "signed": one.report.signed,
                "signer": one.signer,
                "exhibits": [
                    {"label": exhibit.label, "name": exhibit.name, "ok": not exhibit.issues}
                    for exhibit in one.report.exhibits
                ],
                "issues": [
                    {"kind": issue.kind, "path": issue.path, "label": issue.label} for issue in one.report.issues
                ],
            }
            for one in checked
        ],
    }


def _signer(report: PackageReport, vault: Vault | None) -> Signer:
    """Tell whether the vault at hand signed the package, and whether it is an older copy than the one that did."""
    if vault is None or not report.signed:
        return "unknown"
    from fairdue.vault import compare

    try:
        return (
            "newer-than-this-vault" if compare(vault, report.checkpoint, report.checkpoint_signature) else "this-vault"
        )
    except CheckpointRefused:
        return "other"
