"""A later release of the program: it opens a vault, takes one step more than this release knows, and keeps an item.

Usage: python -m tests.store.upgrading FOLDER. Says "open" once the vault is open and the id of the item it kept; ends
with 3 where the disk refused, in our own words.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Literal

import sqlalchemy as sa
from alembic import command
from alembic.config import Config

from fairdue.kernel.errors import DiskRefused, VaultBusy, VaultDamaged
from fairdue.records.case import Case, DebtRef, Note
from fairdue.store import migrate
from fairdue.store.cases import Cases
from fairdue.store.entries import to_row
from fairdue.vault import Vault
from tests.vault.specimen import AT, LATER, PASSPHRASE, filled

LATER_STEPS = Path(__file__).with_name("later")
ITEMS, ROWS = 5, 40
Begun = Literal["0000", "0001", "0002"]
CASE = Case("c1", "网贷", date(2026, 11, 20))
CONTENT = "升级以后存的一条".encode()
_THIS_CONFIG = migrate._config


def later_config() -> Config:
    """Return the configuration of a release that knows the steps of this one and those in `later`."""
    config = _THIS_CONFIG()
    own = Path(str(config.get_main_option("script_location"))) / "versions"
    config.set_main_option("path_separator", "os")
    config.set_main_option("version_locations", f"{own}{os.pathsep}{LATER_STEPS}")
    return config


@contextmanager
def later_release() -> Iterator[None]:
    """Be the later release for a while."""
    migrate._config = later_config
    migrate._scripts.cache_clear()
    try:
        yield
    finally:
        migrate._config = _THIS_CONFIG
        migrate._scripts.cache_clear()


def older_vault(folder: Path, begun: Begun) -> Vault:
    """Make a vault of five items as a release left it whose last step was `begun`, with a case where it knew any."""
    vault = filled(folder, ITEMS)
    if begun != migrate.BEGINNING:
        with vault.unit_of_work(at=AT) as work:
            config = migrate._config()
            config.attributes["connection"] = work.connection
            command.upgrade(config, begun)
            cases = Cases(work.connection)
            cases.add(CASE)
            cases.add_debt(CASE.id, DebtRef("d1", "某某金融", note="第一笔"))
            for one in range(ROWS):
                row = to_row(Note(id=f"n{one}", on=CASE.opened_on, words=words_of(one)), CASE.id)
                known = {name: value for name, value in row.items() if name != "corrects" or begun > "0001"}
                work.connection.execute(sa.insert(sa.table("entries", *map(sa.column, known))).values(known))
    return vault


def words_of(row: int) -> str:
    """Return the words of one row of the case."""
    return f"第 {row} 条"


def say(words: str) -> None:
    """Tell whoever started us; ends with 3 where even that is refused."""
    try:
        os.write(1, f"{words}\n".encode())
    except OSError:
        sys.exit(3)


def main() -> None:
    """Open, say so, keep one item, say so."""
    try:
        with later_release():
            vault = Vault.open(Path(sys.argv[1]), PASSPHRASE, bring_up=migrate.bring_up)
            say("open")
            say(vault.intake(CONTENT, at=LATER, name="后来.txt").id)
            vault.close()
    except (DiskRefused, VaultDamaged, VaultBusy) as refused:
        print(refused, file=sys.stderr)
        sys.exit(3)


if __name__ == "__main__":
    main()
