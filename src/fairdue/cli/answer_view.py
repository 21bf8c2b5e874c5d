"""An answer on the terminal: the same order and words as the page, narrow by default, colour only as an addition."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from rich.console import Console
from rich.text import Text

from fairdue.app.contracts.catalogue import noted as _
from fairdue.app.contracts.catalogue import words
from fairdue.app.reading.views import AnswerPage, lay_out
from fairdue.cli.setting import Setting
from fairdue.cli.wrapping import wrapped
from fairdue.records.assessment import Answer

WIDTH: Final = 72
_COLOURS: Final = {"alarm": "red", "care": "yellow", "fine": "green", "know": "cyan"}
_LINES: Final = {
    "solid": "bold underline",
    "double": "bold underline2",
    "dotted": "underline",
    "dashed": "italic underline",
}


def show(
    answer: Answer, setting: Setting, encoding: str = "utf-8", as_sender: bool = False, leads: Sequence[str] = ()
) -> None:
    """Print an answer for a person; says so where the text came in another encoding than UTF-8.

    `leads` are the situations whose steps go on from here.
    """
    console = Console(highlight=False, emoji=False, markup=False, soft_wrap=True)
    width = min(WIDTH, console.width)
    page = lay_out(answer, words(setting.lang, "web"), setting.pack.provisions)
    for line in _lines(page, setting, encoding, as_sender, leads):
        console.print(wrapped(line.text, width, line.hang, line.inset))


@dataclass(frozen=True, slots=True)
class _Line:
    """One paragraph: its text, how far it stands in, and how far its later lines hang under the first."""

    text: Text
    inset: int = 0
    hang: int = 0


def _lines(page: AnswerPage, setting: Setting, encoding: str, as_sender: bool, leads: Sequence[str]) -> Iterator[_Line]:
    say = setting.say
    if not encoding.startswith("utf-8"):
        yield _dim(say(_("文字是 {encoding} 编码，已按它读。")).format(encoding=encoding))
    if as_sender:
        yield _dim(say(_("发送前自查：下面按收信人会看到的来说。")))
    yield _Line(Text("\n" + page.heading, style="bold"))
    yield _Line(Text(page.lead))
    yield _title(say(_("现在做什么")))
    for number, step in enumerate((*page.first_steps, *page.more_steps), start=1):
        by = say(_("（{day} 之前）")).format(day=step.by.isoformat()) if step.by else ""
        yield _Line(Text(f"{number}. {step.step}{by}"), hang=3)
        yield _dim(step.why, 3)
    for id in leads:
        yield _dim(say(_("接着一步一步做：{command}")).format(command=f"fairdue next --situation {id} --why"))
    for card in page.cards:
        yield _title(card.question)
        yield _Line(Text(f"{card.label.sign} {card.word}", style=f"bold {_COLOURS[card.label.tone]}"))
        for line in (*card.lines, *card.more):
            yield _Line(Text(f"· {line}"), hang=2)
        if card.note:
            yield _dim(card.note)
    yield from _paper(page, setting)
    yield from _verify(page, setting)
    yield from _message(page, setting)
    yield from _rest(page, setting)


def _paper(page: AnswerPage, setting: Setting) -> Iterator[_Line]:
    paper = page.court_paper
    if paper is None:
        return
    yield _title(paper.title)
    yield _Line(Text(paper.result, style="bold"))
    for limit in paper.limits:
        yield _Line(Text(f"· {limit}"), hang=2)
    for row in paper.rows:
        quote = f"  “{row.quote}”" if row.quote else ""
        word = setting.web(row.label.word)
        yield _Line(Text(f"{row.label.sign} {row.title}：{word}{quote}", style=_COLOURS[row.label.tone]), hang=2)
        yield _dim(row.because, 2)


def _verify(page: AnswerPage, setting: Setting) -> Iterator[_Line]:
    if page.verify_at:
        yield _title(setting.say(_("去哪里核实")))
    for door in page.verify_at:
        contact = f"  {door.contact}" if door.contact and door.contact not in door.name else ""
        yield _Line(Text(f"· {door.name}{contact}"), hang=2)
        yield _dim(door.how, 2)


def _message(page: AnswerPage, setting: Setting) -> Iterator[_Line]:
    if not page.explained:
        return
    yield _title(setting.say(_("信息里的话")))
    marked = Text()
    for piece in page.pieces:
        style = " ".join(_LINES[line] for line in piece.lines[:1])
        marked.append(piece.head + piece.last, style=style)
        marked.append("".join(f"[{number}]" for number in piece.numbers), style="bold")
    yield _Line(marked)
    for one in page.explained:
        words_ = f"[{one.number}] {one.quotes[0] if one.quotes else ''}  {setting.web(one.label.word)}"
        yield _Line(Text(words_, style=_COLOURS[one.label.tone]), hang=4)
        yield _Line(Text(one.because), inset=4)


def _rest(page: AnswerPage, setting: Setting) -> Iterator[_Line]:
    say = setting.say
    if page.facts:
        yield _title(say(_("里面写了什么")))
    for row in page.facts:
        values = "；".join(value.words + (f"（{value.remark}）" if value.remark else "") for value in row.values)
        yield _Line(Text(f"{row.name}：{values}"), hang=2)
    missing = page.answer.assessment.missing
    if missing:
        yield _title(say(_("还不知道的")))
    for one in missing:
        yield _Line(Text(f"· {one.what}"), hang=2)
        yield _dim(one.would_settle, 2)
    if page.sources:
        yield _title(say(_("依据")))
    for source in page.sources:
        parts = (f"{source.instrument} {source.article or ''}".strip(), source.note, source.used_by)
        yield _Line(Text("· " + "，".join(part for part in parts if part)), hang=2)
    yield _dim(
        "\n" + say(_("内容只在这台设备上处理。这是信息，不是法律意见；规则尚未经律师审阅。投诉不会让债务消失。"))
    )


def _dim(words_: str, inset: int = 0) -> _Line:
    return _Line(Text(words_, style="dim"), inset=inset)


def _title(words_: str) -> _Line:
    return _Line(Text(f"\n── {words_} ──", style="bold"))
