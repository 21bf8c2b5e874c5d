"""Doors and last days laid out for a page: every sentence in the reader's language, no decision of its own."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal

from fairdue.app.contracts.catalogue import Say
from fairdue.app.contracts.catalogue import noted as _
from fairdue.app.due_dates import DueList
from fairdue.app.reading.door_words import time_limit
from fairdue.app.reading.due_words import STATES, days_left, how_counted
from fairdue.app.route_doors import DoorsAnswer
from fairdue.records.deadlines import DueItem
from fairdue.records.doors import RoutedDoor
from fairdue.records.guidance import Door

WEEKDAYS: Final = (_("星期一"), _("星期二"), _("星期三"), _("星期四"), _("星期五"), _("星期六"), _("星期日"))


@dataclass(frozen=True, slots=True)
class DoorView:
    """One door with the words of its time limits, of what comes next, and of what it rests on."""

    door: RoutedDoor
    number: int
    times: tuple[str, ...]
    fallback: tuple[str, ...]
    basis: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DayView:
    """One last day: the day with its weekday, how long there is, how it was counted, and what it rests on."""

    item: DueItem
    day: str
    weekday: str
    left: str
    tone: Literal["alarm", "care", "know", "plain"]
    counted: tuple[str, ...]
    basis: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DayGroup:
    """The days of one state under their heading."""

    heading: str
    days: tuple[DayView, ...]


def door_views(answer: DoorsAnswer, doors: Iterable[Door], say: Say) -> tuple[DoorView, ...]:
    """Lay the doors of an answer out."""
    names = {door.id: door.name for door in doors}
    return tuple(
        DoorView(
            door=one,
            number=number,
            times=tuple(time_limit(time, say) for time in one.times),
            fallback=tuple(names[id] for id in one.fallback),
            basis=_basis(one),
        )
        for number, one in enumerate(answer.routing.doors, start=1)
    )


def day_views(due: DueList, say: Say) -> tuple[DayGroup, ...]:
    """Lay last days out in the order of the list, one group for each state."""
    views: dict[str, list[DayView]] = {}
    for item in due.items:
        views.setdefault(item.state, []).append(_day(item, say))
    return tuple(DayGroup(say(STATES[state]), tuple(days)) for state, days in views.items())


def _day(item: DueItem, say: Say) -> DayView:
    on = item.due.on
    return DayView(
        item=item,
        day=on.isoformat() if on else "",
        weekday=say(WEEKDAYS[on.weekday()]) if on else "",
        left=days_left(item, say),
        tone=_tone(item),
        counted=tuple(how_counted(item.due, say)),
        basis=tuple(f"{one.instrument} {one.article or one.note}".strip() for one in item.due.citations),
    )


def _tone(item: DueItem) -> Literal["alarm", "care", "know", "plain"]:
    if item.state == "lapsed":
        return "alarm"
    if item.state in ("waiting", "done") or item.days_left is None:
        return "know"
    return "care"


def _basis(door: RoutedDoor) -> tuple[str, ...]:
    cited = tuple(f"{one.instrument} {one.article or one.note}".strip() for one in door.citations)
    return cited or door.registry_sources
