"""The recovery key as people write and type it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fairdue.kernel.errors import WrongRecoveryKey
from fairdue.vault import recovery

KEY = bytes(range(16))
WRITTEN = "000G4-0R40M-30E20-9185G-R38E1-WMVKG"


def test_a_key_is_six_groups_of_five() -> None:
    """Specimen: sixteen bytes become thirty letters and digits."""
    assert recovery.written(KEY) == WRITTEN


@pytest.mark.parametrize(
    "typed",
    [WRITTEN, WRITTEN.lower(), WRITTEN.replace("-", ""), WRITTEN.replace("-", " "), WRITTEN.replace("0", "O"),
     WRITTEN.replace("1", "l"), WRITTEN.replace("1", "I"), "０００Ｇ４－" + WRITTEN[6:], f"  {WRITTEN}\n"],
)  # fmt: skip
def test_what_looks_alike_is_read_alike(typed: str) -> None:
    """Case, blanks, hyphens, full-width and the letters that look like digits do not matter."""
    assert recovery.read(typed) == KEY


@pytest.mark.parametrize("typed", ["", "1", WRITTEN[:-1], WRITTEN + "0", WRITTEN.replace("W", "钥"), "é" * 30])
def test_what_is_no_key_is_called_mistyped(typed: str) -> None:
    """Too short, too long, other letters: all said the same way."""
    with pytest.raises(WrongRecoveryKey) as refused:
        recovery.read(typed)
    assert refused.value.values == {"why": "mistyped"}


@given(st.binary(min_size=16, max_size=16), st.integers(0, 29), st.integers(1, 31))
def test_one_wrong_letter_is_always_noticed_but_once_in_four_million(key: bytes, place: int, shift: int) -> None:
    """Reading gives back what was written; a letter changed is refused or, by rare chance, another key."""
    alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
    letters = recovery.written(key).replace("-", "")
    assert recovery.read(letters) == key
    wrong = letters[:place] + alphabet[(alphabet.index(letters[place]) + shift) % 32] + letters[place + 1 :]
    with pytest.raises(WrongRecoveryKey):
        recovery.read(wrong)
