"""Tell a message that is nothing but a link or a number; there are no words in it to judge."""

from __future__ import annotations

from fairdue.kernel.flat import flat, without
from fairdue.kernel.spans import Span
from fairdue.records.assessment import Bare, MessageFacts


def bare_of(text: str, facts: MessageFacts) -> Bare | None:
    """Name what the message consists of, or None where it says something.

    >>> bare_of("(400) 000-0000", MessageFacts()), bare_of("还钱 400", MessageFacts())
    ('only-a-number', None)
    """
    rest = without(flat(text), [Span(url.start, url.end) for url in facts.urls])
    said = [character for character in rest if character.isalnum()]
    if facts.urls and not said:
        return "only-a-link"
    return "only-a-number" if said and not facts.urls and all(one.isdecimal() for one in said) else None
