"""Choose where to verify or turn to; a number is given only where the registry may show it as official."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from fairdue.guidance.when import applies, known
from fairdue.records.facts import Fact
from fairdue.records.guidance import Door, VerifyAt
from fairdue.records.registry import Hotline


def doors(all_doors: Iterable[Door], facts: Iterable[Fact], hotlines: Mapping[str, Hotline]) -> tuple[VerifyAt, ...]:
    """Return the doors for these facts in their stated order."""
    table = known(facts)
    fitting = sorted((door for door in all_doors if applies(door.when, table)), key=lambda door: (door.order, door.id))
    return tuple(_verify_at(door, hotlines) for door in fitting)


def _verify_at(door: Door, hotlines: Mapping[str, Hotline]) -> VerifyAt:
    hotline = hotlines.get(door.hotline) if door.hotline else None
    contact = hotline.number if hotline and hotline.shown else None
    return VerifyAt(door.name, door.how, contact, hotline.confidence if hotline else "high")
