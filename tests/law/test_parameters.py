"""Legal numbers by day, and the errors that say why there is none."""

from collections.abc import Mapping
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fairdue.kernel.errors import NoValue
from fairdue.law.parameters import value_on
from fairdue.records.law import DatedValue, Parameter, Provision


@pytest.mark.parametrize(
    ("on", "one_year", "five_years"),
    [
        ("2019-08-20", "4.25", "4.85"),  # the first rate published
        ("2019-09-19", "4.25", "4.85"),  # the last day before the next
        ("2019-09-20", "4.20", "4.85"),
        ("2020-04-20", "3.85", "4.65"),
        ("2021-12-19", "3.85", "4.65"),
        ("2021-12-20", "3.80", "4.65"),
        ("2024-02-19", "3.45", "4.20"),
        ("2024-02-20", "3.45", "3.95"),  # sources differ; Xinhua's count of cuts settles it
        ("2025-05-20", "3.00", "3.50"),
        ("2026-09-20", "3.00", "3.50"),  # a Sunday on which offices worked
        ("2026-10-19", "3.00", "3.50"),  # the last confirmed day
    ],
)
def test_lpr_month_by_month(parameters: Mapping[str, Parameter], on: str, one_year: str, five_years: str) -> None:
    """The rate of a day is the last one published on or before it, as exact text."""
    day = date.fromisoformat(on)
    assert value_on(parameters["lpr-1y"], day).value == one_year
    assert value_on(parameters["lpr-5y"], day).value == five_years


@pytest.mark.parametrize("on", ["2026-10-20", "2026-11-21", "2027-06-01"])
def test_unconfirmed_lpr_raises(parameters: Mapping[str, Parameter], on: str) -> None:
    """From 2026-10-20 nobody has confirmed a rate; the last one is not carried on in silence."""
    with pytest.raises(NoValue) as caught:
        value_on(parameters["lpr-1y"], date.fromisoformat(on))
    assert caught.value.values["why"] == "not-confirmed"
    assert caught.value.values["last"] == date(2026, 10, 19)


def test_lpr_before_its_first_publication_raises(parameters: Mapping[str, Parameter]) -> None:
    """There was no LPR of this kind on 2019-08-19."""
    with pytest.raises(NoValue) as caught:
        value_on(parameters["lpr-1y"], date(2019, 8, 19))
    assert caught.value.values["why"] == "before-first"


@pytest.mark.parametrize("id", ["lpr-1y", "lpr-5y"])
def test_lpr_has_every_month(parameters: Mapping[str, Parameter], id: str) -> None:
    """86 publications from 2019-08 to 2026-09, one a month, on the 20th or the next working day."""
    days = [value.since for value in parameters[id].values]
    assert len(days) == 86
    assert all(
        later.year * 12 + later.month - earlier.year * 12 - earlier.month == 1 for earlier, later in pairwise(days)
    )
    assert all(20 <= day.day <= 24 for day in days)


@pytest.mark.parametrize(
    ("id", "last_day", "value", "citation"),
    [
        ("private-lending-supported-rate", date(2020, 8, 19), "24", "pl-transition-2020"),
        ("private-lending-void-rate", date(2020, 8, 19), "36", "pl-transition-2020"),
        ("private-lending-bank-rate-multiple", date(2015, 8, 31), 4, "pl-24-36-regime"),
        ("overdraft-daily-rate-cap", date(2020, 12, 31), "0.0005", "card-2021"),
        ("overdraft-daily-rate-floor", date(2020, 12, 31), "0.00035", "card-2021"),
    ],
)
def test_a_number_the_law_dropped_raises_and_names_what_dropped_it(
    parameters: Mapping[str, Parameter], id: str, last_day: date, value: object, citation: str
) -> None:
    """It holds to its last day; the next day says since when it is gone and by which provision."""
    assert value_on(parameters[id], last_day).value == value
    with pytest.raises(NoValue) as caught:
        value_on(parameters[id], last_day + timedelta(days=1))
    assert caught.value.values["why"] == "no-longer-set"
    assert (caught.value.values["last"], caught.value.values["citation"]) == (last_day, citation)


@pytest.mark.parametrize(
    ("id", "on", "value", "citation"),
    [
        ("private-lending-lpr-multiple", "2020-08-20", 4, "pl-transition-2020"),
        ("private-lending-lpr-multiple", "2026-11-21", 4, "pl-cap-4lpr"),
        ("licensed-lender-reduction-rate", "2026-11-21", "24", "fi-24-reduction"),
        ("microloan-new-loan-cost-cap", "2025-12-19", "24", "ml-24-now"),
        ("microloan-target-deadline", "2026-11-21", "2027-12-31", "ml-4lpr-2027"),
        ("quiet-hours", "2025-02-27", {"from": "22:00", "to": "08:00"}, "nifa2024-call-frequency"),
        ("quiet-hours", "2025-02-28", {"from": "22:00", "to": "08:00"}, "gbt45251-contact-hours"),
        ("connected-calls-per-day-max", "2026-11-21", 3, "gbt45251-call-frequency"),
        ("unanswered-dials-per-number-per-day-max", "2026-11-21", 6, "cba2026-call-frequency"),
        ("visit-persons-min", "2026-11-21", 2, "cba2026-visit"),
        ("ordinary-years", "2026-11-21", 3, "sol-3y"),
        ("longest-years", "2026-11-21", 20, "sol-3y"),
        ("enforcement-years", "2026-11-21", 2, "enforce-2y"),
        ("payment-order-objection-days", "2026-11-21", 15, "payment-order"),
        ("delayed-performance-daily-rate", "2026-11-21", "0.000175", "delay-double"),
        ("overdue-markup-percent", "2026-11-21", ("30", "50"), "pboc-penalty-30-50"),
        ("personal-plan-instalments-max", "2026-11-21", 60, "card-70"),
        ("negative-record-years", "2026-11-21", 5, "credit-5y"),
        ("objection-days", "2026-11-21", 20, "credit-dispute"),
        ("elder-age-min", "2025-12-31", 60, "psapl2026-51-vulnerable"),
        ("elder-age-min", "2026-01-01", 70, "psapl2026-51-vulnerable"),
    ],
)
def test_the_numbers_programs_compute_with(
    parameters: Mapping[str, Parameter], id: str, on: str, value: object, citation: str
) -> None:
    """Each value comes with the provision it rests on that day."""
    found = value_on(parameters[id], date.fromisoformat(on))
    assert (_frozen(found.value), found.citation) == (_frozen(value), citation)


@given(
    since=st.lists(st.dates(date(2000, 1, 1), date(2030, 1, 1)), min_size=1, max_size=12, unique=True),
    open_days=st.none() | st.integers(0, 400),
    on=st.dates(date(1999, 1, 1), date(2032, 1, 1)),
)
def test_the_value_of_a_day_is_the_last_one_begun(since: list[date], open_days: int | None, on: date) -> None:
    """Against the plain definition: the latest start on or before the day, or an error outside the known days."""
    starts = sorted(since)
    until = None if open_days is None else starts[-1] + timedelta(days=open_days)
    values = tuple(DatedValue(day, place, "c") for place, day in enumerate(starts))
    one = Parameter("p", "t", "t", "days", values, date(2026, 11, 21), until, 31)
    begun = [place for place, day in enumerate(starts) if day <= on]
    if not begun or (until is not None and on > until):
        with pytest.raises(NoValue):
            value_on(one, on)
    else:
        assert value_on(one, on).value == begun[-1]


def test_every_value_rests_on_a_provision_of_the_pack(
    parameters: Mapping[str, Parameter], provisions: Mapping[str, Provision]
) -> None:
    """A citation that does not resolve would be a number from nowhere."""
    loose = [
        (one.id, value.citation)
        for one in parameters.values()
        for value in one.values
        if value.citation not in provisions
    ]
    assert loose == []


def test_values_begin_in_order_and_each_on_its_own_day(parameters: Mapping[str, Parameter]) -> None:
    """The lookup halves its way through the starts, so they must rise."""
    assert [one.id for one in parameters.values() if any(b.since <= a.since for a, b in pairwise(one.values))] == []


def test_rates_are_exact_text(parameters: Mapping[str, Parameter]) -> None:
    """No legal number is a binary fraction."""
    assert [one.id for one in parameters.values() if any(isinstance(value.value, float) for value in one.values)] == []


def _frozen(value: object) -> object:
    return tuple(value) if isinstance(value, list) else value
