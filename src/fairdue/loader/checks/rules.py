"""Checks of how a rule is put together: state, names, condition and quote."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from fairdue.kernel.logic import Atom, Call, LogicError, Name, atoms, parse
from fairdue.loader.problems import Problem
from fairdue.loader.sources import Item, PackSources
from fairdue.screening.condition import KNOWN_LINKS

_WORDS = frozenset({"any", KNOWN_LINKS})
_RESERVED = frozenset({"and", "or", "not", "near", *_WORDS})


def check_state(pack: PackSources, today: date) -> Iterator[Problem]:
    """A withdrawn rule says why, and no other does; a rule's last day is not before its first."""
    for item in pack.of("text-rule", "clause-rule"):
        is_withdrawn = item.data["status"] == "withdrawn"
        if is_withdrawn and not item.data.get("withdrawn"):
            yield item.problem("withdrawn-without-reason", "status")
        if not is_withdrawn and item.data.get("withdrawn"):
            yield item.problem("reason-without-withdrawal", "withdrawn")
        since, until = rule_dates(item)
        if since and until and until < since:
            yield item.problem("dates-inverted", "applies_to", "until", since=since, until=until)


def check_names(pack: PackSources, today: date) -> Iterator[Problem]:
    """Patterns and exceptions have different names, none of them a word of the condition language."""
    for item in pack.of("text-rule", "clause-rule"):
        patterns, exceptions = names(item, "patterns"), names(item, "exceptions")
        for group, found in (("patterns", patterns & _RESERVED), ("exceptions", exceptions & (_RESERVED | patterns))):
            for name in sorted(found):
                yield item.problem("name-taken", group, name, name=name)
        quote = item.data.get("quote")
        if quote and quote not in patterns:
            yield item.problem("unknown-pattern", "quote", name=quote, known=sorted(patterns))


def check_condition(pack: PackSources, today: date) -> Iterator[Problem]:
    """A condition parses, names only what the rule has, and leaves none of it unused."""
    for item in pack.of("text-rule", "clause-rule"):
        text = item.data.get("condition")
        if not text:
            continue
        try:
            found = [atom for atom, _ in atoms(parse(str(text)))]
        except LogicError as error:
            yield item.problem("condition-syntax", "condition", at=error.at + 1, expected=error.expected)
            continue
        known = names(item, "patterns") | names(item, "exceptions")
        used: set[str] = set()
        for atom in found:
            wrong = _misused(atom)
            if wrong:
                yield item.problem("condition-atom", "condition", given=wrong)
            used.update(named(atom))
        for name in sorted(used - known - _WORDS):
            yield item.problem("unknown-pattern", "condition", name=name, known=sorted(known))
        idle = known - used - (names(item, "patterns") if "any" in used else set())
        for name in sorted(idle):
            group = "patterns" if name in names(item, "patterns") else "exceptions"
            if name != item.data.get("quote"):
                yield item.problem("pattern-never-used", group, name, name=name)


def names(item: Item, group: str) -> frozenset[str]:
    """Return the names of a rule's patterns or exceptions."""
    found = item.data.get(group)
    return frozenset(found) if isinstance(found, dict) else frozenset()


def rule_dates(item: Item) -> tuple[date | None, date | None]:
    """Return the first and last day on which a rule applies, None where open."""
    where = item.data.get("applies_to")
    table = where if isinstance(where, dict) else {}
    since, until = (as_date(table.get(name)) for name in ("since", "until"))
    return since, until


def as_date(value: object) -> date | None:
    """Read a date that the pack may also write as text."""
    if isinstance(value, str):
        return date.fromisoformat(value)
    return value if isinstance(value, date) else None


def named(atom: Atom) -> tuple[str, ...]:
    """Return the pattern names an atom of a rule's condition speaks of."""
    match atom:
        case Name(name):
            return (name,)
        case Call("near", (first, second, _)):
            return (first, second)
        case _:
            return ()


def _misused(atom: Atom) -> str:
    match atom:
        case Name():
            return ""
        case Call("near", (_, _, reach)) if reach.isdigit() and 0 < int(reach) <= 200:
            return ""
        case Call(function, arguments):
            return f"{function}({', '.join(arguments)})"
        case _:
            return f"{atom.key} = {atom.value}"
