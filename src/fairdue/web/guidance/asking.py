"""Questions of a situation page: which facts are asked for, how an answer in a form becomes a stated fact; it judges none."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from fairdue.app.next_steps import Stated
from fairdue.records.facts import Fact, FactKey

# Hidden rows of the form: facts that came with the reader, as `key=value`.
CARRIED: Final = "fact"
ANSWER: Final = "a."
MOST_FACTS: Final = 60


@dataclass(frozen=True, slots=True)
class Question:
    """One question: the key of its fact, the words, the choices with their labels, and what was answered."""

    key: str
    name: str
    words: str
    choices: tuple[tuple[str, str], ...]
    answered: str
    is_date: bool


def questions(asks: Sequence[str], keys: Mapping[str, FactKey], answered: Mapping[str, str]) -> tuple[Question, ...]:
    """Return the questions of a page; keys nobody declared are left out."""
    return tuple(
        Question(
            key=key,
            name=ANSWER + key,
            words=keys[key].ask or keys[key].title,
            choices=tuple((value, keys[key].labels.get(value, value)) for value in _values(keys[key])),
            answered=answered.get(key, ""),
            is_date=keys[key].type == "date",
        )
        for key in asks
        if key in keys
    )


def carried(facts: Iterable[Fact]) -> tuple[str, ...]:
    """Write facts as the hidden rows of a form; a flag that does not hold is left out."""
    return tuple(f"{one.key}={_written(one.value)}" for one in facts if one.value not in (None, False))


def stated(rows: Iterable[tuple[str, str]], keys: Mapping[str, FactKey]) -> tuple[Stated, ...]:
    """Read a form: carried rows first, then answers, which replace them; an empty answer states nothing."""
    found: dict[str, str] = {}
    pairs = list(rows)[: MOST_FACTS * 2]
    for name, value in pairs:
        key, equals, written = value.partition("=")
        if name == CARRIED and equals:
            found[key] = written
    for name, value in pairs:
        if name.startswith(ANSWER) and value.strip():
            found[name.removeprefix(ANSWER)] = value.strip()
    return tuple(Stated(key, _typed(key, value, keys), _title(key, keys)) for key, value in found.items())


def _title(key: str, keys: Mapping[str, FactKey]) -> str:
    """Return how a key is called where a sentence about it names the place: the form has words, not keys."""
    return keys[key].title if key in keys else ""


def _values(key: FactKey) -> tuple[str, ...]:
    return key.values or (("true", "false") if key.type == "flag" else ())


def _typed(key: str, value: str, keys: Mapping[str, FactKey]) -> object:
    declared = keys.get(key) or keys.get(f"{key.rpartition('.')[0]}.*")
    if declared and declared.type == "flag":
        return {"true": True, "false": False}.get(value, value)
    if declared and declared.type == "number" and value.lstrip("-").isdigit():
        return int(value)
    return value


def _written(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
