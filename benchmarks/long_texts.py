"""How well places are found in whole calls, chats and letters: marked ones found, false ones in ten thousand characters.

    python benchmarks/long_texts.py [train|test]

Reads the texts of the open corpus that are longer than LONG characters. A finding is right where it touches a marked place,
give or take NEAR characters; what a scam says is marked by its verdict alone, so findings in scams are not counted.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from fairdue.app.wiring import corpus, the_screener
from fairdue.kernel.spans import Span
from fairdue.records.assessment import Message

TODAY = date(2026, 11, 21)
LONG = 3_500
NEAR = 25


class Told(NamedTuple):
    """What came out of one text."""

    name: str
    characters: int
    marked: int
    found: int
    false: int
    accused: int
    is_called: bool
    is_scam: bool


def tell(row: Mapping[str, Any]) -> Told:
    """Screen one text and compare places."""
    text = str(row["text"])
    answer = the_screener().assess(Message(text, channel=row["channel"]), TODAY)
    marks = [Span(one["start"], one["end"]) for one in row["findings"]]
    wide = [Span(start - NEAR, end + NEAR) for start, end in marks]
    findings = [] if row["kind"] == "scam" else answer.findings
    places = [Span(one.start, one.end) for one in findings]
    false = [one for one, place in zip(findings, places, strict=True) if not any(place.touches(mark) for mark in wide)]
    return Told(
        name=str(row["id"]),
        characters=len(text),
        marked=len(marks),
        found=sum(any(place.touches(mark) for place in places) for mark in wide),
        false=len(false),
        accused=sum(one.standing == "suspected-unlawful" for one in false),
        is_called=answer.genuineness.verdict == "likely-scam",
        is_scam=row["verdict"] == "likely-scam",
    )


def main() -> None:
    """Print each text and the sums."""
    split = sys.argv[1] if len(sys.argv) > 1 else "train"
    every = [tell(row) for row in corpus(split=split) if len(str(row["text"])) > LONG]
    for one in every:
        print(
            f"{one.name}  {one.characters:6} characters, marked {one.marked:3}, found {one.found:3}, "
            f"false {one.false:2} (accused {one.accused:2}){'  called a scam' * one.is_called}{'  is one' * one.is_scam}"
        )
    characters = sum(one.characters for one in every)
    false, accused = sum(one.false for one in every), sum(one.accused for one in every)
    lawful = [one for one in every if not one.is_scam]
    print(f"{len(every)} texts, {characters} characters")
    print(f"marked places found: {sum(one.found for one in every)} of {sum(one.marked for one in every)}")
    print(f"false findings: {false}, {false / characters * 10_000:.1f} in 10,000 characters; accusing: {accused}")
    print(
        f"called a scam: {sum(one.is_called for one in every if one.is_scam)} of {len(every) - len(lawful)} scams, ",
        end="",
    )
    print(f"{sum(one.is_called for one in lawful)} of {len(lawful)} others")


if __name__ == "__main__":
    main()
