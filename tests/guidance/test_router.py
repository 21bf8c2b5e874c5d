"""Doors by matter, lender, place and channel: a table a lawyer can read, and what is said where something is missing."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from fairdue.app.route_doors import DoorsAsked, doors_json, find_doors
from fairdue.app.wiring import the_handbook, the_pack
from fairdue.guidance.router import former_body
from fairdue.kernel.errors import UnknownName
from fairdue.records.doors import ISSUES

TODAY = date(2026, 11, 21)
SCENARIOS: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "doors.yaml").read_text("utf-8"))
_NAMES = {"kind": "lender_kind", "tried": "tried_lender"}


def asked(ask: dict[str, Any]) -> DoorsAsked:
    """Turn a row of the table into a question."""
    return DoorsAsked(**{_NAMES.get(name, name): value for name, value in ask.items()})


def test_the_table_is_long_enough_and_asks_for_every_matter() -> None:
    """At least eighty scenarios, each once, and no matter without one."""
    assert len(SCENARIOS) >= 80
    assert len({row["situation"] for row in SCENARIOS}) == len(SCENARIOS)
    assert {row["ask"]["issue"] for row in SCENARIOS} == set(ISSUES)


@pytest.mark.parametrize("row", SCENARIOS, ids=lambda row: row["situation"])
def test_the_doors_are_those_of_the_table(row: dict[str, Any]) -> None:
    """The right bodies in the right order, and what is missing for a better answer."""
    routing = find_doors(asked(row["ask"]), the_pack(), the_handbook(), TODAY).routing
    assert [one.id for one in routing.doors] == row["doors"]
    assert [one.id for one in routing.missing] == row["missing"]


@pytest.mark.parametrize("row", SCENARIOS, ids=lambda row: row["situation"])
def test_every_door_is_sourced_dated_and_says_what_it_does_not_do(row: dict[str, Any]) -> None:
    """A door rests on a provision or a row of the registry, or says that it is a lead and whom to ask first."""
    cards = the_handbook().door_cards
    for door in find_doors(asked(row["ask"]), the_pack(), the_handbook(), TODAY).routing.doors:
        assert door.citations or cards[door.id].registry or door.lead, door.id
        assert not door.lead or ("12345" in door.how or "12348" in door.how)
        assert door.accepts and door.limits and door.because
        assert door.checked_on <= TODAY and not door.stale


def test_danger_comes_before_everything() -> None:
    """Whoever cannot speak is given the text line of the police first; crisis help comes before the police."""
    quiet = find_doors(DoorsAsked("danger", can_call=False), the_pack(), the_handbook(), TODAY)
    assert quiet.routing.doors[0].contact == "12110"
    low = find_doors(DoorsAsked("self-harm"), the_pack(), the_handbook(), TODAY)
    assert [one.contact for one in low.routing.doors] == ["12356", "110"]


def test_a_number_without_official_source_is_not_shown() -> None:
    """The consumer line has no official page in the registry: the body is named, its number is not."""
    answer = find_doors(DoorsAsked("membership-fee", lender_kind="platform"), the_pack(), the_handbook(), TODAY)
    door = next(one for one in answer.routing.doors if one.id == "market-regulator")
    assert door.contact is None
    assert "12345" in door.how


def test_a_lender_by_name_brings_its_licence() -> None:
    """The registry knows the licence of a lender named in full, and says so where another kind was chosen."""
    lender = next(one for one in the_pack().registry.lenders if one.licence_kind == "consumer-finance")
    answer = find_doors(
        DoorsAsked("conduct", lender=lender.name, lender_kind="bank"), the_pack(), the_handbook(), TODAY
    )
    assert answer.ask is not None and answer.ask.lender_kind == "consumer-finance"
    assert answer.routing.missing[0].id == "mismatch"


def test_a_door_checked_long_ago_says_so() -> None:
    """A year later the same doors are shown as older than allowed."""
    later = find_doors(DoorsAsked("spam"), the_pack(), the_handbook(), date(2027, 11, 21))
    assert [one.stale for one in later.routing.doors] == [True]


@pytest.mark.parametrize(
    ("words", "gone"),
    [
        ("银保监局", "cbirc"),
        ("当地的金融办", "local-finance-office"),
        ("保监会", "cbrc-circ"),
        ("金融监管局", None),
        ("", None),
    ],
)
def test_a_body_that_no_longer_exists_names_its_successor(words: str, gone: str | None) -> None:
    """Former names lead to the door of today; a name in use does not."""
    found = former_body(the_handbook().former_bodies, words)
    assert (found.id if found else None) == gone
    assert found is None or found.door in the_handbook().door_cards


@pytest.mark.parametrize(
    ("wrong", "what"),
    [
        (DoorsAsked("nonsense"), "issue"),
        (DoorsAsked(""), "issue"),
        (DoorsAsked("fees", lender_kind="shop"), "lender-kind"),
        (DoorsAsked("fees", province="火星"), "province"),
        (DoorsAsked("fees", channel="pigeon"), "channel"),
    ],
)
def test_what_nobody_knows_is_named(wrong: DoorsAsked, what: str) -> None:
    """An unknown matter, kind, place or channel is refused with the choices there are."""
    with pytest.raises(UnknownName) as caught:
        find_doors(wrong, the_pack(), the_handbook(), TODAY)
    assert caught.value.values["what"] == what
    assert caught.value.values["known"]


@pytest.mark.parametrize("place", ["广东", "广东省", "广东省深圳市", " 广 东 ", "guangdong"])
def test_a_place_is_read_by_its_province(place: str) -> None:
    """A city, a short name and a romanised one all lead to the province."""
    answer = find_doors(DoorsAsked("credit-record", province=place), the_pack(), the_handbook(), TODAY)
    assert answer.ask is not None and answer.ask.province == "广东省"


def test_the_document_is_plain_data() -> None:
    """The JSON document carries every door with its time limits in values and units."""
    answer = find_doors(DoorsAsked("sued", lender_kind="bank"), the_pack(), the_handbook(), TODAY)
    document = doors_json(answer)
    assert document["schema"] == "fairdue.doors/1"
    court = next(one for one in document["doors"] if one["id"] == "court-itself")
    assert [(time["parameter"], time["value"], time["unit"]) for time in court["times"]] == [
        ("answer-days", 15, "days")
    ]
    assert court["checked_on"] == "2026-11-21"
