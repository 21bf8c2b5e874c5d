"""Hand over a pack as records: from its compiled file in milliseconds, or from its sources where they are newer."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from fairdue.kernel.errors import PackBroken
from fairdue.loader.build import Records, build
from fairdue.loader.folder import COMPILED, FORMAT, digest, find_pack, source_files
from fairdue.records.facts import FactKey
from fairdue.records.guidance import Door, Playbook
from fairdue.records.law import Instrument, Parameter, Provision
from fairdue.records.pack import Context, Folding, Pack, Phrase, Term
from fairdue.records.registry import Registry
from fairdue.records.rules import Ignore, Match, Rule

Document = dict[str, Any]


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
    return Records(Examples, _document(find_pack(name))["examples"])


def pack_from(document: Document) -> Pack:
    """Build the records of a compiled pack; laws and numbers are built when first asked for."""
    head = document["pack"]
    return Pack(
        name=head["name"],
        version=head["version"],
        checked_on=date.fromisoformat(head["checked_on"]),
        begins_on=date.fromisoformat(head["begins_on"]),
        instruments=Records(Instrument, document["instruments"]),
        provisions=Records(Provision, document["provisions"]),
        parameters=Records(Parameter, document["parameters"]),
        registry=build(Registry, document["registry"]),
        rules=tuple(build(Rule, rule) for rule in document["rules"]),
        playbooks=tuple(build(Playbook, playbook) for playbook in document["playbooks"]),
        doors=tuple(build(Door, door) for door in document["doors"]),
        fact_keys=Records(FactKey, document["fact_keys"]),
        folding=build(Folding, document["folding"]),
        contexts=tuple(build(Context, context) for context in document["contexts"]),
        phrases=Records(Phrase, document["phrases"]),
        glossary=tuple(build(Term, term) for term in document["glossary"]),
    )


def _document(folder: Path) -> Document:
    """Return the compiled pack of a folder, compiled anew in memory where its sources have changed."""
    compiled = folder / COMPILED
    if compiled.is_file():
        document = _read(compiled)
        if document.get("format") == FORMAT and (_is_installed(folder) or not _is_stale(folder, compiled, document)):
            return document
    files = source_files(folder)
    return _compiled_anew(folder, digest(folder, files))


def _read(compiled: Path) -> Document:
    try:
        document = json.loads(compiled.read_bytes())
    except ValueError as error:
        raise PackBroken(pack=str(compiled), count=1, first=str(error)) from None
    if not isinstance(document, dict):
        raise PackBroken(pack=str(compiled), count=1, first="not a compiled pack")
    return document


def _is_installed(folder: Path) -> bool:
    """Tell whether an installer put the pack there: then nobody edits its sources."""
    return bool({"site-packages", "dist-packages"} & set(folder.parts))


def _is_stale(folder: Path, compiled: Path, document: Document) -> bool:
    """Tell whether a source was added, removed or changed since; the digest settles it where the times do not."""
    files = source_files(folder)
    made_at = compiled.stat().st_mtime_ns
    if len(files) == document.get("files") and all((folder / name).stat().st_mtime_ns < made_at for name in files):
        return False
    return bool(digest(folder, files) != document.get("digest"))


@lru_cache(maxsize=4)
def _compiled_anew(folder: Path, digest_of_sources: str) -> Document:
    """Compile in memory; reading YAML is slow to import and rarely needed, hence the imports here."""
    import sys

    from fairdue.loader.check import check_sources
    from fairdue.loader.compile import _checked_on, compile_pack
    from fairdue.loader.problem_words import line
    from fairdue.loader.problems import errors
    from fairdue.loader.sources import read_sources

    sources = read_sources(folder)
    wrong = errors(check_sources(sources, _checked_on(sources)))
    paths = {problem.path for problem in wrong}
    for problem in wrong:
        if problem.path.startswith("rules/"):
            print("left out:", line(problem), file=sys.stderr)
    broken = [item for item in sources.items if item.path in paths and item.kind == "text-rule"]
    return compile_pack(sources.without(broken))
