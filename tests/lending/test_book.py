"""The rebuilt account adds up to the fen, whatever is paid when, and paying more never means owing more."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fairdue.kernel.months import add_months
from fairdue.lending.account import Account, Book, Inflow, Line
from fairdue.lending.accruing import interest_of
from fairdue.lending.book import rebuild
from fairdue.records.debt import Instalment

BEGINS = date(2023, 1, 15)
CAP = Line(date(2000, 1, 1), Decimal("0.154"), Decimal("0.154"))
KEPT = Line(date(2000, 1, 1), Decimal("0.24"), None)
SPLIT = (
    Line(date(2000, 1, 1), Decimal("0.24"), Decimal("0.36")),
    Line(date(2023, 8, 20), Decimal("0.148"), Decimal("0.148")),
)
LINES = st.sampled_from([(), (CAP,), (KEPT,), SPLIT])
RATES = st.sampled_from([Decimal(0), Decimal("0.1"), Decimal("0.154"), Decimal("0.24"), Decimal("0.365")])
PAYMENTS = st.lists(
    st.builds(
        Inflow,
        on=st.integers(0, 900).map(lambda days: BEGINS + timedelta(days=days)),
        amount=st.integers(1, 400_000),
        to_principal=st.booleans(),
    ),
    max_size=8,
)


@st.composite
def accounts(draw: st.DrawFn) -> Account:
    """Draw an account: with a plan of instalments with or without interest, or with none."""
    principal = draw(st.integers(10_000, 3_000_000))
    count = draw(st.integers(0, 12))
    has_interest = draw(st.booleans())
    part = principal // count if count else 0
    plan = tuple(
        Instalment(
            add_months(BEGINS, at + 1),
            principal - part * (count - 1) if at == count - 1 else part,
            draw(st.integers(1, 90_000)) if has_interest else 0,
        )
        for at in range(count)
    )
    rate = draw(RATES)
    return Account(
        advances=((BEGINS, draw(st.sampled_from([principal, max(principal * 9 // 10, 1)]))),),
        inflows=tuple(draw(PAYMENTS)),
        plan=plan,
        annual_rate=rate,
        late_rate=draw(RATES),
        penalty_rate=draw(RATES),
        compound=draw(st.booleans()),
        basis=draw(st.sampled_from([360, 365])),
        as_of=BEGINS + timedelta(days=draw(st.integers(0, 1000))),
        accelerated_on=draw(st.sampled_from([None, BEGINS + timedelta(days=200)])),
        principal_first=draw(st.booleans()),
    )


def owed_by_rows(book: Book) -> tuple[int, ...]:
    """Add up what the rows say accrued and was paid, by kind."""
    rows = book.rows
    return (
        sum(row.advanced - row.to_principal for row in rows),
        sum(row.interest + row.scheduled - row.to_interest for row in rows),
        sum(row.late_interest - row.to_late_interest for row in rows),
        sum(row.compound - row.to_compound for row in rows),
        sum(row.penalty - row.to_penalty for row in rows),
        sum(row.beyond - row.to_beyond for row in rows),
    )


@given(accounts(), LINES)
@settings(max_examples=150, deadline=None)
def test_rows_add_up_to_the_end(account: Account, lines: tuple[Line, ...]) -> None:
    """For every kind: what accrued less what was paid is what is left, and every fen paid went somewhere."""
    book, end = rebuild(account, lines), rebuild(account, lines).end
    left = (end.principal, end.interest, end.late_interest, end.compound, end.penalty, end.beyond)
    assert owed_by_rows(book) == left
    paid = sum(one.amount for one in account.inflows if one.on <= account.as_of)
    went = sum(
        row.to_principal + row.to_interest + row.to_beyond + row.to_late_interest + row.to_compound + row.to_penalty
        for row in book.rows
    )
    assert paid == went + book.surplus == sum(row.paid for row in book.rows)
    assert min(left) >= 0 and 0 <= book.overdue <= end.principal


@given(accounts(), LINES)
@settings(max_examples=100, deadline=None)
def test_rows_can_be_followed_with_a_pencil(account: Account, lines: tuple[Line, ...]) -> None:
    """Interest by the day is base × rate × days ÷ basis; interest of an instalment is the smaller of planned and room."""
    for row in rebuild(account, lines).rows:
        for base, rate, interest in (
            (row.base, row.rate, row.interest),
            (row.late_base, row.late_rate, row.late_interest),
        ):
            exact = Fraction(base) * Fraction(rate) * row.days / row.basis
            assert abs(interest - exact) <= Fraction(1, 2)
        assert row.scheduled == (row.planned if row.room is None else min(row.planned, row.room))


@given(accounts(), LINES, st.integers(0, 7), st.integers(1, 50_000))
@settings(max_examples=150, deadline=None)
def test_paying_more_never_means_owing_more(account: Account, lines: tuple[Line, ...], at: int, more: int) -> None:
    """A larger payment, all else the same, leaves no more to pay; a fen of rounding a row is the only slack."""
    if not account.inflows:
        return
    at %= len(account.inflows)
    paid = list(account.inflows)
    paid[at] = replace(paid[at], amount=paid[at].amount + more)
    before, after = rebuild(account, lines), rebuild(replace(account, inflows=tuple(paid)), lines)
    assert after.end.owed <= before.end.owed + len(before.rows)


@given(accounts(), LINES, st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_order_of_writing_down_changes_nothing(account: Account, lines: tuple[Line, ...], random: object) -> None:
    """Payments on different days may be listed in any order."""
    by_day = {one.on: one for one in account.inflows}
    listed = list(by_day.values())
    random.shuffle(listed)  # type: ignore[attr-defined]
    first = rebuild(replace(account, inflows=tuple(by_day.values())), lines)
    assert rebuild(replace(account, inflows=tuple(listed)), lines) == first


@given(accounts())
@settings(max_examples=100, deadline=None)
def test_a_lower_line_never_costs_more(account: Account) -> None:
    """What is owed under a line is at most what is owed without one, but for a fen of rounding a row."""
    free, lower, higher = (
        rebuild(account, lines).end.owed
        for lines in (
            (),
            (Line(date(2000, 1, 1), Decimal("0.1"), None),),
            (Line(date(2000, 1, 1), Decimal("0.3"), None),),
        )
    )
    slack = 2 * len(account.inflows) + 40
    assert lower <= higher + slack and higher <= free + slack


# days of payment, amount → what was left of principal and interest after the twelve instalments
EARLY = (
    (0, "paid on the day", 0),
    (3, "paid three days early: it is that instalment, no interest is saved", 0),
)


@pytest.mark.parametrize(("days", "told", "left"), EARLY, ids=lambda value: str(value))
def test_an_instalment_a_few_days_early_is_that_instalment(days: int, told: str, left: int) -> None:
    """Whoever always pays a few days early ends at zero, neither owing nor having paid too much."""
    plan = tuple(Instalment(add_months(BEGINS, at + 1), 10_000, 200) for at in range(12))
    inflows = tuple(Inflow(one.due - timedelta(days=days), 10_200) for one in plan)
    account = Account(
        ((BEGINS, 120_000),), inflows, plan, Decimal("0.24"), Decimal("0.36"), Decimal(0), False, 365, date(2024, 3, 1)
    )
    book = rebuild(account)
    assert (book.end.owed, book.surplus) == (left, 0), told


def test_prepaid_principal_bears_interest_only_while_used() -> None:
    """A loan paid back halfway through its month owes half the month's interest (民法典 677)."""
    plan = (Instalment(date(2023, 2, 14), 100_000, 3_000),)
    account = Account(
        ((BEGINS, 100_000),),
        (Inflow(date(2023, 1, 25), 101_000),),
        plan,
        Decimal("0.36"),
        Decimal("0.36"),
        Decimal(0),
        False,
        365,
        date(2023, 3, 1),
    )
    book = rebuild(account)
    # 10 of 30 days of 30.00 yuan: 10.00
    assert (book.end.owed, sum(row.scheduled for row in book.rows), book.surplus) == (0, 1_000, 0)


HALVES = ((1, (1, 2), 1, 1, 1), (3, (1, 2), 1, 1, 2), (1, (1, 4), 1, 1, 0), (1_000_000, (24, 100), 365, 365, 240_000))


@pytest.mark.parametrize(("base", "rate", "days", "basis", "fen"), HALVES)
def test_interest_rounds_half_up(base: int, rate: tuple[int, int], days: int, basis: int, fen: int) -> None:
    """A half fen goes up."""
    assert interest_of(base, rate, days, basis) == fen
