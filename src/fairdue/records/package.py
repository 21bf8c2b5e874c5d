"""What a check of an evidence package found: file by file and exhibit by exhibit; data only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

PackageIssueKind = Literal[
    "changed",  # a file does not have the sum its list names
    "missing",  # a listed file is not there
    "extra",  # a file no list names
    "lists-differ",  # the lists of sums do not name the same files
    "list-unreadable",  # a list of sums, or another file the check rests on, cannot be read
    "count-wrong",  # number or size of the files is not what the package says
    "not-a-bag",  # the declaration of BagIt 1.0 is not there
    "signature-wrong",  # a signature does not fit
    "not-sealed",  # an original without proof, or one that is not what the proof speaks of
    "not-in-record",  # a proof does not lead to the signed root
]


@dataclass(frozen=True, slots=True)
class PackageIssue:
    """One thing that is wrong: what kind, which file, and the exhibit it belongs to, empty for none."""

    kind: PackageIssueKind
    path: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class PackageExhibit:
    """One exhibit of a package: its label, what the package calls it, and what is wrong with its files."""

    label: str
    name: str
    issues: tuple[PackageIssue, ...] = ()


@dataclass(frozen=True, slots=True)
class PackageReport:
    """What was read of one package and what was found; `fingerprint` is of the key that signed it, empty for none.

    `signed` tells whether both signatures fit that key; whose key it is, the package cannot know.
    """

    folder: str
    is_masked: bool
    files: int
    size: int
    exhibits: tuple[PackageExhibit, ...]
    issues: tuple[PackageIssue, ...]
    fingerprint: str
    signer: bytes
    signed: bool
    checkpoint: str = ""
    checkpoint_signature: bytes = b""

    @property
    def ok(self) -> bool:
        """Tell whether everything fits."""
        return not self.issues
