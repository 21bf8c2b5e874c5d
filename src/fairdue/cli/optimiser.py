"""`fairdue optimiser`: what a debt optimiser asks against what he promises, and what is lost where it fails."""

from __future__ import annotations

import click

from fairdue.app.price_optimiser import FIELDS, price_optimiser
from fairdue.app.reading.optimiser import priced_words
from fairdue.cli.setting import Setting, print_json
from fairdue.kernel.money import to_yuan


@click.command("optimiser")
@click.option("--debt", required=True, metavar="YUAN", help="欠多少 / the debt")
@click.option(
    "--fee", required=True, metavar="YUAN|N%", help="他收多少，可以写欠款的百分之几 / the fee, or a share of the debt"
)
@click.option("--promised", default="", metavar="YUAN|N%", help="他答应减多少 / the reduction promised")
@click.option(
    "--instalment", default="", metavar="YUAN", help="你自己计划里一期还多少 / one instalment of your own plan"
)
@click.option("--json", "as_json", is_flag=True, help="fairdue.optimiser/1")
@click.pass_obj
def command(setting: Setting, debt: str, fee: str, promised: str, instalment: str, as_json: bool) -> None:
    """算一算债务中介收的钱，值不值。Price a debt optimiser's offer against what it promises."""
    typed = {"debt": debt, "fee": fee, "promised": promised, "instalment": instalment}
    found = price_optimiser(typed, {name: f"--{name}" for name in FIELDS})
    if as_json:
        print_json(
            {
                "schema": "fairdue.optimiser/1",
                "fee": str(to_yuan(found.offer.fee)),
                "kept": str(to_yuan(found.kept)),
                "broken": str(to_yuan(found.broken)),
                "needed_percent": found.needed,
                "instalments": found.instalments,
            }
        )
        return
    for line in priced_words(found, setting.web):
        click.echo(line)
