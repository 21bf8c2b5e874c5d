"""What is not known of a debt, and the two ends it may lie between; it looks up no cap and decides nothing.

Each end is a whole account. `low` takes what is not known in the borrower's favour, `high` in the other side's; where
nothing bounds the high end, the item is `open` and can be as large as what is claimed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Literal

from fairdue.lending.account import Account, Inflow
from fairdue.lending.caps import formed_on
from fairdue.reckoning.accrual import late_rate
from fairdue.records.debt import Debt, Fee, Instalment, ItemKind

End = Literal["low", "high"]
# Which fees are taken as payments of the loan: none, those that are a cost of it in any view, or the open ones too.
Counting = Literal["none", "own", "all"]
_CHARGES: tuple[ItemKind, ...] = ("interest", "late-interest", "compound", "penalty")
_LICENSED_MARKUP = Decimal("0.5")


@dataclass(frozen=True, slots=True)
class Known:
    """What is known: both ends of the account (None where no account can be rebuilt), open items, missing records.

    `missing` holds ids of phrases; `paid_unknown` says that nobody knows what was paid.
    """

    low: Account | None
    high: Account | None
    open_items: frozenset[ItemKind]
    missing: tuple[str, ...]
    paid_unknown: bool = False

    @property
    def is_exact(self) -> bool:
        """Tell whether both ends are the same account and nothing is open."""
        return self.low == self.high and not self.open_items and not self.paid_unknown


def known(
    debt: Debt,
    plan: tuple[Instalment, ...],
    *,
    counting: Counting,
    is_private: bool,
    reference_rate: Decimal | None,
) -> Known:
    """Return both ends of the account for one way of counting fees; `plan` holds the agreed instalments.

    `reference_rate` is the one-year LPR, which private lending falls back to after the due day; None if not needed.
    """
    missing = tuple(_missing(debt, plan, is_private))
    if not _advances(debt, plan, "high", counting):
        return Known(None, None, frozenset({"total", "principal", *_CHARGES}), missing)
    low = _account(debt, plan, "low", counting, is_private, reference_rate)
    high = _account(debt, plan, "high", counting, is_private, reference_rate)
    return Known(low, high, _open(debt, plan), missing, debt.payments is None)


def belongs(fee: Fee, debt: Debt, counted: bool) -> bool:
    """Tell whether a fee is a cost of the loan; one open to both views is where open ones are counted.

    What goes to the lender himself is a cost of his loan whatever it is called.
    """
    if fee.counted != "both":
        return fee.counted == "yes"
    is_lenders = not fee.payee or fee.payee in (debt.lender, debt.holder) or fee.kind == "interest-upfront"
    return counted or is_lenders


def has_open_fees(debt: Debt) -> bool:
    """Tell whether some fee is a cost of the loan in one view and not in the other."""
    return any(belongs(one, debt, True) != belongs(one, debt, False) for one in debt.fees or ())


def _advances(debt: Debt, plan: tuple[Instalment, ...], end: End, counting: Counting) -> tuple[tuple[date, int], ...]:
    """Return what is repaid as principal: what arrived, and fees deducted for others where they do not count."""
    for_others = sum(
        one.amount or 0
        for one in debt.fees or ()
        if one.taken == "deducted" and not belongs(one, debt, counting == "all")
    )
    if debt.disbursements is not None:
        rows = [(one.on, one.amount) for one in sorted(debt.disbursements, key=lambda one: one.on)]
        if rows and for_others:
            limit = max((debt.terms.principal or for_others + rows[0][1]) - sum(sum_ for _, sum_ in rows), 0)
            rows[0] = (rows[0][0], rows[0][1] + min(for_others, limit))
        return tuple(rows)
    begins = formed_on(debt)
    principal = debt.terms.principal or sum(one.principal for one in plan)
    principal = principal or next((one.amount for one in debt.claim if one.kind == "principal"), 0)
    if begins is None or not principal:
        return ()
    deducted = sum(one.amount or 0 for one in debt.fees or () if one.taken == "deducted")
    return ((begins, principal if end == "high" else max(principal - deducted + for_others, 0)),)


def _account(
    debt: Debt,
    plan: tuple[Instalment, ...],
    end: End,
    counting: Counting,
    is_private: bool,
    reference_rate: Decimal | None,
) -> Account:
    terms = debt.terms
    rate = terms.annual_rate or Decimal(0)
    if terms.rate_agreed is False:
        plan = tuple(replace(one, interest=0) for one in plan)
        rate = Decimal(0)
    return Account(
        advances=_advances(debt, plan, end, counting),
        inflows=tuple(_inflows(debt, counting)),
        plan=plan,
        annual_rate=rate,
        late_rate=_late_rate(debt, end, is_private, reference_rate),
        penalty_rate=terms.penalty_rate or Decimal(0),
        compound=bool(terms.compound) and not is_private,
        basis=terms.day_basis,
        as_of=debt.as_of,
        accelerated_on=terms.accelerated_on,
        principal_first=terms.order[:1] == ("principal",),
    )


def _inflows(debt: Debt, counting: Counting) -> Iterator[Inflow]:
    """List what counts as paid on the loan: payments, and fees paid apart where they are a cost of it."""
    for one in debt.payments or ():
        if one.purpose != "fees":
            yield Inflow(one.on, one.amount, one.note, one.purpose == "principal")
        elif counting == "all" or (counting == "own" and one.payee in ("", debt.lender)):
            yield Inflow(one.on, one.amount, one.note or one.payee)
    for fee in debt.fees or ():
        counts = counting != "none" and belongs(fee, debt, counting == "all")
        if fee.taken == "paid" and fee.on and fee.amount and counts:
            yield Inflow(fee.on, fee.amount, fee.name)


def _late_rate(debt: Debt, end: End, is_private: bool, reference_rate: Decimal | None) -> Decimal:
    """Return the rate after the due day: as agreed, else as the law fills the gap, else the end's own."""
    terms = debt.terms
    if terms.late_rate is not None:
        return terms.late_rate
    if terms.late_markup is not None and terms.annual_rate is not None:
        return late_rate(terms.annual_rate, terms.late_markup)
    if is_private:
        if terms.annual_rate:
            return terms.annual_rate
        return reference_rate if end == "high" and reference_rate else Decimal(0)
    rate = terms.annual_rate or Decimal(0)
    return late_rate(rate, _LICENSED_MARKUP) if end == "high" else rate


def _open(debt: Debt, plan: tuple[Instalment, ...]) -> frozenset[ItemKind]:
    """Name the items nothing bounds from above."""
    terms, found = debt.terms, set[ItemKind]()
    knows_rate = terms.annual_rate is not None or terms.rate_agreed is False or any(one.interest for one in plan)
    if not knows_rate:
        found |= {"interest", "late-interest", "total"}
    if not plan:
        found |= {"late-interest", "total"}
    if terms.compound is None and any(one.kind == "compound" for one in debt.claim):
        found.add("compound")
    if terms.penalty_rate is None and any(one.kind == "penalty" for one in debt.claim):
        found.add("penalty")
    return frozenset(found)


def _missing(debt: Debt, plan: tuple[Instalment, ...], is_private: bool) -> Iterator[str]:
    """Name the records that would narrow the answer, as ids of phrases."""
    terms = debt.terms
    knows_rate = terms.annual_rate is not None or terms.rate_agreed is False or any(one.interest for one in plan)
    asked: list[tuple[bool, str]] = [
        (debt.lender_kind in (None, "platform", "assignee"), "lender-kind"),
        (debt.contract_on is None, "contract-day"),
        (debt.disbursements is None, "received"),
        (debt.payments is None, "payments"),
        (debt.fees is None, "fees"),
        (not knows_rate, "rate"),
        (not plan, "due-day"),
        (not is_private and terms.late_rate is None and terms.late_markup is None, "late-rate"),
        (terms.compound is None and any(one.kind == "compound" for one in debt.claim), "compound"),
        (terms.penalty_rate is None and any(one.kind == "penalty" for one in debt.claim), "penalty"),
    ]
    yield from (name for is_missing, name in asked if is_missing)
