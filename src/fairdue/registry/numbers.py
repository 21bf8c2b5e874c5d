"""What the shape of a telephone number says: its plain digits, its kind, the rules it meets; never who it really is."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache

from fairdue.kernel.expression import Expression
from fairdue.records.registry import NumberReading, NumberRule

HOME_COUNTRY = "86"
_LONGEST = 64
_DECORATION = Expression(r"[\s().\-\u00b7\u2010-\u2015\u200b-\u200f\u202a-\u202e\u2060\ufeff]+")
_DIGITS = Expression(r"\+?[0-9*]+")
_NATIONAL = Expression(r"(?:86)?(1(?:06[0-9*]{5,17}|[3-9][0-9*]{9}))")


def classify(number: str, rules: Sequence[NumberRule]) -> tuple[str, tuple[NumberRule, ...]]:
    """Tell the kind of a number or sender and the rules its shape meets; `unknown` and none for anything else.

    `rules` are the pack's, in order: the first that fits decides the kind. Masked digits count as any digit.
    """
    reading = read_number(number, rules)
    return reading.kind, reading.rules


def read_number(number: str, rules: Sequence[NumberRule]) -> NumberReading:
    """Read a number as written: plain digits, kind, rules met and, for one from abroad, its country code."""
    written = _tidy(number)
    plain = normalise(number)
    if not _DIGITS.fullmatch(plain):
        fired = _fired(rules, {"im-account": (_flat(number),)})
        return NumberReading(plain, fired[0].kind if fired else "unknown", fired)
    concrete, as_written = plain.replace("*", "0"), written.replace("*", "0")
    fired = _fired(rules, {"im-account": (), "spoofed-like": (concrete, as_written)}, (concrete,))
    kind = fired[0].kind if fired else _kind_by_plan(concrete)
    return NumberReading(plain, kind, fired, _country(concrete) if kind == "foreign" else "")


def normalise(number: str) -> str:
    """Strip a number to digits: full-width forms, blanks, hyphens and the home country code go; a foreign `+` stays.

    >>> normalise("+86 138-0013-8000"), normalise("００１ 213 555 0100"), normalise("（0755）8888 6666")
    ('13800138000', '+12135550100', '075588886666')
    """
    digits = _tidy(number)
    if not _DIGITS.fullmatch(digits):
        return _flat(number)
    if digits.startswith("00") and len(digits) >= 10 and digits[2:3] != "0":
        digits = "+" + digits[2:]
    if digits.startswith("+" + HOME_COUNTRY):
        return _home(digits[3:])
    national = _NATIONAL.fullmatch(digits)
    return national[1] if national else digits


def _home(digits: str) -> str:
    """Write a number behind the country code the way it is dialled at home: an area code gets its 0 back."""
    is_landline = len(digits) in (10, 11) and digits[:1] in "23456789" and not digits.startswith(("400", "800"))
    return "0" + digits if is_landline else digits


def _flat(number: str) -> str:
    return unicodedata.normalize("NFKC", number[:_LONGEST]).strip().lower()


def _tidy(number: str) -> str:
    flat = _DECORATION.sub("", _flat(number))
    return flat if re.search(r"[^0-9+x*\u00d7\u2715]", flat) else re.sub(r"[x\u00d7\u2715]", "*", flat)


def _fired(
    rules: Iterable[NumberRule], special: dict[str, tuple[str, ...]], ordinary: tuple[str, ...] = ()
) -> tuple[NumberRule, ...]:
    """Collect the rules that match one of the forms meant for their kind."""
    return tuple(
        rule
        for rule in rules
        if any(_compiled(rule.pattern).fullmatch(form) for form in special.get(rule.kind, ordinary))
    )


@lru_cache(maxsize=256)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def _kind_by_plan(digits: str) -> str:
    """Ask the numbering plan where no rule of the pack speaks; it knows mobile, landline and foreign numbers."""
    import phonenumbers

    if len(digits) < 7 or (len(digits) == 12 and digits.startswith("1")):
        return "unknown"
    try:
        parsed = phonenumbers.parse(digits, "CN")
    except phonenumbers.NumberParseException:
        return "unknown"
    if not phonenumbers.is_valid_number(parsed):
        return "unknown"
    if str(parsed.country_code) != HOME_COUNTRY:
        return "foreign"
    kinds = {phonenumbers.PhoneNumberType.MOBILE: "mobile", phonenumbers.PhoneNumberType.FIXED_LINE: "landline"}
    return kinds.get(phonenumbers.number_type(parsed), "unknown")


def _country(digits: str) -> str:
    """Return the country code of a foreign number, or nothing where the plan knows none."""
    import phonenumbers

    try:
        return str(phonenumbers.parse(digits, None).country_code)
    except phonenumbers.NumberParseException:
        return ""
