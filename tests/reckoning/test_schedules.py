"""Schedules: textbook instalments to the fen, and every schedule repays exactly what was lent."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from fairdue.kernel.errors import UnusableFigure
from fairdue.kernel.months import MONTH, series
from fairdue.reckoning.rates import irr
from fairdue.reckoning.schedules import make_schedule
from fairdue.records.money import DayCount, LoanTerms, Schedule, ScheduleKind

LOAN = date(2026, 1, 10)
KINDS: tuple[ScheduleKind, ...] = (
    "equal-payment", "equal-principal", "flat-fee", "interest-only", "bullet", "graduated",
)  # fmt: skip


def terms(kind: ScheduleKind, yuan: int, rate: str, months: int, **more: object) -> LoanTerms:
    """A monthly loan of whole yuan."""
    dues = tuple(series(date(2026, 2, 10), MONTH, months))
    return LoanTerms(kind, yuan * 100, Decimal(rate), LOAN, dues, **more)  # type: ignore[arg-type]


def lines(schedule: Schedule) -> list[tuple[int, int, int, int, int]]:
    """Payment, principal, interest, fee and balance of every row, in fen."""
    return [(row.payment, row.principal, row.interest, row.fee, row.balance) for row in schedule.rows]


# 12,000 at 24 % over three months, month by month; each sum can be followed with a pencil.
WORKED: list[tuple[ScheduleKind, dict[str, object], list[tuple[int, int, int, int, int]]]] = [
    # 12000 · 0.02 / (1 - 1.02^-3) = 4161.06; 240.00 of it interest; the last absorbs a fen
    ("equal-payment", {}, [
        (416106, 392106, 24000, 0, 807894), (416106, 399948, 16158, 0, 407946), (416105, 407946, 8159, 0, 0),
    ]),
    # 4000 each; interest 2 % of 12000, 8000, 4000
    ("equal-principal", {}, [
        (424000, 400000, 24000, 0, 800000), (416000, 400000, 16000, 0, 400000), (408000, 400000, 8000, 0, 0),
    ]),
    # interest 2 % of 12000 every time
    ("flat-fee", {}, [
        (424000, 400000, 24000, 0, 800000), (424000, 400000, 24000, 0, 400000), (424000, 400000, 24000, 0, 0),
    ]),
    ("interest-only", {}, [
        (24000, 0, 24000, 0, 1200000), (24000, 0, 24000, 0, 1200000), (1224000, 1200000, 24000, 0, 0),
    ]),
    # simple interest, 12000 · 24 % · 3/12
    ("bullet", {}, [(1272000, 1200000, 72000, 0, 0)]),
    # one month of interest only, then 12000 over two months: 12000 · 0.02 / (1 - 1.02^-2) = 6180.59
    ("equal-payment", {"grace": 1}, [
        (24000, 0, 24000, 0, 1200000), (618059, 594059, 24000, 0, 605941), (618060, 605941, 12119, 0, 0),
    ]),
    # 6000 stay to the end: the payment is 6000 · 0.02 / (1 - 1.02^-3) + 120 = 2200.53
    ("equal-payment", {"balloon": 600000}, [
        (220053, 196053, 24000, 0, 1003947), (220053, 199974, 20079, 0, 803973), (820052, 803973, 16079, 0, 0),
    ]),
    # a fee of 30 on top of each
    ("equal-principal", {"fee_each": 3000}, [
        (427000, 400000, 24000, 3000, 800000), (419000, 400000, 16000, 3000, 400000), (411000, 400000, 8000, 3000, 0),
    ]),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "more", "rows"), WORKED)
def test_a_worked_schedule(kind: ScheduleKind, more: dict[str, object], rows: list[tuple[int, ...]]) -> None:
    """Every row as it comes out by hand."""
    assert lines(make_schedule(terms(kind, 12000, "0.24", 3, **more))) == rows


def test_the_textbook_mortgage() -> None:
    """One million over thirty years at 4.9 %: 5307.27 a month, or 6861.11 falling by 11.34 a month."""
    assert make_schedule(terms("equal-payment", 1000000, "0.049", 360)).rows[0].payment == 530727
    falling = make_schedule(terms("equal-principal", 1000000, "0.049", 360)).rows
    assert (falling[0].payment, falling[0].payment - falling[1].payment) == (686111, 1134)


def test_irregular_days_earn_interest_by_days() -> None:
    """36 and 23 days at 36.5 %, over 365: 0.1 % a day on what is left."""
    dues = (date(2026, 2, 15), date(2026, 3, 10))
    loan = LoanTerms("equal-principal", 100000, Decimal("0.365"), LOAN, dues, day_count="actual/365")
    assert [(row.principal, row.interest) for row in make_schedule(loan).rows] == [(50000, 3600), (50000, 1150)]


def test_a_graduated_payment_grows_by_its_steps() -> None:
    """Ten percent more every twelve instalments; the first do not cover the interest, which joins the principal."""
    rows = make_schedule(terms("graduated", 100000, "0.12", 36, step_rate=Decimal("0.5"), step_every=12)).rows
    assert rows[12].payment == pytest.approx(rows[0].payment * 1.5, abs=1)
    assert rows[0].balance > 10000000 * 0.97 and rows[-1].balance == 0


@settings(max_examples=120, deadline=None)
@given(
    kind=some.sampled_from(KINDS),
    principal=some.integers(1, 10**9),
    rate=some.decimals("0", "3", places=4),
    months=some.integers(1, 72),
    grace=some.integers(0, 5),
    fee=some.integers(0, 5000),
    by_days=some.booleans(),
    rounding=some.sampled_from(["half-up", "half-even", "down", "up"]),
)
def test_every_schedule_repays_exactly(
    kind: ScheduleKind, principal: int, rate: Decimal, months: int, grace: int, fee: int, by_days: bool, rounding: str
) -> None:
    """Principal sums to the loan, the last balance is zero, each payment is the sum of its parts."""
    dues = tuple(series(date(2026, 2, 10), MONTH, months))
    grace = min(grace, months - 1)
    count: DayCount | None = "actual/360" if by_days else None
    loan = LoanTerms(
        kind,
        principal,
        rate,
        LOAN,
        dues,
        12,
        count,
        grace,
        fee_each=fee,
        rounding=rounding,  # type: ignore[arg-type]
    )
    rows = make_schedule(loan).rows
    assert sum(row.principal for row in rows) == principal and rows[-1].balance == 0
    for before, row in zip([principal, *(row.balance for row in rows)], rows, strict=False):
        assert row.payment == row.principal + row.interest + row.fee
        assert row.balance == before - row.principal and row.interest >= 0
    # A level payment may fall short of the interest of a long month; an equal share of principal never does.
    if kind not in ("graduated", "equal-payment"):
        assert min(row.principal for row in rows) >= 0


@settings(max_examples=40, deadline=None)
@given(some.integers(10**6, 10**9), some.decimals("0.01", "0.6", places=3), some.integers(2, 60))
def test_the_rate_of_equal_payments_is_the_contract_rate(principal: int, rate: Decimal, months: int) -> None:
    """The IRR of what the borrower pays is the rate he agreed to, up to the rounding of fen."""
    rows = make_schedule(terms("equal-payment", principal // 100, str(rate), months)).rows
    result = irr([Decimal(-(principal // 100)), *(Decimal(row.payment) / 100 for row in rows)], 12)
    assert result.percent == pytest.approx(float(rate * 100), abs=0.01)


REFUSED: list[tuple[str, LoanTerms]] = [
    ("zero", terms("bullet", 0, "0.1", 3)),
    ("negative", terms("bullet", 100, "-0.1", 3)),
    ("not-a-count", terms("bullet", 100, "0.1", 0)),
    ("not-a-count", terms("equal-payment", 100, "0.1", 3, grace=3)),
    ("too-large", terms("equal-payment", 100, "0.1", 3, balloon=10000)),
    ("before-the-loan", LoanTerms("bullet", 100, Decimal("0.1"), LOAN, (LOAN,))),
]


@pytest.mark.parametrize(("why", "refused"), REFUSED)
def test_terms_that_make_no_schedule_are_refused(why: str, refused: LoanTerms) -> None:
    """Each fault has a name."""
    with pytest.raises(UnusableFigure) as raised:
        make_schedule(refused)
    assert raised.value.values["why"] == why
