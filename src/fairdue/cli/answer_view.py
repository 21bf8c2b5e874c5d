"""An answer on the terminal: the same order and words as the page, narrow by default, colour only as an addition."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from fairdue.app.contracts.catalogue import noted as _
from fairdue.app.contracts.catalogue import words
from fairdue.app.contracts.views import AnswerPage, lay_out
from fairdue.cli.setting import Setting
from fairdue.records.assessment import Answer

WIDTH: Final = 72
_COLOURS: Final = {"alarm": "red", "care": "yellow", "fine": "green", "know": "cyan"}
_LINES: Final = {"solid": "bold underline", "double": "bold underline2", "dotted": "underline", "dashed": "italic underline"}


def show(answer: Answer, setting: Setting, encoding: str = "utf-8", as_sender: bool = False) -> None:
    """Print an answer for a person; says so where the text came in another encoding than UTF-8."""
    console = Console(width=min(WIDTH, Console().width), highlight=False, soft_wrap=False, emoji=False, markup=False)
    page = lay_out(answer, words(setting.lang, "web"), setting.pack.provisions)
    console.print(Group(*_parts(page, setting, encoding, as_sender)))


def _parts(page: AnswerPage, setting: Setting, encoding: str, as_sender: bool) -> Iterator[RenderableType]:
    say = setting.say
    if not encoding.startswith("utf-8"):
        yield Text(say(_("文字是 {encoding} 编码，已按它读。")).format(encoding=encoding), style="dim")
    if as_sender:
        yield Text(say(_("发送前自查：下面按收信人会看到的来说。")), style="dim")
    yield Text("\n" + page.heading, style="bold")
    yield Text(page.lead)
    yield _title(say(_("现在做什么")))
    for number, step in enumerate((*page.first_steps, *page.more_steps), start=1):
        by = say(_("（{day} 之前）")).format(day=step.by.isoformat()) if step.by else ""
        yield Text(f"{number}. {step.step}{by}")
        yield Padding(Text(step.why, style="dim"), (0, 0, 0, 3))
    for card in page.cards:
        yield _title(card.question)
        yield Text(f"{card.label.sign} {card.word}", style=f"bold {_COLOURS[card.label.tone]}")
        for line in (*card.lines, *card.more):
            yield Padding(Text(f"· {line}"), (0, 0, 0, 2))
        if card.note:
            yield Text(card.note, style="dim")
    yield from _verify(page, setting)
    yield from _message(page, setting)
    yield from _rest(page, setting)


def _verify(page: AnswerPage, setting: Setting) -> Iterator[RenderableType]:
    if page.verify_at:
        yield _title(setting.say(_("去哪里核实")))
    for door in page.verify_at:
        yield Text(f"· {door.name}" + (f"  {door.contact}" if door.contact and door.contact not in door.name else ""))
        yield Padding(Text(door.how, style="dim"), (0, 0, 0, 2))


def _message(page: AnswerPage, setting: Setting) -> Iterator[RenderableType]:
    if not page.explained:
        return
    yield _title(setting.say(_("信息里的话")))
    marked = Text()
    for piece in page.pieces:
        style = " ".join(_LINES[line] for line in piece.lines[:1])
        marked.append(piece.head + piece.last, style=style)
        marked.append("".join(f"[{number}]" for number in piece.numbers), style="bold")
    yield Padding(marked, (0, 2))
    for one in page.explained:
        yield Text(f"[{one.number}] {one.quotes[0] if one.quotes else ''}  {setting.web(one.label.word)}", style=_COLOURS[one.label.tone])
        yield Padding(Text(one.because), (0, 0, 0, 4))


def _rest(page: AnswerPage, setting: Setting) -> Iterator[RenderableType]:
    say = setting.say
    if page.facts:
        yield _title(say(_("里面写了什么")))
    for row in page.facts:
        values = "；".join(value.words + (f"（{value.remark}）" if value.remark else "") for value in row.values)
        yield Text(f"{row.name}：{values}")
    missing = page.answer.assessment.missing
    if missing:
        yield _title(say(_("还不知道的")))
    for one in missing:
        yield Text(f"· {one.what}")
        yield Padding(Text(one.would_settle, style="dim"), (0, 0, 0, 2))
    if page.sources:
        yield _title(say(_("依据")))
    for source in page.sources:
        where = f"{source.instrument} {source.article or ''}".strip() + (f"（{source.note}）" if source.note else "")
        used = f"  {source.used_by}" if source.used_by else ""
        yield Text(f"· {where}{used}")
    yield Text("\n" + say(_("内容只在这台设备上处理。这是信息，不是法律意见；规则尚未经律师审阅。投诉不会让债务消失。")), style="dim")


def _title(words_: str) -> Text:
    return Text(f"\n── {words_} ──", style="bold")
