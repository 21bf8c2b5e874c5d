"""Notices of courts, police, tax, regulators and neighbourhoods: never a likely scam, always a way to confirm and the day."""

from __future__ import annotations

import re
from datetime import date

import pytest

from fairdue.app.check_message import check
from fairdue.app.evaluate import Row, message_of, read_rows
from fairdue.app.wiring import the_pack, the_screener
from fairdue.loader.folder import find_pack
from fairdue.records.assessment import Message
from tests.packs.specimens import specimens

TODAY = date(2026, 11, 21)
CORPUS = find_pack("cn") / "corpus"
NOTICES = [
    row for part in ("messages/train", "quiet") for _, row in read_rows(CORPUS / part, {"kind": "official-notice"})
]
# Notices as clerks and officers word them, with words that tricksters use too; what poses as an office stands beside them.
WORDED = specimens("official_notices")
CONFIRM = {"confirm-with-court", "confirm-with-body"}
DEADLINE = {"note-the-day", "mind-the-deadline"}
LIMIT = re.compile(
    "(?:[0-9]{1,3}|[一二三四五六七八九十]{1,3})个?(?:日|天|小时|工作日|月)(?:之)?内|(?:[日号]|月底)(?:之)?前|截止"
)
# Limits the body sets itself bind nobody else.
THEIRS = re.compile("(?:将在|会在|将于|预计)[^。;；]{0,8}内")


@pytest.mark.parametrize("row", [pytest.param(row, id=str(row["id"])) for row in NOTICES])
def test_a_notice_is_confirmed_not_waved_away(row: Row) -> None:
    """A notice is never called a likely scam; what reads as one is to be confirmed, its limit kept in mind."""
    answer = check(message_of(row), the_pack(), the_screener(), TODAY)
    assert answer.assessment.genuineness.verdict != "likely-scam", answer.assessment.genuineness.reasons
    if answer.assessment.kind != "official-notice":
        return
    steps = {step.id for step in answer.next}
    assert steps & CONFIRM
    assert answer.verify_at
    if LIMIT.search(str(row["text"])) and not THEIRS.search(str(row["text"])):
        assert steps & DEADLINE


def test_there_are_enough_notices() -> None:
    """The sum covers courts, police, tax and regulators: at least 120 different texts."""
    assert len({str(row["text"]) for row in NOTICES}) >= 120


def test_few_notices_read_as_something_else() -> None:
    """Of the notices rules were written with, 19 of 20 read as notices; a clinic's or a heating office's may not."""
    kinds = [the_screener().assess(message_of(row), TODAY).kind for row in NOTICES]
    assert kinds.count("official-notice") >= 0.95 * len(kinds)


@pytest.mark.parametrize("row", [pytest.param(row, id=row["id"]) for row in WORDED])
def test_an_office_is_known_by_what_it_does_and_not_by_single_words(row: dict[str, str]) -> None:
    """Codes, deposits, accounts and fines are an office's own business too; who wants them for himself poses as one."""
    answer = check(Message(row["text"]), the_pack(), the_screener(), TODAY)
    said = answer.assessment
    assert (said.genuineness.verdict == "likely-scam") == (row["is"] == "posing"), said.genuineness.reasons
    if row["is"] == "notice":
        assert (said.kind, said.findings) == ("official-notice", ())
        assert {step.id for step in answer.next} & CONFIRM
