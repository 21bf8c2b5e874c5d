"""The coverage of the rules on the terminal: compact tables, then the reasons for what is empty."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from rich import box
from rich.console import Console
from rich.table import Table

from fairdue.app.contracts.catalogue import noted as _
from fairdue.app.cover_rules import CellCount, Coverage
from fairdue.cli.setting import Setting

EMPTY = "—"
# How many rules of one pattern, and cells of one reason, are listed; --json has them all.
SHOWN, LISTED = 5, 14


def show(coverage: Coverage, setting: Setting) -> None:
    """Print the tables and reasons; a cell reads rules/matches/messages, a dash is an empty one."""
    console = Console(highlight=False, emoji=False, markup=False)
    say = setting.say
    head = say(_("{rules} 条规则，{matches} 个例句，{messages} 条语料。格子里是：规则/例句/语料。"))
    console.print(head.format(rules=coverage.rules, matches=coverage.matches, messages=coverage.messages))
    for axis, title in (("stage", _("主题 × 阶段")), ("channel", _("主题 × 渠道")), ("disguise", _("主题 × 伪装"))):
        cells = [cell for cell in coverage.cells if cell.axis == axis]
        console.print(_matrix(cells, say(title)))
        _print_reasons(console, ((cell.because, f"{cell.topic}×{cell.value}") for cell in cells if not cell.rules))
    console.print(_patterns(coverage, say(_("骗局手法（★ 一条就够的迹象）")), say))
    _print_reasons(console, ((one.because, one.id) for one in coverage.patterns if one.because))
    counted = [one for one in coverage.provisions if one.is_counted]
    cited = sum(bool(one.rules) for one in counted)
    line = say(_("行为条款 {total} 条，有规则引用的 {cited} 条。没有引用的："))
    console.print("\n" + line.format(total=len(counted), cited=cited))
    _print_reasons(console, ((one.because, one.id) for one in counted if not one.rules))


def _matrix(cells: Iterable[CellCount], title: str) -> Table:
    rows: dict[str, dict[str, str]] = {}
    for cell in cells:
        told = f"{cell.rules}/{cell.matches}/{cell.messages}" if cell.rules or cell.messages else EMPTY
        rows.setdefault(cell.topic, {})[cell.value] = told
    table = _table(title, "topic", *next(iter(rows.values()), {}))
    for topic, figures in rows.items():
        table.add_row(topic, *figures.values())
    return table


def _patterns(coverage: Coverage, title: str, say: Callable[[str], str]) -> Table:
    table = _table(title, "id", say(_("名称")), say(_("迹象")), say(_("点名的规则")))
    for one in coverage.patterns:
        signs = "；".join((*(f"★{sign}" for sign in one.hard_signs), *one.signs))
        heavy_first = sorted(one.rules, key=lambda rule: (one.rules[rule] != "hard", rule))
        rules = [f"★{rule}" if one.rules[rule] == "hard" else rule for rule in heavy_first]
        more = f" +{len(rules) - SHOWN}" if len(rules) > SHOWN else ""
        table.add_row(one.id, one.name, signs, " ".join(rules[:SHOWN]) + more or EMPTY)
    return table


def _table(title: str, *heads: str) -> Table:
    table = Table(box=box.SIMPLE, title=title, title_justify="left", padding=(0, 1, 0, 0), pad_edge=False)
    for head in heads:
        table.add_column(head, overflow="fold")
    return table


def _print_reasons(console: Console, empty: Iterable[tuple[str, str]]) -> None:
    """Print each reason once, with the cells it is for; a dash where none is written."""
    by_reason: dict[str, list[str]] = {}
    for because, name in empty:
        by_reason.setdefault(because, []).append(name)
    for because, names in by_reason.items():
        shown = "、".join(names[:LISTED]) + (f" +{len(names) - LISTED}" if len(names) > LISTED else "")
        console.print(f"  {because or EMPTY}\n    {shown}")
