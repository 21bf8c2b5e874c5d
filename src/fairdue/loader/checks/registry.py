"""Checks between registry and rules: scam patterns that exist and have rules, contacts shown only when sure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from fairdue.loader.problems import Problem
from fairdue.loader.sources import PackSources

UNSURE = frozenset({"low", "unverified"})


def check_shown(pack: PackSources, today: date) -> Iterator[Problem]:
    """No number or domain is shown as official on low confidence, for a lender or a hotline."""
    for item in pack.of("hotline"):
        if item.data["shown"] and item.data["confidence"] in UNSURE:
            yield item.problem("shown-without-confidence", "shown", value=item.data["number"])
    for item in pack.of("lender"):
        for group in ("hotlines", "domains"):
            contacts: Any = item.data[group]
            for place, contact in enumerate(contacts):
                if contact["shown"] and contact["confidence"] in UNSURE:
                    yield item.problem("shown-without-confidence", group, place, "shown", value=contact["value"])


def check_tricks(pack: PackSources, today: date) -> Iterator[Problem]:
    """A signal names scam patterns of the registry."""
    known = pack.ids("scam-pattern")
    for item in pack.of("text-rule"):
        for place, name in enumerate(_tricks(item.data)):
            if name not in known:
                yield item.problem("unknown-scam-pattern", "signal", "patterns", place, id=name)


def check_tricks_covered(pack: PackSources, today: date) -> Iterator[Problem]:
    """Every scam pattern has a rule that looks for it."""
    covered = {name for item in pack.of("text-rule") if item.data["status"] == "active" for name in _tricks(item.data)}
    for item in pack.of("scam-pattern"):
        if item.id not in covered:
            yield item.warning("scam-pattern-without-rule", "id", id=item.id, name=item.data["name"])


def check_terms(pack: PackSources, today: date) -> Iterator[Problem]:
    """No word of the glossary is explained twice."""
    seen: dict[object, str] = {}
    for item in pack.of("term"):
        word = item.data["zh"]
        if word in seen:
            yield item.problem("repeated-term", "zh", word=word, first=seen[word])
        seen.setdefault(word, item.id)


def _tricks(data: Any) -> list[str]:
    return list((data.get("signal") or {}).get("patterns") or ())
