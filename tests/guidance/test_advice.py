"""Steps with their reasons: what gives way, in which band, because of which facts; clashes; promises within a plan."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fairdue.guidance.clashes import clashes, said_twice
from fairdue.guidance.order import band_of
from fairdue.guidance.promises import PlanLimits, Wish, spoken
from fairdue.guidance.stated import facts_of_situation, situation, state
from fairdue.guidance.steps import advise
from fairdue.kernel.errors import UnknownName, UnusableFigure
from fairdue.records.facts import Fact, FactKey
from fairdue.records.guidance import Contradiction, Playbook, PlaybookStep, Script, ScriptLine, Situation

TODAY = date(2026, 11, 21)
PAY = PlaybookStep("pay", 20, "", "还", "因为", False, None, None, (), yields_to=("stop",))
STOP = PlaybookStep("stop", 10, "message.verdict = likely-scam", "停", "因为", True, None, None, (), how="先停")
TALK = PlaybookStep("talk", 70, "", "谈", "因为", False, None, None, ())
AT_DOOR = Playbook(
    "at-door",
    "门口",
    "situation.at-door",
    (PAY, STOP, TALK),
    Situation("人在门口", "now", 1, "门不开", facts={"message.kind": "collection"}),
)
KEYS = {
    "paper.received-on": FactKey("paper.received-on", "date", "哪天收到", past=True),
    "plan.first-on": FactKey("plan.first-on", "date", "哪天能还"),
    "reader.owes": FactKey("reader.owes", "text", "欠不欠", ("yes", "no"), "你觉得欠不欠？", {"yes": "欠"}, "看合同。"),
    "message.third-party": FactKey("message.third-party", "flag", "是不是别人"),
    "situation.*": FactKey("situation.*", "flag", "处境"),
    "plan.monthly-fen": FactKey("plan.monthly-fen", "number", "每月"),
}


def advice(*facts: Fact) -> list[Any]:
    """Return the advice for these facts in the situation of the specimen."""
    return list(advise((AT_DOOR,), (*facts_of_situation(AT_DOOR, TODAY), *facts), TODAY, lambda _: ()))


def test_a_step_gives_way_to_a_stronger_one_which_says_so() -> None:
    """Paying gives way to stopping, and only where stopping is chosen."""
    assert [one.step.id for one in advice()] == ["pay", "talk"]
    found = advice(Fact("message.verdict", "likely-scam"))
    assert [(one.step.id, one.left_out) for one in found] == [("stop", ("pay",)), ("talk", ())]


def test_a_step_says_what_led_to_it() -> None:
    """The situation chosen and the fact its own condition asked for; no fact under a `not`."""
    found = advice(Fact("message.verdict", "likely-scam"))[0]
    assert found.because == ("situation.at-door", "message.verdict = likely-scam")
    assert (found.band, found.how, found.playbook) == ("money", "先停", "at-door")


@pytest.mark.parametrize(
    ("order", "band"),
    [
        (0, "safety"),
        (9, "safety"),
        (10, "money"),
        (30, "right"),
        (50, "evidence"),
        (69, "evidence"),
        (70, "talk"),
        (90, "plan"),
    ],
)
def test_bands_follow_the_stated_order(order: int, band: str) -> None:
    """Safety, money about to leave, a right about to lapse, evidence, talk, plan."""
    assert band_of(order) == band


@given(st.lists(st.integers(0, 120), min_size=1, max_size=8, unique=True))
def test_steps_come_in_order_whatever_order_the_pack_has(orders: list[int]) -> None:
    """The order of the file never matters, only the order stated."""
    steps = tuple(PlaybookStep(f"s{order}", order, "", "做", "因为", False, None, None, ()) for order in orders)
    found = advise((Playbook("p", "", "always", steps),), (), TODAY, lambda _: ())
    assert [one.step.id for one in found] == [f"s{order}" for order in sorted(orders)]


def test_choosing_a_situation_states_its_facts() -> None:
    """The choice itself, and what goes with it; an unknown one is named with every choice."""
    assert {fact.key: fact.value for fact in facts_of_situation(AT_DOOR, TODAY)} == {
        "situation.at-door": True,
        "message.kind": "collection",
    }
    with pytest.raises(UnknownName) as refused:
        situation((AT_DOOR,), "elsewhere")
    assert refused.value.values["known"] == ["at-door"]


@pytest.mark.parametrize(
    ("key", "given", "value"),
    [
        ("paper.received-on", "2026-11-18", "2026-11-18"),
        ("paper.received-on", date(2026, 11, 21), "2026-11-21"),
        ("plan.first-on", "2027-01-05", "2027-01-05"),
        ("reader.owes", "yes", "yes"),
        ("message.third-party", True, True),
        ("plan.monthly-fen", 80_000, 80_000),
        ("situation.threat", True, True),
    ],
)
def test_what_is_stated_becomes_a_fact(key: str, given: object, value: object) -> None:
    """Dates are kept as ISO text; only a day that must have come may not lie ahead."""
    assert state(key, given, KEYS, TODAY).value == value


@pytest.mark.parametrize(
    ("key", "given", "why"),
    [
        ("paper.received-on", "2026-11-22", "not-come-yet"),
        ("paper.received-on", "上周", "not-a-day"),
        ("reader.owes", "maybe", "unknown-choice"),
        ("message.third-party", "yes", "not-yes-or-no"),
        ("plan.monthly-fen", 800.5, "not-a-whole-number"),
        ("plan.monthly-fen", True, "not-a-whole-number"),
        ("reader.mood", "sad", "unknown-field"),
    ],
)
def test_what_cannot_be_used_is_refused_with_its_reason(key: str, given: object, why: str) -> None:
    """A day of service in the future, a value it cannot have, a key nobody declared."""
    with pytest.raises(UnusableFigure) as refused:
        state(key, given, KEYS, TODAY, "facts.yaml:3 facts." + key)
    assert (refused.value.values["why"], refused.value.values["where"]) == (why, "facts.yaml:3 facts." + key)


def test_facts_that_cannot_both_be_are_said() -> None:
    """A contradiction of the pack, with what would settle it."""
    rule = Contradiction("both", "message.third-party and reader.owes = yes", "说了两样。", "看合同。")
    facts = [Fact("message.third-party", True), Fact("reader.owes", "yes")]
    assert [(one.id, one.settle) for one in clashes((rule,), facts)] == [("both", "看合同。")]
    assert clashes((rule,), facts[:1]) == ()


def test_one_key_said_twice_is_said_once() -> None:
    """Two values a person stated clash; what machines saw of several messages does not, nor what was said on another day."""
    twice = [
        Fact("reader.owes", "yes", status="stated"),
        Fact("reader.owes", "no", status="stated"),
        Fact("reader.owes", "no", status="confirmed"),
    ]
    found = list(said_twice(twice, KEYS, "{title} {one} {other}"))
    assert [(one.says, one.settle) for one in found] == [("你觉得欠不欠？ 欠 no", "看合同。")]
    later = Fact("reader.owes", "no", status="stated", as_of=TODAY)
    assert list(said_twice([twice[0], later], KEYS, "")) == []
    assert list(said_twice([Fact("reader.owes", "yes"), Fact("reader.owes", "no")], KEYS, "")) == []


LINE = ScriptLine("我每月能还〔金额〕，从〔日期〕起。", "照计划说。", promise=("amount", "date"))
SCRIPT = Script("call", "", "call", "", (ScriptLine("你好。", "打招呼。"), LINE), (), ())
PLAN = PlanLimits(80_000, date(2026, 12, 5))


@pytest.mark.parametrize(
    ("plan", "wish", "state", "words"),
    [
        (PlanLimits(), None, "fill-from-plan", LINE.say),
        (PlanLimits(80_000), None, "fill-from-plan", LINE.say),
        (PLAN, None, "kept", "我每月能还800 元，从2026-12-05起。"),
        (PLAN, Wish(50_050, date(2026, 12, 31)), "kept", "我每月能还500.50 元，从2026-12-31起。"),
        (PLAN, Wish(80_001, date(2026, 12, 5)), "beyond", LINE.say),
        (PLAN, Wish(80_000, date(2026, 12, 4)), "beyond", LINE.say),
        (PLAN, Wish(0, date(2026, 12, 5)), "beyond", LINE.say),
        (PlanLimits(0, date(2026, 12, 5)), None, "beyond", LINE.say),
    ],
)
def test_a_promise_is_filled_only_from_what_the_plan_can_keep(
    plan: PlanLimits, wish: Wish | None, state: str, words: str
) -> None:
    """One fen or one day beyond the plan and nothing is filled in; a line without promise stands as it is."""
    plain, promise = spoken(SCRIPT, plan, wish)
    assert (plain.state, plain.words) == ("none", "你好。")
    assert (promise.state, promise.words) == (state, words)
