"""The kept answers on the open corpus: what a change to rules, law or code gains and loses there is said, never silent."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from fairdue.app.compare_answers import compare, outcomes, read
from fairdue.app.evaluate import read_rows
from fairdue.app.wiring import the_screener
from fairdue.loader.folder import find_pack

KEPT = Path(__file__).parent / "answers"
CORPUS = find_pack("cn") / "corpus"
DAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("kept", "part"),
    [pytest.param("train.jsonl", "messages/train", id="train"), pytest.param("quiet.jsonl", "quiet", id="quiet")],
)
def test_answers_are_those_kept(kept: str, part: str) -> None:
    """Answers that changed are listed; whoever meant the change keeps the new ones with `make snapshot`."""
    before = read(KEPT / kept)
    after = outcomes(read_rows(CORPUS / part), the_screener(), DAY)
    changes = [f"{one.what}: {one.was or '-'} → {one.now or '-'} | {one.text[:60]}" for one in compare(before, after)]
    assert changes == [], "\n".join(["answers changed; if that is meant: make snapshot", *changes])
    assert before.keys() == after.keys(), "messages came or went; run: make snapshot"
