"""Records built from plain values by their own type hints."""

from __future__ import annotations

from datetime import date

import pytest

from fairdue.loader.build import Records, build
from fairdue.records.guidance import Playbook
from fairdue.records.law import Provision
from fairdue.records.registry import Contact, Lender


def test_missing_fields_take_default_or_empty_value() -> None:
    """A field not stated takes its default, or the empty value of its type; null is the same as not stated."""
    lender = build(Lender, {"id": "a", "products": None, "hotlines": [{"value": "1", "confidence": "high"}]})
    assert (lender.products, lender.name, lender.note) == ((), "", "")
    assert lender.hotlines == (Contact("1", "high", False),)


def test_nested_records_and_dates() -> None:
    """Days come from ISO text or as days, lists become tuples of records, and numbers stay what they are."""
    provision = build(Provision, {"id": "a", "effective_from": "2026-01-01", "effective_to": date(2026, 2, 1)})
    assert (provision.effective_from, provision.effective_to) == (date(2026, 1, 1), date(2026, 2, 1))
    playbook = build(Playbook, {"id": "p", "steps": [{"id": "s", "order": 3, "never": True, "within_days": 0}]})
    (step,) = playbook.steps
    assert (step.order, step.never, step.within_days, step.paper) == (3, True, 0, None)


def test_records_are_fetched_and_built_once() -> None:
    """A mapping of records asks for its data once, and builds a record once."""
    asked: list[int] = []

    def fetch() -> dict[str, dict[str, object]]:
        asked.append(1)
        return {"a": {"id": "a"}, "b": {"id": "b"}}

    records = Records(Lender, fetch)
    assert asked == []
    assert records["a"] is records["a"]
    assert (list(records), len(records), "c" in records) == (["a", "b"], 2, False)
    assert asked == [1]
    with pytest.raises(KeyError):
        records["c"]
