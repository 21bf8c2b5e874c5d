"""The registry of the Chinese pack keeps its own rules."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import jsonschema
import pytest

import fairdue.loader
from tests.registry.real import lenders, listed, real_registry

SCHEMAS = Path(fairdue.loader.__file__).parent / "schemas"
REGISTRY = real_registry()

LISTS = [
    ("lender", lenders()),
    ("hotline", listed("hotlines")),
    ("number-rule", listed("numbers")),
    ("duty", listed("duties")),
    ("scam-pattern", listed("scam-patterns")),
    ("sending-fact", listed("sending-facts")),
    ("short-link", [{"id": host} for host in listed("short-links")]),
    ("official-suffix", [{"id": host} for host in listed("official-suffixes")]),
]


@pytest.mark.parametrize(("schema", "entries"), LISTS, ids=[name for name, _ in LISTS])
def test_every_entry_meets_its_schema_and_has_its_own_id(schema: str, entries: list[Any]) -> None:
    """Entries are as their schema describes, and no id is used twice."""
    checker = jsonschema.Draft202012Validator(json.loads((SCHEMAS / f"{schema}.schema.json").read_text("utf-8")))
    assert [error.message for entry in entries for error in checker.iter_errors(entry)] == []
    assert [key for key, count in Counter(entry["id"] for entry in entries).items() if count > 1] == []


def test_all_lenders_are_there() -> None:
    """The registry holds 173 entries, all 31 consumer finance companies among them."""
    kinds = Counter(lender.licence_kind for lender in REGISTRY.lenders)
    assert (len(REGISTRY.lenders), kinds["consumer-finance"], kinds["bank"]) == (173, 31, 85)


def test_unsure_contact_is_never_shown() -> None:
    """Low and unverified contacts, caller ids and contacts without a source are not shown as official."""
    for lender in REGISTRY.lenders:
        for contact in (*lender.hotlines, *lender.domains):
            sure = contact.confidence in ("high", "medium-high", "medium") and contact.role == "main" and lender.source
            assert sure or not contact.shown, (lender.id, contact)
    for line in REGISTRY.hotlines:
        assert line.confidence in ("high", "medium-high", "medium") or not line.shown, line.id


@pytest.mark.parametrize("withdrawn", ["95137", "haiercash", "10100360", "95177", "suning.com"])
def test_withdrawn_candidates_stay_out(withdrawn: str) -> None:
    """Numbers and domains that a review withdrew appear nowhere, not even in notes."""
    assert not [lender.id for lender in REGISTRY.lenders if withdrawn in str(lender)]


def test_every_pattern_compiles_and_matches_no_empty_number() -> None:
    """Number rules are sound regular expressions that need at least one character."""
    assert [rule.id for rule in REGISTRY.number_rules if re.compile(rule.pattern).fullmatch("")] == []


def test_hard_signals_are_kept_apart() -> None:
    """All 50 patterns are there and their 40 deciding signals stand in their own list."""
    assert len(REGISTRY.scam_patterns) == 50
    assert sum(len(pattern.hard_signals) for pattern in REGISTRY.scam_patterns) == 40
