"""How alike two short names look: confusable characters undone, and a bounded edit distance; judges no one."""

from __future__ import annotations

import unicodedata

# Letters and digits that pass for each other on a small screen; Cyrillic and Greek twins of Latin letters.
_TWINS = str.maketrans(
    "0135689\u0430\u0435\u043e\u0440\u0441\u0443\u0445\u0456\u0458\u0455\u04bb\u0501\u051b\u051d\u03b1\u03bf\u03c1\u03bd\u03b9\u03ba"
    "\u0131\u0261\u1d0f",
    "oiesbbgaeopcyxijshdqwaopvikigo",
)
_PAIRS = (("rn", "m"), ("vv", "w"), ("cl", "d"), ("l", "i"))


def skeleton(name: str) -> str:
    """Reduce a name to what the eye takes it for.

    >>> skeleton("a1ipay") == skeleton("alipay"), skeleton("\u0430bchina") == skeleton("abchina")
    (True, True)
    """
    plain = name.lower()
    if not plain.isascii():
        letters = unicodedata.normalize("NFKD", plain)
        plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    plain = plain.translate(_TWINS)
    for pair, letter in _PAIRS:
        plain = plain.replace(pair, letter)
    return plain


def is_near(name: str, known: str) -> bool:
    """Tell whether a name is a slip of the finger away from a known one: one edit from 5 characters, two from 10."""
    allowed = 0 if len(known) < 5 else 1 if len(known) < 10 else 2
    return allowed > 0 and name != known and distance(name, known, allowed) <= allowed


def distance(left: str, right: str, limit: int) -> int:
    """Count insertions, deletions, changes and swaps of neighbours between two names; `limit` + 1 for more.

    >>> distance("bankcomm", "bnakcomm", 2), distance("abc", "xyz", 1)
    (1, 2)
    """
    if abs(len(left) - len(right)) > limit:
        return limit + 1
    before: list[int] = []
    row = list(range(len(right) + 1))
    for i, letter in enumerate(left, start=1):
        older, before, row = before, row, [i]
        for j, other in enumerate(right, start=1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != other))
            if i > 1 and j > 1 and letter == right[j - 2] and left[i - 2] == other:
                cost = min(cost, older[j - 2] + 1)
            row.append(cost)
        if min(row) > limit:
            return limit + 1
    return min(row[-1], limit + 1)
