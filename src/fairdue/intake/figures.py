"""Amounts, rates, days and intervals as people write them, or the reason why one cannot be meant so; it files nothing.

Full-width digits, thousands commas, 万 and 元, capitals such as 伍仟元整, `24%`, 月息1.5% and 日万分之五 are read. What
could mean two things is refused: 0.24 as a yearly rate is neither 24 % nor surely 0.24 %.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from decimal import Decimal
from typing import Final

from fairdue.kernel.errors import UnusableFigure
from fairdue.kernel.money import Fen, to_fen
from fairdue.kernel.months import Period, parse_period
from fairdue.screening.numerals import value_of

LARGEST_AMOUNT: Final = Decimal(10) ** 12
YEARS: Final = range(
    1900, 2200
)  # a slip of the hand gives 0205 or 20255: no period counted from there ends on a calendar
_PLAIN: Final = str.maketrans("￥萬億", "¥万亿")
_NUMBER = r"[0-9]{1,15}(?:\.[0-9]{1,12})?|[0-9]{1,3}(?:,[0-9]{3}){1,4}(?:\.[0-9]{1,12})?|\.[0-9]{1,12}"
_AMOUNT: Final = re.compile(
    rf"(?:人民币|rmb|cny|¥)?\s*(?P<minus>[-−–])?\s*(?:¥)?\s*(?P<number>{_NUMBER})\s*(?P<by>亿|千万|百万|十万|万|千|百|w|k)?"
    r"\s*(?:元|圆|块钱|块|rmb|cny)?(?:整|正)?"
)
_BY: Final = {"亿": 8, "千万": 7, "百万": 6, "十万": 5, "万": 4, "w": 4, "千": 3, "k": 3, "百": 2}
_NUMERALS = "零一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟萬億兩〇"
_DIGIT = "[零一二两三四五六七八九壹贰叁肆伍陆柒捌玖0-9]"
_WORDED: Final = re.compile(
    rf"(?:人民币)?\s*(?:(?P<whole>[{_NUMERALS}]{{1,22}})\s*(?:元|圆|块钱|块)?)?零?"
    rf"(?:(?P<jiao>{_DIGIT})角)?零?(?:(?P<fen>{_DIGIT})分)?(?:整|正)?"
)
_DAY: Final = re.compile(r"([0-9]{4})(?:[-/.年])([0-9]{1,2})(?:[-/.月])([0-9]{1,2})日?|([0-9]{4})([0-9]{2})([0-9]{2})")
_PER: Final = {
    "年": 1,
    "月": 12,
    "天": 365,
    "日": 365,
    "周": 52,
    "year": 1,
    "month": 12,
    "day": 365,
    "week": 52,
    "期": 0,
}
_RATE: Final = re.compile(
    rf"(?P<before>年|月|日|天|周)?(?:化|利|息|率|利率|利息|化利率|化率)?:?\s*(?P<ratio>万分之|千分之|百分之)?"
    rf"(?P<number>{_NUMBER}|[{_NUMERALS}]{{1,6}})\s*(?P<sign>%|‰|‱|bp|分)?(?P<li>[0-9]厘?)?"
    r"\s*(?:(?:/|每|一|per)\s*(?P<after>年|月|日|天|周|year|month|day|week))?"
)
_SIGN: Final = {"%": 2, "‰": 3, "‱": 4, "bp": 4, "百分之": 2, "千分之": 3, "万分之": 4, "分": 2}

_NEVER_BARE: Final = ("万分之", "千分之", "‰", "‱", "bp")


def read_amount(value: object, where: str, *, signed: bool = False) -> Decimal:
    """Read an amount of money in yuan, above zero unless `signed`; raises UnusableFigure naming `where`.

    >>> [str(read_amount(text, "x")) for text in (5000, "1.5万", "１，２３４．５０", "伍仟元整", "叁佰元伍角", "¥88")]
    ['5000', '15000', '1234.50', '5000', '300.5', '88']
    """
    if value is None or value == "":
        raise UnusableFigure(where=where, given=value, why="missing", limit=None)
    amount = None if isinstance(value, bool) else _amount(_flat(value))
    if amount is None:
        raise UnusableFigure(where=where, given=value, why="not-an-amount", limit=None)
    if abs(amount) > LARGEST_AMOUNT:
        raise UnusableFigure(where=where, given=value, why="too-large", limit=f"{LARGEST_AMOUNT:,}")
    if not signed and amount < 0:
        raise UnusableFigure(where=where, given=value, why="negative", limit=None)
    if not signed and amount == 0:
        raise UnusableFigure(where=where, given=value, why="zero", limit=None)
    return amount


def read_fen(value: object, where: str, *, may_be_zero: bool = False) -> Fen:
    """Read an amount of money as whole fen, above zero unless nothing at all may be meant; raises UnusableFigure.

    >>> read_fen("1.5万", "x"), read_fen("0", "x", may_be_zero=True)
    (1500000, 0)
    """
    yuan = read_amount(value, where, signed=may_be_zero)
    if yuan < 0:
        raise UnusableFigure(where=where, given=value, why="negative", limit=None)
    fen = to_fen(yuan)
    if fen != yuan * 100:
        raise UnusableFigure(where=where, given=value, why="too-fine", limit=None)
    return fen


def _flat(value: object) -> str:
    return unicodedata.normalize("NFKC", str(value)).translate(_PLAIN).lower().strip()


def _amount(text: str) -> Decimal | None:
    if found := _AMOUNT.fullmatch(text):
        scaled = Decimal(found["number"].replace(",", "")).scaleb(_BY.get(found["by"] or "", 0))
        plain = scaled.quantize(Decimal(1)) if found["by"] and scaled == scaled.to_integral_value() else scaled
        return -plain if found["minus"] else plain
    worded = _WORDED.fullmatch(text)
    if not worded or not any(worded.groupdict().values()):
        return None
    whole = value_of(worded["whole"]) if worded["whole"] else Decimal(0)
    jiao, fen = (value_of(worded[name]) if worded[name] else Decimal(0) for name in ("jiao", "fen"))
    return None if whole is None or jiao is None or fen is None else whole + jiao / 10 + fen / 100


def read_rate(value: object, where: str) -> Decimal:
    """Read a rate as a yearly fraction; a bare number is percent a year. Raises UnusableFigure naming `where`.

    >>> [str(read_rate(text, "x").normalize()) for text in (24, "24%", "0.24%", "月息1.5%", "日万分之五", "月息2分", "0.05%/天")]
    ['0.24', '0.24', '0.0024', '0.18', '0.1825', '0.24', '0.1825']
    """
    if value is None or value == "":
        raise UnusableFigure(where=where, given=value, why="missing", limit=None)
    text = _flat(value)
    if not isinstance(value, bool) and re.match(r"[-−–]", text):
        raise UnusableFigure(where=where, given=value, why="negative", limit=None)
    found = None if isinstance(value, bool) else _RATE.fullmatch(text)
    number = value_of(found["number"]) if found else None
    if found and number is None and re.fullmatch(_NUMBER, found["number"]):
        number = Decimal(found["number"].replace(",", ""))
    if not found or number is None or (found["li"] and found["sign"] != "分"):
        raise UnusableFigure(where=where, given=value, why="not-a-rate", limit=None)
    unit = found["ratio"] or found["sign"]
    if not unit and 0 < number < 1:
        raise UnusableFigure(where=where, given=value, why="looks-like-fraction", limit=None)
    if found["li"]:
        number += Decimal(found["li"][0]) / 10
    period = found["after"] or found["before"] or ("月" if unit == "分" else "年")
    if unit in _NEVER_BARE and not (found["after"] or found["before"]):
        # 万分之五 without a period is a day's rate to some and a year's to others.
        raise UnusableFigure(where=where, given=value, why="no-period", limit=None)
    annual = (number * _PER[period]).scaleb(-_SIGN.get(unit or "%", 2))
    if annual > 10_000:
        raise UnusableFigure(where=where, given=value, why="too-large", limit="1000000%")
    return annual


def looks_monthly(value: object) -> bool:
    """Tell whether a bare yearly figure is so low that it is likely a monthly one, such as 1.5.

    >>> looks_monthly("1.5"), looks_monthly("1.5%"), looks_monthly(24)
    (True, False, False)
    """
    text = _flat(value)
    return bool(re.fullmatch(_NUMBER, text)) and 1 <= Decimal(text.replace(",", "")) < 3


def read_day(value: object, where: str) -> date:
    """Read a day; raises UnusableFigure naming `where`, and says so where the calendar has no such day.

    >>> read_day("2026年1月5日", "x"), read_day("２０２６-０１-０５", "x"), read_day(20260105, "x")
    (datetime.date(2026, 1, 5), datetime.date(2026, 1, 5), datetime.date(2026, 1, 5))
    """
    day = value if isinstance(value, date) else _day(value, where)
    if day.year not in YEARS:
        raise UnusableFigure(where=where, given=day.isoformat(), why="far-off", limit=f"{YEARS[0]}-{YEARS[-1]}")
    return day


def _day(value: object, where: str) -> date:
    if value is None or value == "":
        raise UnusableFigure(where=where, given=value, why="missing", limit=None)
    found = None if isinstance(value, bool) else _DAY.fullmatch(_flat(value))
    if not found:
        raise UnusableFigure(where=where, given=value, why="not-a-day", limit=None)
    parts = [int(part) for part in found.groups() if part]
    try:
        return date(*parts)
    except ValueError:
        raise UnusableFigure(where=where, given=value, why="no-such-day", limit=None) from None


def read_period(value: object, where: str) -> Period:
    """Read an interval such as `1 month`, `2 weeks` or 半月; raises UnusableFigure naming `where`."""
    found = parse_period(_flat(value)) if isinstance(value, str) else None
    if found is None or found.count > 10_000:
        raise UnusableFigure(where=where, given=value, why="not-a-period", limit=None)
    return found


def read_count(value: object, where: str, least: int, most: int) -> int:
    """Read a whole number between two bounds; raises UnusableFigure naming `where`."""
    if value is None or value == "":
        raise UnusableFigure(where=where, given=value, why="missing", limit=None)
    text = "" if isinstance(value, bool) else _flat(value)
    if not re.fullmatch("[0-9]{1,9}", text) or not least <= int(text) <= most:
        raise UnusableFigure(where=where, given=value, why="not-a-count", limit=f"{least}-{most}")
    return int(text)
