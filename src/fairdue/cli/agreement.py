"""`fairdue agreement`: the traps of an agreement or offer before it is signed, with what to ask for instead."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import click

from fairdue.app.check_agreement import CheckedAgreement, check_agreement
from fairdue.app.contracts.agreement import agreement_json
from fairdue.app.contracts.catalogue import noted as _
from fairdue.app.read_text import read_argument
from fairdue.app.reading.agreement import AgreementPage, lay_out_agreement
from fairdue.app.reading.steps import Basis
from fairdue.app.wiring import the_guide, today
from fairdue.cli.setting import BadArguments, Setting, print_json


@click.command("agreement")
@click.argument("what", metavar="[TEXT|FILE|-]", default="-")
@click.option(
    "--lender", default="", metavar="NAME", help="借款合同上的放款机构 / the lender named in the loan contract"
)
@click.option("--json", "as_json", is_flag=True, help="fairdue.agreement/1")
@click.pass_obj
def command(setting: Setting, what: str, lender: str, as_json: bool) -> None:
    """签字前看一遍协议里的坑。Look an agreement or offer over before signing it.

    TEXT is the agreement itself, FILE a .txt of it, - reads standard input.
    """
    if what == "-" and sys.stdin.isatty():
        raise BadArguments(detail=setting.say(_("没有给出协议。可以写在引号里，或给一个 .txt 文件")))
    text = read_argument(what, sys.stdin.buffer.read() if what == "-" else None).text
    found = check_agreement(text, setting.pack, the_guide(setting.pack_name), today(), lender)
    if as_json:
        print_json(agreement_json(found.check, found.lender, found.payee))
        return
    page = lay_out_agreement(text, found.check, found.payee, setting.pack.provisions, setting.web)
    click.echo("\n".join(_lines(page, found, setting)))


def _lines(page: AgreementPage, found: CheckedAgreement, setting: Setting) -> Iterator[str]:
    say = setting.say
    yield f"\n{page.heading}"
    for one in page.traps:
        yield f"\n[{one.number}] {one.label.sign} {setting.web(one.label.word)}  {one.trap.title}"
        yield f"    “{one.quote}”"
        yield f"    {one.trap.effect}"
        yield f"    → {one.trap.ask}"
        yield from _basis(one.basis)
    if page.wanted:
        yield say(_("\n── 少了这些话 ──"))
    for lacking in page.wanted:
        yield f"· {lacking.wanted.title}：{lacking.wanted.effect}\n    → {lacking.wanted.ask}"
        yield from _basis(lacking.basis)
    if found.check.is_agreement or page.payees:
        yield say(_("\n── 钱打给谁 ──"))
        yield from (f"· {name}" for name in page.payees)
        yield page.payee
    yield say(_("\n签不签由你定。这是信息，不是法律意见；规则尚未经律师审阅。"))


def _basis(basis: tuple[Basis, ...]) -> Iterator[str]:
    for one in basis:
        yield f"      {one.words}（{one.kind}）" if one.kind else f"      {one.words}"
