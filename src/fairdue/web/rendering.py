"""How templates are filled: every value escaped, every name defined, words by language, figures kept from breaking."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from fairdue.app.contracts.catalogue import Lang
from fairdue.app.reading.labels import CHANNELS, CONFIRMED, LENDER_KINDS, SOURCE_KINDS
from fairdue.app.reading.passages import shown
from fairdue.web.words import translations

# What must not be broken across lines: dates, amounts with their unit, telephone and article numbers.
_WHOLE: Final = re.compile(
    r"(第[〇零一二三四五六七八九十百千0-9]{1,8}[条款项节](?:之[一二三四五六七八九十]{1,2})?"
    r"|[0-9](?:[0-9,.:/-]{0,18}[0-9])? ?(?:万元|元|天|日|个月|月|年|点|时|分|%|％|处|次)?)"
)

_LONGEST_NAME: Final = 120  # characters of a name that a page shows


def keep(words: str) -> Markup:
    """Escape a text and keep its figures whole.

    >>> keep("今日18点前 <b>")
    Markup('今日<span class="keep">18点</span>前 &lt;b&gt;')
    """
    parts = _WHOLE.split(str(words))
    whole = (
        Markup('<span class="keep">{}</span>').format(part) if at % 2 else escape(part) for at, part in enumerate(parts)
    )
    return Markup("").join(whole)


def phrases(words: str) -> Markup:
    """Escape a heading and let it break between sentences rather than inside one, where the line is long enough.

    >>> phrases("先别付钱。很可能是骗局。")
    Markup('<span class="phrase">先别付钱。</span><span class="phrase">很可能是骗局。</span>')
    """
    parts = re.findall(r"[^。，？]+[。，？]?|[。，？]+", words)
    return Markup("").join(Markup('<span class="phrase">{}</span>').format(part) for part in parts)


def named(name: str) -> str:
    """Write a name somebody chose so that nothing in it hides or turns the reading, and cut one that is endless.

    >>> named("gpj\\u202e.exe"), len(named("长" * 4096))
    ('gpj⟨U+202E⟩.exe', 120)
    """
    told = shown(name)
    return told if len(told) <= _LONGEST_NAME else f"{told[: _LONGEST_NAME - 20]}…{told[-19:]}"


def drawn(svg: bytes) -> Markup:
    """Put a picture of ours onto the page; every word in it was escaped when it was drawn."""
    return Markup(svg.decode("utf-8").replace(' xmlns="http://www.w3.org/2000/svg"', "", 1))


@cache
def environment(language: Lang) -> Environment:
    """Return the template environment that speaks a language."""
    made = Environment(
        loader=PackageLoader("fairdue.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    catalogue = translations(language)
    made.install_gettext_callables(catalogue.gettext, catalogue.ngettext, newstyle=True)  # type: ignore[attr-defined]
    made.filters.update(keep=keep, phrases=phrases, named=named, drawn=drawn, said=catalogue.gettext)
    made.globals.update(
        channel_words=CHANNELS, confirmed_words=CONFIRMED, lender_kind_words=LENDER_KINDS, source_kinds=SOURCE_KINDS
    )
    return made


def render(template: str, language: Lang, **values: object) -> str:
    """Fill a template; a name it uses and nobody gave raises UndefinedError."""
    return environment(language).get_template(template).render(**values)
