"""Checking and building a pack as the doors ask for it: problems in words, counts, and one file written or none."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from fairdue.app.check_pack import build_pack, check_pack
from fairdue.kernel.errors import PackBroken, PackNotFound
from fairdue.loader.load import load
from tests.loader.specimen import GOOD, RULE, write

TODAY = date(2026, 11, 21)
BROKEN = {**GOOD, RULE: GOOD[RULE].replace("topic: threat", "topic: menace")}


def test_problems_come_in_words(tmp_path: Path) -> None:
    """A problem is said with its place, what is wrong and what to do, and counted."""
    report = check_pack(write(tmp_path, BROKEN), TODAY)
    (said,) = [one for one in report.said if one.problem.severity == "error"]
    assert (said.problem.path, said.problem.line) == (RULE, 15)
    assert (said.what, said.remedy[:6]) == ("没有 menace 这个选择。", "从这些里选：")
    assert (report.error_count, report.error_count + report.warning_count) == (1, len(report.said))


def test_words_are_translated(tmp_path: Path) -> None:
    """The doors give the language; values are filled in after translation."""
    english = {"没有 {given} 这个选择。": "There is no {given}."}
    report = check_pack(write(tmp_path, BROKEN), TODAY, lambda text: english.get(text, text))
    assert "There is no menace." in [one.what for one in report.said]


def test_sound_pack_is_built(tmp_path: Path) -> None:
    """A pack without errors is compiled to one file beside its sources."""
    assert build_pack(write(tmp_path, GOOD), TODAY) == tmp_path / "pack.json"
    assert load(tmp_path).name == "tiny"


def test_broken_pack_is_not_built(tmp_path: Path) -> None:
    """A pack with an error is refused, and nothing is written."""
    with pytest.raises(PackBroken):
        build_pack(write(tmp_path, BROKEN), TODAY)
    assert not (tmp_path / "pack.json").exists()


def test_unknown_pack_is_not_found() -> None:
    """A name nobody installed is refused."""
    with pytest.raises(PackNotFound):
        check_pack("xx", TODAY)
