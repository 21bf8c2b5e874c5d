"""Checks of the texts people read: calm, plain, promising nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, Final

from fairdue.loader.problems import Problem
from fairdue.loader.sources import Item, PackSources
from fairdue.loader.yaml_marks import Key

_FORBIDDEN = re.compile("[!！]|放心|保证能|一定能|(?<![依信抵])赖(?!着)|您")
# A text, and the place it stands at in its item.
Shown = tuple[tuple[Key, ...], str]
_QUOTED = re.compile("“[^”]*”|「[^」]*」|《[^》]*》")

# Of each kind of item the fields people read: its own, those of a part, and those of each entry of a list.
_OWN: Final[Mapping[str, tuple[str, ...]]] = {
    "text-rule": ("why",),
    "clause-rule": ("why",),
    "playbook": ("title",),
    "script": ("title", "lead"),
    "card": ("title", "lead"),
    "paper": ("title", "what"),
    "contradiction": ("says", "settle"),
    "situation-group": ("title",),
    "door": ("name", "how"),
    "event": ("title", "starts"),
    "myth": ("answer", "why", "instead"),
    "former-body": ("says",),
    "licence": ("says",),
    "phrase": ("words",),
    "scam-pattern": ("do",),
    "number-rule": ("because",),
    "court-papers": ("result",),
    "lending-reading": ("title", "because", "ask"),
    "lending-fee": ("title", "buys", "ask"),
    "lending-act": ("act", "effect", "instead"),
    "term": ("means",),
}
_PARTS: Final[Mapping[str, Mapping[str, tuple[str, ...]]]] = {
    "text-rule": {"finding": ("because",), "signal": ("because",)},
    "clause-rule": {"trap": ("effect", "ask")},
    "playbook": {"situation": ("says", "lead")},
}
_LISTS: Final[Mapping[str, Mapping[str, tuple[str, ...]]]] = {
    "playbook": {"steps": ("step", "why", "how", "by")},
    "script": {"lines": ("say", "does", "after"), "red_lines": ("words", "why")},
    "card": {"parts": ("title",)},
    "event": {"limits": ("title", "neutral", "do", "lapses", "note")},
    "court-papers": {"marks": ("title", "fits", "unfit", "confirm"), "limits": ("words", "words_by")},
}


def check_shown_texts(pack: PackSources, today: date) -> Iterator[Problem]:
    """No text shown to people shouts, promises, calls names or says 您; quoted words are somebody else's."""
    for item in pack.items:
        for at, text in shown_texts(item):
            for word in dict.fromkeys(_FORBIDDEN.findall(_QUOTED.sub("", text))):
                yield item.problem("forbidden-word", *at, word=word)


def shown_texts(item: Item) -> Iterator[Shown]:
    """Return the texts of an item that are shown to people, each with its place."""
    data: Any = item.data
    yield from _own(data, (), _OWN.get(item.kind, ()))
    for part, names in _PARTS.get(item.kind, {}).items():
        yield from _own(data.get(part) or {}, (part,), names)
    for part, names in _LISTS.get(item.kind, {}).items():
        for number, entry in enumerate(data.get(part) or ()):
            yield from _own(entry, (part, number), names)
    if item.kind == "card":
        for number, part in enumerate(data["parts"]):
            yield from _lines(part["lines"], "parts", number, "lines")
    if item.kind == "door":
        router = data.get("router") or {}
        for number, route in enumerate(router.get("routes") or ()):
            yield ("router", "routes", number, "because"), route["because"]
        for name in ("accepts", "limits", "attach"):
            yield from _lines(router.get(name) or (), "router", name)


def _own(data: Any, place: tuple[Key, ...], names: Iterable[str]) -> Iterator[Shown]:
    """Yield the fields of these names that hold words."""
    for name in names:
        if (text := data.get(name)) and isinstance(text, str):
            yield (*place, name), text


def _lines(texts: Iterable[str], *place: Key) -> Iterator[Shown]:
    yield from (((*place, number), text) for number, text in enumerate(texts))
