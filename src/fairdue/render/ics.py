"""Time limits as a calendar file in neutral words: no title says what it is about; it counts no day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from typing import Final
from uuid import NAMESPACE_URL, uuid5

from icalendar import Alarm, Calendar, Event

from fairdue.guidance.discreet import shown_names
from fairdue.records.deadlines import DueItem

# Reminders before a day of one's own, and on it; the other side's day is only marked.
_BEFORE: Final = (7, 3, 1, 0)
_AT_NINE: Final = timedelta(hours=9)


def calendar_file(items: Iterable[DueItem], on: date, remind: str) -> bytes:
    """Return an iCalendar file of every limit that has a day and is neither done nor past; `remind` words the alarms.

    The title is the neutral one of the pack, after the name of the case; a name that speaks of debt gives way to a
    number. The same input gives the same bytes.
    """
    shown = tuple(items)
    names = shown_names(item.case for item in shown)
    calendar = Calendar()
    calendar.add("prodid", "-//FairDue//dates//")
    calendar.add("version", "2.0")
    for item in shown:
        if item.due.on is not None and item.due.on >= on and not item.due.done:
            calendar.add_component(_event(item, names[item.case], item.due.on, on, remind))
    return bytes(calendar.to_ical())


def _event(item: DueItem, name: str, day: date, on: date, remind: str) -> Event:
    event = Event()
    key = f"fairdue:{item.case}:{item.due.event}:{item.due.limit}:{item.due.served_on}"
    event.add("uid", str(uuid5(NAMESPACE_URL, key)))
    event.add("dtstamp", datetime(on.year, on.month, on.day, tzinfo=UTC))
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(days=1))
    event.add("summary", f"{name}：{item.due.neutral}" if name else item.due.neutral)
    event.add("transp", "TRANSPARENT")
    event.add("class", "PRIVATE")
    for days in _BEFORE if item.due.whose == "you" else (0,):
        if day - timedelta(days=days) >= on:
            event.add_component(_alarm(days, remind))
    return event


def _alarm(days: int, remind: str) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", remind)
    alarm.add("trigger", _AT_NINE - timedelta(days=days))
    return alarm
