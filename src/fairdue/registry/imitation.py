"""Whether a domain label passes itself off as an official one; a likeness is a sign, not a proof."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from fairdue.kernel.expression import Expression
from fairdue.registry.likeness import is_near, skeleton

# What imitators put around a short official name; a longer name needs no such company to stand out.
_COMPANY = frozenset(
    ["app", "bank", "card", "cc", "china", "cn", "com", "credit", "ebank", "gov", "help", "jf", "jr", "kefu"]
    + ["loan", "login", "m", "member", "mobile", "net", "online", "pay", "safe", "secure", "security", "service"]
    + ["shop", "sz", "user", "vip", "wap", "web", "weixin", "www", "wx", "xyk", "zh"]
)
# Parts that many banks share: what is left tells one from another.
_STOCK = Expression(r"^bankof|(?:-?bank|cfc|cf|rcb|ccb)$")
_TELLING = 5


class Label(NamedTuple):
    """The telling part of an official domain, with what comparisons need."""

    name: str
    official: str
    skeleton: str
    stem: str
    stands_out: bool


def label_of(name: str, official: str) -> Label:
    """Prepare the label of an official domain: `icbc` of icbc.com.cn."""
    stem = _STOCK.sub("", name)
    has_no_vowel = len(name) == len(stem) == 4 and not re.search("[aeiou]", name[1:])
    return Label(name, official, skeleton(name), stem, len(stem) >= _TELLING or has_no_vowel)


def imitated(label: str, known: Iterable[Label], only_exact: bool = False) -> Label | None:
    """Return the official label that a registrable label imitates: the same name first, else the longest.

    `only_exact` leaves out names that merely contain the official one.
    """
    tokens = frozenset(token for token in label.split("-") if token)
    seen, told = skeleton(label), _STOCK.sub("", label)
    alike = [one for one in known if _is_alike(label, tokens, seen, told, one, only_exact)]
    return min(alike, key=lambda one: (one.name != label, one.skeleton != seen, -len(one.name)), default=None)


def _is_alike(label: str, tokens: frozenset[str], seen: str, told: str, known: Label, only_exact: bool) -> bool:
    name, is_number = known.name, label.isdigit()  # a service number one digit away is simply another firm's
    if label == name or (len(name) >= 4 and seen == known.skeleton and not is_number):
        return True
    if name in label:
        return not only_exact and (known.stands_out or has_company(label, tokens, name))
    return not is_number and is_near(told, known.stem)


def has_company(label: str, tokens: frozenset[str], name: str) -> bool:
    """Tell whether a name that tells little stands among words or digits that give an imitation away."""
    if name in tokens:
        return len(name) >= _TELLING or not _COMPANY.isdisjoint(tokens) or any(token.isdigit() for token in tokens)
    rest = label.removeprefix(name) if label.startswith(name) else label.removesuffix(name)
    return len(name) >= 3 and rest != label and (rest in _COMPANY or rest.isdigit())
