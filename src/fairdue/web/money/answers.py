"""Answers turned into the records the app asks for, and back into words for the check page; it reckons nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Final, cast

from fairdue.kernel.errors import UnusableFigure
from fairdue.kernel.months import add_months
from fairdue.records.debt import (
    ClaimItem,
    Debt,
    Disbursement,
    Event,
    EventKind,
    Fee,
    FeeKind,
    ItemKind,
    Judgment,
    LenderKind,
    LoanOffer,
    OfferFee,
    Payment,
    Purpose,
    Repayment,
    Taken,
    Terms,
)
from fairdue.records.money import ScheduleKind
from fairdue.web.money.fields import Fields, Line
from fairdue.web.money.plan import instalments_of
from fairdue.web.words import noted as _

_CLAIM: Final[Mapping[str, ItemKind]] = {
    "claim_total": "total",
    "claim_principal": "principal",
    "claim_interest": "interest",
    "claim_late": "late-interest",
    "claim_compound": "compound",
    "claim_penalty": "penalty",
    "claim_fees": "fees",
    "claim_costs": "costs",
}
# Words of a fee → its kind; the first that is found counts.
_FEE_WORDS: Final[tuple[tuple[str, FeeKind], ...]] = (
    ("砍头", "interest-upfront"),
    ("利息", "interest-upfront"),
    ("担保", "guarantee"),
    ("增信", "guarantee"),
    ("保险", "insurance"),
    ("保费", "insurance"),
    ("会员", "membership"),
    ("权益", "membership"),
    ("咨询", "consulting"),
    ("中介", "consulting"),
    ("提前", "early-repayment"),
    ("催收", "collection"),
    ("律师", "collection"),
    ("服务", "service"),
    ("手续", "service"),
    ("平台", "service"),
)
_TAKEN_WORDS: Final[tuple[tuple[str, Taken], ...]] = (
    ("扣", "deducted"), ("没付", "claimed"), ("未付", "claimed"), ("没交", "claimed"), ("未交", "claimed"),
)  # fmt: skip
_EVENT_WORDS: Final[tuple[tuple[str, EventKind], ...]] = (
    ("起诉", "lawsuit"),
    ("立案", "lawsuit"),
    ("仲裁", "lawsuit"),
    ("支付令", "lawsuit"),
    ("法院", "lawsuit"),
    ("转让", "assignment-notice"),
    ("答应", "promise"),
    ("承诺", "promise"),
    ("分期", "promise"),
    ("协商", "promise"),
    ("延期", "promise"),
    ("还款计划", "promise"),
    ("承认", "acknowledgement"),
    ("对账", "acknowledgement"),
    ("确认", "acknowledgement"),
    ("签", "acknowledgement"),
    ("还了", "part-payment"),
    ("还款", "part-payment"),
    ("付了", "part-payment"),
    ("转了", "part-payment"),
    ("催", "demand"),
    ("律师函", "demand"),
    ("要求还", "demand"),
    ("通知", "demand"),
    ("电话", "demand"),
    ("短信", "demand"),
    ("上门", "demand"),
)


def debt_of(fields: Fields, today: date, id_: str = "page") -> Debt:
    """Read the answers of the audit into a debt; what cannot be read is left unknown and noted in `problems`."""
    as_of = fields.day("as_of") or today
    debt = Debt(
        id=id_,
        as_of=as_of,
        lender=fields.text("lender"),
        lender_kind=cast("LenderKind | None", fields.choice("lender_kind") or None),
        contract_on=fields.day("contract_on"),
        filed_on=fields.day("filed_on"),
        terms=_terms(fields),
        disbursements=_advances(fields),
        payments=_payments(fields),
        fees=_fees(fields),
        claim=_claim(fields),
    )
    _not_before_the_loan(debt, fields)
    return debt


def past_debt_of(fields: Fields, today: date, id_: str = "page") -> Debt:
    """Read the answers about limitation into a debt."""
    judged = fields.day("judgment_on")
    paid = tuple(Payment(line.on, line.amount or 0) for line in fields.lines("paid") if line.on)
    return Debt(
        id=id_,
        as_of=today,
        lender=fields.text("lender"),
        lender_kind=cast("LenderKind | None", fields.choice("lender_kind") or None),
        contract_on=fields.day("contract_on"),
        terms=_due_terms(fields),
        payments=paid or None,
        events=_events(fields),
        judgment=Judgment(effective_on=judged) if judged else None,
    )


def offer_of(fields: Fields, today: date, id_: str = "page") -> LoanOffer:
    """Read the answers about an offer."""
    private = fields.choice("private_account")
    return LoanOffer(
        id=id_,
        on=today,
        lender=fields.text("lender"),
        lender_kind=cast("LenderKind | None", fields.choice("lender_kind") or None),
        amount=fields.money("amount"),
        received=fields.money("offer_received"),
        instalment=fields.money("instalment"),
        months=fields.count("months"),
        fees=tuple(_offer_fee(line) for line in fields.lines("fees", with_day=False)),
        quoted_rate=fields.rate("quoted_rate"),
        quoted_per="year" if fields.text("quoted_rate") else None,
        pay_before=fields.money("pay_before"),
        to_private_account={"yes": True, "no": False}.get(private),
    )


def loan_of(fields: Fields, today: date) -> tuple[ScheduleKind, int, Decimal, int, date] | None:
    """Read what a schedule needs: kind, principal, yearly fraction, months, first day; None where one is missing."""
    principal, rate, months = fields.money("principal"), fields.rate("rate"), fields.count("months")
    kind = fields.choice("repayment") or "equal-payment"
    first = fields.day("first_due") or add_months(today, 1)
    if principal is None or rate is None or months is None:
        for name in ("principal", "rate", "months"):
            if not fields.text(name):
                where = fields.label(name)
                fields.wrong(name, UnusableFigure(where=where, given=None, why="missing", limit=None))
        return None
    return cast(ScheduleKind, kind), principal, rate, months, first


def fee_words(line: Line) -> tuple[FeeKind, Taken]:
    """Read what kind of fee a line names and how it was taken."""
    kind = next((kind for word, kind in _FEE_WORDS if word in line.words), "other")
    taken = next((taken for word, taken in _TAKEN_WORDS if word in line.words), "paid")
    return cast(FeeKind, kind), cast(Taken, taken)


def fee_name(line: Line) -> str:
    """Return what a line calls the fee, without the words on how it was taken."""
    parts = [
        part for part in line.words.split() if part not in {"扣", "付", "没付", "未付", "每月", "已付", "放款时扣"}
    ]
    return " ".join(parts)


def purpose_of(line: Line) -> Purpose:
    """Read what a payment was for: a fee listed apart, principal as agreed, or simply the debt."""
    return "fees" if "费" in line.words else "principal" if "本金" in line.words else "debt"


def event_of(line: Line) -> EventKind | None:
    """Read what kind of thing happened; None where no word tells."""
    return next((kind for word, kind in _EVENT_WORDS if word in line.words), None)


def _terms(fields: Fields) -> Terms:
    """Read what was agreed; a loan repaid at once is due on the day of its first instalment."""
    rate = fields.rate("rate")
    repayment = cast("Repayment | None", fields.choice("repayment") or None)
    first_due, months = fields.day("first_due"), fields.count("months")
    late_rate, late_markup = fields.late_rate("late_rate")
    is_once = repayment == "bullet" or (repayment is None and months in (None, 1))
    return Terms(
        principal=fields.money("principal"),
        annual_rate=rate,
        rate_agreed=None if rate is None else rate > 0,
        late_rate=late_rate,
        late_markup=late_markup,
        penalty_rate=fields.rate("penalty_rate"),
        compound={"yes": True, "no": False}.get(fields.choice("compound")),
        repayment=repayment,
        months=months,
        first_due=None if is_once else first_due,
        due_on=first_due if is_once else None,
        instalments=instalments_of(fields),
        accelerated_on=fields.day("accelerated_on"),
    )


def _due_terms(fields: Fields) -> Terms:
    """Read when a debt fell due."""
    first_due, months = fields.day("first_due"), fields.count("months")
    accelerated_on = fields.day("accelerated_on")
    if months is not None and months > 1 and first_due:
        return Terms(months=months, first_due=first_due, repayment="equal-payment", accelerated_on=accelerated_on)
    return Terms(due_on=first_due, accelerated_on=accelerated_on)


def _advances(fields: Fields) -> tuple[Disbursement, ...] | None:
    """Read what arrived; None where nothing is said."""
    amount, on = fields.money("received"), fields.day("received_on")
    more = tuple(Disbursement(line.on, line.amount or 0) for line in fields.lines("received_more") if line.on)
    first = (Disbursement(on, amount),) if amount is not None and on is not None else ()
    found = tuple(sorted((*first, *more), key=lambda one: one.on))
    return found or None


def _payments(fields: Fields) -> tuple[Payment, ...] | None:
    """Read what was paid: nothing, the lines with their repeats by month, or unknown."""
    found = tuple(
        Payment(add_months(line.on, at, line.on.day), line.amount or 0, purpose=purpose_of(line), note=line.words)
        for line in fields.lines("paid")
        if line.on
        for at in range(line.times)
    )
    return found or (() if fields.choice("paid_known") == "none" else None)


def _fees(fields: Fields) -> tuple[Fee, ...] | None:
    """Read the fees: none, the lines, or unknown."""
    found = []
    for line in fields.lines("fees", with_day=False):
        kind, taken = fee_words(line)
        found.append(Fee(kind, fee_name(line), line.amount, taken, line.on))
    return tuple(found) or (() if fields.choice("fees_known") == "none" else None)


def _offer_fee(line: Line) -> OfferFee:
    """Read one fee of an offer."""
    kind, taken = fee_words(line)
    return OfferFee(
        kind, fee_name(line), line.amount, taken, each_instalment="每月" in line.words or "每期" in line.words
    )


def _claim(fields: Fields) -> tuple[ClaimItem, ...]:
    """Read what is claimed, item by item."""
    amounts = ((kind, fields.money(name)) for name, kind in _CLAIM.items())
    return tuple(ClaimItem(kind, amount) for kind, amount in amounts if amount is not None)


def _events(fields: Fields) -> tuple[Event, ...]:
    """Read what happened; a line whose words tell nothing becomes a problem."""
    found = []
    for line in fields.lines("events", with_amount=False):
        kind = event_of(line)
        if kind is None or line.on is None:
            where = fields.say(_("%(field)s，第 %(number)s 行")) % {
                "field": fields.label("events"),
                "number": line.number,
            }
            fields.wrong("events", UnusableFigure(where=where, given=line.text[:40], why="not-an-event", limit=None))
            continue
        reached = False if "没收到" in line.words else True if "收到" in line.words else None
        found.append(Event(line.on, kind, reached=reached if kind == "demand" else None, proof=line.words))
    return tuple(found)


def _not_before_the_loan(debt: Debt, fields: Fields) -> None:
    """Note days that are said to be older than the loan itself."""
    begins = min((one.on for one in debt.disbursements or ()), default=debt.contract_on)
    if begins is None:
        return
    first_paid = min((one.on for one in debt.payments or ()), default=None)
    first_due = debt.terms.first_due or debt.terms.due_on
    first_planned = min((one.due for one in debt.terms.instalments), default=None)
    days = {"paid": first_paid, "first_due": first_due, "as_of": debt.as_of, "instalments": first_planned}
    days |= {"accelerated_on": debt.terms.accelerated_on, "filed_on": debt.filed_on}
    for name, on in days.items():
        if on is not None and on < begins:
            where = fields.label(name)
            error = UnusableFigure(where=where, given=on.isoformat(), why="before-the-loan", limit=begins.isoformat())
            fields.wrong(name, error)


def without_problems(debt: Debt) -> Debt:
    """Return a debt without the days older than the loan, so that the rest can be reckoned."""
    begins = min((one.on for one in debt.disbursements or ()), default=debt.contract_on)
    if begins is None:
        return debt
    terms = debt.terms
    terms = replace(
        terms,
        first_due=None if terms.first_due and terms.first_due < begins else terms.first_due,
        due_on=None if terms.due_on and terms.due_on < begins else terms.due_on,
        instalments=tuple(one for one in terms.instalments if one.due >= begins),
        accelerated_on=None if terms.accelerated_on and terms.accelerated_on < begins else terms.accelerated_on,
    )
    paid = debt.payments and tuple(one for one in debt.payments if one.on >= begins)
    filed_on = None if debt.filed_on and debt.filed_on < begins else debt.filed_on
    return replace(debt, terms=terms, payments=paid, filed_on=filed_on)
