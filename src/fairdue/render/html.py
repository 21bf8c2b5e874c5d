"""A paper as one self-contained page for screens and screen readers: no script, nothing fetched, all words escaped."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable, Iterable, Mapping
from html import escape
from typing import Any, Final

from fairdue.records.paper import (
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
from fairdue.render.plain import printable

_LANG: Final = {"zh": "zh-Hans", "en": "en"}
_STYLE: Final = """
body{margin:0 auto;max-width:44rem;padding:1rem;font:18px/1.75 system-ui,"PingFang SC","Microsoft YaHei",sans-serif;
color:#1d2421;background:#fff;overflow-wrap:break-word}
h1{font-size:1.5rem;text-align:center}h2{font-size:1.2rem}h3,h4{font-size:1.05rem}
table{border-collapse:collapse;width:100%}.wide{overflow-x:auto}
th,td{border:1px solid #777;padding:.3rem .5rem;text-align:start;vertical-align:top}
.end{text-align:end;font-variant-numeric:tabular-nums}.center{text-align:center}.sum{font-weight:600}
.small,caption{font-size:.85rem}caption{text-align:start}.indent{text-indent:2em}
.note,.verbatim{border:1px solid #777;padding:.6rem .8rem;margin:1rem 0}.verbatim{white-space:pre-wrap}
.line{display:inline-block;min-width:12rem;border-bottom:1px solid #000}
dt{font-weight:600}dd{margin:0 0 .5rem}svg,img{max-width:100%;height:auto}figure{margin:1rem 0}
@media print{body{font-size:11pt;max-width:none}.newpage{break-before:page}@page{size:A4;margin:20mm}}
"""


def render_html(paper: Paper) -> bytes:
    """Write a paper as one HTML file in UTF-8; the same paper gives the same bytes."""
    title = _words(paper.title)
    shown = f"<h1>{title}</h1>\n" if paper.is_title_shown else ""
    body = "\n".join(_DRAW[type(block)](block) for block in paper.blocks)
    foot = f'\n<p class="small">{_words(paper.foot)}</p>' if paper.foot else ""
    return (
        f'<!doctype html>\n<html lang="{_LANG[paper.lang]}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        "<meta http-equiv=\"content-security-policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; "
        'img-src data:">\n'
        f"<title>{title}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n{shown}{body}{foot}\n</body>\n</html>\n"
    ).encode()


def _words(words: str) -> str:
    """Escape words for any place in the page; line ends become line breaks."""
    return escape(printable(words)).replace("\n", "<br>\n")


def _heading(block: Heading) -> str:
    place = f' id="{_words(block.anchor)}"' if block.anchor else ""
    return f"<h{block.level + 1}{place}>{_words(block.words)}</h{block.level + 1}>"


def _paragraph(block: Paragraph) -> str:
    names = [name for name, is_so in (("small", block.small), ("indent", block.indent)) if is_so]
    names += [block.align] if block.align != "start" else []
    kind = f' class="{" ".join(names)}"' if names else ""
    words = _words(block.words)
    return f"<p{kind}>{f'<strong>{words}</strong>' if block.strong else words}</p>"


def _items(block: Items) -> str:
    tag = "ol" if block.numbered else "ul"
    return f"<{tag}>" + "".join(f"<li>{_words(item)}</li>" for item in block.items) + f"</{tag}>"


def _table(block: Table) -> str:
    caption = f"<caption>{_words(block.caption)}</caption>" if block.caption else ""
    sides = [f' class="{column.align}"' if column.align != "start" else "" for column in block.columns]
    head = "".join(
        f'<th scope="col"{side}>{_words(column.title)}</th>' for column, side in zip(block.columns, sides, strict=True)
    )
    sums = len(block.rows) - block.totals
    rows = "".join(
        f"<tr{' class=sum' if at >= sums else ''}>{_cells(row, sides)}</tr>" for at, row in enumerate(block.rows)
    )
    return (
        f'<div class="wide" tabindex="0" role="region" aria-label="{_words(block.caption or block.columns[0].title)}">'
        f"<table>{caption}<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _cells(row: Iterable[str], sides: Iterable[str]) -> str:
    """Write the cells of a row."""
    return "".join(f"<td{side}>{_words(words)}</td>" for words, side in zip(row, sides, strict=True))


def _rows(block: Rows) -> str:
    return "<dl>" + "".join(f"<dt>{_words(name)}</dt><dd>{_words(words)}</dd>" for name, words in block.rows) + "</dl>"


def _note(block: Note) -> str:
    title = f"<strong>{_words(block.title)}</strong><br>" if block.title else ""
    return f'<p class="note">{title}{_words(block.words)}</p>'


def _verbatim(block: Verbatim) -> str:
    caption = f'<p class="small">{_words(block.caption)}</p>' if block.caption else ""
    return f'{caption}<div class="verbatim">{escape(printable(block.words))}</div>'


def _signature(block: Signature) -> str:
    return "".join(f'<p>{_words(name)}：<span class="line"></span></p>' for name in block.names)


def _sources(block: Sources) -> str:
    entries = "".join(
        f"<li>{_words(one.words)}{f'<br>{_words(one.note)}' if one.note else ''}</li>" for one in block.sources
    )
    return f'<h2>{_words(block.title)}</h2><ol class="small">{entries}</ol>'


def _picture(block: Picture) -> str:
    """Embed a picture as an image, so that whatever is inside an SVG cannot act."""
    kind = "svg+xml" if block.kind == "svg" else block.kind
    data = b64encode(block.data).decode("ascii")
    caption = f"<figcaption>{_words(block.caption)}</figcaption>" if block.caption else ""
    return f'<figure>{caption}<img src="data:image/{kind};base64,{data}" alt="{_words(block.words)}"></figure>'


def _page_break(block: PageBreak) -> str:
    return '<div class="newpage"></div>'


_DRAW: Final[Mapping[type[Block], Callable[[Any], str]]] = {
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
