"""`fairdue myth`: whether a claim people pass on holds, why, and what to do instead."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

import click

from fairdue.app.check_claim import CheckedClaim, check_claim, claim_by_id, claim_json, claims_json
from fairdue.app.contracts.catalogue import noted as _
from fairdue.app.reading.claim_words import CONFIDENCE, TOPICS, VERDICTS
from fairdue.app.wiring import the_handbook, today
from fairdue.cli.setting import BadArguments, Setting, print_json
from fairdue.guidance.claims import Claims


@click.command("myth")
@click.argument("words", nargs=-1)
@click.option("--id", "id_", default=None, metavar="ID", help="按编号看一条 / show one claim by its id")
@click.option("--list", "list_", is_flag=True, help="列出全部说法 / list every claim")
@click.option("--json", "as_json", is_flag=True, help="JSON")
@click.pass_obj
def command(setting: Setting, words: tuple[str, ...], id_: str | None, list_: bool, as_json: bool) -> None:
    """这种说法对吗：用自己的话问。Ask in your own words whether a claim holds."""
    handbook = the_handbook(setting.pack_name)
    if list_:
        _print_all(setting, as_json)
        return
    if id_:
        one = claim_by_id(id_, handbook, setting.pack, today())
        _print([one], "", setting, as_json)
        return
    if not words:
        raise BadArguments(detail=setting.say(_("请写下你听到的说法；--list 列出全部")))
    question = " ".join(words)
    claims = Claims(handbook.myths, handbook.same_meanings)
    _print(check_claim(question, claims, setting.pack, today()), question, setting, as_json)


def _print_all(setting: Setting, as_json: bool) -> None:
    handbook = the_handbook(setting.pack_name)
    order = list(TOPICS)
    myths = sorted(handbook.myths, key=lambda myth: (order.index(myth.topic), myth.id))
    if as_json:
        print_json([claim_json(claim_by_id(myth.id, handbook, setting.pack, today())) for myth in myths])
        return
    for topic, members in groupby(myths, key=lambda myth: myth.topic):
        click.echo(setting.web(TOPICS[topic]))
        for myth in members:
            label = VERDICTS[myth.verdict]
            click.echo(f"  {label.sign} {setting.web(label.word)}  {myth.claim}  [{myth.id}]")


def _print(
    found: list[CheckedClaim] | tuple[CheckedClaim, ...], question: str, setting: Setting, as_json: bool
) -> None:
    if as_json:
        print_json(claims_json(question, found))
        return
    if not found:
        click.echo(setting.say(_("没有找到相近的说法。换几个字再问，或打 12348 问。")))
    for number, one in enumerate(found):
        if number:
            click.echo("")
        click.echo("\n".join(_lines(one, setting)))


def _lines(one: CheckedClaim, setting: Setting) -> Iterator[str]:
    say, myth = setting.say, one.myth
    label = VERDICTS[myth.verdict]
    yield f"「{myth.claim}」"
    yield f"{label.sign} {setting.web(label.word)}：{myth.answer}"
    if one.found.side == "denial":
        word = setting.web(VERDICTS[one.judged].word)
        yield say(_("反过来说「{words}」：{word}。")).format(words=one.found.wording, word=word)
    yield f"  {myth.why}"
    yield "  " + say(_("该怎么做：{what}")).format(what=myth.instead)
    if myth.since:
        yield "  " + say(_("从 {day} 起是这样。")).format(day=myth.since.isoformat())
    if myth.until:
        yield "  " + say(_("到 {day} 为止。")).format(day=myth.until.isoformat())
    for cited in one.cited_once:
        yield "  " + say(_("依据：{what}")).format(what=f"{cited.instrument} {cited.article or cited.note}".strip())
    for source in myth.sources:
        yield f"  · {source.title}（{setting.web(CONFIDENCE[source.confidence])}）"
