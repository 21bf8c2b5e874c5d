"""Entries as rows and back: every kind of `Entry` by its name, day and hour as ISO text, the rest as one JSON object."""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import fields
from datetime import date, datetime, time
from functools import lru_cache
from typing import Any, Final, get_type_hints

from fairdue.kernel.errors import UnknownName
from fairdue.kernel.plain import Json, plain, read
from fairdue.records.case import (
    AccountCheck,
    Agreement,
    CaseFinding,
    Contact,
    Deadline,
    DebtRef,
    Document,
    Entry,
    FormerKind,
    Note,
    Offer,
    Party,
    Payment,
    Refusal,
)
from fairdue.records.exhibit import Description

KINDS: Final[Mapping[str, type[Entry]]] = {
    "contact": Contact,
    "agreement": Agreement,
    "refusal": Refusal,
    "account-check": AccountCheck,
    "offer": Offer,
    "payment": Payment,
    "document": Document,
    "deadline": Deadline,
    "note": Note,
}
# What may be said anew of a case, by kind.
SAID: Final[Mapping[FormerKind, type[Any]]] = {
    "party": Party,
    "debt": DebtRef,
    "exhibit": Description,
    "finding": CaseFinding,
}
NAMES: Final = {cls: name for name, cls in KINDS.items()}
_COLUMNS: Final = ("id", "on", "at", "words", "recorded_at", "corrects", "corrected_by")
_DAYS: Final = {
    cls: tuple(name for name, hint in get_type_hints(cls).items() if hint == date | None) for cls in KINDS.values()
}
# A long timeline repeats its days and hours: each is read once.
_day = lru_cache(maxsize=4096)(date.fromisoformat)
_hour = lru_cache(maxsize=4096)(time.fromisoformat)
_moment = lru_cache(maxsize=256)(datetime.fromisoformat)


def new_id(size: int = 6) -> str:
    """Make an id of random bytes that says nothing; rows that come in thousands get 8 bytes, so that none meet."""
    return secrets.token_hex(size)


def kind_of(name: str) -> type[Entry]:
    """Return the class of entries of a kind; raises UnknownName."""
    if name not in KINDS:
        raise UnknownName(what="entry", given=name, known=tuple(KINDS))
    return KINDS[name]


def to_json(entry: Entry) -> Json:
    """Return an entry as JSON values, with its kind."""
    return {"kind": NAMES[type(entry)], **plain(entry)}


def from_json(values: Mapping[str, Any]) -> Entry:
    """Return the entry of such values; raises UnknownName for a strange kind, Unfit for a value that does not fit."""
    return read(kind_of(str(values.get("kind"))), {name: value for name, value in values.items() if name != "kind"})


def to_row(entry: Entry, case: str) -> dict[str, Any]:
    """Return the columns of an entry of a case; `recorded_at` must be set."""
    body = {name: value for name, value in plain(entry).items() if name not in _COLUMNS}
    return {
        "id": entry.id,
        "case_id": case,
        "kind": NAMES[type(entry)],
        "on_day": entry.on.isoformat(),
        "at_time": entry.at.isoformat() if entry.at else None,
        "words": entry.words,
        "body": json.dumps(body, ensure_ascii=False),
        "recorded_at": entry.recorded_at.isoformat() if entry.recorded_at else "",
        "corrects": entry.corrects,
    }


def from_row(row: Sequence[Any], later: Mapping[str, str]) -> Entry:
    """Return the entry of a row `(id, kind, on_day, at_time, words, body, recorded_at, corrects)` that we wrote.

    `later` tells by which row another was corrected.
    """
    id_, kind, on, at, words, body, recorded, corrects = row
    cls = KINDS[kind]
    own = json.loads(body)
    if "evidence" in own:
        own["evidence"] = tuple(own["evidence"])
    for name in _DAYS[cls]:
        if name in own:
            own[name] = date.fromisoformat(own[name])
    return cls(
        id=id_,
        on=_day(on),
        at=_hour(at) if at else None,
        words=words,
        recorded_at=_moment(recorded) if recorded else None,
        corrects=corrects,
        corrected_by=later.get(id_),
        **own,
    )


def words_of(entry: Entry) -> tuple[str, ...]:
    """Return everything in an entry that a search should find, the user's own words first."""
    unsaid = ("id", "on", "at", "recorded_at", "evidence", "corrects", "corrected_by")
    names = [one.name for one in fields(entry) if one.name not in unsaid]
    return tuple(value for name in names if isinstance(value := getattr(entry, name), str) and value)
