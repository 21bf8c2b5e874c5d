"""A throw-away case to look at: composed messages in a vault under a passphrase nobody knows, gone when it is closed.

Even this store is encrypted: there is no other kind. Nobody in it exists.
"""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from pathlib import Path
from secrets import token_urlsafe
from typing import TYPE_CHECKING, Final

from fairdue.records.case import AccountCheck, Case, Contact, Note, Party, Refusal

if TYPE_CHECKING:
    from fairdue.vault import Vault

TITLE: Final = "演示：某某优贷"
MESSAGES: Final = (
    (
        "11月18日的催收短信",
        "【某某优贷】你的借款逾期35天，今天18点前不还5820.50元，我们就联系你的家人和单位，还要上门抓你。转到王经理的个人账户。",
    ),
    (
        "11月19日的提醒",
        "【某某优贷】您的借款已逾期36天，应还5820.50元。请登录官方App核对并还款，如有困难请致电客服协商。",
    ),
)


@dataclass(frozen=True, slots=True)
class Demo:
    """An open vault with a composed case, and the texts to keep in it."""

    vault: Vault
    case: Case
    folder: Path

    def throw_away(self) -> None:
        """Close the vault and remove it with everything in it."""
        self.vault.close()
        shutil.rmtree(self.folder, ignore_errors=True)


def make_demo(now: datetime) -> Demo:
    """Make the vault in the folder for temporary files, with people and rows; raises DiskRefused, MissingExtra."""
    from fairdue.store.cases import Cases
    from fairdue.store.migrate import bring_up
    from fairdue.vault import Vault

    folder = Path(tempfile.mkdtemp(prefix="open-page-"))
    vault, recovery_key = Vault.create(folder / "vault", token_urlsafe(24), at=now, bring_up=bring_up)
    vault.prove_recovery(recovery_key)
    case = Case("0" * 12, TITLE, now.date())
    day, written = now.date() - timedelta(days=3), now.replace(tzinfo=None, microsecond=0)
    rows = (
        Contact(
            id="demo-1", on=day, at=time(21, 30), channel="call", sender="17000000000", connected=True, seconds=65,
            words="自称王经理，说要告诉我单位。", recorded_at=written,
        ),
        Refusal(id="demo-2", on=day, refused="contact-others", told_by="call", words="请不要联系我母亲。", recorded_at=written),
        AccountCheck(id="demo-3", on=day, where="app", showed="overdue", amount_fen=582050, recorded_at=written),
        Note(id="demo-4", on=now.date(), words="准备向客服要一份合同和还款明细。", recorded_at=written),
    )  # fmt: skip
    with vault.unit_of_work(at=now) as work:
        cases = Cases(work.connection)
        cases.add(case)
        cases.add_party(case.id, Party("demo-p", "collector", "王经理", ("17000000000",)))
        cases.add_entries(case.id, rows)
    return Demo(vault, case, folder)
