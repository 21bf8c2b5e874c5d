"""`fairdue check`: one message in, the answer out, for a person or as fairdue.answer/1."""

from __future__ import annotations

import sys
from datetime import datetime

import click

from fairdue.app.check_message import check
from fairdue.app.contracts.answer import answer_json
from fairdue.app.read_text import read_argument
from fairdue.app.wiring import today
from fairdue.cli.dates import read_instant
from fairdue.cli.setting import BadArguments, Setting, print_json
from fairdue.kernel.errors import UnknownName
from fairdue.law.citations import LENDER_KINDS
from fairdue.records.assessment import CHANNELS, CONFIRMED, Message


@click.command("check")
@click.argument("what", metavar="[TEXT|FILE|-]", default="-")
@click.option("--channel", type=click.Choice(CHANNELS), default=None, help="怎么收到的 / how it came")
@click.option("--sender", default=None, help="发送号码或账号 / the number or account it came from")
@click.option(
    "--received-at",
    callback=read_instant,
    default=None,
    metavar="ISO",
    help="什么时候收到 / when it came: 2026-11-20T21:05",
)
@click.option(
    "--lender-kind",
    default=None,
    metavar="KIND",
    help="放款机构的类型 / licence kind: " + ", ".join(sorted(LENDER_KINDS)),
)
@click.option(
    "--confirmed",
    type=click.Choice(CONFIRMED),
    default="unknown",
    show_default=True,
    help="你自己核实过没有 / your own check of the account",
)
@click.option(
    "--as",
    "role",
    type=click.Choice(["receiver", "sender"]),
    default="receiver",
    show_default=True,
    help="收信人，还是发信前自查 / receiver, or sender before sending",
)
@click.option("--json", "as_json", is_flag=True, help="fairdue.answer/1")
@click.pass_obj
def command(
    setting: Setting, what: str, channel: str | None, sender: str | None, received_at: datetime | None,
    lender_kind: str | None, confirmed: str, role: str, as_json: bool,
) -> None:  # fmt: skip
    """查一条信息：真不真，合不合规，现在做什么。Check one message.

    TEXT is the message itself, FILE a .txt of it, - reads standard input.
    """
    if lender_kind is not None and lender_kind not in LENDER_KINDS:
        raise UnknownName(what="lender-kind", given=lender_kind, known=sorted(LENDER_KINDS))
    if what == "-" and sys.stdin.isatty():
        raise BadArguments(detail=setting.say("没有给出信息。可以写在引号里，或给一个 .txt 文件"))
    read = read_argument(what, sys.stdin.buffer.read() if what == "-" else None)
    message = Message(
        text=read.text,
        channel=channel,  # type: ignore[arg-type]  # click has checked the choices
        sender=sender or None,
        received_at=received_at,
        lender_kind=lender_kind,
        confirmed=confirmed,  # type: ignore[arg-type]
    )
    answer = check(message, setting.pack, setting.screener, today())
    if as_json:
        print_json(answer_json(answer))
        return
    from fairdue.app.next_steps import handover
    from fairdue.cli.answer_view import show

    leads = handover(message, answer.assessment, setting.pack).leads
    show(answer, setting, read.encoding, role == "sender", [one.id for one in leads])
