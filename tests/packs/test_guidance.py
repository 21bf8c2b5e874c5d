"""The guidance of the pack: every situation reached, every step sourced and in force, nothing asked of who owes nothing."""

from __future__ import annotations

import re
from datetime import date
from functools import cache

import pytest

from fairdue.app.next_steps import Books, NextSteps, Stated, next_steps
from fairdue.app.try_rules import Trial, try_rules
from fairdue.guidance.order import BANDS
from fairdue.law.citations import cite
from fairdue.law.lookup import provision
from fairdue.loader.load import Examples, load, load_guide, load_handbook
from fairdue.records.guidance import Playbook, PlaybookStep

TODAY = date(2026, 11, 21)
PACK = load("cn")
GUIDE = load_guide("cn")
BOOKS = Books(PACK, GUIDE, load_handbook("cn"))
SITUATIONS = [playbook for playbook in PACK.playbooks if playbook.situation]
STEPS = [(playbook, step) for playbook in PACK.playbooks for step in playbook.steps]
# What the issue asks a playbook for, and the situation that is it.
ASKED = {
    "reminder before due": "due-reminder",
    "overdue text": "collection-unverified",
    "first call of a third-party collector": "first-collector-call",
    "threat": "threat",
    "insult or exposure": "insult-exposure",
    "violence, confinement, a visitor who will not leave now": "danger-now",
    "a person who may harm themselves": "self-harm",
    "visit notice": "visit-announced",
    "person at the door": "at-the-door",
    "call to the workplace": "workplace-call",
    "paper letter": "paper-letter",
    "lawyer's letter": "lawyers-letter",
    "court text": "court-paper",
    "summons": "summons",
    "payment order": "payment-order",
    "enforcement notice": "enforcement-notice",
    "someone else is chased": "someone-else-is-chased",
    "wrong number": "wrong-number",
    "not my debt, identity misused": "not-my-debt",
    "already paid": "already-paid",
    "amount disputed": "amount-disputed",
    "scam suspected": "scam-suspected",
    "money or codes already sent": "money-sent",
    "optimiser or credit repair": "intermediary-offer",
    "agreement offered": "agreement-offered",
    "agreement kept": "agreement-kept",
    "agreement broken": "agreement-broken",
    "paid off": "paid-off",
    "why did I fall behind": "why-behind",
    "asking relatives for help": "asking-relatives",
    "before the next loan": "next-loan",
}


def named(one: Playbook | PlaybookStep) -> str:
    """Name a case after what it is about."""
    return one.id


@cache
def steps_for(situation: str, *stated: tuple[str, object]) -> NextSteps:
    """Return what to do in a situation with some facts stated."""
    return next_steps(BOOKS, [situation], [Stated(key, value) for key, value in stated], TODAY)


@pytest.mark.parametrize("asked", sorted(ASKED))
def test_every_situation_asked_for_is_there(asked: str) -> None:
    """Each has its playbook, in the person's own words."""
    assert ASKED[asked] in {playbook.id for playbook in SITUATIONS}


@pytest.mark.parametrize("playbook", SITUATIONS, ids=named)
def test_choosing_a_situation_brings_its_own_steps(playbook: Playbook) -> None:
    """Reachable: at least one step of its own comes without any further fact, and the order is the stated one."""
    found = steps_for(playbook.id).advice
    assert any(one.playbook == playbook.id for one in found)
    bands = [one.band for one in found]
    assert bands == sorted(bands, key=["safety", "money", "right", "evidence", "talk", "plan"].index)


def test_every_step_can_be_reached() -> None:
    """No step hides behind a condition that no answer to the page's own questions, and no message, can bring about."""
    reached = set()
    for playbook in SITUATIONS:
        assert playbook.situation
        questions = [PACK.fact_keys[key] for key in playbook.situation.asks]
        answers = [(key.key, value) for key in questions for value in key.values]
        flags = [(f"message.flag.{flag}", True) for flag in PACK.fact_keys["message.flag.*"].labels]
        for stated in ((), *((one,) for one in (*answers, *flags))):
            reached |= {one.step.id for one in steps_for(playbook.id, *stated).advice}
    by_message = {
        "link-alone",
        "number-alone",
        "not-chinese",
        "nothing-to-do",
        "official-notice",
        "loan-offer",
        "conduct-crossed-line",
    }
    hidden = {step.id for playbook, step in STEPS if playbook.id not in by_message} - reached
    assert hidden == set()


@pytest.mark.parametrize(("playbook", "step"), STEPS, ids=named)
def test_every_source_of_a_step_may_be_cited_today(playbook: Playbook, step: PlaybookStep) -> None:
    """Each provision resolves, is citable, and is in force on the day the pack was made."""
    for id in step.citations:
        assert cite(provision(PACK.provisions, id), TODAY).provision == id
    registry = PACK.registry
    rows = {one.id for one in registry.hotlines} | {one.id for one in registry.duties}
    rows |= {one.id for one in registry.scam_patterns}
    assert set(step.registry) <= rows
    assert step.citations or step.registry or step.practice


@pytest.mark.parametrize(("playbook", "step"), STEPS, ids=named)
def test_every_paper_is_declared(playbook: Playbook, step: PlaybookStep) -> None:
    """A paper exists, with its address, or is marked as coming with the letters."""
    if step.paper:
        paper = GUIDE.papers[step.paper]
        assert paper.state == "comes-with-letters" or paper.where


@pytest.mark.parametrize(("playbook", "step"), STEPS, ids=named)
def test_no_step_says_what_must_never_be_said(playbook: Playbook, step: PlaybookStep) -> None:
    """Never "delete it", never "call the number in it", never a promise of an outcome."""
    words = f"{step.step}{step.how}"
    if not step.never:
        assert not re.search("删(?:掉|除)(?:这|短信|信息|记录)(?!.{0,4}号码)", words)
        assert not re.search("打(?:信息|短信|函|信)(?:里|上)的电话", words) or re.search("不打|不要", words)
    assert not re.search("(?:一定|肯定|必然)(?:会|能)(?:赢|减|停|撤)", words)


def test_danger_comes_before_everything() -> None:
    """110 and the text line first, before any word of debt; the crisis door first where somebody may harm themselves."""
    first = steps_for("danger-now").advice[0]
    assert first.step.id == "call-110" and "110" in first.step.step and "12110" in first.step.step
    assert steps_for("self-harm").advice[0].step.id == "talk-to-12356"
    at_door = steps_for("at-the-door", ("visitor.state", "inside")).advice
    assert at_door[0].step.id == "call-110"
    assert {one.band for one in steps_for("self-harm").advice[:4]} == {"safety"}


def test_the_first_hour_comes_in_order() -> None:
    """Police, own bank, passwords, screen; then nothing more is paid."""
    found = steps_for("money-sent", ("money.sent", "both"), ("screen.shared", "yes"))
    order = ["report-now", "call-own-bank", "lock-accounts", "stop-screen", "do-not-pay-more"]
    assert [one.step.id for one in found.advice if one.step.id in order] == order
    assert [one.step.id for one in found.advice][:5] == order and found.advice[0].band == "money"


def test_people_come_before_money_that_is_gone() -> None:
    """Somebody at the door and money sent at once: every step that keeps people safe stands before the first of money."""
    chosen = [Stated("situation.danger-now", True), Stated("situation.self-harm", True)]
    bands = [one.band for one in next_steps(BOOKS, ["money-sent"], chosen, TODAY).advice]
    assert bands[0] == "safety" and bands == sorted(bands, key=[band for band, _ in BANDS].index)


@pytest.mark.parametrize("holder", [playbook.id for playbook in SITUATIONS] + list(GUIDE.cards))
def test_the_text_line_is_named_with_its_area_code(holder: str) -> None:
    """The registry says 12110 and three digits of the area code; nobody is sent to the bare number."""
    if holder in GUIDE.cards:
        said = [line for part in GUIDE.cards[holder].parts for line in part.lines]
    else:
        said = [f"{one.step}{one.how}" for playbook, one in STEPS if playbook.id == holder]
    assert all("12110 加" in words for words in said if "12110" in words)


OWES_NOTHING = ("someone-else-is-chased", "wrong-number")


@pytest.mark.parametrize("situation", OWES_NOTHING)
@pytest.mark.parametrize("signed", ["", "no", "unknown"])
def test_nobody_who_owes_nothing_is_asked_about_the_debt(situation: str, signed: str) -> None:
    """The mode of the person who owes nothing asks for and shows no account, income, plan or credit record."""
    found = steps_for(situation, *([("reader.signed", signed)] if signed else []))
    words = "".join(f"{one.step.step}{one.step.why}{one.how}" for one in found.advice)
    words += "".join(door.name + door.how for door in found.doors)
    for taboo in ("余额", "收入", "工资", "账单", "还款计划", "征信", "欠款金额", "每月能还", "官方 App"):
        assert taboo not in words, taboo
    asks = found.situations[0].situation.asks if found.situations[0].situation else ()
    assert set(asks) <= {"reader.signed"}
    assert all(not script.for_debtor for script in found.scripts)


@pytest.mark.parametrize(
    ("situation", "stated", "clash"),
    [
        ("someone-else-is-chased", ("reader.confirmed", "app"), "owes-nothing-but-in-app"),
        ("someone-else-is-chased", ("reader.signed", "yes"), "third-party-but-signed"),
        ("someone-else-is-chased", ("reader.owes", "yes"), "third-party-but-owes"),
        ("money-sent", ("money.sent", "none"), "money-sent-but-none"),
        ("not-my-debt", ("reader.confirmed", "app"), "not-mine-but-in-app"),
        ("wrong-number", ("reader.in-report", "yes"), "wrong-number-but-in-app"),
        ("danger-now", ("visitor.state", "gone"), "gone-and-danger"),
        ("payment-order", ("paper.confirmed", "no"), "court-says-none-but-served"),
    ],
)
def test_facts_that_contradict_are_said_with_what_would_settle_it(
    situation: str, stated: tuple[str, object], clash: str
) -> None:
    """The page decides for neither side."""
    found = {one.id: one for one in steps_for(situation, stated).clashes}
    assert clash in found and found[clash].settle


@pytest.mark.parametrize(
    ("situation", "step", "received", "by"),
    [
        # 15 days from the day after: 2026-11-19 … 2026-12-03, a Thursday
        ("payment-order", "object-in-writing", "2026-11-18", date(2026, 12, 3)),
        # the last day, 2026-10-01, is a holiday: the first working day after it is 2026-10-08
        ("payment-order", "object-in-writing", "2026-09-16", date(2026, 10, 8)),
        ("summons", "write-answer", "2026-11-06", date(2026, 11, 23)),  # 2026-11-21 is a Saturday
        ("summons", "wrong-court", "2026-11-18", date(2026, 12, 3)),
    ],
)
def test_a_time_limit_is_counted_from_the_day_of_service(situation: str, step: str, received: str, by: date) -> None:
    """Told the day the paper came, the step names its last day."""
    found = {one.step.id: one.step.by for one in steps_for(situation, ("paper.received-on", received)).advice}
    assert found[step] == by


def test_scripts_leave_promises_to_the_plan() -> None:
    """A line with a place for a sum or a day says so; none else promises."""
    for script in GUIDE.scripts.values():
        for line in script.lines:
            assert ("amount" in line.promise) == ("〔金额〕" in line.say)
            assert ("date" in line.promise) == ("〔日期〕" in line.say)


def test_cards_scripts_and_papers_are_all_used() -> None:
    """Nothing lies in the pack that no situation leads to."""
    situations = [playbook.situation for playbook in SITUATIONS if playbook.situation]
    assert {id for one in situations for id in one.scripts} == set(GUIDE.scripts)
    assert {id for one in situations for id in one.cards} == set(GUIDE.cards)
    assert {step.paper for _, step in STEPS if step.paper} == set(GUIDE.papers)


CLAUSE_EXAMPLES = {one.rule.id: Examples(one.rule.matches, one.rule.ignores) for one in GUIDE.clauses}
TRIALS = try_rules([one.rule for one in GUIDE.clauses], CLAUSE_EXAMPLES, PACK, TODAY)


@pytest.mark.parametrize("trial", [pytest.param(trial, id=trial.name) for trial in TRIALS])
def test_clause_example(trial: Trial) -> None:
    """A clause rule sees what it must match and is silent on its near misses."""
    assert trial.passed, f"{trial.text}: expected {trial.expected}, got {trial.got}"


def test_every_clause_rule_is_tried() -> None:
    """At least fifteen rules, each with three examples of either side."""
    assert len(GUIDE.clauses) >= 15
    assert all(len(one.matches) >= 3 and len(one.ignores) >= 3 for one in CLAUSE_EXAMPLES.values())
