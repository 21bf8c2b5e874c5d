"""Pictures of numbers as SVG: one idea each, every figure named beside its mark, readable in black and white.

They hold no script, no style attribute and nothing fetched. Colours stand as plain attributes for paper; on a page the
style sheet gives the classes their own. The sentence above and the table below belong to whoever shows the picture.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from typing import Final, Literal

from fairdue.render.fonts import FAMILY, width_of
from fairdue.render.plain import printable

Tone = Literal["strong", "soft", "open"]

WIDTH: Final = 320.0
LETTER: Final = 15.0
_LARGEST: Final = 18.0  # a style sheet may set letters up to this size; lines are broken so that they still fit
_LINE: Final = 21.0
_BAR: Final = 22.0
_GAP: Final = 14.0
_HEIGHT: Final = 170.0
_EDGE: Final = 0.75
# Tone → its look on paper: solid, hatched, or a dashed outline, so that no colour is needed to tell them apart.
_LOOK: Final = {
    "strong": 'fill="#333333"',
    "soft": 'fill="url(#{prefix}hatch)" stroke="#333333" stroke-width="1"',
    "open": 'fill="none" stroke="#333333" stroke-width="1.5" stroke-dasharray="5 3"',
}


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its name, its figure in words, where it begins and ends on the common scale, and its look."""

    label: str
    words: str
    end: int
    start: int = 0
    tone: Tone = "strong"


@dataclass(frozen=True, slots=True)
class Point:
    """One step of a line: from this day on, this height."""

    on: date
    value: int


def bar_chart(summary: str, bars: Sequence[Bar], prefix: str = "bars-") -> bytes:
    """Draw bars under each other on one scale; `summary` is the picture in a sentence, `prefix` keeps ids apart.

    Raises ValueError where there is no bar or one ends before it begins.
    """
    if not bars or any(bar.end < bar.start for bar in bars):
        raise ValueError(bars)
    low, high = min(0, *(bar.start for bar in bars)), max(1, *(bar.end for bar in bars))
    scale = (WIDTH - 2 * _EDGE) / (high - low)
    parts, y = [], 0.0
    for bar in bars:
        for line in _lines(bar.label, bar.words):
            y += _LINE
            parts.append(_text(0, y - 5, line))
        look = _LOOK[bar.tone].format(prefix=prefix)
        x, width = (bar.start - low) * scale, max((bar.end - bar.start) * scale, 1.5)
        x = min(x, WIDTH - 2 * _EDGE - width)
        parts.append(
            f'<rect class="bar {bar.tone}" x="{x + _EDGE:.2f}" y="{y:.2f}" width="{width:.2f}" height="{_BAR}" {look}/>'
        )
        y += _BAR + _GAP
    return _picture(summary, parts, y - _GAP + 2, prefix)


def step_chart(summary: str, points: Sequence[Point], words: Sequence[str], prefix: str = "steps-") -> bytes:
    """Draw a height that changes on days; `words` name the highest, the first and the last height in that order.

    Raises ValueError for fewer than two points or days out of order.
    """
    days = [point.on.toordinal() for point in points]
    if len(points) < 2 or days != sorted(days) or len(words) != 3:
        raise ValueError(points)
    span, top = max(1, days[-1] - days[0]), max(1, *(point.value for point in points))
    left, right, above, below = 0.0, WIDTH - 5, 2 * _LINE, 2 * _LINE + _HEIGHT

    def place(day: int, value: int) -> tuple[float, float]:
        return left + (day - days[0]) / span * (right - left), below - max(0, value) / top * _HEIGHT

    path = [f"M{_pair(*place(days[0], points[0].value))}"]
    for before, point, day in zip(points, points[1:], days[1:], strict=False):
        path += [f"L{_pair(*place(day, before.value))}", f"L{_pair(*place(day, point.value))}"]
    end_x, end_y = place(days[-1], points[-1].value)
    highest = max(points, key=lambda point: point.value)
    high_x, _high_y = place(highest.on.toordinal(), highest.value)
    parts = [
        f'<path class="area" d="{" ".join(path)} L{_pair(right, below)} L{_pair(left, below)} Z" fill="#dddddd"/>',
        f'<path class="line" d="{" ".join(path)}" fill="none" stroke="#000000" stroke-width="2"/>',
        f'<path class="axis" d="M0 {below} L{WIDTH} {below}" stroke="#555555" stroke-width="1"/>',
        f'<circle class="dot" cx="{end_x:.2f}" cy="{end_y:.2f}" r="4" fill="#000000"/>',
        _text(0, _LINE - 5, words[0]),
        *([] if highest is points[-1] else [_lead(high_x, _LINE, above)]),
        _text(0, below + _LINE, points[0].on.isoformat()),
        _text(WIDTH, below + _LINE, points[-1].on.isoformat(), "end"),
        _text(0, below + 2 * _LINE, words[1]),
        _text(WIDTH, below + 2 * _LINE, words[2], "end"),
    ]
    return _picture(summary, parts, below + 2 * _LINE + 8, prefix)


def _lead(x: float, above: float, below: float) -> str:
    """Draw a thin line from a name to what it names."""
    return f'<path class="axis" d="M{_pair(x, above)} L{_pair(x, below)}" stroke="#555555" stroke-width="1"/>'


def _pair(x: float, y: float) -> str:
    """Write a place."""
    return f"{x:.2f} {y:.2f}"


def _lines(label: str, words: str) -> list[str]:
    """Put name and figure on one line where both fit, on two otherwise; cut a name that is too long for one."""
    room = WIDTH / _LARGEST
    whole = f"{label}　{words}"
    if width_of(whole) <= room:
        return [whole]
    while width_of(label) > room - 1:
        label = label.rstrip("…")[:-1] + "…"
    return [label, words]


def _text(x: float, y: float, words: str, anchor: Literal["start", "end"] = "start") -> str:
    """Write words at a place, in the ink of the page."""
    safe = escape(printable(words))
    return f'<text class="ink" x="{x:.2f}" y="{y:.2f}" text-anchor="{anchor}" fill="#000000">{safe}</text>'


def _picture(summary: str, parts: Sequence[str], height: float, prefix: str) -> bytes:
    """Frame the marks, name the picture for readers who cannot see it, and define the hatching."""
    name = f"{prefix}title"
    return (
        f'<svg class="chart" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH:g} {height:.2f}" role="img" '
        f'aria-labelledby="{name}" font-family="{FAMILY}" font-size="{LETTER:g}">'
        f'<title id="{name}">{escape(printable(summary))}</title>'
        f'<defs><pattern id="{prefix}hatch" width="7" height="7" patternUnits="userSpaceOnUse" '
        'patternTransform="rotate(45)"><rect width="7" height="7" fill="#ffffff" class="ground"/>'
        '<path d="M0 0 L0 7" stroke="#333333" stroke-width="4" class="hatch"/></pattern></defs>'
        f"{''.join(parts)}</svg>"
    ).encode()
