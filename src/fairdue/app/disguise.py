"""Measure whether answers hold when a message is disguised: verdict and topics, for each way of disguising."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from random import Random

from fairdue.app.disguising.transformations import TRANSFORMATIONS
from fairdue.app.disguising.wardrobe import Wardrobe, with_speakers, without_speakers
from fairdue.kernel.errors import FairDueError
from fairdue.records.assessment import Message
from fairdue.screening.assess import Screener

TARGET = 0.97


@dataclass(frozen=True, slots=True)
class Lost:
    """One disguised message answered otherwise than the plain one; `was` and `now` are verdict and topics."""

    place: str
    disguise: str
    was: str
    now: str
    text: str


@dataclass(frozen=True, slots=True)
class Held:
    """One way of disguising: how many messages it changes, and on how many of them the answer holds."""

    disguise: str
    changed: int
    held: int

    @property
    def share(self) -> float | None:
        """Share of the changed messages whose answer holds; None where it changes none."""
        return self.held / self.changed if self.changed else None


@dataclass(frozen=True, slots=True)
class Disguised:
    """What held under every disguise, and each answer that did not."""

    messages: int
    errors: int
    by_disguise: tuple[Held, ...]
    lost: tuple[Lost, ...]

    @property
    def share(self) -> float | None:
        """Share over all disguises together."""
        return Held("", sum(one.changed for one in self.by_disguise), sum(one.held for one in self.by_disguise)).share


def disguise(text: str, name: str, wardrobe: Wardrobe, seed: int = 0) -> str:
    """Return a text in one disguise, the same for the same seed; raises KeyError for a name unknown."""
    labels, body = without_speakers(text)
    changed = TRANSFORMATIONS[name](body, wardrobe, Random(f"{seed}:{name}:{text}"))
    return with_speakers(labels, changed) if labels else changed


def measure(
    messages: Iterable[tuple[str, Message]], screener: Screener, wardrobe: Wardrobe, today: date, seed: int = 0
) -> Disguised:
    """Disguise every message in every way and compare the answers; those a disguise leaves as they are don't count.

    Messages come with their place; one that cannot be screened is counted as an error.
    """
    rows = list(messages)
    changed, held = dict.fromkeys(TRANSFORMATIONS, 0), dict.fromkeys(TRANSFORMATIONS, 0)
    lost: list[Lost] = []
    errors = 0
    for place, message in rows:
        was = _answer(message, screener, today)
        if was is None:
            errors += 1
            continue
        for name in TRANSFORMATIONS:
            text = disguise(message.text, name, wardrobe, seed)
            if text == message.text:
                continue
            now = _answer(replace(message, text=text), screener, today)
            changed[name] += 1
            held[name] += now == was
            if now != was:
                lost.append(Lost(place, name, was, now or "error", text))
    by_disguise = tuple(Held(name, changed[name], held[name]) for name in TRANSFORMATIONS)
    return Disguised(len(rows), errors, by_disguise, tuple(lost))


def _answer(message: Message, screener: Screener, today: date) -> str | None:
    """Return verdict and topics in words; None where the message cannot be screened."""
    try:
        got = screener.assess(message, today)
    except FairDueError:
        return None
    return " ".join((got.genuineness.verdict, *sorted({finding.topic for finding in got.findings})))
