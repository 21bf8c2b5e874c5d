"""Case numbers of courts and arbitration bodies as written; whether such a case exists only the court can say."""

from __future__ import annotations

import re

from fairdue.kernel.characters import HAN, NOT_HAN
from fairdue.kernel.expression import Expression
from fairdue.kernel.places import before, found_at
from fairdue.kernel.spans import Span, apart
from fairdue.records.assessment import Quoted

_YEAR = r"[(\[\u3014\u3010<\u3008]?\s{0,2}(?:19|20)[0-9]{2}\s{0,2}[)\]\u3015\u3011>\u3009]?\s{0,2}年?\s{0,2}"
_SERIAL = r"(?:第\s{0,2})?[0-9x*]{1,8}(?:-[0-9]{1,3})?\s{0,2}号(?:之[一二三四五六七八九十])?"
# (2026)粤0305民初1234号, (2014)海民初字第12号, (2026)深仲裁字第5号
_MODERN = Expression(
    _YEAR + rf"{HAN}{{1,8}}\s{{0,2}}[0-9x*]{{0,6}}\s{{0,2}}{HAN}{{0,8}}?\s{{0,2}}" + _SERIAL, needs="号"
)
# 穗劳人仲案[2020]123号, 粤法调字〔2026〕8号
_OLDER = Expression(
    HAN + r"{2,10}[(\[\u3014]\s{0,2}(?:19|20)[0-9]{2}\s{0,2}[)\]\u3015]\s{0,2}年?\s{0,2}(?:字)?\s{0,2}" + _SERIAL,
    needs="号",
)
_A_YEAR = Expression("(?:19|20)(?=[0-9]{2})", needs=("19", "20"))
_OF_A_CASE = Expression("[民刑行执诉商知破仲财调督催司]")
_OF_A_RULE = Expression("(?:银发|金规|国办|国发|法释|公告|银监|保监|证监|财税|工信|发改)")


def find_case_numbers(text: str, plain: str) -> tuple[Quoted, ...]:
    """Find case numbers, left to right; numbers of official documents are left alone."""
    if "号" not in plain:
        return ()
    spans = []
    years = list(_A_YEAR.finditer(plain))
    for form, reach in ((_MODERN, 3), (_OLDER, 13)):
        for match in found_at(form, plain, before(plain, years, reach)):
            words = re.sub(NOT_HAN, "", match[0])
            if _OF_A_CASE.search(words) and not _OF_A_RULE.search(words):
                spans.append(Span(match.start(), match.end()))
    return tuple(Quoted(span.of(text), span.start, span.end) for span in apart(spans))
