"""The little language of conditions: what it reads, what it means, and where it says a mistake is."""

import pytest

from fairdue.kernel.logic import Call, Compare, LogicError, Name, atoms, holds, parse

TRUE = {"a", "b"}

MEANINGS = [
    ("a", True),
    ("c", False),
    ("not c", True),
    ("a and b", True),
    ("a and c", False),
    ("a or c", True),
    ("c or a and b", True),
    ("(c or a) and not b", False),
    ("not (c or d)", True),
    ("not not a", True),
]


@pytest.mark.parametrize(("text", "expected"), MEANINGS, ids=[text for text, _ in MEANINGS])
def test_conditions_mean_what_they_say(text: str, expected: bool) -> None:
    """`not` binds tightest, then `and`, then `or`; brackets override."""
    assert holds(parse(text), lambda atom: isinstance(atom, Name) and atom.name in TRUE) is expected


def test_atoms_come_with_the_side_they_stand_on() -> None:
    """An atom under a negation is reported as such, so that a rule quotes only what speaks for it."""
    found = list(atoms(parse("near(a, b, 20) and key = value and not (c or key != other)")))
    assert found == [
        (Call("near", ("a", "b", "20")), True),
        (Compare("key", "value", True), True),
        (Name("c"), False),
        (Compare("key", "other", False), False),
    ]


MISTAKES = [
    ("", 0, "a name"),
    ("a and", 5, "a name"),
    ("a b", 2, "and, or, or the end"),
    ("(a", 2, ")"),
    ("near(a,)", 7, "an argument"),
    ("a = ", 4, "a value"),
    ("a & b", 1, "a name, a bracket or an operator"),
    ("or a", 0, "a name"),
]


@pytest.mark.parametrize(("text", "at", "expected"), MISTAKES)
def test_a_mistake_is_named_with_its_place(text: str, at: int, expected: str) -> None:
    """A condition that cannot be read says at which character and what was expected there."""
    with pytest.raises(LogicError) as caught:
        parse(text)
    assert (caught.value.at, caught.value.expected) == (at, expected)
