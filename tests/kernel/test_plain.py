"""Records as JSON values and back: every kind of field survives the way, and what does not fit is named by its place."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fairdue.kernel.plain import Unfit, plain, read
from fairdue.records.case import AccountCheck, Case, Contact, Payment
from fairdue.records.exhibit import Description

CONTACT = Contact(
    id="a", on=date(2026, 11, 20), at=time(21, 5), words="说要找家人", evidence=("i1", "i2"), channel="call",
    connected=True, seconds=65, recorded_at=datetime(2026, 11, 21, 8, 0, 1),
)  # fmt: skip


@pytest.mark.parametrize(
    "record",
    [
        CONTACT,
        Case("c", "网贷", date(2026, 1, 1), None, "备注"),
        Payment(on=date(2026, 1, 31), amount_fen=120050),
        AccountCheck(on=date(2026, 1, 31), where="app", showed="unclear"),
        Description(name="短信", happened_at=datetime(2026, 11, 20, 21, 5), was_party=True),
    ],
    ids=lambda record: type(record).__name__,
)
def test_a_record_survives_the_way(record: Any) -> None:
    """What was written is read as it was; fields at their default are not written."""
    values = plain(record)
    assert read(type(record), values) == record
    assert "debt" not in values


@given(st.text(), st.integers(0, 10**12), st.dates())
def test_any_words_amount_and_day_survive(words: str, amount: int, on: date) -> None:
    """No text, amount or day is lost or bent."""
    entry = Payment(on=on, amount_fen=amount, words=words)
    assert read(Payment, plain(entry)) == entry


UNFIT: list[tuple[Any, str]] = [
    ("not an object", ""),
    ({"on": "2026-02-30", "channel": "sms"}, "on"),
    ({"on": "2026-02-20", "channel": "pigeon"}, "channel"),
    ({"on": "2026-02-20", "channel": "sms", "seconds": True}, "seconds"),
    ({"on": "2026-02-20", "channel": "sms", "words": 5}, "words"),
    ({"on": "2026-02-20", "channel": "sms", "evidence": "i1"}, "evidence"),
    ({"on": "2026-02-20", "channel": "sms", "evidence": [1]}, "evidence[0]"),
    ({"on": "2026-02-20", "channel": "sms", "unknown": 1}, "unknown"),
    ({"on": "2026-02-20"}, ""),
    ({"on": None, "channel": "sms"}, "on"),
]


@pytest.mark.parametrize(("values", "place"), UNFIT, ids=[str(values)[:50] for values, _ in UNFIT])
def test_what_does_not_fit_is_named(values: Any, place: str) -> None:
    """A value of the wrong kind, a strange field and a missing one are refused with the place."""
    with pytest.raises(Unfit) as caught:
        read(Contact, values)
    assert caught.value.field == place
