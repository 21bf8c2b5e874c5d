"""The calendar file: read back by the library, neutral, the same bytes for the same input."""

from __future__ import annotations

from datetime import date, timedelta

from icalendar import Calendar

from fairdue.app.due_dates import as_calendar, due_for
from fairdue.app.wiring import the_handbook, the_pack
from fairdue.records.deadlines import Event

TODAY = date(2026, 11, 21)
REMIND = "看一下今天的安排。"


def calendar_of(event: str, on: date, case: str = "甲", **told: object) -> bytes:
    """Write the calendar of one event."""
    due = due_for(Event(event, on, **told), the_pack(), the_handbook(), TODAY, case)  # type: ignore[arg-type]
    return as_calendar(due, REMIND)


def test_each_open_day_is_an_entry_of_one_day() -> None:
    """The answer and the objection to the court both end on 25 November: two entries, all day, one day long."""
    calendar = Calendar.from_ical(calendar_of("complaint-received", date(2026, 11, 10)))
    entries = [(str(one["summary"]), one.decoded("dtstart"), one.decoded("dtend")) for one in calendar.walk("VEVENT")]
    day, next_day = date(2026, 11, 25), date(2026, 11, 26)
    assert entries == [("甲：交材料的最后一天", day, next_day), ("甲：提意见的最后一天", day, next_day)]


def test_alarms_ring_at_nine_on_days_still_to_come() -> None:
    """Four days are left: the alarm of a week before is not set, those of three days, one day and the day are."""
    calendar = Calendar.from_ical(calendar_of("complaint-received", date(2026, 11, 10)))
    first = calendar.walk("VEVENT")[0]
    alarms = [alarm.decoded("trigger") for alarm in first.walk("VALARM")]
    assert alarms == [timedelta(hours=9) - timedelta(days=n) for n in (3, 1, 0)]
    assert {str(alarm["description"]) for alarm in first.walk("VALARM")} == {REMIND}


def test_what_is_done_past_or_without_a_day_is_left_out() -> None:
    """Nothing that is done, lapsed, or still to be read from the paper stands in the calendar."""
    assert Calendar.from_ical(calendar_of("payment-order-received", date(2026, 10, 1))).walk("VEVENT") == []
    done = calendar_of("judgment-received", date(2026, 11, 10), done=("appeal",))
    assert Calendar.from_ical(done).walk("VEVENT") == []


def test_nothing_in_the_file_speaks_of_debt() -> None:
    """No title, description or name of the product tells a bystander what it is about."""
    content = b"".join(calendar_of(id, date(2026, 11, 21)) for id in the_handbook().events).decode()
    telling = ("债", "欠", "催", "贷", "法院", "诉", "执行", "支付令", "律师", "征信", "逾期", "还款", "debt", "court")
    assert [word for word in telling if word in content] == []


def test_the_same_input_gives_the_same_bytes() -> None:
    """A second run writes the same file, so that importing it twice changes nothing."""
    first = calendar_of("complaint-received", date(2026, 11, 10))
    assert first == calendar_of("complaint-received", date(2026, 11, 10))
    assert first.endswith(b"END:VCALENDAR\r\n")


def test_the_name_of_a_single_case_that_tells_too_much_is_left_out() -> None:
    """Somebody looking over a shoulder reads no word of debt, whatever the case was called."""
    titles = {
        str(one["summary"])
        for case in ("催收欠款案", "Bank loan", "某某银行信用卡")
        for one in Calendar.from_ical(calendar_of("complaint-received", date(2026, 11, 10), case)).walk("VEVENT")
    }
    assert titles == {"交材料的最后一天", "提意见的最后一天"}
