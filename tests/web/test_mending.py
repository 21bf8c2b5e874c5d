"""Putting right on the page: the form as it was written, the old row still there and marked, the same for people and debts."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from fairdue.app import keep_case
from fairdue.records.case import Contact, Offer
from tests.vault.package.case_specimen import NOW
from tests.web.asking import visible as seen
from tests.web.case_asking import Keeper, keeper


@pytest.fixture
def kept(tmp_path: Path) -> Keeper:
    """A reader with an open vault and one case."""
    return keeper(tmp_path).make().open_case()


def visible(html: str) -> str:
    """Return the words of a page without any blank."""
    return "".join(seen(html).split())


def row_of(kept: Keeper, number: int = 0) -> str:
    """Return the id of a row of the case."""
    vault = kept.desk.vault()
    return keep_case.timeline(vault, keep_case.all_cases(vault)[0])[number].id


# The kind of a row, its fields as first typed, the field that was wrong, what it should be, and what the page then shows.
SPECIMENS = [
    ("payment", {"amount_fen": "120", "on": "2026-11-13"}, {"amount_fen": "1200"}, "¥1,200.00"),
    ("offer", {"direction": "sent", "amount_fen": "500", "on": "2026-11-14"}, {"reply": "refused"}, "没有接受"),
    ("agreement", {"agreed_on": "hours", "on": "2026-11-14"}, {"words": "九点到五点"}, "九点到五点"),
    ("refusal", {"refused": "visit", "on": "2026-11-14"}, {"refused": "contact-at-work"}, "不要联系单位"),
    ("deadline", {"what": "答辩", "on": "2026-11-01"}, {"done_on": "2026-11-01"}, "2026-11-01办完"),
    ("account-check", {"where": "app", "showed": "overdue", "on": "2026-11-14"}, {"where": "hotline"}, "官方客服"),
    ("document", {"title": "律师函", "direction": "received", "on": "2026-11-14"}, {"issuer": "某某所"}, "某某所"),
]


@pytest.mark.parametrize(("kind", "typed", "change", "shown"), SPECIMENS, ids=[kind for kind, *_ in SPECIMENS])
def test_a_row_is_put_right(kept: Keeper, kind: str, typed: dict[str, str], change: dict[str, str], shown: str) -> None:
    """The form holds what was typed; saved with a change, both rows stand on the page and the old one is marked."""
    kept.post(f"{kept.case}/write/{kind}", None, **typed)
    old = row_of(kept)
    form = kept.get(f"{kept.case}/row/{old}").text
    for value in typed.values():
        assert re.search(rf'value="{value}"', form), value
    assert kept.post(f"{kept.case}/row/{old}", None, **typed).status == 409
    page = kept.post(f"{kept.case}/row/{old}", None, **(typed | change))
    told = visible(page.text)
    assert page.status == 200 and "更正好了" in told and "已更正，看新的" in told and shown in told
    assert kept.get(f"{kept.case}/row/{old}").status == 200


def test_a_call_and_a_note_are_put_right(kept: Keeper) -> None:
    """What has its form on the page of the case has one for correcting too, the hour and whether it was answered included."""
    kept.post(
        f"{kept.case}/contact", channel="call", happened_on="2026-11-20", at="21:30", connected="no", sender="170"
    )
    form = kept.get(f"{kept.case}/row/{row_of(kept)}").text
    assert 'value="21:30"' in form and 'value="no" selected' in form
    fields = {"channel": "call", "direction": "received", "on": "2026-11-20", "sender": "170"}
    assert kept.post(f"{kept.case}/row/{row_of(kept)}", None, **fields, at="半夜").status == 422
    told = visible(
        kept.post(f"{kept.case}/row/{row_of(kept)}", None, **fields, at="22:30", connected="yes", seconds="0").text
    )
    assert "2026-11-2022:30来电或信息电话，对方发来，170，接通，0秒" in told
    kept.post(f"{kept.case}/note", words="打来三次", on="2026-11-21")
    told = visible(kept.post(f"{kept.case}/row/{row_of(kept, -1)}", words="打来四次", on="2026-11-21").text)
    assert "打来三次已更正，看新的" in told and "打来四次更正了原来的一条" in told


def test_a_day_left_empty_stays_the_day_it_was(kept: Keeper) -> None:
    """Somebody who empties the day does not move the row to today."""
    kept.post(f"{kept.case}/write/payment", amount_fen="120", on="2026-11-13")
    kept.post(f"{kept.case}/row/{row_of(kept)}", amount_fen="1200", on="")
    vault = kept.desk.vault()
    days = [row.on.isoformat() for row in keep_case.timeline(vault, keep_case.all_cases(vault)[0])]
    assert days == ["2026-11-13", "2026-11-13"]


def test_what_the_form_does_not_ask_stays(kept: Keeper) -> None:
    """An hour written by the command line, and a second exhibit, are not lost by correcting the amount on the page."""
    kept.add("第一份")
    kept.add("第二份")
    vault = kept.desk.vault()
    (case,) = keep_case.all_cases(vault)
    items = keep_case.exhibit_items(vault, case, ["E0001", "E0002"])
    row = Offer(on=NOW.date(), at=NOW.time().replace(tzinfo=None), direction="sent", amount_fen=1, evidence=items)
    old = keep_case.add_entry(vault, case, row, NOW)
    fields = {"direction": "sent", "on": old.on.isoformat(), "amount_fen": "2", "evidence": "E0001"}
    kept.post(f"{kept.case}/row/{old.id}", None, **fields)
    new = keep_case.timeline(vault, case)[-1]
    assert isinstance(new, Offer) and (new.at, new.evidence, new.amount_fen) == (old.at, items, 200)


def test_a_row_is_withdrawn(kept: Keeper) -> None:
    """A reason is needed; the row stays and leads to the reason; a row corrected before leads on to the newest."""
    vault = kept.desk.vault()
    (case,) = keep_case.all_cases(vault)
    old = keep_case.add_entry(vault, case, Contact(on=NOW.date(), channel="sms", words="记错了的"), NOW)
    address = f"{kept.case}/row/{old.id}/withdraw"
    assert "为什么撤回" in visible(kept.post(address, reason=" ").text)
    told = visible(kept.post(address, reason="记到别的案件去了").text)
    assert "记错了的已更正，看新的" in told and "记到别的案件去了" in told
    assert kept.post(address, reason="再一次").status == 409
    newest = keep_case.timeline(vault, case)[-1]
    assert f"/row/{newest.id}" in kept.get(f"{kept.case}/row/{old.id}").text


def test_a_corrected_deadline_is_no_longer_ahead(kept: Keeper) -> None:
    """Only the deadline as it was put right stands first on the page."""
    kept.post(f"{kept.case}/write/deadline", what="交答辩状", on="2099-01-01")
    page = kept.post(f"{kept.case}/row/{row_of(kept)}", what="交答辩状", on="2099-02-01").text
    box = page[page.index('id="deadlines"') : page.index("</section>")]
    assert "2099-02-01" in box and "2099-01-01" not in box


def test_people_and_debts_are_put_right(kept: Keeper) -> None:
    """The new words stand first, the old ones below them as corrected; nothing is kept where nothing changed."""
    kept.post(f"{kept.case}/person", person="王大立", role="collector", reached_at="13812345678")
    kept.post(f"{kept.case}/debt", lender="某某优贷", contract_number="HT-1")
    assert kept.post(f"{kept.case}/debt", lender=" ").status == 422
    vault = kept.desk.vault()
    file = keep_case.case_file(vault, keep_case.all_cases(vault)[0])
    person, debt = f"{kept.case}/person/{file.parties[0].id}", f"{kept.case}/debt/{file.debts[0].id}"
    assert 'value="王大立"' in kept.get(person).text and 'value="HT-1"' in kept.get(debt).text
    same = {"person": "王大立", "role": "collector", "reached_at": "13812345678"}
    assert "什么都没有改" in visible(kept.post(person, None, **same).text)
    assert kept.post(person, None, **(same | {"person": ""})).status == 422
    assert kept.post(person, None, **(same | {"role": "king"})).status == 422
    told = visible(kept.post(person, None, **(same | {"person": "王大力", "role": "guarantor"})).text)
    assert "保证人王大力13812345678" in told and "已更正，原来是：催收人王大立13812345678" in told
    told = visible(kept.post(debt, lender="某某优贷", contract_number="HT-2", holder="某某资产").text)
    assert "HT-2现在归某某资产" in told and "已更正，原来是：某某优贷HT-1" in told
    assert kept.post(debt, lender="某某优贷", contract_number="HT-2", holder="某某资产").status == 422
    assert kept.get(f"{kept.case}/person/nobody").status == kept.get(f"{kept.case}/debt/none").status == 404


def test_a_finding_is_said_in_ones_own_words(kept: Keeper) -> None:
    """The reader's words stand where the rule's stood, and the rule's are still there as corrected."""
    page = kept.add().text
    finding = re.findall(r'name="finding" value="([0-9a-f]+)"', page)[0]
    address = f"{kept.case}/E0001/words"
    told = visible(kept.post(address, finding=finding, number="1", words="他要告诉我家人").text)
    assert "他要告诉我家人" in told and "已更正，原来是：涉嫌恐吓。" in told
    again = kept.reader.post(address, {"finding": finding, "number": "1", "words": "他要告诉我家人"})
    assert again.status == 303 and "kept=no" in again.header("location")
    about = visible(kept.post(f"{kept.case}/E0001/about", name="短信一").text)
    about = visible(kept.post(f"{kept.case}/E0001/about", name="短信二").text)
    assert "说明改过，原来是：短信一" in about
    assert kept.post(f"{kept.case}/E0001/about", name="短信二").status == 409


@pytest.mark.parametrize("place", ["row/x", "row/x/withdraw", "person/x", "debt/x", "E0001/words", "debt"])
def test_a_locked_vault_shows_none_of_it(kept: Keeper, place: str) -> None:
    """Locked, each address leads to the lock and nothing is written."""
    kept.post("/vault/lock")
    assert kept.post(f"{kept.case}/{place}", words="x", reason="x", lender="x").status == 403
