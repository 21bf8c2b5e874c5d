"""Cells are filled by what rules state: a stage they name or leave open, a disguise their matches wear."""

import pytest

from fairdue.app.wiring import the_pack
from fairdue.loader.coverage import CONDUCT, Stated, cells_of, is_caught, must_be_cited, naming
from fairdue.loader.load import load_gaps
from fairdue.records.pack import Folding
from fairdue.screening.disguises import DisguiseReader

READER = DisguiseReader(Folding({}, {}))
OPEN = Stated("open", "threat", None, (), "weak", ("sp01",), ("law-1",), ("欠 钱 不 还 试 试",))
NARROW = Stated("narrow", "visit", "visit", ("letter",), "hard", ("sp01", "sp02"), (), ("明天上门",))
SILENT = Stated("silent", None, None, (), None, ("sp03",), (), ())


def test_an_open_rule_fills_each_stage_and_channel_a_narrow_one_its_own() -> None:
    """Topics without rule have no cells here: that is another check's."""
    cells = {(one.topic, one.axis, one.value): one.rules for one in cells_of([OPEN, NARROW, SILENT], READER)}
    assert {topic for topic, _, _ in cells} == {"threat", "visit"}
    assert cells["threat", "stage", "due"] == cells["threat", "channel", "call"] == ("open",)
    assert (cells["visit", "stage", "visit"], cells["visit", "stage", "due"]) == (("narrow",), ())
    assert (cells["visit", "channel", "letter"], cells["visit", "channel", "sms"]) == (("narrow",), ())


def test_a_disguise_is_filled_by_a_match_that_wears_it() -> None:
    """Being open to everything is no example."""
    cells = {(cell.topic, cell.value): cell.rules for cell in cells_of([OPEN], READER) if cell.axis == "disguise"}
    assert [value for (_, value), rules in cells.items() if rules] == ["spaces"]


def test_a_pattern_with_a_sign_that_decides_needs_a_rule_as_heavy() -> None:
    """A weak rule is enough only where no sign decides alone."""
    named = naming([OPEN, NARROW, SILENT])
    assert named == {"sp01": {"open": "weak", "narrow": "hard"}, "sp02": {"narrow": "hard"}}
    assert is_caught({"open": "weak"}, has_hard_signs=False) and not is_caught({"open": "weak"}, has_hard_signs=True)
    assert is_caught(named["sp01"], has_hard_signs=True) and not is_caught({}, has_hard_signs=False)


PROVISIONS = [
    ("threat", "suspected-unlawful", "article", True),
    ("outsourcing", "below-standard", "instrument-only", True),
    ("court-fees", "suspected-unlawful", "article", False),
    ("threat", None, "article", False),
    ("threat", "rule-breach", "no", False),
]


@pytest.mark.parametrize(("topic", "standing", "citable", "wanted"), PROVISIONS)
def test_conduct_that_may_be_cited_must_be(topic: str, standing: str, citable: str, wanted: bool) -> None:
    """Money, procedure, background and what may not be cited ask for no rule."""
    assert must_be_cited(topic, standing, citable) is wanted  # type: ignore[arg-type]


def test_reasons_of_the_pack_are_records() -> None:
    """Every reason says why; the provisions they name are of conduct."""
    gaps = load_gaps("cn")
    assert gaps and all(len(gap.because) >= 6 for gap in gaps)
    provisions = the_pack().provisions
    assert {provisions[name].topic for gap in gaps for name in gap.provisions} <= CONDUCT
