"""What a `when` of a playbook, step or door means over a set of facts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from fairdue.kernel.logic import Atom, Compare, Name, holds, parse
from fairdue.records.facts import Fact, FactValue

Known = Mapping[str, FactValue]


def known(facts: Iterable[Fact]) -> Known:
    """Index facts by key; a later row replaces an earlier one."""
    return {fact.key: fact.value for fact in facts}


def applies(when: str, facts: Known) -> bool:
    """Tell whether a condition holds; `always` always does, a flag nobody published does not.

    >>> applies("message.kind = collection and not message.third-party", {"message.kind": "collection"})
    True
    """

    def ask(atom: Atom) -> bool:
        match atom:
            case Name("always"):
                return True
            case Name(key):
                return bool(facts.get(key))
            case Compare(key, value, equal):
                return (str(facts.get(key)) == value) is equal
            case _:
                return False

    return holds(parse(when), ask)
