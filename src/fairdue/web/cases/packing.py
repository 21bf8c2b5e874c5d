"""What the package form asks for, and the archive made of it in memory; nothing of it touches the disk."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import IO, TYPE_CHECKING, Final

from fairdue.app.export_package import Wanted, export_archive
from fairdue.app.wiring import ReadText
from fairdue.records.case import Case
from fairdue.web.cases.forms import Typed

if TYPE_CHECKING:
    from fairdue.vault import Vault

COPIES_AT_MOST: Final = 20


def is_count(typed: Typed) -> bool:
    """Tell whether the number of copies can be read; an empty one means one."""
    copies = typed["copies"].strip()
    return not copies or (copies.isascii() and copies.isdigit() and 1 <= int(copies[:9]) <= COPIES_AT_MOST)


def read_wishes(typed: Typed) -> tuple[Wanted, str]:
    """Return what the form asks for, and the passphrase to lock it with, empty for none."""
    copies = typed["copies"].strip()
    wanted = Wanted(
        labels=typed.all("label"),
        copies=min(max(int(copies), 1), COPIES_AT_MOST) if copies.isascii() and copies.isdigit() else 1,
        with_originals=typed["with_originals"] != "no",
        looked_over=typed.all("looked_over"),
        also=tuple(word for word in typed["hide"].split() if len(word) > 1),
    )
    return wanted, typed["passphrase"]


def wrapped(
    vault: Vault, case: Case, wanted: Wanted, secret: str, out: IO[bytes], read_text: ReadText, now: datetime
) -> None:
    """Write the archive to `out`, encrypted where there is a secret; raises what the export raises."""
    fill = partial(_archive, vault, case, wanted, read_text, now)
    if not secret:
        fill(out)
        return
    from fairdue.vault.package.transport import encrypt_with

    encrypt_with(secret, fill, out)


def _archive(vault: Vault, case: Case, wanted: Wanted, read_text: ReadText, now: datetime, out: IO[bytes]) -> None:
    export_archive(vault, case, wanted, out, read_text, now)
