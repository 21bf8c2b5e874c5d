"""`fairdue rate FLOWS.yaml|-`: what a loan costs a year, from what was received and what is paid."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import click

from fairdue.app.contracts.catalogue import noted as _
from fairdue.app.contracts.money import warning_json
from fairdue.app.rate_flows import RateAnswer, answer_json, rate_file
from fairdue.app.read_text import read_file
from fairdue.cli.setting import Setting, print_json
from fairdue.records.money import RateResult

_PUBLISHED = {
    "irr": _("年化成本（每期 IRR × 期数）"),
    "xirr": _("年化成本（XIRR，复利）"),
    "us-actuarial": _("年化成本（美国精算法 APR）"),
    "eu-aprc": _("年化成本（欧盟 APRC）"),
    "simple": _("年化成本（单利，按剩余本金）"),
}


@click.command("rate")
@click.argument("flows", metavar="FLOWS.yaml|-")
@click.option("--json", "as_json", is_flag=True, help="JSON（fairdue.rate/1）")
@click.pass_obj
def command(setting: Setting, flows: str, as_json: bool) -> None:
    """算一笔借款一年的真实成本。What a loan truly costs a year, from dated or evenly spaced flows."""
    standard_input = sys.stdin.buffer.read() if flows == "-" else None
    source = setting.say(_("标准输入")) if flows == "-" else flows
    answer = rate_file(read_file(flows, standard_input).text.encode("utf-8"), source)
    if as_json:
        print_json(answer_json(answer, setting.lang))
    else:
        click.echo("\n".join(_lines(answer, setting)))


def _lines(answer: RateAnswer, setting: Setting) -> Iterator[str]:
    say = setting.say
    name, percent = say(_PUBLISHED[answer.result.method]), _percent(answer.result.percent, setting)
    yield say(_("{name}：{percent}")).format(name=name, percent=percent)
    yield from _figures(answer.result, setting)
    cost = answer.paid - answer.received
    yield say(_("收到 {received:,.2f} 元，付出 {paid:,.2f} 元，相差 {cost:,.2f} 元")).format(
        received=answer.received, paid=answer.paid, cost=cost
    )
    if answer.without_open is not None:
        yield say(_("不算有争议的费用：{percent}")).format(percent=_percent(answer.without_open.percent, setting))
    for warning in (*answer.result.warnings, *answer.warnings):
        yield "· " + str(warning_json(warning, setting.lang)["message"])


def _figures(result: RateResult, setting: Setting) -> Iterator[str]:
    say = setting.say
    if result.periodic_percent is not None:
        yield say(_("每期 {percent}，一年 {count:g} 期")).format(
            percent=_percent(result.periodic_percent, setting), count=result.per_year
        )
    yield say(_("名义年化（每期 × 期数）：{percent}")).format(percent=_percent(result.nominal_percent, setting))
    yield say(_("实际年化（复利）：{percent}")).format(percent=_percent(result.effective_percent, setting))


def _percent(value: float | None, setting: Setting) -> str:
    return setting.say(_("没有")) if value is None else f"{value:,.4f}%"
