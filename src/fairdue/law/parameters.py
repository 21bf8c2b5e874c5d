"""What a legal number was on a day, or an error saying why there is none; it computes nothing with it."""

from __future__ import annotations

from bisect import bisect_right
from datetime import date, timedelta

from fairdue.kernel.errors import NoValue
from fairdue.records.law import DatedValue, Parameter


def value_on(parameter: Parameter, on: date) -> DatedValue:
    """Return the value that held on that day with its citation, in the parameter's own unit.

    Raises NoValue and never guesses; `why` says what is wrong:
    `before-first` (the law knew no such number yet, or we do not), `not-confirmed` (after the last confirmed day:
    somebody must look up and add the value), `no-longer-set` (a later rule dropped the number; `citation` names it).
    """
    last = parameter.confirmed_until
    place = bisect_right([value.since for value in parameter.values], on)
    if place == 0:
        raise NoValue(parameter=parameter.id, on=on, last=None, why="before-first")
    if last is not None and on > last:
        raise NoValue(parameter=parameter.id, on=on, last=last, why="not-confirmed")
    found = parameter.values[place - 1]
    if found.value is None:
        ended = found.since - timedelta(days=1)
        raise NoValue(parameter=parameter.id, on=on, last=ended, why="no-longer-set", citation=found.citation)
    return found
