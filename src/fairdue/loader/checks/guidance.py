"""Checks of playbooks and doors: conditions over declared facts, hotlines that exist, steps named once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, get_args

from fairdue.kernel.logic import Compare, LogicError, Name, atoms, parse
from fairdue.loader.problems import Problem
from fairdue.loader.sources import Item, PackSources, plain
from fairdue.loader.yaml_marks import Key
from fairdue.records.rules import Topic


def check_when(pack: PackSources, today: date) -> Iterator[Problem]:
    """Every `when` parses, speaks of declared facts, and compares them with values they can have."""
    keys = keys_of(pack)
    for item in pack.of("playbook", "door", "contradiction"):
        yield from condition_problems(item, ("when",), item.data["when"], keys)
        situation: Any = item.data.get("situation") or {}
        if situation.get("fits"):
            yield from condition_problems(item, ("situation", "fits"), situation["fits"], keys)
        steps: Any = item.data.get("steps") or ()
        for number, step in enumerate(steps):
            if step.get("when"):
                yield from condition_problems(item, ("steps", number, "when"), step["when"], keys)


def keys_of(pack: PackSources) -> dict[str, tuple[str, ...]]:
    """Return every key that may be asked for, with its values; a family stands for each member it can have."""
    signals = (*pack.ids("text-rule"), *pack.ids("phrase"), *pack.ids("scam-pattern"), *pack.ids("number-rule"))
    flags = tuple(sorted({str(flag) for rule in pack.of("text-rule") for flag in plain(rule.data).get("flags") or ()}))
    situations = tuple(item.id for item in pack.of("playbook") if item.data.get("situation"))
    members = {"message.topic.*": get_args(Topic), "message.signal.*": signals, "message.flag.*": flags}
    members["situation.*"] = situations
    keys: dict[str, tuple[str, ...]] = {}
    for item in pack.of("fact-key"):
        values = tuple(_values(item))
        if item.id.endswith(".*"):
            keys |= {item.id[:-1] + member: () for member in values or members.get(item.id, ())}
        else:
            keys[item.id] = values
    return keys


def check_steps(pack: PackSources, today: date) -> Iterator[Problem]:
    """No playbook has two steps of the same id."""
    for item in pack.of("playbook"):
        seen: set[str] = set()
        steps: Any = item.data["steps"]
        for number, step in enumerate(steps):
            if step["id"] in seen:
                yield item.problem("repeated-id", "steps", number, "id", id=step["id"], first=item.path)
            seen.add(step["id"])


def check_hotline(pack: PackSources, today: date) -> Iterator[Problem]:
    """A door's hotline is one of the registry."""
    known = pack.ids("hotline")
    for item in pack.of("door"):
        hotline = item.data.get("hotline")
        if hotline is not None and hotline not in known:
            yield item.problem("unknown-hotline", "hotline", id=hotline, known=sorted(known))


def check_paper_limits(pack: PackSources, today: date) -> Iterator[Problem]:
    """A time limit of a court paper takes its days from a parameter of the pack."""
    known = pack.ids("parameter")
    for item in pack.of("court-papers"):
        limits: Any = item.data["limits"]
        for number, limit in enumerate(limits):
            if limit["parameter"] not in known:
                at: tuple[Key, ...] = ("limits", number, "parameter")
                yield item.problem("unknown-value", *at, given=limit["parameter"], wanted=sorted(known))


def condition_problems(
    item: Item, at: tuple[Key, ...], when: object, keys: dict[str, tuple[str, ...]]
) -> Iterator[Problem]:
    """Yield what is wrong with one condition: its grammar, its facts, the values it compares them with."""
    try:
        found = [atom for atom, _ in atoms(parse(str(when)))]
    except LogicError as error:
        yield item.problem("condition-syntax", *at, at=error.at + 1, expected=error.expected)
        return
    for atom in found:
        match atom:
            case Name("always"):
                continue
            case Name(key):
                pass
            case Compare(key, value, _):
                if keys.get(key) and value not in keys[key]:
                    yield item.problem("unknown-value", *at, given=value, known=list(keys[key]))
            case _:
                yield item.problem("condition-atom", *at, given=atom.function)
                continue
        if key not in keys:
            near = [name for name in keys if name.rsplit(".", 1)[0] == key.rsplit(".", 1)[0]]
            yield item.problem("unknown-fact", *at, key=key, known=sorted(near or keys)[:20])


def _values(item: Item) -> list[str]:
    found = item.data.get("values")
    return [str(value) for value in found] if isinstance(found, list) else []
