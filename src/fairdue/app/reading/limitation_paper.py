"""Limitation as a printable paper: what not to do first, then each period with the days that moved it."""

from __future__ import annotations

from collections.abc import Iterator

from fairdue.app.contracts.catalogue import Lang, Say
from fairdue.app.contracts.catalogue import noted as _
from fairdue.app.reading.limitation_view import LimitationView, PeriodView, limitation_view
from fairdue.app.reading.paper_parts import marks, missing_items, small_print, source_list
from fairdue.records.audit import Limitation
from fairdue.records.paper import Block, Column, Heading, Items, Note, Paper, Paragraph, Table


def limitation_paper(found: Limitation, say: Say, lang: Lang = "zh") -> Paper:
    """Compose the paper on limitation; every day and reason is the finding's own."""
    view = limitation_view(found, say)
    blocks = (
        Paragraph(view.heading, strong=True),
        *_before(view, say),
        *(block for period in view.periods for block in _period(period, say)),
        *missing_items(view.missing, say),
        *_notes(view, say),
        *source_list(view.sources, say),
        small_print(say),
    )
    title = say(_("时间怎么算的"))
    foot = say(_("%(title)s · 算到 %(day)s")) % {"title": title, "day": found.as_of.isoformat()}
    return Paper(title, blocks, foot=foot, lang=lang)


def _before(view: LimitationView, say: Say) -> Iterator[Block]:
    """Say first what would make the period begin anew."""
    if view.before:
        yield Heading(say(_("做这些以前，先看一眼")), 2)
        columns = (Column(say(_("做什么")), 3), Column(say(_("会怎样")), 4), Column(say(_("可以改成")), 4))
        rows = tuple((f"{one.act}{marks(numbers)}", one.effect, one.instead) for one, numbers in view.before)
        yield Table(columns, rows)


def _period(period: PeriodView, say: Say) -> Iterator[Block]:
    """Show one period: where it stands, why, and each day that moved it."""
    yield Heading(period.title, 2)
    yield Paragraph(f"{say(period.label.word)}　{period.ends}")
    yield Paragraph(f"{period.because}{marks(period.sources)}")
    if period.steps:
        columns = (Column(say(_("日期")), 2), Column(say(_("事项")), 3), Column(say(_("理由")), 5))
        yield Table(columns, period.steps)
    if period.ask:
        yield Note(period.ask, say(_("可以这样提")))


def _notes(view: LimitationView, say: Say) -> Iterator[Block]:
    """Say what else to know."""
    if view.notes:
        yield Heading(say(_("还要知道")), 2)
        yield Items(view.notes)
