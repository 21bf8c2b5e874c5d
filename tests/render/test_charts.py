"""Pictures of numbers: every figure named, lengths true to the figures, nothing in them that acts."""

from __future__ import annotations

import re
from datetime import date
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fairdue.render.charts import WIDTH, Bar, Point, bar_chart, step_chart
from fairdue.render.pdf import picture_of_svg

BARS = (
    Bar("对方主张", "¥23,418.77", 2_341_877),
    Bar("有依据的", "¥15,200.00", 1_520_000, tone="soft"),
    Bar("没看到依据的", "¥8,218.77", 2_341_877, 1_520_000, "open"),
)
POINTS = (Point(date(2025, 1, 1), 1_000_000), Point(date(2025, 2, 1), 500_000), Point(date(2025, 6, 1), 600_000))
WORDS = ("最高 ¥10,000.00", "¥10,000.00", "还欠 ¥6,000.00")


def rectangles(svg: bytes) -> list[tuple[str, float, float]]:
    """List the bars of a picture: look, where they begin, how long they are."""
    found = re.findall(r'<rect class="bar (\w+)" x="([\d.]+)" y="[\d.]+" width="([\d.]+)"', svg.decode("utf-8"))
    return [(tone, float(x), float(width)) for tone, x, width in found]


def test_lengths_are_true() -> None:
    """The bars of claim, support and difference fit each other like the figures."""
    claimed, supported, gap = rectangles(bar_chart("看差额。", BARS))
    assert claimed[2] == pytest.approx(WIDTH, abs=2)
    assert supported[2] + gap[2] == pytest.approx(claimed[2], abs=0.1)
    assert gap[1] == pytest.approx(supported[2], abs=2)


def test_every_figure_is_named() -> None:
    """Names and figures stand in the picture as text, and the picture says in a sentence what it shows."""
    svg = bar_chart("看差额。", BARS).decode("utf-8")
    for bar in BARS:
        assert bar.label in svg and bar.words in svg
    root = ElementTree.fromstring(svg)
    assert root.attrib["role"] == "img" and root[0].text == "看差额。"
    assert root.attrib["aria-labelledby"] == root[0].attrib["id"]


def test_a_long_name_takes_its_own_line_and_is_cut() -> None:
    """A name longer than the picture is cut with a mark; the figure is never cut."""
    svg = bar_chart("长。", (Bar("很长的名字" * 20, "¥1,234,567.00", 5),)).decode("utf-8")
    assert "¥1,234,567.00" in svg and "…" in svg


def test_tones_differ_without_colour() -> None:
    """Solid, hatched and dashed: on grey paper they stay apart."""
    svg = bar_chart("看差额。", BARS, "a-").decode("utf-8")
    assert 'fill="#333333"' in svg and "url(#a-hatch)" in svg and "stroke-dasharray" in svg


@pytest.mark.parametrize("svg", [bar_chart("<b>", BARS), step_chart('"<i>', POINTS, WORDS)], ids=["bars", "steps"])
def test_nothing_acts(svg: bytes) -> None:
    """No script, no style attribute, no address; words are escaped; typst can draw it too."""
    words = svg.decode("utf-8")
    ElementTree.fromstring(words)
    assert not re.search(r"<script|\sstyle=|\son\w+=|href|<style", words)
    assert not re.search(r"https?:(?!//www\.w3\.org/2000/svg)", words)
    assert picture_of_svg(svg, 40).startswith(b"\x89PNG")


def test_the_line_of_the_balance_steps_on_the_day() -> None:
    """The height stays until the day it changes; first and last day are written below."""
    svg = step_chart("余额。", POINTS, WORDS).decode("utf-8")
    path = re.search(r'<path class="line" d="([^"]+)"', svg)
    assert path and path[1].count("L") == 4
    assert "2025-01-01" in svg and "2025-06-01" in svg
    assert all(word in svg for word in WORDS)


@pytest.mark.parametrize("points", [(), POINTS[:1], POINTS[::-1]])
def test_a_line_needs_days_in_order(points: tuple[Point, ...]) -> None:
    """Fewer than two points, or days out of order, are refused."""
    with pytest.raises(ValueError):
        step_chart("余额。", points, WORDS)


@pytest.mark.parametrize("bars", [(), (Bar("甲", "1", 1, 2),)])
def test_bars_need_a_length(bars: tuple[Bar, ...]) -> None:
    """No bar, or one that ends before it begins, is refused."""
    with pytest.raises(ValueError):
        bar_chart("空。", bars)


@given(st.lists(st.integers(0, 10**12), min_size=1, max_size=8))
def test_bars_stay_inside_and_in_order(figures: list[int]) -> None:
    """Whatever the amounts, no bar leaves the picture and a larger amount is never drawn shorter."""
    drawn = rectangles(bar_chart("金额。", [Bar("甲", str(one), one) for one in figures]))
    assert all(x >= 0 and x + width <= WIDTH + 0.8 for _tone, x, width in drawn)
    ordered = sorted(zip(figures, (width for _tone, _x, width in drawn), strict=True))
    assert [width for _figure, width in ordered] == sorted(width for _figure, width in ordered)
