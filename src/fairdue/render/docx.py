"""A paper as a Word file that people may go on writing in: A4, Chinese faces named, the same bytes for the same paper."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from copy import deepcopy
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from fairdue.kernel.errors import MissingExtra
from fairdue.records.paper import (
    Align,
    Block,
    Heading,
    Items,
    Note,
    PageBreak,
    Paper,
    Paragraph,
    Picture,
    Rows,
    Signature,
    Sources,
    Table,
    Verbatim,
)
from fairdue.render.packing import repacked
from fairdue.render.pdf import picture_of_svg
from fairdue.render.plain import printable

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table as DocxTable
    from docx.table import _Cell
    from docx.text.paragraph import Paragraph as Line

FACE: Final = "宋体"
HEAD_FACE: Final = "黑体"
LATIN: Final = "Times New Roman"
_SIZES: Final[Mapping[int, float]] = {1: 15, 2: 13, 3: 12}
_BODY: Final = 12.0
_SMALL: Final = 10.5
_MARGIN_CM: Final = 2.5
_A4_CM: Final = (21.0, 29.7)
_LINE: Final = "＿" * 14
_LONG_NAME: Final = 10
_PAGE_WORDS: Final = {"zh": ("第 ", " 页，共 ", " 页"), "en": ("Page ", " of ", "")}


def render_docx(paper: Paper) -> bytes:
    """Write a paper as a Word file; the same paper gives the same bytes. Raises MissingExtra."""
    try:
        import docx
    except ModuleNotFoundError as error:
        raise MissingExtra(extra="papers", package="python-docx") from error
    document = docx.Document()
    _set_page(document, paper)
    _set_styles(document)
    _forget_thumbnail(document)
    if paper.is_title_shown:
        title = _line(document, paper.title, size=18, bold=True, align="center", face=HEAD_FACE)
        title.paragraph_format.space_after = _points(14)
    for block in paper.blocks:
        _DRAW[type(block)](document, block)
    out = io.BytesIO()
    document.save(out)
    return repacked(out.getvalue())


def _set_page(document: Document, paper: Paper) -> None:
    """Make the sheet A4, with the foot and page x of y below."""
    from docx.enum.section import WD_ORIENT
    from docx.shared import Cm

    section = document.sections[0]
    wide, high = reversed(_A4_CM) if paper.landscape else _A4_CM
    section.orientation = WD_ORIENT.LANDSCAPE if paper.landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Cm(wide), Cm(high)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(_MARGIN_CM)
    line = section.footer.paragraphs[0]
    line.alignment = _alignment("center")
    before, between, after = _PAGE_WORDS[paper.lang]
    if paper.foot:
        _run(line, f"{paper.foot}　　", size=9)
    _run(line, before, size=9)
    _field(line, "PAGE")
    _run(line, between, size=9)
    _field(line, "NUMPAGES")
    _run(line, after, size=9)


def _set_styles(document: Document) -> None:
    """Name the faces for Latin and Chinese words in every style the paper uses."""
    from docx.oxml.ns import qn

    for name in ("Normal", "Heading 1", "Heading 2", "Heading 3", "List Bullet", "List Number", "Table Grid"):
        style: Any = document.styles[name]
        style.font.name = LATIN
        style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), FACE)
    normal: Any = document.styles["Normal"]
    normal.font.size = _points(_BODY)
    normal.paragraph_format.line_spacing = 1.5
    normal.paragraph_format.space_after = _points(4)


def _heading(document: Document, block: Heading) -> None:
    line = document.add_heading(level=block.level)
    _run(line, block.words, size=_SIZES[block.level], bold=True, face=HEAD_FACE)


def _paragraph(document: Document, block: Paragraph) -> None:
    size = _SMALL if block.small else _BODY
    line = _line(document, block.words, size=size, bold=block.strong, align=block.align)
    if block.indent:
        line.paragraph_format.first_line_indent = _points(2 * size)


def _items(document: Document, block: Items) -> None:
    """Write the number or point as words: Word's own numbering would go on from list to list."""
    for at, item in enumerate(block.items, 1):
        line = _line(document, f"{at}. {item}" if block.numbered else f"· {item}")
        line.paragraph_format.left_indent = _points(18)
        line.paragraph_format.first_line_indent = _points(-18)


def _table(document: Document, block: Table) -> None:
    from docx.oxml.ns import qn

    if block.caption:
        _line(document, block.caption, size=_SMALL).paragraph_format.keep_with_next = True
    table = document.add_table(rows=0, cols=len(block.columns), style="Table Grid")
    table.autofit = False
    widths = _widths(document, [column.share for column in block.columns])
    sums = len(block.rows) - block.totals
    looks = {bold: _empty_row(table, block, widths, bold) for bold in (True, False)}
    for at, row in enumerate((tuple(column.title for column in block.columns), *block.rows)):
        made = deepcopy(looks[at == 0 or at > sums])
        table._tbl.append(made)
        for run, words in zip(made.iter(qn("w:r")), row, strict=True):
            run.text = printable(words)
    _repeat(table.rows[0])
    document.add_paragraph().paragraph_format.space_after = _points(0)


def _empty_row(table: DocxTable, block: Table, widths: list[Any], bold: bool) -> Any:
    """Make one row with the looks of its cells and no words, to be copied for each row: a table may have thousands."""
    row = table.add_row()  # type: ignore[no-untyped-call]
    for cell, column, width in zip(row.cells, block.columns, widths, strict=True):
        cell.width = width
        _fill(cell, "", bold=bold, align=column.align)
    table._tbl.remove(row._tr)
    return row._tr


def _rows(document: Document, block: Rows) -> None:
    table = document.add_table(rows=0, cols=2)
    table.autofit = False
    longest = max((len(name) for name, _words in block.rows), default=0)
    widths = _widths(document, [2, 3] if longest > _LONG_NAME else [1, 3])
    for name, words in block.rows:
        for cell, given, width, bold in zip(table.add_row().cells, (name, words), widths, (True, False), strict=True):
            cell.width = width
            _fill(cell, given, bold=bold, size=_BODY)
    document.add_paragraph().paragraph_format.space_after = _points(0)


def _note(document: Document, block: Note) -> None:
    cell = _box(document)
    if block.title:
        _fill(cell, block.title, bold=True, size=_SMALL)
        _run(cell.add_paragraph(), block.words, size=_SMALL)
    else:
        _fill(cell, block.words, size=_SMALL)


def _verbatim(document: Document, block: Verbatim) -> None:
    if block.caption:
        _line(document, block.caption, size=_SMALL).paragraph_format.keep_with_next = True
    _fill(_box(document), block.words, size=_SMALL)


def _signature(document: Document, block: Signature) -> None:
    for name in block.names:
        line = _line(document, f"{name}：{_LINE}")
        line.paragraph_format.space_before = _points(14)


def _sources(document: Document, block: Sources) -> None:
    _heading(document, Heading(block.title, 2))
    for at, source in enumerate(block.sources, 1):
        words = f"{at}. {source.words}" + (f"　{source.note}" if source.note else "")
        _line(document, words, size=_SMALL)


def _picture(document: Document, block: Picture) -> None:
    data = picture_of_svg(block.data) if block.kind == "svg" else block.data
    width = int(_room(document) * block.share)
    if block.caption:
        _line(document, block.caption).paragraph_format.keep_with_next = True
    line = document.add_paragraph()
    line.alignment = _alignment("center")
    shape = line.add_run().add_picture(io.BytesIO(data), width=width)
    shape._inline.docPr.set("descr", printable(block.words))


def _page_break(document: Document, block: PageBreak) -> None:
    from docx.enum.text import WD_BREAK

    document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)


_DRAW: Final[Mapping[type[Block], Callable[[Any, Any], None]]] = {
    Heading: _heading,
    Paragraph: _paragraph,
    Items: _items,
    Table: _table,
    Rows: _rows,
    Note: _note,
    Verbatim: _verbatim,
    Signature: _signature,
    Sources: _sources,
    Picture: _picture,
    PageBreak: _page_break,
}


def _line(
    document: Document, words: str, size: float = _BODY, bold: bool = False, align: Align = "start", face: str = FACE
) -> Line:
    """Add a paragraph of one run."""
    line = document.add_paragraph()
    line.alignment = _alignment(align)
    _run(line, words, size, bold, face)
    return line


def _run(line: Line, words: str, size: float = _BODY, bold: bool = False, face: str = FACE) -> None:
    """Add words with both faces named; characters a Word file cannot hold are spelled out."""
    run = line.add_run(printable(words))
    run._element.insert(0, deepcopy(_look(size, bold, face)))


@cache
def _look(size: float, bold: bool, face: str) -> Any:
    """Make the properties of a run once for all runs that look alike."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    names = f'w:ascii="{LATIN}" w:hAnsi="{LATIN}" w:eastAsia="{face}"'
    weight = "<w:b/>" if bold else '<w:b w:val="0"/>'
    return parse_xml(
        f"<w:rPr {nsdecls('w')}><w:rFonts {names}/>{weight}"
        f'<w:color w:val="000000"/><w:sz w:val="{round(size * 2)}"/></w:rPr>'
    )


def _fill(cell: _Cell, words: str, bold: bool = False, align: Align = "start", size: float = _SMALL) -> None:
    """Put words into a cell's first paragraph."""
    line = cell.paragraphs[0]
    line.alignment = _alignment(align)
    line.paragraph_format.line_spacing = 1.25
    line.paragraph_format.space_after = _points(0)
    _run(line, words, size, bold)


def _box(document: Document) -> _Cell:
    """Add a table of one cell, followed by an empty line so that two boxes do not melt together."""
    table = document.add_table(rows=1, cols=1, style="Table Grid")
    document.add_paragraph().paragraph_format.space_after = _points(0)
    cell: _Cell = table.rows[0].cells[0]
    return cell


def _field(line: Line, name: str) -> None:
    """Add a field Word counts itself: PAGE or NUMPAGES."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    run = line.add_run()
    run.font.size = _points(9)
    for kind in ("begin", None, "separate", "words", "end"):
        element = OxmlElement("w:instrText" if kind is None else "w:t" if kind == "words" else "w:fldChar")
        if kind is None:
            element.text = f" {name} "
        elif kind == "words":
            element.text = "1"
        else:
            element.set(qn("w:fldCharType"), kind)
        run._element.append(element)


def _repeat(row: Any) -> None:
    """Let a row of headings stand again on every page."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(mark)


def _room(document: Document) -> int:
    """Return the width between the margins, in Word's units."""
    section = document.sections[0]
    return int((section.page_width or 0) - (section.left_margin or 0) - (section.right_margin or 0))


def _widths(document: Document, shares: list[float]) -> list[Any]:
    """Divide the width between the margins by shares."""
    from docx.shared import Emu

    return [Emu(int(_room(document) * share / sum(shares))) for share in shares]


def _points(size: float) -> Any:
    from docx.shared import Pt

    return Pt(size)


def _alignment(align: Align) -> Any:
    from docx.enum.text import WD_ALIGN_PARAGRAPH as SIDES

    return {"start": SIDES.LEFT, "center": SIDES.CENTER, "end": SIDES.RIGHT}[align]


def _forget_thumbnail(document: Document) -> None:
    """Leave out the picture of the template, which shows a page nobody wrote."""
    relations = document.part.package.rels
    for name in [name for name, one in relations.items() if one.reltype.endswith("/thumbnail")]:
        del relations[name]
