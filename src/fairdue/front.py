"""The door for programs: a message or a file of them judged with an installed pack; what `from fairdue import …` finds."""

from __future__ import annotations

import os
from collections.abc import Collection
from datetime import date
from pathlib import Path
from typing import Any

from fairdue.app import check_message
from fairdue.app import screen_file as files
from fairdue.app.contracts.answer import answer_json, assessment_json
from fairdue.app.contracts.catalogue import Lang
from fairdue.app.contracts.words import sentence
from fairdue.app.screen_file import Screened
from fairdue.app.wiring import the_pack, the_screener
from fairdue.app.wiring import today as this_day
from fairdue.kernel.errors import UnknownName
from fairdue.law.citations import LENDER_KINDS
from fairdue.records.assessment import CHANNELS, CONFIRMED, Answer, Assessment, Message
from fairdue.records.pack import Pack

__all__ = ["as_json", "check", "load_pack", "screen", "screen_file", "sentence"]


def check(message: Message | str, *, pack: str = "cn", today: date | None = None) -> Answer:
    """Answer one message as `fairdue check` does: what it is, what in it is not allowed, what to do now.

    `today` is the civil day in China unless given. Raises EmptyText, TextTooLong, UnusableDate, UnknownName.
    """
    return check_message.check(_message(message), the_pack(pack), the_screener(pack), today or this_day())


def screen(message: Message | str, *, pack: str = "cn", today: date | None = None) -> Assessment:
    """Judge the words alone, as `fairdue screen` does, without steps and doors. Raises like `check`."""
    return the_screener(pack).assess(_message(message), today or this_day())


def screen_file(
    source: str | os.PathLike[str], target: str | os.PathLike[str], *, pack: str = "cn", today: date | None = None,
    lang: Lang = "zh", for_spreadsheet: bool = False,
) -> Screened:  # fmt: skip
    """Screen a JSONL or CSV file into another, as `fairdue screen IN OUT` does. Raises InputError of many kinds."""
    screener, day = the_screener(pack), today or this_day()
    return files.screen_file(Path(source), Path(target), screener, day, lang, for_spreadsheet=for_spreadsheet)


def load_pack(name: str = "cn") -> Pack:
    """Return an installed pack, loaded once a process; raises PackNotFound, PackBroken."""
    return the_pack(name)


def as_json(told: Answer | Assessment) -> dict[str, Any]:
    """Return an answer as fairdue.answer/1, or an assessment as the object of that name in it."""
    return answer_json(told) if isinstance(told, Answer) else assessment_json(told)


def _message(given: Message | str) -> Message:
    """Return the message, or the text as one; raises UnknownName for a word that is none of ours, TypeError for no text."""
    message = Message(given) if isinstance(given, str) else given
    if not isinstance(message, Message) or not isinstance(message.text, str):
        raise TypeError(f"a message is a str or a Message of one, not {type(given).__name__}")
    choices: tuple[tuple[str, str | None, Collection[str]], ...] = (
        ("channel", message.channel, CHANNELS),
        ("lender-kind", message.lender_kind, LENDER_KINDS),
        ("confirmed", message.confirmed, CONFIRMED),
    )
    for what, chosen, known in choices:
        if chosen is not None and chosen not in known:
            raise UnknownName(what=what, given=chosen, known=sorted(known))
    return message
