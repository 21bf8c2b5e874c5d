"""Name the disguises a text wears: marks between characters, odd characters, other spellings; undoing them is clean's."""

from __future__ import annotations

import re
import unicodedata

from fairdue.kernel.expression import Expression
from fairdue.records.pack import Folding
from fairdue.records.rules import Disguise

_HAN = "\u3400-\u9fff"
# Several blanks in a row of single characters, or marks nobody writes inside a word.
_SPACED = Expression(rf"(?<![{_HAN}])(?:[{_HAN}][ \u3000]){{2,}}[{_HAN}]|[{_HAN}][·~_|^+=/\\*-]{{1,3}}(?=[{_HAN}])")
_MASKED = Expression(rf"[{_HAN}]\*{{1,2}}(?=[{_HAN}])")
_PICTURED = Expression(rf"[{_HAN}][\u2600-\u27bf\u2b00-\u2bff\ufe0f\u200d\U0001f000-\U0001faff]+(?=[{_HAN}])")
_DIGITS = Expression(r"[０-９①-⑳⓪❶-❿]|\d[*=~☆★·+^]\d|\d[oO〇]\d|[〇零]\d|\d[〇零]")
# In a text of simplified characters one traditional character is an odd one; from here on it is a script.
_SCRIPT = 3


class DisguiseReader:
    """Folding tables made ready once; `read` may then be called for any number of texts."""

    def __init__(self, folding: Folding) -> None:
        self._characters = folding.characters
        self._spellings = {_flat(word) for word in folding.words}
        words = sorted(filter(None, self._spellings), key=len, reverse=True)
        self._words = re.compile("|".join(map(re.escape, words))) if words else None

    def read(self, text: str) -> frozenset[Disguise]:
        """Return the disguises a text wears; none for plain words.

        >>> sorted(DisguiseReader(Folding({}, {"v信": "微信"})).read("加V信，欠 钱 不 还"))
        ['pinyin', 'spaces']
        """
        worn: set[Disguise] = set()
        if _SPACED.search(_MASKED.sub("", text)):
            worn.add("spaces")
        if _PICTURED.search(text):
            worn.add("emoji")
        if _DIGITS.search(text):
            worn.add("digits")
        worn |= self._characters_of(text) | self._spellings_of(text)
        return frozenset(worn)

    def _characters_of(self, text: str) -> set[Disguise]:
        odd = [one for one in text if self._characters.get(one, one) != one]
        script = sum(_is_traditional(one) for one in odd)
        if script >= _SCRIPT:
            return {"traditional"} if script == len(odd) else {"traditional", "variants"}
        return {"variants"} if odd else set()

    def _spellings_of(self, text: str) -> set[Disguise]:
        found = self._words.findall(_flat(text)) if self._words else []
        return {"pinyin" if any(one.isascii() and one.isalpha() for one in word) else "homophones" for word in found}


def _is_traditional(character: str) -> bool:
    """Tell whether the character belongs to the usual traditional set rather than to rare variants."""
    try:
        return bool(character.encode("big5"))
    except UnicodeEncodeError:
        return False


def _flat(text: str) -> str:
    return unicodedata.normalize("NFKC", text).lower()
