"""Compile a pack's sources into one document, the same bytes each time; run as a module it writes `pack.json`."""

from __future__ import annotations

import json
import os
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from fairdue.kernel.errors import PackBroken
from fairdue.loader.check import check_sources
from fairdue.loader.folder import COMPILED, FORMAT, digest, find_pack
from fairdue.loader.index import index_of
from fairdue.loader.patterns import fill, join
from fairdue.loader.problem_words import line
from fairdue.loader.problems import errors
from fairdue.loader.shapes import anchors_of, shape_of
from fairdue.loader.sources import Item, PackSources, folding_of, plain, read_sources
from fairdue.records.leaning import WEIGHTLESS

ALL_CONTEXTS = ("negation", "quotation", "warning", "report")
# What a lawful writer says of himself, and what only tells of others, spare from every finding, whatever a rule listens to.
SPARES = ("assurance", "genre")
# A message about another matter, where no debt is named, accuses nobody of collecting; an office posed as stays one.
OF_NO_DEBT = "other-matter"
POSED = "impersonation"
Document = dict[str, Any]


def compile_pack(sources: PackSources) -> Document:
    """Return the whole pack as plain JSON values, patterns filled in and dates as ISO text.

    The sources must have passed the checks; a broken one raises whatever its breakage brings.
    """
    fragments = {key: join(value) for item in sources.of("fragments") for key, value in item.data.items()}
    instruments = {item.folder: {**plain(item.data), "id": item.folder} for item in sources.of("instrument")}
    head: Document = next((plain(item.data) for item in sources.of("pack")), {})
    rules = [_rule(item, fragments) for item in sorted(sources.of("text-rule"), key=lambda item: item.id)]
    contexts = [_context(item, fragments) for item in sources.of("context")]
    return {
        "format": FORMAT,
        "digest": digest(sources.folder, sources.files),
        "files": len(sources.files),
        "pack": head,
        "instruments": instruments,
        "provisions": {item.id: _provision(item, instruments) for item in sources.of("provision")},
        "parameters": {item.id: {**plain(item.data), "topic": item.folder} for item in sources.of("parameter")},
        "registry": _registry(sources),
        "rules": [rule for rule, _ in rules],
        "index": index_of(
            (rule for rule, _ in rules),
            _texts_of(examples for _, examples in rules),
            {context["id"]: context["pattern"] for context in contexts},
        ),
        "playbooks": [_playbook(item) for item in sources.of("playbook")],
        "doors": sorted(map(_door, sources.of("door")), key=lambda door: (door.get("order", 0), door.get("id", ""))),
        "handbook": _handbook(sources),
        "guide": _guide(sources, fragments),
        "fact_keys": {item.id: plain(item.data) for item in sources.of("fact-key")},
        "folding": folding_of(sources),
        "contexts": contexts,
        "speakers": _all(sources, "speakers"),
        "familiar_domains": [item.id for item in sources.of("familiar-domain")],
        "phrases": {item.id: plain(item.data) for item in sources.of("phrase")},
        "glossary": _all(sources, "term"),
        "coverage": _all(sources, "coverage"),
        "court_papers": next(map(_court_papers, _all(sources, "court-papers")), {}),
        "leaning": next(map(_leaning, _all(sources, "leaning")), {}),
        "lending": {
            "readings": _all(sources, "lending-reading"),
            "fees": _all(sources, "lending-fee"),
            "acts": _all(sources, "lending-act"),
        },
        "examples": {rule["id"]: examples for rule, examples in rules},
    }


def _all(sources: PackSources, kind: str) -> list[Document]:
    return [plain(item.data) for item in sources.of(kind)]


def _provision(item: Item, instruments: Mapping[str, Document]) -> Document:
    name = instruments.get(item.folder, {}).get("name", item.folder)
    return {**plain(item.data), "instrument": item.folder, "name": name}


def _registry(sources: PackSources) -> Document:
    return {
        "lenders": _all(sources, "lender"),
        "hotlines": _all(sources, "hotline"),
        "number_rules": _all(sources, "number-rule"),
        "duties": _all(sources, "duty"),
        "scam_patterns": _all(sources, "scam-pattern"),
        "short_links": [item.id for item in sources.of("short-link")],
        "official_suffixes": [item.id for item in sources.of("official-suffix")],
    }


def _door(item: Item) -> Document:
    """Return what an answer shows of a door; what only the router needs of it is in the handbook."""
    return {name: value for name, value in plain(item.data).items() if name != "router"}


def _handbook(sources: PackSources) -> Document:
    return {
        "door_cards": {item.id: plain(item.data["router"]) for item in sources.of("door") if item.data.get("router")},
        "licences": {item.id: plain(item.data) for item in sources.of("licence")},
        "former_bodies": _all(sources, "former-body"),
        "provinces": _all(sources, "province"),
        "events": {item.id: plain(item.data) for item in sources.of("event")},
        "myths": [_without_examples(item) for item in sources.of("myth")],
        "same_meanings": _all(sources, "same-meaning"),
    }


def _guide(sources: PackSources, fragments: Mapping[str, str]) -> Document:
    return {
        "groups": _all(sources, "situation-group"),
        "papers": {item.id: plain(item.data) for item in sources.of("paper")},
        "scripts": {item.id: {"for_debtor": True, **plain(item.data)} for item in sources.of("script")},
        "cards": {item.id: plain(item.data) for item in sources.of("card")},
        "contradictions": _all(sources, "contradiction"),
        "clauses": [_clause(item, fragments) for item in sources.of("clause-rule")],
        "hard_words": [item.id for item in sources.of("hard-word")],
    }


def _clause(item: Item, fragments: Mapping[str, str]) -> Document:
    """Return a compiled clause rule with its examples; a clause is only ever silenced by a denial."""
    rule, examples = _rule(item, fragments)
    heeds = item.data.get("heeds")
    return {"rule": {**rule, **examples, "heeds": ["negation"] if heeds is None else heeds}, "trap": item.data["trap"]}


def _without_examples(item: Item) -> Document:
    """Return a claim without the wordings that prove the search, so that the search can never have seen them."""
    return {name: value for name, value in plain(item.data).items() if name != "examples"}


def _rule(item: Item, fragments: Mapping[str, str]) -> tuple[Document, Document]:
    """Return the compiled rule and its examples."""
    data = plain(item.data)
    where = data.get("applies_to") or {}
    patterns = {name: fill(join(source), fragments) for name, source in data.get("patterns", {}).items()}
    exceptions = {name: fill(join(source), fragments) for name, source in (data.get("exceptions") or {}).items()}
    heard = ALL_CONTEXTS if data.get("finding") or data.get("signal") else ("warning",)
    heeds = list(heard) if data.get("heeds") is None else data["heeds"]
    rule = {
        **{name: data.get(name) for name in ("id", "title", "summary", "why", "finding", "signal", "stage", "danger")},
        "status": data.get("status", "active"),
        "channels": where.get("channels") or [],
        "hours": where.get("hours"),
        "effective_from": where.get("since"),
        "effective_to": where.get("until"),
        "scope": data.get("scope", "sentence"),
        "patterns": patterns,
        "exceptions": exceptions,
        "condition": data.get("condition") or "",
        "quote": data.get("quote") or "",
        "heeds": [*heeds, *(kind for kind in _always_heeded(data.get("finding")) if kind not in heeds)],
        "reads_as": data.get("reads_as") or {},
        "third_party": data.get("third_party"),
        "flags": data.get("flags") or [],
    }
    return rule, {"matches": data.get("matches") or [], "ignores": data.get("ignores") or []}


def _always_heeded(finding: Mapping[str, Any] | None) -> tuple[str, ...]:
    """Return the kinds of context that silence a rule with this finding, whatever it says it heeds."""
    if not finding:
        return ()
    return SPARES if finding["topic"] == POSED else (*SPARES, OF_NO_DEBT)


def _texts_of(examples: Iterable[Document]) -> Iterator[str]:
    """Yield the texts of all examples, what rules match and what they must ignore alike."""
    return (one["text"] for own in examples for which in ("matches", "ignores") for one in own[which])


def _context(item: Item, fragments: Mapping[str, str]) -> Document:
    """Return a context with its patterns filled in."""
    filled = {name: fill(str(item.data.get(name) or ""), fragments) for name in ("pattern", "unless")}
    return {**plain(item.data), **filled}


def _court_papers(data: Document) -> Document:
    """Return the guide with where a match of each pattern can begin, of those where that is told by a few literals."""
    marks = [str(mark.get(name) or "") for mark in data["marks"] for name in ("fits_when", "unfit_when")]
    anchors = {
        pattern: anchors_of(shape_of(pattern)) for pattern in filter(None, (str(data.get("court_name") or ""), *marks))
    }
    return {**data, "anchors": {pattern: found for pattern, found in anchors.items() if found}}


def _leaning(data: Document) -> Document:
    """Return a table of weights with each six of them as one short string."""
    return {**data, "grams": {gram: as_characters(weights) for gram, weights in data["grams"].items()}}


def as_characters(weights: str) -> str:
    """Write weights of -128 to 127, apart by blanks, as one character each.

    >>> as_characters("0 -128 -31").encode("latin-1")
    b'\\x80\\x00a'
    """
    return "".join(chr(int(weight) + WEIGHTLESS) for weight in weights.split())


def _playbook(item: Item) -> Document:
    data: Document = plain(item.data)
    data["steps"] = [{"order": place, **step} for place, step in enumerate(data.get("steps") or [], start=1)]
    return data


def as_bytes(document: Document) -> bytes:
    """Write a compiled pack as bytes: JSON in UTF-8, keys in a fixed order, each section on a line of its own.

    JSON text holds no bare line ends, so a reader may cut the lines apart and parse only the sections it needs.
    """
    sections = (f"{_json(name)}:{_json(section)}" for name, section in sorted(document.items()))
    return ("{\n" + ",\n".join(sections) + "\n}\n").encode("utf-8")


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def write_pack(folder: Path, document: Document) -> Path:
    """Write `pack.json` beside the sources, whole or not at all."""
    target = folder / COMPILED
    handle, temporary = tempfile.mkstemp(dir=folder, prefix=".pack-", suffix=".json")
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(as_bytes(document))
        os.chmod(temporary, 0o644)
        os.replace(temporary, target)
    except BaseException:
        os.unlink(temporary)
        raise
    return target


def compile_checked(folder: Path, today: date | None = None) -> Document:
    """Check a pack's sources and compile them; raises PackBroken with the first error, its file and line.

    Without a day the pack is held to the day its own card was checked, so that a build never depends on the clock.
    """
    sources = read_sources(folder)
    wrong = errors(check_sources(sources, today or _checked_on(sources)))
    if wrong:
        raise PackBroken(pack=folder.name, count=len(wrong), first=line(wrong[0]))
    return compile_pack(sources)


def _checked_on(sources: PackSources) -> date:
    found = next((item.data.get("checked_on") for item in sources.of("pack")), None)
    return found if isinstance(found, date) else date.max


def main() -> int:
    """Compile the pack named first (a folder or a name), or the Chinese one beside this package; 3 when broken."""
    folder = find_pack(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parents[2] / "fairdue_cn"
    try:
        write_pack(folder, compile_checked(folder))
    except PackBroken as broken:
        print(broken, file=sys.stderr)
        return broken.exit_code
    return 0


if __name__ == "__main__":
    sys.exit(main())
