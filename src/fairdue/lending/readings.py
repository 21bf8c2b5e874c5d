"""Every reading of the law that fits a debt, each with its account rebuilt; it compares with no claim."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import get_args

from fairdue.kernel.errors import NoValue
from fairdue.lending.account import Account, Balances, Book, Line
from fairdue.lending.accruing import interest_of
from fairdue.lending.book import rebuild
from fairdue.lending.caps import Limits, fitting, formed_on, limits, optional_limits, yearly
from fairdue.lending.plan import instalments
from fairdue.lending.unknown import Counting, Known, has_open_fees, known
from fairdue.records.audit import CapFigure, RowKind
from fairdue.records.debt import Debt, Instalment
from fairdue.records.lending import LawReading
from fairdue.records.pack import Pack

# Kinds that name no lender: a platform brings borrower and lender together, an assignee bought somebody's claim.
NOT_THE_LENDER = frozenset({"platform", "assignee"})
_PRIVATE = frozenset({"private", "unlicensed"})
_REFERENCE = "lpr-1y"


@dataclass(frozen=True, slots=True)
class Computed:
    """One reading of a debt: how fees are counted, what limits it, and the account at both ends."""

    law: LawReading
    counting: Counting
    limits: Limits
    known: Known
    low: Book | None
    high: Book | None

    @property
    def id(self) -> str:
        """Name the reading, with `-fees` where fees paid to others are counted."""
        return f"{self.law.id}-fees" if self.counting == "all" else self.law.id

    @property
    def low_end(self) -> Balances:
        """What is owed at the low end; nothing where that cannot be told."""
        return Balances() if self.low is None or self.known.paid_unknown else self.low.end

    @property
    def high_end(self) -> Balances | None:
        """What is owed at the high end; None where no account could be rebuilt."""
        return self.high.end if self.high else None

    def room(self, book: Book | None) -> int | None:
        """Return what the lines leave for fees beside interest and penalty; None where nothing limits them."""
        if book is None or not any(line.rate is not None for line in self.limits.lines):
            return None
        return room_left(book, self.limits.lines)


def computed(debt: Debt, pack: Pack) -> tuple[tuple[Computed, ...], bool]:
    """Return every civil reading that fits, main ones first, and whether one was left out for want of a rate.

    Raises NoValue where a rate is not known on its day, unless the kind of lender is not known either: then the other
    readings may still answer.
    """
    plan = instalments(debt, formed_on(debt))
    words = {kind: pack.phrases[f"audit.row.{kind}"].words for kind in get_args(RowKind)}
    kind = None if debt.lender_kind in NOT_THE_LENDER else debt.lender_kind
    found: list[Computed] = []
    is_lost = False
    for law in fitting(pack.lending.readings, kind, debt.product, debt.as_of):
        if law.nature != "civil":
            continue
        try:
            found += [_compute(law, counting, debt, plan, words, pack) for counting in _countings(law, debt)]
        except NoValue:
            if kind is not None:
                raise
            is_lost = True
    usable = [one for one in found if one.limits.lines or not one.law.parts]
    return tuple(sorted(usable, key=lambda one: not one.law.main)), is_lost


def regulatory(debt: Debt, pack: Pack) -> tuple[tuple[CapFigure, ...], bool]:
    """Return what a supervisor looks at for this kind of lender, and whether a rate of it is not known that day."""
    laws = [
        law
        for law in fitting(pack.lending.readings, debt.lender_kind, debt.product, debt.as_of)
        if law.nature == "regulatory"
    ]
    found = [optional_limits(law, debt, pack) for law in laws]
    return tuple(figure for one in found if one for figure in one.figures), None in found


def room_left(book: Book, lines: Sequence[Line]) -> int:
    """Return how much less than the lines allow has accrued over the whole account, in fen, never below nothing.

    A day belongs to the line that stood at the row before it, as in the account itself.
    """
    allowed = accrued = 0
    for at, row in enumerate(book.rows):
        line = _line_on(lines, book.rows[max(at - 1, 0)].on)
        if line is not None and line.rate is not None:
            ratio = line.rate.as_integer_ratio()
            allowed += interest_of(row.base + row.late_base, ratio, row.days, row.basis)
        accrued += row.interest + row.scheduled + row.late_interest + row.compound + row.penalty
    return max(allowed - accrued, 0)


def _line_on(lines: Sequence[Line], day: date) -> Line | None:
    return next((line for line in reversed(lines) if line.since <= day), None)


def _countings(law: LawReading, debt: Debt) -> Iterator[Counting]:
    """List the ways to count fees under a reading: they matter where a payment above the line goes to principal."""
    if law.paid == "stays":
        yield "none"
        return
    yield "own"
    if has_open_fees(debt):
        yield "all"


def _compute(
    law: LawReading,
    counting: Counting,
    debt: Debt,
    plan: tuple[Instalment, ...],
    words: Mapping[str, str],
    pack: Pack,
) -> Computed:
    is_private = bool(_PRIVATE & set(law.lender_kinds))
    found = limits(law, debt, pack)
    reference = _reference(debt, pack, is_private)
    facts = known(debt, plan, counting=counting, is_private=is_private, reference_rate=reference)
    low = _rebuilt(facts.low, found.lines, words)
    high = low if facts.high == facts.low else _rebuilt(facts.high, found.lines, words)
    return Computed(law, counting, found, facts, low, high)


def _rebuilt(account: Account | None, lines: Sequence[Line], words: Mapping[str, str]) -> Book | None:
    return rebuild(account, lines, words) if account else None


def _reference(debt: Debt, pack: Pack, is_private: bool) -> Decimal | None:
    """Look up the rate private lending falls back to where none was agreed; raises NoValue."""
    terms, formed = debt.terms, formed_on(debt)
    is_needed = is_private and terms.late_rate is None and not terms.annual_rate
    return yearly(pack.parameters[_REFERENCE], formed) if is_needed and formed else None
