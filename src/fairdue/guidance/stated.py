"""Turn what a person states into facts: keys the pack declares, values they can have, days that have come; it guesses nothing."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from fairdue.kernel.errors import UnknownName, UnusableFigure
from fairdue.records.facts import Fact, FactKey, FactValue
from fairdue.records.guidance import Playbook

_SITUATION = "situation."


def state(key: str, given: object, keys: Mapping[str, FactKey], on: date, where: str = "") -> Fact:
    """Return one stated fact; raises UnusableFigure for an unknown key, a value it cannot have, or a day still to come.

    `where` names the place in the file or form. A date is kept as ISO text, as all values of facts are plain.
    """
    place = where or key
    declared = keys.get(key) or _family(key, keys)
    if declared is None:
        near = [name for name in keys if name.split(".")[0] == key.split(".")[0]]
        raise UnusableFigure(where=place, given=key, why="unknown-field", limit=sorted(near or keys))
    return Fact(key, _value(given, declared, on, place), source="stated", as_of=on, status="stated")


def facts_of_situation(playbook: Playbook, on: date) -> tuple[Fact, ...]:
    """Return what choosing a situation states: that it is so, and the facts that go with it."""
    if playbook.situation is None:
        return ()
    stated = {f"{_SITUATION}{playbook.id}": True, **playbook.situation.facts}
    return tuple(Fact(key, value, source=playbook.id, as_of=on, status="machine") for key, value in stated.items())


def situation(playbooks: tuple[Playbook, ...], id: str) -> Playbook:
    """Return the playbook of a situation; raises UnknownName with every situation there is."""
    known = {playbook.id: playbook for playbook in playbooks if playbook.situation is not None}
    if id not in known:
        raise UnknownName(what="situation", given=id, known=sorted(known))
    return known[id]


def _family(key: str, keys: Mapping[str, FactKey]) -> FactKey | None:
    """Return the family a key belongs to, where the pack declares one and the member is possible."""
    head, _, member = key.rpartition(".")
    family = keys.get(f"{head}.*")
    return family if family and member and (not family.values or member in family.values) else None


def _value(given: object, key: FactKey, on: date, where: str) -> FactValue:
    match key.type:
        case "flag":
            if not isinstance(given, bool):
                raise UnusableFigure(where=where, given=given, why="not-yes-or-no", limit="")
            return given
        case "number":
            if isinstance(given, bool) or not isinstance(given, int):
                raise UnusableFigure(where=where, given=given, why="not-a-whole-number", limit="")
            return given
        case "date":
            return _day(given, on if key.past else None, where)
        case _:
            if key.values and str(given) not in key.values:
                raise UnusableFigure(where=where, given=given, why="unknown-choice", limit=list(key.values))
            return str(given)


def _day(given: object, latest: date | None, where: str) -> str:
    """Read a day, not after `latest` where there is one; raises UnusableFigure."""
    try:
        day = given if isinstance(given, date) and not isinstance(given, datetime) else date.fromisoformat(str(given))
    except ValueError as error:
        raise UnusableFigure(where=where, given=given, why="not-a-day", limit="") from error
    if latest and day > latest:
        raise UnusableFigure(where=where, given=day.isoformat(), why="not-come-yet", limit=latest.isoformat())
    return day.isoformat()
