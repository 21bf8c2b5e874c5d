"""An exhibit laid out for reading: its text with the passages the rules found, each finding numbered beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from fairdue.app.reading.labels import STANDINGS, Label
from fairdue.app.reading.passages import Passage, Piece, cut
from fairdue.kernel.spans import Span
from fairdue.records.case import CaseFinding, Former
from fairdue.records.exhibit import Description

LONG_TEXT: Final = 700  # characters beyond which the text gets a box that scrolls
_SHOWN: Final = 50_000


@dataclass(frozen=True, slots=True)
class NumberedFinding:
    """A finding with the number its passage carries, and how it was worded before."""

    number: int
    finding: CaseFinding
    label: Label
    before: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ExhibitView:
    """The text in pieces, whether it is long or cut off, and the findings by number."""

    pieces: tuple[Piece, ...]
    is_long: bool
    rest: int
    findings: tuple[NumberedFinding, ...]


def worded_before(finding: CaseFinding, former: Sequence[Former]) -> tuple[str, ...]:
    """Return how a finding was worded before, the rule's own words first; nothing where it still is as the rule says."""
    said = [one.said for one in former if one.ref == finding.id]
    return tuple(one.words or one.because for one in said if isinstance(one, CaseFinding))


def said_before(former: Sequence[Former]) -> tuple[tuple[str, ...], ...]:
    """Return what the evidence list said of an exhibit before, the words of each time, oldest first."""
    told = (one.said for one in former if isinstance(one.said, Description))
    return tuple(
        tuple(
            words
            for words in (one.name, one.source, one.content, one.proves, one.original_at, one.sender)
            + (one.sender_known_by, f"{one.happened_at:%Y-%m-%d %H:%M}" if one.happened_at else "")
            if words
        )
        for one in told
    )


def exhibit_view(text: str, findings: Sequence[CaseFinding], former: Sequence[Former] = ()) -> ExhibitView:
    """Lay out a text with its findings, in the order they stand; rejected ones keep their number but no line."""
    numbered = tuple(
        NumberedFinding(number, finding, STANDINGS[finding.standing], worded_before(finding, former))
        for number, finding in enumerate(findings, 1)
    )
    passages = [
        Passage(Span(one.finding.start, one.finding.end), one.label.line, one.number)
        for one in numbered
        if one.finding.status != "rejected"
    ]
    return ExhibitView(cut(text[:_SHOWN], passages), len(text) > LONG_TEXT, max(0, len(text) - _SHOWN), numbered)
