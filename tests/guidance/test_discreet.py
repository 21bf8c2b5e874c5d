"""Names of cases as others see them: a name that speaks of debt, courts or the police never does."""

from __future__ import annotations

import pytest

from fairdue.guidance.discreet import is_discreet, shown_names


@pytest.mark.parametrize(
    ("name", "discreet"),
    [
        ("甲", True),
        ("三月那件", True),
        ("家里的事", True),
        ("", True),
        ("欠款", False),
        ("某某银行信用卡", False),
        ("法院传票", False),
        ("花呗", False),
        ("Bank Loan", False),
    ],
)
def test_a_name_is_weighed_by_its_words(name: str, discreet: bool) -> None:
    """Plain names stand; words of money owed, courts and police do not, in either language and any case."""
    assert is_discreet(name) is discreet


def test_a_number_stands_for_a_telling_name_among_several() -> None:
    """The number does not depend on the order the cases come in; a single one needs none."""
    assert shown_names(["甲", "欠款", "甲"]) == shown_names(["欠款", "甲"]) == {"欠款": "1", "甲": "甲"}
    assert shown_names(["欠款"]) == {"欠款": ""}
