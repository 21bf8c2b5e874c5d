"""Checks of the law and the numbers in it: dates, successors, standings, citations of parameters."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from fairdue.law.citations import STANDINGS
from fairdue.loader.checks.rules import as_date
from fairdue.loader.problems import Problem
from fairdue.loader.sources import Item, PackSources

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)+")


def check_dates(pack: PackSources, today: date) -> Iterator[Problem]:
    """A provision does not end before it begins."""
    for item in pack.of("provision"):
        since, until = as_date(item.data["effective_from"]), as_date(item.data["effective_to"])
        if since and until and until < since:
            yield item.problem("dates-inverted", "effective_to", since=since, until=until)


def check_standing(pack: PackSources, today: date) -> Iterator[Problem]:
    """The standing of a provision is the one of its kind of instrument, and never more."""
    for item in pack.of("provision"):
        binding: Any = item.data["binding"]
        wanted = STANDINGS.get(binding)
        if item.data["standing"] != wanted:
            yield item.problem("standing-differs", "standing", given=item.data["standing"], wanted=wanted)


def check_citable(pack: PackSources, today: date) -> Iterator[Problem]:
    """What may be cited by article has a verified article, and nothing of low confidence may be cited."""
    for item in pack.of("provision"):
        if item.data["citable"] == "article" and "未核" in str(item.data["article"]):
            yield item.problem("article-unverified", "citable", article=item.data["article"])
        if item.data["citable"] != "no" and item.data["confidence"] == "low":
            yield item.problem("low-confidence-citable", "citable")


def check_looked_at(pack: PackSources, today: date) -> Iterator[Problem]:
    """A provision that says when it was checked says how."""
    for item in pack.of("provision"):
        if item.data["checked_on"] and not str(item.data.get("checked") or "").strip():
            yield item.problem("checked-without-words", "checked_on")


def check_successors(pack: PackSources, today: date) -> Iterator[Problem]:
    """A successor written as an id is a provision or an instrument of the pack."""
    known = pack.ids("provision") | pack.ids("instrument")
    for item in pack.of("provision"):
        for place, successor in enumerate(_list(item, "successors")):
            if _ID.fullmatch(str(successor)) and successor not in known:
                yield item.problem("unknown-successor", "successors", place, id=successor)


def check_values(pack: PackSources, today: date) -> Iterator[Problem]:
    """The values of a parameter stand in the order of their days, each once, each with a provision of the pack."""
    known = pack.ids("provision")
    for item in pack.of("parameter"):
        days = [as_date(value["since"]) for value in _list(item, "values")]
        for place, (before, after) in enumerate(zip(days, days[1:], strict=False), start=1):
            if before and after and after <= before:
                yield item.problem("dates-unsorted", "values", place, since=after, before=before)
        until = as_date(item.data.get("confirmed_until"))
        if until and days and days[-1] and until < days[-1]:
            yield item.problem("dates-inverted", "confirmed_until", since=days[-1], until=until)
        for place, value in enumerate(_list(item, "values")):
            if value["citation"] not in known:
                yield item.problem("unknown-provision", "values", place, id=value["citation"])


def check_freshness(pack: PackSources, today: date) -> Iterator[Problem]:
    """Somebody has looked at every number, and at the pack, within its own term."""
    for item in (*pack.of("parameter"), *pack.of("pack")):
        checked, days = as_date(item.data["checked_on"]), item.data.get("expires_after_days", 180)
        if checked and isinstance(days, int) and (today - checked).days > days:
            yield item.warning("check-expired", "checked_on", checked=checked, days=days, today=today)


def _list(item: Item, name: str) -> list[Any]:
    found = item.data.get(name)
    return found if isinstance(found, list) else []
