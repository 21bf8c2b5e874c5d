"""`fairdue before`: what an answer, a payment or a paper does to limitation, told before it is done."""

from __future__ import annotations

from itertools import groupby

import click

from fairdue.app.before_acting import GROUPS, STAGES, Act, acts_before, acts_json
from fairdue.app.contracts.catalogue import noted as _
from fairdue.app.reading.act_words import BY_WORDS, FRAME, GROUP_WORDS, STAGE_WORDS, restarts_label
from fairdue.app.wiring import today
from fairdue.cli.setting import Setting, print_json


@click.command("before")
@click.option(
    "--when", "stage", type=click.Choice(STAGES), default=None, help="时效没过、可能过了 / still running, or passed"
)
@click.option(
    "--group", type=click.Choice(GROUPS), default=None, help="一句话、一笔钱、一张纸 / answer, payment, paper"
)
@click.option("--json", "as_json", is_flag=True, help="JSON")
@click.pass_obj
def command(setting: Setting, stage: str | None, group: str | None, as_json: bool) -> None:
    """先看再答：哪些话、钱、纸会让时效重新起算。Which words, payments and papers restart limitation, before you act."""
    acts = acts_before(setting.pack, today(), stage, group)
    if as_json:
        print_json(acts_json(acts))
        return
    for words in FRAME:
        click.echo(setting.web(words))
    for when, members in groupby(acts, key=lambda one: one.act.when):
        click.echo(f"\n{setting.web(STAGE_WORDS[when])}")
        for one in members:
            click.echo("\n".join(_lines(one, setting)))


def _lines(one: Act, setting: Setting) -> list[str]:
    act = one.act
    label = restarts_label(act.when, act.restarts)
    kind = setting.web(GROUP_WORDS[act.group] if act.by == "you" else BY_WORDS[act.by])
    cited = "；".join(f"{cited.instrument} {cited.article or cited.note}".strip() for cited in one.citations)
    return [
        f"  {label.sign} {act.act}（{kind}）：{setting.web(label.word)}",
        f"      {act.effect}",
        f"      {setting.say(_('先这样：{what}')).format(what=act.instead)}",
        f"      {setting.say(_('依据：{what}')).format(what=cited)}",
    ]
