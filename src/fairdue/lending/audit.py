"""Rebuild a claim line by line: claimed, supported, difference, because; it computes no account itself.

For every line claimed = supported + difference, to the fen, at both ends of the range.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fairdue.lending.cost import yearly_costs
from fairdue.lending.lines import line
from fairdue.lending.readings import NOT_THE_LENDER, Computed, computed, regulatory
from fairdue.lending.support import is_not_due, most_of, pool, supported
from fairdue.lending.wording import missing, say, sources, yuan
from fairdue.records.audit import Ask, Audit, AuditLine, CapFigure, Reading, Span
from fairdue.records.debt import ClaimItem, Debt
from fairdue.records.pack import Pack


def audit(debt: Debt, pack: Pack) -> Audit:
    """Return the audit of a debt on the day of its claim; raises NoValue where a needed rate is not known.

    An LPR month that is not confirmed raises: the remedy is to add the published value to the pack.
    """
    found, is_left_out = computed(debt, pack)
    claim = claim_items(debt)
    spans = [supported(claim, one, debt) for one in found]
    lines = tuple(
        line(item, [(one, each[at]) for one, each in zip(found, spans, strict=True)], debt, pack)
        for at, item in enumerate(claim)
    )
    main = next(iter(found), None)
    lost = [*_missing(main), *_also_missing(found, debt), *([] if found or is_left_out else ["rules-that-day"])]
    caps, is_rate_lost = _caps(found, debt, pack)
    return Audit(
        debt=debt.id,
        lender=debt.lender,
        lender_kind=debt.lender_kind,
        as_of=debt.as_of,
        lines=lines,
        claimed=sum(one.claimed for one in lines),
        supported=_sum(one.supported for one in lines),
        difference=_sum(one.difference for one in lines),
        rebuilt=_rebuilt(found, debt),
        readings=tuple(_reading(one, debt, pack) for one in found),
        caps=caps,
        costs=yearly_costs(debt, pack, found[0].known.high.plan if found and found[0].known.high else None),
        where_money_went=_went(main, debt, pack),
        missing=missing(pack, [*lost, *(["rate-that-day"] if is_rate_lost or is_left_out else [])]),
        notes=tuple(_notes(found, debt, pack)),
        asks=tuple(_asks(found, lines, debt, pack)),
    )


def claim_items(debt: Debt) -> tuple[ClaimItem, ...]:
    """Return the items claimed; where a total stands beside items, only what they leave unexplained of it."""
    items = tuple(item for item in debt.claim if item.kind != "total")
    total = sum(item.amount for item in debt.claim if item.kind == "total")
    if not items or not total:
        return debt.claim
    left = total - sum(item.amount for item in items)
    return (*items, ClaimItem("total", left, "unexplained")) if left > 0 else items


def _sum(spans: Iterator[Span]) -> Span:
    listed = list(spans)
    return Span(sum(one.low for one in listed), sum(one.high for one in listed))


def _rebuilt(found: Sequence[Computed], debt: Debt) -> Span | None:
    """Return what the accounts themselves come to, over all readings; up to the claim where none could be rebuilt."""
    spans = [owed for one in found if (owed := _owed(one, debt))]
    if not spans:
        return _up_to_the_claim(debt)
    return Span(min(one.low for one in spans), max(one.high for one in spans))


def _up_to_the_claim(debt: Debt) -> Span | None:
    """Return the range of a debt without an account: unknown, not nothing, where nothing is claimed either."""
    claimed = _claimed(debt)
    return Span(0, claimed) if claimed else None


def _owed(one: Computed, debt: Debt) -> Span | None:
    """Return what is owed under a reading; where nothing bounds it from above, up to what is claimed."""
    if one.high_end is None:
        return _up_to_the_claim(debt)
    open_, high = one.known.open_items, one.high_end.owed
    if "total" in open_:
        high = max(high, _claimed(debt))
    else:
        reckoned = pool(one.high_end)
        high += sum(max(most_of(item, one) - reckoned[item.kind], 0) for item in debt.claim if item.kind in open_)
    return Span(min(one.low_end.owed, high), high)


def _claimed(debt: Debt) -> int:
    return sum(item.amount for item in claim_items(debt))


def _missing(main: Computed | None) -> Iterator[str]:
    """Name the records missing, but for a rate that nothing turns on because nothing is overdue."""
    if main is not None:
        is_idle = main.low is not None and main.high is not None and main.low.end == main.high.end
        yield from (name for name in main.known.missing if not (is_idle and name == "late-rate"))


def _reading(one: Computed, debt: Debt, pack: Pack) -> Reading:
    title = one.law.title if one.counting != "all" else say(pack, "audit.fees-counted", title=one.law.title)
    return Reading(
        id=one.id,
        title=title,
        main=one.law.main and one.counting != "all",
        owed=_owed(one, debt),
        because=one.law.because,
        caps=one.limits.figures,
        needs_request=one.law.needs_request,
        citations=sources(pack, one.law.citations, debt.lender_kind, debt.as_of),
        ledger=one.high.rows if one.high else (),
    )


def _caps(found: Sequence[Computed], debt: Debt, pack: Pack) -> tuple[tuple[CapFigure, ...], bool]:
    """Return every cap that bears on the debt, and whether one for a supervisor could not be looked up."""
    civil = {figure.id: figure for one in found for figure in one.limits.figures}
    watched, is_lost = regulatory(debt, pack)
    return (*civil.values(), *watched), is_lost


def _also_missing(found: Sequence[Computed], debt: Debt) -> list[str]:
    return ["accelerated"] if any(is_not_due(one, debt) for one in found) else []


def _went(main: Computed | None, debt: Debt, pack: Pack) -> tuple[tuple[str, int], ...]:
    """Add up where everything the borrower paid went, by the first reading; the parts sum to what was paid."""
    rows = main.high.rows if main and main.high else ()
    beside = sum(one.amount for one in debt.payments or () if one.purpose == "fees")
    beside += sum(one.amount or 0 for one in debt.fees or () if one.taken == "paid" and one.on)
    beside -= sum(row.paid for row in rows) - sum(one.amount for one in debt.payments or () if one.purpose != "fees")
    parts = {
        "principal": sum(row.to_principal for row in rows),
        "interest": sum(row.to_interest + row.to_beyond for row in rows),
        "late-interest": sum(row.to_late_interest + row.to_compound for row in rows),
        "penalty": sum(row.to_penalty for row in rows),
        "fees": beside,
        "surplus": sum(row.surplus for row in rows),
    }
    return tuple((say(pack, f"audit.went.{name}"), amount) for name, amount in parts.items() if amount)


def _notes(found: Sequence[Computed], debt: Debt, pack: Pack) -> Iterator[str]:
    """Say what holds for the whole answer."""
    kinds = {one.law.id.partition("-")[0] for one in found}
    main = next(iter(found), None)
    is_agreed = debt.terms.order[:1] == ("principal",)
    told = [
        (True, "informs"),
        (bool(debt.claim), "debt-stays"),
        (any(one.law.needs_request for one in found), "request"),
        (True, "order-agreed" if is_agreed else "order"),
        (True, "rounding"),
        (debt.lender_kind == "platform", "platform"),
        (debt.lender_kind == "assignee" or bool(debt.holder), "assignee"),
        ("licensed" in kinds and debt.lender_kind not in (None, *NOT_THE_LENDER), "licensed"),
        (any(not one.limits.is_whole for one in found), "before-2015"),
        (debt.filed_on is None and _uses_filing_day(found), "filing-day"),
        (debt.contract_on is None and debt.disbursements is not None, "formed-by-money"),
        (_is_more(main, debt), "more"),
    ]
    yield from (say(pack, f"audit.note.{id}") for is_told, id in told if is_told)
    overpaid = max(((one.high.surplus, one.law.title) for one in found if one.high), default=(0, ""))
    if overpaid[0]:
        yield say(pack, "audit.note.surplus", surplus=yuan(overpaid[0]), title=overpaid[1])


def _uses_filing_day(found: Sequence[Computed]) -> bool:
    by_id = {f"{one.law.id}.{part.id}": part for one in found for part in one.law.parts}
    return any(by_id[figure.id].rate_on == "filed" for one in found for figure in one.limits.figures)


def _is_more(main: Computed | None, debt: Debt) -> bool:
    claimed = _claimed(debt)
    return bool(main and main.high and claimed and main.low_end.owed > claimed)


def _asks(found: Sequence[Computed], lines: Sequence[AuditLine], debt: Debt, pack: Pack) -> Iterator[Ask]:
    """List what may be asked for: by reading where it lowers the claim, by fee, by item; each words once."""
    said: set[str] = set()
    lender, court = (say(pack, f"audit.whom.{name}") for name in ("lender", "court"))
    contract = max((one.high_end.owed for one in found if one.high_end), default=0)
    for one in found:
        helps = one.high_end is not None and (one.law.main or one.high_end.owed < contract)
        if helps and one.law.ask and one.law.ask not in said:
            said.add(one.law.ask)
            whom = court if one.law.needs_request else lender
            yield Ask(one.law.ask, whom, sources(pack, one.law.citations, debt.lender_kind, debt.as_of))
    meanings = {one.id: one for one in pack.lending.fees}
    for fee in debt.fees or ():
        meaning = meanings.get(fee.kind)
        if meaning and meaning.ask not in said:
            said.add(meaning.ask)
            yield Ask(meaning.ask, fee.payee or lender, sources(pack, meaning.citations, debt.lender_kind, debt.as_of))
    for each in lines:
        if each.ask and each.ask not in said and each.difference.high:
            said.add(each.ask)
            yield Ask(each.ask, lender, each.citations)
