"""The court-paper check laid out for reading: what fits, what does not, what to ask the court; it judges nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from fairdue.app.contracts.catalogue import Say
from fairdue.app.contracts.catalogue import noted as _
from fairdue.app.reading.labels import Label
from fairdue.app.reading.passages import shown
from fairdue.records.court_paper import CourtPaper, Fit

QUOTED: Final = 24  # characters of a quote beside its mark; a longer one is cut
# No mark is green: every one of them can be copied from a case that exists.
FIT_LABELS: Final[Mapping[Fit, Label]] = {
    "does-not-fit": Label(_("对不上"), "≠", "care"),
    "confirm": Label(_("要问法院"), "?", "know"),
    "fits": Label(_("对得上"), "=", "know"),
}
_TITLE: Final = _("像法院文书，逐处对一对")


@dataclass(frozen=True, slots=True)
class PaperRow:
    """One mark: its name, how it turned out, the words it rests on, and why."""

    title: str
    label: Label
    quote: str
    because: str


@dataclass(frozen=True, slots=True)
class PaperView:
    """The whole check: the sentence that sends to the court, the limits, and the marks, misfits first."""

    title: str
    result: str
    limits: tuple[str, ...]
    rows: tuple[PaperRow, ...]


def paper_view(paper: CourtPaper | None, say: Say) -> PaperView | None:
    """Lay out a check; None where the message names no court paper."""
    if paper is None:
        return None
    order = list(FIT_LABELS)
    rows = (
        PaperRow(mark.title, FIT_LABELS[mark.fit], _cut(shown(mark.quote or "")), mark.because)
        for mark in sorted(paper.marks, key=lambda mark: order.index(mark.fit))
    )
    return PaperView(say(_TITLE), paper.result, tuple(limit.words for limit in paper.limits), tuple(rows))


def _cut(quote: str) -> str:
    """Leave out marks at the ends of a quote, and what is too long of it."""
    quote = quote.strip("，,：:、 ")
    return quote if len(quote) <= QUOTED else f"{quote[: QUOTED - 1]}…"
