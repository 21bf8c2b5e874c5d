"""Journal entries: canonical leaves, salted commitments, details that can be erased."""

from __future__ import annotations

import hashlib
import json
from datetime import datetime, timedelta, timezone

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Connection

from fairdue.kernel.errors import UnusableDate
from fairdue.store import schema
from fairdue.store.ledger import ENTRIES
from fairdue.vault import journal, tree
from tests.vault.specimen import AT


@pytest.fixture
def connection() -> Connection:
    """Empty tables in memory."""
    connection = sa.create_engine("sqlite://").connect()
    schema.prepare(connection)
    return connection


def test_a_leaf_is_canonical_json_of_what_may_stay(connection: Connection) -> None:
    """Specimen: keys in order, no blanks, the time in UTC, the details only as a commitment."""
    journal.append(connection, at=AT, kind="note", details={"text": "看过"})
    row = connection.execute(sa.select(ENTRIES)).one()
    leaf = json.loads(row.leaf)
    assert row.leaf == json.dumps(leaf, sort_keys=True, separators=(",", ":")).encode()
    assert (leaf["at"], leaf["kind"], leaf["item"], leaf["content"]) == ("2026-11-21T15:00:00.000Z", "note", None, None)
    assert leaf["details"] == journal.commitment(row.salt, hashlib.sha256(row.details).digest()).hex()
    assert row.hash == tree.leaf_hash(row.leaf) and journal.is_sound(row)


def test_erased_details_leave_the_hashes_as_they_were(connection: Connection) -> None:
    """After erasure the entry says nothing of the item, and the tree is the same."""
    journal.append(connection, at=AT, kind="intake", item="i", details={"name": "CANARY"})
    before = journal.hashes(connection)
    journal.erase_details(connection, "i")
    row = connection.execute(sa.select(ENTRIES)).one()
    assert journal.hashes(connection) == before and "CANARY" not in str(row)
    assert journal.is_sound(row, erased=True) and not journal.is_sound(row)
    assert list(journal.entries(connection, "i"))[0].details is None


def test_the_same_details_never_commit_alike(connection: Connection) -> None:
    """Each commitment has its own salt, so that equal remarks cannot be told from outside."""
    for _ in range(2):
        journal.append(connection, at=AT, kind="note", details={"text": "同一句"})
    first, second = (json.loads(leaf) for leaf in connection.execute(sa.select(ENTRIES.c.leaf)).scalars())
    assert first["details"] != second["details"]


@pytest.mark.parametrize(
    ("at", "stamped"),
    [
        (AT, "2026-11-21T15:00:00.000Z"),
        (AT.astimezone(timezone(timedelta(hours=8))), "2026-11-21T15:00:00.000Z"),
        (AT.replace(microsecond=123_999), "2026-11-21T15:00:00.123Z"),
    ],
)
def test_moments_are_stamped_in_utc(at: datetime, stamped: str) -> None:
    """Beijing time is the same moment; less than a millisecond is cut off."""
    assert journal.stamp(at) == stamped


def test_a_moment_without_zone_has_no_stamp() -> None:
    """It could be any hour of the day."""
    with pytest.raises(UnusableDate):
        journal.stamp(datetime(2026, 11, 21))


@given(st.dictionaries(st.text(max_size=5), st.one_of(st.text(), st.integers(-(2**53) + 1, 2**53 - 1), st.none())))
def test_any_details_are_read_back(details: dict[str, str | int | None]) -> None:
    """Whatever text is in them, details are kept as they are."""
    with sa.create_engine("sqlite://").connect() as connection:
        schema.prepare(connection)
        journal.append(connection, at=AT, kind="note", details=details)
        assert [entry.details for entry in journal.entries(connection)] == [details]


def test_lists_and_half_characters_are_kept_as_text(connection: Connection) -> None:
    """A file name no encoding holds becomes visible escapes, deep inside a list too."""
    journal.append(connection, at=AT, kind="note", details={"names": ["a\udce9", {"b": True}]})
    assert list(journal.entries(connection))[0].details == {"names": ["a\\udce9", {"b": True}]}
    assert journal.length(connection) == 1
