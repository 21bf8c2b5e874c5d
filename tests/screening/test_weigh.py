"""Weighing: conditions over hits, contexts that silence a rule, kinds, stages and the verdict."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from fairdue.kernel.spans import Span
from fairdue.records.assessment import Message, Reason
from fairdue.records.pack import Context, Folding
from fairdue.records.rules import FindingEffect, Kind, Rule
from fairdue.screening.clean import Cleaner
from fairdue.screening.contexts import ContextReader
from fairdue.screening.match import ReferenceMatcher
from fairdue.screening.passages import LONGEST_WHOLE, passages
from fairdue.screening.turns import Talk
from fairdue.screening.weigh import EXCUSED, Seen, Weigher, flags_of, genuineness_of, kind_of, stage_of, third_party_of

TODAY = date(2026, 11, 21)
CLEANER = Cleaner(Folding({}, {}))
RULE = Rule(
    id="arrest",
    title="",
    status="active",
    summary="",
    why="",
    channels=(),
    effective_from=None,
    effective_to=None,
    scope="sentence",
    patterns={"office": "公安|法院", "seize": "抓|拘留"},
    exceptions={"only-sue": "起诉"},
    condition="near(office, seize, 6) and not only-sue",
    quote="",
    heeds=("negation", "quotation"),
    finding=None,
    signal=None,
    reads_as={"collection": 3},
    stage="legal",
    third_party=None,
    danger=None,
    matches=(),
    ignores=(),
)
FINDING = FindingEffect("threat", "grave", "吓人", ())
NEGATION = Context("denial", "negation", "before", "不会|不能", "就", 6)
QUOTATION = Context("quoted", "quotation", "inside", "说|称", "", 0)
STEPPED_OVER = Context("stepped-over", "negation", "within", "并未", "", 0)


def seen(text: str, rule: Rule = RULE, message: Message | None = None) -> list[str]:
    """Return the quotes of one rule on one text."""
    weigher = Weigher((rule,), ReferenceMatcher((rule,)), ContextReader((NEGATION, QUOTATION, STEPPED_OVER)))
    return [one.span.of(text) for one in weigher.seen(CLEANER.clean(text), message or Message(text), TODAY)]


CASES = [
    ("让公安来抓你", ["公安来抓"]),
    ("抓你的是公安", ["抓你的是公安"]),
    ("公安。抓鱼去", []),
    ("公安局门口有人卖票然后他们说起抓娃娃", []),
    ("公安来抓你，法院起诉你", []),
    ("不会让公安来抓你", []),
    ("不能还款就让公安来抓你", ["公安来抓"]),
    ("他说“公安来抓你”", []),
    ("公安并未来抓你", []),
    ("并未还款，公安来抓你", ["公安来抓"]),
    ("公*安来 抓你", ["公*安来 抓"]),
    ("公安来抓你！公安来抓他！", ["公安来抓", "公安来抓"]),
]


@pytest.mark.parametrize(("text", "quotes"), CASES, ids=[text for text, _ in CASES])
def test_a_rule_holds_by_its_condition_and_its_context(text: str, quotes: list[str]) -> None:
    """Near in either order, in one sentence, without exception, not negated, not quoted; the quote is the sender's."""
    assert seen(text) == quotes


@pytest.mark.parametrize(("known", "quotes"), [(True, ["公安"]), (False, ["公安", "抓"])])
def test_a_rule_may_rest_on_a_link_nobody_knows(known: bool, quotes: list[str]) -> None:
    """What a condition rests on a strange link for does not hold where all links are known; the rest of it does."""
    rule = replace(
        RULE, patterns={"police": "公安", "arrest": "抓"}, condition="police or (arrest and not known-links)"
    )
    weigher = Weigher((rule,), ReferenceMatcher((rule,)), ContextReader(()))
    texts = ["公安打来", "抓紧点开"]
    told = [weigher.seen(CLEANER.clean(text), Message(text), TODAY, known_links=known) for text in texts]
    assert [one.span.of(text) for text, own in zip(texts, told, strict=True) for one in own] == quotes


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        pytest.param("他说“你欠钱。让公安来抓你”", [], id="in the second sentence of what is quoted"),
        pytest.param("他说“你还钱”“让公安来抓你”", [], id="in the second of two quotations"),
        pytest.param("“你还钱”,让公安来抓你", ["公安来抓"], id="after a quotation"),
        pytest.param("“让公安来抓你。”这是短信", ["公安来抓"], id="quoted by nobody"),
    ],
)
def test_what_is_quoted_in_one_go_is_quoted_to_its_end(text: str, quotes: list[str]) -> None:
    """A quotation may hold several sentences, and several may follow one another; who is quoted stands around them."""
    assert seen(text) == quotes


@pytest.mark.parametrize(
    ("between", "quotes"),
    [pytest.param(20, [], id="nearby"), pytest.param(EXCUSED + 20, ["公安来抓"], id="a page on")],
)
def test_in_a_long_text_an_exception_excuses_what_stands_near(between: int, quotes: list[str]) -> None:
    """In a text judged in passages an exception of the whole passage counts only near the words it takes back."""
    text = "账" * LONGEST_WHOLE + "。\n公安来抓你," + "账" * between + ",起诉你。\n"
    assert seen(text, replace(RULE, scope="message")) == quotes


def test_words_that_two_passages_share_are_judged_in_the_first() -> None:
    """What excuses them stands at the end of the passage before; the next one, which begins with them, does not accuse."""
    plain, excuse, words = "今天天气很好。", "起诉都不起诉。", "公安会来抓你。"
    accusing = replace(RULE, scope="message", finding=FINDING)
    first = passages(plain * 200)[1].start // len(plain)
    sentences = [plain] * 200
    sentences[first] = words
    assert seen("".join(sentences), accusing) == ["公安会来抓"]
    sentences[first - 1] = excuse
    assert seen("".join(sentences), accusing) == []


@pytest.mark.parametrize(("finding", "times"), [(None, 1), (FINDING, 3)])
def test_of_a_long_text_a_rule_tells_its_kind_once(finding: FindingEffect | None, times: int) -> None:
    """What a rule accuses of is told wherever it stands; what it tells of the kind needs one place."""
    text = ("公安会来抓你。" + "今天天气很好。" * 120) * 3
    assert len(seen(text, replace(RULE, scope="message", finding=finding))) == times


def test_a_context_of_the_whole_message_looks_near_and_at_the_opening() -> None:
    """What a long text is, its opening says; what is said a page on is about another matter."""
    told = Context("told", "negation", "message", "培训", "", 0)
    filler, act = "账" * 400 + "。\n", "让公安来抓你。\n"
    places = {
        "opening": f"培训{filler * 3}{act}",
        "near": f"{filler * 3}培训{act}",
        "far": f"{filler}培训{filler * 2}{act}",
    }
    weigher = Weigher((RULE,), ReferenceMatcher((RULE,)), ContextReader((told,)))
    held = {at for at, text in places.items() if weigher.seen(CLEANER.clean(text), Message(text), TODAY)}
    assert held == {"far"}


def test_a_rule_of_a_channel_is_silent_on_another() -> None:
    """A rule for calls does not speak on a letter, and speaks where the channel is not known."""
    rule = replace(RULE, channels=("call",))
    text = "让公安来抓你"
    assert not seen(text, rule, Message(text, channel="letter"))
    assert seen(text, rule, Message(text, channel="call")) and seen(text, rule)


@pytest.mark.parametrize(
    ("moment", "holds"),
    [
        pytest.param(datetime(2026, 5, 1, 23, 10), True, id="before midnight"),
        pytest.param(datetime(2026, 5, 1, 7, 59), True, id="before eight in the morning"),
        pytest.param(datetime(2026, 5, 1, 8, 0), False, id="at eight"),
        pytest.param(datetime(2026, 5, 1, 15, 30, tzinfo=UTC), True, id="half past eleven at night in China"),
        pytest.param(datetime(2026, 5, 1), False, id="a day without an hour"),
        pytest.param(None, False, id="no day at all"),
    ],
)
def test_a_rule_with_hours_asks_for_a_contact_between_them(moment: datetime | None, holds: bool) -> None:
    """Hours run over midnight, in the time of China, and nothing is said where the hour is not known."""
    rule = replace(RULE, hours=(22, 8))
    text = "让公安来抓你"
    assert bool(seen(text, rule, Message(text, received_at=moment))) is holds


def test_a_rule_is_silent_outside_its_dates() -> None:
    """A rule that begins tomorrow says nothing today."""
    assert not seen("让公安来抓你", replace(RULE, effective_from=date(2026, 11, 22)))
    assert seen("让公安来抓你", replace(RULE, effective_to=TODAY))


def points(**reads_as: int) -> Seen:
    """Return a rule seen, worth these points."""
    names: dict[Any, int] = {key.replace("_", "-"): value for key, value in reads_as.items()}
    return Seen(replace(RULE, id=str(names), reads_as=names), Span(0, 1))


KINDS = [
    ((), "other"),
    ((points(collection=2),), "other"),
    ((points(collection=3),), "collection"),
    ((points(collection=4), points(scam=4)), "scam"),
    ((points(collection=4), points(other=3)), "other"),
    ((points(loan_ad=5), points(loan_ad=-3)), "other"),
    ((points(official_notice=4), points(collection=3)), "official-notice"),
]


@pytest.mark.parametrize(("rules", "kind"), KINDS)
def test_the_kind_is_the_one_with_most_points(rules: tuple[Seen, ...], kind: str) -> None:
    """`other` needs no proof and wins ties; among the rest the one whose oversight harms more wins a tie."""
    assert kind_of(rules)[0] == kind


def test_the_same_rule_counts_once_for_the_kind() -> None:
    """A message that says the same thing three times is not three times as much of its kind."""
    one = points(collection=2)
    assert kind_of((one, one, one))[0] == "other"


def test_the_furthest_stage_is_named_and_words_to_others_decide_the_addressee() -> None:
    """A text that speaks of court is at the court stage, one that threatens past due; what is said to a relative is to one."""
    overdue, legal = (Seen(replace(RULE, stage=stage), Span(0, 1)) for stage in ("overdue", "legal"))
    assert stage_of((overdue, legal)) == "legal" and stage_of(()) is None
    conduct, aside = (Seen(replace(RULE, stage=None, finding=FINDING), Span(0, 1), away) for away in (False, True))
    assert (stage_of((conduct,)), stage_of((aside,))) == ("overdue", None)
    to_him, to_her = (Seen(replace(RULE, third_party=told), Span(0, 1)) for told in (False, True))
    assert (
        third_party_of(()) is None and third_party_of((to_him,)) is False and third_party_of((to_him, to_her)) is True
    )


def test_in_a_long_text_the_stage_is_what_most_rules_saw() -> None:
    """In half an hour a court and a visit come up once; the talk is about a bill past due."""
    due = [Seen(replace(RULE, id=name, stage="overdue"), Span(0, 1)) for name in ("one", "other")]
    legal = Seen(RULE, Span(5, 6))
    assert (stage_of((*due, legal)), stage_of((*due, legal), is_long=True)) == ("legal", "overdue")
    assert stage_of((due[0], legal), is_long=True) == "legal" and stage_of((), is_long=True) is None


def test_in_a_long_text_the_beginning_tells_who_is_spoken_to() -> None:
    """Later on everybody is spoken of; and where a label names the debtor it is he who answers."""
    rule = replace(RULE, third_party=True)
    early, late = (Seen(rule, Span(at, at + 1)) for at in (10, 3_000))
    assert (third_party_of((late,)), third_party_of((late,), is_long=True)) == (True, None)
    assert third_party_of((early, late), is_long=True) is True
    assert third_party_of((early,), Talk((), names_debtor=True), is_long=True) is False


PAPER = Seen(replace(RULE, flags=("court-paper", "time-limit")), Span(900, 901))
HEADING = replace(PAPER, span=Span(6, 7))
WRITES = Seen(replace(RULE, id="writes", flags=("court-writes",)), Span(905, 906))
FLAGS = [
    ((PAPER,), "collection", False, ("court-paper", "time-limit")),
    ((PAPER,), "collection", True, ()),
    ((HEADING, PAPER), "collection", True, ("court-paper", "time-limit")),
    ((PAPER, WRITES), "collection", True, ("court-paper", "court-writes")),
    ((PAPER,), "official-notice", True, ("court-paper", "time-limit")),
]


@pytest.mark.parametrize(("told", "kind", "is_long", "flags"), FLAGS)
def test_a_court_spoken_of_in_a_long_call_makes_it_no_court_paper(
    told: tuple[Seen, ...], kind: Kind, is_long: bool, flags: tuple[str, ...]
) -> None:
    """It is one where a court writes in its own name, is named in the heading, or where the whole reads as a notice."""
    assert flags_of(told, kind, is_long) == flags


def sign(weight: str) -> Reason:
    """Return a sign of that weight."""
    return Reason("x", weight, "", "rule")  # type: ignore[arg-type]


VERDICTS = [
    ([], "unknown", "cannot-tell"),
    (["hard"], "unknown", "likely-scam"),
    (["strong"], "unknown", "cannot-tell"),
    (["strong", "strong"], "unknown", "likely-scam"),
    (["strong", "weak", "weak"], "unknown", "likely-scam"),
    (["strong", "strong", "against"], "unknown", "cannot-tell"),
    (["hard", "against", "against"], "app", "likely-scam"),
    (["weak"], "app", "likely-genuine"),
    (["against"], "unknown", "cannot-tell"),
    ([], "hotline", "likely-genuine"),
    ([], "no", "cannot-tell"),
]


@pytest.mark.parametrize(("weights", "confirmed", "verdict"), VERDICTS)
def test_the_verdict_follows_from_the_signs(weights: list[str], confirmed: str, verdict: str) -> None:
    """A hard sign decides alone, others add up, and only the reader's own check makes `likely-genuine`."""
    told = genuineness_of([sign(weight) for weight in weights], confirmed)  # type: ignore[arg-type]
    assert told.verdict == verdict
    assert 0 <= told.score <= 1


NOTICES = [(["hard"], "cannot-tell"), (["hard", "strong"], "likely-scam"), (["hard", "hard", "against"], "likely-scam")]


@pytest.mark.parametrize(("weights", "verdict"), NOTICES)
def test_a_notice_is_not_dismissed_on_one_sign(weights: list[str], verdict: str) -> None:
    """What reads as a court's or an authority's notice needs more than one hard sign to be called a scam."""
    assert genuineness_of([sign(weight) for weight in weights], "unknown", "official-notice").verdict == verdict


IN_LONG = [
    ("collection", ["hard"], "cannot-tell"),
    ("other", ["hard", "strong"], "cannot-tell"),
    ("collection", ["hard", "hard"], "likely-scam"),
    ("collection", ["hard", "strong", "strong"], "likely-scam"),
    ("scam", ["hard"], "likely-scam"),
]


@pytest.mark.parametrize(("kind", "weights", "verdict"), IN_LONG)
def test_in_a_long_text_that_reads_as_something_else_one_sign_does_not_decide(
    kind: Kind, weights: list[str], verdict: str
) -> None:
    """Half an hour of talk holds a word or two that sound like a trick; a whole scam in it shows several signs."""
    told = genuineness_of([sign(weight) for weight in weights], "unknown", kind, is_long=True)
    assert told.verdict == verdict


def test_a_sign_that_does_not_decide_is_no_certainty() -> None:
    """The score follows the verdict: one hard sign in a long call is less than one in a short message."""
    scores = [genuineness_of([sign("hard")], "unknown", "collection", is_long=long).score for long in (True, False)]
    assert scores[0] < scores[1] == 0.95


LEANS = [
    ({"official-notice": 5, "scam": 1}, ["hard"], "cannot-tell"),
    ({"official-notice": 5, "scam": 1}, ["hard", "strong"], "likely-scam"),
    ({"official-notice": 4, "scam": 1}, ["hard"], "likely-scam"),
    ({"scam": 4}, ["hard"], "likely-scam"),
    ({}, ["hard"], "likely-scam"),
]


@pytest.mark.parametrize(("leaning", "weights", "verdict"), LEANS)
def test_what_is_written_like_a_notice_is_not_dismissed_on_one_sign(
    leaning: dict[Kind, int], weights: list[str], verdict: str
) -> None:
    """One rule that hits may have misread a clerk; where characters speak clearly for a notice it does not decide alone."""
    assert genuineness_of([sign(weight) for weight in weights], "unknown", "scam", leaning).verdict == verdict


SOUNDS_LIKE = [
    ({"official-notice": 3, "other": 0}, "official-notice"),
    ({"official-notice": 2, "other": 0}, "other"),
    ({"collection": 4, "other": 0}, "other"),
    ({"scam": 5, "other": 0}, "other"),
]


@pytest.mark.parametrize(("leaning", "kind"), SOUNDS_LIKE)
def test_a_notice_needs_less_than_a_scam_to_be_known_by_its_characters(leaning: dict[Kind, int], kind: Kind) -> None:
    """Where no rule speaks, what sounds like a notice is called one sooner than what sounds like a debt or a scam."""
    assert kind_of((), leaning)[0] == kind


def test_more_signs_never_lower_the_score() -> None:
    """Adding a sign of a scam raises the score or leaves it."""
    scores = [genuineness_of([sign("weak")] * count, "unknown").score for count in range(8)]
    assert scores == sorted(scores)
