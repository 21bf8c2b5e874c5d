"""Which day a matched time limit means, given the day of receipt; None where words and receipt do not settle it."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta

from fairdue.screening.numerals import value_of

_WEEKDAYS = {letter: number for number, letter in enumerate("一二三四五六日")} | {"天": 6}
# A month and day without a year that would lie further back than this belongs to next year.
_STILL_THIS_YEAR = 180


def relative_day(found: re.Match[str], on: date | None) -> date | None:
    """Read 今天, 明天, 后天."""
    word = found["word"]
    ahead = 2 if word == "后天" else 1 if word[0] in "明次" else 0
    return on + timedelta(days=ahead) if on else None


def day_within(found: re.Match[str], on: date | None) -> date | None:
    """Read 3日内, 一周内, 48小时内; working days and part days settle no date."""
    value = value_of(found["n"])
    if on is None or value is None or value != int(value):
        return None
    unit, number = found["unit"], int(value)
    if "工作日" in unit or unit == "分钟":
        return None
    if "小时" in unit:
        return on + timedelta(days=number // 24) if number % 24 == 0 else None
    return on + timedelta(days=number * (7 if unit in ("周", "星期") else 1))


def calendar_day(found: re.Match[str], on: date | None) -> date | None:
    """Read 11月30日 with or without its year; without a year the day of receipt tells it."""
    month, day, written = int(found["month"]), int(found["day"]), found["year"]
    if written:
        return date(int(written) + (2000 if len(written) == 2 else 0), month, day)
    if on is None:
        return None
    meant = date(on.year, month, day)
    return date(on.year + 1, month, day) if (on - meant).days > _STILL_THIS_YEAR else meant


def day_of_month(found: re.Match[str], on: date | None) -> date | None:
    """Read 25日前: this month, or the next when the day has passed or 下月 is said."""
    if on is None:
        return None
    day = int(found["day"])
    if found["which"] in ("下月", "下个月") or (not found["which"] and day < on.day):
        return date(on.year + on.month // 12, on.month % 12 + 1, day)
    return date(on.year, on.month, day)


def month_end(_: re.Match[str], on: date | None) -> date | None:
    """Read 月底前."""
    return date(on.year, on.month, calendar.monthrange(on.year, on.month)[1]) if on else None


def weekday(found: re.Match[str], on: date | None) -> date | None:
    """Read 周五前, 下周一前; a weekday of this week that has passed settles nothing."""
    if on is None:
        return None
    wanted = _WEEKDAYS[found["weekday"]]
    if (found["which"] or "").startswith("下"):
        return on + timedelta(days=7 - on.weekday() + wanted)
    ahead = wanted - on.weekday()
    return on + timedelta(days=ahead) if ahead >= 0 else None


def no_day(_: re.Match[str], __: date | None) -> date | None:
    """Read 中午十点前: an hour, but of no day that is said."""
    return None
