"""The page's own words in Chinese and English, and which of the two a reader wants; pack texts stay as they are.

Words in the code and the templates are Chinese and are looked up in the gettext domain `web`.
"""

from __future__ import annotations

import gettext
from collections.abc import Mapping
from functools import cache
from importlib.resources import as_file, files
from typing import Final

from fairdue.app.contracts.catalogue import LANGUAGES, Lang, Say, language_of, noted

__all__ = ["HTML_LANG", "Say", "choose_language", "noted", "translations"]

HTML_LANG: Final[Mapping[Lang, str]] = {"zh": "zh-Hans", "en": "en"}
DOMAIN: Final = "web"


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
