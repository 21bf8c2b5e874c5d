"""`fairdue next`: the steps for a situation or a file of facts, in order, with their reasons; and the list of situations."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import date

import click

from fairdue.app.contracts.next import in_group, next_json, situations_json
from fairdue.app.next_steps import Books, NextSteps, Stated, next_steps
from fairdue.app.read_text import read_bytes
from fairdue.app.reading.labels import BANDS
from fairdue.app.reading.steps import basis_of, reasons
from fairdue.app.wiring import the_guide, the_handbook, today
from fairdue.cli.dates import read_day
from fairdue.cli.setting import BadArguments, Setting, print_json
from fairdue.intake.facts_file import FactsFile, read_facts


@click.command("next")
@click.argument("facts", metavar="[FACTS.yaml|-]", required=False)
@click.option(
    "--situation", "situations", multiple=True, metavar="ID", help="处境，可以写几次 / a situation; repeatable"
)
@click.option("--on", "on", callback=read_day, default=None, metavar="DATE", help="从哪天算 / the day to count from")
@click.option("--why", is_flag=True, help="每一步为什么、怎么做、依据 / why, how and source of each step")
@click.option("--list", "as_list", is_flag=True, help="列出所有处境 / list the situations")
@click.option("--json", "as_json", is_flag=True, help="fairdue.next/1")
@click.pass_obj
def command(
    setting: Setting, facts: str | None, situations: tuple[str, ...], on: date | None, why: bool, as_list: bool,
    as_json: bool,
) -> None:  # fmt: skip
    """现在做什么：按处境和事实，一步一步。What to do now.

    FACTS.yaml holds situations and facts; see `docs/how-to/next-steps.md`.
    """
    books = Books(setting.pack, the_guide(setting.pack_name), the_handbook(setting.pack_name))
    if as_list:
        _list(setting, books, as_json)
        return
    file = _file(facts)
    if not (situations or file.situations or file.facts):
        raise BadArguments(detail=setting.say("没有给出处境。可以用 --situation，或给一个事实文件；--list 看有哪些"))
    stated = [Stated(one.key, one.value, one.where) for one in file.facts]
    found = next_steps(books, (*situations, *file.situations), stated, on or file.on or today())
    if as_json:
        print_json(next_json(found, books.guide.papers))
        return
    for line in _lines(found, setting, books, why):
        click.echo(line)


def _file(facts: str | None) -> FactsFile:
    if facts is None:
        return FactsFile(None, (), ())
    content = sys.stdin.buffer.read() if facts == "-" else read_bytes(facts)
    return read_facts(content, facts)


def _list(setting: Setting, books: Books, as_json: bool) -> None:
    if as_json:
        print_json(situations_json(setting.pack.playbooks, books.guide.groups))
        return
    for group in books.guide.groups:
        click.echo(f"\n── {group.title} ──")
        for one in in_group(setting.pack.playbooks, group.id):
            click.echo(f"{one.id:<26} {one.situation.says if one.situation else ''}")


def _lines(found: NextSteps, setting: Setting, books: Books, why: bool) -> Iterator[str]:
    say = setting.say
    for playbook in found.situations:
        if playbook.situation:
            yield f"\n{playbook.situation.says}\n{playbook.situation.lead}"
    for clash in found.clashes:
        yield say("\n说不到一起：{says}\n  怎么弄清：{settle}").format(says=clash.says, settle=clash.settle)
    if not found.advice:
        yield say("\n这些事实还对不上哪一步。--list 看有哪些处境，选最像的一件。")
    band = ""
    for number, one in enumerate(found.advice, start=1):
        if one.band != band:
            band = one.band
            yield f"\n── {setting.web(BANDS[one.band])} ──"
        step = one.step
        late = bool(step.by and step.by < found.on)
        day = say("{day}，已经过了").format(day=step.by) if late else step.by
        by = f"（{day}）" if step.by else f"（{one.by_words.rstrip('。')}）" if one.by_words else ""
        yield f"{number}. {'✕ ' if step.never else ''}{step.step}{by}"
        yield f"   {step.why}"
        if why:
            yield from (f"   {line}" for line in reasons(one, books.guide.papers, setting.pack, setting.web))
            yield from (f"   · {line}" for line in basis_of(one, setting.pack, setting.web))
    if found.doors:
        yield say("\n── 去哪里 ──")
    yield from (f"· {door.name}  {door.how}" for door in found.doors)
    for script in found.scripts:
        yield say("话术：fairdue script {id}（{title}）").format(id=script.id, title=script.title)
    for other in found.also:
        yield say("也许还要看：fairdue next --situation {id}（{title}）").format(id=other.id, title=other.title)
