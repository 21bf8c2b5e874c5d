"""`fairdue case add …`: people, debts and every kind of dated row, one command a kind, built from one table."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import time
from typing import Any, Final

import click

from fairdue.app.contracts.catalogue import noted as _
from fairdue.app.keep_case import Json, add_debt, add_entry, add_party, choose, entry_json, exhibit_items, kind_of
from fairdue.app.reading.case_words import ROLES as ROLE_WORDS
from fairdue.app.reading.case_words import entry_line
from fairdue.app.wiring import now
from fairdue.cli.dates import read_day
from fairdue.cli.setting import Setting, print_json, tell
from fairdue.cli.unlocking import in_vault, opened
from fairdue.intake import figures
from fairdue.kernel.errors import UnusableDate
from fairdue.kernel.plain import plain
from fairdue.records.assessment import CHANNELS
from fairdue.records.case import (
    AGREED_ON,
    CHECK_SHOWED,
    CHECKED_WHERE,
    DIRECTIONS,
    REFUSED_WHAT,
    REPLIES,
    ROLES,
    DebtRef,
    Entry,
    Party,
)

CASE = click.option("--case", "case_id", default=None, help="哪个案件；只有一个时可省 / which case; may be left out")
_JSON = click.option("--json", "as_json", is_flag=True, help="JSON")


def read_amount(context: click.Context, parameter: click.Parameter, value: str | None) -> int | None:
    """Return an amount in yuan as whole fen, None for none; raises UnusableFigure for anything that is no such amount."""
    if value is None:
        return None
    return figures.read_fen(value, parameter.opts[0])


def read_hour(context: click.Context, parameter: click.Parameter, value: str | None) -> time | None:
    """Return the hour written HH:MM, None for none; raises UnusableDate."""
    if value is None:
        return None
    try:
        return time.fromisoformat(value.strip()).replace(tzinfo=None)
    except ValueError as error:
        raise UnusableDate(given=value, why="not-a-time", limit="") from error


def _choice(name: str, choices: Sequence[str], help_: str, **more: Any) -> click.Option:
    return click.Option([f"--{name}"], type=click.Choice(choices), help=help_, **more)


def _words(name: str, help_: str) -> click.Option:
    return click.Option([f"--{name}"], default="", help=help_)


def _day(name: str, help_: str) -> click.Option:
    return click.Option([f"--{name}"], callback=read_day, default=None, metavar="DATE", help=help_)


def read_balance(context: click.Context, parameter: click.Parameter, value: str | None) -> int | None:
    """Return what an account showed as whole fen, which may be nothing at all; raises UnusableFigure."""
    return None if value is None else figures.read_fen(value, parameter.opts[0], may_be_zero=True)


def _amount(help_: str, required: bool = False, read: Callable[..., int | None] = read_amount) -> click.Option:
    return click.Option(["--amount", "amount_fen"], callback=read, required=required, metavar="YUAN", help=help_)


_DIRECTION: Final = ("direction", DIRECTIONS, "对方发来，还是我发出 / received or sent")

# What each kind of row asks beside day, hour, words, person, debt and evidence.
OPTIONS: Final[Mapping[str, tuple[str, tuple[click.Option, ...]]]] = {
    "contact": (
        "一次来电、信息或上门。One call, message or visit.",
        (
            _choice("channel", CHANNELS, "怎么联系的 / how", required=True),
            _choice(*_DIRECTION, default="received", show_default=True),
            _words("sender", "对方的号码或账号 / their number or account"),
            _words("reached", "打到谁的号码 / the number they dialled"),
            click.Option(["--connected/--unanswered"], default=None, help="接通没有 / answered or not"),
            click.Option(["--seconds"], type=click.IntRange(0, 86_400), default=None, help="通话几秒 / how long"),
        ),
    ),
    "agreement": (
        "双方说好的事。Something both sides agreed on.",
        (
            _choice("agreed-on", AGREED_ON, "说好了什么 / on what", required=True),
            _day("until", "到哪天为止 / its last day"),
        ),
    ),
    "refusal": (
        "我要求对方停止的事。What I told them to stop.",
        (
            _choice("refused", REFUSED_WHAT, "要求停止什么 / what", required=True),
            _choice("told-by", CHANNELS, "怎么告诉对方的 / how they were told"),
        ),
    ),
    "account-check": (
        "自己在官方渠道查到的。What my own check of the account showed.",
        (
            _choice("where", CHECKED_WHERE, "在哪里查的 / where", required=True),
            _choice("showed", CHECK_SHOWED, "显示什么 / what it showed", required=True),
            _amount("显示的金额（元）/ the amount shown, in yuan", read=read_balance),
        ),
    ),
    "offer": (
        "一次还款提议和答复。A proposal to pay, and the reply.",
        (
            _choice(*_DIRECTION, required=True),
            _amount("多少钱（元）/ how much, in yuan"),
            click.Option(["--instalments"], type=click.IntRange(1, 600), default=None, help="分几期 / instalments"),
            _choice("reply", REPLIES, "对方怎么答复 / the reply", default="none", show_default=True),
            _day("reply-on", "哪天答复的 / day of the reply"),
        ),
    ),
    "payment": (
        "一笔还款。Money paid.",
        (
            _amount("多少钱（元）/ how much, in yuan", required=True),
            _words("payee", "付给谁 / to whom"),
            _words("method", "怎么付的 / how"),
        ),
    ),
    "document": (
        "一份文件。A paper in the file.",
        (
            click.Option(["--title"], required=True, help="文件名称 / its title"),
            _choice(*_DIRECTION, default="received", show_default=True),
            _words("issuer", "谁出具的 / who issued it"),
        ),
    ),
    "deadline": (
        "一个期限，--on 是最后一天。A deadline; --on is its last day.",
        (
            click.Option(["--what"], required=True, help="要做什么 / what is to be done"),
            _day("done-on", "哪天办完的 / day it was done"),
            _words("source", "从哪里知道的 / where it comes from"),
        ),
    ),
}


@click.group("add")
def add() -> None:
    """往案件里记一条：人、债务、来电、约定、还款等。Add to a case."""


@add.command("party")
@click.argument("name")
@click.option("--role", type=click.Choice(ROLES), required=True, help="是什么人 / who they are")
@click.option("--reached-at", multiple=True, metavar="NUMBER", help="号码或账号，可写多次 / number or account")
@click.option("--organisation", "is_organisation", is_flag=True, help="是机构，不是个人 / not a person")
@click.option("--note", default="", help="备注 / a note")
@CASE
@in_vault
@_JSON
@click.pass_obj
def party(
    setting: Setting, name: str, role: Any, reached_at: tuple[str, ...], is_organisation: bool, note: str,
    case_id: str | None, folder: str | None, descriptor: int | None, as_json: bool,
) -> None:  # fmt: skip
    """记一个人或机构。A person or an organisation."""
    with opened(setting, folder, descriptor) as vault:
        wanted = Party("", role, name, reached_at, is_organisation, note)
        made = add_party(vault, choose(vault, case_id), wanted, now())
    _told(setting, as_json, plain(made), f"{made.id}  {setting.web(ROLE_WORDS[made.role])}  {made.name}")


@add.command("debt")
@click.argument("lender")
@click.option("--product", default="", help="产品名 / the product")
@click.option("--contract-number", default="", help="合同号 / contract number")
@click.option("--holder", default="", help="现在归谁 / who holds it now")
@click.option("--note", default="", help="备注 / a note")
@CASE
@in_vault
@_JSON
@click.pass_obj
def debt(
    setting: Setting, lender: str, product: str, contract_number: str, holder: str, note: str, case_id: str | None,
    folder: str | None, descriptor: int | None, as_json: bool,
) -> None:  # fmt: skip
    """记一笔债务。A debt."""
    with opened(setting, folder, descriptor) as vault:
        wanted = DebtRef("", lender, product, contract_number, holder, note)
        made = add_debt(vault, choose(vault, case_id), wanted, now())
    _told(setting, as_json, plain(made), f"{made.id}  {made.lender} {made.product}".rstrip())


def shared_options() -> tuple[click.Option, ...]:
    """Return the options that every kind of row has."""
    return (
        _day("on", "哪一天，默认今天 / which day, today"),
        click.Option(["--at"], callback=read_hour, default=None, metavar="HH:MM", help="几点几分 / the hour"),
        click.Option(["--party"], default=None, help="和谁有关（编号）/ id of the person"),
        click.Option(["--debt"], default=None, help="和哪笔债有关（编号）/ id of the debt"),
        click.Option(
            ["--evidence"], multiple=True, metavar="E0001", help="依据的证据，可写多次 / exhibits it rests on"
        ),
    )


def _command(kind: str, words: str, own: Sequence[click.Option]) -> click.Command:
    """Build the command that adds one kind of row."""

    @click.pass_obj
    def run(setting: Setting, /, folder: str | None, descriptor: int | None, as_json: bool, **given: Any) -> None:
        case_id, labels = given.pop("case_id"), given.pop("evidence")
        given["on"] = given["on"] or now().date()
        with opened(setting, folder, descriptor) as vault:
            case = choose(vault, case_id)
            items = exhibit_items(vault, case, labels)
            entry: Entry = add_entry(vault, case, kind_of(kind)(**given, evidence=items), now())
        _told(setting, as_json, entry_json(entry), f"{entry.id}  {entry_line(entry, {}, setting.web)}")

    params = [click.Argument(["words"], required=False, default=""), *own, *shared_options()]
    made = click.Command(kind, callback=run, params=params, help=words)
    decorated: Callable[[click.Command], click.Command] = CASE
    return _JSON(in_vault(decorated(made)))


def _told(setting: Setting, as_json: bool, document: Json, line: str) -> None:
    if as_json:
        print_json(document)
    else:
        tell(setting.say(_("记下了：{line}")).format(line=line))


for _kind, (_help, _own) in OPTIONS.items():
    add.add_command(_command(_kind, _help, _own))
