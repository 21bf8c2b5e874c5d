"""Checks of what is looked up: doors by question, time limits, claims, names no longer used."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from fairdue.loader.checks.guidance import condition_problems, keys_of
from fairdue.loader.checks.rules import as_date
from fairdue.loader.problems import Problem
from fairdue.loader.sources import Item, PackSources
from fairdue.loader.yaml_marks import Key

# A lead is asked about at the general hotline or at legal aid; it is never a fact.
_ASK_FIRST = re.compile("12345|12348")


def check_door_routes(pack: PackSources, today: date) -> Iterator[Problem]:
    """Every route and time limit of a door speaks of declared facts and of values they can have."""
    keys = keys_of(pack)
    for item, card in _cards(pack):
        for part in ("routes", "times"):
            for number, entry in enumerate(card.get(part) or ()):
                if entry.get("when"):
                    yield from condition_problems(item, ("router", part, number, "when"), entry["when"], keys)


def check_door_links(pack: PackSources, today: date) -> Iterator[Problem]:
    """What a door leads on to, counts by or rests on is in the pack."""
    rows = pack.ids("hotline") | pack.ids("duty")
    for item, card in _cards(pack):
        at: tuple[Key, ...] = ("router",)
        yield from _known(item, (*at, "fallback"), card.get("fallback") or (), pack.ids("door"))
        yield from _known(item, (*at, "registry"), card.get("registry") or (), rows)
        for number, time in enumerate(card.get("times") or ()):
            if time["parameter"] not in pack.ids("parameter"):
                place = (*at, "times", number, "parameter")
                yield item.problem("unknown-value", *place, given=time["parameter"], wanted=[])


def check_door_sources(pack: PackSources, today: date) -> Iterator[Problem]:
    """A door rests on a provision or a row of the registry; one without is a lead, and says to ask first."""
    for item, card in _cards(pack):
        if card.get("lead"):
            if not _ASK_FIRST.search(str(item.data["how"])):
                yield item.problem("lead-without-question", "how")
        elif not card.get("citations") and not card.get("registry"):
            yield item.problem("door-without-source", "router", id=item.id)


def check_door_age(pack: PackSources, today: date) -> Iterator[Problem]:
    """A door checked longer ago than it allows is to be checked anew."""
    for item, card in _cards(pack):
        checked = as_date(card["checked_on"])
        if checked and (today - checked).days > card["expires_after_days"]:
            yield item.warning(
                "check-expired", "router", "checked_on", checked=checked, days=card["expires_after_days"]
            )


def check_events(pack: PackSources, today: date) -> Iterator[Problem]:
    """A time limit has its own id, days from parameters of one unit or a day on the paper, and a door that exists."""
    parameters, doors = pack.by_id("parameter"), pack.ids("door")
    for item in pack.of("event"):
        seen: set[str] = set()
        limits: Any = item.data["limits"]
        for number, limit in enumerate(limits):
            at: tuple[Key, ...] = ("limits", number)
            if limit["id"] in seen:
                yield item.problem("repeated-id", *at, "id", id=limit["id"], first=item.path)
            seen.add(limit["id"])
            named = limit.get("parameters") or ()
            yield from _known(item, (*at, "parameters"), named, pack.ids("parameter"))
            if not named and not limit.get("stated"):
                yield item.problem("limit-without-days", *at, id=limit["id"])
            units = {str(parameters[name].data["unit"]) for name in named if name in parameters}
            if len(units) > 1:
                yield item.problem("units-differ", *at, "parameters", given=sorted(units))
            if limit.get("door"):
                yield from _known(item, (*at, "door"), [limit["door"]], doors, single=True)


def check_former_bodies(pack: PackSources, today: date) -> Iterator[Problem]:
    """A name no longer used leads to a door that exists."""
    for item in pack.of("former-body"):
        yield from _known(item, ("door",), [str(item.data["door"])], pack.ids("door"), single=True)


def check_myths(pack: PackSources, today: date) -> Iterator[Problem]:
    """No wording stands for two claims, no example is one the search has seen, and days are the right way round."""
    first: dict[str, Item] = {}
    for item in pack.of("myth"):
        data: Any = item.data
        own = [(part, place, words) for part in ("says", "denies") for place, words in enumerate(data[part])]
        for part, place, words in own:
            if words in first:
                yield item.problem("repeated-term", part, place, word=words, first=first[words].path)
            first.setdefault(words, item)
        since, until = as_date(data.get("since")), as_date(data.get("until"))
        if since and until and until < since:
            yield item.problem("dates-inverted", "until", since=since, until=until)
    for item in pack.of("myth"):
        examples: Any = item.data["examples"]
        for side in ("claim", "denial"):
            if examples[side] in first:
                yield item.problem("example-elsewhere", "examples", side, rule=first[examples[side]].id)


def _cards(pack: PackSources) -> Iterator[tuple[Item, dict[str, Any]]]:
    for item in pack.of("door"):
        card: Any = item.data.get("router")
        if card:
            yield item, card


def _known(
    item: Item, at: tuple[Key, ...], given: Iterable[str], known: frozenset[str], single: bool = False
) -> Iterator[Problem]:
    for place, name in enumerate(given):
        if name not in known:
            where = at if single else (*at, place)
            near = [one for one in sorted(known) if one.split("-")[0] == str(name).split("-")[0]]
            yield item.problem("unknown-value", *where, given=name, wanted=near or sorted(known)[:20])
