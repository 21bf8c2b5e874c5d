"""A paper as a Word file: every word in it, Chinese faces named, headings repeated, the same bytes."""

from __future__ import annotations

import io
import re
import zipfile

import docx
import pytest

from fairdue.records.paper import Paper, Paragraph
from fairdue.render.docx import render_docx
from tests.render.specimen import HOSTILE, PAPER


@pytest.fixture(scope="module")
def written() -> bytes:
    """The specimen as a Word file."""
    return render_docx(PAPER)


def part(data: bytes, name: str) -> str:
    """Read one part of an Office file."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name).decode("utf-8")


def words_of(data: bytes) -> str:
    """Read every word of the file, tables and boxes included."""
    return "".join(re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>", part(data, "word/document.xml")))


def test_every_word_is_in_the_file(written: bytes) -> None:
    """Title, paragraphs, tables, lists, boxes, sources and lines to sign are there."""
    words = words_of(written)
    for said in (
        "证据目录",
        "5,820.50 元",
        "合计",
        "300.00",
        "1. 第一项",
        "· 甲",
        "说明",
        "今天18点前",
        "某部规定第五条",
        "提交人（签名）：",
    ):
        assert said in words, said


@pytest.mark.parametrize("hostile", HOSTILE[:4])
def test_words_stay_words(written: bytes, hostile: str) -> None:
    """Markup in somebody's words is escaped."""
    escaped = hostile.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert escaped in words_of(written)


def test_chinese_faces_are_named(written: bytes) -> None:
    """Each run names the face for Chinese, so that no machine chooses one by chance."""
    runs = re.findall(r"<w:r>.*?</w:r>", part(written, "word/document.xml"), flags=re.S)
    spoken = [run for run in runs if "<w:t" in run]
    assert spoken and all("w:eastAsia=" in run for run in spoken)


def test_headings_of_tables_repeat_and_pages_are_counted(written: bytes) -> None:
    """Word is told to repeat the headings, and counts pages itself."""
    assert "<w:tblHeader" in part(written, "word/document.xml")
    foot = part(written, "word/footer1.xml")
    assert "PAGE" in foot and "NUMPAGES" in foot and "张某诉某公司" in foot


def test_the_same_paper_gives_the_same_bytes(written: bytes) -> None:
    """Nothing of the moment or of the library that wrote it is in the file."""
    assert render_docx(PAPER) == written
    properties = docx.Document(io.BytesIO(written)).core_properties
    assert (properties.author, properties.title, properties.comments) == ("", "", "")
    with zipfile.ZipFile(io.BytesIO(written)) as archive:
        assert not [name for name in archive.namelist() if "thumbnail" in name]


def test_control_characters_are_spelled_out() -> None:
    """A character no Word file can hold does not break it and does not vanish."""
    assert "a〔U+0007〕b" in words_of(render_docx(Paper("信", (Paragraph("a\x07b"),))))


def test_a_paper_on_its_side_is_wide() -> None:
    """Landscape swaps the sides of the sheet."""
    section = docx.Document(io.BytesIO(render_docx(Paper("表", (), landscape=True)))).sections[0]
    assert (section.page_width or 0) > (section.page_height or 0)
