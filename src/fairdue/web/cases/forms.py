"""The forms of the case pages: read within limits and in memory only, kept as typed, turned into records or problems."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any, Final

from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import Request

from fairdue.intake import figures
from fairdue.kernel.errors import TextTooLong, UnusableFigure
from fairdue.records.assessment import CHANNELS, Channel
from fairdue.records.case import Contact
from fairdue.records.exhibit import EXHIBIT_KINDS, Description, ExhibitKind
from fairdue.web.forms import NO_DATE, NO_DAY, NO_TIME, Problem, at_hour
from fairdue.web.security import BODY_LIMIT, UPLOAD_LIMIT
from fairdue.web.words import Say, noted

FIELDS_AT_MOST: Final = 200

_NO_CHANNEL = noted("还没有选怎么来的。请选一个。")


@dataclass(frozen=True, slots=True)
class Typed:
    """A form as typed: its single fields, its repeated ones, and the file where one was chosen."""

    fields: Mapping[str, str] = field(default_factory=dict)
    many: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    upload: tuple[str, bytes] | None = None

    def __getitem__(self, name: str) -> str:
        """Return a field as typed, an empty string where there was none."""
        return self.fields.get(name, "")

    def all(self, name: str) -> tuple[str, ...]:
        """Return every value of a repeated field."""
        return self.many.get(name, ())


class InMemory(MultiPartParser):
    """Keeps a file in memory: a spooled one would lie readable in the folder for temporary files."""

    spool_max_size = UPLOAD_LIMIT + 1


async def read_typed(request: Request) -> Typed:
    """Read a form, an unreadable one as empty; raises TextTooLong for a body or a text above the limit.

    Nothing is cut: what is too long to be kept whole is refused.
    """
    if request.headers.get("content-type", "").startswith("multipart/form-data"):
        parser = InMemory(
            request.headers, request.stream(), max_files=2, max_fields=FIELDS_AT_MOST, max_part_size=BODY_LIMIT
        )
        try:
            form = await parser.parse()
        except MultiPartException as error:
            if "size" in error.message:
                sent = request.headers.get("content-length", "")
                length = int(sent) if sent.isdigit() else BODY_LIMIT
                raise TextTooLong(length=length, limit=BODY_LIMIT, unit="bytes") from error
            return Typed()
    else:
        try:
            form = await request.form(max_fields=FIELDS_AT_MOST)
        except HTTPException:
            return Typed()
    return await _typed(form)


async def _typed(form: FormData) -> Typed:
    many: dict[str, list[str]] = {}
    upload = None
    for name, value in form.multi_items():
        if isinstance(value, UploadFile):
            if value.filename:
                upload = (value.filename, await value.read())
        else:
            many.setdefault(name, []).append(value.replace("\r\n", "\n"))
    return Typed(
        {name: values[0] for name, values in many.items()},
        {name: tuple(values) for name, values in many.items()},
        upload,
    )


def read_description(typed: Typed, say: Say, problems: list[Problem]) -> Description:
    """Return what the form says of an item; a day or hour that cannot be read is noted among the problems."""
    given = typed["kind"]
    kind: ExhibitKind = given if given in EXHIBIT_KINDS else "electronic-data"
    return Description(
        name=typed["name"].strip(),
        kind=kind,
        source=typed["source"].strip(),
        content=typed["content"].strip(),
        proves=typed["proves"].strip(),
        original_at=typed["original_at"].strip(),
        happened_at=read_moment(typed, say, problems),
        sender=typed["sender"].strip(),
        sender_known_by=typed["sender_known_by"].strip(),
        was_party={"yes": True, "no": False}.get(typed["was_party"]),
    )


def read_moment(typed: Typed, say: Say, problems: list[Problem]) -> datetime | None:
    """Put day and hour together; a day alone means noon of that day."""
    on = read_day(typed, say, problems)
    hour = typed["at"].strip()
    if on is None:
        if hour and not problems:
            problems.append(Problem("on", say(NO_DAY)))
        return None
    return at_hour(on, hour, say, problems)


def read_contact(typed: Typed, say: Say, problems: list[Problem], today: date) -> Contact | None:
    """Return the call, message or visit of the form, today's where no day is given, or note what is to be mended."""
    channel = read_channel(typed)
    if channel is None:
        problems.append(Problem("channel", say(_NO_CHANNEL)))
    on = read_day(typed, say, problems, "happened_on") or today
    at = None
    try:
        at = time.fromisoformat(typed["at"].strip()).replace(tzinfo=None) if typed["at"].strip() else None
    except ValueError:
        problems.append(Problem("at", say(NO_TIME)))
    if channel is None or problems:
        return None
    answered = {"yes": True, "no": False}.get(typed["connected"]) if channel == "call" else None
    sender, words = typed["sender"].strip(), typed["said"].strip()
    return Contact(on=on, at=at, channel=channel, sender=sender, connected=answered, words=words)


def read_day(typed: Typed, say: Say, problems: list[Problem], name: str = "on") -> date | None:
    """Return a day of the form, None for none or one that cannot be read."""
    day = typed[name].strip()
    try:
        return figures.read_day(day, name) if day else None
    except UnusableFigure:
        problems.append(Problem(name, say(NO_DATE)))
        return None


def read_channel(typed: Typed) -> Channel | None:
    """Return how something came, None where the form does not say."""
    channel = typed["channel"]
    return channel if channel in CHANNELS else None


def as_typed(description: Description) -> dict[str, Any]:
    """Return a description as the fields of the form."""
    at = description.happened_at
    return {
        "name": description.name,
        "kind": description.kind,
        "source": description.source,
        "content": description.content,
        "proves": description.proves,
        "original_at": description.original_at,
        "on": at.date().isoformat() if at else "",
        "at": at.strftime("%H:%M") if at else "",
        "sender": description.sender,
        "sender_known_by": description.sender_known_by,
        "was_party": {True: "yes", False: "no"}.get(description.was_party, "")
        if description.was_party is not None
        else "",
    }
