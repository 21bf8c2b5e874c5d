"""An audit laid out for a reader, the same for the page, the paper and the terminal: what to say and in which order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from fairdue.app.contracts.catalogue import Say
from fairdue.app.contracts.catalogue import noted as _
from fairdue.app.reading.account_words import accrued_in, owed_after, row_words
from fairdue.app.reading.figures import amount, numbered_sources, percent, rate, span
from fairdue.app.reading.money_pictures import Shown, pictures
from fairdue.records.assessment import Missing
from fairdue.records.audit import Ask, Audit, AuditLine, CapFigure, Input, LedgerRow, Reading, YearlyCost
from fairdue.records.law import Citation


@dataclass(frozen=True, slots=True)
class LineView:
    """One item of the claim as words: figures, why, the working, and the numbers of its sources."""

    title: str
    claimed: str
    supported: str
    difference: str
    because: str
    formula: str
    inputs: tuple[tuple[str, str], ...]
    readings: tuple[tuple[str, str], ...]
    ask: str
    sources: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ReadingView:
    """One way to read the law: its name, what would be owed, why, its caps, and the numbers of its sources."""

    title: str
    owed: str
    because: str
    caps: tuple[tuple[str, str], ...]
    is_main: bool
    sources: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class AccountRow:
    """One row of the rebuilt account in words."""

    on: str
    words: str
    days: str
    accrued: str
    paid: str
    left: str


@dataclass(frozen=True, slots=True)
class AskView:
    """Words that may be used, whom to ask, and the numbers of their sources."""

    words: str
    of: str
    sources: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class AuditView:
    """Everything a reader is shown of an audit, in order."""

    heading: str
    lead: str
    lender: str
    as_of: str
    lines: tuple[LineView, ...]
    total: LineView
    pictures: tuple[Shown, ...]
    asks: tuple[AskView, ...]
    missing: tuple[Missing, ...]
    readings: tuple[ReadingView, ...]
    costs: tuple[tuple[str, str], ...]
    account: tuple[AccountRow, ...]
    notes: tuple[str, ...]
    sources: tuple[Citation, ...]


def audit_view(audit: Audit, say: Say) -> AuditView:
    """Lay out an audit; every figure is the audit's own."""
    numbers = numbered_sources(_citations(audit))
    first: dict[int, Citation] = {}
    for citation, number in numbers.items():
        first.setdefault(number, citation)
    return AuditView(
        heading=_heading(audit, say),
        lead=_lead(audit, say),
        lender=audit.lender or say(_("没写明")),
        as_of=audit.as_of.isoformat(),
        lines=tuple(_line(one, numbers, say) for one in audit.lines),
        total=_total(audit, say),
        pictures=pictures(audit, say),
        asks=tuple(_asked(audit, numbers)),
        missing=_missing(audit),
        readings=tuple(_reading(one, numbers, say) for one in audit.readings),
        costs=tuple(_cost(one, say) for one in audit.costs),
        account=tuple(_account(audit.ledger, say)),
        notes=audit.notes,
        sources=tuple(first.values()),
    )


def _heading(audit: Audit, say: Say) -> str:
    """Say in one sentence what the audit comes to."""
    values = {"claimed": amount(audit.claimed, say), "supported": span(audit.supported, say)}
    if audit.rebuilt is None:
        return say(_("材料还不够，算不出还欠多少。"))
    if not audit.claimed:
        return say(_("按现有材料重算，还欠 %(rebuilt)s。")) % {"rebuilt": span(audit.rebuilt, say)}
    if not audit.supported.low and audit.supported.high >= audit.claimed:
        return say(_("对方要 %(claimed)s。材料还不够，说不准有多少依据。")) % values
    if audit.difference.low > 0:
        return say(_("对方要 %(claimed)s，有依据的是 %(supported)s。")) % values
    if audit.difference.high > 0:
        return say(_("对方要 %(claimed)s，有依据的是 %(supported)s，还要看记录。")) % values
    return say(_("对方要的 %(claimed)s，重算后都有依据。")) % values


def _lead(audit: Audit, say: Say) -> str:
    """Say how far the answer goes and who decides."""
    if audit.rebuilt is None:
        return say(_("先补上还缺的记录，有一样算一样。最后由法院认定。"))
    if audit.missing and audit.supported.is_exact and audit.rebuilt.is_exact:
        return say(_("有的记录还缺，补上以后数可能会变。最后由法院认定。"))
    if audit.missing or not audit.supported.is_exact:
        return say(_("有的记录还缺，所以给的是范围。补上记录，范围会变小。最后由法院认定。"))
    return say(_("按你填的材料算到 %(day)s。最后由法院认定。")) % {"day": audit.as_of.isoformat()}


def _line(line: AuditLine, numbers: dict[Citation, int], say: Say) -> LineView:
    """Put one item into words."""
    return LineView(
        title=line.title,
        claimed=amount(line.claimed, say),
        supported=span(line.supported, say),
        difference=span(line.difference, say),
        because=line.because,
        formula=line.formula,
        inputs=tuple((one.name, _input(one)) for one in line.inputs),
        readings=tuple((one.title, span(one.supported, say)) for one in line.readings),
        ask=line.ask,
        sources=_numbers(line.citations, numbers),
    )


def _total(audit: Audit, say: Say) -> LineView:
    """Put the sums into the shape of a line."""
    return LineView(
        title=say(_("合计")),
        claimed=amount(audit.claimed, say),
        supported=span(audit.supported, say),
        difference=span(audit.difference, say),
        because="",
        formula="",
        inputs=(),
        readings=(),
        ask="",
        sources=(),
    )


def _input(one: Input) -> str:
    """Write a number put in with its unit and where it comes from."""
    return f"{one.value}{' ' if one.unit else ''}{one.unit}{f'（{one.source}）' if one.source else ''}"


def _asked(audit: Audit, numbers: dict[Citation, int]) -> Iterator[AskView]:
    """List what may be asked for, the same words once."""
    seen = set()
    lines = (Ask(one.ask, audit.lender, one.citations) for one in audit.lines if one.ask)
    for ask in (*audit.asks, *lines):
        if ask.words not in seen:
            seen.add(ask.words)
            yield AskView(ask.words, ask.of, _numbers(ask.citations, numbers))


def _missing(audit: Audit) -> tuple[Missing, ...]:
    """List every record that would settle something, each once."""
    found = (*audit.missing, *(one for line in audit.lines for one in line.missing))
    return tuple({one.what: one for one in reversed(found)}.values())[::-1]


def _reading(reading: Reading, numbers: dict[Citation, int], say: Say) -> ReadingView:
    """Put one reading into words."""
    cited = (*reading.citations, *(one for cap in reading.caps for one in cap.citations))
    return ReadingView(
        title=reading.title,
        owed=span(reading.owed, say),
        because=reading.because,
        caps=tuple(_cap(cap, say) for cap in reading.caps),
        is_main=reading.main,
        sources=_numbers(cited, numbers),
    )


def _cap(cap: CapFigure, say: Say) -> tuple[str, str]:
    """Write a cap with how it came about, and whether it must be asked for."""
    asked = say(_("，要自己提出来")) if cap.needs_request else ""
    return cap.title, say(_("一年 %(rate)s%(asked)s")) % {"rate": rate(cap.rate, say), "asked": asked}


def _cost(cost: YearlyCost, say: Say) -> tuple[str, str]:
    """Write a yearly cost by both ways of counting."""
    words = say(_("%(nominal)s（按期率乘期数），%(effective)s（按复利）")) % {
        "nominal": percent(cost.nominal_percent, say),
        "effective": percent(cost.effective_percent, say),
    }
    return cost.title, "；".join((words, *cost.warnings))


def _account(ledger: Sequence[LedgerRow], say: Say) -> Iterator[AccountRow]:
    """Write the account row by row; an empty place means nothing."""
    for row in ledger:
        accrued = accrued_in(row) + row.advanced
        yield AccountRow(
            on=row.on.isoformat(),
            words=row_words(row, say),
            days=str(row.days) if row.days else "",
            accrued=amount(accrued, say) if accrued else "",
            paid=amount(row.paid, say) if row.paid else "",
            left=amount(owed_after(row), say),
        )


def _citations(audit: Audit) -> Iterator[Sequence[Citation]]:
    """List the citations of an audit in the order a reader meets them."""
    yield from (line.citations for line in audit.lines)
    yield from (ask.citations for ask in audit.asks)
    for reading in audit.readings:
        yield reading.citations
        yield from (cap.citations for cap in reading.caps)
    yield from (cap.citations for cap in audit.caps)


def _numbers(cited: Sequence[Citation], numbers: dict[Citation, int]) -> tuple[int, ...]:
    """Give the numbers of citations, each once and in order."""
    return tuple(sorted({numbers[one] for one in cited}))
