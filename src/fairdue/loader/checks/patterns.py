"""Checks of patterns: fragments that exist and end, and the language both matchers run alike."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from fairdue.loader.patterns import LONGEST, FragmentFault, fill, fragment_names, join
from fairdue.loader.problems import Problem
from fairdue.loader.sources import Item, PackSources
from fairdue.loader.subset import Fault, faults
from fairdue.loader.yaml_marks import Key

_WARNINGS = frozenset({"not-folded"})


def check_fragments(pack: PackSources, today: date) -> Iterator[Problem]:
    """Every fragment ends, and stays in the common language."""
    fragments = fragments_of(pack)
    for item in pack.of("fragments"):
        for name in item.data:
            yield from _check(item, (name,), f"{{{name}}}", fragments, frozenset())


def check_rules(pack: PackSources, today: date) -> Iterator[Problem]:
    """Every pattern of every rule runs alike on both matchers; the faults of fragments are said where they stand."""
    fragments = fragments_of(pack)
    for item in pack.of("text-rule", "clause-rule"):
        for group in ("patterns", "exceptions"):
            table = item.data.get(group)
            for name, source in (table if isinstance(table, dict) else {}).items():
                pattern = join(source)
                yield from _check(item, (group, name), pattern, fragments, _inherited(pattern, fragments))


def check_contexts(pack: PackSources, today: date) -> Iterator[Problem]:
    """The patterns of contexts keep to the same language; an empty `unless` means none."""
    fragments = fragments_of(pack)
    for item in pack.of("context"):
        for name in ("pattern", "unless"):
            pattern = str(item.data.get(name) or "")
            if pattern:
                yield from _check(item, (name,), pattern, fragments, _inherited(pattern, fragments))


def check_court_papers(pack: PackSources, today: date) -> Iterator[Problem]:
    """The patterns for court papers keep to the same language; they name no fragments."""
    for item in pack.of("court-papers"):
        data: Any = item.data
        places: list[tuple[Key, ...]] = [("case_types",), ("court_name",), ("negation",), ("warning",)]
        places += [("marks", n, name) for n in range(len(data["marks"])) for name in ("fits_when", "unfit_when")]
        places += [("limits", n, "names") for n in range(len(data["limits"]))]
        for at in places:
            pattern = data
            for key in at:
                pattern = pattern.get(key) if isinstance(pattern, Mapping) else pattern[key]
            if pattern:
                yield from _check(item, at, str(pattern), {}, frozenset())


def check_numbers(pack: PackSources, today: date) -> Iterator[Problem]:
    """The patterns of number rules compile."""
    for item in pack.of("number-rule"):
        try:
            re.compile(str(item.data["pattern"]))
        except re.error as error:
            yield item.problem("bad-regex", "pattern", detail=str(error))


def fragments_of(pack: PackSources) -> Mapping[str, str]:
    """Return every fragment as one pattern, by name."""
    return {name: join(source) for item in pack.of("fragments") for name, source in item.data.items()}


def _check(
    item: Item, at: tuple[Key, ...], pattern: str, fragments: Mapping[str, str], known: frozenset[Fault]
) -> Iterator[Problem]:
    try:
        found = faults(fill(pattern, fragments))
    except FragmentFault as fault:
        trail = " → ".join(fault.trail)
        yield item.problem(fault.code, *at, name=fault.name, trail=trail, known=sorted(fragments), limit=LONGEST)
        return
    for code, detail in found:
        if Fault(code, detail) not in known:
            make = item.warning if code in _WARNINGS else item.problem
            yield make(code, *at, detail=detail)


def _inherited(pattern: str, fragments: Mapping[str, str]) -> frozenset[Fault]:
    """Collect the faults of the fragments a pattern uses; those are reported where the fragment stands."""
    found: set[Fault] = set()
    for name in fragment_names(pattern):
        try:
            found.update(faults(fill(f"{{{name}}}", fragments)))
        except FragmentFault:
            continue
    return frozenset(found)
