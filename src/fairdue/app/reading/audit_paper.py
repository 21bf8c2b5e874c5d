"""An audit as a printable paper: the answer first, each line with its working, the account, the sources at the end."""

from __future__ import annotations

from collections.abc import Iterator

from fairdue.app.contracts.catalogue import Lang, Say
from fairdue.app.contracts.catalogue import noted as _
from fairdue.app.reading.audit_view import AuditView, LineView, audit_view
from fairdue.app.reading.paper_parts import marks, missing_items, small_print, source_list
from fairdue.records.audit import Audit
from fairdue.records.paper import (
    Block,
    Column,
    Heading,
    Items,
    Paper,
    Paragraph,
    Picture,
    Rows,
    Signature,
    Table,
)


def audit_paper(audit: Audit, say: Say, lang: Lang = "zh") -> Paper:
    """Compose the paper of an audit; every figure and reason is the audit's own."""
    view = audit_view(audit, say)
    blocks = (
        *_answer(view, say),
        *_claim_table(view, say),
        *_asks(view, say),
        *_pictures(view),
        *_working(view, say),
        *_readings(view, say),
        *_account(view, say),
        *missing_items(view.missing, say),
        *_notes(view, say),
        *source_list(view.sources, say),
        small_print(say),
        Signature((say(_("核对人（签名）")), say(_("日期")))),
    )
    foot = say(_("欠款核算书 · %(debt)s · 算到 %(day)s")) % {"debt": audit.debt, "day": view.as_of}
    return Paper(say(_("欠款核算书")), blocks, foot=foot, lang=lang)


def _answer(view: AuditView, say: Say) -> Iterator[Block]:
    """Begin with the answer."""
    yield Paragraph(view.heading, strong=True)
    yield Paragraph(view.lead)
    yield Rows(((say(_("向谁借的")), view.lender), (say(_("算到哪一天")), view.as_of)))


def _claim_table(view: AuditView, say: Say) -> Iterator[Block]:
    """Set what is claimed beside what is supported, with a sum below."""
    yield Heading(say(_("一项一项看")), 2)
    columns = (
        Column(say(_("项目")), 2),
        Column(say(_("对方要的")), 2, "end"),
        Column(say(_("有依据的")), 3, "end"),
        Column(say(_("差额")), 3, "end"),
    )
    rows = tuple((one.title, one.claimed, one.supported, one.difference) for one in (*view.lines, view.total))
    yield Table(columns, rows, totals=1)


def _asks(view: AuditView, say: Say) -> Iterator[Block]:
    """List what may be asked for, in words that can be used."""
    if view.asks:
        yield Heading(say(_("可以这样提")), 2)
        yield Items(tuple(f"{one.words}{marks(one.sources)}" for one in view.asks), numbered=True)


def _pictures(view: AuditView) -> Iterator[Block]:
    """Show each picture under its sentence."""
    for one in view.pictures:
        yield Heading(one.title, 2)
        yield Picture(one.svg, "svg", one.sentence, 0.5, one.sentence)


def _working(view: AuditView, say: Say) -> Iterator[Block]:
    """Show the working of each line: why, the formula, the numbers put in."""
    yield Heading(say(_("算式和理由")), 2)
    for line in view.lines:
        yield from _one_working(line, say)


def _one_working(line: LineView, say: Say) -> Iterator[Block]:
    """Show the working of one line."""
    yield Heading(say(_("%(item)s：%(supported)s")) % {"item": line.title, "supported": line.supported}, 3)
    yield Paragraph(f"{line.because}{marks(line.sources)}")
    rows = [(say(_("算式")), line.formula)] if line.formula else []
    rows += [*line.inputs, *((say(_("读法：%(title)s")) % {"title": title}, words) for title, words in line.readings)]
    if rows:
        yield Rows(tuple(rows))


def _readings(view: AuditView, say: Say) -> Iterator[Block]:
    """Show each reading of the law with what it comes to, and the yearly cost."""
    if view.readings:
        yield Heading(say(_("法律的不同读法")), 2)
        columns = (Column(say(_("读法")), 2), Column(say(_("还欠")), 2, "end"), Column(say(_("理由")), 4))
        rows = tuple(
            (one.title, one.owed, f"{one.because}{_caps(one.caps)}{marks(one.sources)}") for one in view.readings
        )
        yield Table(columns, rows)
    if view.costs:
        yield Heading(say(_("实际的年化成本")), 2)
        yield Rows(view.costs)


def _account(view: AuditView, say: Say) -> Iterator[Block]:
    """Print the rebuilt account row by row."""
    if not view.account:
        return
    yield Heading(say(_("重算的账")), 2)
    columns = (
        Column(say(_("日期")), 2),
        Column(say(_("事项")), 4),
        Column(say(_("天数")), 1, "end"),
        Column(say(_("新增")), 2, "end"),
        Column(say(_("还的")), 2, "end"),
        Column(say(_("还欠")), 2.4, "end"),
    )
    yield Table(columns, tuple((r.on, r.words, r.days, r.accrued, r.paid, r.left) for r in view.account))


def _notes(view: AuditView, say: Say) -> Iterator[Block]:
    """Say what else to know."""
    if view.notes:
        yield Heading(say(_("还要知道")), 2)
        yield Items(view.notes)


def _caps(caps: tuple[tuple[str, str], ...]) -> str:
    """Write the caps of a reading after its reason."""
    return "".join(f"\n{title}：{words}" for title, words in caps)
