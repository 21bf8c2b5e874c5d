"""Filling templates: figures that stay whole, headings that break between sentences, nothing unescaped or unnamed."""

from __future__ import annotations

import pytest
from jinja2 import UndefinedError
from markupsafe import Markup

from fairdue.web.rendering import environment, keep, phrases, render


@pytest.mark.parametrize(
    ("words", "whole"),
    [
        ("到2026-11-21为止", ["2026-11-21"]),
        ("还5,820.50元", ["5,820.50元"]),
        ("打 96110 或 110", ["96110 ", "110"]),
        ("依第五十条之一", ["第五十条之一"]),
        ("第一千零三十二条", ["第一千零三十二条"]),
        ("没有数", []),
    ],
)
def test_figures_stay_whole(words: str, whole: list[str]) -> None:
    """Dates, amounts, numbers and articles are kept on one line; the words are unchanged."""
    kept = keep(words)
    assert kept.striptags() == Markup.escape(words).striptags()
    assert [part.partition("<")[0] for part in kept.split('<span class="keep">')[1:]] == whole


def test_hostile_words_are_escaped_first() -> None:
    """The two filters that write elements escape everything else."""
    assert "<b>" not in keep("<b>12</b>") and "<b>" not in phrases("<b>。</b>")


def test_a_name_nobody_gave_is_an_error() -> None:
    """A template never shows a blank for a forgotten value."""
    with pytest.raises(UndefinedError):
        render("answer.html", "zh", lang="zh-Hans", language_now="zh", size="usual")


def test_templates_escape_by_default() -> None:
    """No template turns escaping off."""
    made = environment("zh")
    assert made.autoescape is True
    for name in made.list_templates():
        source = made.loader.get_source(made, name)[0]  # type: ignore[union-attr]
        assert "|safe" not in source and "autoescape" not in source and "| safe" not in source
