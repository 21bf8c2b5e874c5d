"""The whole way of one message: clean, match, weigh, explain; a pure function of message, pack and day."""

from __future__ import annotations

from datetime import date
from functools import cached_property

from fairdue.kernel.errors import EmptyText, TextTooLong, UnusableDate
from fairdue.kernel.flat import flat
from fairdue.records.assessment import Assessment, Bare, Message
from fairdue.records.facts import Fact
from fairdue.records.pack import Pack
from fairdue.registry.numbers import classify
from fairdue.screening.bare import bare_of, is_foreign
from fairdue.screening.clean import Cleaner
from fairdue.screening.contexts import ContextReader
from fairdue.screening.court_paper import PaperReader
from fairdue.screening.explain import dangers_of, findings_of, missing_of
from fairdue.screening.facts import FactReader
from fairdue.screening.leaning import Leaner
from fairdue.screening.lexicon import Lexicon
from fairdue.screening.match import Matcher, ReferenceMatcher
from fairdue.screening.passages import LONGEST_WHOLE
from fairdue.screening.signs import reason_of_kind, reasons_beyond
from fairdue.screening.turns import TurnReader
from fairdue.screening.urls import are_known
from fairdue.screening.weigh import (
    Weigher,
    flags_of,
    genuineness_of,
    kind_of,
    reasons_from,
    stage_of,
    third_party_of,
)

# Longer than any letter or transcript a person pastes; beyond it the reader is asked to split the text.
LONGEST_TEXT = 200_000


class Screener:
    """A pack made ready to screen any number of messages; holds no state between them."""

    def __init__(self, pack: Pack, matcher: Matcher | None = None) -> None:
        self._pack = pack
        self._rules = tuple(rule for rule in pack.rules if rule.status == "active")
        self._cleaner = Cleaner(pack.folding)
        self._facts = FactReader(pack.registry)
        self._turns = TurnReader(pack.speakers)
        self._leaner = Leaner(pack.leaning)
        lexicon = Lexicon(pack.index)
        self._weigher = Weigher(
            self._rules, matcher or ReferenceMatcher(self._rules, lexicon), ContextReader(pack.contexts, lexicon)
        )

    @cached_property
    def _papers(self) -> PaperReader:
        """Made ready when a message first names a court paper; most never do."""
        return PaperReader(self._pack.court_papers, self._pack.parameters)

    def assess(self, message: Message, today: date) -> Assessment:
        """Screen one message; conduct is judged by the law of the day it was received, or `today` when unknown.

        Raises EmptyText for a text without any letter, digit or character, TextTooLong beyond LONGEST_TEXT, and
        UnusableDate for a day of receipt after `today` or before the pack begins.
        """
        text = message.text
        self._require_usable(message, today)
        if len(text) > LONGEST_TEXT:
            raise TextTooLong(length=len(text), limit=LONGEST_TEXT, unit="characters")
        cleaned = self._cleaner.clean(text)
        if not any(character.isalnum() for character in cleaned.folded.text):
            raise EmptyText()
        on = message.received_at.date() if message.received_at else today
        plain = flat(text)
        talk = self._turns.read(text, plain)
        facts = self._facts.read(text, message.received_at.date() if message.received_at else None, plain)
        known_links = are_known(facts.urls, self._pack.familiar_domains, plain)
        seen = self._weigher.seen(cleaned, message, on, talk, known_links)
        leaning = self._leaner.points(cleaned.views[-1].text)
        kind, confidence = kind_of(seen, leaning, talk.is_overheard)
        sender_kind, fired = (
            classify(message.sender, self._pack.registry.number_rules) if message.sender else (None, ())
        )
        signs = (
            *reasons_from(seen, text),
            *reasons_beyond(message, facts, sender_kind, fired, self._pack.phrases, kind),
        )
        reasons = (*signs, *reason_of_kind(kind, signs, self._pack.phrases, leaning))
        is_long = len(cleaned.folded.text) > LONGEST_WHOLE
        genuineness = genuineness_of(reasons, message.confirmed, kind, leaning, is_long)
        findings, missing = findings_of(seen, message, kind, on, self._pack.provisions, is_long)
        bare = bare_of(text, facts)
        if bare is None and kind == "other" and not findings and is_foreign(text, facts):
            bare = "not-chinese"
        flags = flags_of(seen, kind, is_long)
        third_party = third_party_of(seen, talk, is_long)
        unknown = _unknowns(message, kind, bare, third_party)
        is_paper = "court-paper" in flags or bool(facts.case_numbers)
        return Assessment(
            kind=kind,
            kind_confidence=confidence,
            stage=stage_of(seen, is_long) if kind == "collection" else None,
            genuineness=genuineness,
            findings=findings,
            facts=facts,
            third_party=third_party,
            missing=missing_of((*missing, *unknown), self._pack.phrases),
            dangers=dangers_of(seen, kind, is_long),
            flags=flags,
            court_paper=self._papers.read(message, facts, cleaned, sender_kind, today) if is_paper else None,
            bare=bare,
        )

    def _require_usable(self, message: Message, today: date) -> None:
        day = message.received_at.date() if message.received_at else today
        if day > today:
            raise UnusableDate(given=day.isoformat(), why="in-the-future", limit=today.isoformat())
        if day < self._pack.begins_on:
            raise UnusableDate(given=day.isoformat(), why="before-the-pack", limit=self._pack.begins_on.isoformat())


def _unknowns(message: Message, kind: str, bare: Bare | None, third_party: bool | None) -> list[str]:
    """Name what the reader did not tell and what would change the answer; who owes nothing has no account to look at."""
    if bare:
        return [bare]
    if kind == "other":
        return []
    unknown = [] if message.received_at else ["received_at"]
    if message.confirmed == "unknown" and not third_party:
        unknown.append("account_check")
    if not message.sender and message.channel != "visit":
        unknown.append("sender")
    return unknown


def facts_of(assessment: Assessment) -> tuple[Fact, ...]:
    """Publish an assessment as rows that other rooms can read; keys are declared in the pack's facts.yaml."""
    rows = [
        Fact("message.kind", assessment.kind),
        Fact("message.verdict", assessment.genuineness.verdict),
        Fact("message.stage", assessment.stage or "none"),
        Fact("message.third-party", bool(assessment.third_party)),
        Fact("message.has-finding", bool(assessment.findings)),
        Fact("message.lender-known", bool(assessment.facts.lender and assessment.facts.lender.id)),
        Fact("message.has-link", bool(assessment.facts.urls)),
        Fact("message.has-phone", bool(assessment.facts.phones)),
        Fact("message.has-deadline", assessment.facts.deadline is not None),
        Fact("message.names-office", bool(assessment.facts.claimed_offices)),
        Fact("message.bare", assessment.bare or "none"),
        Fact("message.names-case", bool(assessment.facts.case_numbers)),
    ]
    rows.extend(Fact(f"message.topic.{topic}", True) for topic in sorted({one.topic for one in assessment.findings}))
    rows.extend(Fact(f"message.flag.{flag}", True) for flag in assessment.flags)
    rows.extend(Fact(f"message.danger.{danger}", True) for danger in assessment.dangers)
    signals = sorted({reason.signal for reason in assessment.genuineness.reasons})
    rows.extend(Fact(f"message.signal.{signal}", True) for signal in signals)
    return tuple(rows)
