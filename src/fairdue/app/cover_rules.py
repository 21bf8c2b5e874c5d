"""Lay out what the rules cover: topic by stage, channel and disguise, scam patterns, provisions; it changes nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from typing import Any, NamedTuple

from fairdue.loader.coverage import AXES, Stated, cells_of, must_be_cited, naming
from fairdue.loader.load import Examples
from fairdue.records.coverage import Gap
from fairdue.records.pack import Pack
from fairdue.records.rules import Rule, Weight
from fairdue.screening.disguises import DisguiseReader

# What stands for a stage, a channel or a disguise that is not told.
UNTOLD = {"stage": "any", "channel": "any", "disguise": "none"}


class Seen(NamedTuple):
    """Topic, stage, channel and disguise that one example or message shows."""

    topic: str
    stage: str
    channel: str
    disguise: str


@dataclass(frozen=True, slots=True)
class CellCount:
    """One cell: rules that fill it, matches and corpus messages that show it, and the reason where no rule does."""

    topic: str
    axis: str
    value: str
    rules: int
    matches: int
    messages: int
    because: str


@dataclass(frozen=True, slots=True)
class WholeCell:
    """One cell of topic × stage × channel × disguise that an example or a message shows."""

    topic: str
    stage: str
    channel: str
    disguise: str
    matches: int
    messages: int


@dataclass(frozen=True, slots=True)
class PatternCover:
    """One scam pattern, its signs, and the rules that name it with their weights."""

    id: str
    name: str
    hard_signs: tuple[str, ...]
    signs: tuple[str, ...]
    rules: Mapping[str, Weight]
    because: str


@dataclass(frozen=True, slots=True)
class ProvisionCover:
    """One conduct provision and the rules that cite it; `is_counted` is False where it may not be cited."""

    id: str
    topic: str
    rules: tuple[str, ...]
    is_counted: bool
    because: str


@dataclass(frozen=True, slots=True)
class Coverage:
    """Everything the active rules of a pack cover."""

    rules: int
    matches: int
    messages: int
    cells: tuple[CellCount, ...]
    whole: tuple[WholeCell, ...]
    patterns: tuple[PatternCover, ...]
    provisions: tuple[ProvisionCover, ...]


def cover_rules(
    pack: Pack, examples: Mapping[str, Examples], gaps: Iterable[Gap], messages: Iterable[Mapping[str, Any]]
) -> Coverage:
    """Count rules, their own matches and labelled messages (rows of the open corpus) in every cell."""
    reader = DisguiseReader(pack.folding)
    stated = [_stated(rule, examples[rule.id]) for rule in pack.rules if rule.status == "active"]
    rows = list(messages)
    shown = [seen for rule in stated for text in rule.texts for seen in _shown(rule, reader.read(text))]
    met = [seen for row in rows for seen in _met(row)]
    reasons = list(gaps)
    cells = (
        CellCount(
            cell.topic, cell.axis, cell.value, len(cell.rules), _count(shown, cell), _count(met, cell),
            "" if cell.rules else _because(reasons, cell.axis, cell.value, cell.topic),
        )
        for cell in cells_of(stated, reader)
    )  # fmt: skip
    return Coverage(
        rules=len(stated),
        matches=sum(len(rule.texts) for rule in stated),
        messages=len(rows),
        cells=tuple(cells),
        whole=tuple(_whole(shown, met)),
        patterns=tuple(_patterns(pack, stated, reasons)),
        provisions=tuple(_provisions(pack, stated, reasons)),
    )


def _stated(rule: Rule, own: Examples) -> Stated:
    return Stated(
        id=rule.id,
        topic=rule.finding.topic if rule.finding else None,
        stage=rule.stage,
        channels=rule.channels,
        weight=rule.signal.weight if rule.signal else None,
        patterns=rule.signal.patterns if rule.signal else (),
        citations=rule.finding.citations if rule.finding else (),
        texts=tuple(match.text for match in own.matches),
    )


def _shown(rule: Stated, worn: frozenset[str]) -> Iterator[Seen]:
    """List what a match shows: the stage and channels its rule names, the disguises it wears."""
    if rule.topic:
        channels, disguises = rule.channels or (UNTOLD["channel"],), sorted(worn) or (UNTOLD["disguise"],)
        yield from (
            Seen(rule.topic, rule.stage or UNTOLD["stage"], channel, disguise)
            for channel, disguise in product(channels, disguises)
        )


def _met(row: Mapping[str, Any]) -> Iterator[Seen]:
    """List what a labelled message shows, once for each topic."""
    told = [str(row.get(axis) or UNTOLD[axis]) for axis in AXES]
    yield from (Seen(topic, *told) for topic in sorted({str(one["topic"]) for one in row.get("findings") or ()}))


def _count(seen: Iterable[Seen], cell: Any) -> int:
    return sum(one.topic == cell.topic and getattr(one, cell.axis) == cell.value for one in seen)


def _whole(shown: Iterable[Seen], met: Iterable[Seen]) -> Iterator[WholeCell]:
    matches, messages = Counter(shown), Counter(met)
    for seen in sorted(matches.keys() | messages.keys()):
        yield WholeCell(*seen, matches[seen], messages[seen])


def _because(gaps: Iterable[Gap], axis: str, value: str, topic: str = "") -> str:
    """Return the reason for an empty cell, the narrowest first; empty where none is written."""
    named = [gap for gap in gaps if value in getattr(gap, f"{axis}s") and (not gap.topics or topic in gap.topics)]
    return min(named, key=lambda gap: not gap.topics).because if named else ""


def _patterns(pack: Pack, stated: Iterable[Stated], gaps: Iterable[Gap]) -> Iterator[PatternCover]:
    named = naming(stated)
    for one in pack.registry.scam_patterns:
        rules = dict(sorted(named.get(one.id, {}).items()))
        signs = tuple(sign for sign in one.signals if sign not in one.hard_signals)
        yield PatternCover(one.id, one.name, one.hard_signals, signs, rules, _because(gaps, "pattern", one.id))


def _provisions(pack: Pack, stated: Iterable[Stated], gaps: Iterable[Gap]) -> Iterator[ProvisionCover]:
    citing: dict[str, list[str]] = {}
    for rule in stated:
        for citation in rule.citations:
            citing.setdefault(citation, []).append(rule.id)
    for one in sorted(pack.provisions.values(), key=lambda one: (one.topic, one.id)):
        counted = must_be_cited(one.topic, one.standing, one.citable)
        if counted or one.id in citing:
            because = _because(gaps, "provision", one.id)
            yield ProvisionCover(one.id, one.topic, tuple(citing.get(one.id, ())), counted, because)
