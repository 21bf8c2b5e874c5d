"""What to do now, from situations and facts: steps, clashes, doors, scripts and cards; it words nothing itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from fairdue.guidance.clashes import clashes, said_twice
from fairdue.guidance.deadlines import due_dates, event_rule
from fairdue.guidance.doors import doors
from fairdue.guidance.stated import facts_of_situation, situation, state
from fairdue.guidance.steps import advise
from fairdue.guidance.when import applies, known
from fairdue.law.citations import cite_each
from fairdue.records.assessment import Assessment, Message
from fairdue.records.deadlines import Event
from fairdue.records.facts import Fact
from fairdue.records.guidance import Advice, CardSheet, Clash, Playbook, Script, VerifyAt
from fairdue.records.guide import Guide
from fairdue.records.handbook import Handbook
from fairdue.records.law import Citation
from fairdue.records.pack import Pack
from fairdue.screening.assess import facts_of

_RECEIVED = "paper.received-on"
_SAID_TWICE = "clash.said-twice"
_SITUATION = "situation."
MOST_LEADS = 3


@dataclass(frozen=True, slots=True)
class Books:
    """The parts of a pack that guidance reads."""

    pack: Pack
    guide: Guide
    handbook: Handbook

    def cite(self, ids: Sequence[str], on: date) -> tuple[Citation, ...]:
        """Return the citations in force that day."""
        return cite_each(ids, self.pack.provisions, on)


@dataclass(frozen=True, slots=True)
class Stated:
    """One fact as somebody wrote it, and the place to name where it cannot be used."""

    key: str
    value: object
    where: str = ""


@dataclass(frozen=True, slots=True)
class Handover:
    """Where an answer leads on to: situations, and the facts that go along."""

    leads: tuple[Playbook, ...]
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class NextSteps:
    """What to do now: the day, the facts it rests on, situations chosen, steps in order, clashes, doors, what goes with it."""

    on: date
    facts: tuple[Fact, ...]
    situations: tuple[Playbook, ...]
    advice: tuple[Advice, ...]
    clashes: tuple[Clash, ...]
    doors: tuple[VerifyAt, ...]
    scripts: tuple[Script, ...]
    cards: tuple[CardSheet, ...]
    also: tuple[Playbook, ...]


def next_steps(books: Books, situations: Iterable[str], stated: Iterable[Stated], on: date) -> NextSteps:
    """Return what to do on a day; raises UnknownName for a situation, UnusableFigure for a fact.

    What a situation states gives way to what is stated of the same key. `also` are other situations the facts lead to.
    """
    pack = books.pack
    chosen = tuple(situation(pack.playbooks, id) for id in dict.fromkeys(situations))
    own = [state(one.key, one.value, pack.fact_keys, on, one.where) for one in stated]
    facts = (*(fact for playbook in chosen for fact in facts_of_situation(playbook, on)), *own)
    advice = advise(pack.playbooks, facts, on, lambda ids: books.cite(ids, on))
    picked = _picked(facts)
    told = [playbook.situation for playbook in chosen if playbook.situation]
    scripts = dict.fromkeys(id for one in told for id in one.scripts)
    cards = dict.fromkeys(id for one in told for id in one.cards)
    return NextSteps(
        on=on,
        facts=facts,
        situations=chosen,
        advice=tuple(_with_choice(_with_day(one, books, facts), picked) for one in advice),
        clashes=(
            *clashes(books.guide.contradictions, facts),
            *said_twice(facts, pack.fact_keys, pack.phrases[_SAID_TWICE].words),
        ),
        doors=doors(pack.doors, facts, {hotline.id: hotline for hotline in pack.registry.hotlines}),
        scripts=tuple(books.guide.scripts[id] for id in scripts),
        cards=tuple(books.guide.cards[id] for id in cards),
        also=tuple(one for one in leads(pack.playbooks, facts) if one not in chosen),
    )


def leads(playbooks: Iterable[Playbook], facts: Iterable[Fact]) -> tuple[Playbook, ...]:
    """Return the situations that facts lead to, danger first, in the order of their steps."""
    table = known(facts)
    fitting = [one for one in playbooks if one.situation and one.situation.fits and applies(one.situation.fits, table)]
    return tuple(sorted(fitting, key=lambda one: (min(step.order for step in one.steps), one.id)))


def handover(message: Message, assessment: Assessment, pack: Pack) -> Handover:
    """Return the situations an answer leads on to, and its facts as the reader may carry them there."""
    told = Fact("reader.confirmed", message.confirmed), Fact("reader.channel", message.channel or "unknown")
    facts = (*(fact for fact in facts_of(assessment) if not fact.key.startswith("message.signal.")), *told)
    return Handover(leads(pack.playbooks, facts)[:MOST_LEADS], facts)


def _picked(facts: Iterable[Fact]) -> Mapping[str, str]:
    """Return by key the situation whose choosing stated it; what the reader stated of the same key is not there."""
    last = {fact.key: fact for fact in facts}
    return {key: f"{_SITUATION}{fact.source}" for key, fact in last.items() if fact.status == "machine"}


def _with_choice(advice: Advice, picked: Mapping[str, str]) -> Advice:
    """Name the choice of the situation as the reason, not the facts that came along with it."""
    reasons = (picked.get(reason.partition(" = ")[0], reason) for reason in advice.because)
    return replace(advice, because=tuple(dict.fromkeys(reasons)))


def _with_day(advice: Advice, books: Books, facts: Iterable[Fact]) -> Advice:
    """Name the last day of a step whose time limit counts from the day the paper was received."""
    received = known(facts).get(_RECEIVED)
    if not advice.limit or not isinstance(received, str):
        return advice
    event, _, limit = advice.limit.partition("/")
    found = due_dates(
        event_rule(books.handbook.events, event),
        Event(event, date.fromisoformat(received)),
        books.pack.parameters,
        lambda ids: (),
    )
    day = next((due.on for due in found if due.limit == limit), None)
    return replace(advice, step=replace(advice.step, by=day)) if day else advice
