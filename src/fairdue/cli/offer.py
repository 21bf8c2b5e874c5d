"""`fairdue offer OFFER.yaml`: read an offer before signing."""

from __future__ import annotations

from collections.abc import Iterator

import click

from fairdue.app.contracts.audit import offer_json
from fairdue.app.contracts.catalogue import noted as _
from fairdue.app.look_at_offer import look_at_file
from fairdue.app.read_text import read_bytes
from fairdue.app.reading.offer_view import OfferView, offer_view
from fairdue.app.wiring import today
from fairdue.cli.setting import Setting, print_json


@click.command("offer")
@click.argument("offer", metavar="OFFER.yaml")
@click.option("--json", "as_json", is_flag=True, help="JSON（fairdue.offer/1）")
@click.pass_obj
def command(setting: Setting, offer: str, as_json: bool) -> None:
    """签约前看报价：一年真实成本、一共多付多少、收费买了什么。Read an offer before signing: cost, fees, warning signs."""
    found = look_at_file(read_bytes(offer), offer, setting.pack, today())
    if as_json:
        print_json(offer_json(found))
    else:
        click.echo("\n".join(_lines(offer_view(found, setting.web), setting)))


def _lines(view: OfferView, setting: Setting) -> Iterator[str]:
    say = setting.say
    yield from (view.heading, view.licence)
    fees = [f"{name}：{amount}。{buys}{ask}" for name, amount, buys, ask in view.fees]
    signs = [f"{one.label.word}：{one.because}{''.join(f'[{at}]' for at in one.sources)}" for one in view.signs]
    for title, rows in (
        (_("要当心的"), signs),
        (_("数字"), [f"{name}：{value}" for name, value in view.figures]),
        (_("一年的真实成本"), [f"{name}：{value}" for name, value in view.costs]),
        (_("和哪条线比"), [f"{name}：{value}" for name, value in view.caps]),
        (_("收费买了什么"), fees),
        (_("签之前可以这样问"), list(view.asks)),
        (_("还缺什么"), [f"{one.what}{one.would_settle}" for one in view.missing]),
        (_("依据"), [f"[{at}] {one.instrument} {one.article or one.note}" for at, one in enumerate(view.sources, 1)]),
    ):
        if rows:
            yield from ("", say(title), *(f"  · {row}" for row in rows))
