"""Which cells the active rules of a pack fill, from what they state alone; the reasons for empty ones are the pack's."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Literal, get_args

from fairdue.records.assessment import CHANNELS
from fairdue.records.law import Citable, Standing
from fairdue.records.rules import Disguise, Stage, Topic, Weight
from fairdue.screening.disguises import DisguiseReader

Axis = Literal["stage", "channel", "disguise"]
AXES: Final[Mapping[Axis, tuple[str, ...]]] = {
    "stage": get_args(Stage),
    "channel": CHANNELS,
    "disguise": get_args(Disguise),
}
# Topics of provisions that say how a collector must behave; the others are of money, procedure and evidence.
CONDUCT: Final = frozenset(get_args(Topic)) | {
    "ai-or-spoofed-number", "amount-disclosure", "authorization-proof", "call-frequency", "identity-disclosure",
    "message-content", "minors-or-vulnerable", "outsourcing", "payment-channel", "recording",
}  # fmt: skip
_DECISIVE: Final = ("hard", "strong")


@dataclass(frozen=True, slots=True)
class Stated:
    """What one active rule states that fills cells; no stage or no channels: open to each."""

    id: str
    topic: Topic | None
    stage: Stage | None
    channels: tuple[str, ...]
    weight: Weight | None
    patterns: tuple[str, ...]
    citations: tuple[str, ...]
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of topic × axis and the active rules that fill it.

    A rule fills a stage or channel it names or is open to, and a disguise that one of its own matches wears.
    """

    topic: str
    axis: Axis
    value: str
    rules: tuple[str, ...]


def cells_of(stated: Iterable[Stated], reader: DisguiseReader) -> Iterator[Cell]:
    """Yield every cell of every topic that has a rule, in the order of the contract's lists."""
    by_topic: dict[str, list[Stated]] = {}
    for rule in stated:
        if rule.topic:
            by_topic.setdefault(rule.topic, []).append(rule)
    for topic in get_args(Topic):
        rules = by_topic.get(topic, [])
        worn = {rule.id: frozenset().union(*map(reader.read, rule.texts)) for rule in rules}
        for axis, values in AXES.items() if rules else ():
            for value in values:
                filling = tuple(rule.id for rule in rules if _fills(rule, axis, value, worn[rule.id]))
                yield Cell(topic, axis, value, filling)


def _fills(rule: Stated, axis: Axis, value: str, worn: frozenset[Disguise]) -> bool:
    match axis:
        case "stage":
            return rule.stage in (None, value)
        case "channel":
            return not rule.channels or value in rule.channels
        case _:
            return value in worn


def naming(stated: Iterable[Stated]) -> dict[str, dict[str, Weight]]:
    """Return for each scam pattern the rules that name it, with their weights."""
    found: dict[str, dict[str, Weight]] = {}
    for rule in stated:
        for pattern in rule.patterns:
            if rule.weight:
                found.setdefault(pattern, {})[rule.id] = rule.weight
    return found


def is_caught(rules: Mapping[str, Weight], has_hard_signs: bool) -> bool:
    """Tell whether a pattern has a rule as heavy as its signs: one that decides or nearly does, where one sign does."""
    return any(weight in _DECISIVE for weight in rules.values()) if has_hard_signs else bool(rules)


def must_be_cited(topic: str, standing: Standing | None, citable: Citable) -> bool:
    """Tell whether a provision is of conduct and may be cited, so that a rule should, or a reason say why none does."""
    return topic in CONDUCT and standing is not None and citable != "no"
