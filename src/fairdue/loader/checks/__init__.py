"""Small checks of a pack, one fact each: every function here named `check_…` runs, none is listed anywhere.

Each takes the sources (only items whose shape is right) and today's date, and yields problems.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from fairdue.loader.problems import Problem
from fairdue.loader.sources import PackSources

Check = Callable[[PackSources, date], Iterator[Problem]]


@cache
def all_checks() -> tuple[Check, ...]:
    """Find every check in the modules of this package, in the order of their names."""
    modules = [import_module(f"{__name__}.{found.name}") for found in iter_modules(__path__)]
    return tuple(
        part
        for module in modules
        for name, part in sorted(vars(module).items())
        if name.startswith("check_") and part.__module__ == module.__name__
    )
