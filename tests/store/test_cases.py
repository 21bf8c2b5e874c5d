"""Cases as rows: what is written comes back as it was, in order, and a case takes everything of its own along."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time
from pathlib import Path

import pytest

from fairdue.records.case import (
    AccountCheck,
    Agreement,
    Case,
    CaseFinding,
    Contact,
    Deadline,
    DebtRef,
    Document,
    Entry,
    Note,
    Offer,
    Party,
    Payment,
    Refusal,
)
from fairdue.records.exhibit import Description, Exhibit
from fairdue.store.cases import Cases
from fairdue.store.entries import KINDS, from_json, to_json
from tests.store.case_database import connected

DAY = date(2026, 11, 20)
AT = datetime(2026, 11, 21, 20, 0)
CASE = Case("c1", "网贷", DAY)
ENTRIES: tuple[Entry, ...] = (
    Contact(id="1", on=DAY, at=time(21, 5), channel="call", connected=False, seconds=0, words="没接", recorded_at=AT),
    Agreement(id="2", on=DAY, agreed_on="hours", until=date(2026, 12, 31), words="每天十点到十二点", recorded_at=AT),
    Refusal(id="3", on=DAY, refused="contact-others", told_by="sms", party="p1", recorded_at=AT),
    AccountCheck(id="4", on=DAY, where="app", showed="other-amount", amount_fen=582050, recorded_at=AT),
    Offer(id="5", on=DAY, direction="sent", amount_fen=50000, instalments=12, reply="refused", reply_on=DAY, recorded_at=AT),
    Payment(id="6", on=DAY, amount_fen=1, payee="某某", method="App", debt="d1", recorded_at=AT),
    Document(id="7", on=DAY, title="合同", issuer="某某金融", evidence=("i1", "i2"), recorded_at=AT),
    Deadline(id="8", on=date(2026, 12, 6), what="答辩", done_on=date(2026, 12, 1), recorded_at=AT),
    Note(id="9", on=DAY, words="想一想\n第二行 <b>", recorded_at=AT),
)  # fmt: skip
FINDING = CaseFinding(
    id="f1", evidence="i1", rule="r", topic="threat", standing="suspected-unlawful", severity="serious", quote="抓你",
    start=3, end=5, because="涉嫌恐吓。", citations=("p1",), pack_version="1", found_on=DAY,
)  # fmt: skip


def test_every_kind_of_entry_is_tried() -> None:
    """The specimens below hold each kind once."""
    assert {type(entry) for entry in ENTRIES} == set(KINDS.values())


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: type(entry).__name__)
def test_an_entry_comes_back_as_it_was(tmp_path: Path, entry: Entry) -> None:
    """Through the database and through JSON, nothing is lost."""
    with connected(tmp_path) as connection:
        cases = Cases(connection)
        cases.add(CASE)
        cases.add_entry("c1", entry)
        assert cases.timeline("c1") == (entry,)
        assert cases.entry("c1", entry.id) == entry
    assert from_json(to_json(entry)) == entry


def test_the_timeline_is_in_order(tmp_path: Path) -> None:
    """Rows stand by day, then hour, then as they were written; a row without an hour opens its day."""
    rows = [
        Note(id="late", on=DAY, at=time(22), recorded_at=AT),
        Note(id="early", on=DAY, at=time(8), recorded_at=AT),
        Note(id="whole-day", on=DAY, recorded_at=AT),
        Note(id="before", on=date(2026, 11, 1), at=time(23, 59), recorded_at=AT),
        Payment(id="after", on=date(2026, 11, 21), amount_fen=5, recorded_at=AT),
    ]
    with connected(tmp_path) as connection:
        cases = Cases(connection)
        cases.add(CASE)
        cases.add_entries("c1", rows)
        assert [one.id for one in cases.timeline("c1")] == ["before", "whole-day", "early", "late", "after"]
        assert [one.id for one in cases.timeline("c1", kinds=("payment",))] == ["after"]
        assert [one.id for one in cases.timeline("c1", since=DAY, until=DAY)] == ["whole-day", "early", "late"]


def test_parties_debts_exhibits_and_findings_come_back(tmp_path: Path) -> None:
    """Everything a case holds is in its file, and a decision changes one finding only."""
    party = Party("p1", "collector", "王某", ("13812345678",), note="自称")
    debt = DebtRef("d1", "某某金融", "易贷", "HT-1", "某资产")
    exhibit = Exhibit("c1", 1, "i1", Description(name="短信", happened_at=AT, was_party=True), AT)
    with connected(tmp_path) as connection:
        cases = Cases(connection)
        cases.add(CASE)
        cases.add_party("c1", party)
        cases.add_debt("c1", debt)
        cases.add_exhibit(exhibit)
        cases.add_findings("c1", (FINDING, replace(FINDING, id="f2", start=0, end=1)))
        assert (cases.parties("c1"), cases.debts("c1"), cases.exhibits("c1")) == ((party,), (debt,), (exhibit,))
        assert cases.next_number("c1") == 2 and cases.cases_with("i1") == ("c1",)
        cases.decide("c1", FINDING, "confirmed", DAY)
        assert [(one.id, one.status) for one in cases.findings("c1")] == [("f2", "machine"), ("f1", "confirmed")]
        assert [one.id for one in cases.findings("c1", status="confirmed")] == ["f1"]
        assert cases.file(CASE).evidence == ("i1",)


def test_a_removed_case_leaves_nothing(tmp_path: Path) -> None:
    """Its rows, its people and its words are gone; another case keeps its own."""
    with connected(tmp_path) as connection:
        cases = Cases(connection)
        for case in (CASE, replace(CASE, id="c2", title="别的")):
            cases.add(case)
            cases.add_entry(case.id, Note(id=f"n-{case.id}", on=DAY, words="催收电话", recorded_at=AT))
        cases.remove("c1")
        assert cases.all() == (replace(CASE, id="c2", title="别的"),)
        assert [hit.case for hit in cases.find("催收")] == ["c2"]
        assert cases.timeline("c1") == ()
