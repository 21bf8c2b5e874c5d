"""How many clauses of an agreement the clause rules find, and how many innocent ones they call traps; prints counts.

The sentences stand in tests/packs/agreement_clauses.yaml, written by hand. Those marked `tuned` were read while the rules
were widened; the figure that counts for texts nobody has seen is that of `held-out`. Each stands alone here; in a whole
agreement a trap is often told twice.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import yaml

from fairdue.app.check_agreement import check_agreement
from fairdue.app.wiring import the_guide, the_pack

SENTENCES = Path(__file__).parents[1] / "tests" / "packs" / "agreement_clauses.yaml"
ON = date(2026, 11, 21)


def rules_in(text: str) -> set[str]:
    """Return the ids of the traps found in one sentence."""
    return {one.rule for one in check_agreement(text, the_pack(), the_guide(), ON).check.traps}


def main() -> None:
    """Count by set: traps found under their own rule, innocent sentences called a trap."""
    read: dict[str, list[dict[str, Any]]] = yaml.safe_load(SENTENCES.read_text("utf-8"))
    for name in ("tuned", "held-out"):
        traps = [one for one in read["traps"] if one["set"] == name]
        innocent = [one for one in read["innocent"] if one["set"] == name]
        found = sum(one["rule"] in rules_in(one["text"]) for one in traps)
        wrong = sum(bool(rules_in(one["text"])) for one in innocent)
        print(f"{name:<10} traps found {found} of {len(traps)}; innocent called traps {wrong} of {len(innocent)}")


if __name__ == "__main__":
    main()
