"""A small language of conditions: `and`, `or`, `not`, parentheses, names, `key = value`, and calls like `near(a, b, 20)`.

It parses and walks; what a name, a comparison or a call means is the caller's business.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache


class LogicError(ValueError):
    """A condition that cannot be parsed; says where (character, from 0) and what was expected."""

    def __init__(self, text: str, at: int, expected: str) -> None:
        self.text, self.at, self.expected = text, at, expected
        super().__init__(f"{text!r} at {at}: expected {expected}")


@dataclass(frozen=True, slots=True)
class Name:
    """A bare name."""

    name: str


@dataclass(frozen=True, slots=True)
class Compare:
    """`key = value` or `key != value`."""

    key: str
    value: str
    equal: bool


@dataclass(frozen=True, slots=True)
class Call:
    """`function(argument, …)`."""

    function: str
    arguments: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """The inner condition does not hold."""

    inner: Condition


@dataclass(frozen=True, slots=True)
class Both:
    """Every part holds."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Either:
    """At least one part holds."""

    parts: tuple[Condition, ...]


Condition = Name | Compare | Call | Not | Both | Either
Atom = Name | Compare | Call

_TOKEN = re.compile(r"\s*(?:(\(|\)|,|!=|=)|([\w.*-]+))")


@lru_cache(maxsize=4096)
def parse(text: str) -> Condition:
    """Parse a condition; raises LogicError with the place.

    >>> parse("a and not (b or near(c, d, 5))")
    Both(parts=(Name(name='a'), Not(inner=Either(parts=(Name(name='b'), Call(function='near', arguments=('c', 'd', '5')))))))
    """
    return _Parser(text).whole()


def holds(condition: Condition, ask: Callable[[Atom], bool]) -> bool:
    """Evaluate a condition by asking for the truth of each atom."""
    match condition:
        case Not(inner):
            return not holds(inner, ask)
        case Both(parts):
            return all(holds(part, ask) for part in parts)
        case Either(parts):
            return any(holds(part, ask) for part in parts)
        case _:
            return ask(condition)


def atoms(condition: Condition, positive: bool = True) -> Iterator[tuple[Atom, bool]]:
    """Walk the atoms, each with whether it stands under an even number of negations."""
    match condition:
        case Not(inner):
            yield from atoms(inner, not positive)
        case Both(parts) | Either(parts):
            for part in parts:
                yield from atoms(part, positive)
        case _:
            yield condition, positive


class _Parser:
    """Recursive descent over one condition."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens: list[tuple[str, int]] = []
        at = 0
        while at < len(text.rstrip()):
            found = _TOKEN.match(text, at)
            if not found:
                raise LogicError(text, at, "a name, a bracket or an operator")
            self.tokens.append((found.group(1) or found.group(2), found.start(found.lastindex or 0)))
            at = found.end()
        self.next = 0

    def whole(self) -> Condition:
        tree = self.either()
        if self.next < len(self.tokens):
            raise LogicError(self.text, self.tokens[self.next][1], "and, or, or the end")
        return tree

    def either(self) -> Condition:
        parts = [self.both()]
        while self._eat("or"):
            parts.append(self.both())
        return parts[0] if len(parts) == 1 else Either(tuple(parts))

    def both(self) -> Condition:
        parts = [self.single()]
        while self._eat("and"):
            parts.append(self.single())
        return parts[0] if len(parts) == 1 else Both(tuple(parts))

    def single(self) -> Condition:
        if self._eat("not"):
            return Not(self.single())
        if self._eat("("):
            inner = self.either()
            self._need(")")
            return inner
        word = self._word("a name")
        if self._eat("("):
            arguments = [self._word("an argument")]
            while self._eat(","):
                arguments.append(self._word("an argument"))
            self._need(")")
            return Call(word, tuple(arguments))
        for sign in ("=", "!="):
            if self._eat(sign):
                return Compare(word, self._word("a value"), sign == "=")
        return Name(word)

    def _peek(self) -> tuple[str, int]:
        return self.tokens[self.next] if self.next < len(self.tokens) else ("", len(self.text))

    def _eat(self, token: str) -> bool:
        if self._peek()[0] != token:
            return False
        self.next += 1
        return True

    def _need(self, token: str) -> None:
        if not self._eat(token):
            raise LogicError(self.text, self._peek()[1], token)

    def _word(self, expected: str) -> str:
        word, at = self._peek()
        if not word or not (word[0].isalnum() or word[0] in "_*") or word in ("and", "or", "not"):
            raise LogicError(self.text, at, expected)
        self.next += 1
        return word
