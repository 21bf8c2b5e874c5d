"""Days overdue and the time limit a message sets."""

from __future__ import annotations

from datetime import date

import pytest

from fairdue.kernel.flat import flat
from fairdue.screening.deadlines import find_deadline
from fairdue.screening.overdue import find_days_overdue

# A Saturday.
RECEIVED = date(2026, 11, 21)

LIMITS = [
    ("请今日18点前还款", "今日18点前", date(2026, 11, 21)),
    ("明天中午12点前处理", "明天中午12点前", date(2026, 11, 22)),
    ("请在3日内还清", "3日内", date(2026, 11, 24)),
    ("限你一周内还清", "一周内", date(2026, 11, 28)),
    ("24小时内处理欠款", "24小时内", date(2026, 11, 22)),
    ("2小时内处理欠款", "2小时内", None),
    ("5个工作日内缴清", "5个工作日内", None),
    ("请于2026年11月30日前还款", "2026年11月30日前", date(2026, 11, 30)),
    ("11月30日17:00前还清", "11月30日17:00前", date(2026, 11, 30)),
    ("1月5日前还清", "1月5日前", date(2027, 1, 5)),
    ("到期还款日12月5日", "到期还款日12月5日", date(2026, 12, 5)),
    ("请25日前还清", "25日前", date(2026, 11, 25)),
    ("请10号之前还清", "10号之前", date(2026, 12, 10)),
    ("本月底前结清", "本月底前", date(2026, 11, 30)),
    ("下周一前还清", "下周一前", date(2026, 11, 23)),
    ("本周五前还清", "本周五前", None),
    ("2026-11-25前还清", "2026-11-25前", date(2026, 11, 25)),
    ("你必须今天就还款", "今天", date(2026, 11, 21)),
    ("请于中午十点前还款", "中午十点前", None),
    ("2月30日前还清", "2月30日前", None),
]


@pytest.mark.parametrize(("text", "quote", "on"), LIMITS)
def test_limit_names_its_day_where_words_and_receipt_settle_it(text: str, quote: str, on: date | None) -> None:
    """The day follows from the words and the day of receipt, or is left open."""
    found = find_deadline(text, flat(text), RECEIVED)
    assert found is not None and (found.quote, found.on) == (quote, on)


@pytest.mark.parametrize(
    "text", ["请今日18点前还款", "请在3日内还清", "11月30日前还清", "请25日前还清", "本月底前结清"]
)
def test_without_the_day_of_receipt_no_day_is_named(text: str) -> None:
    """Unknown receipt leaves relative limits without a day."""
    found = find_deadline(text, flat(text), None)
    assert found is not None and found.on is None


def test_a_full_date_needs_no_receipt() -> None:
    """A date with its year names its day by itself."""
    found = find_deadline("2026年11月30日前还清", "2026年11月30日前还清", None)
    assert found is not None and found.on == date(2026, 11, 30)


NO_LIMITS = [
    ("验证码5分钟内有效", "how long a code lasts"),
    ("我方将于3日内向法院提起诉讼", "what the sender will do"),
    ("可于02月20日前回复申请分期", "an offer"),
    ("您于11月20日支出1000元", "something past"),
    ("资金3个工作日内到账", "when money comes"),
    ("最近7天内登录过", "something past"),
]


@pytest.mark.parametrize(("text", "because"), NO_LIMITS)
def test_not_every_span_of_time_is_a_limit(text: str, because: str) -> None:
    """Only a limit set for the reader is one."""
    assert find_deadline(text, flat(text), RECEIVED) is None, because


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("您已逾期3天", 3),
        ("逾期天数：12天", 12),
        ("已经超期十五天了", 15),
        ("逾期一周", 7),
        ("30天未还", 30),
        ("如逾期超过90天将起诉", None),
        ("若逾期3天以上收取罚息", None),
        ("逾期3日内可补缴", None),
        ("逾期X天", None),
        ("借款30天", None),
    ],
)
def test_days_overdue_are_stated_not_supposed(text: str, days: int | None) -> None:
    """Days count where the message says they have passed, not where it says what would happen."""
    assert find_days_overdue(flat(text)) == days
