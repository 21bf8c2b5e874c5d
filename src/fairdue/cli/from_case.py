"""The options by which a command takes payments and contacts from a case in the vault, and how it reads them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

from fairdue.app.keep_case import case_file, choose
from fairdue.cli.setting import Setting
from fairdue.cli.unlocking import in_vault, opened
from fairdue.records.case import CaseFile

Command = TypeVar("Command", bound=Callable[..., Any])
_CASE = click.option(
    "--case",
    "case_name",
    default=None,
    metavar="CASE",
    help="还款和催收经过从保险箱里的这个案件取 / take payments and contacts from this case of the vault",
)
_DEBT = click.option(
    "--debt", "debt_name", default=None, metavar="DEBT", help="案件里的哪一笔债 / which debt of the case"
)


def from_case(command: Command) -> Command:
    """Give a command the options that name a case and a debt of it."""
    return _CASE(_DEBT(in_vault(command)))


def case_of(setting: Setting, name: str | None, folder: str | None, descriptor: int | None) -> CaseFile | None:
    """Read the case named, None where none is; the vault is opened only then."""
    if name is None:
        return None
    with opened(setting, folder, descriptor, readonly=True) as vault:
        return case_file(vault, choose(vault, name))
