"""A YAML file handed in, with the line of every value, so that a fault names its place; it knows no field itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Final

from fairdue.kernel.errors import ManyFaults, UnusableFigure
from fairdue.loader.yaml_marks import Marked, YamlRefused, read_yaml

Place = tuple[str | int, ...]
# What YAML allows and a file handed in may not have; everything else unread is `not-yaml`.
_UNFIT: Final = (
    "control-character",
    "duplicate-key",
    "file-too-big",
    "not-utf8",
    "yaml-alias",
    "yaml-depth",
    "yaml-empty",
    "yaml-key",
    "yaml-tag",
    "yaml-two-documents",
)


@dataclass(slots=True)
class Faults:
    """Faults collected while a file is read on, told together at the end."""

    source: str
    found: list[UnusableFigure] = field(default_factory=list)

    @contextmanager
    def noted(self) -> Iterator[None]:
        """Note a fault of what is read inside, and go on after it."""
        try:
            yield
        except UnusableFigure as fault:
            self.found.append(fault)

    def tell(self) -> None:
        """Raise the fault found, or ManyFaults; nothing where all was well."""
        if len(self.found) == 1:
            raise self.found[0]
        if self.found:
            raise ManyFaults(source=self.source, count=len(self.found), faults=tuple(self.found[:20]))


@dataclass(frozen=True, slots=True)
class MarkedFile:
    """Plain data and where each value stands: `source:line field`."""

    source: str
    marked: Marked

    @staticmethod
    def read(content: bytes, source: str) -> MarkedFile:
        """Read YAML (or JSON); raises UnusableFigure with the line where it cannot be read at all."""
        try:
            marked = read_yaml(content)
        except YamlRefused as refused:
            fault = refused.fault
            where = f"{source}:{fault.line}"
            if fault.code == "bad-date":
                raise UnusableFigure(where=where, given=fault.values["given"], why="no-such-day", limit=None) from None
            why = fault.code if fault.code in _UNFIT else "not-yaml"
            given = next(
                (fault.values[name] for name in ("says", "tag", "character", "size") if name in fault.values), ""
            )
            raise UnusableFigure(where=where, given=given, why=why, limit=fault.values.get("limit")) from None
        for fault in marked.faults:
            key = fault.values.get("key", "")
            raise UnusableFigure(where=f"{source}:{fault.line} {key}".rstrip(), given=key, why=fault.code, limit=None)
        return MarkedFile(source, marked)

    @property
    def data(self) -> Any:
        """Return the document."""
        return self.marked.data

    def where(self, place: Place) -> str:
        """Name a place: source, line of the value or of what should hold it, and the field."""
        known = place
        while known and known not in self.marked.marks:
            known = known[:-1]
        line = self.marked.marks.get(known, (1, 1))[0]
        name = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in place).lstrip(".")
        return f"{self.source}:{line} {name}".rstrip()

    def fault(self, place: Place, given: object, why: str, limit: object = None) -> UnusableFigure:
        """Make the error for a place."""
        return UnusableFigure(where=self.where(place), given=given, why=why, limit=limit)

    def mapping(self, value: object, place: Place, fields: Sequence[str]) -> Mapping[str, Any]:
        """Return a mapping of known fields; raises UnusableFigure for another shape or an unknown field."""
        if not isinstance(value, Mapping):
            raise self.fault(place, None, "missing" if value is None else "not-a-mapping")
        for name in value:
            if name not in fields:
                raise self.fault((*place, name), name, "unknown-field", ", ".join(fields))
        return value

    def sequence(self, whole: Mapping[str, Any], place: Place) -> Sequence[Any]:
        """Return the list at the end of a place, not empty; raises UnusableFigure."""
        value = whole.get(str(place[-1]))
        if not value:
            raise self.fault(place, None, "missing")
        if not isinstance(value, list):
            raise self.fault(place, None, "not-a-list")
        return value

    def choice(self, whole: Mapping[str, Any], place: Place, choices: Sequence[str], default: str) -> str:
        """Return one of the choices, the default where nothing is said; raises UnusableFigure."""
        value = whole.get(str(place[-1]))
        if value is None:
            return default
        if value not in choices:
            raise self.fault(place, value, "unknown-choice", ", ".join(choices))
        return str(value)
