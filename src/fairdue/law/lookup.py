"""Find provisions by id, by day and by words; it decides nothing about standing and cites nothing."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import date
from difflib import get_close_matches
from typing import Final

from fairdue.kernel.errors import NotInForce, UnknownProvision
from fairdue.records.law import Provision

_DIGITS: Final = "零一二三四五六七八九"
_UNITS: Final = ((1000, "千"), (100, "百"), (10, "十"))
_ARTICLE: Final = re.compile(r"(\d{1,4})(?=条|款|项)")
# The share of a long word's letter pairs that must be found before the word counts as found at all.
_ENOUGH_PAIRS: Final = 0.6


def provision(provisions: Mapping[str, Provision], id: str) -> Provision:
    """Return the provision of that id; raises UnknownProvision with up to three near ids."""
    found = provisions.get(id)
    if found is None:
        raise UnknownProvision(provision=id, near=tuple(get_close_matches(id, provisions, n=3, cutoff=0.5)))
    return found


def in_force(provision: Provision, on: date) -> bool:
    """Tell whether the provision was in force on that day; first and last day count.

    A provision without a first day (a draft, a rumour, a practice) is never in force.
    """
    if provision.effective_from is None or on < provision.effective_from:
        return False
    return provision.effective_to is None or on <= provision.effective_to


def require_in_force(provisions: Mapping[str, Provision], id: str, on: date) -> Provision:
    """Return the provision if it was in force on that day; raises UnknownProvision or NotInForce.

    NotInForce names the successor after the last day, and in `predecessor` what held before the first.
    """
    found = provision(provisions, id)
    if in_force(found, on):
        return found
    before = [one.id for one in provisions.values() if id in one.successors and in_force(one, on)]
    is_over = found.effective_to is not None and on > found.effective_to
    raise NotInForce(
        provision=id,
        on=on,
        since=found.effective_from,
        until=found.effective_to,
        successor=found.successors if is_over else (),
        predecessor=tuple(sorted(before)),
    )


def search(provisions: Mapping[str, Provision], words: str, on: date | None = None) -> tuple[Provision, ...]:
    """Return the provisions that hold the words, best first; with `on`, only those in force that day.

    Words are parted by blanks; width, case and `第50条` against `第五十条` make no difference. Where no provision
    holds every word, those that hold the most, and more than half, are returned. A Chinese word of three characters
    or more is also found where most of its letter pairs are, so that `催收录音` finds 催收 with 录音.
    """
    terms = [_plain(_spell_articles(word)) for word in words.split()]
    looked_at = (one for one in provisions.values() if on is None or in_force(one, on))
    scored = [(*_score(one, terms), one) for one in looked_at]
    most = max((held for held, _, _ in scored), default=0)
    if most * 2 <= len(terms):
        return ()
    best = [(weight, one) for held, weight, one in scored if held == most]
    return tuple(one for _, one in sorted(best, key=lambda pair: (-pair[0], pair[1].instrument, pair[1].id)))


def _score(one: Provision, terms: Iterable[str]) -> tuple[int, float]:
    """Count the words found, and add up for each the weight of the best field that holds it."""
    fields = (
        (8.0, _plain(one.id)),
        (7.0, _plain(one.title)),
        (6.0, _plain(one.article)),
        (5.0, _plain(one.name)),
        (4.0, _plain(one.topic)),
        (3.0, _plain(one.gist)),
    )
    best = [max(weight * _share(term, text) for weight, text in fields) for term in terms]
    return sum(weight > 0 for weight in best), sum(best)


def _share(term: str, text: str) -> float:
    """Return 1 where the text holds the term, less where it holds only most of its pairs, else 0."""
    if term in text:
        return 1.0
    if len(term) < 3 or term.isascii():
        return 0.0
    pairs = [term[place : place + 2] for place in range(len(term) - 1)]
    share = sum(pair in text for pair in pairs) / len(pairs)
    return share / 2 if share >= _ENOUGH_PAIRS else 0.0


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()


def _spell_articles(word: str) -> str:
    """Write the digits of an article number as the statutes do.

    >>> _spell_articles("第50条"), _spell_articles("1032条"), _spell_articles("第110条"), _spell_articles("12378")
    ('第五十条', '一千零三十二条', '第一百一十条', '12378')
    """
    return _ARTICLE.sub(lambda match: _numeral(int(match[1])), unicodedata.normalize("NFKC", word))


def _numeral(number: int) -> str:
    if number == 0:
        return _DIGITS[0]
    spelled, skipped = "", False
    for unit, name in _UNITS:
        digit, number = divmod(number, unit)
        if digit:
            spelled += (_DIGITS[0] if skipped else "") + _DIGITS[digit] + name
        skipped = bool(spelled) and not digit
    if number:
        spelled += (_DIGITS[0] if skipped else "") + _DIGITS[number]
    return spelled[1:] if spelled.startswith("一十") else spelled
