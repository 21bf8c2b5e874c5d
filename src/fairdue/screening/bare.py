"""Tell a message with no words that could be judged: nothing but a link or a number, or another language."""

from __future__ import annotations

from fairdue.kernel.expression import Expression
from fairdue.kernel.flat import flat, without
from fairdue.kernel.spans import Span
from fairdue.records.assessment import Bare, MessageFacts

# Fewer letters than this may be a name or a greeting in any language.
_A_FEW = 10
# Chinese characters that stay as they are when folded, and are letters.
_CHINESE = Expression("[\u4e00-\u9fa5]+")
# What stands of a link that was cut off before it leads anywhere.
_STUMP = Expression("(?<![a-z0-9])(?:h(?:tt|xx)ps?|www)(?![a-z0-9])")


def bare_of(text: str, facts: MessageFacts) -> Bare | None:
    """Name what the message consists of, or None where it says something.

    >>> bare_of("(400) 000-0000", MessageFacts()), bare_of("还钱 400", MessageFacts()), bare_of("http://", MessageFacts())
    ('only-a-number', None, 'only-a-link')
    """
    if not facts.urls and _CHINESE.search(text):
        return None
    left = _left(text, facts)
    rest = _STUMP.sub("", left)
    said = (character for character in rest if character.isalnum())
    if facts.urls or rest != left:
        return None if any(said) else "only-a-link"
    first = next(said, None)
    return "only-a-number" if first and first.isdecimal() and all(one.isdecimal() for one in said) else None


def is_foreign(text: str, facts: MessageFacts) -> bool:
    """Tell whether most of a message is in another language than Chinese; kana, hangul and the like, or Latin words.

    >>> is_foreign("Your loan is overdue, pay now", MessageFacts()), is_foreign("您的ETC和App账单", MessageFacts())
    (True, False)
    """
    rest = _left(text, facts)
    if 3 * sum(map(len, _CHINESE.findall(rest))) >= len(rest):
        return False
    letters = [one for one in rest if one.isalpha()]
    chinese = sum("\u3400" <= one <= "\u9fff" or one >= "\U00020000" for one in letters)
    return len(letters) >= _A_FEW and len(letters) - chinese > 2 * chinese


def _left(text: str, facts: MessageFacts) -> str:
    """Fold a text and blank out its links."""
    return without(flat(text), [Span(url.start, url.end) for url in facts.urls])
