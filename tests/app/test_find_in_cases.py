"""Finding words in the cases: every hit is shown by the words around the match, evidence by its name, notes or own text."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from fairdue.app import carry_case, keep_case, keep_evidence
from fairdue.app.find_in_cases import Found, find
from fairdue.kernel.errors import EmptyText, ItemDeleted, UnusableDate
from fairdue.records.case import DebtRef, Note, Party, Payment
from fairdue.records.exhibit import Description
from tests.vault.package.case_specimen import NOW, Made, add, new_vault, read_text

SMS = "【某某优贷】您好。" + "这一句没有要紧的话，" * 30 + "再不还就去你单位找领导，" + "后面还有很多字，" * 30


@pytest.fixture
def made(tmp_path: Path) -> Made:
    """A case with one of everything that can be found."""
    vault = new_vault(tmp_path / "vault")
    made = Made(vault, keep_case.new_case(vault, "易贷那笔", NOW, "妈妈也知道"))
    keep_case.add_party(vault, made.case, Party("", "collector", "王经理", ("17000000000",)), NOW)
    keep_case.add_debt(vault, made.case, DebtRef("", "某某优贷", note="合同在抽屉"), NOW)
    keep_case.add_entry(vault, made.case, Note(on=date(2026, 11, 20), words="下午又打来，说要上门"), NOW)
    paid = Payment(on=date(2026, 11, 19), amount_fen=100, payee="李某的账户")
    keep_case.add_entry(vault, made.case, paid, NOW)
    add(made, SMS.encode(), "短信导出.txt", Description(name="11月20日的短信", proves="骚扰单位同事", sender="95001"))
    add(made, b"\x00\x01", "录音.m4a", Description(source="本人手机录的"))
    return made


SHOWN = [
    ("妈妈", "case", "妈妈也知道", "妈妈"),
    ("王经理", "party", "王经理", "王经理"),
    ("17000000000", "party", "17000000000", "17000000000"),
    ("抽屉", "debt", "合同在抽屉", "抽屉"),
    ("上门", "note", "下午又打来，说要上门", "上门"),
    ("李某", "payment", "李某的账户", "李某"),
    ("11月20日", "evidence", "11月20日的短信", "11月20日"),
    ("同事", "evidence", "骚扰单位同事", "同事"),
    ("95001", "evidence", "95001", "95001"),
    ("导出", "evidence", "短信导出.txt", "导出"),
    ("录的", "evidence", "本人手机录的", "录的"),
    ("m4a", "evidence", "录音.m4a", "m4a"),
]


@pytest.mark.parametrize(("asked", "kind", "words", "marked"), SHOWN, ids=[asked for asked, *_ in SHOWN])
def test_a_hit_shows_where_the_words_stand(made: Made, asked: str, kind: str, words: str, marked: str) -> None:
    """Whatever kind of row holds the words, the field that holds them is shown."""
    found = [one for one in find(made.vault, asked, read_text) if one.kind == kind]
    assert [one.words for one in found] == [words]
    assert [span.of(words) for span in found[0].marks] == [marked]


def test_the_text_of_an_exhibit_is_shown_around_the_match(made: Made) -> None:
    """From a long message only the passage comes, cut on both sides."""
    (found,) = find(made.vault, "领导", read_text)
    assert (found.kind, found.ref) == ("evidence", "E0001")
    assert found.words.startswith("…") and found.words.endswith("…")
    assert "再不还就去你单位找【领导】，" in _bracketed(found)


def test_looking_for_words_writes_no_custody(made: Made) -> None:
    """A search reads the text to show the place and is no viewing of the original."""
    before = len(made.vault.custody())
    find(made.vault, "领导", read_text)
    assert len(made.vault.custody()) == before


def test_a_harmed_original_is_shown_by_what_is_said_of_it(made: Made) -> None:
    """Where the original cannot be read, the hit still comes, without the passage."""
    _exhibit, item = keep_evidence.find(made.vault, made.case, "E0001")
    for path in made.vault.blobs.folder.iterdir():
        path.write_bytes(path.read_bytes()[:-9])
    (found,) = find(made.vault, "领导", read_text)
    assert found.words == "11月20日的短信" and found.marks == () and item.size == len(SMS.encode())


def test_nothing_is_found_for_no_words(made: Made) -> None:
    """Blanks alone are refused; words that stand nowhere are found nowhere; another case is not looked into."""
    with pytest.raises(EmptyText):
        find(made.vault, "  ", read_text)
    assert find(made.vault, "没有这个词", read_text) == ()
    other = keep_case.new_case(made.vault, "另一笔", NOW)
    assert find(made.vault, "领导", read_text, other) == ()


def test_a_changed_description_is_found_and_the_former_is_not(made: Made) -> None:
    """What the evidence list says of an exhibit is findable as it is now, and its text still is."""
    said = Description(name="短信截图", proves="威胁家人")
    keep_evidence.describe(made.vault, made.case, "E0001", said, read_text, NOW)
    assert [one.ref for one in find(made.vault, "威胁家人", read_text)] == ["E0001"]
    assert find(made.vault, "同事", read_text) == ()
    assert [one.ref for one in find(made.vault, "领导", read_text)] == ["E0001"]


def test_a_description_cannot_come_from_the_future_or_after_the_end(made: Made) -> None:
    """A day to come is refused, and what was destroyed is described no more."""
    later = Description(happened_at=NOW.replace(tzinfo=None, year=2031))
    with pytest.raises(UnusableDate):
        keep_evidence.describe(made.vault, made.case, "E0001", later, read_text, NOW)
    keep_evidence.delete(made.vault, made.case, "E0001", "不要了", NOW)
    with pytest.raises(ItemDeleted):
        keep_evidence.describe(made.vault, made.case, "E0001", replace(later, happened_at=None), read_text, NOW)


def test_an_imported_case_can_be_searched(made: Made) -> None:
    """What came from a file is found like what was typed, the text of its evidence included."""
    document = json.dumps(carry_case.export_case(made.vault, made.case)).encode()
    told = carry_case.import_case(made.vault, document, "case.json", NOW, read_text)
    found = find(made.vault, "领导", read_text, told.case)
    assert [(one.kind, one.ref) for one in found] == [("evidence", "E0001")]


def _bracketed(found: Found) -> str:
    """Write the words with the matches in brackets."""
    words = found.words
    for span in reversed(found.marks):
        words = f"{words[: span.start]}【{span.of(words)}】{words[span.end :]}"
    return words
