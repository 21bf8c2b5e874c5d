"""How fragments are filled into patterns, and what is said of those that cannot be."""

from __future__ import annotations

import pytest

from fairdue.loader.patterns import FragmentFault, fill, fragment_names, join


def test_fragments_are_filled_in_place() -> None:
    """A fragment stands as a group, so that quantifiers and alternatives around it keep their meaning."""
    fragments = {"police": "警察|公安", "act": "(?:{police}).{0,3}抓"}
    assert fill("{act}{0,2}你", fragments) == "(?:(?:(?:警察|公安)).{0,3}抓){0,2}你"
    assert fragment_names("{police}.{0,12}{act}x{3}") == ("police", "act")
    assert join(["a", "b|c"]) == "(?:a)|(?:b|c)"


def test_fragments_cannot_explode() -> None:
    """Fragments that double each other stop at the limit instead of filling the memory."""
    doubling = {
        name: f"{{{after}}}{{{after}}}"
        for name, after in zip("abcdefghijklmnopqrstuvwx", "bcdefghijklmnopqrstuvwxy", strict=True)
    }
    with pytest.raises(FragmentFault) as fault:
        fill("{a}", {**doubling, "y": "x"})
    assert fault.value.code == "pattern-too-long"


@pytest.mark.parametrize(
    ("fragments", "code"),
    [({"b": "x"}, "unknown-fragment"), ({"a": "{b}", "b": "{a}"}, "fragment-cycle"), ({"a": "{a}"}, "fragment-cycle")],
)
def test_fragment_that_leads_nowhere(fragments: dict[str, str], code: str) -> None:
    """A fragment that is missing or leads back to itself is named."""
    with pytest.raises(FragmentFault) as fault:
        fill("{a}", fragments)
    assert fault.value.code == code
