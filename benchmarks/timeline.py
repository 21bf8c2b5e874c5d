"""How long the timeline of a case with 20,000 contacts takes, out of an open, encrypted vault in a temporary folder.

Run: python benchmarks/timeline.py [CONTACTS]. It prints the time to write them, to open the vault with its key, and
the middle and the slowest of nine readings of the whole timeline, and of a search for a word of two characters.
"""

from __future__ import annotations

import gc
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from datetime import time as hour
from pathlib import Path

from fairdue.app import keep_case
from fairdue.app.find_in_cases import find
from fairdue.records.case import Contact
from fairdue.store.migrate import bring_up
from fairdue.vault import Vault

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
PASSPHRASE = "a passphrase for measuring"


def contact(number: int) -> Contact:
    """Compose one contact of a long harassment: three in four are calls, every fifth is answered."""
    return Contact(
        on=date(2024, 1, 1) + timedelta(days=number % 1000),
        at=hour(number % 24, number % 60),
        channel="call" if number % 4 else "sms",
        sender=f"138{number % 100_000_000:08d}",
        connected=number % 5 == 0,
        seconds=number % 300,
        words=f"第{number}次，说要告诉家人和单位，催收人自称王经理",
    )


def no_text(content: bytes, name: str) -> str:
    """Stand for the reader of sealed texts, of which this case has none."""
    raise ValueError(f"{name}: {len(content)} bytes in a case without exhibits")


def timed(act: Callable[[], object], times: int) -> list[float]:
    """Do it so often; return the seconds each took."""
    taken = []
    for _ in range(times):
        begin = time.perf_counter()
        act()
        taken.append(time.perf_counter() - begin)
    return taken


def main(count: int) -> None:
    """Fill a vault, read it, print the figures."""
    gc.set_threshold(100_000, 20, 20)  # as the command does
    with tempfile.TemporaryDirectory() as folder:
        vault, recovery_key = Vault.create(Path(folder) / "vault", PASSPHRASE, at=NOW, bring_up=bring_up)
        vault.prove_recovery(recovery_key)
        case = keep_case.new_case(vault, "measured", NOW)
        entries = [contact(number) for number in range(count)]
        written = timed(lambda: keep_case.add_entries(vault, case, entries, NOW), 1)[0]
        reading = timed(lambda: keep_case.timeline(vault, case), 9)
        begin = time.process_time()
        keep_case.timeline(vault, case)
        worked = time.process_time() - begin
        finding = timed(lambda: find(vault, "家人", no_text, case), 9)
        found = len(keep_case.timeline(vault, case))
        vault.close()
        opening = timed(lambda: Vault.open(Path(folder) / "vault", PASSPHRASE, readonly=True).close(), 3)
    print(f"contacts in the timeline   {found}")
    print(f"write them as one          {written:.2f} s")
    print(f"open with the passphrase   {statistics.median(opening):.2f} s")
    print(f"whole timeline             {statistics.median(reading):.3f} s, slowest {max(reading):.3f} s")
    print(f"  of it the processor      {worked:.3f} s")
    print(f"search a word              {statistics.median(finding):.3f} s, slowest {max(finding):.3f} s")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20_000)
