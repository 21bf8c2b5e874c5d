"""An offer read before signing: its yearly cost, its sum in yuan, what its fees buy, its warning signs; no advice.

Who the lender is, the registry says; what a rate is compared with, the readings of the pack say.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Literal

from fairdue.kernel.money import to_yuan
from fairdue.kernel.months import MONTH, add_months, series
from fairdue.law.citations import cite_each
from fairdue.lending.caps import fitting, optional_limits, percent
from fairdue.lending.cost import cost_of
from fairdue.lending.lender import Lenders, Licence
from fairdue.lending.wording import missing, say, yuan
from fairdue.reckoning.costs import counted, has_two_readings
from fairdue.records.audit import Ask, CapFigure, FeeReading, OfferReading, Sign, Span, YearlyCost
from fairdue.records.debt import Debt, LenderKind, LoanOffer, OfferFee
from fairdue.records.lending import LawReading
from fairdue.records.money import CashFlow
from fairdue.records.pack import Pack

_HUNDRED = Decimal(100)
_PER_YEAR = {"day": 365, "month": 12, "year": 1}
# A true rate this much above the one quoted is no matter of rounding or day counts.
_ABOVE_QUOTED = Decimal("1.1")


def read_offer(offer: LoanOffer, pack: Pack) -> OfferReading:
    """Return the reading of an offer; what the offer leaves out is named, never guessed."""
    licence = Lenders(pack).licence(offer.lender, offer.lender_kind)
    flows = tuple(_flows(offer))
    costs = _costs(flows, pack)
    compared, is_rate_lost = _caps(offer, licence.kind, pack)
    caps = tuple(figure for _, figure in compared)
    received, repaid = _received(offer), _repaid(offer)
    lost = [*_missing(offer, licence), *(["rate-that-day"] if is_rate_lost else [])]
    return OfferReading(
        offer=offer.id,
        lender=licence.lender.name if licence.lender else offer.lender,
        licence=licence.words,
        received=received,
        repaid=repaid,
        cost=Span(repaid.low - received.low, repaid.high - received.low) if received and repaid else None,
        costs=costs,
        fees=tuple(_fee(one, pack) for one in offer.fees),
        caps=caps,
        signs=tuple(_signs(offer, licence, costs, [one for law, one in compared if law.ask], pack)),
        missing=missing(pack, lost, "offer"),
        asks=tuple(_asks(offer, pack)),
    )


def _received(offer: LoanOffer) -> Span | None:
    """Return what would arrive: as said, else the sum less what is deducted; None where neither is told."""
    if offer.received is not None:
        return Span(offer.received, offer.received)
    if offer.amount is None:
        return None
    amount = offer.amount - sum(one.amount or 0 for one in offer.fees if one.taken == "deducted")
    return Span(max(amount, 0), max(amount, 0))


def _repaid(offer: LoanOffer) -> Span | None:
    """Return what would be paid in all, without the fees one may refuse and with them; None where it is not told."""
    if offer.instalment is None or offer.months is None:
        return None
    base = offer.instalment * offer.months
    sure = sum(_total(one, offer) for one in offer.fees if one.taken != "deducted" and not one.optional)
    open_ = sum(_total(one, offer) for one in offer.fees if one.taken != "deducted" and one.optional)
    return Span(base + sure, base + sure + open_)


def _total(fee: OfferFee, offer: LoanOffer) -> int:
    return (fee.amount or 0) * ((offer.months or 1) if fee.each_instalment else 1)


def _flows(offer: LoanOffer) -> Iterator[CashFlow]:
    """Yield the money in and out by day; nothing where the offer does not say how much comes and goes."""
    arrives = _received(offer)
    received = arrives.low if arrives else 0
    if not received or not offer.instalment or not offer.months:
        return
    begins = offer.starts_on or offer.on
    first = offer.first_due or add_months(begins, 1)
    yield CashFlow(begins, -to_yuan(received), "advance")
    dues = list(series(first, MONTH, offer.months))
    yield from (CashFlow(due, to_yuan(offer.instalment)) for due in dues)
    for fee in offer.fees:
        if fee.taken == "deducted" or not fee.amount:
            continue
        status: Literal["yes", "both"] = "both" if fee.optional else "yes"
        for on in dues if fee.each_instalment else [begins]:
            yield CashFlow(on, to_yuan(fee.amount), "fee", fee.payee, fee.name, status)


def _costs(flows: Sequence[CashFlow], pack: Pack) -> tuple[YearlyCost, ...]:
    if not flows:
        return ()
    if not has_two_readings(flows):
        return (cost_of(flows, say(pack, "offer.cost.all"), pack, is_counted=True),)
    return (
        cost_of(counted(flows, with_open=False), say(pack, "offer.cost.without"), pack, is_counted=False),
        cost_of(counted(flows), say(pack, "offer.cost.all"), pack, is_counted=True),
    )


def _caps(
    offer: LoanOffer, kind: LenderKind | None, pack: Pack
) -> tuple[tuple[tuple[LawReading, CapFigure], ...], bool]:
    """Return what the cost is compared with, and whether a rate of that day is not known."""
    debt = Debt(offer.id, offer.starts_on or offer.on, lender_kind=kind, contract_on=offer.starts_on or offer.on)
    found = [
        (law, optional_limits(law, debt, pack))
        for law in fitting(pack.lending.readings, kind, "loan", debt.as_of)
        if law.main or law.nature == "regulatory" or law.paid == "to-principal"
    ]
    known = tuple((law, figure) for law, one in found if one for figure in one.figures)
    return known, any(one is None for _, one in found)


def _fee(fee: OfferFee, pack: Pack) -> FeeReading:
    meaning = next((one for one in pack.lending.fees if one.id == fee.kind), None)
    name = fee.name or (meaning.title if meaning else fee.kind)
    return FeeReading(name, fee.amount, fee.payee, meaning.buys if meaning else "", meaning.ask if meaning else "")


def _signs(
    offer: LoanOffer, licence: Licence, costs: Sequence[YearlyCost], caps: Sequence[CapFigure], pack: Pack
) -> Iterator[Sign]:
    """Yield the warning signs, the gravest first."""
    on = offer.starts_on or offer.on
    if offer.pay_before:
        yield _sign("pay-before", "grave", (), on, pack, amount=yuan(offer.pay_before))
    if offer.to_private_account:
        yield _sign("private-account", "grave", (), on, pack)
    arrives = _received(offer)
    if offer.amount and arrives and arrives.high < offer.amount:
        yield _sign("deducted", "serious", ("cc-670",), on, pack, short=yuan(offer.amount - arrives.high))
    cost = costs[-1] if costs else None
    if cost:
        yield from _about_rate(offer, cost, caps, on, pack)
    if offer.quoted_rate is not None and offer.quoted_per in ("day", "month"):
        yearly = percent(_quoted(offer) or Decimal(0))
        yield _sign("not-yearly", "notice", ("pboc-2021-3",), on, pack, yearly=yearly)
    if licence.kind == "platform" and offer.fees:
        yield _sign("platform-fee", "serious", ("zd-platform-no-fee",), on, pack)
    if any(one.kind == "membership" and not one.optional for one in offer.fees):
        yield _sign("membership", "serious", ("zd-platform-no-fee",), on, pack)
    if licence.lender is None:
        yield _sign("not-in-registry", "notice", (), on, pack)


def _about_rate(offer: LoanOffer, cost: YearlyCost, caps: Sequence[CapFigure], on: date, pack: Pack) -> Iterator[Sign]:
    nominal, effective = cost.nominal_percent, cost.effective_percent
    if nominal is None or effective is None:
        return
    quoted = _quoted(offer)
    if quoted is not None and nominal > quoted * _HUNDRED * _ABOVE_QUOTED:
        shown = {"quoted": percent(quoted), "true": f"{nominal:.2f}%"}
        yield _sign("above-quoted", "serious", ("pboc-2021-3",), on, pack, **shown)
    for cap in caps:
        if effective <= cap.rate * _HUNDRED:
            continue
        name = "above-cap" if nominal > cap.rate * _HUNDRED else "above-cap-compounded"
        shown = {
            "title": cap.title,
            "cap": percent(cap.rate),
            "true": f"{nominal:.2f}%",
            "effective": f"{effective:.2f}%",
        }
        sign = _sign(name, "serious" if name == "above-cap" else "notice", (), on, pack, **shown)
        yield Sign(sign.id, sign.weight, sign.because, cap.citations)


def _quoted(offer: LoanOffer) -> Decimal | None:
    if offer.quoted_rate is None or offer.quoted_per is None:
        return None
    return offer.quoted_rate * _PER_YEAR[offer.quoted_per]


def _sign(
    id: str, weight: Literal["grave", "serious", "notice"], cited: Sequence[str], on: date, pack: Pack, **values: str
) -> Sign:
    return Sign(id, weight, say(pack, f"offer.sign.{id}", **values), cite_each(cited, pack.provisions, on))


def _missing(offer: LoanOffer, licence: Licence) -> Iterator[str]:
    """Name what the offer does not say, as ids of phrases."""
    asked = [
        (licence.kind is None, "lender-kind"),
        (offer.received is None, "received"),
        (offer.instalment is None or offer.months is None, "instalments"),
        (offer.quoted_rate is None, "rate"),
        (any(one.amount is None for one in offer.fees), "fee-amount"),
        (any(one.optional is None for one in offer.fees), "fee-optional"),
    ]
    yield from (name for is_missing, name in asked if is_missing)


def _asks(offer: LoanOffer, pack: Pack) -> Iterator[Ask]:
    """Yield what to ask before signing, the sheet of all costs first."""
    on = offer.starts_on or offer.on
    lender = say(pack, "audit.whom.lender")
    yield Ask(say(pack, "offer.ask.sheet"), lender, cite_each(("disclose-2026", "pboc-2021-3"), pack.provisions, on))
    said: set[str] = set()
    for fee in offer.fees:
        meaning = next((one for one in pack.lending.fees if one.id == fee.kind), None)
        if meaning and meaning.ask not in said:
            said.add(meaning.ask)
            yield Ask(meaning.ask, fee.payee or lender, cite_each(meaning.citations, pack.provisions, on))
