"""An offer read before signing as a printable paper: the answer, the warnings, the cost, the fees, what to ask."""

from __future__ import annotations

from collections.abc import Iterator

from fairdue.app.contracts.catalogue import Lang, Say
from fairdue.app.contracts.catalogue import noted as _
from fairdue.app.reading.offer_view import OfferView, SignView, offer_view
from fairdue.app.reading.paper_parts import marks, missing_items, small_print, source_list
from fairdue.records.audit import OfferReading
from fairdue.records.paper import Block, Column, Heading, Items, Paper, Paragraph, Picture, Rows, Table


def offer_paper(found: OfferReading, say: Say, lang: Lang = "zh") -> Paper:
    """Compose the paper of an offer; every figure and reason is the reading's own."""
    view = offer_view(found, say)
    blocks = (
        *_answer(view, say),
        *_cost(view, say),
        *_fees(view, say),
        *missing_items(view.missing, say),
        *source_list(view.sources, say),
        small_print(say),
    )
    title = say(_("签之前看清"))
    return Paper(title, blocks, foot=title, lang=lang)


def _answer(view: OfferView, say: Say) -> Iterator[Block]:
    """Begin with the answer and what to beware of."""
    yield Paragraph(view.heading, strong=True)
    if view.licence:
        yield Paragraph(view.licence)
    if view.signs:
        yield Heading(say(_("要当心的地方")), 2)
        yield Items(tuple(_sign(one, say) for one in view.signs), numbered=True)
    if view.asks:
        yield Heading(say(_("签之前先问")), 2)
        yield Items(view.asks)


def _sign(one: SignView, say: Say) -> str:
    """Write one warning sign with its weight and its sources."""
    values = {"item": say(one.label.word), "supported": f"{one.because}{marks(one.sources)}"}
    return say(_("%(item)s：%(supported)s")) % values


def _cost(view: OfferView, say: Say) -> Iterator[Block]:
    """Show what it costs, in yuan and in percent a year."""
    yield Heading(say(_("一共花多少")), 2)
    yield Rows((*view.figures, *view.costs, *view.caps))
    for one in view.pictures:
        yield Picture(one.svg, "svg", one.sentence, 0.5, one.sentence)


def _fees(view: OfferView, say: Say) -> Iterator[Block]:
    """Show what each fee buys."""
    if view.fees:
        yield Heading(say(_("每项费用买了什么")), 2)
        columns = (
            Column(say(_("项目")), 2),
            Column(say(_("金额")), 2, "end"),
            Column(say(_("买了什么")), 4),
            Column(say(_("先问")), 4),
        )
        yield Table(columns, view.fees)
