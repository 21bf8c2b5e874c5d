"""The points characters give: only beside the rules, never without enough known pairs, never beyond their bound."""

from __future__ import annotations

from datetime import date
from math import isqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fairdue.app.wiring import the_pack
from fairdue.loader.compile import as_characters
from fairdue.records.assessment import Message
from fairdue.records.leaning import WEIGHTLESS, Leaning
from fairdue.records.rules import Kind
from fairdue.screening.assess import Screener
from fairdue.screening.leaning import FEWEST, Leaner, grams_of
from fairdue.screening.weigh import KINDS, kind_of

KIND_ORDER: tuple[Kind, ...] = ("scam", "official-notice", "collection", "intermediary-ad", "loan-ad", "other")
GRAMS = {one: as_characters("0 0 40 0 0 -20") for one in "还款欠账拖催逾期"} | {
    one: as_characters("0 0 -20 0 0 40") for one in "饭球花鸟鱼虫山水"
}
LEANING = Leaning(kinds=KIND_ORDER, scale=10, most=6, bias="0 0 0 0 0 0", grams=GRAMS)


def test_numbers_and_blanks_do_not_count_by_themselves() -> None:
    """A number is one 0 whatever its digits, and blanks are not there."""
    assert set(grams_of("欠 1200 元")) == set(grams_of("欠7元")) == {"欠", "欠0", "0", "0元", "元"}


@pytest.mark.parametrize(
    ("text", "best"),
    [("还款欠账拖催逾期", "collection"), ("饭球花鸟鱼虫山水", "other")],
)
def test_known_characters_lean_to_their_kind(text: str, best: str) -> None:
    """The kind whose characters stand in the text gets the most points."""
    points = Leaner(LEANING).points(text)
    assert max(KIND_ORDER, key=lambda kind: points[kind]) == best


@pytest.mark.parametrize("text", ["", "13800000000", "https://a.example/b", "还款欠账拖催逾"])
def test_too_little_says_nothing(text: str) -> None:
    """Fewer than FEWEST known characters and pairs give no points at all."""
    assert FEWEST == 8 and Leaner(LEANING).points(text) == {}


def test_an_empty_table_says_nothing() -> None:
    """A pack without weights is screened by its rules alone."""
    assert Leaner(Leaning()).points("您的借款已逾期，请尽快还款，否则影响征信") == {}


@given(st.text(alphabet="".join(GRAMS) + "的了12 a", max_size=400))
def test_points_stay_within_their_bound(text: str) -> None:
    """However long a text, no kind gains or loses more than `most`."""
    assert all(-LEANING.most <= value <= LEANING.most for value in Leaner(LEANING).points(text).values())


@pytest.mark.parametrize(
    ("leaning", "kind"),
    [
        ({"collection": 3, "other": 0}, "other"),
        ({"collection": 8, "other": 0}, "collection"),
        ({"scam": 8, "collection": 7, "other": 0}, "scam"),
        ({}, "other"),
    ],
)
def test_characters_alone_must_stand_far_above_other(leaning: dict[str, int], kind: str) -> None:
    """Where no rule speaks, a small lean names no kind."""
    assert kind_of((), leaning)[0] == kind  # type: ignore[arg-type]


def test_the_pack_leans_without_accusing() -> None:
    """Words that only lean to a collection give that kind and no finding."""
    said = Screener(the_pack()).assess(
        Message("这个月的账期又过去好些天了，麻烦抽空到App里处理一下逾期的分期款"), date(2026, 11, 21)
    )
    assert said.kind == "collection" and said.findings == ()


def test_the_pack_names_every_kind_once() -> None:
    """The weights of the pack are in an order that names each kind, and each entry has a number for each."""
    leaning = the_pack().leaning
    assert sorted(leaning.kinds) == sorted(KINDS)
    assert {len(weights) for weights in leaning.grams.values()} == {len(KINDS)}


@given(st.lists(st.integers(-128, 127), min_size=6, max_size=6))
def test_weights_are_read_as_they_were_written(weights: list[int]) -> None:
    """Any weight a pack may state is one character, whose code tells it."""
    written = as_characters(" ".join(map(str, weights)))
    assert [code - WEIGHTLESS for code in written.encode("latin-1")] == weights


@given(st.text(alphabet="".join(GRAMS) + "的 1", max_size=200))
def test_points_are_those_of_the_sums(text: str) -> None:
    """The points are the weights of the known characters added up, over the square root of their number."""
    known = [[code - WEIGHTLESS for code in GRAMS[gram].encode("latin-1")] for gram in grams_of(text) if gram in GRAMS]
    told = [10 * sum(column) // isqrt(100 * len(known)) / 10 for column in zip(*known, strict=True)]
    middle = sum(told) / 6 if told else 0
    points = {kind: max(-6, min(6, round(value - middle))) for kind, value in zip(KIND_ORDER, told, strict=bool(told))}
    assert Leaner(LEANING).points(text) == (points if len(known) >= FEWEST else {})
