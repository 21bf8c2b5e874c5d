"""The key file: one random vault key wrapped twice, by passphrase and by recovery key, kept in two copies.

Passphrase: Argon2id, then AES-256-GCM. Recovery key: HKDF (it has 128 random bits), then AES-256-GCM. Nothing in
the file opens anything by itself. It is replaced whole: aside, synced, renamed; then its twin likewise. A wrong
passphrase reads and never writes.
"""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
import time
import unicodedata
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, Final

from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from fairdue.kernel.errors import KeyFileDamaged, NoVault, WeakPassphrase, WrongPassphrase, WrongRecoveryKey
from fairdue.vault import recovery
from fairdue.vault.storage import Storage, disk_errors, read_whole, write_whole

FORMAT: Final = "fairdue.keys/1"
NAMES: Final = ("keys.json", "keys.copy.json")
_SHORTEST, _SHORTEST_DIGITS = 8, 16
_WRONG_PAUSE_SECONDS: Final = 0.1
_MOST_MEMORY_KIB, _MOST_PASSES, _MOST_LANES = 1 << 20, 64, 16


@dataclass(frozen=True, slots=True)
class Cost:
    """What one guess at the passphrase costs: memory in KiB, passes over it, lanes."""

    memory_kib: int = 64 * 1024
    passes: int = 3
    lanes: int = 4


@dataclass(frozen=True, slots=True)
class Wrap:
    """The vault key sealed under one secret: how the secret is stretched, and the sealed bytes."""

    algorithm: str
    salt: bytes
    nonce: bytes
    sealed: bytes
    cost: Cost | None = None


@dataclass(frozen=True, slots=True)
class KeyFile:
    """What the key file says: which vault, which generation of its data, and the two wraps of its key."""

    vault: str
    generation: int
    recovery_proven: bool
    passphrase: Wrap
    recovery: Wrap


@dataclass(frozen=True, slots=True)
class Opened:
    """A key file with the key it held."""

    file: KeyFile
    key: bytes


def new(passphrase: str, *, cost: Cost | None = None, vault: str = "", generation: int = 1) -> tuple[Opened, str]:
    """Make a vault key and wrap it; return it with the recovery key in writing. Raises WeakPassphrase."""
    check_strength(passphrase)
    key, secret, name = secrets.token_bytes(32), recovery.new(), vault or secrets.token_hex(16)
    file = KeyFile(
        name, generation, False, _by_passphrase(key, name, passphrase, cost), _by_recovery(key, name, secret)
    )
    return Opened(file, key), recovery.written(secret)


def open_by_passphrase(file: KeyFile, passphrase: str) -> Opened:
    """Unwrap the vault key. Raises WrongPassphrase, never sooner than a tenth of a second."""
    try:
        return Opened(file, _unwrap(file, "passphrase", file.passphrase, _stretched(passphrase, file.passphrase)))
    except InvalidTag:
        time.sleep(_WRONG_PAUSE_SECONDS)
        raise WrongPassphrase from None


def open_by_recovery(file: KeyFile, typed: str) -> Opened:
    """Unwrap the vault key by the recovery key as typed. Raises WrongRecoveryKey."""
    secret = recovery.read(typed)
    try:
        return Opened(file, _unwrap(file, "recovery", file.recovery, _derived(secret, file.recovery.salt)))
    except InvalidTag:
        time.sleep(_WRONG_PAUSE_SECONDS)
        raise WrongRecoveryKey(why="other-vault") from None


def with_passphrase(opened: Opened, passphrase: str, *, cost: Cost | None = None) -> Opened:
    """Wrap the same key under another passphrase. Raises WeakPassphrase."""
    check_strength(passphrase)
    wrap = _by_passphrase(opened.key, opened.file.vault, passphrase, cost)
    return Opened(replace(opened.file, passphrase=wrap), opened.key)


def with_recovery(opened: Opened) -> tuple[Opened, str]:
    """Wrap the same key under a new recovery key, which is to be proven again; return that key in writing."""
    secret = recovery.new()
    file = replace(opened.file, recovery=_by_recovery(opened.key, opened.file.vault, secret), recovery_proven=False)
    return Opened(file, opened.key), recovery.written(secret)


def proven(opened: Opened) -> Opened:
    """Note that the recovery key was typed back."""
    return Opened(replace(opened.file, recovery_proven=True), opened.key)


def check_strength(passphrase: str) -> None:
    """Refuse a passphrase that is short, of few digits only, or one character repeated. Raises WeakPassphrase."""
    plain = _folded(passphrase)
    if len(plain) < _SHORTEST:
        raise WeakPassphrase(why="too-short", limit=_SHORTEST)
    if plain.isdigit() and len(plain) < _SHORTEST_DIGITS:
        raise WeakPassphrase(why="digits-only", limit=_SHORTEST_DIGITS)
    if len(set(plain)) == 1:
        raise WeakPassphrase(why="one-character", limit=_SHORTEST)


def write(storage: Storage, folder: Path, file: KeyFile) -> None:
    """Replace the key file, then its twin; each by itself is whole after a power cut."""
    content = as_bytes(file)
    with disk_errors(folder):
        for name in NAMES:
            write_whole(storage, folder / name, content)


def load(storage: Storage, folder: Path) -> tuple[KeyFile, bool]:
    """Read the key file, or its twin where it is damaged; tell whether both copies are whole and alike.

    Raises NoVault where there is neither, KeyFileDamaged where neither can be used.
    """
    found: list[KeyFile] = []
    there = [name for name in NAMES if storage.size(folder / name) is not None]
    if not there:
        raise NoVault(path=str(folder))
    for name in there:
        with disk_errors(folder):
            content = read_whole(storage, folder / name)
        try:
            found.append(_from_json(content))
        except (ValueError, KeyError, TypeError):
            continue
    if not found:
        raise KeyFileDamaged(path=str(folder / NAMES[0]))
    alike = len(found) == len(NAMES) and found[0] == found[1]
    return found[0], alike


def _folded(passphrase: str) -> str:
    return unicodedata.normalize("NFKC", passphrase).strip()


def _by_passphrase(key: bytes, vault: str, passphrase: str, cost: Cost | None) -> Wrap:
    wrap = Wrap("argon2id", secrets.token_bytes(16), secrets.token_bytes(12), b"", cost or Cost())
    return _sealed(key, vault, "passphrase", wrap, _stretched(passphrase, wrap))


def _by_recovery(key: bytes, vault: str, secret: bytes) -> Wrap:
    wrap = Wrap("hkdf-sha256", secrets.token_bytes(16), secrets.token_bytes(12), b"")
    return _sealed(key, vault, "recovery", wrap, _derived(secret, wrap.salt))


def _sealed(key: bytes, vault: str, kind: str, wrap: Wrap, by: bytes) -> Wrap:
    return replace(wrap, sealed=AESGCM(by).encrypt(wrap.nonce, key, _bound(vault, kind)))


def _unwrap(file: KeyFile, kind: str, wrap: Wrap, by: bytes) -> bytes:
    return AESGCM(by).decrypt(wrap.nonce, wrap.sealed, _bound(file.vault, kind))


def _bound(vault: str, kind: str) -> bytes:
    """Name what a wrap belongs to, so that it cannot be moved to another vault or place."""
    return f"{FORMAT}|{vault}|{kind}".encode()


def _stretched(passphrase: str, wrap: Wrap) -> bytes:
    cost = wrap.cost or Cost()
    return hash_secret_raw(
        _folded(passphrase).encode(), wrap.salt, cost.passes, cost.memory_kib, cost.lanes, 32, Type.ID
    )


def _derived(secret: bytes, salt: bytes) -> bytes:
    return HKDF(SHA256(), 32, salt, b"fairdue.recovery/1").derive(secret)


def as_bytes(file: KeyFile) -> bytes:
    """Write a key file as it lies on the disk."""
    body: dict[str, Any] = {
        "format": FORMAT,
        "vault": file.vault,
        "generation": file.generation,
        "recovery_proven": file.recovery_proven,
        "passphrase": _wrap_as_json(file.passphrase),
        "recovery": _wrap_as_json(file.recovery),
    }
    return json.dumps(body | {"check": _check(body)}, indent=1).encode() + b"\n"


def _check(body: Mapping[str, Any]) -> str:
    return hashlib.sha256(json.dumps(body, sort_keys=True).encode()).hexdigest()


def _wrap_as_json(wrap: Wrap) -> dict[str, Any]:
    written: dict[str, Any] = {"algorithm": wrap.algorithm}
    written |= {name: base64.b64encode(getattr(wrap, name)).decode() for name in ("salt", "nonce", "sealed")}
    return written | ({"cost": asdict(wrap.cost)} if wrap.cost else {})


def _from_json(content: bytes) -> KeyFile:
    """Read a key file; anything odd in it is a ValueError, KeyError or TypeError."""
    body = json.loads(content)
    check = body.pop("check")
    if body["format"] != FORMAT or check != _check(body):
        raise ValueError(FORMAT)
    return KeyFile(
        vault=str(body["vault"]),
        generation=int(body["generation"]),
        recovery_proven=bool(body["recovery_proven"]),
        passphrase=_wrap_from_json(body["passphrase"]),
        recovery=_wrap_from_json(body["recovery"]),
    )


def _wrap_from_json(written: Mapping[str, Any]) -> Wrap:
    raw = {name: base64.b64decode(written[name], validate=True) for name in ("salt", "nonce", "sealed")}
    cost = Cost(**written["cost"]) if "cost" in written else None
    if cost and not (
        8 <= cost.memory_kib <= _MOST_MEMORY_KIB and 1 <= cost.passes <= _MOST_PASSES and 1 <= cost.lanes <= _MOST_LANES
    ):
        raise ValueError("cost")
    return Wrap(str(written["algorithm"]), raw["salt"], raw["nonce"], raw["sealed"], cost)
