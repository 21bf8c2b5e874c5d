"""Checks of ids: the file's stem, repeats, and files that must be there."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from fairdue.loader.problems import Problem
from fairdue.loader.sources import PackSources

# Rules of both kinds are asked for by one command, so they share their ids' room.
_ONE_ROOM = {"clause-rule": "text-rule"}
_ONE_A_FILE = ("provision", "parameter", "text-rule", "clause-rule", "playbook", "door", "script", "card")


def check_stem(pack: PackSources, today: date) -> Iterator[Problem]:
    """An item that has its own file is named like it; an instrument is named like its folder."""
    for kind in _ONE_A_FILE:
        for item in pack.of(kind):
            if item.id != item.stem:
                yield item.problem("stem-differs", "id", id=item.id, stem=item.stem)
    for item in pack.of("instrument"):
        if item.id != item.folder:
            yield item.problem("stem-differs", "id", id=item.id, stem=item.folder)


def check_repeats(pack: PackSources, today: date) -> Iterator[Problem]:
    """No two items of a kind share an id, nor two rules of whichever kind."""
    first: dict[tuple[str, str], str] = {}
    for item in pack.items:
        key = (_ONE_ROOM.get(item.kind, item.kind), item.id)
        if item.kind in ("folding", "fragments", "pack"):
            continue
        if key in first:
            yield item.problem("repeated-id", "id", id=item.id, first=first[key])
        first.setdefault(key, f"{item.path}:{item.line()}")


def check_card(pack: PackSources, today: date) -> Iterator[Problem]:
    """A pack has a card, every folder of law has its instrument, and the card is not out of date."""
    if "pack.yaml" not in pack.files:
        yield Problem("pack.yaml", 1, "", "file-missing")
    for item in pack.of("provision"):
        wanted = f"law/{item.folder}/instrument.yaml"
        if wanted not in pack.files:
            yield Problem(wanted, 1, "", "file-missing")
