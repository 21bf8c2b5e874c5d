"""Whether `fairdue screen` needs more memory for more messages; prints peak resident memory against the smallest run."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path

SIZES = (100, 1_000, 5_000)
PROGRAM = """
import resource, sys
from fairdue.cli.main import run
code = run(["screen", sys.argv[1], sys.argv[2]])
print(code, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def peak(folder: Path, count: int) -> int:
    """Screen so many messages in a process of its own; return its peak memory in KiB."""
    source = folder / f"in-{count}.jsonl"
    with source.open("w", encoding="utf-8") as file:
        for number in range(count):
            text = f"【某某金融】您的第{number}笔借款已逾期{number % 90}天，请尽快还款，否则我们将依法起诉。"
            file.write(json.dumps({"id": number, "text": text}, ensure_ascii=False) + "\n")
    command = [sys.executable, "-c", PROGRAM, str(source), str(folder / f"out-{count}.jsonl")]
    told = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
    return int(told[-1])


def main() -> None:
    """Measure each size in a fresh process."""
    with tempfile.TemporaryDirectory() as folder:
        peaks = {count: peak(Path(folder), count) for count in SIZES}
    baseline = peaks[SIZES[0]]
    print("peak resident memory of `fairdue screen`, ratio to the smallest run")
    for count, kib in peaks.items():
        print(f"{count:>7} messages {kib / 1024:8.1f} MiB  {kib / baseline:5.2f} x")


if __name__ == "__main__":
    main()
