"""`fairdue lender NAME|NUMBER|DOMAIN`: who may be behind it, and how sure we are."""

from __future__ import annotations

from collections.abc import Iterator

import click

from fairdue.app.contracts.catalogue import noted as _
from fairdue.app.reading.labels import LENDER_KINDS, phone_kind
from fairdue.app.show_lender import Json, show_lender
from fairdue.cli.setting import Setting, print_json
from fairdue.kernel.errors import EmptyText

_RELATIONS = {
    "official": _("登记在册的官方域名"),
    "look-alike": _("像在模仿官方域名"),
    "short-link": _("短链接，看不出通向哪里"),
    "unknown": _("不在登记的官方域名里"),
}


@click.command("lender")
@click.argument("query", metavar="NAME|NUMBER|DOMAIN")
@click.option("--json", "as_json", is_flag=True, help="JSON")
@click.pass_obj
def command(setting: Setting, query: str, as_json: bool) -> None:
    """查一个机构名、号码或域名。Look up a name, a number or a domain."""
    if not query.strip():
        raise EmptyText()
    document = show_lender(query, setting.pack.registry)
    if as_json:
        print_json(document)
    else:
        click.echo("\n".join(_lines(document, setting)))


def _lines(document: Json, setting: Setting) -> Iterator[str]:
    say = setting.say
    if document["domain"]:
        yield f"{document['domain']['host']}：{say(_RELATIONS[document['domain']['relation']])}"
    if document["number"]:
        yield f"{document['number']['number']}：{setting.web(phone_kind(document['number']['kind']))}"
        yield from (f"  {one['because']}" for one in document["number"]["says"])
    for lender in document["lenders"]:
        yield f"{lender['name']}（{lender['legal_entity']}）{setting.web(LENDER_KINDS.get(lender['licence_kind'], lender['licence_kind']))}"
        for name, contacts in ((say(_("客服")), lender["hotlines"]), (say(_("域名")), lender["domains"])):
            if contacts:
                shown = "、".join(f"{one['value']}（{one['confidence']}）" for one in contacts)
                yield f"  {name}：{shown}"
        if not lender["hotlines"] and not lender["domains"]:
            yield "  " + say(_("没有可以当作官方的号码或域名。请从官方 App、合同或卡背面找。"))
    for line in document["hotlines"]:
        yield f"{line['number'] or ''} {line['name']}：{line['purpose']}".strip()
    if not (document["lenders"] or document["hotlines"]):
        yield say(_("名录里没有它。没有不等于假，也不等于真。请从官方 App 或合同核对。"))
    yield say(_("号码、名称和域名都能被冒用，查到了也要自己核实。"))
