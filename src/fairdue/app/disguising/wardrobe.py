"""What disguises are made of: the words a filter would look for, odd characters, other spellings, from one pack."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from random import Random

from fairdue.kernel.spans import Span
from fairdue.loader.shapes import shape_of, words_of
from fairdue.records.pack import Pack

_HAN = re.compile(r"[\u4e00-\u9fff]{2,6}")
_LONGEST = 6
# A sender hides a few words, not every one.
MOST_WORDS = 6
# A link would lead nowhere if it were written otherwise.
_LINK = re.compile(
    r"(?:https?://|www\.)[^\s\u4e00-\u9fff，。】]+|[A-Za-z0-9][A-Za-z0-9.-]*\.[A-Za-z]{2,}[^\s\u4e00-\u9fff，。】]*"
)
_SPEAKER = re.compile(r"[^:：\n，。！？【】]{1,10}[:：]")
Spellings = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class Wardrobe:
    """Tables of one pack turned round: from the plain word to what a sender writes instead."""

    sensitive: frozenset[str]
    traditional: Spellings
    variants: Spellings
    homophones: Spellings
    pinyin: Spellings

    def words_of(self, text: str, random: Random) -> list[Span]:
        """Choose up to six of the sensitive words of a text, in their order, none overlapping."""
        found: list[Span] = []
        at = 0
        while at < len(text):
            sizes = range(min(_LONGEST, len(text) - at), 1, -1)
            size = next((size for size in sizes if text[at : at + size] in self.sensitive), 0)
            if size:
                found.append(Span(at, at + size))
            at += size or 1
        return sorted(random.sample(found, min(MOST_WORDS, len(found))))


def wardrobe_of(pack: Pack) -> Wardrobe:
    """Turn the folding tables round and take the words of the rules' patterns as those a filter looks for."""
    sources = {source for rule in pack.rules for source in (*rule.patterns.values(), *rule.exceptions.values())}
    spoken = {word for source in sources for part in words_of(shape_of(source)) for word in part.words}
    words = pack.folding.words
    sensitive = {word for word in (*spoken, *words.values()) if _HAN.fullmatch(word)}
    characters = {odd: plain for odd, plain in pack.folding.characters.items() if plain and odd != plain}
    spelt_in_latin = {odd for odd in words if any(one.isascii() and one.isalpha() for one in odd)}
    return Wardrobe(
        sensitive=frozenset(sensitive),
        traditional=_turned(characters.items(), lambda odd: _is_in(odd, "big5")),
        variants=_turned(characters.items(), lambda odd: "\u4e00" <= odd <= "\u9fff" and not _is_in(odd, "big5")),
        homophones=_turned(words.items(), lambda odd: odd not in spelt_in_latin),
        pinyin=_turned(words.items(), lambda odd: odd in spelt_in_latin),
    )


def outside_links(text: str, change: Callable[[str], str]) -> str:
    """Change a text everywhere but in its links, which would lead nowhere if changed."""
    parts: list[str] = []
    begin = 0
    for link in _LINK.finditer(text):
        parts += [change(text[begin : link.start()]), link.group()]
        begin = link.end()
    return "".join((*parts, change(text[begin:])))


def without_speakers(text: str) -> tuple[tuple[str, ...], str]:
    """Take who speaks off each line of a transcript: whoever wrote it down said so, not the sender.

    A text where fewer than two lines name a speaker is no transcript: no labels, and the text as it is.
    """
    lines = text.split("\n")
    labels = tuple(found.group() if (found := _SPEAKER.match(line)) else "" for line in lines)
    if sum(map(bool, labels)) < 2:
        return (), text
    return labels, "\n".join(line[len(label) :] for line, label in zip(lines, labels, strict=True))


def with_speakers(labels: tuple[str, ...], text: str) -> str:
    """Put who speaks back before each line."""
    return "\n".join(label + line for label, line in zip(labels, text.split("\n"), strict=True))


def respelt(text: str, spellings: Spellings, random: Random, most: int = MOST_WORDS) -> str:
    """Write up to `most` words of a text in one of their other spellings."""
    if not spellings:
        return text
    words = re.compile("|".join(map(re.escape, sorted(spellings, key=len, reverse=True))))
    places = list(words.finditer(text))
    for found in sorted(random.sample(places, min(most, len(places))), key=lambda one: -one.start()):
        text = text[: found.start()] + random.choice(spellings[found.group()]) + text[found.end() :]
    return text


def _turned(pairs: Iterable[tuple[str, str]], keep: Callable[[str], bool]) -> Spellings:
    table: dict[str, list[str]] = {}
    for odd, plain in sorted(pairs):
        if keep(odd):
            table.setdefault(plain, []).append(odd)
    return {plain: tuple(odd) for plain, odd in table.items()}


def _is_in(character: str, charset: str) -> bool:
    try:
        return bool(character.encode(charset))
    except UnicodeEncodeError:
        return False
