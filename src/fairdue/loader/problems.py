"""What is wrong with a pack, where, and with which values; the words for it are in `problem_words`."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping
from typing import Literal

SeverityOfProblem = Literal["error", "warning"]


@dataclasses.dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong: the file, its line (from 1), the field, a code and the values its words need.

    An error stops the pack from being used; a warning asks a person to look.
    """

    path: str
    line: int
    field: str
    code: str
    values: Mapping[str, object] = dataclasses.field(default_factory=dict)
    severity: SeverityOfProblem = "error"


def sort_key(problem: Problem) -> tuple[str, int, str, str, str]:
    """Order problems by place, so that a report reads like the files."""
    return (problem.path, problem.line, problem.field, problem.code, repr(sorted(problem.values.items())))


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return the problems by place, each once."""
    return tuple({sort_key(problem): problem for problem in sorted(problems, key=sort_key)}.values())


def errors(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Keep only what stops a pack from being used."""
    return tuple(problem for problem in problems if problem.severity == "error")
