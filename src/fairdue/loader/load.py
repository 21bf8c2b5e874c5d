"""Hand over a pack as records: from its compiled file in milliseconds, or from its sources where they are newer."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fairdue.kernel.errors import PackBroken
from fairdue.loader.build import Records, build
from fairdue.loader.folder import COMPILED, FORMAT, digest, find_pack, newest_change, source_files
from fairdue.records.court_paper import PaperGuide
from fairdue.records.facts import FactKey
from fairdue.records.guidance import Door, Playbook
from fairdue.records.law import Instrument, Parameter, Provision
from fairdue.records.leaning import Leaning
from fairdue.records.pack import Context, Folding, Pack, Phrase, Speaker, Term
from fairdue.records.registry import Registry
from fairdue.records.rules import Ignore, Match, PatternIndex, Rule

if TYPE_CHECKING:  # what most answers never ask for is imported where it is read
    from fairdue.records.coverage import Gap
    from fairdue.records.guide import Guide
    from fairdue.records.handbook import Handbook
    from fairdue.records.lending import LendingGuide


@dataclass(frozen=True, slots=True)
class Examples:
    """What a rule must match and must ignore."""

    matches: tuple[Match, ...]
    ignores: tuple[Ignore, ...]


def load(name: str | Path = "cn") -> Pack:
    """Return an installed pack by name, or the pack in a folder; raises PackNotFound or PackBroken.

    Rules come without their examples; `load_examples` has those.
    """
    return pack_from(_document(find_pack(name)))


def load_examples(name: str | Path = "cn") -> Mapping[str, Examples]:
    """Return the examples of every rule by rule id; raises PackNotFound or PackBroken."""
    document = _document(find_pack(name))
    return Records(Examples, lambda: document["examples"])


def load_handbook(name: str | Path = "cn") -> Handbook:
    """Return the doors by question, time limits and claims of a pack; raises PackNotFound or PackBroken."""
    from fairdue.records.handbook import Handbook

    return build(Handbook, _document(find_pack(name))["handbook"])


def load_guide(name: str | Path = "cn") -> Guide:
    """Return the scripts, cards, papers, contradictions and clause rules; raises PackNotFound or PackBroken."""
    from fairdue.records.guide import Guide

    return build(Guide, _document(find_pack(name))["guide"])


def load_gaps(name: str | Path = "cn") -> tuple[Gap, ...]:
    """Return the written reasons for what no rule covers; raises PackNotFound or PackBroken."""
    from fairdue.records.coverage import Gap

    return tuple(build(Gap, gap) for gap in _document(find_pack(name))["coverage"])


def pack_from(document: Mapping[str, Any]) -> Pack:
    """Build the records of a compiled pack; laws and numbers are read and built when first asked for."""
    head = document["pack"]

    @cache
    def lending() -> LendingGuide:
        from fairdue.records.lending import LendingGuide

        return build(LendingGuide, document.get("lending") or {})

    return Pack(
        name=head["name"],
        version=head["version"],
        checked_on=date.fromisoformat(head["checked_on"]),
        begins_on=date.fromisoformat(head["begins_on"]),
        instruments=Records(Instrument, lambda: document["instruments"]),
        provisions=Records(Provision, lambda: document["provisions"]),
        parameters=Records(Parameter, lambda: document["parameters"]),
        registry=build(Registry, document["registry"]),
        rules=tuple(build(Rule, rule) for rule in document["rules"]),
        playbooks=tuple(build(Playbook, playbook) for playbook in document["playbooks"]),
        doors=tuple(build(Door, door) for door in document["doors"]),
        fact_keys=Records(FactKey, lambda: document["fact_keys"]),
        folding=build(Folding, document["folding"]),
        contexts=tuple(build(Context, context) for context in document["contexts"]),
        speakers=tuple(build(Speaker, speaker) for speaker in document.get("speakers") or ()),
        familiar_domains=tuple(document.get("familiar_domains") or ()),
        phrases=Records(Phrase, lambda: document["phrases"]),
        glossary=tuple(build(Term, term) for term in document["glossary"]),
        court_papers=build(PaperGuide, document.get("court_papers") or {}),
        leaning=build(Leaning, document.get("leaning") or {}),
        read_lending=lending,
        index=PatternIndex(**document["index"]),
    )


class Sections(Mapping[str, Any]):
    """A compiled pack as bytes, one section a line, each parsed when first asked for; KeyError for a section missing."""

    def __init__(self, content: bytes) -> None:
        lines = content.split(b"\n")[1:-2]
        self._lines = {line[1 : line.find(b'":')].decode(): line for line in lines}
        self._parsed: dict[str, Any] = {}

    def __getitem__(self, name: str) -> Any:
        if name not in self._parsed:
            line = self._lines[name]
            end = len(line) - line.endswith(b",")
            self._parsed[name] = json.loads(str(memoryview(line)[len(name) + 3 : end], "utf-8"))
        return self._parsed[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._lines)

    def __len__(self) -> int:
        return len(self._lines)


def _document(folder: Path) -> Mapping[str, Any]:
    """Return the compiled pack of a folder, compiled anew in memory where its sources have changed."""
    compiled = folder / COMPILED
    if compiled.is_file():
        document = Sections(compiled.read_bytes())
        if _is_usable(document) and (_is_installed(folder) or not _is_stale(folder, compiled, document)):
            return document
    files = source_files(folder)
    if not files:
        raise PackBroken(pack=folder.name, count=1, first=COMPILED)
    return _compiled_anew(folder, digest(folder, files))


def _is_usable(document: Sections) -> bool:
    """Tell whether the bytes are a compiled pack of this format, whole to the last section."""
    try:
        return bool(document["format"] == FORMAT and document["rules"] is not None)
    except (KeyError, ValueError):
        return False


def _is_installed(folder: Path) -> bool:
    """Tell whether an installer put the pack there: then nobody edits its sources."""
    return bool({"site-packages", "dist-packages"} & set(folder.parts))


def _is_stale(folder: Path, compiled: Path, document: Mapping[str, Any]) -> bool:
    """Tell whether a source was added, removed or changed since; the digest settles it where the times do not."""
    count, changed_at = newest_change(folder)
    if count == document["files"] and changed_at < compiled.stat().st_mtime_ns:
        return False
    return bool(digest(folder, source_files(folder)) != document["digest"])


@lru_cache(maxsize=4)
def _compiled_anew(folder: Path, digest_of_sources: str) -> Mapping[str, Any]:
    """Check and compile in memory; reading YAML is slow to import and rarely needed, hence the import here."""
    from fairdue.loader.compile import compile_checked

    return compile_checked(folder)
