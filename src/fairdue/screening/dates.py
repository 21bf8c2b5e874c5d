"""Days overdue and the time limit a message sets; a day is only named where words and day of receipt settle it."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta

from fairdue.records.assessment import Deadline
from fairdue.screening.numerals import value_of

_N = "[0-9]{1,4}|[零一二三四五六七八九十两百]{1,5}"
_OVERDUE = re.compile(
    f"(?:逾期|超期|过期|拖欠|欠款)(?:时间|天数|日数|期限)?(?:已经|已达|已有|已|达到|达|了|整|长达|第|超过|超|为|是|:|\\s){{0,3}}(?P<n>{_N})\\s?(?P<unit>天|日(?![前内期])|周|星期)"
    f"|(?P<m>{_N})\\s?(?P<unit2>天|日|周|星期)(?:以来|了)?(?:一直)?(?:未还|没还|未归还|不还|仍未)"
)
_SUPPOSED = re.compile("(?:如果|如|若|倘若|一旦|凡|但凡|要是|假如|万一|当)[^。;\n]{0,8}$")
_OPEN_END = re.compile("(?:以上|以内|内|后将|将会|将被|就会)")
_TIME = (
    "(?:\\s?(?:上午|下午|中午|晚上|晚|早上|早|凌晨|傍晚)?\\s?(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})\\s?"
    "(?:[:点时](?:[0-9]{1,2}分?|半)?(?:钟|整)?)|\\s?(?:中午|下班|上午|下午|晚上))?"
)
_END = "\\s?(?:之前|以前|前|之内|以内|内|为止|止)"
_MONTH_DAY = "(?P<month>[0-9]{1,2})\\s?月\\s?(?P<day>[0-9]{1,2})\\s?[日号]"
_DUE = (
    "(?:截止(?:到|至|日期|时间)?|最后还款日|最迟还款日|到期还款日|还款到期日|还款日|最后期限|到期日|最晚|最迟)"
    "(?:为|是|:|\\s){0,2}"
)
_BY = "(?:请|务必|须|需|应|最迟|必须)(?:您|你)?(?:于|在)\\s?"
_Day = Callable[[re.Match[str], date | None], date | None]


def find_days_overdue(plain: str) -> int | None:
    """Return the days overdue that a message states as a fact, not as a condition; None where it states none."""
    for found in _OVERDUE.finditer(plain):
        if _SUPPOSED.search(plain[max(0, found.start() - 12) : found.start()]) or _OPEN_END.match(plain, found.end()):
            continue
        value = value_of(found["n"] or found["m"])
        if value is not None and value == int(value):
            return int(value) * (7 if (found["unit"] or found["unit2"]) in ("周", "星期") else 1)
    return None


def find_deadline(text: str, plain: str, on: date | None) -> Deadline | None:
    """Find the first time limit set for the reader; `on` is the day of receipt, None where it is not known."""
    for start, end, day in sorted(_limits(plain, on), key=lambda limit: (limit[0], -limit[1])):
        if not _NOT_FOR_READER.search(plain[max(0, start - 8) : start]) and not _NO_LIMIT.match(plain, end):
            return Deadline(text[start:end], start, end, day)
    return None


# What comes before or after a span of time that is no limit for the reader.
_NOT_FOR_READER = re.compile(
    "(?:将在|将于|会在|已在|已于|近|过去|最近|连续|逾期|预计|约|工作人员在|我们在|我司在|退款|到账)\\s?$"
)
_NO_LIMIT = re.compile(
    "\\s?(?:有效|免息|到账|发货|送达|审核|放款|无理由|无条件|退订|输入|使用|下款|到帐|完成审核|我司将|将有|会有|专员|工作人员|已|的|曾)"
)


def _limits(plain: str, on: date | None) -> Iterator[tuple[int, int, date | None]]:
    for form, day_of in _FORMS:
        for found in form.finditer(plain):
            start = found.start("said") if "said" in form.groupindex else found.start()
            yield start, found.end(), _safely(day_of, found, on)


def _safely(day_of: _Day, found: re.Match[str], on: date | None) -> date | None:
    """Name the day, or none where the words make a day that does not exist."""
    try:
        return day_of(found, on)
    except (ValueError, OverflowError):
        return None


def _relative(found: re.Match[str], on: date | None) -> date | None:
    word = found["word"]
    ahead = 2 if word == "后天" else 1 if word[0] in "明次" else 0
    return on + timedelta(days=ahead) if on else None


def _within(found: re.Match[str], on: date | None) -> date | None:
    value = value_of(found["n"])
    if on is None or value is None or value != int(value):
        return None
    unit, number = found["unit"], int(value)
    if "工作日" in unit:
        return None
    if "时" in unit or "钟" in unit:
        return on + timedelta(days=number // 24) if number >= 24 and number % 24 == 0 and "时" in unit else None
    return on + timedelta(days=number * (7 if unit in ("周", "星期") else 1))


def _calendar_day(found: re.Match[str], on: date | None) -> date | None:
    month, day = int(found["month"]), int(found["day"])
    if found["year"]:
        year = int(found["year"])
        return date(year + 2000 if year < 100 else year, month, day)
    if on is None:
        return None
    meant = date(on.year, month, day)
    return date(on.year + 1, month, day) if (on - meant).days > 180 else meant


def _day_of_month(found: re.Match[str], on: date | None) -> date | None:
    if on is None:
        return None
    day = int(found["day"])
    if found["which"] in ("下月", "下个月") or (not found["which"] and day < on.day):
        return date(on.year + on.month // 12, on.month % 12 + 1, day)
    return date(on.year, on.month, day)


def _month_end(found: re.Match[str], on: date | None) -> date | None:
    return date(on.year, on.month, calendar.monthrange(on.year, on.month)[1]) if on else None


def _weekday(found: re.Match[str], on: date | None) -> date | None:
    if on is None:
        return None
    wanted = "一二三四五六日天".index(found["weekday"]) % 7 if found["weekday"] != "天" else 6
    if found["which"] and found["which"].startswith("下"):
        return on + timedelta(days=7 - on.weekday() + wanted)
    ahead = wanted - on.weekday()
    return on + timedelta(days=ahead) if ahead >= 0 else None


_FORMS: tuple[tuple[re.Pattern[str], _Day], ...] = (
    (re.compile(f"(?P<word>今日|今天|今晚|今早|本日|当天|当日|明日|明天|明早|明晚|后天|次日){_TIME}{_END}"), _relative),
    (
        re.compile(
            f"(?:最后期限|截止(?:到|至|时间)?|最晚|最迟)(?:为|是|:)?(?P<word>今日|今天|今晚|本日|明日|明天|明晚|后天){_TIME}"
        ),
        _relative,
    ),
    (
        re.compile(
            f"(?P<n>{_N})\\s?(?P<unit>个?工作日|个?自然日|个?小时|分钟|天|日|周|星期)\\s?(?:之内|以内|内)(?![部容在有])"
        ),
        _within,
    ),
    (re.compile(f"(?:(?P<year>[0-9]{{4}}|[0-9]{{2}})\\s?年\\s?)?{_MONTH_DAY}{_TIME}{_END}"), _calendar_day),
    (re.compile(f"{_DUE}(?:(?P<year>[0-9]{{4}})\\s?年\\s?)?{_MONTH_DAY}{_TIME}(?:{_END})?"), _calendar_day),
    (re.compile(f"{_BY}(?P<said>(?:(?P<year>[0-9]{{4}})\\s?年\\s?)?{_MONTH_DAY}{_TIME}(?:{_END})?)"), _calendar_day),
    (
        re.compile(
            f"(?:{_DUE})?(?P<year>20[0-9]{{2}})\\s?[-/.]\\s?(?P<month>[0-9]{{1,2}})\\s?[-/.]\\s?(?P<day>[0-9]{{1,2}}){_TIME}{_END}"
            f"|{_DUE}(?P<year2>20[0-9]{{2}})[-/.](?P<month2>[0-9]{{1,2}})[-/.](?P<day2>[0-9]{{1,2}})"
        ),
        lambda found, on: date(
            int(found["year"] or found["year2"]),
            int(found["month"] or found["month2"]),
            int(found["day"] or found["day2"]),
        ),
    ),
    (
        re.compile(
            f"(?<![0-9月年/.-])(?P<which>本月|这个月|当月|下个月|下月)?\\s?(?P<day>[0-9]{{1,2}})\\s?[日号]{_TIME}\\s?(?:之前|以前|前)"
        ),
        _day_of_month,
    ),
    (re.compile(f"(?:本月底|月底|本月末|月末){_TIME}\\s?(?:之前|以前|前)"), _month_end),
    (
        re.compile(
            f"(?P<which>本|这|下个?)?(?:周|星期|礼拜)(?P<weekday>[一二三四五六日天]){_TIME}\\s?(?:之前|以前|前)"
        ),
        _weekday,
    ),
)
