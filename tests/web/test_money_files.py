"""What can be taken along: neutral names, sent as files, and everything the page says is in them."""

from __future__ import annotations

import io

import openpyxl
import pypdf
import pytest

from tests.web.money_asking import money_reader

KINDS = {"pdf": b"%PDF", "xlsx": b"PK", "docx": b"PK", "html": b"<!doctype html>"}


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_an_audit_as_a_file(kind: str) -> None:
    """The file is sent to be kept, never shown in the page's place, under a name that says nothing."""
    asked = money_reader()
    reply = asked.get(asked.begin("audit", example=True) + f"/result.{kind}")
    assert reply.status == 200 and reply.body.startswith(KINDS[kind])
    assert reply.header("content-disposition") == f'attachment; filename="result.{kind}"'
    assert "sandbox" in reply.header("content-security-policy")
    assert reply.header("cache-control") == "no-store"


def test_paper_and_workbook_say_what_the_page_says() -> None:
    """The sentence of the result stands in each file."""
    asked = money_reader()
    draft = asked.begin("audit", example=True)
    pages = pypdf.PdfReader(io.BytesIO(asked.get(f"{draft}/result.pdf").body)).pages
    assert "对方要9,000.00元" in "".join(pages[0].extract_text().split())
    book = openpyxl.load_workbook(io.BytesIO(asked.get(f"{draft}/result.xlsx").body))
    assert str(book.worksheets[0]["A1"].value).startswith("对方要 9,000.00 元")


def test_a_schedule_as_a_workbook() -> None:
    """What is left and the sums are formulas whose values are shown."""
    asked = money_reader()
    body = asked.get(asked.begin("schedule", example=True) + "/result.xlsx").body
    live = openpyxl.load_workbook(io.BytesIO(body)).worksheets[0]
    shown = openpyxl.load_workbook(io.BytesIO(body), data_only=True).worksheets[0]
    assert live["C4"].value == "=D4+E4+F4" and shown["C4"].value == 945.6
    assert shown["G15"].value == 0 and shown["C16"].value == 11347.15


@pytest.mark.parametrize(
    ("flow", "kind"), [("audit", "exe"), ("offer", "pdf"), ("schedule", "pdf"), ("limitation", "xlsx")]
)
def test_other_kinds_are_not_made(flow: str, kind: str) -> None:
    """A kind a result does not come as is an unknown address."""
    asked = money_reader()
    assert asked.get(asked.begin(flow, example=True) + f"/result.{kind}").status == 404


def test_files_speak_the_readers_language() -> None:
    """The words around the audit follow the language of the page."""
    asked = money_reader()
    draft = asked.begin("audit", example=True)
    pages = pypdf.PdfReader(io.BytesIO(asked.get(f"{draft}/result.pdf?lang=en").body)).pages
    assert "Theyclaim9,000.00yuan" in "".join(pages[0].extract_text().split())
