"""How long one `fairdue check` takes, start-up included, against starting Python alone; prints medians, noise and ratios."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time

RUNS = 15
MESSAGES = {
    "short reminder": "【某某金融】您的借款已逾期3天，应还1200.50元，请尽快登录官方App还款，如已还款请忽略。",
    "threat with link": "你再不还钱，今晚就把你的照片发给通讯录所有人，马上点 http://pay.example.top 转到王某个人账户。",
    "letter of 3,000 characters": "尊敬的客户：您于2025年3月在我司申请的借款已到期。" * 120,
}


def seconds(command: list[str]) -> float:
    """Run a command once and return its wall time in seconds; raises CalledProcessError if it fails."""
    begun = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - begun


def line(name: str, times: list[float], baseline: float) -> str:
    """Word one row: median, the spread of the runs, and the ratio to the baseline."""
    middle = statistics.median(times)
    return f"{name:<28}{middle:8.3f} s  ({min(times):.3f} to {max(times):.3f})  {middle / baseline:6.1f} x"


def main() -> None:
    """Measure the baseline and every message turn by turn, so that noise falls on all alike."""
    commands = {"python -c pass (baseline)": [sys.executable, "-c", "pass"]}
    for name, text in MESSAGES.items():
        commands[name] = [sys.executable, "-m", "fairdue.cli.main", "check", text, "--json"]
    for command in commands.values():
        seconds(command)
    times: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(RUNS):
        for name, command in commands.items():
            times[name].append(seconds(command))
    baseline = statistics.median(times["python -c pass (baseline)"])
    print(f"{RUNS} runs each, median wall time (min to max), ratio to the baseline")
    for name, measured in times.items():
        print(line(name, measured, baseline))


if __name__ == "__main__":
    main()
