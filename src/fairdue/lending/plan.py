"""The instalments a contract comes to: as listed, or reckoned from its terms; it invents no term that is missing."""

from __future__ import annotations

from datetime import date

from fairdue.kernel.months import MONTH, add_months, series
from fairdue.reckoning.schedules import make_schedule
from fairdue.records.debt import Debt, Instalment, Terms
from fairdue.records.money import LoanTerms


def instalments(debt: Debt, begins: date | None) -> tuple[Instalment, ...]:
    """Return the agreed instalments in order of their due day; empty where the terms do not settle them.

    Listed ones come first; else they are reckoned from principal (what arrived, where the contract's is not known),
    rate, number of months and way of repayment; else a single due day makes one instalment without interest of its own,
    since interest then runs by the day.
    """
    terms = debt.terms
    if terms.instalments:
        return tuple(sorted(terms.instalments, key=lambda one: one.due))
    principal = terms.principal or sum(one.amount for one in debt.disbursements or ())
    reckoned = _reckoned(terms, principal, begins)
    if reckoned:
        return reckoned
    due = due_day(terms, begins)
    if due is None:
        return ()
    return (Instalment(due, principal),)


def due_day(terms: Terms, begins: date | None) -> date | None:
    """Return the last day to pay, as agreed or counted from the months; None where nothing says."""
    if terms.instalments:
        return max(one.due for one in terms.instalments)
    if terms.due_on:
        return terms.due_on
    if terms.months and terms.first_due and terms.repayment not in (None, "bullet"):
        return add_months(terms.first_due, terms.months - 1)
    return add_months(begins, terms.months) if terms.months and begins else None


def _reckoned(terms: Terms, principal: int, begins: date | None) -> tuple[Instalment, ...]:
    kind, months = terms.repayment, terms.months
    if not kind or kind == "bullet" or not months or principal <= 0 or terms.annual_rate is None:
        return ()
    start = begins or (add_months(terms.first_due, -1) if terms.first_due else None)
    if start is None:
        return ()
    first = terms.first_due or add_months(start, 1, start.day)
    dues = tuple(series(first, MONTH, months))
    start = start if start < first else add_months(first, -1)  # a period has to begin before it ends
    made = make_schedule(LoanTerms(kind, principal, terms.annual_rate, start, dues))
    return tuple(Instalment(row.due, row.principal, row.interest, row.fee) for row in made.rows)
