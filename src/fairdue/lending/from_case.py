"""What a case file holds of one debt: payments, and what bears on limitation; terms it does not know are left alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from fairdue.records import case as cases
from fairdue.records.case import Agreement, CaseFile, Contact, DebtRef, Entry, Offer
from fairdue.records.debt import Debt, Event, Payment

# Agreements that say the debt will be paid; one on hours or channels says nothing of it.
_PROMISES = frozenset({"instalments", "settlement", "extension"})


def completed_from(file: CaseFile, ref: DebtRef, debt: Debt) -> Debt:
    """Return the debt with what the case knows of it; what the debt states itself stands.

    A row of the case belongs to this debt where it names it, or where the case holds no other debt. A row that was
    corrected counts no more.
    """
    standing = [one for one in file.entries if one.corrected_by is None]
    rows = [one for one in standing if one.debt == ref.id or (one.debt is None and len(file.debts) == 1)]
    known = [one for one in rows if one.on <= debt.as_of]
    payments = tuple(
        Payment(one.on, one.amount_fen, one.payee, note=one.words) for one in known if isinstance(one, cases.Payment)
    )
    return replace(
        debt,
        lender=debt.lender or ref.lender,
        holder=debt.holder or ref.holder,
        payments=debt.payments if debt.payments is not None else payments or None,
        events=(*debt.events, *(event for one in known for event in _events(one))),
    )


def _events(row: Entry) -> Iterator[Event]:
    """Yield what a row does to limitation: a demand that arrived, a promise given."""
    proof = "、".join(row.evidence)
    match row:
        case Contact(direction="received"):
            yield Event(row.on, "demand", reached=row.connected is not False, proof=proof)
        case Agreement() if row.agreed_on in _PROMISES:
            yield Event(row.on, "promise", proof=proof)
        case Offer(direction="sent"):
            yield Event(row.on, "promise", proof=proof)
        case _:
            return
