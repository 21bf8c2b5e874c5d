"""An offer laid out before signing: what it costs, what to beware of, what each fee buys, what to ask first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from fairdue.app.contracts.catalogue import Say
from fairdue.app.contracts.catalogue import noted as _
from fairdue.app.reading.figures import amount, numbered_sources, percent, rate, span
from fairdue.app.reading.labels import Label
from fairdue.app.reading.money_pictures import Shown
from fairdue.records.assessment import Missing
from fairdue.records.audit import OfferReading, YearlyCost
from fairdue.records.law import Citation
from fairdue.render.charts import Bar, bar_chart

WEIGHTS: Final = {
    "grave": Label(_("很可能是骗局的做法"), "✕", "alarm"),
    "serious": Label(_("要当心"), "!", "care"),
    "notice": Label(_("问清楚"), "?", "know"),
}


@dataclass(frozen=True, slots=True)
class SignView:
    """One warning sign: how grave, why, and the numbers of its sources."""

    label: Label
    because: str
    sources: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class OfferView:
    """Everything a reader is shown of an offer, in order."""

    heading: str
    is_grave: bool
    licence: str
    figures: tuple[tuple[str, str], ...]
    costs: tuple[tuple[str, str], ...]
    caps: tuple[tuple[str, str], ...]
    signs: tuple[SignView, ...]
    fees: tuple[tuple[str, str, str, str], ...]
    pictures: tuple[Shown, ...]
    asks: tuple[str, ...]
    missing: tuple[Missing, ...]
    sources: tuple[Citation, ...]


def offer_view(found: OfferReading, say: Say) -> OfferView:
    """Lay out the reading of an offer."""
    cited = [*(one.citations for one in found.signs), *(one.citations for one in found.caps)]
    cited += [one.citations for one in found.asks]
    numbers = numbered_sources(cited)
    first: dict[int, Citation] = {}
    for citation, number in numbers.items():
        first.setdefault(number, citation)
    order = list(WEIGHTS)
    signs = sorted(found.signs, key=lambda one: order.index(one.weight))
    return OfferView(
        heading=_heading(found, say),
        is_grave=any(one.weight == "grave" for one in found.signs),
        licence=found.licence,
        figures=(
            (say(_("真正到手")), span(found.received, say)),
            (say(_("一共要还")), span(found.repaid, say)),
            (say(_("多付的钱")), span(found.cost, say)),
        ),
        costs=tuple(_cost(one, say) for one in found.costs),
        caps=tuple((one.title, say(_("一年 %(rate)s")) % {"rate": rate(one.rate, say)}) for one in found.caps),
        signs=tuple(
            SignView(WEIGHTS[one.weight], one.because, tuple(sorted({numbers[each] for each in one.citations})))
            for one in signs
        ),
        fees=tuple(
            (one.name, amount(one.amount, say) if one.amount is not None else say(_("不清楚")), one.buys, one.ask)
            for one in found.fees
        ),
        pictures=_pictures(found, say),
        asks=tuple(one.words for one in found.asks),
        missing=found.missing,
        sources=tuple(first.values()),
    )


def _heading(found: OfferReading, say: Say) -> str:
    """Say in one sentence what the offer costs, or why that cannot be said."""
    if any(one.weight == "grave" for one in found.signs):
        return say(_("先别交钱，也别签。这很可能是骗局。"))
    dearest = max((one for one in found.costs if one.effective_percent is not None), key=_yearly, default=None)
    if dearest is None:
        return say(_("数字还不够，一年的成本算不出。"))
    values = {"received": span(found.received, say), "repaid": span(found.repaid, say)}
    values["percent"] = percent(dearest.effective_percent, say)
    return say(_("到手 %(received)s，要还 %(repaid)s，一年的成本是 %(percent)s。")) % values


def _yearly(cost: YearlyCost) -> float:
    """Order costs by their effective figure."""
    return float(cost.effective_percent or 0)


def _cost(cost: YearlyCost, say: Say) -> tuple[str, str]:
    """Write a yearly cost by both ways of counting."""
    words = say(_("%(nominal)s（按期率乘期数），%(effective)s（按复利）")) % {
        "nominal": percent(cost.nominal_percent, say),
        "effective": percent(cost.effective_percent, say),
    }
    return cost.title, "；".join((words, *cost.warnings))


def _pictures(found: OfferReading, say: Say) -> tuple[Shown, ...]:
    """Draw what arrives beside what is paid back, where both are known."""
    if not (found.received and found.received.low and found.repaid and found.repaid.high):
        return ()
    bars = [
        Bar(say(_("真正到手")), span(found.received, say), found.received.low, tone="soft"),
        Bar(say(_("一共要还")), span(found.repaid, say), found.repaid.high),
    ]
    if found.repaid.high > found.received.low:
        bars.append(Bar(say(_("多付的钱")), span(found.cost, say), found.repaid.high, found.received.low, "open"))
    sentence = say(_("到手 %(received)s，要还 %(repaid)s。")) % {
        "received": span(found.received, say),
        "repaid": span(found.repaid, say),
    }
    rows = tuple((bar.label, bar.words) for bar in bars)
    return (Shown(say(_("到手的和要还的")), sentence, bar_chart(sentence, bars, "offer-"), rows),)
