"""From licence, place, issue and channel to the bodies to turn to, in order; it names no body the pack does not state.

A door may be reached by several routes; the first whose condition holds gives its order and its reason. What the pack
holds only as a lead (no official source) stays a lead, and says to ask 12345.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Final

from fairdue.guidance.when import Known, applies
from fairdue.kernel.errors import NoValue
from fairdue.law.parameters import value_on
from fairdue.records.doors import (
    DoorAsk,
    DoorCard,
    DoorQuestion,
    DoorRoute,
    FormerBody,
    Licence,
    Question,
    RoutedDoor,
    Routing,
    TimeLimit,
)
from fairdue.records.guidance import Door
from fairdue.records.law import Citation, Parameter
from fairdue.records.registry import Hotline

Cite = Callable[[Sequence[str]], tuple[Citation, ...]]
Words = Callable[[str], str]
UNKNOWN: Final = "unknown"


def facts_of(ask: DoorAsk, licences: Mapping[str, Licence]) -> Known:
    """Return what routes may ask for: the issue, the kind of lender, who watches over it, the channel, what was tried."""
    licence = licences.get(ask.lender_kind or "")
    return {
        "ask.issue": ask.issue,
        "ask.kind": ask.lender_kind or UNKNOWN,
        "ask.supervisor": licence.supervisor if licence else UNKNOWN,
        "ask.channel": ask.channel or UNKNOWN,
        "ask.tried": ask.tried_lender,
        "ask.can-call": ask.can_call,
    }


def route(
    ask: DoorAsk,
    on: date,
    *,
    doors: Iterable[Door],
    cards: Mapping[str, DoorCard],
    licences: Mapping[str, Licence],
    hotlines: Mapping[str, Hotline],
    sources: Mapping[str, str],
    parameters: Mapping[str, Parameter],
    cite: Cite,
    words: Words,
) -> Routing:
    """Return the doors for this question on this day, first one first, and what would settle the rest.

    `sources` gives where each row of the registry was read, `words` the phrases `door.missing.<question>` and
    `door.missing.<question>.settle`.
    """
    facts = facts_of(ask, licences)
    found = [
        (chosen, door)
        for door in doors
        if door.id in cards and (chosen := _first(cards[door.id].routes, facts)) is not None
    ]
    ordered = sorted(found, key=lambda pair: (pair[0].order, pair[1].id))
    given = tuple(
        _routed(door, cards[door.id], chosen, hotlines, sources, parameters, cite, facts, on)
        for chosen, door in ordered
    )
    return Routing(given, tuple(_missing(ask, [cards[one.id] for one in given], words)))


def former_body(bodies: Iterable[FormerBody], words: str) -> FormerBody | None:
    """Return the body that is gone and whose name the words hold, the longest name first; None for none."""
    asked = "".join(words.split())
    named = [(len(name), body) for body in bodies for name in body.names if name in asked]
    return max(named, key=lambda pair: pair[0])[1] if named else None


def _first(routes: Iterable[DoorRoute], facts: Known) -> DoorRoute | None:
    return next((one for one in routes if applies(one.when, facts)), None)


def _routed(
    door: Door,
    card: DoorCard,
    chosen: DoorRoute,
    hotlines: Mapping[str, Hotline],
    sources: Mapping[str, str],
    parameters: Mapping[str, Parameter],
    cite: Cite,
    facts: Known,
    on: date,
) -> RoutedDoor:
    hotline = hotlines.get(door.hotline) if door.hotline else None
    times = (time for time in card.times if not time.when or applies(time.when, facts))
    return RoutedDoor(
        id=door.id,
        name=door.name,
        how=door.how,
        contact=hotline.number if hotline and hotline.shown else None,
        confidence="low" if card.lead else hotline.confidence if hotline else "high",
        because=chosen.because,
        accepts=card.accepts,
        limits=card.limits,
        times=tuple(
            TimeLimit(time.what, time.starts, time.counting, time.parameter, *_value(parameters[time.parameter], on))
            for time in times
        ),
        attach=card.attach,
        fallback=card.fallback,
        citations=cite(card.citations),
        registry_sources=tuple(sources[id] for id in card.registry if sources.get(id)),
        checked_on=card.checked_on,
        lead=card.lead,
        stale=(on - card.checked_on).days > card.expires_after_days,
    )


def _value(parameter: Parameter, on: date) -> tuple[int | None, str]:
    """Return the number of days that holds that day and its unit; None where nobody has confirmed one."""
    try:
        return int(str(value_on(parameter, on).value)), parameter.unit
    except NoValue:
        return None, parameter.unit


def _missing(ask: DoorAsk, cards: Iterable[DoorCard], words: Words) -> Iterable[DoorQuestion]:
    """Yield what the doors given would need to know, each once, in a fixed order."""
    wanted: set[Question] = {question for card in cards for question in card.asks}
    unknown: Mapping[Question, bool] = {
        "licence": ask.lender_kind is None,
        "real-lender": ask.lender_kind == "platform",
        "lender-province": ask.lender_province is None,
        "province": ask.province is None,
    }
    for question, is_unknown in unknown.items():
        if is_unknown and question in wanted:
            key = f"door.missing.{question}"
            yield DoorQuestion(question, words(key), words(f"{key}.settle"))
