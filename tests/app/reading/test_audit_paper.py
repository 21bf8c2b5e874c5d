"""The paper of an audit: everything the view says stands on it, in order, and it prints."""

from __future__ import annotations

import io

import pypdf
import pytest

from fairdue.app.reading.audit_paper import audit_paper
from fairdue.app.reading.audit_view import audit_view
from fairdue.records.audit import Audit
from fairdue.render.docx import render_docx
from fairdue.render.html import render_html
from fairdue.render.pdf import render_pdf
from tests.app.reading.money_specimen import AGREED, AUDIT, EMPTY, NO_CLAIM


def printed(audit: Audit) -> str:
    """Print the paper of an audit and read it back without blanks."""
    pages = pypdf.PdfReader(io.BytesIO(render_pdf(audit_paper(audit, str)))).pages
    return "".join("".join(page.extract_text().split()) for page in pages)


def test_the_paper_says_what_the_view_says() -> None:
    """Answer, figures, reasons, working, readings, account, missing records, questions and sources are printed."""
    words, view = printed(AUDIT), audit_view(AUDIT, str)
    wanted = [view.heading, view.lead, view.total.claimed, view.total.supported]
    wanted += [words_ for line in view.lines for words_ in (line.title, line.claimed, line.difference, line.because)]
    wanted += [one.words for one in view.asks] + [one.what for one in view.missing] + list(view.notes)
    wanted += [one.title for one in view.readings] + [row.left for row in view.account]
    wanted += [
        "某部规定第五条",
        "在2026-03-01有效。",
        "不是法律意见",
        "核对人（签名）",
        "欠款核算书·specimen·算到2026-03-01",
    ]
    assert [one for one in wanted if "".join(one.split()) not in words] == []


def test_the_answer_comes_first() -> None:
    """The sentence that answers stands before any table or working."""
    words = printed(AUDIT)
    assert (
        words.index("对方要9,000.00元")
        < words.index("一项一项看")
        < words.index("算式和理由")
        < words.index("还要知道")
    )


@pytest.mark.parametrize("audit", [AGREED, NO_CLAIM, EMPTY], ids=["agreed", "no-claim", "empty"])
def test_every_audit_prints(audit: Audit) -> None:
    """An audit without difference, without claim or without anything is a paper too, in each format."""
    paper = audit_paper(audit, str)
    assert render_pdf(paper).startswith(b"%PDF")
    assert render_docx(paper).startswith(b"PK")
    assert "不是法律意见" in render_html(paper).decode("utf-8")
