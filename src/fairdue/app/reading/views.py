"""An Answer laid out for reading: steps, cards, marked message, facts, sources; it chooses order, not content."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from fairdue.app.contracts.catalogue import Say
from fairdue.app.contracts.catalogue import noted as _
from fairdue.app.reading.labels import SCAM_SIGN, STANDINGS, Label
from fairdue.app.reading.papers import PaperView, paper_view
from fairdue.app.reading.passages import Passage, Piece, cut, shown
from fairdue.app.reading.sayings import Card, cards, heading, lead
from fairdue.app.reading.tables import Row, fact_rows
from fairdue.kernel.spans import Span
from fairdue.records.assessment import Answer, Assessment, Reason
from fairdue.records.guidance import Step, VerifyAt
from fairdue.records.law import Citation, Provision

FIRST_STEPS: Final = 3
QUOTE: Final = 26  # characters of a quote beside its explanation; the whole of it is marked in the message
LONG_TEXT: Final = 700  # characters beyond which the message gets a box that scrolls

_EXPLAINS: Final = _("第 %(numbers)s 处")


@dataclass(frozen=True, slots=True)
class Explained:
    """One numbered explanation under the message, for one passage or several alike."""

    number: int
    quotes: tuple[str, ...]
    label: Label
    because: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """One place in a law the answer rests on, and the passages it explains: several provisions of one place stand together.

    `ids` are those provisions, `provisions` what the pack says of each where known, `explains` the numbers of the
    passages, `used_by` says them.
    """

    ids: tuple[str, ...]
    instrument: str
    article: str | None
    label: Label
    in_force_on: date
    note: str
    explains: tuple[int, ...]
    used_by: str
    provisions: tuple[Provision, ...]


@dataclass(frozen=True, slots=True)
class AnswerPage:
    """Everything the page of an answer shows, in its order."""

    heading: str
    lead: str
    danger: bool
    first_steps: tuple[Step, ...]
    more_steps: tuple[Step, ...]
    cards: tuple[Card, ...]
    verify_at: tuple[VerifyAt, ...]
    pieces: tuple[Piece, ...]
    is_long: bool
    explained: tuple[Explained, ...]
    facts: tuple[Row, ...]
    answer: Answer
    sources: tuple[Source, ...]
    step_sources: tuple[Source, ...]
    court_paper: PaperView | None = None


def lay_out(answer: Answer, say: Say, provisions: Mapping[str, Provision]) -> AnswerPage:
    """Lay out an answer; `provisions` may be empty, the sources then carry no gist."""
    told = answer.assessment
    text = answer.message.text
    explained, passages = _explain(told)
    cited = _sources(answer, explained, provisions, say)
    return AnswerPage(
        heading=heading(answer, say),
        lead=lead(answer, say),
        danger=bool(told.dangers),
        first_steps=answer.next[:FIRST_STEPS],
        more_steps=answer.next[FIRST_STEPS:],
        cards=cards(told, say),
        verify_at=answer.verify_at,
        pieces=cut(text, passages),
        is_long=len(text) > LONG_TEXT,
        explained=explained,
        facts=fact_rows(told.facts, say),
        answer=answer,
        sources=tuple(one for one in cited if one.used_by),
        step_sources=tuple(one for one in cited if not one.used_by),
        court_paper=paper_view(told.court_paper, say),
    )


def shortened(quote: str) -> str:
    """Leave out the middle of a long quote.

    >>> shortened("一二三四五六七八九十" * 3)
    '一二三四五六七八九十一二三四五…三四五六七八九十'
    """
    return quote if len(quote) <= QUOTE else f"{quote[: QUOTE - 11]}…{quote[-8:]}"


@dataclass(frozen=True, slots=True)
class _Seen:
    span: Span
    quote: str
    label: Label
    because: str
    sources: tuple[str, ...]


def _seen(told: Assessment) -> list[_Seen]:
    """Collect every finding, and the scam sign on each run of words that shows one, in reading order."""
    seen = [
        _Seen(
            Span(one.start, one.end),
            shown(one.quote),
            STANDINGS[one.standing],
            one.because,
            tuple(citation.provision for citation in one.citations),
        )
        for one in told.findings
    ]
    seen.extend(
        _Seen(span, shown(reason.quote or ""), SCAM_SIGN, reason.because, ()) for span, reason in _signs(told).items()
    )
    return sorted(seen, key=lambda one: (one.span.start, one.span.end))


def _signs(told: Assessment) -> dict[Span, Reason]:
    """Return the gravest scam sign on each run of words; those that say it again stand on the card with the verdict."""
    signs: dict[Span, Reason] = {}
    for weight in ("hard", "strong", "weak"):
        for reason in told.genuineness.reasons:
            if reason.weight == weight and reason.start is not None and reason.end is not None:
                signs.setdefault(Span(reason.start, reason.end), reason)
    return signs


def _explain(told: Assessment) -> tuple[tuple[Explained, ...], tuple[Passage, ...]]:
    """Number the explanations in reading order; passages with the same explanation share its number."""
    groups: dict[tuple[Label, str, tuple[str, ...]], list[_Seen]] = {}
    for one in _seen(told):
        groups.setdefault((one.label, one.because, one.sources), []).append(one)
    explained: list[Explained] = []
    passages: list[Passage] = []
    for number, ((label, because, sources), members) in enumerate(groups.items(), start=1):
        quotes = tuple(dict.fromkeys(shortened(member.quote) for member in members if member.quote))
        explained.append(Explained(number, quotes, label, because, sources))
        passages.extend(Passage(member.span, label.line, number) for member in members)
    return tuple(explained), tuple(passages)


def _sources(
    answer: Answer, explained: Iterable[Explained], provisions: Mapping[str, Provision], say: Say
) -> tuple[Source, ...]:
    """Gather each cited place once, strongest standing first, with the numbers of what it explains."""
    cited: dict[str, Citation] = {}
    in_findings = (citation for one in answer.assessment.findings for citation in one.citations)
    in_steps = (citation for one in answer.next for citation in one.citations)
    for citation in (*in_findings, *in_steps):
        cited.setdefault(citation.provision, citation)
    numbers: dict[str, list[int]] = {}
    for one in explained:
        for provision in one.sources:
            numbers.setdefault(provision, []).append(one.number)
    order = list(STANDINGS)
    ranked = sorted(cited.values(), key=lambda one: (one.provision not in numbers, order.index(one.standing)))
    places: dict[tuple[object, ...], list[Citation]] = {}
    for cite in ranked:
        place = (cite.instrument, cite.article, cite.note, cite.standing, cite.in_force_on)
        places.setdefault(place, []).append(cite)
    return tuple(_source(together, numbers, provisions, say) for together in places.values())


def _source(
    together: Sequence[Citation], numbers: Mapping[str, Sequence[int]], provisions: Mapping[str, Provision], say: Say
) -> Source:
    """Make one source of the citations of one place."""
    one, ids = together[0], tuple(cited.provision for cited in together)
    explains = tuple(sorted({number for id_ in ids for number in numbers.get(id_, ())}))
    return Source(
        ids=ids,
        instrument=one.instrument,
        article=one.article,
        label=STANDINGS[one.standing],
        in_force_on=one.in_force_on,
        note=one.note,
        explains=explains,
        used_by=_used_by(explains, say),
        provisions=tuple(provisions[id_] for id_ in ids if id_ in provisions),
    )


def _used_by(numbers: Iterable[int], say: Say) -> str:
    """Name the passages a source explains; nothing for one that stands behind a step only."""
    told = say(_("、")).join(str(number) for number in numbers)
    return say(_EXPLAINS) % {"numbers": told} if told else ""
