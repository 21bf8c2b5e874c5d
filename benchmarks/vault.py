"""How fast the vault takes things in, checks them and opens, with the time of one sync of this disk beside it.

Usage: python benchmarks/vault.py [FOLDER] [ITEMS]. The vault is made in FOLDER (default: a temporary one) and removed.
"""

from __future__ import annotations

import os
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from fairdue.vault import Vault, keys, verify

AT = datetime(2026, 11, 21, 15, 0, tzinfo=UTC)
PASSPHRASE = "a passphrase for the benchmark"
SMALL = 300
ROUNDS = 3
LARGE_MB, LARGE_FILES = 64, 4


@contextmanager
def timed(times: list[float]) -> Iterator[None]:
    """Add the wall time of a block in seconds to a list."""
    begun = time.perf_counter()
    yield
    times.append(time.perf_counter() - begun)


def sync_ms(folder: Path) -> float:
    """Return the median time in ms of appending 500 bytes to a file and syncing it."""
    times: list[float] = []
    with (folder / "sync").open("wb", buffering=0) as file:
        for _ in range(300):
            file.write(bytes(500))
            with timed(times):
                os.fsync(file.fileno())
    (folder / "sync").unlink()
    return statistics.median(times) * 1000


def new_vault(folder: Path) -> Vault:
    """Make a vault at the full cost of a passphrase."""
    vault, recovery_key = Vault.create(folder, PASSPHRASE, at=AT)
    vault.prove_recovery(recovery_key)
    return vault


def message(number: int) -> bytes:
    """Make one small message, unlike every other."""
    return f"{number:08d}".encode() + os.urandom(SMALL - 8)


def ingest(vault: Vault, first: int, count: int) -> float:
    """Seal messages one by one; return how many a second."""
    times: list[float] = []
    with timed(times):
        for number in range(first, first + count):
            vault.intake(message(number), at=AT, name=f"message {number}")
    return count / times[0]


def in_groups(vault: Vault, first: int, count: int, size: int) -> float:
    """Seal messages in units of `size`; return how many a second."""
    times: list[float] = []
    with timed(times):
        for start in range(first, first + count, size):
            with vault.unit_of_work(at=AT) as work:
                for number in range(start, start + size):
                    work.intake(message(number), name=f"message {number}")
    return count / times[0]


def spread(values: list[float]) -> str:
    """Word the median of some rounds and their range."""
    return f"{statistics.median(values):10,.1f}   ({min(values):,.1f} to {max(values):,.1f})"


def small_items(home: Path, count: int) -> None:
    """Measure intake, the full check and opening with `count` small items."""
    vault = new_vault(home / "small")
    ingest(vault, 0, 50)
    rates = [ingest(vault, 1_000 + 500 * turn, 500) for turn in range(ROUNDS)]
    print(f"sealed one by one, items/s          {spread(rates)}")
    have = len(vault.items())
    print(f"sealed in groups of 100, items/s    {in_groups(vault, 100_000, (count - have) // 100 * 100, 100):10,.1f}")
    checks: list[float] = []
    with timed(checks):
        report = verify(vault)
    print(f"full check of {report.items:,} items, s        {checks[0]:10,.2f}   ok: {report.ok}")
    vault.close()
    keyed, opened = list[float](), list[float]()
    for _ in range(5):
        file, _alike = keys.load(vault.place.storage, vault.place.folder)
        with timed(keyed):
            key = keys.open_by_passphrase(file, PASSPHRASE)
        with timed(opened):
            again = Vault(vault.place, key)
            again.items()
        again.close()
    print(f"from passphrase to key, ms          {spread([value * 1000 for value in keyed])}")
    print(f"open and list {report.items:,} items, ms       {spread([value * 1000 for value in opened])}")


def large_items(home: Path) -> None:
    """Measure intake and check of large files."""
    vault = new_vault(home / "large")
    contents = home / "content"
    written: list[float] = []
    for _ in range(LARGE_FILES):
        contents.write_bytes(os.urandom(LARGE_MB << 20))
        with timed(written), contents.open("rb") as file:
            vault.intake(file, at=AT, name="large")
    print(f"large files sealed, MB/s            {spread([LARGE_MB / value for value in written])}")
    rates: list[float] = []
    for _ in range(ROUNDS):
        checks: list[float] = []
        with timed(checks):
            report = verify(vault)
        rates.append(report.bytes / (1 << 20) / checks[0])
    print(f"encrypted files checked, MB/s       {spread(rates)}   ok: {report.ok}")
    vault.close()


def main() -> None:
    """Measure everything in one folder and remove it."""
    home = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(tempfile.mkdtemp(prefix="fairdue-bench-"))
    home.mkdir(exist_ok=True)
    try:
        print(f"one sync of this disk, ms           {sync_ms(home):10,.2f}")
        small_items(home, int(sys.argv[2]) if len(sys.argv) > 2 else 10_000)
        large_items(home)
    finally:
        shutil.rmtree(home)


if __name__ == "__main__":
    main()
