"""The keys derived from the vault key, one for each use; none is ever written down."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass
from functools import reduce
from typing import Final

import pyrage
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

_BECH32: Final = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_GENERATORS: Final = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)


@dataclass(frozen=True, slots=True, repr=False)
class Keys:
    """Keys for the database, the age files, their names and the signature under checkpoints."""

    database: bytes
    identity: pyrage.x25519.Identity
    names: bytes
    signing: Ed25519PrivateKey

    def blob_name(self, sha256: bytes) -> str:
        """Name the file of a content: nobody without the key can tell which content it is."""
        return hmac.new(self.names, sha256, hashlib.sha256).hexdigest()

    @property
    def signer(self) -> bytes:
        """Return the raw public key under which checkpoints verify."""
        return self.signing.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)


def derive(vault_key: bytes) -> Keys:
    """Derive every key from the vault key."""
    return Keys(
        database=_one(vault_key, "database"),
        identity=pyrage.x25519.Identity.from_str(age_secret(_one(vault_key, "blobs"))),
        names=_one(vault_key, "names"),
        signing=Ed25519PrivateKey.from_private_bytes(_one(vault_key, "signing")),
    )


def _one(vault_key: bytes, use: str) -> bytes:
    return HKDF(SHA256(), 32, None, f"fairdue.vault/1 {use}".encode()).derive(vault_key)


def age_secret(key: bytes) -> str:
    """Write 32 bytes as an age identity, so that the stock `age` program opens the files too."""
    prefix, words = "age-secret-key-", _in_fives(key)
    spread = [ord(c) >> 5 for c in prefix] + [0] + [ord(c) & 31 for c in prefix]
    check = reduce(_polymod, [*spread, *words, 0, 0, 0, 0, 0, 0], 1) ^ 1
    letters = words + [check >> 5 * place & 31 for place in reversed(range(6))]
    return (prefix + "1" + "".join(_BECH32[letter] for letter in letters)).upper()


def _in_fives(key: bytes) -> list[int]:
    bits = len(key) * 8
    number = int.from_bytes(key, "big") << -bits % 5
    count = (bits + 4) // 5
    return [number >> 5 * place & 31 for place in reversed(range(count))]


def _polymod(check: int, value: int) -> int:
    top = check >> 25
    check = (check & 0x1FFFFFF) << 5 ^ value
    for place, generator in enumerate(_GENERATORS):
        check ^= generator if top >> place & 1 else 0
    return check
