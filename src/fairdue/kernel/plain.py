"""Records as plain JSON values and back, checked field by field; for what we write to a file and read from one.

It knows strings, numbers, truth values, days, hours, instants, choices, tuples of strings, and records inside records.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date, datetime, time
from functools import cache
from types import UnionType
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

Record = TypeVar("Record")
# The serialised form is JSON, whose values have no narrower common type than Any.
Json = dict[str, Any]


class Unfit(ValueError):
    """A value that does not fit its field: `field` says where, `expected` what belongs there."""

    def __init__(self, field: str, expected: str) -> None:
        self.field, self.expected = field, expected
        super().__init__(f"{field}: expected {expected}")


def plain(record: Any) -> Json:
    """Return the fields of a record that differ from their default, as JSON values."""
    found = {}
    for one in fields(record):
        value = getattr(record, one.name)
        if one.default is MISSING or value != one.default:
            found[one.name] = _plain(value)
    return found


def read(cls: type[Record], values: Any, at: str = "") -> Record:
    """Make a record of JSON values; a missing field takes its default, a strange or unfit one raises Unfit."""
    if not isinstance(values, Mapping):
        raise Unfit(at, "an object")
    asked: Any = cls
    hints = _hints(asked)
    for name in values:
        if name not in hints:
            raise Unfit(_join(at, str(name)), "no such field")
    made = {name: _read(hints[name], value, _join(at, name)) for name, value in values.items()}
    try:
        return cls(**made)
    except TypeError as error:
        raise Unfit(at, str(error)) from error


@cache
def _hints(cls: Any) -> Mapping[str, Any]:
    return get_type_hints(cls)


def _join(at: str, name: str) -> str:
    return f"{at}.{name}" if at else name


def _plain(value: Any) -> Any:
    if isinstance(value, (date, time)):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return plain(value) if is_dataclass(value) else value


def _read(hint: Any, value: Any, at: str) -> Any:
    origin = get_origin(hint)
    if origin in (UnionType, Union):
        inner = [one for one in get_args(hint) if one is not type(None)]
        return None if value is None else _read(inner[0], value, at)
    if origin is Literal:
        if value not in get_args(hint):
            raise Unfit(at, " | ".join(map(str, get_args(hint))))
        return value
    if origin is tuple:
        if not isinstance(value, list):
            raise Unfit(at, "a list")
        return tuple(_read(get_args(hint)[0], item, f"{at}[{number}]") for number, item in enumerate(value))
    return _read_one(hint, value, at)


def _read_one(hint: Any, value: Any, at: str) -> Any:
    if is_dataclass(hint):
        return read(hint, value, at)  # type: ignore[arg-type]  # is_dataclass also holds for instances; a hint is a class
    if hint in (date, datetime, time):
        try:
            return hint.fromisoformat(value)
        except (TypeError, ValueError) as error:
            raise Unfit(at, f"a {hint.__name__} in ISO form") from error
    if not isinstance(value, hint) or (hint is int and isinstance(value, bool)):
        raise Unfit(at, hint.__name__)
    return value
