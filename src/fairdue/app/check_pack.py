"""Check a data pack and say each problem in the reader's language; it changes nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from fairdue.loader.check import check_pack as problems_of
from fairdue.loader.compile import compile_checked, write_pack
from fairdue.loader.folder import find_pack
from fairdue.loader.problem_words import say
from fairdue.loader.problems import Problem, errors


@dataclass(frozen=True, slots=True)
class Said:
    """A problem and its words: what is wrong, and what to do."""

    problem: Problem
    what: str
    remedy: str


@dataclass(frozen=True, slots=True)
class PackReport:
    """Everything said of a pack; it may be used when `error_count` is 0."""

    said: tuple[Said, ...]
    error_count: int
    warning_count: int


def check_pack(pack: str | Path, today: date, translate: Callable[[str], str] = str) -> PackReport:
    """Return every problem of a pack, in words; raises PackNotFound."""
    problems = problems_of(pack, today)
    wrong = len(errors(problems))
    said = tuple(Said(problem, *say(problem, translate)) for problem in problems)
    return PackReport(said, wrong, len(problems) - wrong)


def build_pack(pack: str | Path, today: date) -> Path:
    """Compile a pack and write its one file beside the sources; raises PackNotFound, PackBroken."""
    folder = find_pack(pack)
    return write_pack(folder, compile_checked(folder, today))
