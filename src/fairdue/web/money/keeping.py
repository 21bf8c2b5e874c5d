"""A debt as the file `fairdue audit` reads, and such a file back as answers, where the page has a field for all of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any, Final

import yaml

from fairdue.app.reading.figures import rate
from fairdue.intake.debt_file import read_debt
from fairdue.kernel.errors import UnusableFigure
from fairdue.kernel.money import to_yuan
from fairdue.records.debt import Debt, Fee, Instalment, Terms
from fairdue.web.money.answers import debt_of
from fairdue.web.money.fields import Fields
from fairdue.web.money.questions import AUDIT
from fairdue.web.words import noted

HEAD: Final = "# 由网页存下。可以在网页里接着填，也可以用 fairdue audit 来算。\n"
_TAKEN: Final = {"deducted": "扣", "paid": "付", "claimed": "没付"}
_CLAIM: Final = {
    "total": "claim_total", "principal": "claim_principal", "interest": "claim_interest", "late-interest": "claim_late",
    "compound": "claim_compound", "penalty": "claim_penalty", "fees": "claim_fees", "costs": "claim_costs",
}  # fmt: skip


def as_file(debt: Debt) -> bytes:
    """Write a debt as YAML in the fields of the debt file; what is not known is left out."""
    whole: dict[str, Any] = {
        "as_of": debt.as_of,
        "lender": debt.lender or None,
        "lender_kind": debt.lender_kind,
        "contract_on": debt.contract_on,
        "filed_on": debt.filed_on,
        "terms": _terms(debt.terms) or None,
        "disbursements": _rows(debt.disbursements),
        "payments": _rows(debt.payments),
        "fees": _rows(debt.fees),
        "claim": {one.kind: str(to_yuan(one.amount)) for one in debt.claim} or None,
    }
    known = {name: value for name, value in whole.items() if value is not None}
    return (HEAD + yaml.safe_dump(known, allow_unicode=True, sort_keys=False)).encode("utf-8")


def answers_in(content: bytes, source: str, today: date) -> Mapping[str, str]:
    """Read a debt file as answers of the page.

    Raises UnusableFigure with the line of the first fault, or `not-for-the-page` where the file holds what the page has
    no field for: nothing may get lost on the way.
    """
    debt = read_debt(content, source, today).debt
    answers = dict(_answers(debt))
    questions = {one.name: one for topic in AUDIT.topics for one in topic.questions}
    again = debt_of(Fields(answers, questions, noted, lambda error: str(error)), today)
    if replace(again, id="") != replace(_plain(debt), id=""):
        raise UnusableFigure(where=source, given=debt.id, why="not-for-the-page", limit=None)
    return answers


def _terms(terms: Terms) -> dict[str, Any]:
    """Write what was agreed."""
    found = {
        "principal": str(to_yuan(terms.principal)) if terms.principal is not None else None,
        "annual_rate": _percent(terms.annual_rate) if terms.annual_rate else None,
        "no_interest": True if terms.rate_agreed is False else None,
        "late_rate": _percent(terms.late_rate),
        "late_markup": _percent(terms.late_markup),
        "penalty_rate": _percent(terms.penalty_rate),
        "compound": terms.compound,
        "repayment": terms.repayment,
        "months": terms.months,
        "first_due": terms.first_due,
        "due_on": terms.due_on,
        "instalments": [_planned(one) for one in terms.instalments] or None,
        "accelerated_on": terms.accelerated_on,
    }
    return {name: value for name, value in found.items() if value is not None}


def _rows(given: tuple[Any, ...] | None) -> list[dict[str, Any]] | None:
    """Write a list of payments, advances or fees; an empty one says there was nothing."""
    return None if given is None else [_row(one) for one in given]


def _row(one: Any) -> dict[str, Any]:
    """Write one entry."""
    row: dict[str, Any] = {"on": one.on} if one.on else {}
    if isinstance(one, Fee):
        row = {"kind": one.kind, "name": one.name, "taken": one.taken} | row
    if one.amount is not None:
        row["amount"] = str(to_yuan(one.amount))
    if getattr(one, "purpose", "debt") != "debt":
        row["purpose"] = one.purpose
    if getattr(one, "note", ""):
        row["note"] = one.note
    return row


def _planned(one: Instalment) -> dict[str, Any]:
    """Write one instalment of a plan, the parts that are nothing left out."""
    parts = {"principal": one.principal, "interest": one.interest, "fee": one.fee}
    return {"due": one.due} | {name: str(to_yuan(fen)) for name, fen in parts.items() if fen}


def _answers(debt: Debt) -> Iterator[tuple[str, str]]:
    """Write a debt as somebody would fill it in."""
    terms = debt.terms
    yield "lender", debt.lender
    yield "lender_kind", debt.lender_kind or ""
    yield "contract_on", _day(debt.contract_on)
    first, *more = debt.disbursements or (None,)
    if first is not None:
        yield "received", _yuan(first.amount)
        yield "received_on", _day(first.on)
        yield "received_more", "\n".join(f"{_day(one.on)} {_yuan(one.amount)}" for one in more if one is not None)
    yield "principal", _yuan(terms.principal)
    yield "rate", "0" if terms.rate_agreed is False else _percent(terms.annual_rate) or ""
    yield "late_rate", f"上浮{_percent(terms.late_markup)}" if terms.late_markup else _percent(terms.late_rate) or ""
    yield "repayment", terms.repayment or ""
    yield "months", str(terms.months or "")
    yield "first_due", _day(terms.first_due or terms.due_on)
    yield "penalty_rate", _percent(terms.penalty_rate) or ""
    yield "compound", {True: "yes", False: "no", None: ""}[terms.compound]
    yield "accelerated_on", _day(terms.accelerated_on)
    yield "filed_on", _day(debt.filed_on)
    yield "instalments", "\n".join(_plan_line(one) for one in terms.instalments)
    yield "paid_known", _known(debt.payments)
    yield "paid", "\n".join(f"{_day(one.on)} {_yuan(one.amount)} {one.note}".strip() for one in debt.payments or ())
    yield "fees_known", _known(debt.fees)
    yield "fees", "\n".join(" ".join(_fee_parts(one)) for one in debt.fees or ())
    yield from ((_CLAIM[one.kind], _yuan(one.amount)) for one in debt.claim if one.kind in _CLAIM)
    yield "as_of", _day(debt.as_of)


def _plan_line(one: Instalment) -> str:
    """Write one instalment of a plan as a line of the page."""
    parts = f"{_day(one.due)} 本金 {_yuan(one.principal)} 利息 {_yuan(one.interest)}"
    return f"{parts} 费用 {_yuan(one.fee)}" if one.fee else parts


def _fee_parts(fee: Fee) -> Iterator[str]:
    """Write the parts of a line for one fee."""
    yield from filter(None, (_day(fee.on), fee.name, _yuan(fee.amount), _TAKEN[fee.taken]))


def _plain(debt: Debt) -> Debt:
    """Return a debt without what the page reads in another way but the same sense."""
    terms = debt.terms
    is_none = terms.rate_agreed is False
    return replace(debt, terms=replace(terms, annual_rate=Decimal(0) if is_none else terms.annual_rate))


def _known(given: tuple[object, ...] | None) -> str:
    """Write whether there was something, nothing, or nobody knows."""
    return "" if given is None else "some" if given else "none"


def _day(on: date | None) -> str:
    """Write a day."""
    return on.isoformat() if on else ""


def _yuan(fen: int | None) -> str:
    """Write an amount as people type it."""
    return "" if fen is None else format(to_yuan(fen), "f").removesuffix(".00")


def _percent(fraction: Decimal | None) -> str | None:
    """Write a yearly fraction in percent."""
    return None if fraction is None else rate(fraction, noted)
