"""Checks of the texts people read: calm, plain, promising nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from fairdue.loader.problems import Problem
from fairdue.loader.sources import Item, PackSources
from fairdue.loader.yaml_marks import Key

_FORBIDDEN = re.compile("[!！]|放心|保证能|一定能|(?<![依信抵])赖(?!着)|您")
_QUOTED = re.compile("“[^”]*”|「[^」]*」|《[^》]*》")


def check_shown_texts(pack: PackSources, today: date) -> Iterator[Problem]:
    """No text shown to people shouts, promises, calls names or says 您; quoted words are somebody else's."""
    for item in pack.items:
        for at, text in shown_texts(item):
            for word in dict.fromkeys(_FORBIDDEN.findall(_QUOTED.sub("", text))):
                yield item.problem("forbidden-word", *at, word=word)


def shown_texts(item: Item) -> Iterator[tuple[tuple[Key, ...], str]]:
    """Return the texts of an item that are shown to people, each with its place."""
    data: Any = item.data
    match item.kind:
        case "text-rule":
            yield from _own(item, "why")
            for part in ("finding", "signal"):
                if data.get(part):
                    yield (part, "because"), data[part]["because"]
        case "playbook":
            yield from _own(item, "title")
            yield from _parts(data, "situation", ("says", "lead"))
            for number, step in enumerate(data["steps"]):
                for name in ("step", "why", "how", "by"):
                    if step.get(name):
                        yield ("steps", number, name), step[name]
        case "clause-rule":
            yield from _own(item, "why")
            yield from _parts(data, "trap", ("effect", "ask"))
        case "script":
            yield from _own(item, "title", "lead")
            for number, line in enumerate(data["lines"]):
                yield from (
                    (("lines", number, name), line[name]) for name in ("say", "does", "after") if line.get(name)
                )
            for number, line in enumerate(data["red_lines"]):
                yield from ((("red_lines", number, name), line[name]) for name in ("words", "why"))
        case "card":
            yield from _own(item, "title", "lead")
            for number, part in enumerate(data["parts"]):
                yield ("parts", number, "title"), part["title"]
                yield from ((("parts", number, "lines", place), text) for place, text in enumerate(part["lines"]))
        case "paper":
            yield from _own(item, "title", "what")
        case "contradiction":
            yield from _own(item, "says", "settle")
        case "situation-group":
            yield from _own(item, "title")
        case "door":
            yield from _own(item, "name", "how")
            yield from _door_texts(data.get("router") or {})
        case "event":
            yield from _own(item, "title", "starts")
            for number, limit in enumerate(data["limits"]):
                told = ("title", "neutral", "do", "lapses", "note")
                yield from ((("limits", number, name), limit[name]) for name in told if limit.get(name))
        case "myth":
            yield from _own(item, "answer", "why", "instead")
        case "former-body" | "licence":
            yield from _own(item, "says")
        case "phrase":
            yield from _own(item, "words")
        case "scam-pattern":
            yield from _own(item, "do")
        case "number-rule":
            yield from _own(item, "because")
        case "court-papers":
            yield from _own(item, "result")
            for group, names in (("marks", ("title", "fits", "unfit", "confirm")), ("limits", ("words", "words_by"))):
                for number, entry in enumerate(data[group]):
                    yield from (((group, number, name), entry[name]) for name in names if entry.get(name))
        case "lending-reading":
            yield from _own(item, "title", "because", "ask")
        case "lending-fee":
            yield from _own(item, "title", "buys", "ask")
        case "lending-act":
            yield from _own(item, "act", "effect", "instead")
        case "term":
            yield from _own(item, "means")
        case _:
            pass


def _door_texts(card: Any) -> Iterator[tuple[tuple[Key, ...], str]]:
    for number, route in enumerate(card.get("routes") or ()):
        yield ("router", "routes", number, "because"), route["because"]
    for part in ("accepts", "limits", "attach"):
        yield from ((("router", part, number), text) for number, text in enumerate(card.get(part) or ()))


def _parts(data: Any, group: str, names: tuple[str, ...]) -> Iterator[tuple[tuple[Key, ...], str]]:
    table = data.get(group) or {}
    yield from (((group, name), table[name]) for name in names if table.get(name))


def _own(item: Item, *fields: str) -> Iterator[tuple[tuple[Key, ...], str]]:
    for name in fields:
        if isinstance(text := item.data.get(name), str):
            yield (name,), text
