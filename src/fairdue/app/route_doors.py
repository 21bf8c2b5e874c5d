"""Find the bodies to turn to from what a person can tell: the matter, the lender or its kind, the place, the channel."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, Final, cast

from fairdue.guidance.router import former_body, route
from fairdue.kernel.errors import UnknownName
from fairdue.law.citations import cite_each
from fairdue.records.assessment import CHANNELS
from fairdue.records.doors import ISSUES, DoorAsk, DoorQuestion, FormerBody, Issue, Licence, Routing
from fairdue.records.handbook import Handbook
from fairdue.records.law import Citation
from fairdue.records.pack import Pack
from fairdue.records.registry import Lender
from fairdue.registry.lookup import look_up

Json = dict[str, Any]
_PEOPLE_FIRST: Final = ("danger", "self-harm")
# Only such a finding names a lender; a likeness or a part of a name does not settle who watches over it.
_SURE: Final = ("exact", "alias", "product", "number", "domain")


@dataclass(frozen=True, slots=True)
class DoorsAsked:
    """What was typed or chosen, before it is checked; empty where nothing was."""

    issue: str = ""
    lender_kind: str = ""
    lender: str = ""
    province: str = ""
    lender_province: str = ""
    channel: str = ""
    body: str = ""
    tried_lender: bool = False
    can_call: bool = True


@dataclass(frozen=True, slots=True)
class DoorsAnswer:
    """The doors in order, the lender and licence they were chosen for, and the body asked for that is gone."""

    ask: DoorAsk | None
    routing: Routing
    lender: Lender | None = None
    licence: Licence | None = None
    gone: FormerBody | None = None

    @property
    def is_about_money(self) -> bool:
        """Tell whether a word on the debt has its place: not where somebody is in danger."""
        return self.ask is not None and self.ask.issue not in _PEOPLE_FIRST


def find_doors(asked: DoorsAsked, pack: Pack, handbook: Handbook, on: date) -> DoorsAnswer:
    """Return the doors for what was asked; raises UnknownName for a matter, kind, channel or province nobody knows.

    A lender the registry knows by name gives its own kind; where another kind was chosen, that is said and the
    registry's is used. With `body` alone, only says whether that body is gone.
    """
    gone = former_body(handbook.former_bodies, asked.body) if asked.body else None
    if not asked.issue and asked.body:
        return DoorsAnswer(None, Routing((), ()), gone=gone)
    lender = _lender(asked.lender, pack)
    chosen = _known("lender-kind", asked.lender_kind, tuple(handbook.licences))
    registered = lender.licence_kind if lender and lender.licence_kind in handbook.licences else None
    ask = DoorAsk(
        issue=cast(Issue, _known("issue", asked.issue or None, ISSUES)),
        lender_kind=registered or chosen,
        province=_province(asked.province, handbook),
        lender_province=_province(asked.lender_province, handbook),
        channel=_known("channel", asked.channel, CHANNELS),
        tried_lender=asked.tried_lender,
        can_call=asked.can_call,
    )
    routing = _routed(ask, pack, handbook, on)
    if registered and chosen and registered != chosen:
        routing = Routing(routing.doors, (_question("mismatch", pack), *routing.missing))
    if asked.lender.strip() and lender is None:
        routing = Routing(routing.doors, (_question("not-listed", pack), *routing.missing))
    return DoorsAnswer(ask, routing, lender, handbook.licences.get(ask.lender_kind or ""), gone)


def doors_json(answer: DoorsAnswer) -> Json:
    """Return the answer as the fairdue.doors/1 document."""
    return {
        "schema": "fairdue.doors/1",
        "asked": asdict(answer.ask) if answer.ask else None,
        "lender": {"id": answer.lender.id, "name": answer.lender.name} if answer.lender else None,
        "licence": asdict(answer.licence) if answer.licence else None,
        "gone": asdict(answer.gone) if answer.gone else None,
        "doors": [_plain(asdict(one)) for one in answer.routing.doors],
        "missing": [asdict(one) for one in answer.routing.missing],
    }


def _routed(ask: DoorAsk, pack: Pack, handbook: Handbook, on: date) -> Routing:
    def cite(ids: Sequence[str]) -> tuple[Citation, ...]:
        return cite_each(ids, pack.provisions, on)

    return route(
        ask,
        on,
        doors=pack.doors,
        cards=handbook.door_cards,
        licences=handbook.licences,
        hotlines={hotline.id: hotline for hotline in pack.registry.hotlines},
        sources={line.id: line.source for line in pack.registry.hotlines}
        | {duty.id: duty.source for duty in pack.registry.duties},
        parameters=pack.parameters,
        cite=cite,
        words=lambda key: pack.phrases[key].words,
    )


def _question(id: str, pack: Pack) -> DoorQuestion:
    """Return what is not settled, in the words of the pack."""
    words = pack.phrases
    return DoorQuestion(id, words[f"door.missing.{id}"].words, words[f"door.missing.{id}.settle"].words)


def _lender(name: str, pack: Pack) -> Lender | None:
    """Return the lender a name means where the registry is sure; None for none."""
    if not name.strip():
        return None
    found = look_up(name, pack.registry).lenders
    return found[0].lender if found and found[0].how in _SURE else None


def _known(what: str, given: str | None, choices: Sequence[str]) -> str | None:
    """Return the choice, None for none or `unknown`; raises UnknownName."""
    if given is None:
        raise UnknownName(what=what, given="", known=list(choices))
    if given in ("", "unknown"):
        return None
    if given not in choices:
        raise UnknownName(what=what, given=given, known=list(choices))
    return given


def _province(given: str, handbook: Handbook) -> str | None:
    """Return the name of the province a place begins with; raises UnknownName."""
    words = "".join(given.split())
    if not words:
        return None
    for province in handbook.provinces:
        names = (province.name, *province.names, province.id)
        if any(words.lower().startswith(name) or (len(words) >= 2 and name.startswith(words)) for name in names):
            return province.name
    raise UnknownName(what="province", given=given, known=[province.name for province in handbook.provinces])


def _plain(table: Json) -> Json:
    def plain(value: Any) -> Any:
        if isinstance(value, date):
            return value.isoformat()
        if isinstance(value, dict):
            return {name: plain(entry) for name, entry in value.items()}
        if isinstance(value, (list, tuple)):
            return [plain(entry) for entry in value]
        return value

    return {name: plain(value) for name, value in table.items()}
