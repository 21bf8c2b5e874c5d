"""The tokens: enough contrast in light and dark, one value per scheme, every token shown."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest

from fairdue.web.design import TOKENS

STATIC = files("fairdue.web") / "static"
SHEETS = {one.name: one.read_text("utf-8") for one in STATIC.iterdir() if one.name.endswith(".css")}
BLOCK = re.compile(
    r'(:root, \[data-scheme="light"\]|:root:not\(\[data-scheme\]\)|\[data-scheme="dark"\]) \{(.*?)\}', re.S
)
COLOURS = {
    {':root, [data-scheme="light"]': "light", ":root:not([data-scheme])": "dark"}.get(where, "dark by hand"): dict(
        re.findall(r"--([\w-]+): (#[0-9a-f]{6});", body)
    )
    for where, body in BLOCK.findall(SHEETS["tokens.css"])
}
GROUNDS = ("alarm", "care", "fine", "know")
TEXT_PAIRS = (
    *((ink, ground) for ink in ("ink", "soft", "pine", "alarm") for ground in ("paper", "sheet")),
    ("pine-ink", "pine"),
    ("alarm-bg", "alarm"),
    *((tone, f"{tone}-bg") for tone in GROUNDS),
    *(("ink", f"{tone}-bg") for tone in GROUNDS),
    *(("pine", f"{tone}-bg") for tone in GROUNDS),
)
LINE_PAIRS = (("edge", "sheet"), ("edge", "paper"), *((tone, "sheet") for tone in GROUNDS))


def luminance(colour: str) -> float:
    """Return the relative luminance of WCAG 2.2."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast of WCAG 2.2; black on white is 21."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_the_measure_is_right() -> None:
    """Black on white is 21 to 1, a colour on itself 1 to 1."""
    assert (round(contrast("#000000", "#ffffff"), 2), contrast("#123456", "#123456")) == (21.0, 1.0)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("ink", "ground"), TEXT_PAIRS)
def test_text_can_be_read(scheme: str, ink: str, ground: str) -> None:
    """Every pair of ink and ground in use reaches 4.5 to 1."""
    assert contrast(COLOURS[scheme][ink], COLOURS[scheme][ground]) >= 4.5


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("line", "ground"), LINE_PAIRS)
def test_lines_that_mean_something_can_be_seen(scheme: str, line: str, ground: str) -> None:
    """Edges of fields and the lines under passages reach 3 to 1."""
    assert contrast(COLOURS[scheme][line], COLOURS[scheme][ground]) >= 3


def test_dark_is_the_same_by_choice_and_by_system() -> None:
    """The two places that spell out the dark scheme agree, and name what the light one names."""
    assert COLOURS["dark"] == COLOURS["dark by hand"]
    assert COLOURS["dark"].keys() == COLOURS["light"].keys()


def test_colours_are_named_in_one_place() -> None:
    """Outside the tokens, and print in black and white, no sheet names a colour of its own."""
    for name, sheet in SHEETS.items():
        if name not in ("tokens.css", "print.css"):
            assert not re.search(r"#[0-9a-fA-F]{3,8}\b|rgba?\(|hsla?\(", sheet), name


def test_every_token_is_shown_and_used() -> None:
    """The specimen page shows each colour; each token is used by some sheet; no sheet uses an unknown one."""
    assert {token for _, token in TOKENS} == {f"--{name}" for name in COLOURS["light"]}
    known = set(re.findall(r"(--[\w-]+):", SHEETS["tokens.css"]))
    used = set(re.findall(r"var\((--[\w-]+)\)", "".join(SHEETS.values())))
    assert used == known


def test_marks_differ_by_their_line() -> None:
    """Each kind of passage has its own line style, so that print without colour still tells them apart."""
    styles = re.findall(r"mark\.(\w+) \{ border-bottom: \dpx (\w+)", SHEETS["components.css"])
    assert dict(styles) == {"solid": "solid", "double": "double", "dotted": "dotted", "dashed": "dashed"}


def test_targets_are_large_enough() -> None:
    """The smallest target is 44 px, 60 in large type."""
    assert re.findall(r"--target: (\d+)px", SHEETS["tokens.css"]) == ["44", "60"]
    large = SHEETS["tokens.css"].split('[data-size="large"]')[1]
    assert min(float(size) for size in re.findall(r"--t\d: ([\d.]+)rem", large.split("}")[0])) * 16 >= 24


def test_nothing_is_loaded_from_elsewhere() -> None:
    """No sheet, script or picture names an address outside the page; the SVG namespace loads nothing."""
    for one in STATIC.iterdir():
        words = one.read_text("utf-8").replace('xmlns="http://www.w3.org/2000/svg"', "")
        assert not re.search(r"https?:|//[a-z]|@import|@font-face|url\(", words.replace("// ", "")), one.name
