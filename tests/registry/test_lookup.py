"""One question to the registry."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fairdue.registry.lookup import look_up
from tests.registry.real import real_registry

REGISTRY = real_registry()


@pytest.mark.parametrize(
    ("query", "asked", "official", "confidence"),
    [
        ("95588", "number", True, "medium-high"),
        ("95188", "number", True, "high"),
        ("12378", "number", True, "high"),
        ("12315", "number", False, "medium"),
        ("95730", "number", False, "medium"),
        ("4008895558", "number", False, "medium-high"),
        ("13800138000", "number", False, ""),
        ("icbc.com.cn", "domain", True, "medium-high"),
        ("icbc-login.top", "domain", False, ""),
        ("t.cn/a", "domain", False, ""),
        ("恒丰银行", "name", False, "unverified"),
        ("没有这家", "name", False, ""),
    ],
)
def test_only_a_shown_contact_is_official(query: str, asked: str, official: bool, confidence: str) -> None:
    """A contact is called official only where the pack may show it; caller ids and unsure numbers never are."""
    answer = look_up(query, REGISTRY)
    assert (answer.asked, answer.official, answer.confidence) == (asked, official, confidence)


def test_caller_id_is_recognised_but_not_to_be_called() -> None:
    """A further number of a bank names the bank, and its contact says that it only helps to recognise."""
    answer = look_up("4008895558", REGISTRY)
    assert answer.lenders[0].lender.id == "china-citic-bank"
    assert answer.contact is not None and (answer.contact.role, answer.contact.shown) == ("caller-id", False)


def test_imitation_names_the_lender_it_imitates() -> None:
    """Asked about a look-alike, the answer names the lender imitated and calls nothing official."""
    answer = look_up("www.icbc-login.top", REGISTRY)
    assert answer.domain is not None and answer.domain.resembles == "icbc.com.cn"
    assert [named.lender.id for named in answer.lenders] == ["icbc"]
    assert answer.contact is None


@given(st.text(max_size=100))
def test_any_question_gets_an_answer(query: str) -> None:
    """No question raises, and nothing is official without a shown contact or an official domain."""
    answer = look_up(query, REGISTRY)
    shown = answer.contact is not None and answer.contact.shown
    by_domain = answer.domain is not None and answer.domain.relation == "official"
    assert not answer.official or shown or by_domain
