"""How commands come by a passphrase and an open vault: prompt, environment or file descriptor, never an argument."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final, TypeVar

import click

from fairdue.app import open_vault
from fairdue.app.contracts.catalogue import noted as _
from fairdue.app.contracts.words import sentence
from fairdue.app.wiring import now
from fairdue.cli.setting import BadArguments, Setting
from fairdue.kernel.errors import CheckpointRefused, VaultLocked

if TYPE_CHECKING:
    from fairdue.vault import Vault

PASSPHRASE: Final = "FAIRDUE_PASSPHRASE"
NEW_PASSPHRASE: Final = "FAIRDUE_NEW_PASSPHRASE"
RECOVERY_KEY: Final = "FAIRDUE_RECOVERY_KEY"
OTHER_PASSPHRASE: Final = "FAIRDUE_OTHER_PASSPHRASE"
Command = TypeVar("Command", bound=Callable[..., Any])

VAULT_FOLDER = click.option(
    "--vault",
    "folder",
    envvar=open_vault.FOLDER_SETTING,
    default=None,
    metavar="FOLDER",
    help="保险箱在哪个文件夹 / where the vault is",
)
_FROM = click.option(
    "--passphrase-fd",
    "descriptor",
    type=click.IntRange(0, 255),
    default=None,
    help="从这个文件描述符读口令 / read the passphrase from this file descriptor",
)
_OLDER = _("注意：这个保险箱比上次见到的旧，可能是用旧备份换回来的。后来存的东西可能不在里面。请先找一找较新的那份。")
_UNPROVEN = _("恢复码还没有核对。请先运行 fairdue vault prove，把抄下的恢复码输一遍。核对以前，什么都存不进去。")


def in_vault(command: Command) -> Command:
    """Give a command the options that name the vault and say where the passphrase comes from."""
    return VAULT_FOLDER(_FROM(command))


@contextmanager
def opened(
    setting: Setting, folder: str | None, descriptor: int | None, *, readonly: bool = False, proving: bool = False
) -> Iterator[Vault]:
    """Open the vault for one command and close it with a signed checkpoint; says so where it looks like an older copy.

    `proving` says that the recovery key is about to be typed back, so that nobody need be told to.
    """
    place = open_vault.vault_folder(folder)
    open_vault.require(place)
    vault = open_vault.open_vault(place, ask(setting, descriptor), readonly=readonly)
    try:
        _warn_of_older(setting, vault)
        if not (vault.recovery_proven or proving):
            click.echo(setting.say(_UNPROVEN), err=True)
        yield vault
    finally:
        open_vault.close(vault, now())


def _warn_of_older(setting: Setting, vault: Vault) -> None:
    try:
        if open_vault.looks_older(vault):
            click.echo(setting.say(_OLDER), err=True)
    except CheckpointRefused as error:
        click.echo(sentence(error, setting.lang), err=True)


def ask(setting: Setting, descriptor: int | None, name: str = PASSPHRASE, words: str = _("口令")) -> str:
    """Return a secret from a file descriptor, the environment, or a prompt that shows nothing; raises VaultLocked."""
    if descriptor is not None:
        return _from_descriptor(descriptor)
    if os.environ.get(name):
        return os.environ[name]
    if not sys.stdin.isatty():
        if name == PASSPHRASE:
            raise VaultLocked()
        raise BadArguments(detail=setting.say(_("没有人在终端前，请把它放进环境变量 {name}")).format(name=name))
    return str(click.prompt(setting.say(words), hide_input=True, err=True))


def ask_new(setting: Setting, descriptor: int | None = None, name: str = NEW_PASSPHRASE) -> str:
    """Return a new passphrase, typed twice where a person types it; raises BadArguments where the two differ."""
    if descriptor is not None or os.environ.get(name) or not sys.stdin.isatty():
        return ask(setting, descriptor, name)
    first = ask(setting, None, name, _("新口令（至少 8 个字，别用生日和电话）"))
    if ask(setting, None, name, _("再输一遍新口令")) != first:
        raise BadArguments(detail=setting.say(_("两次输入的口令不一样")))
    return first


def _from_descriptor(descriptor: int) -> str:
    try:
        with os.fdopen(descriptor, "rb", closefd=descriptor > 2) as file:
            return file.readline().decode("utf-8").rstrip("\r\n")
    except (OSError, UnicodeDecodeError) as error:
        raise BadArguments(detail=f"--passphrase-fd {descriptor}") from error
