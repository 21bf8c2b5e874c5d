"""Lenders by every name they go by: found in text or resolved from one query; it vouches for no one."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property
from typing import NamedTuple

from fairdue.kernel.beginnings import Beginnings
from fairdue.kernel.expression import Expression
from fairdue.kernel.flat import flat
from fairdue.records.registry import How, Lender, Named, Registry

_LONGEST_QUERY = 60
_ALIKE = 75
_TAIL = Expression(r"(?:股份)?有限(?:责任)?公司$|(?:手机)?app$|官方?客服$")
_NOISE = Expression(r"[\s【】\[\]()《》“”\"'·.。,、:;!?-]+")
_STATUS = {"active": 0, "unverified": 2, "suspended": 2, "disputed": 2, "historic": 3, "exited": 4}
CONFIDENCE_ORDER = {"high": 0, "medium-high": 1, "medium": 2, "low": 3, "unverified": 4}
_HOWS: tuple[How, ...] = ("exact", "alias", "product")


class Found(NamedTuple):
    """A lender's name in a text: text[start:end] is how it was written."""

    start: int
    end: int
    lender: Lender
    how: How


class _Entry(NamedTuple):
    name: str
    lender: Lender
    how: How


@dataclass(frozen=True)
class Names:
    """An index of a registry's lenders by name, alias, product and legal entity."""

    registry: Registry

    def find(self, text: str) -> tuple[Found, ...]:
        """Find lenders named in a text: the longest name at each place, left to right, never overlapping."""
        return self.find_in(flat(text))

    def find_in(self, plain: str) -> tuple[Found, ...]:
        """Find lenders named in a text folded character by character."""
        end = 0
        found: list[Found] = []
        for at, names in self._beginnings.places(plain):
            if at >= end:
                name = next((one for one in names if _stands(plain, at, one)), None)
                if name is not None:
                    end = at + len(name)
                    entry = self._by_name[name]
                    found.append(Found(at, end, entry.lender, entry.how))
        return tuple(found)

    def resolve(self, query: str) -> tuple[Named, ...]:
        """Resolve one query: exact, else alias, else product, else contains, else alike; the likeliest lender first."""
        wanted = bare_name(query)
        if not wanted:
            return ()
        for how in _HOWS:
            same = [entry for entry in self._entries if entry.how == how and bare_name(entry.name) == wanted]
            if same:
                return _named(same, how)
        return self._containing(wanted) or self._alike(wanted)

    def _containing(self, wanted: str) -> tuple[Named, ...]:
        if len(wanted) < 2:
            return ()
        inside = [entry for entry in self._entries if len(entry.name) > 2 and bare_name(entry.name) in wanted]
        longest = max((len(entry.name) for entry in inside), default=0)
        inside = [entry for entry in inside if len(entry.name) == longest]
        return _named(inside or [entry for entry in self._entries if wanted in bare_name(entry.name)], "contains")

    def _alike(self, wanted: str) -> tuple[Named, ...]:
        scored = [
            (round(100 * SequenceMatcher(None, wanted, bare_name(entry.name)).ratio()), entry)
            for entry in self._entries
        ]
        near = sorted((pair for pair in scored if pair[0] >= _ALIKE), key=lambda pair: (-pair[0], _rank(pair[1])))
        seen: dict[str, Named] = {}
        for score, entry in near[:20]:
            seen.setdefault(entry.lender.id, Named(entry.lender, "fuzzy", entry.name, score))
        return tuple(seen.values())[:5]

    @cached_property
    def _entries(self) -> tuple[_Entry, ...]:
        """Every name of every lender, the likeliest lender of a shared name first."""
        return tuple(sorted(_entries_of(self.registry), key=_rank))

    @cached_property
    def _by_name(self) -> dict[str, _Entry]:
        """Entries by their folded name; of a shared name only the likeliest lender."""
        firsts: dict[str, _Entry] = {}
        for entry in self._entries:
            firsts.setdefault(flat(entry.name), entry)
        return firsts

    @cached_property
    def _beginnings(self) -> Beginnings:
        return Beginnings(name for name in self._by_name if len(name) >= 2)


def _entries_of(registry: Registry) -> Iterator[_Entry]:
    for lender in registry.lenders:
        yield _Entry(lender.name, lender, "exact")
        for name in (*lender.aliases, *filter(None, (lender.legal_entity, _TAIL.sub("", lender.legal_entity)))):
            yield _Entry(name, lender, "alias")
        for product in lender.products:
            yield _Entry(product, lender, "product")


def rank(lender: Lender) -> int:
    """Order lenders that share a name or contact: active before gone, lender before entrance, surer before unsure."""
    is_entrance = lender.licence_kind == "platform"
    return _STATUS.get(lender.status, 2) * 100 + is_entrance * 10 + CONFIDENCE_ORDER.get(lender.confidence, 4)


def _rank(entry: _Entry) -> tuple[int, int]:
    return _HOWS.index(entry.how), rank(entry.lender)


def _named(entries: list[_Entry], how: How) -> tuple[Named, ...]:
    seen: dict[str, Named] = {}
    for entry in entries:
        seen.setdefault(entry.lender.id, Named(entry.lender, how, entry.name))
    return tuple(seen.values())[:10]


def bare_name(name: str) -> str:
    """Reduce a query or name to what is compared: folded, without blanks, marks and company endings."""
    plain = _NOISE.sub("", unicodedata.normalize("NFKC", name[:_LONGEST_QUERY]).lower())
    return _TAIL.sub("", plain) or plain


def _stands(text: str, at: int, name: str) -> bool:
    """Tell whether a name stands here; a Latin name must not be part of a longer word."""
    end = at + len(name)
    if not text.startswith(name, at):
        return False
    before, after = text[at - 1 : at], text[end : end + 1]
    return not (_joins(name[0], before) or _joins(name[-1], after))


def _joins(edge: str, neighbour: str) -> bool:
    return (
        edge.isascii()
        and edge.isalnum()
        and neighbour.isascii()
        and (neighbour.isalnum() or neighbour in "._-")
        and neighbour != ""
    )
