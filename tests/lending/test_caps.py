"""Caps switch on the right day, come with their source, and are never guessed beyond the confirmed dates."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fairdue.app.wiring import the_pack
from fairdue.kernel.errors import NoValue
from fairdue.law.lookup import in_force
from fairdue.lending.caps import Limits, limits, optional_limits, percent
from fairdue.records.debt import Debt
from fairdue.records.lending import LawReading

PACK = the_pack()
READINGS = {one.id: one for one in PACK.lending.readings}
NEW = date(2020, 8, 20)


def limited(reading: str, contract_on: date, as_of: date, **more: object) -> Limits:
    """Return the lines of a reading for a bare debt."""
    return limits(READINGS[reading], Debt("d", as_of, contract_on=contract_on, **more), PACK)  # type: ignore[arg-type]


# contract formed on → four times the one-year LPR, as the table of the notes has it
FOUR_TIMES = (
    (date(2020, 8, 20), "15.4%"),
    (date(2021, 12, 19), "15.4%"),
    (date(2021, 12, 20), "15.2%"),
    (date(2022, 1, 20), "14.8%"),
    (date(2022, 8, 22), "14.6%"),
    (date(2023, 6, 20), "14.2%"),
    (date(2023, 8, 21), "13.8%"),
    (date(2024, 7, 22), "13.4%"),
    (date(2024, 10, 21), "12.4%"),
    (date(2025, 5, 20), "12%"),
    (date(2026, 10, 19), "12%"),
)


@pytest.mark.parametrize(("formed", "rate"), FOUR_TIMES, ids=lambda value: str(value))
def test_private_cap_is_that_of_the_day_of_the_contract(formed: date, rate: str) -> None:
    """The rate published last on or before the day the contract was formed, times four."""
    found = limited("private", formed, date(2026, 10, 1) if formed < date(2026, 10, 1) else date(2026, 11, 21))
    assert [percent(line.rate or Decimal(0)) for line in found.lines] == [rate]
    assert found.is_whole


@given(st.integers(-400, 400))
def test_contracts_split_only_before_the_new_rule(days: int) -> None:
    """A contract of 2020-08-20 or later has one line for good; an earlier one changes line on that very day."""
    formed = NEW + timedelta(days=days)
    found = limited("private", formed, date(2022, 3, 1), filed_on=date(2022, 3, 1))
    if formed >= NEW:
        assert [line.since for line in found.lines] == [formed]
    else:
        assert [(line.since, line.rate) for line in found.lines] == [
            (formed, Decimal("0.24")),
            (NEW, Decimal("0.148")),
        ]
        assert found.lines[0].stays == Decimal("0.36")


def test_month_not_confirmed_raises_with_its_remedy() -> None:
    """A private contract of a month whose LPR nobody has added is not reckoned with the month before."""
    with pytest.raises(NoValue) as raised:
        limited("private", date(2026, 10, 20), date(2026, 11, 21))
    assert raised.value.values["why"] == "not-confirmed"
    assert (
        optional_limits(READINGS["private"], Debt("d", date(2026, 11, 21), contract_on=date(2026, 11, 1)), PACK) is None
    )


def test_before_2015_the_days_without_a_line_are_told() -> None:
    """A contract older than the rules of the pack has a line only from 2020-08-20 on, and says so."""
    found = limited("private", date(2014, 1, 1), date(2021, 1, 1), filed_on=date(2021, 1, 1))
    assert [line.since for line in found.lines] == [NEW] and not found.is_whole


# reading, contract formed on → its caps; regulatory lines bind new loans only
REGULATORY: tuple[tuple[str, date, list[str]], ...] = (
    ("microloan-24", date(2025, 12, 18), []),
    ("microloan-24", date(2025, 12, 19), ["24%"]),
    ("microloan-four-lpr", date(2025, 12, 19), ["12%"]),
    ("assisted-24", date(2025, 9, 30), []),
    ("assisted-24", date(2025, 10, 1), ["24%"]),
    ("card-daily-cap", date(2019, 1, 1), ["18.25%"]),
    ("card-daily-cap", date(2021, 1, 1), []),
)


@pytest.mark.parametrize(("reading", "formed", "rates"), REGULATORY, ids=lambda value: str(value))
def test_regulatory_lines_begin_on_their_day(reading: str, formed: date, rates: list[str]) -> None:
    """What a supervisor looks at begins on the day its notice takes effect, and ends where it was lifted."""
    assert [percent(cap.rate) for cap in limited(reading, formed, date(2026, 6, 1)).figures] == rates


@pytest.mark.parametrize("reading", PACK.lending.readings, ids=lambda one: one.id)
def test_every_reading_rests_on_something_citable(reading: LawReading) -> None:
    """No reading and no line of one stands without a provision that may be cited on some day."""
    for id in (*reading.citations, *(id for part in reading.parts for id in part.citations)):
        assert PACK.provisions[id].citable != "no" and PACK.provisions[id].standing is not None
        assert in_force(PACK.provisions[id], PACK.provisions[id].effective_from or NEW)
