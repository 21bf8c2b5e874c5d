"""Which language the reader wants, and the words of a catalogue in it; it holds no sentence itself."""

from __future__ import annotations

import gettext
from functools import cache
from pathlib import Path
from typing import Final, Literal, Protocol

Lang = Literal["zh", "en"]
LANGUAGES: Final[tuple[Lang, ...]] = ("zh", "en")
_LOCALE = Path(__file__).parents[2] / "locale"


class Say(Protocol):
    """Look up one sentence in the reader's language."""

    def __call__(self, message: str, /) -> str:
        """Return the sentence; the Chinese one where there is no other."""
        ...


def noted(message: str) -> str:
    """Mark a Chinese message for the catalogue and return it unchanged; it is translated where it is said."""
    return message


def language_of(wanted: str | None) -> Lang:
    """Choose the language to speak from a tag or an `Accept-Language` header; Chinese unless English comes first.

    >>> language_of("en-GB,en;q=0.9,zh;q=0.5"), language_of("zh-Hant-HK"), language_of("fr"), language_of(None)
    ('en', 'zh', 'zh', 'zh')
    """
    ranked: list[tuple[float, Lang]] = []
    for part in (wanted or "").replace("_", "-").lower().split(","):
        tag, _, rest = part.strip().partition(";")
        primary = tag.split("-")[0]
        weight = _weight(rest)
        for lang in LANGUAGES:
            if primary == lang and weight > 0:
                ranked.append((weight, lang))
    best = max((weight for weight, _ in ranked), default=0.0)
    return next((lang for weight, lang in ranked if weight == best), "zh")


def _weight(parameter: str) -> float:
    """Read `q=0.8`; 1 where nothing is said, 0 where it cannot be read."""
    name, _, value = parameter.strip().partition("=")
    if not name:
        return 1.0
    try:
        return float(value) if name.strip() == "q" else 0.0
    except ValueError:
        return 0.0


@cache
def words(lang: str, domain: str = "fairdue") -> Say:
    """Return the function that says a Chinese message in `lang`; a message nobody translated stays Chinese."""
    if lang not in LANGUAGES or lang == "zh":
        return noted
    return gettext.translation(domain, localedir=_LOCALE, languages=[lang], fallback=True).gettext
