"""Figures as people write them: read as meant, or refused with the reason where they cannot be meant so."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as some

from fairdue.intake.figures import looks_monthly, read_amount, read_count, read_day, read_period, read_rate
from fairdue.kernel.errors import UnusableFigure
from fairdue.kernel.months import Period

AMOUNTS: list[tuple[object, str]] = [
    (5000, "5000"),
    (1234.5, "1234.5"),
    ("1,234.50", "1234.50"),
    ("１，２３４．５０", "1234.50"),
    ("1.5万", "15000"),
    ("1.5万元", "15000"),
    ("１.５萬", "15000"),
    ("1.5w", "15000"),
    ("￥5000.00", "5000.00"),
    ("RMB 500", "500"),
    ("5000元整", "5000"),
    ("伍仟元整", "5000"),
    ("壹万贰仟叁佰肆拾伍元陆角柒分", "12345.67"),
    ("人民币叁佰元伍角", "300.5"),
    ("两千", "2000"),
    ("三百五", "350"),
    ("伍角", "0.5"),
]


@pytest.mark.parametrize(("written", "amount"), AMOUNTS)
def test_amounts_are_read_as_meant(written: object, amount: str) -> None:
    """Full-width digits, thousands, 万, currency marks and capitals all name one amount in yuan."""
    assert read_amount(written, "x") == Decimal(amount)


NO_AMOUNTS: list[tuple[object, str]] = [
    (None, "missing"),
    ("", "missing"),
    ("abc", "not-an-amount"),
    ("1e3", "not-an-amount"),
    ("12,34", "not-an-amount"),
    ("1 000", "not-an-amount"),
    (True, "not-an-amount"),
    ("nan", "not-an-amount"),
    (float("inf"), "not-an-amount"),
    (-5, "negative"),
    ("－５", "negative"),
    (0, "zero"),
    ("9999999亿", "too-large"),
]


@pytest.mark.parametrize(("written", "why"), NO_AMOUNTS)
def test_what_is_no_amount_is_refused_with_its_place(written: object, why: str) -> None:
    """Each fault has its name, and the place it stands at."""
    with pytest.raises(UnusableFigure) as raised:
        read_amount(written, "a.yaml:3 amount")
    assert (raised.value.values["why"], raised.value.values["where"]) == (why, "a.yaml:3 amount")


@given(some.decimals("0.01", "999999999", places=2))
def test_an_amount_with_two_decimals_reads_back(amount: Decimal) -> None:
    """Plain, grouped and in ten-thousands: the same amount."""
    assert read_amount(str(amount), "x") == read_amount(f"{amount:,}", "x") == amount
    assert read_amount(f"{amount.scaleb(-4)}万", "x") == amount


RATES: list[tuple[object, str]] = [
    (24, "0.24"),
    (0, "0"),
    (36.5, "0.365"),
    ("24%", "0.24"),
    ("２４％", "0.24"),
    ("年利率 24%", "0.24"),
    ("年化7.2%", "0.072"),
    ("0.24%", "0.0024"),
    ("1.5%/月", "0.18"),
    ("月息1.5%", "0.18"),
    ("月息2分", "0.24"),
    ("2分5厘", "0.3"),
    ("日万分之五", "0.1825"),
    ("0.05%/天", "0.1825"),
    ("日利率0.05%", "0.1825"),
    ("百分之二十四", "0.24"),
    ("1%/month", "0.12"),
]


@pytest.mark.parametrize(("written", "rate"), RATES)
def test_rates_are_read_as_yearly_fractions(written: object, rate: str) -> None:
    """A bare number is percent a year; a month's rate is taken twelve times, a day's 365 times."""
    assert read_rate(written, "x") == Decimal(rate)


NO_RATES: list[tuple[object, str]] = [
    (0.24, "looks-like-fraction"),
    ("0.036", "looks-like-fraction"),
    ("-3", "negative"),
    ("LPR", "not-a-rate"),
    ("24%%", "not-a-rate"),
    (True, "not-a-rate"),
    (None, "missing"),
    ("万分之五", "no-period"),
    ("5‰", "no-period"),
    ("9999999", "too-large"),
]


@pytest.mark.parametrize(("written", "why"), NO_RATES)
def test_a_rate_that_could_mean_two_things_is_refused(written: object, why: str) -> None:
    """0.24 is neither 24 % nor surely 0.24 %; 万分之五 of what time is not said."""
    with pytest.raises(UnusableFigure) as raised:
        read_rate(written, "x")
    assert raised.value.values["why"] == why


def test_a_bare_figure_as_low_as_a_monthly_one_is_noticed() -> None:
    """1.5 as a yearly rate is likely a monthly one; with a sign or a period it is what it says."""
    assert [looks_monthly(one) for one in (1.5, "2", 24, "1.5%", "月息1.5%", 3)] == [
        True,
        True,
        False,
        False,
        False,
        False,
    ]


DAYS = ["2026-01-05", "2026/1/5", "2026.1.5", "2026年1月5日", "２０２６－０１－０５", 20260105, date(2026, 1, 5)]


@pytest.mark.parametrize("written", DAYS)
def test_days_are_read_in_every_usual_form(written: object) -> None:
    """Dashes, slashes, dots, characters or digits alone."""
    assert read_day(written, "x") == date(2026, 1, 5)


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("2026-02-30", "no-such-day"),
        ("2026-13-01", "no-such-day"),
        ("明天", "not-a-day"),
        (None, "missing"),
        (5, "not-a-day"),
        ("0205-01-05", "far-off"),
        ("9999-12-31", "far-off"),
        (date(1, 1, 1), "far-off"),
    ],
)
def test_a_day_the_calendar_lacks_is_refused(written: object, why: str) -> None:
    """30 February is told apart from what is no date at all, and from a year nobody can mean."""
    with pytest.raises(UnusableFigure) as raised:
        read_day(written, "x")
    assert raised.value.values["why"] == why


def test_intervals_and_counts_have_bounds() -> None:
    """An interval has a unit; a count is whole and within its bounds."""
    assert read_period("2 weeks", "x") == Period(2, "week") and read_count("１２", "x", 1, 60) == 12
    for bad in ("soon", 7, None):
        with pytest.raises(UnusableFigure, match="not-a-period"):
            read_period(bad, "x")
    for given_ in (0, 61, 1.5, "x", True):
        with pytest.raises(UnusableFigure, match="not-a-count"):
            read_count(given_, "x", 1, 60)
    with pytest.raises(UnusableFigure, match="missing"):
        read_count(None, "x", 1, 60)
