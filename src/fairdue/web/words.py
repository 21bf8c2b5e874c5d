"""The page's own words in Chinese and English, and which of the two a reader wants; pack texts stay as they are.

Words in the code and the templates are Chinese and are looked up in the gettext domain `web`.
"""

from __future__ import annotations

import gettext
from collections.abc import Mapping
from functools import cache
from importlib.resources import as_file, files
from typing import Final, Protocol

from fairdue.app.contracts.catalogue import LANGUAGES, Lang, language_of

HTML_LANG: Final[Mapping[Lang, str]] = {"zh": "zh-Hans", "en": "en"}
DOMAIN: Final = "web"


class Say(Protocol):
    """Look up one of the page's sentences in the reader's language."""

    def __call__(self, message: str, /) -> str:
        """Return the sentence; the Chinese one where there is no other."""
        ...


def noted(message: str) -> str:
    """Mark a sentence for the catalogue and return it unchanged, to be looked up later."""
    return message


@cache
def translations(language: Lang) -> gettext.NullTranslations:
    """Load the catalogue of a language; Chinese needs none, a missing one falls back to Chinese."""
    if language == "zh":
        return gettext.NullTranslations()
    with as_file(files("fairdue") / "locale") as folder:
        return gettext.translation(DOMAIN, folder, languages=[language], fallback=True)


def choose_language(asked: str | None, remembered: str | None, accept_language: str | None) -> Lang:
    """Choose by the link followed, then the cookie, then what the browser prefers; Chinese otherwise.

    >>> choose_language(None, None, "en-GB,en;q=0.9,zh;q=0.4")
    'en'
    >>> choose_language("zh", "en", "en")
    'zh'
    """
    for wanted in (asked, remembered):
        for language in LANGUAGES:
            if wanted == language:
                return language
    return language_of(accept_language)
