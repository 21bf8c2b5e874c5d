"""The time limit a message sets its reader; when its sender will act, or how long a code lasts, is none."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import NamedTuple

from fairdue.kernel.expression import Expression, Found
from fairdue.records.assessment import Deadline
from fairdue.screening.days import calendar_day, day_of_month, day_within, month_end, no_day, relative_day, weekday
from fairdue.screening.overdue import NUMBER

_HOUR = (
    "(?:上午|下午|中午|晚上|早上|晚|早|凌晨|傍晚)?\\s?(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})\\s?"
    "[:点时](?:[0-9]{1,2}分?|半)?(?:钟|整)?"
)
_TIME = f"(?:\\s?{_HOUR}|\\s?(?:中午|下班|上午|下午|晚上))?"
_BEFORE = "\\s?(?:之前|以前|前)"
_END = "\\s?(?:之前|以前|前|之内|以内|内|为止|止)"
_MONTH_DAY = "(?P<month>[0-9]{1,2})\\s?月\\s?(?P<day>[0-9]{1,2})\\s?[日号]"
_YEAR = "(?:(?P<year>[0-9]{4}|[0-9]{2})\\s?年\\s?)?"
_NUMERIC = "(?P<year>20[0-9]{2})\\s?[-/.]\\s?(?P<month>[0-9]{1,2})\\s?[-/.]\\s?(?P<day>[0-9]{1,2})"
_DUE = (
    "(?:截止(?:到|至|日期|时间)?|最后还款日|最迟还款日|到期还款日|还款到期日|还款日|最后期限|到期日|最晚|最迟)"
    "(?:为|是|:|\\s){0,2}"
)
_DUES = ("截止", "最", "还款日", "到期")
_MUST = "(?:请|务必|必须|须|需|应|要|得)(?:您|你)?"
_TODAYS = ("今日", "今天", "今晚", "今早", "本日", "当天", "当日", "明日", "明天", "明早", "明晚", "后天", "次日")
_TODAY = "|".join(_TODAYS)
# The sender's own plans, something past, an offer: a span of time or day after these is no limit for the reader.
_SENDERS_PLAN = Expression(
    "(?:将在|将于|会在|已在|已于|近|过去|最近|连续|逾期|预计|约|人员在|我们在|我司在|退款|到账|可于|可在|可)\\s?$"
)
_OFFER = Expression("(?:可于|可在|可|已于|已在)\\s?$")
_NO_LIMIT = Expression(
    "\\s?(?:有效|免息|到账|到帐|发货|送达|审核|放款|下款|无理由|无条件|退订|输入|使用|验证|完成验证|完成审核|"
    "我司将|将有|会有|专员|工作人员|已|的|曾)"
)


_Day = Callable[[Found, date | None], date | None]


class _Form(NamedTuple):
    """One way to write a limit; `said`, where named, is the part to quote."""

    pattern: Expression
    day: _Day
    not_after: Expression


def _form(needs: Iterable[str], pattern: str, day: _Day, not_after: Expression = _OFFER) -> _Form:
    return _Form(Expression(pattern, needs), day, not_after)


_FORMS = (
    _form(_TODAYS, f"(?P<word>{_TODAY}){_TIME}{_END}", relative_day, _SENDERS_PLAN),
    _form(
        ("最后期限", "截止", "最晚", "最迟"),
        f"(?:最后期限|截止(?:到|至|时间)?|最晚|最迟)(?:为|是|:)?(?P<word>{_TODAY}){_TIME}",
        relative_day,
    ),
    _form(
        _TODAYS,
        f"(?P<said>(?P<word>{_TODAY}))(?:之?内|就|必须|务必|一定要|要|得){{1,2}}(?:给我|把钱|全部|全额|及时)?"
        "(?:还|处理|结清|付|缴|打款|转|清)",
        relative_day,
    ),
    _form(
        "内",
        f"(?P<n>{NUMBER})\\s?(?P<unit>个?工作日|个?自然日|个?小时|分钟|天|日|周|星期)\\s?(?:之内|以内|内)(?![部容在有])",
        day_within,
        _SENDERS_PLAN,
    ),
    _form("月", f"{_YEAR}{_MONTH_DAY}{_TIME}{_END}", calendar_day),
    _form(_DUES, f"{_DUE}{_YEAR}{_MONTH_DAY}{_TIME}(?:{_END})?", calendar_day),
    _form("月", f"{_MUST}(?:于|在)\\s?(?P<said>{_YEAR}{_MONTH_DAY}{_TIME}(?:{_END})?)", calendar_day),
    _form(
        ("还款日", "扣款日", "到期日", "缴费日", "提醒日"),
        f"(?P<said>{_YEAR}{_MONTH_DAY})(?:是|为)(?:您|你)?[^,。\\n]{{0,18}}(?:还款|扣款|到期|缴费|提醒)日",
        calendar_day,
    ),
    _form(("20",), f"{_NUMERIC}{_TIME}{_END}", calendar_day),
    _form(_DUES, f"{_DUE}{_NUMERIC}", calendar_day),
    _form(
        "/",
        "(?:于|在)(?P<said>(?P<month>[0-9]{1,2})/(?P<day>[0-9]{1,2}))(?P<year>)日?(?:进行)?(?:扣款|还款|前|之前|到期)",
        calendar_day,
    ),
    _form(
        "前",
        f"(?<![0-9月年/.-])(?P<which>本月|这个月|当月|下个月|下月)?\\s?(?P<day>[0-9]{{1,2}})\\s?[日号]{_TIME}{_BEFORE}",
        day_of_month,
    ),
    _form(("月底", "月末"), f"(?:本月底|月底|本月末|月末){_TIME}{_BEFORE}", month_end),
    _form(
        ("周", "星期", "礼拜"),
        f"(?P<which>本|这|下个?)?(?:周|星期|礼拜)(?P<weekday>[一二三四五六日天]){_TIME}{_BEFORE}",
        weekday,
    ),
    _form("前", f"{_MUST}(?:于|在)?(?P<said>{_HOUR}{_BEFORE})", no_day),
)


def find_deadline(text: str, plain: str, on: date | None) -> Deadline | None:
    """Find the first time limit set for the reader; `on` is the day of receipt, None where it is not known."""
    limits = sorted(_limits(plain, on), key=lambda limit: (limit[0], -limit[1]))
    start, end, day = next(iter(limits), (0, 0, None))
    return Deadline(text[start:end], start, end, day) if end else None


def _limits(plain: str, on: date | None) -> Iterator[tuple[int, int, date | None]]:
    for form in _FORMS:
        part = "said" if "(?P<said>" in form.pattern.source else 0
        for found in form.pattern.finditer(plain):
            start, end = found.span(part)
            if not form.not_after.search(plain[max(0, start - 8) : start]) and not _NO_LIMIT.match(plain, end):
                yield start, end, _safely(form, found, on)


def _safely(form: _Form, found: Found, on: date | None) -> date | None:
    """Name the day, or none where the words make a day that does not exist."""
    try:
        return form.day(found, on)
    except (ValueError, OverflowError):
        return None
