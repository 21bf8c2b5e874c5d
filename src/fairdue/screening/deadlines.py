"""The time limit a message sets its reader; when its sender will act, or how long a code lasts, is none."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import NamedTuple

from fairdue.kernel.expression import Expression, Found
from fairdue.kernel.places import before, found_at
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
    """One way to write a limit; `said`, where named, is the part to quote.

    Each such limit has `mark` in it, begins at most `reach` characters before it, and with one of `begins`.
    """

    mark: Expression
    reach: int
    begins: str | None
    pattern: Expression
    day: _Day
    not_after: Expression = _OFFER


class _Limit(NamedTuple):
    start: int
    end: int
    form: _Form
    found: Found


_DIGITS, _NUMERALS = "0123456789", "0123456789零一二三四五六七八九十两百"
_MUST_BEGINS, _DUE_BEGINS = "请务必须需应要得", "截最到还"
_A_DAY = Expression(_TODAY, needs=_TODAYS)
_A_SPAN = Expression("[日天周期时钟](?=\\s?[之以]?内)", needs="内")
_A_MONTH = Expression("[0-9](?=\\s?月\\s?[0-9])", needs="月")
_A_YEAR = Expression("20(?=[0-9]{2}\\s?[-/.])", needs=("20",))
_A_DAY_OF_MONTH = Expression("[0-9](?=\\s?[日号])", needs="日号")
_AN_HOUR = Expression("[0-9一二三四五六七八九十](?=\\s?[:点时])", needs=":点时")
_FORMS = (
    _Form(_A_DAY, 0, None, Expression(f"(?P<word>{_TODAY}){_TIME}{_END}", needs=_TODAYS), relative_day, _SENDERS_PLAN),
    _Form(
        _A_DAY,
        5,
        "最截",
        Expression(f"(?:最后期限|截止(?:到|至|时间)?|最晚|最迟)(?:为|是|:)?(?P<word>{_TODAY}){_TIME}"),
        relative_day,
    ),
    _Form(
        _A_DAY,
        0,
        None,
        Expression(
            f"(?P<said>(?P<word>{_TODAY}))(?:之?内|就|必须|务必|一定要|要|得){{1,2}}(?:给我|把钱|全部|全额|及时)?"
            "(?:还|处理|结清|付|缴|打款|转|清)"
        ),
        relative_day,
    ),
    _Form(
        _A_SPAN,
        9,
        _NUMERALS,
        Expression(
            f"(?P<n>{NUMBER})\\s?(?P<unit>个?工作日|个?自然日|个?小时|分钟|天|日|周|星期)\\s?(?:之内|以内|内)(?![部容在有])"
        ),
        day_within,
        _SENDERS_PLAN,
    ),
    _Form(_A_MONTH, 8, _DIGITS, Expression(f"{_YEAR}{_MONTH_DAY}{_TIME}{_END}"), calendar_day),
    _Form(_A_MONTH, 15, _DUE_BEGINS, Expression(f"{_DUE}{_YEAR}{_MONTH_DAY}{_TIME}(?:{_END})?"), calendar_day),
    _Form(
        _A_MONTH,
        13,
        _MUST_BEGINS,
        Expression(f"{_MUST}(?:于|在)\\s?(?P<said>{_YEAR}{_MONTH_DAY}{_TIME}(?:{_END})?)"),
        calendar_day,
    ),
    _Form(
        _A_MONTH,
        8,
        _DIGITS,
        Expression(
            f"(?P<said>{_YEAR}{_MONTH_DAY})(?:是|为)(?:您|你)?[^,。\\n]{{0,18}}(?:还款|扣款|到期|缴费|提醒)日",
            needs=("还款日", "扣款日", "到期日", "缴费日", "提醒日"),
        ),
        calendar_day,
    ),
    _Form(_A_YEAR, 0, None, Expression(f"{_NUMERIC}{_TIME}{_END}"), calendar_day),
    _Form(_A_YEAR, 7, _DUE_BEGINS, Expression(f"{_DUE}{_NUMERIC}"), calendar_day),
    _Form(
        Expression("[于在](?=[0-9]{1,2}/)", needs="/"),
        0,
        None,
        Expression(
            "(?:于|在)(?P<said>(?P<month>[0-9]{1,2})/(?P<day>[0-9]{1,2}))(?P<year>)日?"
            "(?:进行)?(?:扣款|还款|前|之前|到期)"
        ),
        calendar_day,
    ),
    _Form(
        _A_DAY_OF_MONTH,
        5,
        None,
        Expression(
            "(?<![0-9月年/.-])(?P<which>本月|这个月|当月|下个月|下月)?\\s?"
            f"(?P<day>[0-9]{{1,2}})\\s?[日号]{_TIME}{_BEFORE}",
            needs="前",
        ),
        day_of_month,
    ),
    _Form(
        Expression("月(?=[底末])", needs="底末"),
        1,
        "本月",
        Expression(f"(?:本月底|月底|本月末|月末){_TIME}{_BEFORE}"),
        month_end,
    ),
    _Form(
        Expression("(?:周|星期|礼拜)(?=[一二三四五六日天])", needs=("周", "星期", "礼拜")),
        2,
        "本这下周星礼",
        Expression(f"(?P<which>本|这|下个?)?(?:周|星期|礼拜)(?P<weekday>[一二三四五六日天]){_TIME}{_BEFORE}"),
        weekday,
    ),
    _Form(_AN_HOUR, 9, _MUST_BEGINS, Expression(f"{_MUST}(?:于|在)?(?P<said>{_HOUR}{_BEFORE})", needs="前"), no_day),
)


def find_deadline(text: str, plain: str, on: date | None) -> Deadline | None:
    """Find the first time limit set for the reader; `on` is the day of receipt, None where it is not known."""
    first = min(_limits(plain), key=lambda limit: (limit.start, -limit.end), default=None)
    if first is None:
        return None
    start, end, form, found = first
    return Deadline(text[start:end], start, end, _safely(form, found, on))


def _limits(plain: str) -> Iterator[_Limit]:
    """Yield the first limit of each form."""
    marks: dict[str, list[Found]] = {}
    for form in _FORMS:
        own = marks.get(form.mark.source)
        if own is None:
            own = marks[form.mark.source] = list(form.mark.finditer(plain))
        part = "said" if "(?P<said>" in form.pattern.source else 0
        for found in found_at(form.pattern, plain, before(plain, own, form.reach, form.begins)) if own else ():
            start, end = found.span(part)
            if not form.not_after.search(plain[max(0, start - 8) : start]) and not _NO_LIMIT.match(plain, end):
                yield _Limit(start, end, form, found)
                break


def _safely(form: _Form, found: Found, on: date | None) -> date | None:
    """Name the day, or none where the words make a day that does not exist."""
    try:
        return form.day(found, on)
    except (ValueError, OverflowError):
        return None
