"""Make, open and recover the vault where this person keeps it; what is inside is the business of other verbs."""

from __future__ import annotations

import os
import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from fairdue.kernel.errors import MissingExtra, NoVault

if TYPE_CHECKING:
    from fairdue.vault import Created, Vault
    from fairdue.vault.place import BringUp

FOLDER_SETTING: Final = "FAIRDUE_VAULT"
STATE_SETTING: Final = "FAIRDUE_STATE"


def vault_folder(given: str | None = None) -> Path:
    """Return the folder asked for, else the one in FAIRDUE_VAULT, else the usual place for data of this system."""
    chosen = given or os.environ.get(FOLDER_SETTING)
    if chosen:
        return Path(chosen).expanduser()
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home()) / "FairDue" / "vault"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "FairDue" / "vault"
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "fairdue" / "vault"


def is_there(folder: Path) -> bool:
    """Tell whether a vault, or what is left of one, lies in the folder."""
    return any((folder / name).exists() for name in ("keys.json", "keys.copy.json"))


def require(folder: Path) -> None:
    """Raise NoVault where there is none, before anybody is asked for a passphrase."""
    if not is_there(folder):
        raise NoVault(path=str(folder))


def create(folder: Path, passphrase: str, now: datetime) -> Created:
    """Make a vault and return it with its recovery key, shown this once.

    Raises VaultExists, WeakPassphrase, DiskRefused, MissingExtra.
    """
    from fairdue.vault import Vault

    folder.parent.mkdir(parents=True, exist_ok=True)
    return Vault.create(folder, passphrase, at=now, bring_up=_bring_up())


def open_vault(folder: Path, passphrase: str, *, readonly: bool = False) -> Vault:
    """Open the vault of a folder, its tables brought to this version after a copy of the older ones.

    Raises NoVault, WrongPassphrase, KeyFileDamaged, VaultDamaged, VaultTooNew, MissingExtra.
    """
    require(folder)
    bring_up = _bring_up()
    from fairdue.vault import Vault

    vault = Vault.open(folder, passphrase, readonly=readonly, bring_up=bring_up)
    if readonly and not _is_up_to_date(vault):
        vault.close()
        return Vault.open(folder, passphrase, bring_up=bring_up)
    return vault


def recover(folder: Path, recovery_key: str, new_passphrase: str, now: datetime) -> Vault:
    """Open the vault by its recovery key and give it a new passphrase; the custody record says so.

    Raises WrongRecoveryKey, WeakPassphrase.
    """
    require(folder)
    from fairdue.vault import Vault

    return Vault.recover(folder, recovery_key, new_passphrase, at=now, bring_up=_bring_up())


def looks_older(vault: Vault) -> bool:
    """Tell whether the vault is an older state than the last one this machine saw; raises CheckpointRefused."""
    from fairdue.vault import witness

    return witness.confront(vault, _memory(vault)) is not None


def close(vault: Vault, now: datetime) -> None:
    """Sign the journal where it has grown, remember outside the vault how far it was, and close the vault."""
    from fairdue.vault import witness

    try:
        if not vault.readonly and vault.grew():
            made = vault.checkpoint(at=now, purpose="session")
            path = _memory(vault)
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            witness.remember(path, made)
    finally:
        vault.close()


def _is_up_to_date(vault: Vault) -> bool:
    """Tell whether the tables have this version's shape; an older vault is to be opened for writing once."""
    from fairdue.store.migrate import current, newest

    with vault.database.reading() as connection:
        return current(connection) == newest()


def _memory(vault: Vault) -> Path:
    """Return the file that remembers a vault's last checkpoint: it holds sums and a signature, nothing of any case."""
    state = os.environ.get(STATE_SETTING) or os.environ.get("XDG_STATE_HOME")
    if state:
        return Path(state).expanduser() / "fairdue" / f"{vault.id}.json"
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home()) / "FairDue" / "state" / f"{vault.id}.json"
    return Path.home() / ".local" / "state" / "fairdue" / f"{vault.id}.json"


def _bring_up() -> BringUp:
    try:
        from fairdue.store.migrate import bring_up
    except ModuleNotFoundError as error:
        raise MissingExtra(extra="vault", package=error.name) from error
    return bring_up
