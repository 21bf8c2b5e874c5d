"""Schedules from typed options: days filled in, each option refused by its own name."""

from __future__ import annotations

import json
from datetime import date
from importlib.resources import files
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from fairdue.app.contracts.money import schedule_json
from fairdue.app.make_schedule import KINDS, MINIMUM, make
from fairdue.kernel.errors import UnusableFigure

TODAY = date(2026, 1, 31)
SCHEMA = json.loads((files("fairdue.app.contracts") / "schedule-1.schema.json").read_text("utf-8"))


def typed(**more: Any) -> dict[str, Any]:
    """Return the options of 12,000 at 24 % over three months, with changes."""
    return {"kind": "equal-payment", "principal": "1.2万", "rate": "24", "months": "3", **more}


def dues(**more: Any) -> list[str]:
    """Return the due days."""
    return [row.due.isoformat() for row in make(typed(**more), TODAY).schedule.rows]


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_fits_its_schema(kind: str) -> None:
    """Numbers, days and totals as the schema says, each row adding up."""
    answer = make(typed(kind=kind, months=None if kind == MINIMUM else "3"), TODAY)
    told = schedule_json(answer.schedule, answer.cost, answer.warnings)
    Draft202012Validator(SCHEMA).validate(told)
    assert told["totals"]["principal"] == 12000.0 and told["rows"][-1]["balance"] == 0.0
    for row in told["rows"]:
        assert row["payment"] == pytest.approx(row["principal"] + row["interest"] + row["fee"])


def test_days_are_counted_from_the_loan() -> None:
    """From today where nothing is said; month ends stay month ends."""
    assert dues() == ["2026-02-28", "2026-03-31", "2026-04-30"]
    assert dues(begins_on=date(2026, 1, 10)) == ["2026-02-10", "2026-03-10", "2026-04-10"]


def test_days_are_counted_from_the_first_due_day_where_given() -> None:
    """A first due day makes the series; other intervals too."""
    first = date(2026, 2, 15)
    assert dues(first_due=first, begins_on=date(2026, 1, 10)) == ["2026-02-15", "2026-03-15", "2026-04-15"]
    assert dues(first_due=first, every="2 weeks") == ["2026-02-15", "2026-03-01", "2026-03-15"]


def test_two_weeks_carry_a_twenty_sixth_of_the_year() -> None:
    """24 % / 26 of 12,000 is 110.77; ten days have no whole number in a year and are counted."""
    two_weeks = make(typed(every="2 weeks", kind="interest-only"), TODAY).schedule
    ten_days = make(typed(every="10 days", kind="interest-only"), TODAY).schedule
    assert (two_weeks.rows[0].interest, ten_days.rows[0].interest) == (11077, 7890)


def test_the_cost_of_the_payments_is_told_beside_the_rate() -> None:
    """A flat fee of 0.66 % a month is 7.92 % on paper, 14.31 % nominal and 15.29 % effective."""
    flat = make(typed(kind="flat-fee", principal="12000", rate="月息0.66%", months="12"), TODAY)
    assert flat.cost.nominal_percent == pytest.approx(14.31, abs=0.005)
    assert flat.cost.effective_percent == pytest.approx(15.29, abs=0.005)
    level = make(typed(months="12"), TODAY).cost
    assert level.nominal_percent == pytest.approx(24, abs=0.01)
    with_fee = make(typed(months="12", fee="10"), TODAY).cost
    assert (with_fee.nominal_percent or 0) > 25


def test_a_bullet_costs_its_simple_interest() -> None:
    """12,000 and 24 % simple after three months is 6 % a quarter: 23.53 % nominal by the month."""
    assert make(typed(kind="bullet"), TODAY).cost.effective_percent == pytest.approx(26.2477)


def test_a_card_needs_no_number_of_months() -> None:
    """Paid by its minimum, it takes as long as it takes; a twentieth of the balance takes twice as long."""
    card = typed(kind="minimum-payment", rate="日万分之五", months=None, minimum_amount="100")
    tenth, twentieth = (make({**card, "minimum": share}, TODAY).schedule for share in (None, "5%"))
    assert tenth.rows[-1].balance == 0 and len(twentieth.rows) > 1.5 * len(tenth.rows)
    assert tenth.rows[0].interest == 16800  # 12,000 · 0.05 % · 28 days


def test_a_prepayment_changes_what_comes_after_it() -> None:
    """Half of what is left on 15 March: the later payment shrinks, or the loan ends a month sooner; it fits the schema."""
    shrunk = make(typed(prepaid="2026-03-15=6000"), TODAY)
    shorter = make(typed(prepaid="2026-03-15=6000", keep="payment"), TODAY)
    # 2,078.94 left at 2 % a month, in two: 2078.94 * 0.02 / (1 - 1.02**-2) = 1070.76 each, 41.58 of it interest first
    assert [(row.due.isoformat(), row.principal) for row in shrunk.schedule.rows] == [
        ("2026-02-28", 392106), ("2026-03-15", 600000), ("2026-03-31", 102918), ("2026-04-30", 104976),
    ]  # fmt: skip
    assert [row.due.isoformat() for row in shorter.schedule.rows] == ["2026-02-28", "2026-03-15", "2026-03-31"]
    for answer in (shrunk, shorter):
        Draft202012Validator(SCHEMA).validate(schedule_json(answer.schedule, answer.cost, answer.warnings))
        assert answer.schedule.rows[-1].balance == 0


def test_a_loan_called_in_falls_due_at_once() -> None:
    """After the first instalment all principal left falls due, with fifteen days of interest: 8,078.94 at 24 %."""
    rows = make(typed(called_in=date(2026, 3, 15)), TODAY).schedule.rows
    assert [(row.due.isoformat(), row.principal, row.interest) for row in rows] == [
        ("2026-02-28", 392106, 24000), ("2026-03-15", 807894, 7968),
    ]  # fmt: skip


REFUSED: list[tuple[str, dict[str, Any], str, str]] = [
    ("a fraction for a rate", {"rate": "0.24"}, "--rate", "looks-like-fraction"),
    ("a negative rate", {"rate": "-3"}, "--rate", "negative"),
    ("a word for a rate", {"rate": "LPR"}, "--rate", "not-a-rate"),
    ("nothing lent", {"principal": "0"}, "--principal", "zero"),
    ("less than nothing lent", {"principal": "-5"}, "--principal", "negative"),
    ("finer than a fen", {"principal": "1.005"}, "--principal", "too-fine"),
    ("no number of instalments", {"months": None}, "--months", "missing"),
    ("no instalment", {"months": "0"}, "--months", "not-a-count"),
    ("half an instalment", {"months": "1.5"}, "--months", "not-a-count"),
    ("only grace", {"grace": "3"}, "--grace", "not-a-count"),
    ("all of it a balloon", {"balloon": "12000"}, "--balloon", "too-large"),
    ("due before the loan", {"first_due": TODAY, "begins_on": TODAY}, "--first-due", "before-the-loan"),
    ("no interval", {"every": "soon"}, "--every", "not-a-period"),
    ("a balloon for a bullet", {"kind": "bullet", "balloon": "5"}, "--balloon", "not-for-method"),
    ("a minimum for a loan", {"minimum": "5%"}, "--minimum", "not-for-method"),
    ("months for a card", {"kind": "minimum-payment"}, "--months", "not-for-method"),
    ("a prepayment without a day", {"prepaid": "5000"}, "--prepaid", "not-a-prepayment"),
    ("a prepayment before the loan", {"prepaid": "2025-01-01=5"}, "--prepaid", "before-the-loan"),
    ("a prepayment on no day", {"prepaid": "2026-02-30=5"}, "--prepaid", "no-such-day"),
    ("what stays without a prepayment", {"keep": "payment"}, "--keep", "not-without"),
    ("called in before the loan", {"called_in": date(2025, 1, 1)}, "--called-in", "before-the-loan"),
    ("both", {"prepaid": "2026-03-01=5", "called_in": date(2026, 3, 1)}, "--called-in", "not-for-method"),
    ("a card called in", {"kind": MINIMUM, "months": None, "called_in": TODAY}, "--called-in", "not-for-method"),
    ("past all years", {"months": "1200", "every": "10 years"}, "--months", "no-such-day"),
]


@pytest.mark.parametrize(("name", "more", "option", "why"), REFUSED, ids=[case[0] for case in REFUSED])
def test_an_option_that_cannot_be_meant_so_is_named(name: str, more: dict[str, Any], option: str, why: str) -> None:
    """The option and what is wrong with it."""
    with pytest.raises(UnusableFigure) as raised:
        make(typed(**more), TODAY)
    assert (raised.value.values["where"], raised.value.values["why"]) == (option, why)


def test_a_rate_as_low_as_a_monthly_one_is_noticed() -> None:
    """1.5 is taken as yearly, with a note how to say monthly; 月息1.5% is 18 % and needs none."""
    assert [warning.code for warning in make(typed(rate="1.5"), TODAY).warnings] == ["maybe-monthly"]
    monthly = make(typed(rate="月息1.5%"), TODAY)
    assert (str(monthly.schedule.annual_rate), monthly.warnings) == ("0.180", ())
