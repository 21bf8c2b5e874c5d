"""What to do next as a document: its shape, the facts a file may state, where an answer leads on to."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

import fairdue.intake
from fairdue.app.check_message import check
from fairdue.app.contracts.next import next_json, situations_json
from fairdue.app.next_steps import Books, Stated, handover, next_steps
from fairdue.app.reading.steps import step_views, terms_in
from fairdue.app.wiring import the_guide, the_handbook, the_pack, the_screener
from fairdue.intake.facts_file import read_facts
from fairdue.kernel.errors import UnusableFigure
from fairdue.records.assessment import Message

TODAY = date(2026, 11, 21)
BOOKS = Books(the_pack(), the_guide(), the_handbook())
FILE = """\
situations: [payment-order]
facts:
  paper.received-on: 2026-11-18
  reader.owes: partly
"""
SCHEMA = json.loads((Path(fairdue.intake.__file__).parent / "schemas" / "facts.schema.json").read_text("utf-8"))


def test_the_document_says_everything_of_a_step() -> None:
    """What, why, how, by when, paper, whom to tell, band, reasons, source: all by name, and it is plain JSON."""
    found = next_steps(BOOKS, ["payment-order"], [Stated("paper.received-on", "2026-11-18")], TODAY)
    document = json.loads(json.dumps(next_json(found, BOOKS.guide.papers), ensure_ascii=False))
    assert document["schema"] == "fairdue.next/1" and document["on"] == "2026-11-21"
    step = next(one for one in document["steps"] if one["id"] == "object-in-writing")
    assert step["by"] == "2026-12-03" and step["band"] == "right" and step["how"]
    assert step["paper"] == {"id": "payment-order-objection", "title": "支付令异议书", "state": "comes-with-letters"}
    assert step["because"] == ["situation.payment-order"]
    assert [cited["provision"] for cited in step["citations"]] == ["payment-order"]


def test_the_choice_is_the_reason_and_not_what_came_along_with_it() -> None:
    """Choosing a situation states facts; the step names the choice, and a fact only where the reader stated it."""
    chosen = next_steps(BOOKS, ["collection-unverified"], [], TODAY)
    assert {reason for one in chosen.advice for reason in one.because} == {"situation.collection-unverified"}
    told = next_steps(BOOKS, ["collection-unverified"], [Stated("message.kind", "collection")], TODAY)
    assert "message.kind = collection" in {reason for one in told.advice for reason in one.because}


def test_who_threatens_a_child_is_met_at_the_school() -> None:
    """Whoever names the child of the debtor to frighten him brings the step that the school is told, next to 110."""
    screener, step = the_screener(), "tell-the-school"
    for words, expected in (
        ("你不还钱，明天放学我们在校门口等你儿子。", True),
        ("你不还钱，今晚就去打断你的腿。", False),
    ):
        told = [one.id for one in check(Message(words), BOOKS.pack, screener, TODAY).next]
        assert (step in told) == expected and "call-110" in told


def test_the_list_holds_every_situation_once() -> None:
    """By group in the order of the page; the first group is what cannot wait."""
    groups = situations_json(BOOKS.pack.playbooks, BOOKS.guide.groups)["groups"]
    listed = [one["id"] for group in groups for one in group["situations"]]
    assert groups[0]["id"] == "now" and "danger-now" in listed
    assert sorted(listed) == sorted(one.id for one in BOOKS.pack.playbooks if one.situation)


def test_what_is_stated_comes_before_what_the_situation_takes_for_granted() -> None:
    """The overdue text takes the account as unchecked; told that it was found in the app, the steps differ."""
    unchecked = {one.step.id for one in next_steps(BOOKS, ["collection-unverified"], [], TODAY).advice}
    told = next_steps(BOOKS, ["collection-unverified"], [Stated("message.verdict", "likely-genuine")], TODAY)
    assert "check-own-app" in unchecked
    assert "pay-in-official-app" in {one.step.id for one in told.advice}


def test_a_file_of_facts_is_read_with_its_lines() -> None:
    """Each fact knows its place, so that a fault can name it; the file fits the published schema."""
    read = read_facts(FILE.encode(), "facts.yaml")
    assert read.situations == ("payment-order",)
    assert [(one.key, str(one.value), one.where) for one in read.facts] == [
        ("paper.received-on", "2026-11-18", "facts.yaml:3 facts.paper.received-on"),
        ("reader.owes", "partly", "facts.yaml:4 facts.reader.owes"),
    ]
    as_json = {"situations": ["payment-order"], "facts": {"paper.received-on": "2026-11-18", "reader.owes": "partly"}}
    assert list(Draft202012Validator(SCHEMA).iter_errors(as_json)) == []


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("situations: threat", "not-a-list"),
        ("facts: [a]", "not-a-mapping"),
        ("facts: {a: 1", "not-yaml"),
        ("fact: {}", "unknown-field"),
        ("on: 明天", "not-a-day"),
        ("on: 2026-02-30", "no-such-day"),
        ("[]", "not-a-mapping"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused(text: str, why: str) -> None:
    """Each fault names its place and its kind."""
    with pytest.raises(UnusableFigure) as refused:
        read_facts(text.encode(), "facts.yaml")
    assert refused.value.values["why"] == why
    assert str(refused.value.values["where"]).startswith("facts.yaml:")


@pytest.mark.parametrize(
    ("text", "leads"),
    [
        ("再不还钱，今晚就叫人去你家打断你的腿", {"threat"}),
        ("【某某法院】你有一件（2026）粤0399民初00012号案件，请查收应诉材料", {"court-paper"}),
        ("我们是你儿子的担保人联系人催收，他欠款不还，请你转告他", {"someone-else-is-chased"}),
    ],
)
def test_an_answer_leads_on_to_its_situation_with_its_facts(text: str, leads: set[str]) -> None:
    """At most three, danger first; what goes along is what the message showed, without the inner signs of rules."""
    message = Message(text, channel="sms")
    answer = check(message, BOOKS.pack, the_screener(), TODAY)
    found = handover(message, answer.assessment, BOOKS.pack)
    assert leads <= {one.id for one in found.leads} and len(found.leads) <= 3
    keys = {fact.key for fact in found.facts}
    assert "message.kind" in keys and not any(key.startswith("message.signal.") for key in keys)
    again = [Stated(fact.key, fact.value) for fact in found.facts]
    assert next_steps(BOOKS, [found.leads[0].id], again, TODAY).advice


def test_views_number_steps_and_tell_late_ones() -> None:
    """The day named has passed: the view says so; bands keep the order; hard words are explained."""
    found = next_steps(BOOKS, ["payment-order"], [Stated("paper.received-on", "2026-10-01")], TODAY)
    views = step_views(found.advice, BOOKS.guide.papers, BOOKS.pack, str, TODAY)
    assert [one.number for one in views] == list(range(1, len(views) + 1))
    assert [one.is_late for one in views if one.advice.step.id == "object-in-writing"] == [True]
    assert list(dict.fromkeys(one.advice.band for one in views))[:2] == ["money", "right"]
    texts = [one.advice.step.step for one in views]
    assert "支付令" in {term.zh for term in terms_in(texts, BOOKS.guide.hard_words, BOOKS.pack.glossary)}
    assert all(one.basis for one in views)
