"""The reference matcher: what holds and what is quoted are the same as with every pattern tried everywhere."""

from __future__ import annotations

import gc
import random
import re
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any

import pytest

from fairdue.app.wiring import corpus, examples, the_pack, the_screener
from fairdue.kernel.spans import Span
from fairdue.loader.build import build
from fairdue.loader.index import index_of
from fairdue.records.assessment import Message
from fairdue.records.pack import Context, Folding, Speaker
from fairdue.records.rules import PatternIndex, Rule
from fairdue.screening.bitmaps import Bitmaps
from fairdue.screening.clean import Cleaner, sentences_of
from fairdue.screening.contexts import ContextReader
from fairdue.screening.lexicon import Lexicon
from fairdue.screening.match import Found, Matcher, ReferenceMatcher
from fairdue.screening.passages import MOST_TOGETHER
from fairdue.screening.search import Turns
from fairdue.screening.turns import TurnReader
from fairdue.screening.weigh import Seen, Weigher, _KindsTold

TODAY = date(2026, 11, 21)
DENIAL = Context("denial", "negation", "before", "不", "", 3)
SPEAKERS = (
    Speaker(id="me", role="reader", where="whole", labels=("我",), cues=()),
    Speaker(id="them", role="collector", where="whole", labels=("催",), cues=()),
)
# scope, condition, quote: over patterns a to e and exceptions x and y
CONDITIONS = [
    ("message", "near(a, b, 5)", ""),
    ("message", "near(a, b, 30) and near(b, c, 9) and not x", ""),
    ("message", "(near(a, c, 20) or near(d, e, 3)) and not x", "c"),
    ("message", "any and not x", ""),
    ("message", "a and (b or near(c, e, 12)) and not near(a, x, 6)", "a"),
    ("message", "near(b, b, 4) and not y", ""),
    ("message", "d and not b", ""),
    ("message", "not x and near(e, a, 40)", "e"),
    ("sentence", "near(a, b, 5) and not x", ""),
    ("sentence", "a and (c or d)", "d"),
]
PATTERNS = {"a": "甲", "b": "乙.{0,3}甲|乙乙", "c": "丙[^丁\n]{0,20}甲", "d": "(?:^|[\n。])丁", "e": "戊(?:甲|乙|$)"}
EXCEPTIONS = {"x": "己.{0,9}[甲乙]", "y": "己$|己\n"}


class EveryPattern:
    """Every pattern of every rule, tried in every sentence or in the whole text: the slow way to the same answers."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self._rules = rules
        self._patterns = [
            {name: re.compile(source) for name, source in {**rule.patterns, **rule.exceptions}.items()}
            for rule in rules
        ]

    def scan(
        self, text: str, turns: Turns | None = None, passages: Sequence[Span] = ()
    ) -> Iterator[tuple[int, list[Found]]]:
        """Yield all hits that are in one turn."""
        passages = passages or (Span(0, len(text)),)
        judged = [sentence for sentence in sentences_of(text) if sentence.start >= passages[0].start]
        units = {"sentence": judged, "message": passages}
        found: dict[int, dict[Span, dict[str, list[Span]]]] = {}
        for place, rule in enumerate(self._rules):
            for name, pattern in self._patterns[place].items():
                everywhere = _spans(pattern.finditer(text)) if rule.scope == "message" else []
                for unit in units[rule.scope]:
                    spans = everywhere if rule.scope == "message" else _spans(pattern.finditer(text, *unit))
                    spans = spans if turns is None else turns.in_turns(spans)
                    if kept := [span for span in spans if span.within(unit)]:
                        found.setdefault(place, {}).setdefault(unit, {})[name] = kept
        for place, by_unit in found.items():
            yield place, [self._told(self._rules[place], unit, hits) for unit, hits in sorted(by_unit.items())]

    def _told(self, rule: Rule, unit: Span, hits: dict[str, list[Span]]) -> Found:
        return Found(unit, {name: hits[name] for name in rule.patterns.keys() & hits}, lambda name: hits.get(name, []))


def _spans(matches: Iterable[re.Match[str]]) -> list[Span]:
    return [Span(*one.span()) for one in matches if one.end() > one.start()]


def small_rules() -> tuple[tuple[Rule, ...], PatternIndex]:
    """Make a rule of each condition, and their index as a pack would have it."""
    written: list[dict[str, Any]] = [
        {
            "id": f"r{at}",
            "scope": scope,
            "patterns": PATTERNS,
            "exceptions": EXCEPTIONS,
            "condition": condition,
            "quote": quote,
            "heeds": ["negation"] if at % 2 else [],
            "finding": {"topic": "threat", "severity": "grave", "because": "吓人"} if at % 3 else None,
        }
        for at, (scope, condition, quote) in enumerate(CONDITIONS)
    ]
    return tuple(build(Rule, one) for one in written), PatternIndex(**index_of(written))


def small_text(seed: int) -> str:
    """Compose lines of few characters, short and long, as one text or as a talk of two."""
    chance = random.Random(seed)
    filler = "字" * chance.choice([2, 8, 30])
    lines = [
        "".join(chance.choices(f"甲乙丙丁戊己不。，{filler}", k=chance.choice([1, 4, 12, 30, 70])))
        for _ in range(chance.choice([1, 3, 12, 40]))
    ]
    if seed % 2:
        lines = [f"{'我催'[chance.random() < 0.6]}：{line}" for line in ["字", *lines, "字"]]
    return chance.choice(["\n", "\n", "\n\n", ""]).join(lines)


def mixed_text(seed: int) -> str:
    """Compose examples of rules and messages of the corpus, some cut short, as lines, one line, a talk or a letter."""
    chance = random.Random(seed)
    matches = [one.text for own in examples().values() for one in own.matches]
    ignores = [one.text for own in examples().values() for one in own.ignores]
    parts = chance.sample([*matches, *ignores, *(str(row["text"]) for row in corpus())], chance.choice([2, 20, 60]))
    parts = [part if chance.random() < 0.6 else part[: chance.randint(1, len(part))] for part in parts]
    flat = [part.replace("\n", "，") for part in parts]
    whole = "。".join(flat)
    return (
        "\n".join(parts),
        "，".join(flat),
        "\n".join(f"{chance.choice(['坐席', '你'])}：{part}" for part in flat),
        "\n".join(whole[at : at + 33] for at in range(0, len(whole), 33)),
        "".join(part + chance.choice(["", " ", "*", "\n\n"]) for part in parts),
    )[seed % 5]


def seen(
    matcher: Matcher, rules: Sequence[Rule], text: str, contexts: Sequence[Context], reads: Any
) -> tuple[Seen, ...]:
    """Return what a weigher sees in a text with this matcher."""
    cleaner, turns = reads
    return Weigher(rules, matcher, ContextReader(contexts)).seen(
        cleaner.clean(text), Message(text), TODAY, turns.read(text)
    )


def test_few_rules_on_many_texts() -> None:
    """Over every kind of condition, with speakers and without, the index leaves out nothing that counts."""
    rules, index = small_rules()
    reads = Cleaner(Folding({}, {})), TurnReader(SPEAKERS)
    total = 0
    for seed in range(300):
        text = small_text(seed)
        slow = seen(EveryPattern(rules), rules, text, (DENIAL,), reads)
        for matcher in (ReferenceMatcher(rules, Lexicon(index)), ReferenceMatcher(rules)):
            assert seen(matcher, rules, text, (DENIAL,), reads) == slow, text
        total += len(slow)
    assert total > 500


def test_few_rules_on_a_very_long_text() -> None:
    """Also where a text is read in several parts, what is seen is what every pattern tried everywhere sees."""
    rules, index = small_rules()
    reads = Cleaner(Folding({}, {})), TurnReader(SPEAKERS)
    text = "。".join(small_text(seed) for seed in range(120))
    assert len(text) > 2 * MOST_TOGETHER
    slow = seen(EveryPattern(rules), rules, text, (DENIAL,), reads)
    assert len(slow) > 100
    assert seen(ReferenceMatcher(rules, Lexicon(index)), rules, text, (DENIAL,), reads) == slow


@pytest.mark.parametrize("seed", range(12))
def test_all_rules_on_mixed_texts(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the whole pack sees in a mix of messages is what it sees with every pattern tried, by words or compiled."""
    if seed % 2:
        monkeypatch.setattr("fairdue.screening.search._PATIENCE", 0)
    pack = the_pack()
    rules = [rule for rule in pack.rules if rule.status == "active"]
    reads = Cleaner(pack.folding), TurnReader(pack.speakers)
    text = mixed_text(seed)
    fast = seen(ReferenceMatcher(rules, Lexicon(pack.index)), rules, text, pack.contexts, reads)
    assert fast == seen(EveryPattern(rules), rules, text, pack.contexts, reads), text


@pytest.mark.parametrize("seed", range(6))
def test_rules_left_out_would_add_nothing(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a kind is settled, rules that only speak for it stay unread; no word of the answer hangs on them."""
    said = [f"坐席：{one.text}\n你：嗯" for own in examples().values() for one in own.matches]
    message = Message("\n".join(random.Random(seed).sample(said, 30 + 30 * seed)))
    asked: list[bool] = []
    enough_of = _KindsTold.enough_of

    def noted(told: _KindsTold, rule: Rule) -> bool:
        asked.append(enough_of(told, rule))
        return asked[-1]

    monkeypatch.setattr(_KindsTold, "enough_of", noted)
    answer = the_screener().assess(message, TODAY)
    assert any(asked)
    monkeypatch.setattr(_KindsTold, "enough_of", lambda told, rule: False)
    assert the_screener().assess(message, TODAY) == answer


def test_many_threads_share_one_screener() -> None:
    """Whoever asks at the same time, each text has its own answer."""
    screener = the_screener()
    messages = [Message(mixed_text(seed)[:900]) for seed in range(20)]
    alone = [screener.assess(message, TODAY) for message in messages]
    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(lambda message: screener.assess(message, TODAY), messages * 2)) == alone * 2


def test_what_was_read_of_a_long_call_is_let_go_at_once() -> None:
    """Bitmaps of a text are large: those of the last part are kept, and no cycle holds the others until the collector runs."""
    said = [f"坐席：{one.text}\n你：我知道了" for own in examples().values() for one in own.matches]
    text = "\n".join(random.Random(5).sample(said, 900))[: 4 * MOST_TOGETHER]
    gc.collect()
    gc.disable()
    try:
        before = sum(isinstance(one, Bitmaps) for one in gc.get_objects())
        the_screener().assess(Message(text), TODAY)
        held = sum(isinstance(one, Bitmaps) for one in gc.get_objects())
    finally:
        gc.enable()
    assert held <= before + 1
