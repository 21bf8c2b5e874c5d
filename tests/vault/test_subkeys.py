"""The keys derived from the vault key: one for each use, and an identity the stock age program would take."""

from __future__ import annotations

import hashlib

import pyrage
from hypothesis import given
from hypothesis import strategies as st

from fairdue.vault import subkeys


@given(st.binary(min_size=32, max_size=32))
def test_any_32_bytes_are_written_as_age_writes_them(key: bytes) -> None:
    """The age library reads the identity back and writes it the same."""
    written = subkeys.age_secret(key)
    assert str(pyrage.x25519.Identity.from_str(written)) == written


def test_every_use_has_its_own_key_and_the_same_again() -> None:
    """Specimen: database, names and signature differ among themselves and between vaults, not between openings."""
    first, again, other = (subkeys.derive(key) for key in (b"k" * 32, b"k" * 32, b"l" * 32))
    assert len({first.database, first.names, first.signer}) == 3
    assert (first.database, first.names, first.signer) == (again.database, again.names, again.signer)
    assert {first.database, first.names, first.signer}.isdisjoint({other.database, other.names, other.signer})


def test_a_file_name_tells_nothing_without_the_key() -> None:
    """The name is neither the digest nor the same in another vault; no key shows when a record is printed."""
    digest = hashlib.sha256(b"known template").digest()
    first, other = subkeys.derive(b"k" * 32), subkeys.derive(b"l" * 32)
    assert first.blob_name(digest) not in (digest.hex(), other.blob_name(digest))
    assert first.database.hex() not in repr(first) and repr(first.database) not in repr(first)
