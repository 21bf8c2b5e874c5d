"""The file of one debt (`fairdue audit`, `fairdue limitation`), every fault named by its line; it reckons nothing.

The fields are those of `schemas/debt.schema.json` and of records/debt.py. A list left out is not known; `[]` or 没有
says there was nothing. Amounts are yuan as people write them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final, cast, get_args

from fairdue.intake.debt_fields import NONE, Fields, fen_of, is_unknown, offered
from fairdue.intake.marked import MarkedFile, Place
from fairdue.kernel.errors import NoValue, UnusableFigure
from fairdue.kernel.money import written
from fairdue.kernel.months import MONTH, series
from fairdue.records.debt import (
    EVENT_KINDS,
    ITEM_KINDS,
    LENDER_KINDS,
    ClaimItem,
    Counted,
    Debt,
    Disbursement,
    Event,
    EventKind,
    Fee,
    FeeKind,
    Guarantee,
    GuaranteeKind,
    Instalment,
    ItemKind,
    Judgment,
    LenderKind,
    Payment,
    Purpose,
    Repayment,
    Taken,
    Terms,
)

FIELDS: Final = (
    "id", "title", "note", "as_of", "lender", "lender_kind", "holder", "product", "contract_on", "filed_on", "terms",
    "disbursements", "payments", "fees", "claim", "events", "guarantees", "judgment",
)  # fmt: skip
TERMS: Final = (
    "principal", "annual_rate", "no_interest", "late_rate", "late_markup", "penalty_rate", "compound", "repayment",
    "months", "first_due", "due_on", "instalments", "accelerated_on", "days_in_year", "principal_first",
)  # fmt: skip
LENDER_NAMES: Final = {
    "银行": "bank", "消费金融": "consumer-finance", "消金": "consumer-finance", "小贷": "microloan",
    "小额贷款": "microloan", "信托": "trust", "汽车金融": "auto-finance", "平台": "platform", "助贷平台": "platform",
    "融资担保": "guarantee", "担保": "guarantee", "保险": "insurer", "典当": "pawn", "融资租赁": "leasing",
    "保理": "factoring", "地方资管": "local-amc", "无牌": "unlicensed", "没有牌照": "unlicensed", "个人": "private",
    "民间": "private", "受让人": "assignee",
}  # fmt: skip
REPAYMENT_NAMES: Final = {
    "等额本息": "equal-payment", "等额本金": "equal-principal", "等本等息": "flat-fee", "先息后本": "interest-only",
    "到期还本付息": "bullet", "到期一次还本付息": "bullet", "一次性还本付息": "bullet", "到期一次性还本付息": "bullet",
    "按月付息到期还本": "interest-only",
}  # fmt: skip
ITEM_NAMES: Final = {
    "总额": "total", "合计": "total", "总计": "total", "本金": "principal", "利息": "interest",
    "逾期利息": "late-interest", "罚息": "late-interest", "复利": "compound", "违约金": "penalty", "滞纳金": "penalty",
    "费用": "fees", "服务费": "fees", "手续费": "fees", "担保费": "fees", "追债费用": "costs", "律师费": "costs",
    "诉讼费": "costs", "催收费": "costs",
}  # fmt: skip
_FAR_APART = 20


@dataclass(frozen=True, slots=True)
class DebtFile:
    """A debt as read, and what looks odd without being wrong: id of a phrase with its values.

    `days` tells where each day that a rate is looked up for stands in the file.
    """

    debt: Debt
    odd: tuple[tuple[str, dict[str, str]], ...] = ()
    days: Mapping[date, str] = field(default_factory=dict)

    def placed(self, error: NoValue) -> NoValue:
        """Return the error with the place of the day it is about, where that day stands in the file."""
        on = error.values.get("on")
        where = self.days.get(on) if isinstance(on, date) else None
        return NoValue(**{**error.values, "where": where}) if where else error


def read_debt(content: bytes, source: str, today: date) -> DebtFile:
    """Read the file; `as_of` is today where it says none. Raises UnusableFigure naming source, line and field."""
    file = MarkedFile.read(content, source)
    whole = Fields.of(file, file.data, (), FIELDS)
    return debt_of(whole, source.rsplit("/", 1)[-1].rsplit(".", 1)[0], today)


def debt_of(whole: Fields, name: str, today: date) -> DebtFile:
    """Build the debt from the fields of a file or a row; raises UnusableFigure."""
    said = whole.values.get("terms")
    terms = Fields.of(whole.file, {} if is_unknown(said) else said, (*whole.place, "terms"), TERMS)
    disbursements = _disbursements(whole)
    begins = min((one.on for one in disbursements or ()), default=None)
    debt = Debt(
        id=whole.words("id") or name,
        as_of=whole.day("as_of") or today,
        lender=whole.words("lender"),
        lender_kind=cast(LenderKind | None, whole.choice("lender_kind", LENDER_KINDS, LENDER_NAMES)),
        holder=whole.words("holder"),
        product="credit-card" if whole.choice("product", ("loan", "credit-card")) == "credit-card" else "loan",
        contract_on=whole.day("contract_on"),
        filed_on=whole.day("filed_on"),
        terms=_terms(terms),
        disbursements=disbursements,
        payments=_payments(whole, begins),
        fees=_fees(whole),
        claim=tuple(_claim(whole)),
        events=tuple(_events(whole)),
        guarantees=tuple(_guarantees(whole)),
        judgment=_judgment(whole),
    )
    _hold_together(whole, debt)
    return DebtFile(debt, tuple(_odd(debt, terms)), dict(_days_of_rates(whole, debt)))


def _days_of_rates(whole: Fields, debt: Debt) -> Iterator[tuple[date, str]]:
    """Yield the days rates are looked up for with their places; the last of one day is the one that counts."""
    given: tuple[tuple[Place, date | None], ...] = (
        (("as_of",), debt.as_of),
        (("filed_on",), debt.filed_on),
        (("disbursements", 0, "on"), min((one.on for one in debt.disbursements or ()), default=None)),
        (("contract_on",), debt.contract_on),
    )
    for place, on in given:
        if on is not None and place[0] in whole.values:
            yield on, whole.file.where((*whole.place, *place))


def _terms(given: Fields) -> Terms:
    days = given.count("days_in_year", 360, 366) or 365
    if days not in (360, 365):
        raise given.file.fault((*given.place, "days_in_year"), days, "unknown-choice", "360, 365")
    no_interest = given.flag("no_interest")
    annual_rate = given.rate("annual_rate")
    if no_interest and annual_rate:
        raise given.file.fault((*given.place, "no_interest"), "no_interest", "both-rates", "annual_rate")
    listed = given.rows("instalments") or ()
    instalments = tuple(_instalment(Fields.of(given.file, entry, place, _INSTALMENT)) for entry, place in listed)
    return Terms(
        principal=given.amount("principal"),
        annual_rate=annual_rate,
        rate_agreed=False if no_interest else True if annual_rate is not None else None,
        late_rate=given.rate("late_rate"),
        late_markup=given.share("late_markup"),
        penalty_rate=given.rate("penalty_rate"),
        compound=given.flag("compound"),
        repayment=cast(Repayment | None, given.choice("repayment", get_args(Repayment), REPAYMENT_NAMES)),
        months=given.count("months", 1, 600),
        first_due=given.day("first_due"),
        due_on=given.day("due_on"),
        instalments=instalments,
        accelerated_on=given.day("accelerated_on"),
        day_basis=360 if days == 360 else 365,
        order=("principal",) if given.flag("principal_first") else (),
    )


_INSTALMENT: Final = ("due", "principal", "interest", "fee")


def _instalment(given: Fields) -> Instalment:
    parts = {name: _part(given, name) for name in ("principal", "interest", "fee")}
    return Instalment(given.needed("due", given.day("due")), **parts)


def _part(given: Fields, name: str) -> int:
    """Read a part of an instalment, which may be nothing."""
    value = given.values.get(name)
    return 0 if is_unknown(value) or str(value).strip() in ("0", "0.0", "0.00") else fen_of(value, given.at(name))


def _disbursements(whole: Fields) -> tuple[Disbursement, ...] | None:
    rows = whole.rows("disbursements")
    if rows is None:
        return None
    read = []
    for entry, place in rows:
        given = Fields.of(whole.file, entry, place, ("on", "amount", "note"))
        on, amount = given.needed("on", given.day("on")), given.needed("amount", given.amount("amount"))
        read.append(Disbursement(on, amount, given.words("note")))
    return tuple(sorted(read, key=lambda one: one.on)) or None


_PAYMENT: Final = ("on", "first", "count", "amount", "payee", "purpose", "note")
_PURPOSES: Final = {"还款": "debt", "还本金": "principal", "交费用": "fees"}


def _payments(whole: Fields, begins: date | None) -> tuple[Payment, ...] | None:
    rows = whole.rows("payments")
    if rows is None:
        return None
    read: list[Payment] = []
    for entry, place in rows:
        given = Fields.of(whole.file, entry, place, _PAYMENT)
        amount = given.needed("amount", given.amount("amount"))
        purpose = cast(Purpose, given.choice("purpose", get_args(Purpose), _PURPOSES) or "debt")
        for on in _days(given):
            if begins is not None and on < begins and purpose != "fees":
                raise given.file.fault(
                    (*place, "first" if "first" in given.values else "on"), on, "before-the-loan", begins
                )
            read.append(Payment(on, amount, given.words("payee"), purpose, given.words("note")))
    return tuple(sorted(read, key=lambda one: one.on))


def _days(given: Fields) -> Iterator[date]:
    """Yield the one day of a payment, or each of a monthly series."""
    first = given.day("first")
    if first is None:
        yield given.needed("on", given.day("on"))
        return
    yield from series(first, MONTH, given.needed("count", given.count("count", 1, 600)))


_FEE: Final = ("kind", "name", "amount", "taken", "on", "payee", "counted")
FEE_NAMES: Final = {
    "砍头息": "interest-upfront", "服务费": "service", "担保费": "guarantee", "会员费": "membership", "保险费": "insurance",
    "咨询费": "consulting", "提前还款费": "early-repayment", "催收费": "collection", "其他": "other",
}  # fmt: skip
TAKEN_NAMES: Final = {"扣掉": "deducted", "另付": "paid", "主张": "claimed"}


def _fees(whole: Fields) -> tuple[Fee, ...] | None:
    rows = whole.rows("fees")
    if rows is None:
        return None
    read = []
    for entry, place in rows:
        given = Fields.of(whole.file, entry, place, _FEE)
        counted = given.values.get("counted")
        said = {True: "yes", False: "no"}.get(counted) if isinstance(counted, bool) else counted
        choice = Fields(given.file, {"counted": said}, place).choice("counted", get_args(Counted))
        read.append(
            Fee(
                kind=cast(FeeKind, given.choice("kind", get_args(FeeKind), FEE_NAMES) or "other"),
                name=given.words("name"),
                amount=given.amount("amount"),
                taken=cast(Taken, given.choice("taken", get_args(Taken), TAKEN_NAMES) or "paid"),
                on=given.day("on"),
                payee=given.words("payee"),
                counted=cast(Counted, choice or "both"),
            )
        )
    return tuple(read)


def _claim(whole: Fields) -> Iterator[ClaimItem]:
    """Yield the items claimed: a mapping of item and amount, a list, or one amount for all of it."""
    value = whole.values.get("claim")
    if not is_unknown(value) and not isinstance(value, (dict, list)) and str(value).strip() not in NONE:
        yield ClaimItem("total", fen_of(value, whole.at("claim")))
        return
    if isinstance(value, dict):
        for name, amount in value.items():
            place = (*whole.place, "claim", str(name))
            kind = ITEM_NAMES.get(str(name), str(name))
            if kind not in ITEM_KINDS:
                raise whole.file.fault(place, name, "unknown-field", offered(ITEM_KINDS, ITEM_NAMES))
            if not is_unknown(amount) and str(amount).strip() not in ("0", "0.0", "0.00"):
                yield ClaimItem(kind, fen_of(amount, whole.file.where(place)))
        return
    for entry, place in whole.rows("claim") or ():
        given = Fields.of(whole.file, entry, place, ("kind", "amount", "name"))
        kind = given.needed("kind", given.choice("kind", ITEM_KINDS, ITEM_NAMES))
        amount = given.needed("amount", given.amount("amount"))
        yield ClaimItem(cast(ItemKind, kind), amount, given.words("name"))


_EVENT_NAMES: Final = {
    "催收": "demand", "还了一部分": "part-payment", "答应还": "promise", "签字确认": "acknowledgement", "起诉": "lawsuit",
    "债权转让通知": "assignment-notice", "障碍": "obstacle",
}  # fmt: skip


def _events(whole: Fields) -> Iterator[Event]:
    for entry, place in whole.rows("events") or ():
        given = Fields.of(whole.file, entry, place, ("on", "kind", "until", "reached", "proof"))
        kind = given.needed("kind", given.choice("kind", EVENT_KINDS, _EVENT_NAMES))
        on, until = given.needed("on", given.day("on")), given.day("until")
        if until is not None and until < on:
            raise given.file.fault((*place, "until"), until, "ends-before", on)
        yield Event(on, cast(EventKind, kind), until, given.flag("reached"), given.words("proof"))


def _guarantees(whole: Fields) -> Iterator[Guarantee]:
    for entry, place in whole.rows("guarantees") or ():
        known = ("name", "kind", "until", "period_agreed", "demanded_on", "sued_on")
        given = Fields.of(whole.file, entry, place, known)
        kind = given.choice("kind", get_args(GuaranteeKind), {"一般保证": "general", "连带保证": "joint"})
        days = {name: given.day(name) for name in ("until", "demanded_on", "sued_on")}
        agreed = given.flag("period_agreed")
        yield Guarantee(given.words("name"), cast(GuaranteeKind | None, kind), period_agreed=agreed, **days)


def _judgment(whole: Fields) -> Judgment | None:
    value = whole.values.get("judgment")
    if is_unknown(value):
        return None
    given = Fields.of(whole.file, value, (*whole.place, "judgment"), _JUDGMENT)
    return Judgment(*(given.day(name) for name in _JUDGMENT))


_JUDGMENT: Final = ("effective_on", "perform_by", "enforcement_asked_on")


def _hold_together(whole: Fields, debt: Debt) -> None:
    """Refuse days that cannot stand beside each other; raises UnusableFigure."""
    begins = min((one.on for one in debt.disbursements or ()), default=debt.contract_on)
    if begins is None:
        return
    if debt.as_of < begins:
        raise UnusableFigure(where=whole.at("as_of"), given=debt.as_of, why="before-the-loan", limit=begins)
    dues: list[tuple[Place, date | None]] = [(("first_due",), debt.terms.first_due), (("due_on",), debt.terms.due_on)]
    dues += [(("instalments", at, "due"), one.due) for at, one in enumerate(debt.terms.instalments)]
    for place, due in dues:
        if due is not None and due < begins:
            where = whole.file.where((*whole.place, "terms", *place))
            raise UnusableFigure(where=where, given=due, why="before-the-loan", limit=begins)


def _odd(debt: Debt, terms: Fields) -> Iterator[tuple[str, dict[str, str]]]:
    """Name what looks odd: a yearly rate written like a monthly one, 万 for 元, payments after the day asked about."""
    for name in ("annual_rate", "late_rate"):
        if terms.looks_monthly(name):
            yield "maybe-monthly", {"where": terms.at(name), "given": str(terms.values[name])}
    received = sum(one.amount for one in debt.disbursements or ())
    principal = debt.terms.principal or received
    paid, claimed = sum(one.amount for one in debt.payments or ()), sum(one.amount for one in debt.claim)
    largest = max(principal, paid, claimed)
    if received and (largest > _FAR_APART * received or received > _FAR_APART * principal):
        other = largest if largest > received else principal
        yield "units-differ", {"received": written(received), "other": written(other)}
    later = sum(one.on > debt.as_of for one in debt.payments or ())
    if later:
        yield "later-payments", {"count": str(later), "as_of": debt.as_of.isoformat()}
