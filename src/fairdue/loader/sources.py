"""Read a pack's files into items, each knowing its file and lines; it checks no content."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from fairdue.loader.folder import source_files
from fairdue.loader.problems import Problem
from fairdue.loader.yaml_marks import Key, Marked, YamlRefused, read_yaml

# Where each kind of item lives. `one`: the file is the item; `list`: each entry is; `map`: each key is an item's id;
# `words`: each word is; `lines`: each line of JSON is.
LAYOUT: tuple[tuple[str, str, str], ...] = (
    (r"pack\.yaml", "pack", "one"),
    (r"law/[^/]+/instrument\.yaml", "instrument", "one"),
    (r"law/[^/]+/[^/]+\.yaml", "provision", "one"),
    (r"parameters/[^/]+/[^/]+\.yaml", "parameter", "one"),
    (r"registry/lenders/[^/]+\.yaml", "lender", "list"),
    (r"registry/hotlines\.yaml", "hotline", "list"),
    (r"registry/numbers\.yaml", "number-rule", "list"),
    (r"registry/duties\.yaml", "duty", "list"),
    (r"registry/scam-patterns\.yaml", "scam-pattern", "list"),
    (r"registry/short-links\.yaml", "short-link", "words"),
    (r"registry/official-suffixes\.yaml", "official-suffix", "words"),
    (r"registry/sending-facts\.yaml", "sending-fact", "list"),
    (r"registry/former-bodies\.yaml", "former-body", "list"),
    (r"registry/licences\.yaml", "licence", "list"),
    (r"registry/provinces\.yaml", "province", "list"),
    (r"rules/text/[^/]+/[^/]+\.yaml", "text-rule", "one"),
    (r"rules/clause/[^/]+/[^/]+\.yaml", "clause-rule", "one"),
    (r"fragments\.yaml", "fragments", "one"),
    (r"familiar-domains\.yaml", "familiar-domain", "words"),
    (r"contexts\.yaml", "context", "list"),
    (r"speakers\.yaml", "speakers", "list"),
    (r"coverage\.yaml", "coverage", "list"),
    (r"court-papers\.yaml", "court-papers", "one"),
    (r"leaning\.yaml", "leaning", "one"),
    (r"lending/readings\.yaml", "lending-reading", "list"),
    (r"lending/fees\.yaml", "lending-fee", "list"),
    (r"lending/acts\.yaml", "lending-act", "list"),
    (r"lending/words\.yaml", "phrase", "map"),
    (r"phrases\.yaml", "phrase", "map"),
    (r"playbooks/[^/]+\.yaml", "playbook", "one"),
    (r"situation-groups\.yaml", "situation-group", "list"),
    (r"papers\.yaml", "paper", "list"),
    (r"scripts/[^/]+\.yaml", "script", "one"),
    (r"cards/[^/]+\.yaml", "card", "one"),
    (r"contradictions\.yaml", "contradiction", "list"),
    (r"hard-words\.yaml", "hard-word", "words"),
    (r"doors/[^/]+\.yaml", "door", "one"),
    (r"deadlines/[^/]+\.yaml", "event", "one"),
    (r"myths/[^/]+\.yaml", "myth", "one"),
    (r"same-meanings\.yaml", "same-meaning", "list"),
    (r"facts\.yaml", "fact-key", "list"),
    (r"glossary\.yaml", "term", "list"),
    (r"folding/[^/]+\.yaml", "folding", "one"),
    (r"corpus/quiet/[^/]+\.jsonl", "quiet", "lines"),
)
_LAYOUT = tuple((re.compile(form), kind, shape) for form, kind, shape in LAYOUT)


@dataclass(frozen=True, slots=True)
class Item:
    """One thing a pack states: its kind, its fields, its file, and where in the file it stands."""

    kind: str
    id: str
    path: str
    data: Mapping[str, object]
    marked: Marked = field(repr=False)
    prefix: tuple[Key, ...] = ()

    @property
    def stem(self) -> str:
        """Name the file without folder and suffix."""
        return self.path.rsplit("/", 1)[-1].rsplit(".", 1)[0]

    @property
    def folder(self) -> str:
        """Name the folder the file lies in."""
        return self.path.split("/")[-2] if "/" in self.path else ""

    def line(self, *at: Key) -> int:
        """Return the line of a field, or of the nearest part around it that has one."""
        place = (*self.prefix, *at)
        while place and place not in self.marked.marks:
            place = place[:-1]
        return self.marked.marks.get(place, (1, 1))[0]

    def problem(self, code: str, *at: Key, **values: object) -> Problem:
        """Make an error about a field of this item."""
        name = ".".join(str(part) for part in (*((self.id,) if self.prefix else ()), *at))
        return Problem(self.path, self.line(*at), name, code, values)

    def warning(self, code: str, *at: Key, **values: object) -> Problem:
        """Make a warning about a field of this item."""
        error = self.problem(code, *at, **values)
        return Problem(error.path, error.line, error.field, code, values, "warning")


@dataclass(frozen=True)
class PackSources:
    """All items of a pack as read, the problems met in reading, and which files there were."""

    folder: Path
    items: tuple[Item, ...]
    problems: tuple[Problem, ...] = ()
    files: tuple[str, ...] = ()
    set_aside: tuple[Item, ...] = ()

    @cached_property
    def _by_kind(self) -> Mapping[str, tuple[Item, ...]]:
        kinds: dict[str, list[Item]] = {}
        for item in self.items:
            kinds.setdefault(item.kind, []).append(item)
        return {kind: tuple(items) for kind, items in kinds.items()}

    def of(self, *kinds: str) -> tuple[Item, ...]:
        """Return the items of a kind, or of several, in the order of their files."""
        return tuple(item for kind in kinds for item in self._by_kind.get(kind, ()))

    def ids(self, kind: str) -> frozenset[str]:
        """Return the ids of a kind, those of items set aside too: a fault in one is no fault in who names it."""
        return frozenset(item.id for item in (*self.of(kind), *self.set_aside) if item.kind == kind)

    def by_id(self, kind: str) -> Mapping[str, Item]:
        """Return the items of a kind by id; the first of repeated ones."""
        found: dict[str, Item] = {}
        for item in self.of(kind):
            found.setdefault(item.id, item)
        return found

    def without(self, items: Iterable[Item]) -> PackSources:
        """Return the same sources without some items, so that later checks may trust the shape of the rest."""
        aside = tuple(items)
        gone = {id(item) for item in aside}
        kept = tuple(item for item in self.items if id(item) not in gone)
        return PackSources(self.folder, kept, self.problems, self.files, aside)


def folding_of(sources: PackSources) -> dict[str, dict[str, str]]:
    """Return the folding tables of a pack, those of all its files as one; a later file wins."""
    tables: dict[str, dict[str, str]] = {"characters": {}, "words": {}}
    for item in sources.of("folding"):
        for table, entries in plain(item.data).items():
            if table in tables and isinstance(entries, dict):
                tables[table].update(entries)
    return tables


def plain(value: Any) -> Any:
    """Return the value with dates as ISO text, mappings and lists copied."""
    if isinstance(value, Mapping):
        return {str(key): plain(entry) for key, entry in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(entry) for entry in value]
    return value.isoformat() if isinstance(value, date) else value


def read_sources(folder: Path) -> PackSources:
    """Read every source file of a pack; what cannot be read becomes a problem, never an exception."""
    items: list[Item] = []
    problems: list[Problem] = []
    files = source_files(folder)
    for name in files:
        place = next(((kind, shape) for form, kind, shape in _LAYOUT if form.fullmatch(name)), None)
        if place is None:
            problems.append(Problem(name, 1, "", "file-out-of-place"))
            continue
        kind, shape = place
        content = (folder / name).read_bytes()
        try:
            if shape == "lines":
                items.extend(_lines(kind, name, content))
                continue
            marked = read_yaml(content)
            problems.extend(Problem(name, fault.line, "", fault.code, fault.values) for fault in marked.faults)
            items.extend(_split(kind, shape, name, marked))
        except YamlRefused as refused:
            problems.append(Problem(name, refused.fault.line, "", refused.fault.code, refused.fault.values))
    return PackSources(folder, tuple(items), tuple(problems), files)


def _split(kind: str, shape: str, name: str, marked: Marked) -> Iterator[Item]:
    """Cut a file into its items; raises YamlRefused where the file has not the shape of its place."""
    data = marked.data
    stem = name.rsplit("/", 1)[-1].removesuffix(".yaml")
    match shape, data:
        case "one", dict():
            yield Item(kind, str(data.get("id", stem)), name, data, marked)
        case "list", list():
            for place, entry in enumerate(data):
                if not isinstance(entry, dict):
                    raise YamlRefused("not-a-mapping", marked.marks[(place,)][0])
                yield Item(kind, str(entry.get("id", entry.get("key", ""))), name, entry, marked, (place,))
        case "words", list():
            for place, word in enumerate(data):
                yield Item(kind, str(word), name, {"id": word}, marked, (place,))
        case "map", dict():
            for key, entry in data.items():
                if not isinstance(entry, dict):
                    raise YamlRefused("not-a-mapping", marked.marks[(key,)][0])
                yield Item(kind, key, name, {"id": key, **entry}, marked, (key,))
        case _:
            raise YamlRefused("not-a-list" if shape in ("list", "words") else "not-a-mapping")


def _lines(kind: str, name: str, content: bytes) -> Iterator[Item]:
    """Read one JSON object a line; raises YamlRefused naming the first line that is none."""
    for number, line in enumerate(content.split(b"\n"), start=1):
        if not line.strip():
            continue
        try:
            data = json.loads(line.decode("utf-8"))
        except ValueError as error:
            raise YamlRefused("json-line", number, says=str(error)) from None
        if not isinstance(data, dict):
            raise YamlRefused("not-a-mapping", number)
        yield Item(kind, str(data.get("id", "")), name, data, Marked(data, {(number,): (number, 1)}), (number,))
