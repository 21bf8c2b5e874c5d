"""The recovery key as a person writes it down: thirty letters and digits in six groups, with a check; it opens nothing itself.

Crockford's alphabet has no I, L, O, U; what looks alike is read alike. 128 bits of key and 22 of check.
"""

from __future__ import annotations

import hashlib
import secrets
import unicodedata
from typing import Final

from fairdue.kernel.errors import WrongRecoveryKey

_ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_ALIKE: Final = str.maketrans({"O": "0", "I": "1", "L": "1", "U": "V"})
_LETTERS, _GROUP, _CHECK_BITS = 30, 5, 22


def new() -> bytes:
    """Make a new key of 16 random bytes."""
    return secrets.token_bytes(16)


def written(key: bytes) -> str:
    """Write a key as six groups of five.

    >>> written(bytes(16))
    '00000-00000-00000-00000-00000-2BCGN'
    """
    number = int.from_bytes(key, "big") << _CHECK_BITS | _check(key)
    letters = "".join(_ALPHABET[number >> 5 * place & 31] for place in reversed(range(_LETTERS)))
    return "-".join(letters[at : at + _GROUP] for at in range(0, _LETTERS, _GROUP))


def read(typed: str) -> bytes:
    """Read a key as typed: any case, full-width, with or without hyphens and blanks. Raises WrongRecoveryKey.

    >>> read(" 00000 00000 00000 ooooo 00000 2bcgn ") == bytes(16)
    True
    """
    folded = unicodedata.normalize("NFKC", typed).upper().translate(_ALIKE)
    letters = [letter for letter in folded if letter.isalnum()]
    if len(letters) != _LETTERS or any(letter not in _ALPHABET for letter in letters):
        raise WrongRecoveryKey(why="mistyped")
    number = 0
    for letter in letters:
        number = number << 5 | _ALPHABET.index(letter)
    key = (number >> _CHECK_BITS).to_bytes(16, "big")
    if number & (1 << _CHECK_BITS) - 1 != _check(key):
        raise WrongRecoveryKey(why="mistyped")
    return key


def _check(key: bytes) -> int:
    """Compute the check of a key: 22 bits of a hash, so one mistyped key in four million passes."""
    return int.from_bytes(hashlib.sha256(b"fairdue.recovery/1" + key).digest()[:4], "big") >> 32 - _CHECK_BITS
