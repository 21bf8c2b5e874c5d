"""How long lookups take in one process: last days over 500 cases, a question to the doors, a claim; medians and spread."""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import yaml

from fairdue.app.check_claim import check_claim
from fairdue.app.due_dates import due_over
from fairdue.app.route_doors import DoorsAsked, find_doors
from fairdue.app.wiring import the_handbook, the_pack
from fairdue.guidance.claims import Claims

RUNS = 9
CASES = 500
TODAY = date(2026, 11, 21)
DISTANT = Path(__file__).parents[1] / "tests" / "guidance" / "claims_distant.yaml"


def measured(name: str, run: Callable[[], object], times: int = 1) -> str:
    """Run a lookup several times and word its median and spread in milliseconds each."""
    run()
    taken = []
    for _ in range(RUNS):
        begun = time.perf_counter()
        for _ in range(times):
            run()
        taken.append((time.perf_counter() - begun) / times * 1000)
    return f"{name:<44}{statistics.median(taken):9.2f} ms  ({min(taken):.2f} to {max(taken):.2f})"


def write_cases(folder: Path) -> None:
    """Write the case files: eight events each, days and kinds spread evenly."""
    events = [rule.id for rule in the_handbook().events.values()]
    for number in range(CASES):
        lines = [f"case: {number}", "events:"]
        for place in range(8):
            day = TODAY - timedelta(days=(number * 7 + place * 11) % 200)
            lines.append(f"  - {{event: {events[(number + place) % len(events)]}, on: {day}}}")
        (folder / f"{number:03}.yaml").write_text("\n".join(lines) + "\n", "utf-8")


def found_among(claims: Claims, rows: list[dict[str, str]], places: int) -> int:
    """Count the distant wordings whose claim is among the first places."""
    return sum(
        row["id"] in [found.myth.id for found in claims.search(row[side], places)]
        for row in rows
        for side in ("claim", "denial")
    )


def main() -> None:
    """Load the pack, then measure each lookup."""
    pack, handbook = the_pack(), the_handbook()
    claims = Claims(handbook.myths, handbook.same_meanings)
    asked = DoorsAsked("conduct", lender_kind="platform", province="浙江")
    with tempfile.TemporaryDirectory() as name:
        write_cases(Path(name))
        found = due_over([Path(name)], pack, handbook, TODAY, TODAY)
        print(f"{CASES} case files, {CASES * 8} events, {len(found.items)} time limits")
        print(measured("all last days, files read", lambda: due_over([Path(name)], pack, handbook, TODAY, TODAY)))
    rows = yaml.safe_load(DISTANT.read_text("utf-8"))
    first, three = found_among(claims, rows, 1), found_among(claims, rows, 3)
    print(f"claims found by distant wordings: {first} first, {three} among three, of {2 * len(rows)}")
    print(measured("doors for one question", lambda: find_doors(asked, pack, handbook, TODAY), 50))
    print(measured("claims made ready", lambda: Claims(handbook.myths, handbook.same_meanings)))
    print(measured("one claim searched", lambda: check_claim("没有判决他们凭什么上门", claims, pack, TODAY), 50))


if __name__ == "__main__":
    main()
