"""Print the peak memory of `fairdue screen` for files of growing size: it must not grow with them."""

from __future__ import annotations

import itertools
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

SIZES = (500, 5_000)


def messages(count: int) -> Iterator[str]:
    """Repeat the texts of the quiet corpus as JSONL lines, each with its own id."""
    folder = files("fairdue_cn") / "corpus" / "quiet"
    lines = [
        line for one in folder.iterdir() if one.name.endswith(".jsonl") for line in one.read_text("utf-8").splitlines()
    ]
    texts = [json.loads(line)["text"] for line in lines if line.strip()]
    for number, text in zip(range(count), itertools.cycle(texts), strict=False):
        yield json.dumps({"id": number, "text": text}, ensure_ascii=False)


def peak_of_screening(count: int, folder: Path) -> tuple[float, float]:
    """Screen `count` messages in a process of their own; return its peak memory in MiB and the seconds it took."""
    source, target = folder / f"{count}.jsonl", folder / f"{count}.out.jsonl"
    with source.open("w", encoding="utf-8") as out:
        out.writelines(line + "\n" for line in messages(count))
    began = time.perf_counter()
    child = subprocess.Popen(
        [str(Path(sys.executable).parent / "fairdue"), "screen", str(source), str(target)], stderr=subprocess.DEVNULL
    )
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise SystemExit(f"fairdue screen left with {child.returncode}")
    return usage.ru_maxrss / 1024, time.perf_counter() - began


def main() -> None:
    """Print one line a size."""
    with tempfile.TemporaryDirectory() as name:
        for count in SIZES:
            peak, seconds = peak_of_screening(count, Path(name))
            rate = count / seconds
            print(
                f"fairdue screen, {count:>7,} messages: peak {peak:6.1f} MiB, {seconds:6.1f} s, {rate:,.0f} messages/s"
            )


if __name__ == "__main__":
    main()
