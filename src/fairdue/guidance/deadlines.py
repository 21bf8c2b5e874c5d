"""From an event and its day to the last days of the time limits it starts; it says nothing of what to write.

The day of service: signed for, left at the dwelling, arrived in the system agreed on, or the date on the post office's
receipt is the day told; a public notice counts as served when its term has passed. That term is not moved from a day
off, so that the day shown is never too late.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Final

from fairdue.guidance.counting import Unit, count
from fairdue.kernel.errors import NoValue, UnknownName
from fairdue.law.parameters import value_on
from fairdue.records.deadlines import CaseDates, Due, DueItem, Event, EventRule, LimitRule
from fairdue.records.law import Citation, Parameter

Cite = Callable[[Sequence[str]], tuple[Citation, ...]]
ANNOUNCEMENT: Final = "announcement-service-days"
_UNITS: Final[Mapping[str, Unit]] = {"days": "days", "workdays": "workdays", "months": "months", "years": "years"}
_STATES: Final = ("open", "no-date", "lapsed", "waiting", "done")


def event_rule(events: Mapping[str, EventRule], id: str) -> EventRule:
    """Return the event of that id; raises UnknownName with every id there is."""
    if id not in events:
        raise UnknownName(what="event", given=id, known=list(events))
    return events[id]


def served_on(event: Event, parameters: Mapping[str, Parameter]) -> date:
    """Return the day the paper counts as served; raises NoValue where the term of a public notice is not known."""
    if event.service != "announcement":
        return event.on
    return event.on + timedelta(days=_number(parameters[ANNOUNCEMENT], event.on))


def due_dates(rule: EventRule, event: Event, parameters: Mapping[str, Parameter], cite: Cite) -> tuple[Due, ...]:
    """Return the last day of every limit of an event, in the order of the pack; raises NoValue for a public notice."""
    start = served_on(event, parameters) if rule.served else event.on
    return tuple(_due(rule, limit, event, start, parameters, cite) for limit in rule.limits)


def over_cases(
    cases: Iterable[CaseDates],
    events: Mapping[str, EventRule],
    parameters: Mapping[str, Parameter],
    cite: Cite,
    on: date,
) -> tuple[DueItem, ...]:
    """Return the time limits of all cases on a day: one's own open ones first, the nearest leading.

    Then days that stand on a paper still to be read, what has lapsed, what others owe, what is done.
    """
    items = [
        _item(case.name, due, on)
        for case in cases
        for event in case.events
        for due in due_dates(event_rule(events, event.event), event, parameters, cite)
    ]
    return tuple(sorted(items, key=_urgency))


def _item(case: str, due: Due, on: date) -> DueItem:
    left = (due.on - on).days if due.on else None
    if due.done:
        return DueItem(case, due, left, "done")
    if left is None:
        return DueItem(case, due, left, "no-date")
    if due.whose == "they":
        return DueItem(case, due, left, "waiting")
    return DueItem(case, due, left, "lapsed" if left < 0 else "open")


def _urgency(item: DueItem) -> tuple[int, date, str, str, str]:
    return (_STATES.index(item.state), item.due.on or date.max, item.case, item.due.event, item.due.limit)


def _due(
    rule: EventRule, limit: LimitRule, event: Event, start: date, parameters: Mapping[str, Parameter], cite: Cite
) -> Due:
    """Count one limit; a day the paper states comes first, a bound alone gives no day."""
    stated = event.stated.get(limit.id) if limit.stated else None
    try:
        value = sum(_number(parameters[name], start) for name in limit.parameters) if limit.parameters else None
    except NoValue:
        value = None
    unit = parameters[limit.parameters[0]].unit if limit.parameters else ""
    counted = count(start, value, _UNITS[unit], limit.rule, limit.whose) if value is not None else None
    last = stated if limit.stated else counted.last if counted else None
    return Due(
        event=rule.id,
        limit=limit.id,
        title=limit.title,
        neutral=limit.neutral,
        whose=limit.whose,
        rule=limit.rule,
        firm=limit.firm,
        served_on=start,
        service=event.service,
        first=counted.first if counted else None,
        nominal=counted.nominal if counted else None,
        on=last,
        also=counted.also if counted and not limit.stated else None,
        confirmed=stated is not None or bool(counted and counted.confirmed),
        value=value,
        unit=unit,
        parameters=limit.parameters,
        stated=limit.stated,
        done=limit.id in event.done,
        do=limit.do,
        lapses=limit.lapses,
        note=limit.note,
        door=limit.door,
        citations=cite(limit.citations),
        why_not="" if last else "read-the-paper" if limit.stated else "no-value",
    )


def _number(parameter: Parameter, on: date) -> int:
    """Return a whole number of days, months or years that held on a day; raises NoValue."""
    return int(str(value_on(parameter, on).value))
