"""Checks of what rules and playbooks cite: it exists, may be cited, is in force, and carries the words it is put to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from fairdue.loader.checks.rules import as_date, rule_dates
from fairdue.loader.problems import Problem
from fairdue.loader.sources import Item, PackSources

_RANK = {"suspected-unlawful": 3, "rule-breach": 2, "below-standard": 1, None: 0}
# Hours, counts of calls and headcount are figures of standards only; no rule on them may lean on more.
_STANDARD_ONLY = frozenset({"hours", "frequency"})
_UNLAWFUL = re.compile("(?<!不)违法|犯罪|非法")
_BREACH = re.compile("违反监管|监管规定|违规")


def check_known(pack: PackSources, today: date) -> Iterator[Problem]:
    """Whatever is cited is a provision of the pack that may be cited."""
    provisions = pack.by_id("provision")
    for item, at, cited in _all_citations(pack):
        provision = provisions.get(cited)
        if cited not in pack.ids("provision"):
            near = [name for name in provisions if name.split("-")[0] == cited.split("-")[0]][:5]
            yield item.problem("unknown-provision", *at, id=cited, near=near)
        elif provision is None:
            continue
        elif provision.data["citable"] == "no":
            yield item.problem("not-citable", *at, id=cited)
        elif item.kind == "text-rule" and provision.data["standing"] is None:
            yield item.problem("no-standing", *at, id=cited, binding=provision.data["binding"])


def check_in_force(pack: PackSources, today: date) -> Iterator[Problem]:
    """An active finding rests on something in force today, and nothing it cites lies wholly outside its dates."""
    provisions = pack.by_id("provision")
    for item in pack.of("text-rule"):
        if not item.data.get("finding") or item.data["status"] == "withdrawn":
            continue
        since, until = rule_dates(item)
        cited = [
            (place, provisions[name]) for place, name in enumerate(_finding(item)["citations"]) if name in provisions
        ]
        for place, provision in cited:
            begins, ends = (as_date(provision.data[name]) for name in ("effective_from", "effective_to"))
            if begins is None or (until and begins > until) or (since and ends and ends < since):
                yield item.problem(
                    "never-in-force", "finding", "citations", place, id=provision.id, since=begins, until=ends
                )
        if cited and (until is None or until >= today) and not any(_is_in_force(one, today) for _, one in cited):
            yield item.problem("nothing-in-force", "finding", "citations", today=today)


def check_guidance_in_force(pack: PackSources, today: date) -> Iterator[Problem]:
    """What a step, script, card or clause rests on is in force today."""
    provisions = pack.by_id("provision")
    for item, at, cited in _guidance_citations(pack):
        provision = provisions.get(cited)
        if provision is not None and not _is_in_force(provision, today):
            yield item.problem("nothing-in-force", *at, today=today)


def check_standing(pack: PackSources, today: date) -> Iterator[Problem]:
    """A rule on hours or counts cites standards only; no reason speaks louder than the highest standing it cites."""
    provisions = pack.by_id("provision")
    for item in pack.of("text-rule"):
        if not item.data.get("finding"):
            continue
        finding = _finding(item)
        standings = [_standing(provisions.get(name)) for name in finding["citations"]]
        if finding["topic"] in _STANDARD_ONLY:
            for place, standing in enumerate(standings):
                if _RANK[standing] > 1:
                    yield item.problem("cites-above-standing", "finding", "citations", place, topic=finding["topic"])
        highest = max(_RANK[standing] for standing in standings)
        says = 3 if _UNLAWFUL.search(finding["because"]) else 2 if _BREACH.search(finding["because"]) else 1
        if highest and says > highest:
            yield item.problem("words-above-standing", "finding", "because")


def _all_citations(pack: PackSources) -> Iterator[tuple[Item, tuple[str | int, ...], str]]:
    for item in pack.of("text-rule"):
        if item.data.get("finding"):
            for place, cited in enumerate(_finding(item)["citations"]):
                yield item, ("finding", "citations", place), cited
    yield from _guidance_citations(pack)


def _guidance_citations(pack: PackSources) -> Iterator[tuple[Item, tuple[str | int, ...], str]]:
    for item in pack.of("playbook"):
        steps: Any = item.data["steps"]
        for number, step in enumerate(steps):
            for place, cited in enumerate(step.get("citations") or ()):
                yield item, ("steps", number, "citations", place), cited
    for item in pack.of("script", "card", "clause-rule"):
        holder: Any = item.data["trap"] if item.kind == "clause-rule" else item.data
        at: tuple[str | int, ...] = ("trap",) if item.kind == "clause-rule" else ()
        for place, cited in enumerate(holder.get("citations") or ()):
            yield item, (*at, "citations", place), cited
    yield from _handbook_citations(pack)


def _handbook_citations(pack: PackSources) -> Iterator[tuple[Item, tuple[str | int, ...], str]]:
    for item in pack.of("door", "event", "myth"):
        data: Any = item.data
        holders: list[tuple[tuple[str | int, ...], Any]] = [((), data), (("router",), data.get("router") or {})]
        holders += [(("limits", number), limit) for number, limit in enumerate(data.get("limits") or ())]
        for at, holder in holders:
            yield from ((item, (*at, "citations", n), cited) for n, cited in enumerate(holder.get("citations") or ()))


def _finding(item: Item) -> dict[str, Any]:
    found: Any = item.data["finding"]
    return dict(found)


def _standing(provision: Item | None) -> str | None:
    found = provision.data["standing"] if provision else None
    return found if isinstance(found, str) else None


def _is_in_force(provision: Item, on: date) -> bool:
    begins, ends = (as_date(provision.data[name]) for name in ("effective_from", "effective_to"))
    return begins is not None and begins <= on and (ends is None or on <= ends)
