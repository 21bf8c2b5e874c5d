"""`fairdue case correct …` and `case withdraw`: put right what was written down; what stood there before stays visible.

The commands are those of `case add` once more, with nothing required: what is not said stays as it was.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Sequence
from dataclasses import MISSING, fields, replace
from typing import Any, Final

import click

from fairdue.app.contracts.catalogue import noted as _
from fairdue.app.keep_case import (
    Json,
    case_file,
    change_debt,
    change_party,
    choose,
    correct_entry,
    entry_json,
    exhibit_items,
    kind_of,
    one_entry,
    withdraw_entry,
)
from fairdue.app.reading.case_words import ROLES as ROLE_WORDS
from fairdue.app.reading.case_words import entry_line
from fairdue.app.wiring import now
from fairdue.cli.case_add import CASE, OPTIONS, shared_options
from fairdue.cli.setting import BadArguments, Setting, print_json, tell
from fairdue.cli.unlocking import in_vault, opened
from fairdue.kernel.errors import UnfitCorrection, UnknownName
from fairdue.kernel.plain import plain
from fairdue.records.case import ROLES, DebtRef, Entry, Party

_JSON = click.option("--json", "as_json", is_flag=True, help="JSON")
_FIXED: Final = ("id", "on", "recorded_at", "corrects", "corrected_by")


@click.group("correct")
def correct() -> None:
    """更正记错的一条：原来的留着，标明已更正。Put a row right; the old one stays, marked."""


@correct.command("party")
@click.argument("party_id", metavar="ID")
@click.option("--name", default=None, help="名字 / name")
@click.option("--role", type=click.Choice(ROLES), default=None, help="是什么人 / who they are")
@click.option(
    "--reached-at", multiple=True, metavar="NUMBER", help="号码或账号，全部重写 / all numbers and accounts anew"
)
@click.option("--organisation/--person", "is_organisation", default=None, help="机构还是个人 / an organisation or not")
@click.option("--note", default=None, help="备注 / a note")
@CASE
@in_vault
@_JSON
@click.pass_obj
def party(
    setting: Setting, /, party_id: str, reached_at: tuple[str, ...], case_id: str | None, folder: str | None,
    descriptor: int | None, as_json: bool, **said: Any,
) -> None:  # fmt: skip
    """更正一个人或机构；编号不变。Put right what is said of a person."""
    changed = _said(said) | ({"reached_at": reached_at} if reached_at else {})
    with opened(setting, folder, descriptor) as vault:
        case = choose(vault, case_id)
        known = {one.id: one for one in case_file(vault, case).parties}
        old: Party = _found("party", party_id, known)
        made = change_party(vault, case, replace(old, **changed), now())
    _told(setting, as_json, plain(made), f"{made.id}  {setting.web(ROLE_WORDS[made.role])}  {made.name}")


@correct.command("debt")
@click.argument("debt_id", metavar="ID")
@click.option("--lender", default=None, help="放款机构 / the lender")
@click.option("--product", default=None, help="产品名 / the product")
@click.option("--contract-number", default=None, help="合同号 / contract number")
@click.option("--holder", default=None, help="现在归谁 / who holds it now")
@click.option("--note", default=None, help="备注 / a note")
@CASE
@in_vault
@_JSON
@click.pass_obj
def debt(
    setting: Setting, /, debt_id: str, case_id: str | None, folder: str | None, descriptor: int | None, as_json: bool,
    **said: Any,
) -> None:  # fmt: skip
    """更正一笔债务；编号不变。Put right what is said of a debt."""
    with opened(setting, folder, descriptor) as vault:
        case = choose(vault, case_id)
        known = {one.id: one for one in case_file(vault, case).debts}
        old: DebtRef = _found("debt", debt_id, known)
        made = change_debt(vault, case, replace(old, **_said(said)), now())
    _told(setting, as_json, plain(made), f"{made.id}  {made.lender} {made.product}".rstrip())


@click.command("withdraw")
@click.argument("entry_id", metavar="ROW")
@click.argument("reason", metavar="WHY")
@CASE
@in_vault
@_JSON
@click.pass_obj
def withdraw(
    setting: Setting, entry_id: str, reason: str, case_id: str | None, folder: str | None, descriptor: int | None,
    as_json: bool,
) -> None:  # fmt: skip
    """撤回不该记的一条：留着，但不再算数。Withdraw a row; it stays and counts no more."""
    with opened(setting, folder, descriptor) as vault:
        made = withdraw_entry(vault, choose(vault, case_id), entry_id, reason, now())
    _told(setting, as_json, entry_json(made), f"{made.id}  {entry_line(made, {}, setting.web)}")


def _command(kind: str, words: str, own: Sequence[click.Option]) -> click.Command:
    """Build the command that corrects one kind of row."""
    makes = kind_of(kind)
    clearable = sorted(one.name for one in fields(makes) if one.name not in _FIXED and one.default is not MISSING)

    @click.pass_obj
    def run(setting: Setting, /, folder: str | None, descriptor: int | None, as_json: bool, **given: Any) -> None:
        case_id, labels, entry_id = given.pop("case_id"), given.pop("evidence"), given.pop("entry_id")
        emptied = given.pop("clear")
        with opened(setting, folder, descriptor) as vault:
            case = choose(vault, case_id)
            old = one_entry(vault, case, entry_id)
            if not isinstance(old, makes):
                raise UnfitCorrection(why="other-kind", given=entry_id)
            said = _said(given) | ({"evidence": exhibit_items(vault, case, labels)} if labels else {})
            if both := sorted({*said} & {*emptied}):
                raise BadArguments(detail=f"--clear {both[0]}")
            made = correct_entry(vault, case, entry_id, replace(_emptied(old, emptied), **said), now())
        _told(setting, as_json, entry_json(made), f"{made.id}  {entry_line(made, {}, setting.web)}")

    params: list[click.Parameter] = [
        click.Argument(["entry_id"], metavar="ROW"),
        click.Argument(["words"], required=False, default=None),
        *(_optional(option) for option in (*own, *shared_options())),
        click.Option(["--clear"], multiple=True, type=click.Choice(clearable), help="清空这一项 / empty this"),
    ]
    made = click.Command(kind, callback=run, params=params, help=words)
    decorated: Callable[[click.Command], click.Command] = CASE
    return _JSON(in_vault(decorated(made)))


def _optional(option: click.Option) -> click.Option:
    """Return the same option with nothing said unless somebody says it."""
    made = copy.copy(option)
    made.required, made.show_default = False, False
    if not made.multiple:
        made.default = None
    return made


def _emptied(entry: Entry, names: Sequence[str]) -> Entry:
    """Return a row with some fields as they are where nothing is said."""
    defaults: dict[str, Any] = {one.name: one.default for one in fields(entry)}
    return replace(entry, **{name: defaults[name] for name in names})


def _said(given: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in given.items() if value is not None}


def _found(what: str, given: str, known: dict[str, Any]) -> Any:
    if given not in known:
        raise UnknownName(what=what, given=given, known=tuple(known))
    return known[given]


def _told(setting: Setting, as_json: bool, document: Json, line: str) -> None:
    if as_json:
        print_json(document)
    else:
        tell(setting.say(_("更正好了，原来的还看得到：{line}")).format(line=line))


for _kind, (_help, _own) in OPTIONS.items():
    correct.add_command(_command(_kind, _help, _own))
correct.add_command(_command("note", "记过的一句话。A note.", ()))
