"""Finding provisions by id, by day and by words."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fairdue.kernel.errors import NotInForce, UnknownProvision
from fairdue.law.lookup import in_force, provision, require_in_force, search
from fairdue.loader.build import build
from fairdue.records.law import Provision

OLD, NEW = "psapl-old-42-until-2025", "psapl2026-50-threat"
DAYS = st.dates(date(1990, 1, 1), date(2040, 12, 31))


@pytest.mark.parametrize(
    ("on", "old", "new"),
    [
        ("2006-02-28", False, False),
        ("2006-03-01", True, False),
        ("2025-12-30", True, False),
        ("2025-12-31", True, False),
        ("2026-01-01", False, True),
        ("2026-01-02", False, True),
        ("2026-11-21", False, True),
    ],
)
def test_article_42_gives_way_to_article_50_at_new_year_2026(
    provisions: Mapping[str, Provision], on: str, old: bool, new: bool
) -> None:
    """治安管理处罚法 art. 42 holds until 2025-12-31 inclusive, art. 50 from 2026-01-01, and never both or neither."""
    day = date.fromisoformat(on)
    assert (in_force(provisions[OLD], day), in_force(provisions[NEW], day)) == (old, new)


def test_after_its_last_day_a_provision_names_its_successor(provisions: Mapping[str, Provision]) -> None:
    """On 2026-01-01 art. 42 raises, says its dates and leads to art. 50."""
    with pytest.raises(NotInForce) as caught:
        require_in_force(provisions, OLD, date(2026, 1, 1))
    assert caught.value.values["since"] == date(2006, 3, 1)
    assert caught.value.values["until"] == date(2025, 12, 31)
    assert NEW in str(caught.value.values["successor"])


def test_before_its_first_day_a_provision_names_what_held_then(provisions: Mapping[str, Provision]) -> None:
    """On 2025-12-31 art. 50 raises, has no successor to name, and leads back to art. 42."""
    with pytest.raises(NotInForce) as caught:
        require_in_force(provisions, NEW, date(2025, 12, 31))
    assert caught.value.values["successor"] == ()
    assert caught.value.values["predecessor"] == (OLD,)


def test_a_provision_in_force_is_handed_over(provisions: Mapping[str, Provision]) -> None:
    """Within its dates nothing is raised."""
    assert require_in_force(provisions, NEW, date(2026, 1, 1)) is provisions[NEW]


def test_an_unknown_id_names_the_near_ones(provisions: Mapping[str, Provision]) -> None:
    """A typing slip leads to the id that was meant."""
    with pytest.raises(UnknownProvision) as caught:
        provision(provisions, "psapl2026-50-threats")
    assert NEW in str(caught.value.values["near"])


@given(first=DAYS, length=st.integers(0, 4000), on=DAYS)
def test_first_and_last_day_count_and_the_days_beside_them_do_not(first: date, length: int, on: date) -> None:
    """A provision is in force on a day exactly when the day lies between its first and last day, both included."""
    last = first + timedelta(days=length)
    one = _dated(first.isoformat(), last.isoformat())
    assert in_force(one, on) == (first <= on <= last)
    assert [in_force(one, day) for day in (first, last)] == [True, True]
    assert not in_force(one, first - timedelta(days=1)) and not in_force(one, last + timedelta(days=1))


@given(on=DAYS)
def test_without_a_first_day_it_never_was_in_force(on: date) -> None:
    """A draft, a rumour or a practice is not law on any day, whatever its last day says."""
    assert not in_force(_dated(None, None), on)
    assert not in_force(_dated(None, "2030-01-01"), on)


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("psapl2026-50-threat", "psapl2026-50-threat"),
        ("支付令", "payment-order"),
        ("治安管理处罚法 第五十条 隐私", "psapl2026-50-privacy"),
        ("治安管理处罚法 第50条 隐私", "psapl2026-50-privacy"),
        ("民法典 1024条", "civil-1024-reputation"),
        ("信用卡 第70条", "card-70"),
        ("ｇｂｔ45251-CONTACT-hours", "gbt45251-contact-hours"),
        ("催收录音", "cba2026-call-recording"),
        ("信用卡 分期 深夜", "card-70-plan"),  # two of three words
    ],
)
def test_search_puts_the_meant_provision_first(provisions: Mapping[str, Provision], words: str, first: str) -> None:
    """Ids, titles, articles in either spelling of numbers, and words of the gist all lead there."""
    assert search(provisions, words)[0].id == first


@pytest.mark.parametrize("words", ["", "  ", "量子纠缠", "支付令 量子纠缠", "zzz"])
def test_search_finds_nothing_for_nothing(provisions: Mapping[str, Provision], words: str) -> None:
    """More than half of the words must be found; none given finds none."""
    assert search(provisions, words) == ()


def test_search_on_a_day_leaves_out_what_was_not_in_force(provisions: Mapping[str, Provision]) -> None:
    """The same words find art. 42 in 2025 and art. 50 in 2026."""
    in_2025 = {one.id for one in search(provisions, "威胁 治安管理处罚法", date(2025, 6, 1))}
    in_2026 = {one.id for one in search(provisions, "威胁 治安管理处罚法", date(2026, 6, 1))}
    assert (OLD in in_2025, NEW in in_2025, OLD in in_2026, NEW in in_2026) == (True, False, False, True)


def test_search_is_steady(provisions: Mapping[str, Provision], made: Callable[..., Provision]) -> None:
    """Equal scores come in the order of folder and id, whatever the order of the pack."""
    pair = {id: made(id=id) for id in ("b", "a")}
    assert [one.id for one in search(pair, "威胁")] == ["a", "b"]


def _dated(first: str | None, last: str | None) -> Provision:
    return build(Provision, {"id": "one", "effective_from": first, "effective_to": last})
