"""What the room publishes is declared in the pack and is exactly what the audit and the periods say."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from fairdue.app.wiring import the_pack
from fairdue.lending.audit import audit
from fairdue.lending.facts import facts_of_audit, facts_of_limitation
from fairdue.lending.limitation import limitation
from fairdue.records.debt import Terms
from tests.lending.test_audit import WHOLE

PACK = the_pack()


def test_figures_of_an_audit_are_published() -> None:
    """Every figure in whole fen, under a declared key, with its source and day."""
    found = audit(WHOLE, PACK)
    rows = {one.key: one for one in facts_of_audit(found)}
    assert rows["debt.supported-low-fen"].value == found.supported.low
    assert rows["debt.claimed-fen"].value == found.claimed
    assert all(key in PACK.fact_keys and one.source == "audit:whole" and one.as_of for key, one in rows.items())


def test_the_state_of_limitation_is_published() -> None:
    """The state is one of the declared values; without a due day there is no last day to publish."""
    due = replace(
        WHOLE, terms=Terms(due_on=date(2022, 1, 1)), contract_on=date(2021, 1, 1), disbursements=None, payments=()
    )
    rows = {one.key: one.value for one in facts_of_limitation(limitation(due, PACK))}
    assert rows == {"limitation.state": "passed", "limitation.ends-on": "2025-01-01"}
    assert rows["limitation.state"] in PACK.fact_keys["limitation.state"].values
    untold = replace(due, terms=Terms())
    assert [one.key for one in facts_of_limitation(limitation(untold, PACK))] == ["limitation.state"]
