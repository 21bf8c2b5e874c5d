"""A paper as PDF: A4, its own typefaces inside, page x of y, nothing in it of who made it or when."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from functools import cache
from importlib.resources import files
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any, Final

from fairdue.kernel.errors import MissingExtra
from fairdue.records.paper import Block, Paper, Verbatim
from fairdue.render import fonts
from fairdue.render.plain import printable

if TYPE_CHECKING:
    import typst

_ONE_AT_A_TIME: Final = Lock()  # the typesetter remembers the paper it set last
_NAMES: Final[Mapping[str, str]] = {"PageBreak": "pagebreak"}


@dataclass(frozen=True, slots=True)
class Printed:
    """A printed paper: the bytes of the PDF, its number of pages, and the page each anchored heading stands on."""

    data: bytes
    pages: int
    page_of: Mapping[str, int]


def render_pdf(paper: Paper) -> bytes:
    """Print a paper and return the PDF; the same paper gives the same bytes.

    Raises MissingGlyph for a character that would be left out (in Verbatim it is spelled out instead), MissingExtra.
    """
    with _ONE_AT_A_TIME:
        return bytes(_compiled(paper))


def print_pdf(paper: Paper) -> Printed:
    """Print a paper and tell on which page each anchored heading stands; raises like `render_pdf`."""
    with _ONE_AT_A_TIME:
        data = bytes(_compiled(paper))
        found = json.loads(_compiler().query("<anchor>", field="value"))
        pages = json.loads(_compiler().query("<last-page>", field="value"))
    return Printed(data, int(pages[-1]), {str(name): int(page) for name, page in found})


def picture_of_svg(svg: bytes, dots_per_inch: int = 220) -> bytes:
    """Turn an SVG picture of ours into PNG, for files that cannot hold SVG; raises MissingExtra."""
    source = (
        '#set page(width: auto, height: auto, margin: 0pt, fill: white)\n#image(bytes(sys.inputs.svg), format: "svg")'
    )
    given = {"svg": svg.decode("utf-8")}
    with _ONE_AT_A_TIME:
        made = _compiler("").compile(input=source.encode(), format="png", ppi=dots_per_inch, sys_inputs=given)
    return made if isinstance(made, bytes) else b"".join(made or [])


def words_in(paper: Paper) -> Iterator[str]:
    """List every word a paper prints, pictures left out."""
    yield paper.title
    yield paper.foot
    for block in paper.blocks:
        yield from _strings(asdict(block))


def _strings(value: object) -> Iterator[str]:
    """List the strings anywhere inside a value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        yield from (words for item in value.values() for words in _strings(item))
    elif isinstance(value, Iterable) and not isinstance(value, bytes):
        yield from (words for item in value for words in _strings(item))


def _compiled(paper: Paper) -> Any:
    """Have typst set the paper; the words travel as data beside the program, never inside it."""
    compiler = _compiler()
    paper = replace(paper, blocks=tuple(_spelled(block) for block in paper.blocks))
    fonts.refuse_unprintable(words_in(paper))
    given = {"paper": json.dumps(_data(paper), ensure_ascii=False), "family": fonts.FAMILY}
    return compiler.compile(format="pdf", sys_inputs=given, timestamp=0)


def _spelled(block: Block) -> Block:
    """Spell out in somebody's own words what no face can show."""
    return replace(block, words=fonts.spelled_out(block.words)) if isinstance(block, Verbatim) else block


def _data(paper: Paper) -> dict[str, object]:
    """Turn a paper into what JSON can carry."""
    blocks = [_visible(asdict(block)) | {"block": _name(block)} for block in paper.blocks]
    for block in blocks:
        if block["block"] == "picture":
            block["data"] = list(block["data"])
    return {**_visible(asdict(replace(paper, blocks=()))), "blocks": blocks}


def _visible(value: Any) -> Any:
    """Spell out, wherever words stand, the characters that would turn the direction of reading."""
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, dict):
        return {name: _visible(one) for name, one in value.items()}
    return [_visible(one) for one in value] if isinstance(value, list | tuple) else value


def _name(block: Block) -> str:
    """Name a block as the program does."""
    kind = type(block).__name__
    return _NAMES.get(kind, kind.lower())


@cache
def _compiler(program: str = "paper.typ") -> typst.Compiler:
    """Make typst ready with our typefaces alone, for our program or for none; raises MissingExtra."""
    try:
        import typst
    except ModuleNotFoundError as error:
        raise MissingExtra(extra="papers", package="typst") from error
    faces = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(fonts.folder())])
    if not program:
        return typst.Compiler(font_paths=faces)
    return typst.Compiler(input=str(Path(str(files("fairdue.render"))) / program), font_paths=faces)
