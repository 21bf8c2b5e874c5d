"""Without the part for papers everything else works, and a paper says which command installs it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator

import pytest

from fairdue.app.contracts.words import sentence
from fairdue.kernel.errors import MissingExtra
from fairdue.render import fonts, pdf
from fairdue.render.docx import render_docx
from fairdue.render.html import render_html
from fairdue.render.pdf import render_pdf
from fairdue.render.xlsx import render_xlsx
from tests.render.specimen import PAPER, WORKBOOK


@pytest.fixture
def without(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], None]]:
    """Make a package impossible to import, and forget what was made ready with it."""

    def hide(package: str) -> None:
        for name in [one for one in sys.modules if one.split(".")[0] == package]:
            monkeypatch.delitem(sys.modules, name)
        monkeypatch.setitem(sys.modules, package, None)
        pdf._compiler.cache_clear()
        fonts.folder.cache_clear()

    yield hide
    monkeypatch.undo()
    pdf._compiler.cache_clear()
    fonts.folder.cache_clear()


@pytest.mark.parametrize(
    ("package", "make"),
    [
        ("typst", lambda: render_pdf(PAPER)),
        ("weblate_fonts", lambda: render_pdf(PAPER)),
        ("docx", lambda: render_docx(PAPER)),
        ("openpyxl", lambda: render_xlsx(WORKBOOK)),
    ],
)
def test_a_missing_part_is_named(without: Callable[[str], None], package: str, make: Callable[[], object]) -> None:
    """The error names the extra, and its sentence the command."""
    without(package)
    with pytest.raises(MissingExtra) as raised:
        make()
    assert "pip install 'fairdue[papers]'" in sentence(raised.value)


def test_the_page_needs_no_part(without: Callable[[str], None]) -> None:
    """The readable page of a paper comes from Python alone."""
    for package in ("typst", "weblate_fonts", "docx", "openpyxl"):
        without(package)
    assert render_html(PAPER).startswith(b"<!doctype html>")
