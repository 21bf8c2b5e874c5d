"""What every test of the vault begins with: a moment, a quick key stretching, a vault with its recovery key proven."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from fairdue.vault import Cost, Vault

AT = datetime(2026, 11, 21, 15, 0, tzinfo=UTC)
LATER = AT + timedelta(hours=1)
QUICK = Cost(memory_kib=8, passes=1, lanes=1)
PASSPHRASE = "雨天带伞 吃过早饭"
OTHER = "另一个口令 也够长"


def new_vault(folder: Path) -> tuple[Vault, str]:
    """Make a vault that keeps things at once; return it with its recovery key."""
    vault, recovery_key = Vault.create(folder, PASSPHRASE, at=AT, cost=QUICK)
    vault.prove_recovery(recovery_key)
    return vault, recovery_key


def filled(folder: Path, count: int = 5) -> Vault:
    """Make a vault with some items, each of its own content."""
    vault, _recovery_key = new_vault(folder)
    with vault.unit_of_work(at=AT) as work:
        for number in range(count):
            work.intake(content_of(number), name=f"短信 {number}.txt", media_type="text/plain")
    return vault


def content_of(number: int) -> bytes:
    """Make the content of item `number`."""
    return f"【某某金融】第 {number} 条，您的借款已逾期。".encode() * (number + 1)


def reopened(vault: Vault) -> Vault:
    """Close a vault and open it again."""
    vault.close()
    return Vault.open(vault.place.folder, PASSPHRASE)


def harmed(data: bytes) -> bytes:
    """Return bytes of which the last is another."""
    return data[:-1] + bytes([data[-1] ^ 1])
