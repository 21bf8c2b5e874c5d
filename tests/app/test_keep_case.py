"""Keeping a case: many rows at once get ids of their own, nothing is kept by halves, and a case travels without its vault."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from fairdue.app import carry_case, keep_case, keep_evidence
from fairdue.app.find_in_cases import find
from fairdue.kernel.errors import EmptyText, ItemHeld, UnknownName, UnusableDate
from fairdue.records.case import Case, Contact, DebtRef, Entry, Note, Party
from fairdue.records.exhibit import Description
from fairdue.vault import Vault
from tests.vault.package.case_specimen import NOW, Made, add, new_vault, read_text

DAY = date(2026, 11, 20)


@pytest.fixture
def made(tmp_path: Path) -> Made:
    """An empty case."""
    vault = new_vault(tmp_path / "vault")
    return Made(vault, keep_case.new_case(vault, "网贷", NOW))


def test_twenty_thousand_rows_at_once_get_ids_of_their_own(made: Made) -> None:
    """A whole call log is written as one, every row under an id no other has."""
    rows = [Contact(on=DAY - timedelta(days=number % 900), channel="call") for number in range(20_000)]
    written = keep_case.add_entries(made.vault, made.case, rows, NOW)
    assert len({entry.id for entry in written}) == 20_000
    assert len(keep_case.timeline(made.vault, made.case)) == 20_000


REFUSED: list[tuple[Entry, type[Exception]]] = [
    (Note(on=DAY, words="  "), EmptyText),
    (Note(on=date(2026, 11, 22), words="明天的事"), UnusableDate),
    (Contact(on=DAY, channel="sms", party="nobody"), UnknownName),
    (Contact(on=DAY, channel="sms", debt="none"), UnknownName),
    (Contact(on=DAY, channel="sms", evidence=("none",)), UnknownName),
]


@pytest.mark.parametrize(("entry", "error"), REFUSED, ids=[error.__name__ for _, error in REFUSED])
def test_one_bad_row_keeps_all_out(made: Made, entry: Entry, error: type[Exception]) -> None:
    """Rows are written together or not at all."""
    with pytest.raises(error):
        keep_case.add_entries(made.vault, made.case, (Note(on=DAY, words="好的一条"), entry), NOW)
    assert keep_case.timeline(made.vault, made.case) == ()
    assert find(made.vault, "好的", read_text) == ()


@pytest.mark.parametrize("name", ["", " ", "\n"])
def test_names_are_not_empty(made: Made, name: str) -> None:
    """A case, a person and a debt have a name."""
    for act in (
        lambda: keep_case.new_case(made.vault, name, NOW),
        lambda: keep_case.add_party(made.vault, made.case, Party("", "collector", name), NOW),
        lambda: keep_case.add_debt(made.vault, made.case, DebtRef("", name), NOW),
        lambda: find(made.vault, name, read_text),
    ):
        with pytest.raises(EmptyText):
            act()


def test_the_only_case_need_not_be_named(made: Made) -> None:
    """One case is meant without a word; of two, one must be named, and the error names both."""
    assert keep_case.choose(made.vault, None) == made.case
    keep_case.new_case(made.vault, "另一笔", NOW)
    with pytest.raises(UnknownName) as caught:
        keep_case.choose(made.vault, None)
    assert [name.split(" ")[1] for name in caught.value.values["known"]] == ["另一笔", "网贷"]  # type: ignore[attr-defined]


def test_a_case_travels_to_another_vault(made: Made, tmp_path: Path) -> None:
    """Rows, people and debts arrive under new ids that still belong together; evidence that is not there is said to be missing."""
    party = keep_case.add_party(made.vault, made.case, Party("", "collector", "王某"), NOW)
    kept = add(made, "证据".encode(), "a.txt", Description())
    entry = Contact(on=DAY, channel="sms", party=party.id, evidence=(kept.item.id,))
    keep_case.add_entry(made.vault, made.case, entry, NOW)
    document = json.dumps(carry_case.export_case(made.vault, made.case)).encode()
    other = new_vault(tmp_path / "other")
    told = carry_case.import_case(other, document, "case.json", NOW, read_text)
    assert (told.entries, told.exhibits, told.without_evidence) == (1, 0, 1)
    (row,), (person,) = keep_case.timeline(other, told.case), keep_case.case_file(other, told.case).parties
    assert row.party == person.id != party.id and row.evidence == ()
    here = carry_case.import_case(made.vault, document, "case.json", NOW, read_text)
    assert here.exhibits == 1 and keep_case.timeline(made.vault, here.case)[0].evidence == (kept.item.id,)


def test_a_case_is_deleted_with_what_is_its_own(made: Made) -> None:
    """Items only this case holds are destroyed when asked, shared ones stay; under hold, nothing is deleted at all."""
    own, shared = (add(made, words.encode(), "a.txt", Description()) for words in ("只在这里", "两边都有"))
    other = Made(made.vault, keep_case.new_case(made.vault, "另一笔", NOW))
    add(other, "两边都有".encode(), "a.txt", Description())
    with made.vault.unit_of_work(at=NOW) as work:
        work.hold(own.item.id, "诉讼中")
    with pytest.raises(ItemHeld):
        keep_case.delete_case(made.vault, made.case, NOW, with_evidence=True)
    assert made.case in keep_case.all_cases(made.vault)
    with made.vault.unit_of_work(at=NOW) as work:
        work.release(own.item.id, "结束")
    assert keep_case.delete_case(made.vault, made.case, NOW, with_evidence=True) == (own.item.id,)
    assert find(made.vault, "只在", read_text) == ()
    assert made.vault.read(shared.item.id) == "两边都有".encode()
    assert _items(made.vault, other.case) == [shared.item.id]


def _items(vault: Vault, case: Case) -> list[str]:
    return [item.id for _exhibit, item in keep_evidence.exhibits(vault, case)]


def test_a_destroyed_exhibit_leaves_its_number(made: Made) -> None:
    """Nothing of its words can be found or shown; the next exhibit gets the next number."""
    kept = add(made, "canary 今天不还就上门".encode(), "a.txt", Description(name="canary 名字"))
    keep_evidence.delete(made.vault, made.case, kept.exhibit.label, "不要了", NOW)
    assert find(made.vault, "canary", read_text) == ()
    ((exhibit, item),) = keep_evidence.exhibits(made.vault, made.case)
    assert item.deleted_at is not None and exhibit.description == Description()
    assert add(made, b"next", "b.txt", Description()).exhibit.label == "E0002"


def test_the_same_bytes_are_one_exhibit(made: Made) -> None:
    """Kept again, nothing is written twice and the first label is told."""
    first = add(made, "一样的".encode(), "a.txt", Description(name="第一次"))
    again = add(made, "一样的".encode(), "b.txt", Description(name="第二次"))
    assert again.again and replace(again, again=False, custody=()).exhibit == first.exhibit
    assert len(keep_evidence.exhibits(made.vault, made.case)) == 1
