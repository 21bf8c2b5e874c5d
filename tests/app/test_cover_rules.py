"""What the rules cover is counted cell by cell, from rules, their matches and labelled messages."""

from __future__ import annotations

from functools import cache
from typing import Any

from fairdue.app.cover_rules import Coverage, WholeCell, cover_rules
from fairdue.app.wiring import examples, gaps, the_pack
from fairdue.loader.coverage import AXES

MESSAGES: list[dict[str, Any]] = [
    {"findings": [{"topic": "threat"}, {"topic": "threat"}], "stage": "legal", "channel": "im", "disguise": "emoji"},
    {"findings": [], "stage": "due", "channel": "sms", "disguise": "none"},
    {"findings": [{"topic": "insult"}], "stage": None, "channel": "call", "disguise": "none"},
]


@cache
def coverage() -> Coverage:
    """Lay out the Chinese pack beside three messages."""
    return cover_rules(the_pack(), examples(), gaps(), MESSAGES)


def cell(topic: str, axis: str, value: str) -> Any:
    """Find one cell."""
    return next(one for one in coverage().cells if (one.topic, one.axis, one.value) == (topic, axis, value))


def test_every_topic_has_every_cell() -> None:
    """Sixteen topics by five stages, seven channels and seven disguises."""
    assert len(coverage().cells) == 16 * sum(map(len, AXES.values()))
    assert coverage().messages == len(MESSAGES)


def test_a_message_counts_once_for_each_topic_it_shows() -> None:
    """Two findings of one topic are one message; one without stage shows no stage."""
    assert [cell("threat", *place).messages for place in (("stage", "legal"), ("channel", "im"))] == [1, 1]
    assert cell("threat", "disguise", "emoji").messages == 1
    assert cell("insult", "channel", "call").messages == 1
    assert sum(cell("insult", "stage", stage).messages for stage in AXES["stage"]) == 0
    assert WholeCell("threat", "legal", "im", "emoji", 0, 1) in coverage().whole
    assert WholeCell("insult", "any", "call", "none", 0, 1) in coverage().whole


def test_an_empty_cell_has_its_reason_and_a_filled_one_has_none() -> None:
    """What the pack's own check asks for is what is printed."""
    for one in coverage().cells:
        assert bool(one.rules) is not bool(one.because), one
    for provision in coverage().provisions:
        assert bool(provision.rules) is not bool(provision.because), provision


def test_every_scam_pattern_stands_beside_its_signs_and_rules() -> None:
    """Fifty patterns; a sign is listed once, as hard where it decides alone."""
    patterns = {one.id: one for one in coverage().patterns}
    assert len(patterns) == 50
    assert all(one.rules and (one.hard_signs or one.signs) for one in patterns.values())
    assert not any(set(one.hard_signs) & set(one.signs) for one in patterns.values())
    assert "hard" in patterns["sp05"].rules.values()
