"""Reading the form: what becomes a message, what is to be mended, and that nothing typed is lost."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from fairdue.kernel.errors import EmptyText, FairDueError, TextTooLong, UnusableDate
from fairdue.records.assessment import Message
from tests.web.asking import reader, visible

FULL = {
    "text": "第一行\n第二行",
    "channel": "sms",
    "sender": " 10690000 ",
    "on": "2026-11-20",
    "at": "22:15",
    "confirmed": "no",
    "lender_kind": "bank",
}


def test_a_full_form_becomes_a_message() -> None:
    """Every field arrives in the record; the line ends a browser adds are taken back."""
    asked = reader().open()
    assert asked.post("/answer", FULL).status == 200
    assert asked.seen == [Message("第一行\n第二行", "sms", "10690000", datetime(2026, 11, 20, 22, 15), "bank", "no")]


def test_only_the_text_is_needed() -> None:
    """Everything else may stay empty or be none of the choices."""
    asked = reader().open()
    asked.post("/answer", {"text": "你好"})
    asked.post("/answer", {"text": "你好", "channel": "pigeon", "confirmed": "maybe", "lender_kind": "x"})
    assert asked.seen == [Message("你好"), Message("你好")]


def test_a_day_without_an_hour_is_noon() -> None:
    """An unknown hour must not look like the night, where rules on quiet hours begin."""
    asked = reader().open()
    asked.post("/answer", {"text": "你好", "on": "2026-11-20"})
    assert asked.seen[0].received_at == datetime(2026, 11, 20, 12)


@pytest.mark.parametrize(
    ("name", "data", "encoding"),
    [
        ("信息.txt", "【某某】请还款".encode(), "utf-8"),
        ("信息.txt", "【某某优贷】你的借款已经逾期，请尽快还款。".encode("gbk"), "gb18030"),
        ("a.txt", "\ufeff你好".encode(), "utf-8-sig"),
        ("a.txt", "你好".encode("utf-16"), "utf-16"),
    ],
)
def test_a_file_is_read_and_its_encoding_said(name: str, data: bytes, encoding: str) -> None:
    """The text of a file is checked like a pasted one, and the page says how it was read."""
    asked = reader().open()
    page = asked.post("/answer", {}, upload=(name, data)).text
    assert asked.seen[0].text == data.decode(encoding)
    assert f"来自文件 {name}，按 {encoding} 读取。" in visible(page)


@pytest.mark.parametrize(
    ("fields", "upload", "status", "field"),
    [
        ({}, None, 422, "text"),
        ({"text": " \n\t "}, None, 422, "text"),
        ({"text": "x", "on": "昨天"}, None, 422, "on"),
        ({"text": "x", "on": "2026-02-30"}, None, 422, "on"),
        ({"text": "x", "on": "2026-11-20", "at": "25:00"}, None, 422, "at"),
        ({"text": "x", "at": "09:00"}, None, 422, "on"),
        ({"text": "x"}, ("a.txt", b"y"), 422, "upload"),
        ({}, ("a.png", b"\x89PNG\r\n\x1a\n" + b"\0" * 50), 415, "upload"),
        ({}, ("a.bin", bytes(range(256))), 415, "upload"),
        ({}, ("a.txt", b"\xff\xfb\x80\x81 broken \xc3"), 415, "upload"),
        ({}, ("a.txt", b""), 422, "upload"),
    ],
)
def test_unusable_input_brings_the_form_back(
    fields: dict[str, str], upload: tuple[str, bytes] | None, status: int, field: str
) -> None:
    """The problem stands beside its field, all that was typed is still there, and the check was never asked."""
    asked = reader().open()
    reply = asked.post("/answer", {**fields, "sender": "10690000"}, upload)
    assert (reply.status, asked.seen) == (status, [])
    assert f'id="{field}-problem"' in reply.text
    assert 'value="10690000"' in reply.text
    assert "你填的都还在" in reply.text
    assert all(f'value="{value}"' in reply.text for name, value in fields.items() if name in ("on", "at"))


@pytest.mark.parametrize(
    ("error", "status", "field"),
    [
        (EmptyText(), 422, "text"),
        (TextTooLong(length=300_000, limit=200_000, unit="characters"), 413, "text"),
        (UnusableDate(given="2030-01-01", why="in-the-future", limit="2026-11-21"), 422, "on"),
        (UnusableDate(given="1990-01-01", why="before-the-pack", limit="2021-01-01"), 422, "on"),
    ],
)
def test_what_the_check_refuses_stands_beside_its_field(error: FairDueError, status: int, field: str) -> None:
    """An error of the check is worded by the app and shown where it can be mended."""

    def refusing(message: Message) -> Any:
        raise error

    for language in ("zh", "en"):
        reply = reader(refusing).open().post(f"/answer?lang={language}", {**FULL, "text": "原文还在"})
        assert reply.status == status
        assert f'id="{field}-problem"' in reply.text
        assert "原文还在</textarea>" in reply.text


@pytest.mark.parametrize(
    ("text", "asks"),
    [(" \n\t ", "这里还空着"), ("\u200b\u200b", "没有能读的字"), ("…… ——", "没有能读的字")],
)
def test_signs_without_words_are_not_called_nothing(text: str, asks: str) -> None:
    """Where something was pasted the page says that it cannot be read, not that the field is empty."""

    def refusing(message: Message) -> Any:
        raise EmptyText

    assert asks in visible(reader(refusing).open().post("/answer", {"text": text}).text)


def test_changing_keeps_what_was_asked() -> None:
    """From the answer back to the form, every field is filled as before."""
    asked = reader().open()
    again = asked.post("/", FULL).text
    assert "第一行\n第二行</textarea>" in again
    assert all(f'value="{value}"' in again for value in ("2026-11-20", "22:15", " 10690000 "))
    assert all(
        f'value="{value}" {mark}' in again
        for value, mark in (("sms", "selected"), ("no", "checked"), ("bank", "selected"))
    )
