"""The page's words: every one in a template has an English twin, and the reader's language is found."""

from __future__ import annotations

from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

import fairdue.web
from fairdue.web.words import choose_language, translations

WEB = Path(fairdue.web.__file__).parent
CATALOGUE = WEB.parent / "locale" / "en" / "LC_MESSAGES" / "web.po"


def marked() -> set[str]:
    """Return every message of the code and the templates, plural ones by their first form."""
    methods = [("**.py", "python"), ("**.html", "jinja2")]
    keywords = {"_": None, "noted": None, "gettext": None, "ngettext": (1, 2)}
    found = [
        message
        for folder in (WEB, WEB.parent / "app" / "reading")
        for _, _, message, _, _ in extract_from_dir(
            str(folder), methods, {"**.html": {"encoding": "utf-8"}}, keywords=keywords
        )
    ]
    return {message[0] if isinstance(message, tuple) else message for message in found} - {""}


def test_catalogue_and_pages_agree() -> None:
    """Nothing is said that has no English, and no English is left over."""
    with CATALOGUE.open("rb") as file:
        entries = {(one.id[0] if isinstance(one.id, tuple) else one.id): one for one in read_po(file) if one.id}
    assert marked() == set(entries)
    assert [text for text, one in entries.items() if not one.string or one.fuzzy] == []


def test_the_search_sees_templates() -> None:
    """The comparison above is not empty: it knows words of a template and of the code."""
    assert {"离开此页", "还有 %(num)s 步", "很可能是骗局"} <= marked()


@pytest.mark.parametrize(
    ("asked", "remembered", "accepted", "language"),
    [
        (None, None, None, "zh"),
        ("en", "zh", "zh", "en"),
        ("fr", "en", "zh", "en"),
        (None, "nonsense", "en-GB,en;q=0.9", "en"),
        (None, None, "fr,zh-TW;q=0.8,en;q=0.7", "zh"),
        (None, None, ";;;,=,q=", "zh"),
    ],
)
def test_the_language_is_found(asked: str | None, remembered: str | None, accepted: str | None, language: str) -> None:
    """The link wins over the cookie, the cookie over the browser; Chinese where nothing is clear."""
    assert choose_language(asked, remembered, accepted) == language


def test_english_is_loaded() -> None:
    """The compiled catalogue is there and speaks."""
    assert translations("en").gettext("离开此页") == "Leave this page"
