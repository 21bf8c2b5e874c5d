"""What is said of conduct seen: which dangers are named, by the kind of the message and by how grave it is."""

from __future__ import annotations

from dataclasses import replace

import pytest

from fairdue.app.wiring import the_pack
from fairdue.kernel.spans import Span
from fairdue.records.rules import FindingEffect, Kind, Severity
from fairdue.screening.explain import dangers_of
from fairdue.screening.weigh import Seen

BLOWS = next(rule for rule in the_pack().rules if rule.id == "plain-blows")


@pytest.mark.parametrize(
    ("kind", "severity", "aside", "dangers"),
    [
        ("collection", "serious", False, ("violence",)),
        ("other", "grave", False, ("violence",)),
        ("other", "serious", False, ()),
        ("official-notice", "grave", False, ("violence",)),
        ("collection", "grave", True, ()),
    ],
)
def test_a_threat_is_a_danger_where_it_is_a_finding(
    kind: Kind, severity: Severity, aside: bool, dangers: tuple[str, ...]
) -> None:
    """What is grave counts also where no debt is spoken of; what the reader or a bystander says never does."""
    rule = replace(BLOWS, finding=FindingEffect("threat", severity, "吓人", ()))
    assert dangers_of([Seen(rule, Span(0, 2), aside)], kind) == dangers


def test_in_a_long_talk_of_other_matters_a_threat_is_a_joke_or_a_story() -> None:
    """Sisters and workmates say such things; in a long talk about a debt the same words count."""
    rule = replace(BLOWS, finding=FindingEffect("threat", "grave", "吓人", ()))
    kinds: tuple[Kind, ...] = ("other", "collection")
    assert [dangers_of([Seen(rule, Span(0, 2))], kind, is_long=True) for kind in kinds] == [(), ("violence",)]


def test_what_happens_now_is_a_danger_whoever_says_it() -> None:
    """The reader's own words that somebody is being hurt come before any question of kind."""
    hurt = next(rule for rule in the_pack().rules if rule.id == "hurt-now")
    assert "in-danger" in hurt.flags
    assert dangers_of([Seen(hurt, Span(0, 2), True)], "other") == ("violence",)
