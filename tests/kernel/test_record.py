"""Frozen records behave as the dataclasses they stand for: made, compared, shown, copied, never changed."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Mapping
from dataclasses import FrozenInstanceError, asdict, field, fields, replace

import pytest

from fairdue.kernel.record import record


@record
class Sum:
    """A sum of money."""

    fen: int
    words: str = ""
    parts: Mapping[str, int] = field(default_factory=dict, compare=False)


@record(kw_only=True)
class Row:
    """A row with a day."""

    id: str = ""
    on: str


@record(kw_only=True)
class Paid(Row):
    """A row with a sum."""

    fen: int


def test_a_record_is_made_by_place_and_by_name() -> None:
    """Defaults stand for what is left out, a factory makes a new value each time."""
    assert Sum(5) == Sum(fen=5, words="")
    assert Sum(5).parts is not Sum(5).parts
    assert Paid(on="d", fen=3).id == ""


@pytest.mark.parametrize("given", [(), (1, "", {}, 4)])
def test_a_field_missing_or_too_many_is_refused_in_the_words_of_python(given: tuple[object, ...]) -> None:
    """The first and every later call name the class and what is wrong."""
    for _ in range(2):
        with pytest.raises(TypeError, match=r"Sum\.__init__\(\) (missing|takes)"):
            Sum(*given)  # type: ignore[arg-type]


def test_a_row_takes_no_field_by_place() -> None:
    """What is said to go by keyword only goes by keyword only."""
    with pytest.raises(TypeError, match="positional"):
        Paid("d", fen=1)  # type: ignore[call-arg]


def test_a_record_never_changes() -> None:
    """Neither a field nor a new name can be set, and none deleted."""
    one = Sum(5)
    for name in ("fen", "new"):
        with pytest.raises(FrozenInstanceError):
            setattr(one, name, 6)
        with pytest.raises(FrozenInstanceError):
            delattr(one, name)


def test_records_are_equal_by_class_and_compared_fields() -> None:
    """Equal ones have one hash; another class with the same values is another thing; a field may be left out."""
    assert Sum(5, "a", {"x": 1}) == Sum(5, "a", {})
    assert len({Sum(5, "a"), Sum(5, "a"), Sum(6, "a")}) == 2
    assert Row(on="d") != Paid(on="d", fen=1)


def test_what_the_library_does_with_dataclasses_it_does_with_records() -> None:
    """Fields, replace, asdict, patterns, copies and pickles."""
    one = Sum(5, "a", {"x": 1})
    assert [part.name for part in fields(one)] == ["fen", "words", "parts"]
    assert replace(one, fen=6) == Sum(6, "a")
    assert asdict(one) == {"fen": 5, "words": "a", "parts": {"x": 1}}
    assert repr(one) == "Sum(fen=5, words='a', parts={'x': 1})"
    assert copy.deepcopy(one) == pickle.loads(pickle.dumps(one)) == one
    match one:
        case Sum(fen, words):
            assert (fen, words) == (5, "a")
