"""What a `when` of a playbook, step or door means over a set of facts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from fairdue.kernel.logic import Atom, Compare, Name, atoms, holds, parse
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
    return holds(parse(when), lambda atom: _true(atom, facts))


def holding(when: str, facts: Known) -> Iterator[str]:
    """Yield the facts that speak for a condition, as `key` or `key = value`; those under a `not` are left out.

    >>> list(holding("a and (b = 1 or c) and not d", {"a": True, "b": 2, "c": True}))
    ['a', 'c']
    """
    for atom, positive in atoms(parse(when)):
        if positive and _true(atom, facts):
            match atom:
                case Name(key) if key != "always":
                    yield key
                case Compare(key, value, True):
                    yield f"{key} = {value}"
                case _:
                    continue


def _true(atom: Atom, facts: Known) -> bool:
    match atom:
        case Name("always"):
            return True
        case Name(key):
            return bool(facts.get(key))
        case Compare(key, value, equal):
            return (str(facts.get(key)) == value) is equal
        case _:
            return False
