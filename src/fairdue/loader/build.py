"""Turn plain JSON values into the frozen records by the records' own type hints; it knows no record by name."""

from __future__ import annotations

import types
from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from functools import cache, cached_property
from typing import Any, Literal, TypeVar, Union, cast, get_args, get_origin, get_type_hints

R = TypeVar("R")
_Convert = Callable[[Any], Any]


def build(record: type[R], data: Mapping[str, Any]) -> R:
    """Build one record from a mapping; a field not stated takes its default, or the empty value of its type.

    >>> from fairdue.records.rules import Ignore
    >>> build(Ignore, {"text": "a", "unknown": 1})
    Ignore(text='a', because='')
    """
    stated = {}
    for name, convert, empty in _plan(cast(Hashable, record)):
        value = data.get(name)
        stated[name] = empty() if value is None else value if convert is None else convert(value)
    return record(**stated)


class Records(Mapping[str, R]):
    """A mapping of id → record; what it is made of is fetched when first asked for, and so is each record."""

    def __init__(self, record: type[R], fetch: Callable[[], Mapping[str, Mapping[str, Any]]]) -> None:
        self._record, self._fetch = record, fetch
        self._built: dict[str, R] = {}

    @cached_property
    def _data(self) -> Mapping[str, Mapping[str, Any]]:
        return self._fetch()

    def __getitem__(self, key: str) -> R:
        found = self._built.get(key)
        if found is None:
            found = self._built[key] = build(self._record, self._data[key])
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self._data)

    def __len__(self) -> int:
        return len(self._data)

    def __repr__(self) -> str:
        return f"<{len(self)} {self._record.__name__}>"


@cache
def _plan(record: Any) -> tuple[tuple[str, _Convert | None, Callable[[], Any]], ...]:
    hints = get_type_hints(record)
    plan = []
    for part in fields(record):
        convert, empty = _converter(hints[part.name])
        if part.default is not MISSING:
            empty = _always(part.default)
        elif part.default_factory is not MISSING:
            empty = part.default_factory
        plan.append((part.name, convert, empty))
    return tuple(plan)


def _always(value: Any) -> Callable[[], Any]:
    return lambda: value


def _converter(hint: Any) -> tuple[_Convert | None, Callable[[], Any]]:
    """Return how to read a value of this type (None: it stays as it is), and what stands for none."""
    origin, arguments = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):
        inner = next(argument for argument in arguments if argument is not type(None))
        return _converter(inner)[0], lambda: None
    if origin is tuple:
        item = _converter(arguments[0])[0]
        return tuple if item is None else lambda value: tuple(item(entry) for entry in value), tuple
    if origin is not None and origin is not Literal and issubclass(origin, Mapping):
        item = _converter(arguments[1])[0]
        return None if item is None else lambda value: {key: item(entry) for key, entry in value.items()}, dict
    if is_dataclass(hint):
        record = cast(type[Any], hint)
        return lambda value: build(record, value), lambda: build(record, {})
    if hint is date:
        return lambda value: value if isinstance(value, date) else date.fromisoformat(value), lambda: None
    if hint in (bool, int):
        return None, hint
    if hint is str or origin is Literal:
        return None, str
    return _frozen, lambda: None


def _frozen(value: Any) -> Any:
    """Keep a value of any type, with lists as tuples."""
    return tuple(_frozen(entry) for entry in value) if isinstance(value, list) else value
