"""A small file outside the vault that remembers its last checkpoint, so that an older copy put in its place shows."""

from __future__ import annotations

import json
from pathlib import Path

from fairdue.records.vault import Checkpoint, Issue
from fairdue.vault import check
from fairdue.vault.storage import Disk, Storage, disk_errors, read_whole, write_whole
from fairdue.vault.vault import Vault


def remember(path: Path, checkpoint: Checkpoint, storage: Storage | None = None) -> None:
    """Keep a checkpoint at `path`, a place that is not copied along with the vault."""
    content = {"checkpoint": checkpoint.body, "signature": checkpoint.signature.hex()}
    with disk_errors(path):
        write_whole(storage or Disk(), path, json.dumps(content, indent=1).encode())


def confront(vault: Vault, path: Path, storage: Storage | None = None) -> Issue | None:
    """Compare a vault with what was remembered of it; None where nothing is, or where it fits.

    Raises CheckpointRefused where the file remembers another vault or was tampered with.
    """
    disk = storage or Disk()
    with disk_errors(path):
        if disk.size(path) is None:
            return None
        content = read_whole(disk, path)
    try:
        kept = json.loads(content)
        body, signature = str(kept["checkpoint"]), bytes.fromhex(kept["signature"])
    except (ValueError, KeyError, TypeError):
        body, signature = "", b""
    return check.compare(vault, body, signature)
