"""What the pack knows of court papers, and how one message holds against it; nothing here calls a paper authentic."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final, Literal, get_args

Fit = Literal["fits", "does-not-fit", "confirm"]
Anchors = Sequence[tuple[int, int, Sequence[str]]]
FITS: Final[tuple[Fit, ...]] = get_args(Fit)


@dataclass(frozen=True, slots=True)
class PaperMark:
    """One mark to look at: its name, and the words for each way it can turn out; a way without words is not told.

    `fits_when` and `unfit_when` are patterns over the folded text; a mark that rests on facts of the message
    (case number, link, sender, day of hearing) has none.
    """

    id: str
    title: str
    fits: str
    unfit: str
    confirm: str
    fits_when: str = ""
    unfit_when: str = ""


@dataclass(frozen=True, slots=True)
class PaperLimit:
    """A time limit that begins with receipt: the words that name it, the parameter with its days, how to say it."""

    id: str
    names: str
    parameter: str
    words: str
    words_by: str


@dataclass(frozen=True, slots=True)
class PaperGuide:
    """How court papers look, as the pack states it.

    `anchors`: of some patterns, literals with a least and a most: each match has one of them so many characters behind
    its beginning.
    """

    provinces: str = ""
    case_types: str = ""
    court_name: str = ""
    negation: str = ""
    warning: str = ""
    hosts: tuple[str, ...] = ()
    result: str = ""
    marks: tuple[PaperMark, ...] = ()
    limits: tuple[PaperLimit, ...] = ()
    anchors: Mapping[str, Anchors] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class MarkSeen:
    """How one mark turned out, why, and the words it rests on where there are any."""

    mark: str
    title: str
    fit: Fit
    because: str
    quote: str | None = None
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class LimitSeen:
    """A time limit the words name; `by` counts from the day of receipt, None where that day is not known."""

    limit: str
    days: int
    by: date | None
    words: str
    citation: str


@dataclass(frozen=True, slots=True)
class CourtPaper:
    """How a message that names a court paper holds against the marks, and one sentence that sends to the court."""

    marks: tuple[MarkSeen, ...]
    limits: tuple[LimitSeen, ...]
    result: str

    def count(self, fit: Fit) -> int:
        """Count the marks that turned out so."""
        return sum(mark.fit == fit for mark in self.marks)
