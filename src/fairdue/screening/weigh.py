"""Weigh what was matched: conditions, contexts, what the message reads as, and whether to believe it; cites no law."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from functools import partial
from itertools import pairwise
from typing import NamedTuple

from fairdue.kernel.spans import Span
from fairdue.records.assessment import Confirmed, Genuineness, Message, Reason, Verdict
from fairdue.records.rules import Kind, Rule, Stage
from fairdue.screening.clean import Cleaned, View
from fairdue.screening.condition import KNOWN_LINKS, Hits, Told, promising, quoting, satisfied, uses_of
from fairdue.screening.contexts import ContextReader
from fairdue.screening.heard import Heard
from fairdue.screening.match import Found, Matcher
from fairdue.screening.passages import BEGINNING, OPENING, readings
from fairdue.screening.quoting import quotation
from fairdue.screening.turns import Talk

# `other` needs no proof; anything else must score more than this to be called by its name.
OTHER_BASELINE = 1
# Rules give a kind no more than this; beyond it further ones repeat what is known, and characters must still be heard.
MOST_TOLD = 6
# What a conduct seen tells beside its rule's own points: somebody is collecting. Abuse does not where characters tell
# more, for people quarrel about everything.
CONDUCT_TELLS = 2
_TOLD_ANYWHERE = ("insult",)
# Where rules give a kind less than SPOKEN, characters must carry it this far above `other`, less what rules give, and
# LEAST at any rate; a scam farther, for many an everyday message sounds a little like one, a notice no farther than that,
# for few sound like one and a notice unheeded costs most.
SPOKEN = 3
ALONE: Mapping[Kind, int] = {"collection": 4, "scam": 7, "official-notice": 2, "intermediary-ad": 4, "loan-ad": 4}
LEAST = 2
# Among kinds with equal points the earlier one wins: the one whose oversight would harm the reader more.
KINDS: tuple[Kind, ...] = ("scam", "official-notice", "collection", "intermediary-ad", "loan-ad", "other")
# Flags that say what a message itself is.
_OF_A_PAPER = frozenset({"court-paper", "public-body", "time-limit"})
_CHINA = timezone(timedelta(hours=8))
_STAGES: tuple[Stage, ...] = ("third-party", "visit", "legal", "overdue", "due")
_POINTS = {"hard": 6, "strong": 3, "weak": 1, "against": -2}


class Logistic(NamedTuple):
    """A chance that follows from an integer: one half at `middle`, the steeper the smaller `width`."""

    middle: float
    width: float

    def share(self, value: float) -> float:
        """Return the chance.

        >>> Logistic(2, 1).share(2)
        0.5
        """
        return 1 / (1 + math.exp(-(value - self.middle) / self.width))

    def value_at(self, share: float) -> float:
        """Return the integer, or nearly, that a chance came from; chances of 0 and 1 count as nearly so."""
        held = min(max(share, 0.0005), 0.9995)
        return self.middle + self.width * math.log(held / (1 - held))


# By benchmarks/fit_score.py on the train part of the open corpus; a fit of SCORE moves it too little to matter.
SCORE = Logistic(middle=3.5, width=1.2)
SURE = Logistic(middle=1.48, width=2.07)
# A hard sign alone: about the share of scams among messages that show one.
HARD_SCORE = 0.95
# What reads as a scam but shows no hard sign: about the share of scams among such, on texts not learned from.
READS_SCORE = 0.6
# What breaks the rule is that the call is made, then and so often; whoever speaks of the hour or the count tells it.
_BY_THE_CALL_ITSELF = ("hours", "frequency")
# Of these an hour is one speaker's own; a count may be asked by the one and told by the other.
_ONE_SPEAKERS = ("hours",)
# Two strong signs, or a strong and two weak ones, decide as one hard sign does.
SCAM_POINTS = 5
# In a long text an exception of a rule stands at most so many characters from the words it excuses.
EXCUSED = 200
# A real court paper must not be waved away: a notice needs a hard sign and a strong one, or as much.
NOTICE_POINTS = 9
# Of all that is said in a call of half an hour or weeks of a chat, some words sound like a trick: where it does not read as
# a scam, two hard signs decide, or as much.
LONG_POINTS = 12
# So does what a rule takes for a scam though its characters lean this much farther to a notice: of the scams that the open
# corpus and the rules' own examples tell, none leans more than three.
NOTICE_LEANS = 4


@dataclass(frozen=True, slots=True)
class Seen:
    """A rule that holds somewhere in the message: the words to quote, as a span of the original.

    `aside`: it holds only with words of the reader or of a bystander; it tells what is talked about, accuses nobody.
    """

    rule: Rule
    span: Span
    aside: bool = False


class _Asked(NamedTuple):
    """What a rule asks: which patterns near each other, a test of all hits, one of its patterns alone, what to quote."""

    rule: Rule
    in_pairs: frozenset[str]
    holds: Callable[[Told], bool]
    is_promising: Callable[[Hits], bool]
    quoted: Callable[[Hits], Span]


class Weigher:
    """Applies the conditions and contexts of a rule set to what a matcher found."""

    def __init__(self, rules: Sequence[Rule], matcher: Matcher, contexts: ContextReader) -> None:
        self._rules = rules
        self._only_tell = frozenset(place for place, rule in enumerate(rules) if _only_tells(rule))
        self._conditions: dict[int, _Asked] = {}
        self._matcher = matcher
        self._contexts = contexts

    def seen(
        self, cleaned: Cleaned, message: Message, on: date, talk: Talk | None = None, known_links: bool = False
    ) -> tuple[Seen, ...]:
        """Return the rules that hold, each at most once per place, in the order of the message; without a finding one place.

        A long text is judged passage by passage. In a talk, a rule is `aside` where it needs the words of the reader or of
        a bystander to hold. Where the debtor himself answers, nobody else is spoken to. `known_links`: see `Heard`.
        """
        places: dict[tuple[int, bool], list[Span]] = {}
        told = _KindsTold()
        for reading in readings(cleaned, is_talk=talk is not None and any(talk.speakers)):
            heard, view = Heard(reading, talk, known_links), reading.view
            before = {unit: one.end for one, unit in pairwise(reading.passages)}
            for place, found in self._in_order(self._matcher.scan(view.text, heard, reading.passages)):
                rule = self._rules[place]
                once = rule.finding is None and heard.is_cut
                if not _applies(rule, message, on, heard) or (once and (place, False) in places):
                    continue
                if rule.third_party and talk is not None and talk.to_debtor:
                    continue
                if place in self._only_tell and reading.is_last and heard.is_cut and told.enough_of(rule):
                    continue
                asked = self._asked(place)
                for one in found:
                    judged = before.get(one.unit, 0) if rule.scope == "message" else 0
                    for span, aside in self._held(asked, heard, one, judged):
                        places.setdefault((place, aside), []).append(view.original(span.start, span.end))
                        told.add(rule)
                    if once and (place, False) in places:
                        break
        seen = [
            Seen(self._rules[place], span, aside) for (place, aside), spans in places.items() for span in _apart(spans)
        ]
        return tuple(sorted(seen, key=lambda one: (one.span, one.rule.id, one.aside)))

    def _in_order(self, scanned: Iterable[tuple[int, Iterable[Found]]]) -> list[tuple[int, Iterable[Found]]]:
        """Put the rules that do no more than speak for kinds last: by then most have nothing to add in a long text."""
        return sorted(scanned, key=lambda one: one[0] in self._only_tell)

    def _asked(self, place: int) -> _Asked:
        """Return what is asked of the hits of a rule, read when a text first hits it."""
        asked = self._conditions.get(place)
        if asked is None:
            rule = self._rules[place]
            in_pairs = frozenset(name for pair in uses_of(rule).near for name in pair[:2])
            asked = self._conditions[place] = _Asked(rule, in_pairs, satisfied(rule), promising(rule), quoting(rule))
        return asked

    def _held(self, asked: _Asked, heard: Heard, found: Found, judged: int) -> Iterator[tuple[Span, bool]]:
        """Yield where the rule holds and whether aside: by the other side's words alone, else by everybody's.

        What must stand near one another must be one speaker's. In a long text an exception excuses what stands near it.
        Words that end at `judged` or before were judged in the passage before, with more at hand.
        """
        hits = found.patterns
        if asked.rule.hours and heard.tells_hours:
            hits = heard.at_hours(hits, partial(_is_between, asked.rule.hours))
        said = heard.spoken(hits)
        spoken = several = False
        for speaker, one in heard.by_speaker(said, asked.in_pairs):
            several = several or one is not said
            span = self._where(_Hearing(asked, heard, found, speaker), one, judged)
            if span is not None:
                spoken = True
                yield span, False
        if spoken or not heard.is_talk or (said is hits and not several):
            return
        topic = asked.rule.finding.topic if asked.rule.finding else ""
        aside = topic not in _BY_THE_CALL_ITSELF or heard.is_overheard
        for speaker, one in heard.by_speaker(hits, asked.in_pairs) if topic in _ONE_SPEAKERS else ((None, hits),):
            span = self._where(_Hearing(asked, heard, found, speaker, by_all=True), one, judged)
            if span is not None:
                yield span, aside

    def _where(self, hearing: _Hearing, hits: Hits, judged: int) -> Span | None:
        """Return the words to quote; None where the condition does not hold or a context takes them back."""
        asked, heard, unit = hearing.asked, hearing.heard, hearing.found.unit
        if hits is not hearing.found.patterns and not asked.is_promising(hits):
            return None
        span = asked.quoted(hits)
        if (
            span.start < span.end <= judged
            or heard.is_interrupted(span)
            or not asked.holds(_Excusable(hearing, hits, span))
        ):
            return None
        sentence = _sentence_of(heard.view, Span(span.start, span.start)) or unit
        told = partial(heard.said, span if heard.is_cut else unit, hearing.by_all)
        taken_back = self._contexts.around(heard.view, sentence, span, asked.rule.heeds, told, heard.known)
        return span if taken_back is None else None


class _Hearing(NamedTuple):
    """A rule asked of what was found in one unit, in the words of one speaker, or of anybody; `by_all`: also aside."""

    asked: _Asked
    heard: Heard
    found: Found
    speaker: str | None
    by_all: bool = False


class _Excusable:
    """The hits of a rule's patterns, and those of its exceptions, looked for only when the condition comes to them.

    In a cut text those count that stand near the words it would quote; further off they are of another matter.
    """

    __slots__ = ("_hearing", "_hits", "_quoted")

    def __init__(self, hearing: _Hearing, hits: Hits, quoted: Span) -> None:
        self._hearing, self._hits, self._quoted = hearing, hits, quoted

    def get(self, name: str) -> Sequence[Span] | None:
        """Return the hits of a pattern or an exception."""
        own = self._hits.get(name)
        asked, heard, found, speaker, by_all = self._hearing
        if own is not None or name in asked.rule.patterns:
            return own
        if name == KNOWN_LINKS:
            return (self._quoted,) if heard.known_links else None
        if name not in asked.rule.exceptions:
            return None
        spans = found.exceptions(name)
        if spans:
            spans = heard.of_voice(spans, speaker if name in asked.in_pairs else None, by_all)
        if not heard.is_cut:
            return spans
        first, last = self._quoted.start - EXCUSED, self._quoted.end + EXCUSED
        return [one for one in spans if one[0] <= last and first <= one[1]]


def _only_tells(rule: Rule) -> bool:
    """Tell whether a rule does no more than speak for kinds, against none, and name a stage."""
    effects = (rule.finding, rule.signal, rule.danger, rule.flags, rule.third_party is not None)
    return not any(effects) and all(value > 0 for value in rule.reads_as.values())


class _KindsTold:
    """What the rules seen so far tell of kinds."""

    def __init__(self) -> None:
        self._seen: set[str] = set()
        self._points: dict[Kind, int] = dict.fromkeys(KINDS, 0)

    def add(self, rule: Rule) -> None:
        """Count a rule once."""
        if rule.id not in self._seen:
            self._seen.add(rule.id)
            for kind, value in rule.reads_as.items():
                self._points[kind] += value

    def enough_of(self, rule: Rule) -> bool:
        """Tell whether a rule that only speaks for kinds adds nothing: each has its most, and it names no stage.

        To be asked when no rule that speaks against a kind is left to be seen.
        """
        return rule.stage is None and all(self._points[kind] >= MOST_TOLD for kind in rule.reads_as)


def kind_of(
    seen: Iterable[Seen], leaning: Mapping[Kind, int] | None = None, overheard: bool = False
) -> tuple[Kind, float]:
    """Say what the message reads as, and how sure: the margin over the next kind as a logistic share.

    `leaning`: points by the characters of the text, added to those of the rules that hold. `overheard`: nobody in the talk
    speaks for the other side; it is about a matter, and no message of any kind.
    """
    if overheard:
        return "other", round(SURE.share(0), 3)
    told: dict[Kind, int] = dict.fromkeys(KINDS, 0)
    rules = {one.rule.id: one for one in seen}
    for one in rules.values():
        for kind, value in one.rule.reads_as.items():
            told[kind] += value
    told = {kind: min(MOST_TOLD, value) for kind, value in told.items()}
    conduct = any(
        one.rule.finding and not one.aside and not (leaning and one.rule.finding.topic in _TOLD_ANYWHERE)
        for one in rules.values()
    )
    points = {kind: told[kind] + (leaning or {}).get(kind, 0) for kind in KINDS}
    points["other"] += OTHER_BASELINE
    points["collection"] += CONDUCT_TELLS * conduct
    for kind, alone in ALONE.items():
        far = max(LEAST, LEAST if conduct and kind == "collection" else alone - max(0, told[kind]))
        if told[kind] < SPOKEN and points[kind] < points["other"] + far:
            points[kind] = min(points[kind], points["other"])
    ranked = sorted(KINDS, key=lambda kind: (-points[kind], KINDS.index(kind) if kind != "other" else -1))
    margin = points[ranked[0]] - points[ranked[1]]
    return ranked[0], round(SURE.share(margin), 3)


def stage_of(seen: Iterable[Seen], is_long: bool = False) -> Stage | None:
    """Name the furthest stage of collection that any rule saw; who breaks a rule to be paid presses a debt past due.

    In a long text everything comes up once: there it is the stage that most rules saw, of several the furthest.
    """
    told = tuple(seen)
    every = [(one.rule.stage, one.aside) for one in told if one.rule.stage]
    stages = [stage for stage, aside in every if not aside] or [stage for stage, _ in every]
    pressed: Stage | None = "overdue" if any(one.rule.finding and not one.aside for one in told) else None
    most = max(map(stages.count, _STAGES)) if is_long else 1
    return next((stage for stage in _STAGES if stages.count(stage) >= max(1, most)), pressed)


def third_party_of(seen: Iterable[Seen], talk: Talk | None = None, is_long: bool = False) -> bool | None:
    """Tell whether somebody other than the debtor is addressed; None when no words and no speaker show it.

    In a long text its beginning tells who is spoken to, later on everybody is spoken of; where a label names the debtor it
    is he, though somebody else picked up.
    """
    if is_long and talk is not None and talk.names_debtor:
        return False
    told = {one.rule.third_party for one in seen if not one.aside and not (is_long and one.span.start >= BEGINNING)}
    if True in told or (talk is not None and talk.third_party):
        return True
    return False if False in told else None


def flags_of(seen: Iterable[Seen], kind: Kind, is_long: bool = False) -> tuple[str, ...]:
    """Name the flags of the rules that hold.

    In a long text that reads as something else a court, an office or a time limit spoken of makes no paper of theirs, as
    long as no court writes in its own name and none is named in the opening, where a paper has its heading.
    """
    told = [(flag, one.span.start) for one in seen for flag in one.rule.flags]
    flags = {flag for flag, _ in told}
    if is_long and kind != "official-notice":
        headed = {flag for flag, start in told if start < OPENING}
        flags -= _OF_A_PAPER - headed - ({"court-paper"} if "court-writes" in flags else set())
    return tuple(sorted(flags))


def genuineness_of(
    reasons: Sequence[Reason],
    confirmed: Confirmed,
    kind: Kind = "other",
    leaning: Mapping[Kind, int] | None = None,
    is_long: bool = False,
) -> Genuineness:
    """Turn the signs into a verdict; `likely-genuine` only on the reader's own check (contract/README).

    An official domain speaks for the link alone: anybody can write it under his words, so it lowers the score, never the
    verdict.
    What reads as an official notice, or whose characters do, is never dismissed on one sign in its words: it takes two hard
    ones, or one with others beside it; so in a long text, `is_long`. A number that no such office writes from decides alone.
    """
    points = points_of(reason for reason in reasons if (reason.source, reason.weight) != ("registry", "against"))
    hard = any(reason.weight == "hard" for reason in reasons)
    by_number = any(reason.weight == "hard" and reason.source == "sender" for reason in reasons)
    told = leaning or {}
    notice = kind == "official-notice" or told.get("official-notice", 0) - told.get("scam", 0) >= NOTICE_LEANS
    spread = is_long and kind != "scam"
    bar = LONG_POINTS if spread else NOTICE_POINTS if notice else SCAM_POINTS
    verdict: Verdict = "cannot-tell"
    if points >= bar or by_number or (hard and not notice and not spread):
        verdict = "likely-scam"
    elif confirmed in ("app", "hotline") and not hard and points < bar:
        verdict = "likely-genuine"
    reads = kind == "scam" and verdict == "cannot-tell"
    decided = hard and not (spread and verdict == "cannot-tell")
    score = max(SCORE.share(points_of(reasons)), HARD_SCORE if decided else READS_SCORE if reads else 0.0)
    return Genuineness(verdict, round(min(0.99, max(0.01, score)), 3), tuple(reasons))


def points_of(reasons: Iterable[Reason]) -> int:
    """Add up what the signs weigh."""
    return sum(_POINTS[reason.weight] for reason in reasons)


def reasons_from(seen: Iterable[Seen], text: str) -> Iterator[Reason]:
    """Publish the signs that rules saw, each rule once, with the words they rest on; no sign is taken aside."""
    told: set[str] = set()
    for one in seen:
        if one.rule.signal and not one.aside and one.rule.id not in told:
            told.add(one.rule.id)
            signal = one.rule.signal
            span = quotation(text, one.span)
            yield Reason(one.rule.id, signal.weight, signal.because, "rule", span.of(text), span.start, span.end)


def _applies(rule: Rule, message: Message, on: date, heard: Heard) -> bool:
    if rule.channels and message.channel and message.channel not in rule.channels:
        return False
    if rule.hours and not heard.tells_hours and not _in_hours(rule.hours, message.received_at):
        return False
    begun = rule.effective_from is None or rule.effective_from <= on
    return begun and (rule.effective_to is None or on <= rule.effective_to)


def _in_hours(hours: tuple[int, int], at: datetime | None) -> bool:
    """Tell whether a moment lies between two hours of China; midnight itself is what a day without an hour looks like."""
    if at is None or at.time() == time.min:
        return False
    return _is_between(hours, (at.astimezone(_CHINA) if at.tzinfo else at).time())


def _is_between(hours: tuple[int, int], at: time) -> bool:
    begin, end = hours
    return begin <= at.hour < end if begin < end else at.hour >= begin or at.hour < end


def _apart(spans: list[Span]) -> list[Span]:
    """Drop spans that share a character with an earlier one; readings of one message repeat each other."""
    kept: list[Span] = []
    for span in sorted(spans):
        if not kept or not kept[-1].touches(span):
            kept.append(span)
    return kept


def _sentence_of(view: View, span: Span) -> Span | None:
    """Return the sentence a span lies in, or None where it runs over the end of one."""
    at = bisect_right(view.sentences, span.start, key=lambda sentence: sentence.start) - 1
    if at < 0:
        return None
    sentence = view.sentences[at]
    return sentence if span.start < sentence.end and span.end <= sentence.end else None
