"""Frozen records: what `dataclass(frozen=True, slots=True)` makes, at a tenth of the time to define; it knows none by name.

Most classes that a command loads never see an instance. So all share the methods that take the fields one by one, and
a class gets its `__init__` written when it is first made. `fields`, `replace`, `asdict` and patterns work as ever.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import MISSING, Field, FrozenInstanceError, dataclass, field, fields
from operator import attrgetter
from typing import Any, TypeVar, dataclass_transform, overload

T = TypeVar("T")
_ABSENT: Any = object()


@overload
def record(cls: type[T], /) -> type[T]: ...


@overload
def record(*, kw_only: bool) -> Callable[[type[T]], type[T]]: ...


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def record(cls: type[T] | None = None, /, *, kw_only: bool = False) -> type[T] | Callable[[type[T]], type[T]]:
    """Make a class of annotated fields a frozen record with slots, equal to its like by its values.

    >>> @record
    ... class Pair:
    ...     left: int
    ...     right: int = 2
    >>> Pair(1), Pair(1) == Pair(1, 2), hash(Pair(1)) == hash(Pair(1))
    (Pair(left=1, right=2), True, True)
    """
    return _made(cls, kw_only) if cls else lambda given: _made(given, kw_only)


def _made(cls: type[T], kw_only: bool) -> type[T]:
    made = dataclass(init=False, repr=False, eq=False, slots=True, kw_only=kw_only)(cls)
    compared = [part.name for part in fields(made) if part.compare]  # type: ignore[arg-type]
    own = {"__init__": _first_init(made), "_values": attrgetter(*compared) if compared else _nothing}
    for name, value in (own | _SHARED).items():
        setattr(made, name, value)
    return made


def _first_init(made: type[Any]) -> Callable[..., None]:
    def __init__(self: Any, /, *given: Any, **named: Any) -> None:
        written = _written_init(made)
        setattr(made, "__init__", written)  # noqa: B010 - a method is replaced, which an assignment may not say
        written(self, *given, **named)

    return __init__


def _written_init(made: type[Any]) -> Callable[..., None]:
    """Write the `__init__` that takes the fields in their order, those by keyword only after the others."""
    parts = sorted(fields(made), key=lambda part: part.kw_only is True)
    known: dict[str, Any] = {"_ABSENT": _ABSENT}
    head, body = ["self"], []
    for part in parts:
        if part.kw_only and "*" not in head:
            head.append("*")
        known[f"set_{part.name}"] = getattr(made, part.name).__set__
        head.append(part.name + _default(part, known))
        body.append(f" set_{part.name}(self, {_value(part)})")
    exec(f"def __init__({', '.join(head)}):\n" + "\n".join(body or [" pass"]), known)
    init: Callable[..., None] = known["__init__"]
    init.__qualname__ = f"{made.__qualname__}.__init__"
    return init


def _default(part: Field[Any], known: dict[str, Any]) -> str:
    if part.default is not MISSING:
        known[f"default_{part.name}"] = part.default
        return f"=default_{part.name}"
    if part.default_factory is not MISSING:
        known[f"make_{part.name}"] = part.default_factory
        return "=_ABSENT"
    return ""


def _value(part: Field[Any]) -> str:
    name = part.name
    return name if part.default_factory is MISSING else f"make_{name}() if {name} is _ABSENT else {name}"


def _nothing(self: Any) -> tuple[()]:
    return ()


def _repr(self: Any) -> str:
    told = ", ".join(f"{part.name}={getattr(self, part.name)!r}" for part in fields(self) if part.repr)
    return f"{type(self).__qualname__}({told})"


def _eq(self: Any, other: Any) -> Any:
    return self._values(self) == self._values(other) if other.__class__ is self.__class__ else NotImplemented


def _hash(self: Any) -> int:
    return hash(self._values(self))


def _setattr(self: Any, name: str, value: object) -> None:
    raise FrozenInstanceError(f"cannot assign to field {name!r}")


def _delattr(self: Any, name: str) -> None:
    raise FrozenInstanceError(f"cannot delete field {name!r}")


def _getstate(self: Any) -> list[Any]:
    return [getattr(self, part.name) for part in fields(self)]


def _setstate(self: Any, state: list[Any]) -> None:
    for part, value in zip(fields(self), state, strict=True):
        object.__setattr__(self, part.name, value)


_SHARED = {
    "__repr__": _repr,
    "__eq__": _eq,
    "__hash__": _hash,
    "__setattr__": _setattr,
    "__delattr__": _delattr,
    "__getstate__": _getstate,
    "__setstate__": _setstate,
}
