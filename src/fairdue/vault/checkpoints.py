"""Signed checkpoints of the journal as C2SP text: origin, size, root; anybody with openssl can check one."""

from __future__ import annotations

import base64
import binascii
import hashlib
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from sqlalchemy import Connection, Row

from fairdue.kernel.errors import CheckpointRefused
from fairdue.records.vault import Checkpoint
from fairdue.store.ledger import CHECKPOINTS
from fairdue.vault import journal, tree
from fairdue.vault.subkeys import Keys

_ORIGIN = "fairdue.vault/"


def make(connection: Connection, vault: str, keys: Keys, *, at: datetime, purpose: str) -> Checkpoint:
    """Sign the journal as it stands in the open transaction and keep the checkpoint."""
    hashes = journal.hashes(connection)
    body = text_of(vault, len(hashes), tree.root(hashes))
    row = {
        "size": len(hashes),
        "root": tree.root(hashes),
        "body": body,
        "signature": keys.signing.sign(body.encode()),
        "signer": keys.signer,
        "algorithm": "ed25519",
        "at": journal.stamp(at),
        "purpose": purpose,
    }
    connection.execute(CHECKPOINTS.insert(), row)
    return as_checkpoint(connection.execute(sa.select(CHECKPOINTS).order_by(CHECKPOINTS.c.id.desc()).limit(1)).one())


def text_of(vault: str, size: int, root: bytes) -> str:
    """Write the text that is signed."""
    return f"{_ORIGIN}{vault}\n{size}\n{base64.b64encode(root).decode()}\n"


def read(body: str) -> tuple[str, int, bytes]:
    """Read vault, size and root from a checkpoint text. Raises CheckpointRefused."""
    lines = body.split("\n")
    try:
        vault, size, root = lines[0].removeprefix(_ORIGIN), int(lines[1]), base64.b64decode(lines[2], validate=True)
    except (IndexError, ValueError, binascii.Error):
        raise CheckpointRefused(why="unreadable") from None
    if not lines[0].startswith(_ORIGIN) or size < 0 or text_of(vault, size, root) != body:
        raise CheckpointRefused(why="unreadable")
    return vault, size, root


def check_signature(body: str, signature: bytes, signer: bytes) -> None:
    """Check the Ed25519 signature under a checkpoint text. Raises CheckpointRefused."""
    try:
        Ed25519PublicKey.from_public_bytes(signer).verify(signature, body.encode())
    except (InvalidSignature, ValueError):
        raise CheckpointRefused(why="bad-signature") from None


def kept(connection: Connection) -> list[Checkpoint]:
    """List the checkpoints made so far, oldest first."""
    return [as_checkpoint(row) for row in connection.execute(sa.select(CHECKPOINTS).order_by(CHECKPOINTS.c.id))]


def last_size(connection: Connection) -> int:
    """Return how many entries the last checkpoint covers; 0 before the first."""
    return int(connection.execute(sa.select(sa.func.coalesce(sa.func.max(CHECKPOINTS.c.size), 0))).scalar_one())


def signers(connection: Connection) -> set[bytes]:
    """List the public keys this vault has signed with."""
    return set(connection.execute(sa.select(CHECKPOINTS.c.signer).distinct()).scalars())


def as_checkpoint(row: Row[Any]) -> Checkpoint:
    """Read one row."""
    return Checkpoint(
        size=row.size,
        root=row.root,
        body=row.body,
        note=_note(row.body, row.signature, row.signer),
        signature=row.signature,
        signer_pem=pem(row.signer),
        at=datetime.fromisoformat(row.at),
        purpose=row.purpose,
        algorithm=row.algorithm,
    )


def pem(signer: bytes) -> str:
    """Write a public key as PEM."""
    key = Ed25519PublicKey.from_public_bytes(signer)
    return key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()


def _note(body: str, signature: bytes, signer: bytes) -> str:
    """Write the signed note: the text, an empty line, and the signature line with its key hash."""
    name = body.split("\n", 1)[0]
    mark = hashlib.sha256(name.encode() + b"\n\x01" + signer).digest()[:4]
    return f"{body}\n— {name} {base64.b64encode(mark + signature).decode()}\n"
