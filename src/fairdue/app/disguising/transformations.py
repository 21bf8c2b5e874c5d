"""Twenty ways to write a message otherwise without changing what it says; each is a function with a name."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from random import Random
from typing import Final

import cn2an

from fairdue.app.disguising.wardrobe import Wardrobe, outside_links, respelt

Transformation = Callable[[str, Wardrobe, Random], str]

_EMOJI: Final = "💰🔥✨⭐🌟💥🎈👉"
_GREETINGS: Final = ("您好，", "你好，打扰了，", "尊敬的客户您好，", "亲，您好，")
_SIGNATURES: Final = ("【云桥服务】", "【河汀信息】", "【青禾提醒】")
_OPT_OUTS: Final = ("，退订回T", "，拒收请回复R", " 回TD退订", "，不需要请回N")
_SIGNATURE = re.compile(r"【[^】\n]{1,20}】")
_QUOTED = re.compile(r"[“”\"「」『』‘’]")
_NUMBER = re.compile(r"(?<![\d.,:：/*xX~a-zA-Z—-])\d{1,4}(?=(?:天|元|块|万|个|次|点|小时|期|周|分钟|笔)(?!\d))")
_FULL_WIDTH: Final = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}


def _split_words(text: str, wardrobe: Wardrobe, random: Random, between: Callable[[], str]) -> str:
    """Put something between the characters of the sensitive words."""
    for span in reversed(wardrobe.words_of(text, random)):
        word = "".join(f"{one}{between()}" for one in text[span.start : span.end - 1]) + text[span.end - 1]
        text = text[: span.start] + word + text[span.end :]
    return text


def full_width(text: str, wardrobe: Wardrobe, random: Random) -> str:
    """Write letters, digits and marks in full width."""
    return outside_links(text, lambda part: part.translate(_FULL_WIDTH))


def zero_width(text: str, wardrobe: Wardrobe, random: Random) -> str:
    """Put invisible characters into the sensitive words."""
    return _split_words(text, wardrobe, random, lambda: random.choice("\u200b\u200c\u2060\ufeff"))


def spaced(text: str, wardrobe: Wardrobe, random: Random) -> str:
    """Put blanks into the sensitive words."""
    return _split_words(text, wardrobe, random, lambda: random.choice((" ", " ", "\u3000", "  ")))


def dotted(text: str, wardrobe: Wardrobe, random: Random) -> str:
    """Put dots into the sensitive words."""
    return _split_words(text, wardrobe, random, lambda: random.choice("·.•"))


def starred(text: str, wardrobe: Wardrobe, random: Random) -> str:
    """Put stars, bars and hyphens into the sensitive words."""
    return _split_words(text, wardrobe, random, lambda: random.choice("*-_|/~+"))


def emoji(text: str, wardrobe: Wardrobe, random: Random) -> str:
    """Put pictures into the sensitive words."""
    return _split_words(text, wardrobe, random, lambda: random.choice(_EMOJI))


def traditional(text: str, wardrobe: Wardrobe, random: Random) -> str:
    """Write the whole message in traditional script."""
    return "".join(random.choice(wardrobe.traditional.get(one, (one,))) for one in text)


def variants(text: str, wardrobe: Wardrobe, random: Random) -> str:
    """Write some characters in odd forms."""
    return respelt(text, wardrobe.variants, random)


def homophones(text: str, wardrobe: Wardrobe, random: Random) -> str:
    """Write some words with other characters of the same sound or look."""
    return respelt(text, wardrobe.homophones, random)


def pinyin(text: str, wardrobe: Wardrobe, random: Random) -> str:
    """Write some words partly in Latin letters."""
    return respelt(text, wardrobe.pinyin, random)


def greeted(text: str, wardrobe: Wardrobe, random: Random) -> str:
    """Begin politely."""
    return random.choice(_GREETINGS) + text


def signed(text: str, wardrobe: Wardrobe, random: Random) -> str:
    """Add another signature."""
    return text + random.choice(_SIGNATURES)


def reordered(text: str, wardrobe: Wardrobe, random: Random) -> str:
    """Say the last sentence of a line first, or its last clause where it has one sentence; quotations stay."""
    return "\n".join(line if _QUOTED.search(line) else _turned_round(line) for line in text.split("\n"))


def _turned_round(line: str) -> str:
    head = _SIGNATURE.match(line)
    begin = head.group() if head else ""
    body = line[len(begin) :]
    for mark in ("。", "，"):
        ended = body.endswith(("。", "，"))
        parts = [part for part in body.removesuffix("。").removesuffix("，").split(mark) if part.strip()]
        if len(parts) > 1:
            return begin + mark.join((parts[-1], *parts[:-1])) + (body[-1] if ended else "")
    return line


def unpunctuated(text: str, wardrobe: Wardrobe, random: Random) -> str:
    """Write blanks for commas and full stops."""
    return re.sub(r"[，。！？；、]+(?=[^\n])", " ", text).rstrip("，。！？；、 ")


def doubled_marks(text: str, wardrobe: Wardrobe, random: Random) -> str:
    """Write every mark two or three times."""
    return re.sub(r"[，。！？、；]", lambda mark: mark.group() * random.choice((2, 3)), text)


def broken_lines(text: str, wardrobe: Wardrobe, random: Random) -> str:
    """Begin a new line after every mark; a text of several lines stays: there a line may be a turn."""
    if "\n" in text:
        return text
    return re.sub(r"([，。！？；])(?=[^\n])", r"\1\n", text)


def upper_case(text: str, wardrobe: Wardrobe, random: Random) -> str:
    """Write Latin letters in capitals."""
    return outside_links(text, str.upper)


def chinese_digits(text: str, wardrobe: Wardrobe, random: Random) -> str:
    """Write small numbers before a unit in Chinese characters."""
    return _NUMBER.sub(lambda found: str(cn2an.an2cn(str(int(found.group())))), text)


def opt_out(text: str, wardrobe: Wardrobe, random: Random) -> str:
    """Add how to unsubscribe."""
    return text.rstrip("。") + random.choice(_OPT_OUTS)


def bracketed(text: str, wardrobe: Wardrobe, random: Random) -> str:
    """Put some of the sensitive words in brackets."""
    for span in reversed(wardrobe.words_of(text, random)[:3]):
        opening, closing = random.choice(("【】", "[]", "〖〗"))
        text = f"{text[: span.start]}{opening}{text[span.start : span.end]}{closing}{text[span.end :]}"
    return text


TRANSFORMATIONS: Final[Mapping[str, Transformation]] = {
    function.__name__.replace("_", "-"): function
    for function in (
        full_width, zero_width, spaced, dotted, starred, emoji, traditional, variants, homophones, pinyin,
        greeted, signed, reordered, unpunctuated, doubled_marks, broken_lines, upper_case, chinese_digits,
        opt_out, bracketed,
    )
}  # fmt: skip
