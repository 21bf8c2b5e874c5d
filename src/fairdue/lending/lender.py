"""Who lends, as far as the registry knows a name: the entry, the kind to reckon with, the words for it."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from fairdue.lending.wording import say
from fairdue.records.debt import LENDER_KINDS, Debt, LenderKind
from fairdue.records.pack import Pack
from fairdue.records.registry import Lender
from fairdue.registry.names import Names

# A name found only by likeness proves nothing about who lent.
_SURE = ("exact", "alias", "product")


class Licence(NamedTuple):
    """The registry's entry for a name, the kind of lender to reckon with, and the words for what is known."""

    lender: Lender | None
    kind: LenderKind | None
    words: str


class Lenders:
    """The registry made ready for names of lenders; a name asked twice is looked up once."""

    def __init__(self, pack: Pack) -> None:
        self._pack, self._names = pack, Names(pack.registry)
        self._met: dict[str, Lender | None] = {}

    def licence(self, name: str, kind: LenderKind | None) -> Licence:
        """Look up a lender by name; a kind that was stated stands, otherwise the registry's is taken."""
        sure = self._found(name)
        if sure is None:
            id = "offer.licence.not-found" if name else "offer.licence.not-named"
            return Licence(None, kind, say(self._pack, id, name=name))
        title = say(self._pack, f"offer.kind.{sure.licence_kind}")
        return Licence(sure, kind or _kind(sure), say(self._pack, "offer.licence.found", name=sure.name, kind=title))

    def completed(self, debt: Debt) -> tuple[Debt, tuple[str, ...]]:
        """Return the debt with the kind of its lender where the registry knows it, and what to say about that."""
        sure = self._found(debt.lender)
        if not debt.lender:
            return debt, ()
        if sure is None:
            return debt, (say(self._pack, "offer.licence.not-found", name=debt.lender),)
        kind, title = _kind(sure), say(self._pack, f"offer.kind.{sure.licence_kind}")
        if debt.lender_kind is None:
            words = say(self._pack, "audit.note.kind-from-registry", name=sure.name, kind=title)
            return replace(debt, lender_kind=kind), (words,)
        if kind == debt.lender_kind:
            return debt, ()
        return debt, (say(self._pack, "audit.note.kind-differs", name=sure.name, kind=title),)

    def _found(self, name: str) -> Lender | None:
        if name not in self._met:
            found = self._names.resolve(name) if name else ()
            self._met[name] = next((one.lender for one in found if one.how in _SURE), None)
        return self._met[name]


def _kind(lender: Lender) -> LenderKind | None:
    return next((kind for kind in LENDER_KINDS if kind == lender.licence_kind), None)
