"""What the reader filled in: read from the form, kept as typed, turned into a Message or into problems by field.

It judges nothing about the message; whether a text is readable is said by the check itself.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from datetime import date, datetime, time
from typing import Final, Protocol, cast, get_args

from starlette.datastructures import FormData, UploadFile

from fairdue.app.reading.labels import LENDER_KINDS
from fairdue.intake import figures
from fairdue.kernel.errors import (
    EmptyText,
    FairDueError,
    NotText,
    TextTooLong,
    UnknownEncoding,
    UnusableDate,
    UnusableFigure,
)
from fairdue.records.assessment import Channel, Confirmed, Message
from fairdue.web.words import Say, noted

SENDER_LIMIT: Final = 100  # characters of a sender that are kept
NOON: Final = time(12)  # a day without an hour: noon, which no rule on quiet hours can mistake for night


class Decoded(Protocol):
    """A file turned into text by the app, and the encoding it turned out to be in."""

    @property
    def text(self) -> str:
        """The text of the file."""
        ...

    @property
    def encoding(self) -> str:
        """The name of the encoding."""
        ...


Decode = Callable[[bytes, str], Decoded]
Sentence = Callable[[FairDueError, str], str]


@dataclass(frozen=True, slots=True)
class Asked:
    """The form as typed; `file` and `encoding` tell where `text` came from when it was a file."""

    text: str = ""
    channel: str = ""
    sender: str = ""
    on: str = ""
    at: str = ""
    confirmed: str = "unknown"
    lender_kind: str = ""
    file: str = ""
    encoding: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to mend: the field it belongs to, and the sentence beside it."""

    field: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Read:
    """The result of reading a form: what was asked, the message where there is one, the problems, the HTTP status.

    `unread` where the form was too large to be read at all, so that what was typed is in the browser only.
    """

    asked: Asked
    message: Message | None = None
    problems: tuple[Problem, ...] = field(default=())
    status: int = 200
    unread: bool = False


TEXT_FIELDS: Final = tuple(one.name for one in fields(Asked))
_BOTH = noted("贴了文字，又选了文件。请只留一样，再看一次。")
NO_DAY = noted("填了钟点，还缺日期。请补上日期，或清空钟点。")
NO_DATE = noted("这个日期读不懂。请写成 2026-11-21 这样。")
NO_TIME = noted("这个钟点读不懂。请写成 09:30 这样。")
_EMPTY = noted("这里还空着。请粘贴信息原文，或选一个文件。")
_WORDLESS = noted("这里没有能读的字，可能是复制时坏了。请重新复制粘贴，或选一个文件。")
_TOO_LONG = noted("太长了。请只留相关的部分，再看一次。")


def too_long(field_name: str, say: Say) -> Read:
    """Return an empty form with a note that the text or the file is too long to be read."""
    return Read(Asked(), problems=(Problem(field_name, say(_TOO_LONG)),), status=TextTooLong.status, unread=True)


async def read_form(form: FormData, decode: Decode, sentence: Sentence, say: Say, language: str) -> Read:
    """Read the form into a Message; everything typed comes back with every problem, so that nothing is lost."""
    asked = Asked(**{name: _typed(form, name) for name in TEXT_FIELDS})
    upload = form.get("upload")
    if isinstance(upload, UploadFile) and upload.filename:
        if asked.text.strip():
            return Read(asked, problems=(Problem("upload", say(_BOTH)),), status=422)
        try:
            decoded = decode(await upload.read(), upload.filename)
        except FairDueError as error:
            problem = Problem("upload", sentence(error, language))
            return Read(asked, problems=(problem,), status=error.status)
        asked = Asked(
            **{**_as_dict(asked), "text": decoded.text, "file": upload.filename, "encoding": decoded.encoding}
        )
    return _to_message(asked, say)


def problem_of(error: FairDueError, asked: Asked, sentence: Sentence, say: Say, language: str) -> Problem:
    """Put an error of the check beside the field it is about."""
    if isinstance(error, EmptyText):
        return Problem("text", say(_WORDLESS if asked.text.strip() else _EMPTY))
    if isinstance(error, UnusableDate):
        return Problem("on", sentence(error, language))
    beside_file = bool(asked.file) and isinstance(error, NotText | UnknownEncoding | TextTooLong)
    return Problem("upload" if beside_file else "text", sentence(error, language))


def _to_message(asked: Asked, say: Say) -> Read:
    """Turn the fields into a Message, or name every field that cannot be used."""
    problems: list[Problem] = []
    received_at = _when(asked, say, problems)
    if not asked.text.strip():
        problems.insert(0, Problem("text", say(_EMPTY)))
    if problems:
        return Read(asked, problems=tuple(problems), status=422)
    message = Message(
        text=asked.text,
        channel=cast(Channel, asked.channel) if asked.channel in get_args(Channel) else None,
        sender=asked.sender.strip() or None,
        received_at=received_at,
        lender_kind=asked.lender_kind if asked.lender_kind in LENDER_KINDS else None,
        confirmed=cast(Confirmed, asked.confirmed) if asked.confirmed in get_args(Confirmed) else "unknown",
    )
    return Read(asked, message=message)


def _when(asked: Asked, say: Say, problems: list[Problem]) -> datetime | None:
    """Put day and hour together; a day alone means noon of that day."""
    day, hour = asked.on.strip(), asked.at.strip()
    if not day:
        if hour:
            problems.append(Problem("on", say(NO_DAY)))
        return None
    try:
        on = figures.read_day(day, "on")
    except UnusableFigure:
        problems.append(Problem("on", say(NO_DATE)))
        return None
    return at_hour(on, hour, say, problems)


def at_hour(on: date, hour: str, say: Say, problems: list[Problem]) -> datetime | None:
    """Put a day and what was typed as its hour together, noon where nothing was; note an hour that cannot be read."""
    try:
        return datetime.combine(on, time.fromisoformat(hour).replace(tzinfo=None) if hour else NOON)
    except ValueError:
        problems.append(Problem("at", say(NO_TIME)))
        return None


def _typed(form: FormData, name: str) -> str:
    """Return one field as typed, with the line ends a browser adds taken back."""
    value = form.get(name, "")
    if not isinstance(value, str):
        return ""
    value = value.replace("\r\n", "\n")
    return value if name == "text" else value.replace("\n", " ")[:SENDER_LIMIT]


def _as_dict(asked: Asked) -> Mapping[str, str]:
    """Return the fields of the form by name."""
    return {name: getattr(asked, name) for name in TEXT_FIELDS}
