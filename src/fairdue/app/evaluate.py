"""Measure the answers on labelled messages: precision, recall, F1 with counts and intervals, and the misses themselves."""

from __future__ import annotations

import gzip
import json
import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final, get_args

from fairdue.app.contracts.words import reason_of
from fairdue.kernel.errors import BrokenRecord, FairDueError, UnknownName, UnreadableFile
from fairdue.records.assessment import CHANNELS, Assessment, Message
from fairdue.records.rules import Stage
from fairdue.screening.assess import Screener

KINDS = ("collection", "scam", "loan-ad", "intermediary-ad", "official-notice", "other")
STAGES: Final = get_args(Stage)
# Labels of the development data in the terms of the contract (contract/README.md).
_KINDS = {"collection-genuine-style": "collection", "ad-loan": "loan-ad"}
_TOPICS = {"impersonate-judiciary": "impersonation", "harass-third-party": "third-party-contact"}
Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Score:
    """Counts of one label, and what follows from them."""

    label: str
    right: int
    wrong: int
    missed: int

    @property
    def precision(self) -> float | None:
        """Share of what was called so that is so; None where nothing was called so."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else None

    @property
    def recall(self) -> float | None:
        """Share of what is so that was called so; None where nothing is so."""
        return self.right / (self.right + self.missed) if self.right + self.missed else None

    @property
    def f1(self) -> float | None:
        """Harmonic mean of the two; None where the label neither occurs nor is given."""
        total = 2 * self.right + self.wrong + self.missed
        return 2 * self.right / total if total else None

    @property
    def shares(self) -> tuple[Share, Share]:
        """Precision and recall as counts with their intervals."""
        called, there = self.right + self.wrong, self.right + self.missed
        return Share("precision", self.right, called), Share("recall", self.right, there)


@dataclass(frozen=True, slots=True)
class Share:
    """A count out of a total, with its 95 % Wilson interval."""

    name: str
    count: int
    total: int

    @property
    def interval(self) -> tuple[float, float]:
        """Wilson score interval at 95 %; (0, 1) for an empty total.

        >>> Share("x", 0, 100).interval[1] < 0.04
        True
        """
        if not self.total:
            return 0.0, 1.0
        z, n, p = 1.96, self.total, self.count / self.total
        middle = (p + z * z / (2 * n)) / (1 + z * z / n)
        reach = z * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n)) / (1 + z * z / n)
        return max(0.0, middle - reach), min(1.0, middle + reach)


@dataclass(frozen=True, slots=True)
class Miss:
    """One message answered otherwise than labelled."""

    place: str
    what: str
    expected: str
    got: str
    text: str
    rules: tuple[str, ...] = ()


@dataclass(slots=True)
class Evaluation:
    """Everything measured on one file."""

    rows: int = 0
    left_out: int = 0
    errors: int = 0
    kinds: list[Score] = field(default_factory=list)
    verdicts: list[Score] = field(default_factory=list)
    topics: list[Score] = field(default_factory=list)
    shares: list[Share] = field(default_factory=list)
    misses: list[Miss] = field(default_factory=list)

    @property
    def macro_f1(self) -> float | None:
        """Mean F1 over the kinds that occur in the labels."""
        scores = [score.f1 or 0.0 for score in self.kinds if score.right + score.missed]
        return sum(scores) / len(scores) if scores else None

    @property
    def topics_micro_f1(self) -> float | None:
        """F1 over all topics taken together."""
        whole = Score("", *(sum(getattr(one, name) for one in self.topics) for name in ("right", "wrong", "missed")))
        return whole.f1


def read_rows(path: Path, only: Mapping[str, str] | None = None) -> Iterator[tuple[str, Row]]:
    """Yield place and record of a JSONL file (also .gz), or of every one in a folder, whose fields equal `only`.

    The place is `file:line`. Raises UnreadableFile, BrokenRecord.
    """
    if path.is_dir():
        for inner in sorted((*path.rglob("*.jsonl"), *path.rglob("*.jsonl.gz"))):
            yield from read_rows(inner, only)
        return
    try:
        with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as file:
            for number, line in enumerate(file, start=1):
                if line.strip():
                    row = _row(line, path, number)
                    if all(str(row.get(key)) == value for key, value in (only or {}).items()):
                        yield f"{path.name}:{number}", row
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableFile(path=str(path), why=reason_of(error)) from error


def evaluate(rows: Iterable[tuple[str, Row]], screener: Screener, today: date, innocent: bool = False) -> Evaluation:
    """Compare answers with labels; `innocent` takes every row as a lawful message that is nothing to worry about.

    Rows with `ambiguous: true` are left out. `other` may be answered `other` or `official-notice`.
    """
    result = Evaluation()
    pairs: list[tuple[str, str]] = []
    topics: list[tuple[frozenset[str], frozenset[str]]] = []
    counts: Counter[str] = Counter()
    for place, row in rows:
        if row.get("ambiguous"):
            result.left_out += 1
            continue
        try:
            got = screener.assess(message_of(row), today)
        except FairDueError:
            result.errors += 1
            continue
        result.rows += 1
        if innocent:
            _count_innocent(place, row, got, counts, result)
            continue
        expected = _expected_kind(row, place)
        answered = "other" if expected == "other" and got.kind == "official-notice" else got.kind
        pairs.append((expected, answered))
        wanted = _expected_topics(row)
        if expected == "collection":
            topics.append((wanted, frozenset(finding.topic for finding in got.findings)))
        _count(place, row, expected, answered, wanted, got, counts, result)
    result.kinds = [_score(kind, pairs) for kind in KINDS if any(kind in pair for pair in pairs)]
    result.topics = _topic_scores(topics)
    result.verdicts = [] if innocent else [_scam_score(counts)]
    result.shares = _shares(counts, result.rows, innocent)
    return result


def _count(
    place: str, row: Row, expected: str, answered: str, wanted: frozenset[str], got: Assessment,
    counts: Counter[str], result: Evaluation,
) -> None:  # fmt: skip
    scam = got.genuineness.verdict == "likely-scam"
    unlawful = any(finding.standing == "suspected-unlawful" for finding in got.findings)
    counts[f"rows:{expected}"] += 1
    counts[f"likely-scam:{expected}"] += scam
    labelled = is_scam(row)
    counts["scam:right"] += scam and labelled
    counts["scam:wrong"] += scam and not labelled
    counts["scam:missed"] += labelled and not scam
    if expected == "collection":
        name = "unlawful" if wanted else "lawful"
        counts[f"rows:{name}"] += 1
        counts[f"found:{name}"] += unlawful if not wanted else bool(got.findings)
        if bool(wanted) != bool(got.findings):
            _miss(result, place, "finding", ",".join(sorted(wanted)) or "none", _found(got), row, got)
        stage = str(row.get("stage"))
        if stage in STAGES and answered == "collection":
            counts["stage:labelled"] += 1
            counts["stage:right"] += got.stage == stage
            if got.stage != stage:
                _miss(result, place, "stage", stage, got.stage or "none", row, got)
    if expected != answered:
        _miss(result, place, "kind", expected, answered, row, got)
    if scam is not labelled:
        wished = "likely-scam" if labelled else "not a scam"
        _miss(result, place, "verdict", wished, got.genuineness.verdict, row, got)


def _count_innocent(place: str, row: Row, got: Assessment, counts: Counter[str], result: Evaluation) -> None:
    for name, holds in (
        ("likely-scam", got.genuineness.verdict == "likely-scam"),
        ("collection", got.kind == "collection"),
        ("any finding", bool(got.findings)),
    ):
        counts[name] += holds
        if holds:
            _miss(result, place, name, "quiet", _found(got) or got.kind, row, got)


def _miss(result: Evaluation, place: str, what: str, expected: str, got: str, row: Row, seen: Assessment) -> None:
    rules = tuple(
        sorted({finding.rule for finding in seen.findings} | {one.signal for one in seen.genuineness.reasons})
    )
    result.misses.append(Miss(place, what, expected, got, str(row.get("text", "")), rules))


def _found(got: Assessment) -> str:
    return ",".join(sorted({f"{finding.topic}:{finding.standing}" for finding in got.findings}))


def _shares(counts: Counter[str], rows: int, innocent: bool) -> list[Share]:
    if innocent:
        return [Share(name, counts[name], rows) for name in ("likely-scam", "collection", "any finding")]
    called = [Share(f"likely-scam on {kind}", counts[f"likely-scam:{kind}"], counts[f"rows:{kind}"]) for kind in KINDS]
    return [
        *(share for share in called if share.total),
        Share("suspected-unlawful on lawful collection", counts["found:lawful"], counts["rows:lawful"]),
        Share("any finding on unlawful collection", counts["found:unlawful"], counts["rows:unlawful"]),
        Share("stage of collection read as such", counts["stage:right"], counts["stage:labelled"]),
    ]


def _scam_score(counts: Counter[str]) -> Score:
    """Score the verdict `likely-scam` against the label of the row; a real debt paid to a private person may carry it."""
    return Score("likely-scam", counts["scam:right"], counts["scam:wrong"], counts["scam:missed"])


def _score(label: str, pairs: list[tuple[str, str]]) -> Score:
    right = sum(pair == (label, label) for pair in pairs)
    wrong = sum(answered == label != expected for expected, answered in pairs)
    missed = sum(expected == label != answered for expected, answered in pairs)
    return Score(label, right, wrong, missed)


def _topic_scores(topics: list[tuple[frozenset[str], frozenset[str]]]) -> list[Score]:
    names = sorted({name for pair in topics for group in pair for name in group})
    return [
        Score(
            name,
            sum(name in wanted and name in found for wanted, found in topics),
            sum(name in found - wanted for wanted, found in topics),
            sum(name in wanted - found for wanted, found in topics),
        )
        for name in names
    ]


def _expected_kind(row: Row, place: str) -> str:
    given = str(row.get("kind") or "")
    kind = _KINDS.get(given, given)
    if kind not in KINDS:
        raise UnknownName(what="kind", given=f"{given} ({place})", known=[*KINDS, *_KINDS])
    return kind


def _expected_topics(row: Row) -> frozenset[str]:
    """Read the topics of a row: `violations`, `topics`, or those of its `findings`."""
    named = row.get("violations") or row.get("topics") or [one["topic"] for one in row.get("findings") or ()]
    return frozenset(_TOPICS.get(name, name) for name in named)


def is_scam(row: Row) -> bool:
    """Tell whether a row is labelled a likely scam: by its verdict where it has one, else by its kind."""
    verdict = row.get("verdict")
    return verdict == "likely-scam" if verdict else row.get("kind") == "scam"


def message_of(row: Row) -> Message:
    """Take what a row tells of the contact; a channel or day we do not know is left out."""
    channel, day = row.get("channel"), row.get("received_at")
    try:
        received_at = datetime.fromisoformat(str(day)) if day else None
    except ValueError:
        received_at = None
    return Message(
        text=str(row.get("text") or ""),
        channel=channel if channel in CHANNELS else None,
        sender=str(row["sender"]) if row.get("sender") else None,
        received_at=received_at,
    )


def _row(line: str, path: Path, number: int) -> Row:
    try:
        row = json.loads(line)
    except ValueError as error:
        raise BrokenRecord(source=path.name, line=number, why="not-json") from error
    if not isinstance(row, dict):
        raise BrokenRecord(source=path.name, line=number, why="not-an-object")
    return row
