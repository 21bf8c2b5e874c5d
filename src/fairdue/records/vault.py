"""What the vault hands out: items, custody entries, checkpoints, proofs and the report of a check; no bytes of evidence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

EntryKind = Literal[
    "create", "intake", "derive", "note", "view", "export", "hold", "release", "delete", "key-change", "restore",
]  # fmt: skip
Json = str | int | bool | None | list["Json"] | dict[str, "Json"]
Details = Mapping[str, Json]


@dataclass(frozen=True, slots=True)
class Item:
    """One sealed piece of evidence, or the tombstone of one: `sha256` and `name` are empty once it is deleted."""

    id: str
    number: int
    name: str
    size: int
    sha256: str
    media_type: str
    sealed_at: datetime
    origin: Details
    derived_from: str | None = None
    method: str = ""
    held: str = ""
    deleted_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One custody entry: its place in the order, when, what was done; `details` is None once erased."""

    seq: int
    at: datetime
    kind: EntryKind
    item: str | None
    details: Details | None
    clock_went_back: bool = False


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A signed statement of how many entries there were and what they hash to.

    `body` is the text that is signed (C2SP checkpoint), `note` the same with its signature line.
    """

    size: int
    root: bytes
    body: str
    note: str
    signature: bytes
    signer_pem: str
    at: datetime
    purpose: str
    algorithm: str = "ed25519"


@dataclass(frozen=True, slots=True)
class Proof:
    """That one entry is in the tree of a checkpoint, and which content it speaks of.

    `leaf` is the canonical JSON of the entry; its `content` equals HMAC-SHA256(`salt`, SHA-256 of the file).
    """

    index: int
    size: int
    leaf: bytes
    path: tuple[bytes, ...]
    salt: bytes
    sha256: str


@dataclass(frozen=True, slots=True)
class Token:
    """A time authority's signed reply over a checkpoint, as it came."""

    size: int
    authority: str
    response: bytes
    at: datetime


IssueKind = Literal[
    "item-missing",  # the file of an item is gone
    "item-changed",  # the file of an item is not what was sealed
    "item-unreadable",  # the row of an item cannot be read
    "commitment-wrong",  # an item and its journal entry do not fit
    "entry-changed",  # a journal entry does not hash to its leaf
    "entry-missing",  # the order has a gap
    "entry-unreadable",  # the row of an entry cannot be read
    "checkpoint-wrong",  # a kept checkpoint does not fit the tree
    "database-damaged",  # a page of the database fails its check
    "key-file-damaged",  # one copy of the key file is bad
    "not-yet-erased",  # the file of a deleted item is still there; the next opening erases it
    "unlisted",  # a file no item knows: left by a break-off, or foreign
    "rolled-back",  # an older state than one already shown outside
]


@dataclass(frozen=True, slots=True)
class Issue:
    """One thing a check found: what kind, which item, and the place (file name, page, sequence number)."""

    kind: IssueKind
    item: str | None = None
    place: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """What a full check read and what it found; `ok` when nothing kept is harmed.

    Files that are left over, or still to be erased, harm nothing and do not count.
    """

    items: int
    bytes: int
    entries: int
    root: str
    issues: tuple[Issue, ...] = ()

    @property
    def ok(self) -> bool:
        """Tell whether everything kept is whole."""
        return all(issue.kind in ("unlisted", "not-yet-erased") for issue in self.issues)
