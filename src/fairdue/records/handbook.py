"""What one looks up rather than is answered: doors by question, time limits, claims; read only when asked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from fairdue.records.deadlines import EventRule
from fairdue.records.doors import DoorCard, FormerBody, Licence
from fairdue.records.myths import Myth


@dataclass(frozen=True, slots=True)
class Province:
    """A province and the names people use for it."""

    id: str
    name: str
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SameMeaning:
    """Words that mean the same in a question, the first standing for all."""

    id: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Handbook:
    """The parts of a pack that only the router, the deadlines and the myths need.

    `door_cards` are keyed by door id; a door without a card only stands beside answers.
    """

    door_cards: Mapping[str, DoorCard]
    licences: Mapping[str, Licence]
    former_bodies: tuple[FormerBody, ...]
    provinces: tuple[Province, ...]
    events: Mapping[str, EventRule]
    myths: tuple[Myth, ...]
    same_meanings: tuple[SameMeaning, ...]
