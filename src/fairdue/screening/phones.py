"""Telephone numbers in a message, also masked or spaced, each with what its shape says; it calls no one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from fairdue.kernel.expression import Expression
from fairdue.kernel.places import found_at
from fairdue.kernel.spans import Span
from fairdue.records.assessment import Phone
from fairdue.records.registry import NumberRule
from fairdue.registry.numbers import normalise, read_number

_M = "[0-9x*\u00d7]"
_SEP = "[ \\-\u2010-\u2015]?"
_NUMBER = Expression(
    "(?<![0-9a-z.,*+])(?:"
    r"(?P<abroad>(?:\+|00)(?!\s?86)[1-9][0-9]{0,2}[ \-]?\(?[0-9]{1,4}\)?(?:[ \-]?[0-9]{2,4}){2,4})"
    rf"|(?P<toll>[48]00{_SEP}[0-9]{{3,4}}{_SEP}{_M}{{3,4}})"
    rf"|(?P<mobile>(?:(?:\+|00)?86{_SEP})?1[3-9][0-9]{_SEP}{_M}{{4}}{_SEP}{_M}{{4}})"
    r"|(?P<port>106[0-9]{5,17})"
    rf"|(?P<landline>(?:(?:\+|00)86{_SEP}\(?0?|\(?0)(?:10|2[0-9]|[3-9][0-9]{{2}})\)?{_SEP}(?:[2-8]{_M}{{6,7}}|9[56][0-9]{{3,4}}|110)"
    r"(?:[\-转][0-9]{1,6})?)"
    r"|(?P<short>95[0-9]{3,6}|96[0-9]{3,4}|1010[0-9]{4,5})"
    r"|(?P<asked>12[0-9]{3}|110|[2-8][0-9]{6,7}|600[0-9]{5,9})"
    ")(?![0-9a-z*]|\\.[0-9]|,[0-9]{3})",
    needs="0123456789",
)
_BEGINS = Expression("[0-9+(](?<![0-9a-z.,*+].)", needs="0123456789+(")
# A short or bare number counts only where words say that it is one to call.
_CALL = Expression(
    r"(?:电话|热线|致电|拨打|来电|回电|座机|客服|拨|请打|联系|号码|tel|phone|咨询|报警|短号)[^0-9\n]{0,8}$|[(\u3010\[]$"
)
_NOT_A_PHONE = Expression(
    r"(?:尾号|末四位|验证码|校验码|动态码|金额|单号|编号|订单|案号|积分|余额|工号|邮编|欠款|本金|额度)[^0-9\n]{0,4}$"
)
_UNIT = Expression(r"\s?(?:元|块|圆|万|千|分(?!机)|积分|%|人|次|年|月|日|天|户|家|笔|期|公里|米|点)")


def find_phones(text: str, plain: str, rules: Sequence[NumberRule], known: frozenset[str]) -> tuple[Phone, ...]:
    """Find numbers to call, left to right; `known` are the short numbers of the registry, welcome without other words."""
    return tuple(_phone(text, span, rules) for span in _numbers(plain, known))


def _phone(text: str, span: Span, rules: Sequence[NumberRule]) -> Phone:
    quote = span.of(text)
    reading = read_number(re.split("转", quote)[0], rules)
    is_local = reading.kind == "unknown" and re.fullmatch("[2-8][0-9*]{6,7}", reading.number)
    return Phone(quote, span.start, span.end, reading.number, "landline" if is_local else reading.kind)


def _numbers(plain: str, known: frozenset[str]) -> Iterator[Span]:
    for match in found_at(_NUMBER, plain, (sign.start() for sign in _BEGINS.finditer(plain))):
        before = plain[max(0, match.start() - 12) : match.start()]
        if _NOT_A_PHONE.search(before) or _UNIT.match(plain, match.end()):
            continue
        said = bool(_CALL.search(before))
        if match["asked"] and not said and normalise(match[0]) not in known:
            continue
        if match["asked"] == "110" and not said:
            continue
        if match["mobile"] and sum(character.isdigit() for character in match[0]) < 7:
            continue
        yield Span(match.start(), match.end())
