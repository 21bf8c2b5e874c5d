"""Last days over one event or a folder of cases: reads the files, counts, keeps what failed beside the rest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

from fairdue.app.contracts.words import as_json, reason_of
from fairdue.guidance.days_off import years_known
from fairdue.guidance.deadlines import Cite, event_rule, over_cases
from fairdue.guidance.discreet import shown_names
from fairdue.intake.case_file import read_case
from fairdue.kernel.errors import FairDueError, UnreadableFile, UnusableDate
from fairdue.law.citations import cite_each
from fairdue.records.deadlines import CaseDates, DueItem, Event, EventRule
from fairdue.records.handbook import Handbook
from fairdue.records.law import Citation
from fairdue.records.pack import Pack
from fairdue.render.ics import calendar_file

Json = dict[str, Any]
SUFFIXES: Final = (".yaml", ".yml")
NO_CASE_FILE: Final = "no-case-file"


@dataclass(frozen=True, slots=True)
class DueList:
    """Time limits on a day, one's own that lapse first leading; `faults` are files that could not be read."""

    on: date
    items: tuple[DueItem, ...]
    faults: tuple[FairDueError, ...] = ()


def due_for(event: Event, pack: Pack, handbook: Handbook, today: date, case: str = "") -> DueList:
    """Return the time limits of one event; raises UnknownName, UnusableDate for a day to come, NoValue."""
    event_rule(handbook.events, event.event)
    if event.on > today:
        raise UnusableDate(given=event.on, why="served-in-the-future", limit=today)
    return DueList(today, _count([CaseDates(case, (event,))], pack, handbook, today))


def due_over(paths: Sequence[Path], pack: Pack, handbook: Handbook, on: date, today: date) -> DueList:
    """Return the time limits of every case in files and folders, as they stand on a day.

    A file that cannot be read is kept as a fault and the rest goes on; raises UnreadableFile where there is no file at
    all, and the fault itself where none could be read.
    """
    cases: list[CaseDates] = []
    faults: list[FairDueError] = []
    for path in _files(paths):
        try:
            read = read_case(_content(path), str(path), path.stem, handbook.events, today)
            _count([read], pack, handbook, on)
            cases.append(read)
        except FairDueError as fault:
            faults.append(fault)
    if faults and not cases:
        raise faults[0]
    return DueList(on, _count(cases, pack, handbook, on), tuple(faults))


def as_calendar(due: DueList, remind: str) -> bytes:
    """Return the open days as an iCalendar file in neutral words."""
    return calendar_file(due.items, due.on, remind)


def names_kept_out(due: DueList) -> tuple[str, ...]:
    """Return the names of cases that the calendar does not show, because they speak of debt."""
    return tuple(name for name, shown in shown_names(item.case for item in due.items).items() if shown != name)


def write_calendar(due: DueList, target: Path, remind: str) -> None:
    """Write the calendar file; raises UnreadableFile."""
    try:
        target.write_bytes(as_calendar(due, remind))
    except OSError as error:
        raise UnreadableFile(path=str(target), why=reason_of(error)) from error


def due_json(due: DueList, lang: str = "zh") -> Json:
    """Return the list as the fairdue.due/1 document."""
    first, last = years_known()
    return {
        "schema": "fairdue.due/1",
        "on": due.on.isoformat(),
        "days_off_known": {"from": first, "to": last},
        "due": [_item_json(item) for item in due.items],
        "problems": [as_json(fault, lang)["error"] for fault in due.faults],
    }


def events_json(events: Iterable[EventRule]) -> list[Json]:
    """Return the events a case may name, with their limits."""
    return [
        {
            "id": rule.id,
            "title": rule.title,
            "group": rule.group,
            "says": list(rule.says),
            "starts": rule.starts,
            "served": rule.served,
            "limits": [{"id": limit.id, "title": limit.title, "whose": limit.whose} for limit in rule.limits],
        }
        for rule in in_order(events)
    ]


def in_order(events: Iterable[EventRule]) -> list[EventRule]:
    """Return the events in the order of the pack, those of a group together where its first one stands."""
    rules = sorted(events, key=lambda rule: (rule.order, rule.id))
    groups = list(dict.fromkeys(rule.group for rule in rules))
    return sorted(rules, key=lambda rule: groups.index(rule.group))


def _count(cases: Iterable[CaseDates], pack: Pack, handbook: Handbook, on: date) -> tuple[DueItem, ...]:
    return over_cases(cases, handbook.events, pack.parameters, _cite(pack, on), on)


def _cite(pack: Pack, on: date) -> Cite:
    def cite(ids: Sequence[str]) -> tuple[Citation, ...]:
        return cite_each(ids, pack.provisions, on)

    return cite


def _files(paths: Sequence[Path]) -> list[Path]:
    """Return the case files, those of folders too; raises UnreadableFile where there is none."""
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            found += sorted(one for one in path.rglob("*") if one.suffix in SUFFIXES and _is_seen(one, path))
        else:
            found.append(path)
    if not found:
        raise UnreadableFile(path=str(paths[0]) if paths else "-", why=NO_CASE_FILE)
    return found


def _is_seen(path: Path, folder: Path) -> bool:
    return not any(part.startswith(".") for part in path.relative_to(folder).parts)


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise UnreadableFile(path=str(path), why=reason_of(error)) from error


def _item_json(item: DueItem) -> Json:
    due = item.due
    return {"case": item.case, "state": item.state, "days_left": item.days_left, **dict(_plain(asdict(due)))}


def _plain(table: Json) -> Iterator[tuple[str, Any]]:
    for name, value in table.items():
        if isinstance(value, date):
            yield name, value.isoformat()
        elif name == "citations":
            yield name, [dict(_plain(one)) for one in value]
        else:
            yield name, list(value) if isinstance(value, tuple) else value
