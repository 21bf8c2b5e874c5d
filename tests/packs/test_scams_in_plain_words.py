"""Scams in everyday words are called so; their lawful neighbours are not, alone or on the page of a long text."""

from __future__ import annotations

from itertools import permutations

import pytest

from fairdue.app.wiring import the_pack, the_screener
from fairdue.records.assessment import Message
from tests.packs.specimens import specimens

ROWS = specimens("scams_in_plain_words")
SCAMS = [pytest.param(row["text"], id=row["id"]) for row in ROWS if row["is"] == "scam"]
LAWFUL = [pytest.param(row["text"], id=row["id"]) for row in ROWS if row["is"] != "scam"]
LONG = [row["text"] for row in ROWS if row["is"] == "long"]


def _verdict(text: str) -> str:
    return the_screener().assess(Message(text), the_pack().checked_on).genuineness.verdict


@pytest.mark.parametrize("text", SCAMS)
def test_a_scam_in_plain_words_is_called_so(text: str) -> None:
    """Who asks for what no lawful sender asks is called a likely scam, however shortly it is said."""
    assert _verdict(text) == "likely-scam"


@pytest.mark.parametrize("text", LAWFUL)
def test_a_lawful_neighbour_is_not_called_a_scam(text: str) -> None:
    """The same words in a notice, a warning, a family talk or somebody's own story make no scam."""
    assert _verdict(text) != "likely-scam"


@pytest.mark.parametrize(
    "text", [pytest.param(f"{one}\n{other}", id=f"{one[:6]}-{other[:6]}") for one, other in permutations(LONG, 2)]
)
def test_words_strewn_over_a_long_text_make_no_scam(text: str) -> None:
    """Two long lawful talks in one text lend each other no sign: the parts of a sign stand near one another."""
    assert _verdict(text) != "likely-scam"
