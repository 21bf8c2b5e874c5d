"""A paper as PDF: every word on it, none of them a command, page x of y, the same bytes, and no maker's name."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import replace

import pypdf
import pytest

from fairdue.kernel.errors import MissingGlyph
from fairdue.records.paper import Heading, Paper, Paragraph, Table, Verbatim
from fairdue.render.pdf import print_pdf, render_pdf
from tests.render.specimen import HOSTILE, PAPER


def text_of(data: bytes) -> str:
    """Read the words of a PDF back, without the spaces the setting puts between scripts."""
    return "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages)


def squeezed(words: str) -> str:
    """Leave out blanks and line ends."""
    return "".join(words.split())


@pytest.fixture(scope="module")
def printed() -> bytes:
    """The specimen as PDF."""
    return render_pdf(PAPER)


def test_every_word_is_on_the_paper(printed: bytes) -> None:
    """Title, headings, tables, boxes, sources and the words of a picture's caption can be read back."""
    words = squeezed(text_of(printed))
    for said in (
        "证据目录",
        "一、证据",
        "5,820.50元",
        "提交人张某",
        "表一",
        "合计",
        "300.00",
        "第一项",
        "某部规定第五条",
        "图一",
    ):
        assert said in words, said


@pytest.mark.parametrize("hostile", HOSTILE[:4])
def test_words_are_never_commands(printed: bytes, hostile: str) -> None:
    """What looks like markup or code is printed as it was written."""
    assert squeezed(hostile) in squeezed(text_of(printed))


def test_pages_are_numbered_and_anchors_found() -> None:
    """Each page says which it is of how many, and the printer tells where a heading came to stand."""
    result = print_pdf(PAPER)
    pages = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(result.data)).pages]
    assert result.pages == len(pages) == 2
    assert result.page_of == {"E0001": 1, "E0002": 2}
    for at, page in enumerate(pages, 1):
        assert f"第{at}页，共2页" in squeezed(page)
        assert "张某诉某公司" in page


def test_headings_of_a_long_table_repeat() -> None:
    """A table over several pages has its headings on each."""
    rows = tuple((f"E{at:04}", "短信", f"{at}.00") for at in range(120))
    table = replace(next(one for one in PAPER.blocks if isinstance(one, Table)), rows=rows, totals=0)
    pages = pypdf.PdfReader(io.BytesIO(render_pdf(Paper("表", (table,))))).pages
    assert len(pages) > 2
    assert all("编号" in page.extract_text() for page in pages)


def test_the_same_paper_gives_the_same_bytes(printed: bytes) -> None:
    """Nothing of the moment or the machine is in the file."""
    assert render_pdf(PAPER) == printed
    info: Mapping[str, object] = pypdf.PdfReader(io.BytesIO(printed)).metadata or {}
    assert not {"/Author", "/CreationDate", "/Producer"} & set(info)


def test_the_typefaces_are_inside(printed: bytes) -> None:
    """Every font of the file is embedded, and it is ours."""
    faces = [
        font.get_object()
        for page in pypdf.PdfReader(io.BytesIO(printed)).pages
        for font in page["/Resources"]["/Font"].values()  # type: ignore[index]
    ]
    assert faces and all("Kurinto" in face["/BaseFont"] for face in faces)


@pytest.mark.parametrize("lost", ["😀", "\x07", "\U0002b740\U0010fffd"])
def test_a_character_that_cannot_be_shown_is_named(lost: str) -> None:
    """A paper is refused rather than printed with a hole, and the error names the character."""
    with pytest.raises(MissingGlyph) as raised:
        render_pdf(Paper("标题", (Paragraph(f"好{lost}"),)))
    assert f"U+{ord(lost[-1]):04X}" in str(raised.value)


def test_in_somebodys_own_words_it_is_spelled_out() -> None:
    """A message with a picture sign still prints, with the sign's number where it stood."""
    assert "〔U+1F600〕 请还款" in text_of(render_pdf(Paper("原话", (Verbatim("😀 请还款"),))))


def test_english_papers_and_empty_ones_print() -> None:
    """The page number speaks the paper's language; a paper without blocks is one page."""
    result = print_pdf(Paper("Nothing", (), lang="en"))
    assert result.pages == 1
    assert "Page1of1" in squeezed(text_of(result.data))


def test_a_paper_may_lie_on_its_side() -> None:
    """Turned, the same words print on pages broader than high."""
    page = pypdf.PdfReader(io.BytesIO(render_pdf(replace(PAPER, landscape=True)))).pages[0]
    assert page.mediabox.width > page.mediabox.height


def test_deep_headings_and_long_words_stay_on_the_paper() -> None:
    """A heading of each level and a word of 300 letters print without an error."""
    blocks = (Heading("一", 1), Heading("二", 2), Heading("三", 3), Paragraph("a" * 300), Paragraph("第" * 300))
    assert squeezed(text_of(render_pdf(Paper("长", blocks)))).count("第") >= 300
