"""Checks of the examples that prove a rule: enough, each with its reason, none twice, none from the quiet corpus."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from fairdue.loader.problems import Problem
from fairdue.loader.sources import Item, PackSources

LEAST = 3


def check_count(pack: PackSources, today: date) -> Iterator[Problem]:
    """A rule that works has at least three examples of each side."""
    for item in pack.of("text-rule", "clause-rule"):
        for group in ("matches", "ignores"):
            count = len(_group(item, group))
            if item.data["status"] == "active" and count < LEAST:
                yield item.problem("too-few-examples", group, count=count, least=LEAST)


def check_reasons(pack: PackSources, today: date) -> Iterator[Problem]:
    """Every near miss says why it is left alone, and every pinned quote stands in its text."""
    for item in pack.of("text-rule", "clause-rule"):
        for place, ignore in enumerate(_group(item, "ignores")):
            if not str(ignore.get("because") or "").strip():
                yield item.problem("ignore-without-because", "ignores", place)
        for place, match in enumerate(_group(item, "matches")):
            if match.get("quote") and match["quote"] not in match["text"]:
                yield item.problem("quote-not-in-text", "matches", place, quote=match["quote"])


def check_repeats(pack: PackSources, today: date) -> Iterator[Problem]:
    """No example proves the same thing twice: within a rule an error, between rules of the same side a warning."""
    elsewhere: dict[tuple[str, str], str] = {}
    for item in pack.of("text-rule", "clause-rule"):
        own: set[str] = set()
        for group in ("matches", "ignores"):
            for place, example in enumerate(_group(item, group)):
                text = "".join(str(example["text"]).split())
                if text in own:
                    yield item.problem("example-twice", group, place)
                elif (group, text) in elsewhere:
                    yield item.warning("example-elsewhere", group, place, rule=elsewhere[group, text])
                own.add(text)
                elsewhere.setdefault((group, text), item.id)


def check_quiet(pack: PackSources, today: date) -> Iterator[Problem]:
    """No rule that accuses or warns is proved by a message the quiet corpus calls ordinary."""
    quiet = {"".join(str(item.data["text"]).split()): item.id for item in pack.of("quiet")}
    for item in pack.of("text-rule", "clause-rule"):
        signal = item.data.get("signal")
        is_accusing = bool(item.data.get("finding")) or (isinstance(signal, dict) and signal.get("weight") != "against")
        for place, match in enumerate(_group(item, "matches")):
            found = quiet.get("".join(str(match["text"]).split()))
            if found and is_accusing:
                yield item.problem("example-is-quiet", "matches", place, quiet=found)


def _group(item: Item, group: str) -> list[dict[str, Any]]:
    found = item.data.get(group)
    return found if isinstance(found, list) else []
