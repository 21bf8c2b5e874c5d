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
    by_condition: list[Problem] = []
    for item in sources.items:
        plainly, conditional = shape_problems(item)
        by_condition.extend(conditional)
        if plainly:
            misshapen.append(item)
            problems.extend(plainly)
    sound = sources.without(misshapen)
    for check in all_checks():
        problems.extend(check(sound, today))
    said = {(problem.path, problem.line) for problem in problems}
    problems.extend(problem for problem in by_condition if (problem.path, problem.line) not in said)
    return in_order(problems)
