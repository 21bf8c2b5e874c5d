"""One line of an audit: an item of the claim beside what each reading carries of it, in figures and words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from fairdue.lending.account import Book
from fairdue.lending.caps import percent
from fairdue.lending.readings import Computed
from fairdue.lending.support import agreed_fees, is_not_due
from fairdue.lending.wording import missing, say, sources, yuan
from fairdue.records.audit import AuditLine, Input, LedgerRow, ReadingFigure, Span
from fairdue.records.debt import ClaimItem, Debt, ItemKind
from fairdue.records.pack import Pack

# What a line rests on besides the reading itself.
_BASIS: dict[str, tuple[str, ...]] = {
    "total": ("cc-670", "cc-561"),
    "principal": ("cc-670", "cc-561"),
    "interest": ("cc-680", "cc-561"),
    "late-interest": ("cc-676",),
    "compound": ("pboc-compound",),
    "penalty": ("cc-585", "ht-65"),
    "fees": ("cc-680",),
    "costs": ("cc-561", "court-fee-loser"),
}
_NEEDS: dict[str, frozenset[str]] = {
    "principal": frozenset({"received", "payments", "contract-day"}),
    "interest": frozenset({"received", "payments", "rate", "lender-kind"}),
    "late-interest": frozenset({"late-rate", "due-day", "payments", "lender-kind"}),
    "compound": frozenset({"compound"}),
    "penalty": frozenset({"penalty", "due-day"}),
    "fees": frozenset({"fees"}),
    "costs": frozenset(),
}
Figures = Sequence[tuple[Computed, Span]]


def line(item: ClaimItem, figures: Figures, debt: Debt, pack: Pack) -> AuditLine:
    """Return the line of one item: the range over all readings, why, the formula, what is missing, what to ask."""
    carried = _over_all(item, [span for _, span in figures])
    title = say(pack, "audit.item.unexplained" if item.name == "unexplained" else f"audit.item.{item.kind}")
    main = figures[0][0] if figures else None
    ids = (*_BASIS[item.kind], *(id for one, _ in figures for id in one.law.citations))
    lost = [name for name in (main.known.missing if main else ()) if name in _NEEDS.get(item.kind, _all_needs())]
    if main and item.kind in ("principal", "total") and is_not_due(main, debt):
        lost.append("accelerated")
    formula, inputs = _formula(item, main, debt, pack)
    return AuditLine(
        item=item.kind,
        title=title if not item.name or item.name == "unexplained" else item.name,
        claimed=item.amount,
        supported=carried,
        difference=Span(item.amount - carried.high, item.amount - carried.low),
        because="".join(_because(item, figures, carried, debt, pack)),
        formula=formula,
        inputs=inputs,
        citations=sources(pack, ids, debt.lender_kind, debt.as_of),
        readings=tuple(ReadingFigure(one.id, _title(one, pack), span) for one, span in figures if _differ(figures)),
        missing=missing(pack, lost if not carried.is_exact else ()),
        ask=say(pack, f"audit.ask.{item.kind}") if carried.low < item.amount else "",
    )


def _title(one: Computed, pack: Pack) -> str:
    return say(pack, "audit.fees-counted", title=one.law.title) if one.counting == "all" else one.law.title


def _differ(figures: Figures) -> bool:
    """Tell whether the readings come to different figures; where they agree there is nothing to list."""
    return len({span for _, span in figures}) > 1


def _all_needs() -> frozenset[str]:
    return frozenset(name for names in _NEEDS.values() for name in names)


def _over_all(item: ClaimItem, spans: Sequence[Span]) -> Span:
    if not spans:
        return Span(0, item.amount)
    return Span(min(one.low for one in spans), max(one.high for one in spans))


def _because(item: ClaimItem, figures: Figures, carried: Span, debt: Debt, pack: Pack) -> Iterator[str]:
    """Say why, from the account outward: how it was reckoned, how readings differ, what is not known."""
    main = figures[0][0] if figures else None
    if item.name == "unexplained":
        yield say(pack, "audit.because.unexplained")
        return
    if main is None or main.high is None:
        yield say(pack, "audit.because.no-rules" if main is None else "audit.because.no-account")
        return
    name: str = item.kind
    if item.kind == "fees" and agreed_fees(debt) == 0:
        name = "fees-not-agreed"
    elif item.kind in ("penalty", "compound") and item.kind in main.known.open_items:
        name = f"{item.kind}-unknown"
    yield say(
        pack,
        f"audit.because.{name}",
        **{name: yuan(value) for name, value in _figures(item.kind, main.high).items()},
    )
    if item.kind in ("principal", "total") and is_not_due(main, debt):
        yield say(pack, "audit.because.not-due")
    if _differ(figures):
        count, low, high = len({span for _, span in figures}), yuan(carried.low), yuan(carried.high)
        yield say(pack, "audit.because.readings", count=count, low=low, high=high)
    elif not carried.is_exact and item.kind != "costs":
        yield say(pack, "audit.because.open")


def _figures(kind: ItemKind, book: Book) -> dict[str, int]:
    """Return what the words and the formula of an item need, in fen."""
    rows = book.rows
    left = {
        "principal": book.end.principal,
        "interest": book.end.interest,
        "late-interest": book.end.late_interest,
        "compound": book.end.compound,
        "penalty": book.end.penalty,
    }.get(kind, book.end.owed)
    return {
        "received": sum(row.advanced for row in rows),
        "paid": sum(row.paid for row in rows),
        "accrued": sum(_accrued(kind, row) for row in rows),
        "used": sum(_used(kind, row) for row in rows),
        "left": left,
    }


def _accrued(kind: ItemKind, row: LedgerRow) -> int:
    match kind:
        case "interest":
            return row.interest + row.scheduled
        case "late-interest":
            return row.late_interest
        case "compound":
            return row.compound
        case "penalty":
            return row.penalty
        case _:
            return row.advanced if kind == "principal" else 0


def _used(kind: ItemKind, row: LedgerRow) -> int:
    match kind:
        case "principal":
            return row.to_principal
        case "interest":
            return row.to_interest
        case "late-interest":
            return row.to_late_interest
        case "compound":
            return row.to_compound
        case "penalty":
            return row.to_penalty
        case _:
            return row.paid


def _formula(item: ClaimItem, main: Computed | None, debt: Debt, pack: Pack) -> tuple[str, tuple[Input, ...]]:
    """Return the sum in figures and the numbers put in; the sum comes out at what the first reading carries."""
    if main is None or main.high is None:
        return say(pack, "audit.formula.none"), ()
    book, kind = main.high, item.kind
    values = {name: yuan(value) for name, value in _figures(kind, book).items()}
    if item.name == "unexplained":
        listed = sum(one.amount for one in debt.claim if one.kind != "total")
        total, items, left = yuan(listed + item.amount), yuan(listed), yuan(item.amount)
        return say(pack, "audit.formula.unexplained", total=total, items=items, left=left), ()
    match kind:
        case "principal":
            names = ("received", "used", "left")
            formula = say(pack, "audit.formula.principal", **values)
        case "total":
            end = book.end
            parts = {"principal": end.principal, "interest": end.interest, "late": end.late_interest}
            parts |= {"compound": end.compound, "penalty": end.penalty, "left": end.owed}
            formula = say(pack, "audit.formula.total", **{name: yuan(value) for name, value in parts.items()})
            names = ("received", "paid", "left")
        case "costs":
            return say(pack, "audit.formula.costs"), ()
        case "fees":
            return _fee_formula(item, main, debt, pack)
        case _:
            names = ("accrued", "used", "left")
            formula = say(pack, "audit.formula.accrued", **values)
    account = say(pack, "audit.input.from-account")
    inputs = tuple(Input(say(pack, f"audit.input.{name}"), values[name], "", account) for name in names)
    return formula, (*inputs, *_rates(kind, debt, pack))


def _fee_formula(item: ClaimItem, main: Computed, debt: Debt, pack: Pack) -> tuple[str, tuple[Input, ...]]:
    agreed, room = agreed_fees(debt), main.room(main.high)
    shown = {
        "claimed": yuan(item.amount),
        "agreed": "—" if agreed is None else yuan(agreed),
        "room": "—" if room is None else yuan(room),
    }
    contract = say(pack, "audit.input.from-contract")
    inputs = tuple(Input(say(pack, f"audit.input.{name}"), shown[name], "", contract) for name in ("agreed", "room"))
    return say(pack, "audit.formula.fees", **shown), inputs


def _rates(kind: ItemKind, debt: Debt, pack: Pack) -> Iterator[Input]:
    contract = say(pack, "audit.input.from-contract")
    rates: dict[str, Decimal | None] = {}
    if kind in ("interest", "total"):
        rates["rate"] = debt.terms.annual_rate
    if kind in ("late-interest", "compound", "total"):
        rates["late-rate"] = debt.terms.late_rate
    for name, rate in rates.items():
        if rate is not None:
            yield Input(say(pack, f"audit.input.{name}"), percent(rate), "", contract)
    if kind not in ("principal", "costs"):
        yield Input(say(pack, "audit.input.basis"), str(debt.terms.day_basis), "", contract)
