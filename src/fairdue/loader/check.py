"""Run every check over a pack and collect all problems, in the order of the files; it repairs nothing."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from fairdue.loader.checks import all_checks
from fairdue.loader.folder import find_pack
from fairdue.loader.problems import Problem, in_order
from fairdue.loader.shape import shape_problems
from fairdue.loader.sources import Item, PackSources, read_sources


def check_pack(pack: str | Path, today: date) -> tuple[Problem, ...]:
    """Return every problem of a pack given by name or folder; raises PackNotFound only."""
    return check_sources(read_sources(find_pack(pack)), today)


def check_sources(sources: PackSources, today: date) -> tuple[Problem, ...]:
    """Return every problem of sources already read; items of a wrong shape are held to nothing further."""
    problems = list(sources.problems)
    misshapen: list[Item] = []
    for item in sources.items:
        found = list(shape_problems(item))
        if found:
            misshapen.append(item)
            problems.extend(found)
    sound = sources.without(misshapen)
    for check in all_checks():
        problems.extend(check(sound, today))
    return in_order(problems)
