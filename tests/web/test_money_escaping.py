"""Hostile words in answers and in what the app says: text on every money page and in every file, never anything else."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from html.parser import HTMLParser

import openpyxl
import pytest

from fairdue.records.assessment import Missing
from fairdue.records.audit import Ask, Audit
from fairdue.web.money.questions import FLOWS
from tests.app.reading.money_specimen import ALSO, AUDIT, CITED, LINES
from tests.web.money_asking import MoneyReader, money_reader

HOSTILE = (
    '<img src=x onerror="hurt()">',
    "<script>hurt()</script>",
    '"><svg onload=hurt()>',
    "</textarea><script>hurt()</script>",
    "</title><script>hurt()</script>",
    "' autofocus onfocus=hurt() x='",
    "{{ 7 * 7 }}{% raw %}%(n)s",
    '=HYPERLINK("x")',
    "@SUM(1+1)*cmd|' /C calc'!A0",
    '#eval("1")$x$',
)


class Reader(HTMLParser):
    """Collects what acts on a page."""

    def __init__(self) -> None:
        """Begin with nothing."""
        super().__init__()
        self.acting: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note scripts but our own, frames, and attributes that run."""
        given = dict(attrs)
        own = (given.get("src") or "").endswith("/app.js")
        if (tag == "script" and not own) or tag in ("iframe", "object", "embed", "img", "base"):
            self.acting.append(tag)
        self.acting += [f"{tag} {name}" for name in given if name.startswith("on") or name == "style"]


def acting_in(page: str) -> list[str]:
    """List what acts on a page."""
    reader = Reader()
    reader.feed(page)
    return reader.acting


def hostile_audit(words: str) -> Audit:
    """Put hostile words wherever an audit has room for text."""
    line = replace(
        LINES[0], title=words, because=words, formula=words, ask=words, missing=(Missing(words, words),),
        citations=(replace(CITED, provision=words, instrument=words, article=words),),
    )  # fmt: skip
    main = replace(
        AUDIT.readings[0], title=words, because=words,
        ledger=tuple(replace(row, words=words) for row in AUDIT.readings[0].ledger),
    )  # fmt: skip
    return replace(
        AUDIT, debt=words, lender=words, lines=(line, *LINES[1:]), readings=(main,), notes=(words,),
        asks=(Ask(words, words, (replace(ALSO, note=words),)),), where_money_went=((words, 5),),
        costs=(replace(AUDIT.costs[0], title=words, warnings=(words,)),), missing=(Missing(words, words),),
    )  # fmt: skip


def filled(words: str, flow: str) -> tuple[MoneyReader, str]:
    """Put hostile words into every field of a flow, past every warning."""
    asked = money_reader(hostile_audit(words))
    draft = asked.begin(flow)
    for topic in FLOWS[flow].topics:
        answers = {one.name: f"2025-01-01 100 {words}" if one.kind == "lines" else words for one in topic.questions}
        assert asked.fill(draft, topic.slug, **answers, anyway="yes").status == 303
    return asked, draft


@pytest.mark.parametrize("words", HOSTILE)
@pytest.mark.parametrize("flow", sorted(FLOWS))
def test_pages_show_hostile_words_as_text(flow: str, words: str) -> None:
    """No page of any flow runs, fetches or frames anything because of an answer or a result."""
    asked, draft = filled(words, flow)
    places = [f"{draft}/{topic.slug}" for topic in FLOWS[flow].topics]
    for place in [*places, f"{draft}/check", f"{draft}/result", f"/money/{flow}"]:
        reply = asked.get(place)
        assert reply.status in (200, 303), place
        assert acting_in(reply.text) == [], place
        assert "49" not in re.findall(r"\{\{|\b49\b", reply.text), place


@pytest.mark.parametrize("words", HOSTILE)
def test_files_hold_hostile_words_as_text(words: str) -> None:
    """No cell becomes a formula, no part of a Word file or page becomes markup, the PDF is made."""
    asked, draft = filled(words, "audit")
    book = openpyxl.load_workbook(io.BytesIO(asked.get(f"{draft}/result.xlsx").body))
    formulas = [
        str(cell.value) for page in book.worksheets for row in page.rows for cell in row if cell.data_type == "f"
    ]
    assert formulas and not [one for one in formulas if words in one or "HYPERLINK" in one or "cmd" in one]
    with zipfile.ZipFile(io.BytesIO(asked.get(f"{draft}/result.docx").body)) as archive:
        assert "<script" not in archive.read("word/document.xml").decode("utf-8")
        assert "hurt()" not in "".join(archive.namelist())
    page = asked.get(f"{draft}/result.html").body.decode("utf-8")
    assert [one for one in acting_in(page) if one != "img"] == []
    assert re.findall(r'<img src="(?!data:image/)', page) == []
    assert asked.get(f"{draft}/result.pdf").body.startswith(b"%PDF")
    assert asked.get(f"{draft}/result.yaml").status == 200
