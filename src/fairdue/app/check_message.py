"""Check one message: screening, guidance and doors joined into an Answer; judges nothing itself."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from fairdue.guidance.doors import doors
from fairdue.guidance.steps import steps
from fairdue.law.citations import cite_each
from fairdue.records.assessment import Answer, Assessment, Message, PackInfo
from fairdue.records.facts import Fact
from fairdue.records.guidance import VerifyAt
from fairdue.records.law import Citation
from fairdue.records.pack import Pack
from fairdue.screening.assess import Screener, facts_of


def check(message: Message, pack: Pack, screener: Screener, today: date) -> Answer:
    """Answer one message; raises EmptyText, TextTooLong, UnusableDate.

    The law of the day of receipt judges conduct; steps count from today.
    """
    assessment = screener.assess(message, today)
    on = message.received_at.date() if message.received_at else today
    facts = (*facts_of(assessment), *_told(message))

    def cite(ids: Sequence[str]) -> tuple[Citation, ...]:
        return cite_each(ids, pack.provisions, today)

    hotlines = {hotline.id: hotline for hotline in pack.registry.hotlines}
    return Answer(
        pack=PackInfo(pack.name, pack.version, on),
        message=message,
        assessment=assessment,
        verify_at=(*_lender_door(assessment, pack), *doors(pack.doors, facts, hotlines)),
        next=steps(pack.playbooks, facts, today, cite),
    )


def _told(message: Message) -> tuple[Fact, ...]:
    return (
        Fact("reader.confirmed", message.confirmed, status="stated"),
        Fact("reader.channel", message.channel or "unknown", status="stated"),
    )


def _lender_door(assessment: Assessment, pack: Pack) -> tuple[VerifyAt, ...]:
    """Give the lender's own door first, with a contact only where the registry may show it."""
    named = assessment.facts.lender
    lender = next((one for one in pack.registry.lenders if named and one.id == named.id), None)
    if lender is None:
        return ()
    shown = next((contact for contact in (*lender.hotlines, *lender.domains) if contact.shown), None)
    how = pack.phrases["door.lender"].words
    return (
        VerifyAt(lender.name, how, shown.value if shown else None, shown.confidence if shown else lender.confidence),
    )
