"""A paper as a page: self-contained, readable by machines that read aloud, and nothing in it acts."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest

from fairdue.records.paper import Paper, Paragraph
from fairdue.render.html import render_html
from tests.render.specimen import HOSTILE, PAPER


class Reader(HTMLParser):
    """Collects the words and the tags of a page."""

    def __init__(self) -> None:
        """Begin with nothing read."""
        super().__init__()
        self.words = ""
        self.tags: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag and refuse what acts."""
        self.tags.append(tag)
        assert not [name for name, _value in attrs if name.startswith("on")]

    def handle_data(self, data: str) -> None:
        """Note words."""
        self.words += data


def read(paper: Paper) -> Reader:
    """Read a paper's page."""
    reader = Reader()
    reader.feed(render_html(paper).decode("utf-8"))
    return reader


@pytest.mark.parametrize("hostile", HOSTILE[:4])
def test_words_stay_words(hostile: str) -> None:
    """Markup in somebody's words is text on the page."""
    assert hostile in read(PAPER).words


def test_the_page_fetches_and_runs_nothing() -> None:
    """There is no script, no address of another place, and its own policy forbids both."""
    page = render_html(PAPER).decode("utf-8")
    assert "script" not in read(PAPER).tags
    assert "default-src 'none'" in page
    assert not re.findall(r'(?:src|href)="(?!data:)', page)


def test_it_can_be_read_aloud() -> None:
    """Language, one first heading, table headings with scope, and words for the picture are there."""
    page = render_html(PAPER).decode("utf-8")
    assert '<html lang="zh-Hans">' in page
    assert page.count("<h1>") == 1
    assert page.count('<th scope="col"') == 3
    assert 'alt="主张一百元。"' in page


def test_line_ends_are_kept() -> None:
    """Lines of a paragraph and of somebody's own words stay lines; the same paper gives the same bytes."""
    page = render_html(PAPER).decode("utf-8")
    assert "【某某】你好\n  今天18点前\n😀 请还款" in page
    assert "甲<br>\n乙" in render_html(Paper("信", (Paragraph("甲\n乙"),))).decode("utf-8")
    assert render_html(PAPER) == render_html(PAPER)
