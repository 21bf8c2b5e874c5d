"""Last days: a table a lawyer can count again, and what must hold for every event, day and way of service."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fairdue.app.wiring import the_handbook, the_pack
from fairdue.guidance.counting import count
from fairdue.guidance.days_off import is_day_off, is_known, next_worked, years_known
from fairdue.guidance.deadlines import due_dates, event_rule, over_cases
from fairdue.kernel.errors import UnknownName
from fairdue.loader.yaml_marks import read_yaml
from fairdue.records.deadlines import CaseDates, Due, Event

ROWS: Any = read_yaml((Path(__file__).parent / "deadlines.yaml").read_bytes()).data
DAYS = st.dates(date(2024, 1, 1), date(2026, 12, 31))


def due(event: str, limit: str, on: date, service: str = "unknown", stated: date | None = None) -> Due:
    """Count one limit of the real pack."""
    told = Event(event, on, service, stated={limit: stated} if stated else {})  # type: ignore[arg-type]
    rule = event_rule(the_handbook().events, event)
    return next(one for one in due_dates(rule, told, the_pack().parameters, lambda _: ()) if one.limit == limit)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['event']}-{row['limit']}-{row['on']}-{row['because']}")
def test_the_last_day_is_that_of_the_table(row: dict[str, Any]) -> None:
    """The last day, where it stood before it was moved, and whether the table of days off reached it."""
    found = due(row["event"], row["limit"], row["on"], row.get("service", "unknown"), row.get("stated"))
    assert found.why_not == row.get("why_not", "")
    assert found.on == row.get("last")
    if row.get("last") and not row.get("stated"):
        assert found.nominal == row.get("moved", row["last"])
        assert found.confirmed is not row.get("unconfirmed", False)
        assert found.also == row.get("also")


def test_every_event_of_the_pack_stands_in_the_table() -> None:
    """No event or limit goes unproved, except the two that have nothing but a day on a paper."""
    shown = {(row["event"], row["limit"]) for row in ROWS}
    every = {(rule.id, limit.id) for rule in the_handbook().events.values() for limit in rule.limits}
    only_printed = {pair for pair in every if pair[1] in ("hearing", "perform")} - shown
    assert every - shown == only_printed


@given(DAYS)
def test_the_day_of_service_is_never_counted(day: date) -> None:
    """Fifteen days after a day end on the fifteenth day after it at the earliest, and later only over days off."""
    found = count(day, 15, "days", "court", "you")
    assert found.first == day + timedelta(days=1)
    assert found.nominal == day + timedelta(days=15)
    assert all(is_day_off(found.nominal + timedelta(days=n)) for n in range((found.last - found.nominal).days))
    assert not is_day_off(found.last)


@given(DAYS, st.integers(1, 60))
def test_a_later_paper_never_ends_earlier(day: date, value: int) -> None:
    """Whoever receives a paper a day later has at least as long."""
    later = day + timedelta(days=1)
    for unit in ("days", "workdays"):
        assert count(later, value, unit, "court", "you").last >= count(day, value, unit, "court", "you").last


@given(DAYS, st.integers(1, 40))
def test_working_days_are_worked(day: date, value: int) -> None:
    """A count of working days ends on a worked day, with as many worked days behind it."""
    found = count(day, value, "workdays", "workdays", "they")
    span = [day + timedelta(days=n) for n in range(1, (found.last - day).days + 1)]
    assert sum(not is_day_off(one) for one in span) == value
    assert not is_day_off(found.last)


@given(DAYS, st.integers(1, 36))
def test_months_end_on_the_same_day_or_the_last_of_the_month(day: date, months: int) -> None:
    """Six months after the 31st end on the 30th where there is no 31st, never in the month after."""
    found = count(day, months, "months", "plain", "you").last
    at = day.year * 12 + day.month - 1 + months
    assert (found.year, found.month) == (at // 12, at % 12 + 1)
    assert found.day == day.day or (found.day < day.day and (found + timedelta(days=1)).day == 1)


def test_the_table_of_days_off_says_how_far_it_reaches() -> None:
    """Years outside are answered by weekdays alone, and are not called known."""
    first, last = years_known()
    assert (first, last >= 2026) == (2004, True)
    assert not is_known(date(last + 1, 1, 1))
    assert not is_day_off(date(last + 1, 10, 1)) or date(last + 1, 10, 1).weekday() >= 5
    assert next_worked(date(2026, 10, 1)) == date(2026, 10, 8)


def test_rights_about_to_lapse_come_first() -> None:
    """Over several cases: one's own open days by date, then papers to read, what has lapsed, what others owe, what is done."""
    cases = (
        CaseDates("乙", (Event("lender-complaint", date(2026, 11, 21)),)),
        CaseDates(
            "甲", (Event("ruling-received", date(2026, 11, 13)), Event("payment-order-received", date(2026, 10, 1)))
        ),
        CaseDates("丙", (Event("judgment-received", date(2026, 11, 6), done=("appeal",)),)),
    )
    found = over_cases(cases, the_handbook().events, the_pack().parameters, lambda _: (), date(2026, 11, 21))
    assert [(item.case, item.due.limit, item.state, item.days_left) for item in found] == [
        ("甲", "appeal", "open", 2),
        ("丙", "perform", "no-date", None),
        ("甲", "objection", "lapsed", -36),
        ("乙", "decision", "waiting", 16),
        ("乙", "complex", "waiting", 30),
        ("乙", "longest", "waiting", 60),
        ("丙", "appeal", "done", 2),
    ]


def test_no_title_for_a_calendar_speaks_of_debt() -> None:
    """Whoever glances at the calendar learns nothing of debt, courts or the police."""
    telling = [
        "债",
        "欠",
        "催",
        "贷",
        "法院",
        "诉",
        "判决",
        "执行",
        "支付令",
        "律师",
        "警",
        "征信",
        "逾期",
        "还款",
        "还钱",
    ]
    titles = [limit.neutral for rule in the_handbook().events.values() for limit in rule.limits]
    assert [title for title in titles for word in telling if word in title] == []


def test_an_unknown_event_is_named() -> None:
    """An event nobody has heard of is refused with the ids there are."""
    with pytest.raises(UnknownName) as caught:
        event_rule(the_handbook().events, "no-such")
    assert "complaint-received" in caught.value.values["known"]  # type: ignore[operator]
