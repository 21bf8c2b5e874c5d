"""`fairdue vault …`: make the vault, prove its recovery key, change and recover the passphrase, back up, restore, verify."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Final

import click

from fairdue.app import open_vault
from fairdue.app.carry_case import export_case, import_case
from fairdue.app.contracts.catalogue import noted as _
from fairdue.app.contracts.words import sentence
from fairdue.app.keep_case import all_cases
from fairdue.app.read_text import read_plainly
from fairdue.app.reading.check_words import vault_lines
from fairdue.app.tend_vault import Json, absorb, back_up, rekey, rescue, restore, state, verify
from fairdue.app.wiring import now
from fairdue.cli.setting import BadArguments, Setting, print_json, tell
from fairdue.cli.unlocking import (
    NEW_PASSPHRASE,
    OTHER_PASSPHRASE,
    RECOVERY_KEY,
    VAULT_FOLDER,
    ask,
    ask_new,
    in_vault,
    opened,
)
from fairdue.kernel.errors import VaultDamaged, WrongRecoveryKey

_JSON = click.option("--json", "as_json", is_flag=True, help="JSON")
_TRIES: Final = 3


@click.group("vault")
def command() -> None:
    """保险箱：新建、备份、恢复、检查。The encrypted vault on this machine."""


@command.command("new")
@in_vault
@click.pass_obj
def new(setting: Setting, folder: str | None, descriptor: int | None) -> None:
    """新建保险箱，给出恢复码。Make a vault; its recovery key is shown once and typed back."""
    place = open_vault.vault_folder(folder)
    say = setting.say
    vault, written = open_vault.create(place, ask_new(setting, descriptor), now())
    try:
        click.echo(say(_("保险箱建好了：{place}")).format(place=place))
        click.echo(say(_("恢复码（只显示这一次，请抄在纸上，和电脑分开放）：")))
        click.echo(f"\n    {written}\n")
        click.echo(say(_("口令忘了，只有恢复码能打开。两样都丢了，谁也打不开。")))
        if _is_interactive():
            _prove(setting, vault.prove_recovery)
        else:
            click.echo(say(_("下一步：运行 fairdue vault prove，把恢复码输一遍。核对以前，什么都存不进去。")))
    finally:
        open_vault.close(vault, now())


@command.command("prove")
@in_vault
@click.pass_obj
def prove(setting: Setting, folder: str | None, descriptor: int | None) -> None:
    """把抄下的恢复码输一遍，核对无误才开始存。Type the recovery key back; nothing is kept before."""
    with opened(setting, folder, descriptor, proving=True) as vault:
        _prove(setting, vault.prove_recovery)


@command.command("status")
@in_vault
@_JSON
@click.pass_obj
def status(setting: Setting, folder: str | None, descriptor: int | None, as_json: bool) -> None:
    """看保险箱的大概：多少件，多大，最近的签名。How much it holds, and its last checkpoint."""
    with opened(setting, folder, descriptor) as vault:
        document = state(vault)
    if as_json:
        print_json(document)
        return
    say = setting.say
    click.echo(say(_("位置：{folder}")).format(**document))
    click.echo(say(_("{items} 件原件，{bytes} 字节，{cases} 个案件，{entries} 条保管记录。")).format(**document))
    if document["checkpoint"]:
        click.echo(say(_("最近一次签名：第 {size} 条为止，{at}")).format(**document["checkpoint"]))


@command.command("recover")
@in_vault
@click.pass_obj
def recover(setting: Setting, folder: str | None, descriptor: int | None) -> None:
    """忘了口令：用恢复码打开，换一个新口令。Open with the recovery key and set a new passphrase."""
    place = open_vault.vault_folder(folder)
    open_vault.require(place)
    key = ask(setting, None, RECOVERY_KEY, _("恢复码"))
    vault = open_vault.recover(place, key, ask_new(setting, descriptor), now())
    open_vault.close(vault, now())
    click.echo(setting.say(_("打开了，新口令已经生效。旧口令不再能用。")))


@command.command("passphrase")
@in_vault
@click.pass_obj
def passphrase(setting: Setting, folder: str | None, descriptor: int | None) -> None:
    """换口令。Change the passphrase."""
    place = open_vault.vault_folder(folder)
    open_vault.require(place)
    old = ask(setting, descriptor)
    vault = open_vault.open_vault(place, old)
    try:
        vault.change_passphrase(old, ask_new(setting, name=NEW_PASSPHRASE), at=now())
    finally:
        open_vault.close(vault, now())
    click.echo(setting.say(_("口令换好了。恢复码没有变。")))


@command.command("recovery-key")
@in_vault
@click.pass_obj
def recovery_key(setting: Setting, folder: str | None, descriptor: int | None) -> None:
    """恢复码丢了或被人看见了：换一个。Make a new recovery key; the old one no longer opens."""
    place = open_vault.vault_folder(folder)
    open_vault.require(place)
    given = ask(setting, descriptor)
    vault = open_vault.open_vault(place, given)
    try:
        click.echo(setting.say(_("新的恢复码（只显示这一次，请抄在纸上）：")))
        click.echo(f"\n    {vault.renew_recovery(given, at=now())}\n")
        if _is_interactive():
            _prove(setting, vault.prove_recovery)
        else:
            click.echo(setting.say(_("下一步：运行 fairdue vault prove，把恢复码输一遍。核对以前，什么都存不进去。")))
    finally:
        open_vault.close(vault, now())


@command.command("rekey")
@in_vault
@click.pass_obj
def rekey_(setting: Setting, folder: str | None, descriptor: int | None) -> None:
    """换一把全新的钥匙，把所有内容重新加密。Encrypt everything anew under a new key."""
    place = open_vault.vault_folder(folder)
    open_vault.require(place)
    vault = open_vault.open_vault(place, ask(setting, descriptor))
    made, written = rekey(vault, ask_new(setting), now())
    try:
        click.echo(setting.say(_("已经用新钥匙重新加密。旧口令和旧恢复码都不再能用。")))
        click.echo(setting.say(_("新的恢复码（只显示这一次，请抄在纸上）：")))
        click.echo(f"\n    {written}\n")
        if _is_interactive():
            _prove(setting, made.prove_recovery)
    finally:
        open_vault.close(made, now())


@command.command("backup")
@click.argument("target", type=click.Path(path_type=Path))
@click.option("--zip", "zipped", is_flag=True, help="存成一个文件 / as one file")
@in_vault
@_JSON
@click.pass_obj
def backup(
    setting: Setting, target: Path, zipped: bool, folder: str | None, descriptor: int | None, as_json: bool
) -> None:
    """备份到一个新文件夹或一个文件，仍是加密的，并读回核对。Back up, still encrypted, and read it back."""
    with opened(setting, folder, descriptor) as vault:
        document = back_up(vault, target, now(), zipped=zipped)
    if as_json:
        print_json(document)
        return
    told = setting.say(_("备份好了，已读回核对：{path}，{items} 件。请放到另一个地方，例如 U 盘。"))
    click.echo(told.format(path=target, items=document["items"]))


@command.command("restore")
@click.argument("source", type=click.Path(path_type=Path))
@VAULT_FOLDER
@click.pass_obj
def restore_(setting: Setting, source: Path, folder: str | None) -> None:
    """把备份恢复到一个空文件夹，不用联网。Bring a backup back into an empty folder."""
    place = open_vault.vault_folder(folder)
    restore(source, place)
    click.echo(setting.say(_("恢复好了：{place}。口令和恢复码用备份时的。")).format(place=place))


@command.command("verify")
@in_vault
@_JSON
@click.pass_obj
def verify_(setting: Setting, folder: str | None, descriptor: int | None, as_json: bool) -> None:
    """逐件解密核对，每一处问题都说是哪一件。Decrypt and hash every item; name what is harmed."""
    with opened(setting, folder, descriptor, readonly=True) as vault:
        document = verify(vault)
    if as_json:
        print_json(document)
    else:
        _tell(setting, document)
    if not document["ok"]:
        raise click.exceptions.Exit(VaultDamaged.exit_code)


@command.command("import")
@click.argument("other", type=click.Path(path_type=Path))
@in_vault
@_JSON
@click.pass_obj
def import_(setting: Setting, other: Path, folder: str | None, descriptor: int | None, as_json: bool) -> None:
    """把另一个保险箱（例如旧电脑上的）的原件和案件并进来。Take in another vault's items and cases."""
    open_vault.require(other)
    key = ask(setting, None, OTHER_PASSPHRASE, _("另一个保险箱的口令"))
    with opened(setting, folder, descriptor) as vault:
        source = open_vault.open_vault(other, key, readonly=True)
        try:
            items = absorb(vault, source, now())
            cases = all_cases(source)
            for case in cases:
                document = json.dumps(export_case(source, case)).encode()
                import_case(vault, document, str(other), now(), read_plainly, items)
        finally:
            source.close()
    if as_json:
        print_json({"items": len(items), "cases": len(cases)})
        return
    told = setting.say(_("并进来 {items} 件原件、{cases} 个案件。原来的保险箱没有动。"))
    click.echo(told.format(items=len(items), cases=len(cases)))


@command.command("rescue")
@click.argument("target", type=click.Path(path_type=Path))
@click.option("--yes", is_flag=True, help="知道取出来的文件没有加密 / the files will lie there unencrypted")
@in_vault
@_JSON
@click.pass_obj
def rescue_(
    setting: Setting, target: Path, yes: bool, folder: str | None, descriptor: int | None, as_json: bool
) -> None:
    """数据库坏了：把还能读的原件取出来，不加密。Save what can still be read, unencrypted."""
    place = open_vault.vault_folder(folder)
    open_vault.require(place)
    if not yes:
        raise BadArguments(detail=setting.say(_("取出来的文件没有加密，谁都能看。知道了就加上 --yes")))
    document = rescue(place, ask(setting, descriptor), target)
    if as_json:
        print_json(document)
        return
    click.echo(setting.say(_("取出 {saved} 件，{lost} 件读不了。这些文件没有加密，用完请处理好。")).format(**document))


def _prove(setting: Setting, prove_recovery: Callable[[str], None]) -> None:
    """Have the recovery key typed back, a few times where it was mistyped."""
    typing = _is_interactive()
    for left in reversed(range(_TRIES if typing else 1)):
        try:
            prove_recovery(ask(setting, None, RECOVERY_KEY, _("请照着纸上输一遍恢复码")))
        except WrongRecoveryKey as error:
            if not left:
                raise
            click.echo(sentence(error, setting.lang), err=True)
        else:
            click.echo(setting.say(_("恢复码核对无误，可以开始存了。")))
            return


def _is_interactive() -> bool:
    """Tell whether a person sits at the terminal."""
    return sys.stdin.isatty()


def _tell(setting: Setting, document: Json) -> None:
    """Say what a check found, item by item."""
    say = setting.say
    for line in vault_lines(document, setting.web):
        tell(f"{'，'.join(line.wrong)}：{line.label}")
    told = _("核对了 {items} 件原件、{bytes} 字节、{entries} 条记录。")
    click.echo(say(told).format(**document))
    click.echo(say(_("全部完好。")) if document["ok"] else say(_("有问题的已列出，其余的都能读。请从备份找回它们。")))
