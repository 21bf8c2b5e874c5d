"""The case files of `fairdue due`: what came on which day, read with the line of every fault; it counts nothing.

The fields are those of `schemas/case.schema.json`.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Final, cast

from fairdue.intake.figures import read_day
from fairdue.intake.marked import MarkedFile, Place
from fairdue.records.deadlines import SERVICES, CaseDates, Event, EventRule, Service

FIELDS: Final = ("case", "note", "events")
EVENT_FIELDS: Final = ("event", "on", "service", "done", "stated", "note")


def read_case(content: bytes, source: str, name: str, rules: Mapping[str, EventRule], today: date) -> CaseDates:
    """Read one case; `name` is used where the file names none.

    Raises UnusableFigure with source, line and field of the first fault: an unknown field, event or limit, a day that
    does not exist, a day of service still to come.
    """
    file = MarkedFile.read(content, source)
    whole = file.mapping(file.data, (), FIELDS)
    case = whole.get("case")
    events = file.sequence(whole, ("events",))
    read = tuple(_event(file, entry, ("events", number), rules, today) for number, entry in enumerate(events))
    return CaseDates(str(case).strip() if case is not None else name, read, source)


def _event(file: MarkedFile, entry: Any, at: Place, rules: Mapping[str, EventRule], today: date) -> Event:
    whole = file.mapping(entry, at, EVENT_FIELDS)
    if whole.get("event") is None:
        raise file.fault((*at, "event"), None, "missing")
    rule = rules[file.choice(whole, (*at, "event"), tuple(rules), "")]
    on = read_day(whole.get("on"), file.where((*at, "on")))
    if on > today:
        raise file.fault((*at, "on"), on, "not-come-yet", today)
    service = file.choice(whole, (*at, "service"), SERVICES, "unknown")
    limits = tuple(limit.id for limit in rule.limits)
    printed = tuple(limit.id for limit in rule.limits if limit.stated)
    return Event(
        event=rule.id,
        on=on,
        service=cast(Service, service),
        done=_done(file, whole, (*at, "done"), limits),
        stated=_stated(file, whole, (*at, "stated"), printed),
        note=str(whole.get("note") or ""),
    )


def _done(file: MarkedFile, whole: Mapping[str, Any], at: Place, limits: tuple[str, ...]) -> tuple[str, ...]:
    if whole.get("done") is None:
        return ()
    for number, name in enumerate(file.sequence(whole, at)):
        if name not in limits:
            raise file.fault((*at, number), name, "unknown-choice", ", ".join(limits))
    return tuple(whole["done"])


def _stated(file: MarkedFile, whole: Mapping[str, Any], at: Place, limits: tuple[str, ...]) -> Mapping[str, date]:
    """Read the days printed on the paper, by limit."""
    if whole.get("stated") is None:
        return {}
    table = file.mapping(whole["stated"], at, limits)
    return {name: read_day(value, file.where((*at, name))) for name, value in table.items()}
