"""Every example of every rule is a test named after it, so that a failing build names the sentence that broke."""

from __future__ import annotations

import pytest

from fairdue.app.try_rules import Trial, try_rules
from fairdue.loader.load import load, load_examples

PACK = load("cn")
RULES = [rule for rule in PACK.rules if rule.status != "withdrawn"]
TRIALS = try_rules(RULES, load_examples("cn"), PACK, PACK.checked_on)


@pytest.mark.parametrize("trial", [pytest.param(trial, id=trial.name) for trial in TRIALS])
def test_example(trial: Trial) -> None:
    """A rule sees what it must match, with the quote pinned, and is silent on its near misses."""
    assert trial.passed, f"{trial.text}: expected {trial.expected}, got {trial.got}"


def test_every_rule_is_tried() -> None:
    """No rule in use or in draft is without proof."""
    assert {trial.name.split(" › ")[0] for trial in TRIALS} == {rule.id for rule in RULES}
