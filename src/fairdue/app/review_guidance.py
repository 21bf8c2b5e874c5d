"""A sheet for a lawyer: every situation, step, script, card and clause rule with its source; it judges nothing itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Final

from fairdue.app.contracts.next import in_group
from fairdue.app.contracts.words import reason_of
from fairdue.guidance.order import band_of
from fairdue.kernel.errors import FairDueError, UnknownName, UnreadableFile
from fairdue.law.citations import cite
from fairdue.law.lookup import provision
from fairdue.records.guidance import CardSheet, Playbook, PlaybookStep, Script
from fairdue.records.guide import ClauseRule, Guide
from fairdue.records.pack import Pack
from fairdue.records.paper import Block, Column, Heading, Items, Note, PageBreak, Paper, Paragraph, Table
from fairdue.render.docx import render_docx
from fairdue.render.html import render_html
from fairdue.render.pdf import render_pdf

WRITERS: Final[Mapping[str, Callable[[Paper], bytes]]] = {
    ".html": render_html,
    ".docx": render_docx,
    ".pdf": render_pdf,
}
_BANDS: Final = {"safety": "人", "money": "钱", "right": "时限", "evidence": "证据", "talk": "说", "plan": "打算"}
_COLUMNS: Final = (
    Column("序", 0.6),
    Column("做什么、为什么、怎么做", 5),
    Column("期限、文书、告诉谁", 2),
    Column("依据", 3.4),
    Column("意见", 1.6),
)


def write_review(pack: Pack, guide: Guide, on: date, path: str) -> None:
    """Write the sheet as .html, .docx or .pdf; raises UnknownName for another suffix, UnreadableFile, MissingExtra."""
    suffix = Path(path).suffix.lower()
    if suffix not in WRITERS:
        raise UnknownName(what="format", given=suffix or path, known=sorted(WRITERS))
    data = WRITERS[suffix](review_paper(pack, guide, on))
    try:
        Path(path).write_bytes(data)
    except OSError as error:
        raise UnreadableFile(path=path, why=reason_of(error)) from error


def review_paper(pack: Pack, guide: Guide, on: date) -> Paper:
    """Return the sheet with room for the reviewer's word beside each step, script, card and clause."""
    return Paper(
        "做法审阅表",
        tuple(_blocks(pack, guide, on)),
        foot=f"数据包 {pack.name} {pack.version}，按 {on.isoformat()} 的法律",
        landscape=True,
    )


def _blocks(pack: Pack, guide: Guide, on: date) -> Iterator[Block]:
    yield Note(
        "每一步后面是它的依据。“通行做法”是指这里没有引用条文。请在“意见”一栏写：同意、改成什么、或为什么不行。",
        "怎么用这张表",
    )
    yield Paragraph("次序冲突时，先人，再要出去的钱，再要过期的权利，再证据，再说话，再打算。")
    for group in guide.groups:
        yield Heading(group.title, 1)
        for playbook in in_group(pack.playbooks, group.id):
            yield from _playbook(playbook, pack, guide, on)
    yield Heading("随事实补进来的步骤", 1)
    for playbook in pack.playbooks:
        if playbook.situation is None:
            yield from _playbook(playbook, pack, guide, on)
    yield PageBreak()
    yield Heading("话术", 1)
    for script in guide.scripts.values():
        yield from _script(script, pack, on)
    yield Heading("卡片", 1)
    for card in guide.cards.values():
        yield from _card(card, pack, on)
    yield Heading("协议里的条款", 1)
    yield Table(
        (Column("条款", 2), Column("签了会怎样", 3), Column("可以要求", 3), Column("依据", 3), Column("意见", 1.6)),
        tuple(_clause(one, pack, on) for one in guide.clauses),
    )


def _playbook(playbook: Playbook, pack: Pack, guide: Guide, on: date) -> Iterator[Block]:
    yield Heading(f"{playbook.situation.says if playbook.situation else playbook.title}（{playbook.id}）", 2)
    if playbook.situation:
        yield Paragraph(playbook.situation.lead)
    yield Paragraph(f"什么时候用：{playbook.when}", small=True)
    rows = (_step(step, pack, guide, on) for step in sorted(playbook.steps, key=lambda one: one.order))
    yield Table(_COLUMNS, tuple(rows))


def _step(step: PlaybookStep, pack: Pack, guide: Guide, on: date) -> tuple[str, ...]:
    paper = guide.papers[step.paper].title if step.paper else ""
    never = "【不要】" if step.never else ""
    when = f"（仅当 {step.when}）" if step.when else ""
    what = "\n".join(words for words in (f"{never}{step.step}{when}", step.why, step.how) if words)
    within = f"{step.within_days} 天内" if step.within_days is not None else ""
    aside = "\n".join(words for words in (step.by or within, paper, "、".join(step.tell)) if words)
    source = _sources(step.citations, pack, on) + [_registry(id, pack) for id in step.registry]
    source += ["通行做法"] if step.practice else []
    return f"{step.order}\n{_BANDS[band_of(step.order)]}", what, aside, "\n".join(source), ""


def _sources(ids: Iterable[str], pack: Pack, on: date) -> list[str]:
    """Word each provision with its article; one that may not be cited that day says so."""
    found = []
    for id in ids:
        try:
            cited = cite(provision(pack.provisions, id), on)
        except FairDueError as error:
            found.append(f"！{id}（{error.code}）")
        else:
            found.append(f"{cited.instrument} {cited.article or cited.note}〔{id}〕")
    return found


def _registry(id: str, pack: Pack) -> str:
    registry = pack.registry
    for row in registry.hotlines:
        if row.id == id:
            return f"{row.number} {row.name}〔{id}〕"
    for duty in registry.duties:
        if duty.id == id:
            return f"正规做法：{duty.duty}〔{id}〕"
    return next((f"骗法：{trick.name}〔{id}〕" for trick in registry.scam_patterns if trick.id == id), id)


def _script(script: Script, pack: Pack, on: date) -> Iterator[Block]:
    yield Heading(f"{script.title}（{script.id}）", 2)
    yield Paragraph(script.lead)
    rows = tuple((line.after, line.say, line.does, "、".join(line.promise), "") for line in script.lines)
    columns = (
        Column("对方说", 1.5),
        Column("照着说", 4),
        Column("有什么用", 3),
        Column("许诺", 1),
        Column("意见", 1.6),
    )
    yield Table(columns, rows)
    yield Items(tuple(f"{red.words}{red.why}" for red in script.red_lines))
    yield Paragraph("依据：" + "；".join(_sources(script.citations, pack, on)), small=True)


def _card(card: CardSheet, pack: Pack, on: date) -> Iterator[Block]:
    yield Heading(f"{card.title}（{card.id}）", 2)
    yield Paragraph(card.lead)
    for part in card.parts:
        yield Heading(part.title, 3)
        yield Items(part.lines)
    yield Paragraph("依据：" + "；".join(_sources(card.citations, pack, on)), small=True)


def _clause(one: ClauseRule, pack: Pack, on: date) -> tuple[str, ...]:
    source = _sources(one.trap.citations, pack, on) + (["通行做法"] if one.trap.practice else [])
    title = f"{one.rule.title}（{one.rule.id}，{one.trap.severity}{'，缺了才提' if one.trap.wanted else ''}）"
    return title, one.trap.effect, one.trap.ask, "\n".join(source), ""
