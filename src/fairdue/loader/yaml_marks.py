"""Read YAML text safely and remember the line of every value; it knows nothing of packs.

The dialect is small on purpose: `true`/`false` are the only flags (so `on:` and `no:` are words), numbers are decimal
(so `22:00` and `010` are words), `2026-11-21` is a date, and anchors, aliases, merges and tags are refused.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import yaml

MAX_BYTES = 1_000_000
MAX_DEPTH = 40

Key = str | int
Path = tuple[Key, ...]


@dataclass(frozen=True, slots=True)
class YamlFault:
    """Something the reader refuses: code, line (from 1), and values for the words."""

    code: str
    line: int
    values: Mapping[str, object]


class YamlRefused(Exception):
    """The text cannot be read at all; holds the one fault."""

    def __init__(self, code: str, line: int = 1, **values: object) -> None:
        self.fault = YamlFault(code, line, values)
        super().__init__(code, line, values)


@dataclass(frozen=True, slots=True)
class Marked:
    """A document: plain data, the line and column (from 1) of each value by its path, and repeated keys."""

    data: object
    marks: Mapping[Path, tuple[int, int]]
    faults: tuple[YamlFault, ...] = ()


_Parser: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_PLAIN = re.compile(
    r"(?P<null>~|null|)|(?P<flag>true|false)|(?P<whole>-?(?:0|[1-9][0-9]{0,14}))|(?P<decimal>-?(?:0|[1-9][0-9]{0,14})\.[0-9]{1,12})"
    r"|(?P<date>[0-9]{4}-[0-9]{2}-[0-9]{2})"
)


def read_yaml(content: bytes) -> Marked:
    """Read one document; raises YamlRefused with a code and a line where the text cannot be used.

    >>> read_yaml("on: 2026-11-21\\nhours: [22:00, no]\\n".encode()).data
    {'on': datetime.date(2026, 11, 21), 'hours': ['22:00', 'no']}
    """
    parser = _Parser(_text(content))
    try:
        return _Reader(parser).document()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise YamlRefused(
            "yaml-syntax", mark.line + 1 if mark else 1, says=str(error.problem or error.context)
        ) from None
    except yaml.YAMLError as error:
        raise YamlRefused("yaml-syntax", says=str(error).splitlines()[0]) from None
    finally:
        parser.dispose()


def _text(content: bytes) -> str:
    if len(content) > MAX_BYTES:
        raise YamlRefused("file-too-big", size=len(content), limit=MAX_BYTES)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise YamlRefused("not-utf8", content[: error.start].count(b"\n") + 1, offset=error.start) from None
    for at, character in enumerate(text):
        if character < " " and character not in "\n\r\t":
            line = text.count("\n", 0, at) + 1
            raise YamlRefused("control-character", line, character=f"U+{ord(character):04X}")
    return text


class _Reader:
    """Build plain data from the parser's events; depth is counted here, because the library's own composer recurses."""

    def __init__(self, parser: Any) -> None:
        self.parser = parser
        self.marks: dict[Path, tuple[int, int]] = {}
        self.faults: list[YamlFault] = []

    def document(self) -> Marked:
        self.parser.get_event()
        start = self.parser.get_event()
        if isinstance(start, yaml.StreamEndEvent):
            raise YamlRefused("yaml-empty")
        first = self.parser.get_event()
        self._mark((), first)
        data: object = self.value(first, ())
        self.parser.get_event()
        if not isinstance(end := self.parser.get_event(), yaml.StreamEndEvent):
            raise YamlRefused("yaml-two-documents", end.start_mark.line + 1)
        return Marked(data, self.marks, tuple(self.faults))

    def value(self, event: Any, path: Path) -> object:
        """Build the value that begins with this event."""
        line = event.start_mark.line + 1
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise YamlRefused("yaml-alias", line)
        if getattr(event, "tag", None) is not None:
            raise YamlRefused("yaml-tag", line, tag=event.tag)
        if len(path) > MAX_DEPTH:
            raise YamlRefused("yaml-depth", line, limit=MAX_DEPTH)
        if isinstance(event, yaml.MappingStartEvent):
            return self.mapping(path)
        if isinstance(event, yaml.SequenceStartEvent):
            return self.sequence(path)
        return _scalar(event.value, line) if event.implicit[0] else str(event.value)

    def sequence(self, path: Path) -> list[object]:
        items: list[object] = []
        while not isinstance(event := self.parser.get_event(), yaml.SequenceEndEvent):
            place = (*path, len(items))
            self._mark(place, event)
            items.append(self.value(event, place))
        return items

    def mapping(self, path: Path) -> dict[str, object]:
        data: dict[str, object] = {}
        while not isinstance(event := self.parser.get_event(), yaml.MappingEndEvent):
            line = event.start_mark.line + 1
            if not isinstance(event, yaml.ScalarEvent) or event.value == "<<" or event.anchor or event.tag:
                raise YamlRefused("yaml-key", line)
            key = str(event.value)
            if key in data:
                self.faults.append(YamlFault("duplicate-key", line, {"key": key}))
            self._mark((*path, key), event)
            data[key] = self.value(self.parser.get_event(), (*path, key))
        return data

    def _mark(self, path: Path, event: Any) -> None:
        self.marks.setdefault(path, (event.start_mark.line + 1, event.start_mark.column + 1))


def _scalar(text: str, line: int) -> object:
    """Read a plain scalar; anything but a flag, a number, a date or nothing is words."""
    found = _PLAIN.fullmatch(text)
    match found.lastgroup if found else None:
        case "null":
            return None
        case "flag":
            return text == "true"
        case "whole":
            return int(text)
        case "decimal":
            return float(text)
        case "date":
            try:
                return date.fromisoformat(text)
            except ValueError:
                raise YamlRefused("bad-date", line, given=text) from None
        case _:
            return text
