"""Corrections: nothing written is overwritten; what was wrong stays, is said to be corrected, and counts no more."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, time
from pathlib import Path
from typing import Any

import pytest

from fairdue.app import carry_case, export_package, keep_case, keep_evidence
from fairdue.app.find_in_cases import find
from fairdue.kernel.errors import BrokenRecord, EmptyText, FairDueError, UnfitCorrection, UnknownName, UnusableDate
from fairdue.lending.from_case import completed_from
from fairdue.records.case import (
    AccountCheck,
    Agreement,
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
from fairdue.records.debt import Debt
from fairdue.records.exhibit import Description
from fairdue.vault import verify
from tests.vault.package.case_specimen import MOTHER, NOW, TEXT, Made, add, new_vault, read_text

DAY = date(2026, 11, 20)
# Each kind of row as it was written down, and what of it was wrong.
SPECIMENS: list[tuple[Entry, dict[str, Any]]] = [
    (Contact(on=DAY, at=time(21, 5), channel="call", words="没接"), {"connected": True, "words": "接了"}),
    (Agreement(on=DAY, agreed_on="hours", words="九点到五点"), {"until": date(2026, 12, 31)}),
    (Refusal(on=DAY, refused="contact-others"), {"refused": "contact-at-work"}),
    (AccountCheck(on=DAY, where="app", showed="overdue", amount_fen=582050), {"amount_fen": 0}),
    (Offer(on=DAY, direction="sent", amount_fen=50000), {"reply": "refused", "reply_on": DAY}),
    (Payment(on=DAY, amount_fen=12000), {"amount_fen": 120000, "payee": "某某优贷"}),
    (Document(on=DAY, title="律师函"), {"issuer": "某某律师事务所"}),
    (Deadline(on=date(2026, 12, 6), what="答辩"), {"on": date(2026, 12, 7)}),
    (Note(on=DAY, words="对方打来三次"), {"words": "对方打来四次"}),
]


@pytest.fixture
def made(tmp_path: Path) -> Made:
    """An empty case."""
    vault = new_vault(tmp_path / "vault")
    return Made(vault, keep_case.new_case(vault, "网贷", NOW))


@pytest.mark.parametrize(("entry", "change"), SPECIMENS, ids=[type(entry).__name__ for entry, _ in SPECIMENS])
def test_a_row_is_corrected_by_a_further_one(made: Made, entry: Entry, change: dict[str, Any]) -> None:
    """The old row stays as it was written and names the new one; the new one names the old; the custody record has a line."""
    old = keep_case.add_entry(made.vault, made.case, entry, NOW)
    new = keep_case.correct_entry(made.vault, made.case, old.id, replace(old, **change), NOW)
    rows = {row.id: row for row in keep_case.timeline(made.vault, made.case)}
    assert rows[old.id] == replace(old, corrected_by=new.id)
    assert rows[new.id] == new == replace(old, **change, id=new.id, corrects=old.id)
    assert made.vault.custody()[-1].details == {"what": "correction", "row": old.id, "by": new.id}
    assert verify(made.vault).ok


def test_a_corrected_row_counts_no_more(made: Made) -> None:
    """A payment typed with a nought too few, and one typed twice, are reckoned as they were put right."""
    debt = keep_case.add_debt(made.vault, made.case, DebtRef("", "某某优贷"), NOW)
    typed = Payment(on=DAY, amount_fen=12000)
    first, twice = (keep_case.add_entry(made.vault, made.case, typed, NOW) for _ in range(2))
    keep_case.correct_entry(made.vault, made.case, first.id, replace(typed, amount_fen=120000), NOW)
    gone = keep_case.withdraw_entry(made.vault, made.case, twice.id, "同一笔记了两次", NOW)
    assert isinstance(gone, Note) and (gone.on, gone.words, gone.corrects) == (DAY, "同一笔记了两次", twice.id)
    known = completed_from(keep_case.case_file(made.vault, made.case), debt, Debt("d1", as_of=NOW.date()))
    assert [payment.amount for payment in known.payments or ()] == [120000]


def test_a_correction_is_itself_corrected(made: Made) -> None:
    """The line goes on from the newest; an older one is not corrected a second time."""
    old = keep_case.add_entry(made.vault, made.case, Note(on=DAY, words="一"), NOW)
    newer = keep_case.correct_entry(made.vault, made.case, old.id, replace(old, words="二"), NOW)
    newest = keep_case.correct_entry(made.vault, made.case, newer.id, replace(newer, words="三"), NOW)
    with pytest.raises(UnfitCorrection) as caught:
        keep_case.correct_entry(made.vault, made.case, old.id, replace(old, words="四"), NOW)
    assert caught.value.values == {"why": "corrected-before", "given": old.id, "by": newer.id}
    rows = keep_case.timeline(made.vault, made.case, since=DAY, until=DAY)
    assert [(row.words, row.corrected_by) for row in rows] == [("一", newer.id), ("二", newest.id), ("三", None)]


REFUSED: list[tuple[Entry, type[FairDueError]]] = [
    (Payment(on=DAY, amount_fen=100), UnfitCorrection),
    (Contact(on=DAY, channel="call", words="没接"), UnfitCorrection),
    (Contact(on=date(2026, 11, 22), channel="call"), UnusableDate),
    (Contact(on=DAY, channel="call", party="nobody"), UnknownName),
]


@pytest.mark.parametrize(("entry", "error"), REFUSED, ids=["other kind", "unchanged", "to come", "strange person"])
def test_what_is_no_correction_changes_nothing(made: Made, entry: Entry, error: type[FairDueError]) -> None:
    """Another kind, the same again, a day to come, a person nobody knows: refused, and nothing was written."""
    old = keep_case.add_entry(made.vault, made.case, Contact(on=DAY, channel="call", words="没接"), NOW)
    before = made.vault.custody()
    with pytest.raises(error):
        keep_case.correct_entry(made.vault, made.case, old.id, entry, NOW)
    with pytest.raises(UnknownName):
        keep_case.correct_entry(made.vault, made.case, "nothing", old, NOW)
    with pytest.raises(EmptyText):
        keep_case.withdraw_entry(made.vault, made.case, old.id, "  ", NOW)
    assert keep_case.timeline(made.vault, made.case) == (old,) and made.vault.custody() == before


def test_people_and_debts_are_said_anew(made: Made) -> None:
    """They keep their id, so that rows still mean them; what was said before is kept, found, and covered in packages."""
    party = keep_case.add_party(made.vault, made.case, Party("", "collector", "王大立", ("13812345678",)), NOW)
    debt = keep_case.add_debt(made.vault, made.case, DebtRef("", "某某优贷"), NOW)
    keep_case.change_party(made.vault, made.case, replace(party, name="王大力", role="guarantor"), NOW)
    keep_case.change_debt(made.vault, made.case, replace(debt, contract_number="HT-2"), NOW)
    file = keep_case.case_file(made.vault, made.case)
    assert (file.parties[0].id, file.parties[0].name, file.debts[0].contract_number) == (party.id, "王大力", "HT-2")
    assert [(one.kind, one.ref, one.said) for one in file.former] == [
        ("party", party.id, party),
        ("debt", debt.id, debt),
    ]
    assert [hit.ref for hit in find(made.vault, "王大立", read_text)] == [party.id]
    assert [hit.ref for hit in find(made.vault, "王大力", read_text)] == [party.id]
    for act in (
        lambda: keep_case.change_party(made.vault, made.case, file.parties[0], NOW),
        lambda: keep_case.change_debt(made.vault, made.case, file.debts[0], NOW),
    ):
        with pytest.raises(UnfitCorrection):
            act()


def test_a_name_written_wrong_at_first_is_covered_too(made: Made, tmp_path: Path) -> None:
    """The covered copy hides the people of the case by the names they have and those they had."""
    party = keep_case.add_party(made.vault, made.case, Party("", "third-person", "欧阳莎沙"), NOW)
    keep_case.change_party(made.vault, made.case, replace(party, name="欧阳莎莎"), NOW)
    add(made, "欧阳莎沙说欧阳莎莎来过".encode(), "a.txt", Description())
    wanted = export_package.Wanted(("E0001",))
    export_package.export_folder(made.vault, made.case, wanted, tmp_path / "out", read_text, NOW)
    covered = (tmp_path / "out" / "遮盖版" / "data" / "派生" / "E0001_遮盖.txt").read_text("utf-8")
    assert "欧阳" not in covered


def test_what_is_said_of_evidence_keeps_what_was_said(made: Made, tmp_path: Path) -> None:
    """The description of an exhibit and the words of a finding are said anew; what stood there before is still to be seen."""
    kept = add(made, TEXT.encode(), "短信.txt", Description(name="短信", source="本人手机"))
    finding = kept.findings[0]
    said = Description(name="短信", source="母亲手机")
    keep_evidence.describe(made.vault, made.case, "E0001", said, read_text, NOW)
    keep_evidence.reword(made.vault, made.case, "E0001", finding.id, f"他说要告诉{MOTHER}", NOW)
    keep_evidence.reword(made.vault, made.case, "E0001", finding.id, f"他说要告诉我母亲{MOTHER}", NOW)
    keep_evidence.decide(made.vault, made.case, "E0001", finding.id, "confirmed", NOW)
    shown = keep_evidence.show(made.vault, made.case, "E0001", read_text, NOW)
    assert shown.findings[0].because == finding.because and shown.findings[0].words == f"他说要告诉我母亲{MOTHER}"
    told = [
        (one.kind, one.ref, getattr(one.said, "words", ""), getattr(one.said, "source", "")) for one in shown.former
    ]
    assert told == [
        ("exhibit", "E0001", "", "本人手机"),
        ("finding", finding.id, "", ""),
        ("finding", finding.id, f"他说要告诉{MOTHER}", ""),
    ]
    wanted = export_package.Wanted(("E0001",))
    export_package.export_folder(made.vault, made.case, wanted, tmp_path / "out", read_text, NOW)
    full, covered = (tmp_path / "out" / name / "data" / "目录" / "证据目录.csv" for name in ("完整版", "遮盖版"))
    assert f"（本人说明：他说要告诉我母亲{MOTHER}）" in full.read_text("utf-8-sig")
    assert all(MOTHER.encode() not in path.read_bytes() for path in covered.parents[2].rglob("*") if path.is_file())
    assert "他说要告诉我母亲〔人名" in covered.read_text("utf-8-sig")
    with pytest.raises(UnfitCorrection):
        keep_evidence.describe(made.vault, made.case, "E0001", said, read_text, NOW)


def test_a_destroyed_exhibit_takes_what_was_said_of_it_along(made: Made) -> None:
    """After lawful deletion nothing of its words is left, in the present or before."""
    kept = add(made, TEXT.encode(), "短信.txt", Description(source="金丝雀一"))
    keep_evidence.describe(made.vault, made.case, "E0001", Description(source="金丝雀二"), read_text, NOW)
    keep_evidence.reword(made.vault, made.case, "E0001", kept.findings[0].id, "金丝雀三", NOW)
    keep_evidence.delete(made.vault, made.case, "E0001", "不再需要", NOW)
    assert "金丝雀" not in json.dumps(carry_case.export_case(made.vault, made.case), ensure_ascii=False)
    assert find(made.vault, "金丝雀", read_text) == ()
    keep_case.delete_case(made.vault, made.case, NOW, with_evidence=False)
    assert keep_case.all_cases(made.vault) == ()


def test_corrections_travel_with_the_case(made: Made, tmp_path: Path) -> None:
    """In another vault the line of corrections is the same under new ids, and so is what was said before."""
    party = keep_case.add_party(made.vault, made.case, Party("", "guarantor", "张某"), NOW)
    keep_case.change_party(made.vault, made.case, replace(party, name="章某"), NOW)
    typed = Payment(on=DAY, amount_fen=1, party=party.id)
    old = keep_case.add_entry(made.vault, made.case, typed, NOW)
    keep_case.correct_entry(made.vault, made.case, old.id, replace(typed, amount_fen=2), NOW)
    document = json.dumps(carry_case.export_case(made.vault, made.case)).encode()
    other = new_vault(tmp_path / "other")
    told = carry_case.import_case(other, document, "case.json", NOW, read_text)
    before, after = keep_case.timeline(other, told.case)
    assert (before.corrected_by, after.corrects) == (after.id, before.id) and before.id != old.id
    file = keep_case.case_file(other, told.case)
    assert [(one.ref, one.said) for one in file.former] == [(file.parties[0].id, party)]


@pytest.mark.parametrize("corrects", [{"a": "b", "b": "a"}, {"a": "a"}, {"a": "c"}, {"a": "x", "b": "x"}])
def test_a_line_that_leads_nowhere_is_refused(made: Made, corrects: dict[str, str]) -> None:
    """A file whose corrections run in a circle, name no row, or name one twice keeps nothing."""
    rows = [{"kind": "note", "id": one, "on": "2026-11-20", "words": one} for one in ("a", "b", "x")]
    document = carry_case.export_case(made.vault, made.case) | {
        "entries": [row | ({"corrects": corrects[row["id"]]} if row["id"] in corrects else {}) for row in rows]
    }
    with pytest.raises(BrokenRecord):
        carry_case.import_case(made.vault, json.dumps(document).encode(), "case.json", NOW, read_text)
    assert len(keep_case.all_cases(made.vault)) == 1
