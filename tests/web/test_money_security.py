"""Who may reach the money pages, and what they leave behind: nobody without the cookie, and nothing on disk or in logs."""

from __future__ import annotations

import logging
import tempfile
from pathlib import Path

import pytest

from fairdue.web.money.drafts import FIELD_LIMIT, KEPT, Drafts
from tests.web.asking import HOST
from tests.web.money_asking import MoneyReader, money_reader
from tests.web.test_security import FORGED

CANARY = "canary-4b1d"


def addresses(asked: MoneyReader) -> tuple[str, str]:
    """Return a draft with a canary in it, and its address."""
    draft = asked.begin("audit")
    asked.fill(draft, "lender", lender=CANARY)
    return draft, f"{draft}/lender"


@pytest.mark.parametrize("name", [name for name, _ in FORGED])
def test_a_forged_request_changes_nothing(name: str) -> None:
    """No form of another site opens, changes or drops a set of answers."""
    asked = money_reader()
    draft, topic = addresses(asked)
    headers = [("host", HOST), ("cookie", asked.cookie), ("content-type", "application/x-www-form-urlencoded")]
    forged = dict(FORGED)[name]
    for path in ("/money/audit", topic, f"{draft}/forget"):
        assert asked.ask("POST", path, [*headers, *forged], b"lender=evil").status == 403
    assert CANARY in asked.get(topic).text


def test_without_the_cookie_nothing_is_shown() -> None:
    """Another user of the machine sees neither the pages nor a file, even with the address of a draft."""
    asked = money_reader()
    draft, topic = addresses(asked)
    asked.cookie = ""
    for path in ("/money", "/money/audit", topic, f"{draft}/check", f"{draft}/result", f"{draft}/result.pdf"):
        reply = asked.get(path)
        assert reply.status == 403 and CANARY not in reply.text


def _refused(*_given: object, **_named: object) -> object:
    raise AssertionError("a file on disk was asked for")


def test_answers_reach_neither_disk_nor_log(
    caplog: pytest.LogCaptureFixture, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Filling in, reading the result, taking files along and failing leave no word of the answers behind."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr(tempfile, "NamedTemporaryFile", _refused)
    monkeypatch.setattr("openpyxl.worksheet._writer.NamedTemporaryFile", _refused)
    asked = money_reader()
    with caplog.at_level(logging.DEBUG):
        draft, _topic = addresses(asked)
        for kind in ("pdf", "docx", "html", "yaml", "xlsx"):
            assert asked.get(f"{draft}/result.{kind}").status == 200
        asked.post("/money/audit", {}, upload=("a.yaml", f"lender: {CANARY}\n".encode()))
        asked.fails = True
        asked.get(f"{draft}/result")
    assert CANARY not in caplog.text
    assert list(tmp_path.rglob("*")) == []


def test_pages_with_answers_are_not_kept_by_the_browser() -> None:
    """Nothing with answers may be stored, framed or guessed at."""
    asked = money_reader()
    draft, topic = addresses(asked)
    for path in (topic, f"{draft}/check", f"{draft}/result", f"{draft}/result.xlsx"):
        reply = asked.get(path)
        assert reply.header("cache-control") == "no-store"
        assert reply.header("x-content-type-options") == "nosniff"
        assert reply.header("x-frame-options") == "DENY"


def test_drafts_are_few_and_small() -> None:
    """Only so many sets of answers are kept, the one untouched for longest goes first, and no answer grows without end."""
    drafts = Drafts()
    first = drafts.begin("audit")
    second = drafts.begin("audit")
    drafts.save(first, {"paid": "x" * (FIELD_LIMIT + 5)})
    assert len(first.answers["paid"]) == FIELD_LIMIT
    assert drafts.find("audit", first.id) is first
    for _ in range(KEPT - 1):
        drafts.begin("offer")
    assert drafts.find("audit", first.id) is first
    assert drafts.find("audit", second.id) is None
    assert len({drafts.begin("audit").id for _ in range(100)}) == 100
