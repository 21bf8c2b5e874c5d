"""The plainest short wordings are found with their topic and danger; their lawful twins accuse nobody."""

from __future__ import annotations

import pytest

from fairdue.app.wiring import the_pack, the_screener
from fairdue.records.assessment import Message
from tests.packs.specimens import specimens

ROWS = specimens("plain_conduct")
CONDUCT = [pytest.param(row, id=row["id"]) for row in ROWS if row["topic"]]
DANGER = [pytest.param(row, id=row["id"]) for row in ROWS if row.get("danger")]
LAWFUL = [pytest.param(row["text"], id=row["id"]) for row in ROWS if not row["topic"] and not row.get("danger")]


@pytest.mark.parametrize("row", CONDUCT)
def test_a_plain_wording_is_found_with_its_topic(row: dict[str, str]) -> None:
    """One clause as people really get it, in any word order, is enough."""
    said = the_screener().assess(Message(row["text"]), the_pack().checked_on)
    assert row["topic"] in {finding.topic for finding in said.findings}


@pytest.mark.parametrize("row", DANGER)
def test_a_plain_danger_is_named(row: dict[str, str]) -> None:
    """Where somebody may be hurt, by others or by himself, the danger comes before the money."""
    assert row["danger"] in the_screener().assess(Message(row["text"]), the_pack().checked_on).dangers


@pytest.mark.parametrize("text", LAWFUL)
def test_a_plain_lawful_word_accuses_nobody(text: str) -> None:
    """The same words in lawful or everyday use: no finding and no danger."""
    said = the_screener().assess(Message(text), the_pack().checked_on)
    assert [(finding.rule, finding.quote) for finding in said.findings] == []
    assert not said.dangers
