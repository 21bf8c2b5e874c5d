"""Checks of the readings of lending law: what they cite and which numbers they take exist, and their days agree."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from fairdue.loader.checks.rules import as_date
from fairdue.loader.problems import Problem
from fairdue.loader.sources import Item, PackSources
from fairdue.loader.yaml_marks import Key

_KINDS = ("lending-reading", "lending-fee", "lending-act")


def check_lending_citations(pack: PackSources, today: date) -> Iterator[Problem]:
    """Whatever a reading, a fee or an act cites is a provision of the pack that may be cited."""
    provisions, known = pack.by_id("provision"), pack.ids("provision")
    for item, at, cited in _citations(pack):
        if cited not in known:
            near = [name for name in provisions if name.split("-")[0] == cited.split("-")[0]][:5]
            yield item.problem("unknown-provision", *at, id=cited, near=near)
        elif cited in provisions and provisions[cited].data["citable"] == "no":
            yield item.problem("not-citable", *at, id=cited)


def check_lending_numbers(pack: PackSources, today: date) -> Iterator[Problem]:
    """Each line of a reading takes its rate from parameters of the pack."""
    known = pack.ids("parameter")
    for item, number, part in _parts(pack):
        for name in ("parameter", "times", "paid_up_to"):
            given = part.get(name)
            if given and given not in known:
                near = [one for one in sorted(known) if one.split("-")[0] == str(given).split("-")[0]]
                yield item.problem("unknown-value", "parts", number, name, given=given, wanted=near or sorted(known))


def check_lending_days(pack: PackSources, today: date) -> Iterator[Problem]:
    """A line of a reading does not end before it begins."""
    for item, number, part in _parts(pack):
        for first, last in (("formed_from", "formed_to"), ("days_from", "days_to")):
            since, until = as_date(part.get(first)), as_date(part.get(last))
            if since and until and until < since:
                yield item.problem("dates-inverted", "parts", number, last, since=since, until=until)


def _citations(pack: PackSources) -> Iterator[tuple[Item, tuple[Key, ...], str]]:
    for kind in _KINDS:
        for item in pack.of(kind):
            cited: Any = item.data["citations"]
            yield from ((item, ("citations", place), id) for place, id in enumerate(cited))
    for item, number, part in _parts(pack):
        yield from ((item, ("parts", number, "citations", place), id) for place, id in enumerate(part["citations"]))


def _parts(pack: PackSources) -> Iterator[tuple[Item, int, dict[str, Any]]]:
    for item in pack.of("lending-reading"):
        parts: Any = item.data["parts"]
        yield from ((item, number, part) for number, part in enumerate(parts))
