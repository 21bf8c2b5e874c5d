"""Time limits as the pack states them, an event as a person tells it, and the day that follows; no behaviour."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final, Literal, get_args

from fairdue.records.law import Citation

# How a paper reached somebody; `told` for everything that was not served but said, sent or handed in.
Service = Literal["direct", "family", "left", "electronic", "post", "announcement", "unknown"]
SERVICES: Final[tuple[Service, ...]] = get_args(Service)
# court: 民诉法 on time; civil: 民法典 on time; plain: days in a row, moved from holidays as a reminder only;
# tolerant: plain, with the day by working days beside it; workdays: working days only.
CountingRule = Literal["court", "civil", "plain", "tolerant", "workdays"]
Firmness = Literal["exact", "at-most", "at-least", "longest"]


@dataclass(frozen=True, slots=True)
class LimitRule:
    """One time limit after an event: whose it is, the parameters whose values are added up, how they are counted.

    `neutral` is the title for a calendar other people may see. `stated`: the day is printed on the paper and comes
    first; the parameters, where there are any, only bound it.
    """

    id: str
    title: str
    neutral: str
    whose: Literal["you", "they"]
    rule: CountingRule
    firm: Firmness
    do: str
    lapses: str
    parameters: tuple[str, ...] = ()
    stated: bool = False
    door: str | None = None
    citations: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class EventRule:
    """What came or what was done, in the person's words, and the time limits it starts."""

    id: str
    title: str
    group: str
    order: int
    says: tuple[str, ...]
    starts: str
    served: bool
    limits: tuple[LimitRule, ...]


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened on a day: which event of the pack, how it arrived, what is done, what the paper states."""

    event: str
    on: date
    service: Service = "unknown"
    done: tuple[str, ...] = ()
    stated: Mapping[str, date] = field(default_factory=dict)
    note: str = ""


@dataclass(frozen=True, slots=True)
class CaseDates:
    """One case as its file tells it: a neutral name and its events; `source` names the file."""

    name: str
    events: tuple[Event, ...]
    source: str = ""


@dataclass(frozen=True, slots=True)
class Due:
    """The last day of one time limit and how it was counted.

    `on` is None where no value is confirmed or the paper must be read; `why_not` then says which (`no-value`,
    `read-the-paper`). `nominal` is the last day before it was moved from a day off; `first` the first day counted;
    `served_on` the day of service. `confirmed` is False where the table of days off does not reach `on`. `also` is the
    day by working days where it is unsettled which days count.
    """

    event: str
    limit: str
    title: str
    neutral: str
    whose: Literal["you", "they"]
    rule: CountingRule
    firm: Firmness
    served_on: date
    service: Service
    first: date | None
    nominal: date | None
    on: date | None
    also: date | None
    confirmed: bool
    value: int | None
    unit: str
    parameters: tuple[str, ...]
    stated: bool
    done: bool
    do: str
    lapses: str
    note: str
    door: str | None
    citations: tuple[Citation, ...]
    why_not: Literal["", "no-value", "read-the-paper"] = ""


@dataclass(frozen=True, slots=True)
class DueItem:
    """One time limit in a list over several cases: the case, the limit, days left from the day asked about."""

    case: str
    due: Due
    days_left: int | None
    state: Literal["open", "lapsed", "waiting", "done", "no-date"]
