"""An audit takes payments and contacts from a case in the vault, so that nobody writes them down twice."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.terminal import Terminal

TERMS = """\
as_of: 2026-06-30
lender_kind: 个人
contract_on: 2023-01-01
terms: {principal: 36500, annual_rate: 10%, due_on: 2024-01-01}
disbursements: [{on: 2023-01-01, amount: 36500}]
fees: 没有
claim: {总额: 40000}
"""


@pytest.fixture(scope="module")
def terminal(tmp_path_factory: pytest.TempPathFactory) -> Terminal:
    """A vault with one case, one debt, a payment and a contact, and the terms in a file beside it."""
    made = Terminal(tmp_path_factory.mktemp("audited"))
    made.make()
    case = made.json("case", "new", "王某那笔")["id"]
    (made.folder / "case").write_text(case, "utf-8")
    made.run("case", "add", "debt", "王某")
    made.run("case", "add", "payment", "--amount", "3650", "--on", "2024-01-01")
    made.run("case", "add", "contact", "--channel", "sms", "--on", "2025-03-01")
    (made.folder / "terms.yaml").write_text(TERMS, "utf-8")
    return made


def case_of(terminal: Terminal) -> str:
    """Return the id of the one case."""
    return (terminal.folder / "case").read_text("utf-8")


def test_payments_of_the_case_are_reckoned_with(terminal: Terminal) -> None:
    """365 days of ten yuan are paid by the case's 3,650: the whole principal and late interest is left."""
    found = terminal.json("audit", "terms.yaml", "--case", case_of(terminal))
    # 2024-01-01 到 2026-06-30 是 911 天：36500 × 10% × 911 ÷ 365 = 9110.00
    assert found["rebuilt"] == {"low": "45610.00", "high": "45610.00", "exact": True}
    assert terminal.json("audit", "terms.yaml")["rebuilt"]["exact"] is False


def test_contacts_of_the_case_restart_limitation(terminal: Terminal) -> None:
    """The message that arrived on 1 March 2025 begins the three years anew."""
    found = terminal.json("limitation", "terms.yaml", "--case", case_of(terminal))
    assert found["periods"][0]["ends_on"] == "2028-03-01"


def test_a_debt_the_case_does_not_hold_is_named(terminal: Terminal) -> None:
    """The debts of the case are told where the one asked for is not among them."""
    told = terminal.run("audit", "terms.yaml", "--case", case_of(terminal), "--debt", "别家", code=2)
    assert "别家" in told and "王某" in told


def test_the_vault_stays_shut_without_a_case(tmp_path: Path) -> None:
    """An audit from a file alone asks for no passphrase."""
    made = Terminal(tmp_path)
    (tmp_path / "terms.yaml").write_text(TERMS, "utf-8")
    made.run("audit", "terms.yaml", secrets={"FAIRDUE_PASSPHRASE": ""})
    assert not (tmp_path / "vault").exists()
