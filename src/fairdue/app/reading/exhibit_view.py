"""An exhibit laid out for reading: its text with the passages the rules found, each finding numbered beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from fairdue.app.reading.labels import STANDINGS, Label
from fairdue.app.reading.passages import Passage, Piece, cut
from fairdue.kernel.spans import Span
from fairdue.records.case import CaseFinding

LONG_TEXT: Final = 700  # characters beyond which the text gets a box that scrolls
_SHOWN: Final = 50_000


@dataclass(frozen=True, slots=True)
class NumberedFinding:
    """A finding with the number its passage carries."""

    number: int
    finding: CaseFinding
    label: Label


@dataclass(frozen=True, slots=True)
class ExhibitView:
    """The text in pieces, whether it is long or cut off, and the findings by number."""

    pieces: tuple[Piece, ...]
    is_long: bool
    rest: int
    findings: tuple[NumberedFinding, ...]


def exhibit_view(text: str, findings: Sequence[CaseFinding]) -> ExhibitView:
    """Lay out a text with its findings, in the order they stand; rejected ones keep their number but no line."""
    numbered = tuple(
        NumberedFinding(number, finding, STANDINGS[finding.standing]) for number, finding in enumerate(findings, 1)
    )
    passages = [
        Passage(Span(one.finding.start, one.finding.end), one.label.line, one.number)
        for one in numbered
        if one.finding.status != "rejected"
    ]
    return ExhibitView(cut(text[:_SHOWN], passages), len(text) > LONG_TEXT, max(0, len(text) - _SHOWN), numbered)
